-- The facts of the two tables `given_facts` and `given_articles`, numbered behind the articles that are there.
INSERT INTO articles
SELECT
    getvariable('base') + article + 1 AS number,
    story_of(number, cluster),
    source,
    article_date,
    coalesce(host_of(try(json_extract_string(fields, '$.url'))), host_of(source))
FROM given_articles;

INSERT INTO people
SELECT getvariable('base') + article + 1, name, id FROM given_facts WHERE kind = 'person';

INSERT INTO clubs
SELECT getvariable('base') + article + 1, name, id FROM given_facts WHERE kind = 'club';

INSERT INTO contracts
SELECT getvariable('base') + article + 1, person, club, event, date, certainty, confidence
FROM given_facts
WHERE kind = 'contract';

INSERT INTO rumours BY NAME
SELECT
    getvariable('base') + article + 1 AS article, person, club, move, stage, sources, text AS evidence, confidence
FROM given_facts
WHERE kind = 'rumour';
