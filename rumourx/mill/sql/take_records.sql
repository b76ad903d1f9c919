-- The facts of the records that were read.
INSERT INTO articles
SELECT article, story_of(article, cluster), source, article_date.date, coalesce(host_of(fields.url), host_of(source))
FROM records;

INSERT INTO people
SELECT article, fact.name, fact.id
FROM (SELECT article, unnest(people) AS fact FROM records);

INSERT INTO clubs
SELECT article, fact.name, fact.id
FROM (SELECT article, unnest(clubs) AS fact FROM records);

INSERT INTO contracts
SELECT article, fact.person, fact.club, fact.event, fact.date, fact.certainty, fact.confidence
FROM (SELECT article, unnest(contract_dates) AS fact FROM records);

INSERT INTO rumours BY NAME
SELECT
    article, fact.person, fact.club, fact.move, fact.stage, fact.sources, fact.evidence[1].text AS evidence,
    fact.confidence
FROM (SELECT article, unnest(rumours) AS fact FROM records);

DROP TABLE records;
