-- What each article says of each move, with the person and the club that it means.
CREATE OR REPLACE TABLE reports AS
SELECT report, rumours.article, meant_people.person, linked_clubs.club, move, stage, confidence, story, source, date
FROM rumours
JOIN articles ON articles.article = rumours.article
JOIN meant_people ON meant_people.article = rumours.article AND meant_people.name = rumours.person
JOIN linked_clubs ON linked_clubs.article = rumours.article AND linked_clubs.name = rumours.club;

-- Who tells it: the site where the article stands, and the sources that it names, but for the people among them.
CREATE OR REPLACE TABLE report_outlets AS
WITH named AS (SELECT report, article, unnest(sources) AS name FROM rumours),
printed AS (
    SELECT report, name FROM named ANTI JOIN people USING (article, name)
    UNION ALL
    SELECT report, host FROM rumours JOIN articles USING (article)
)
SELECT DISTINCT report, key AS outlet
FROM printed JOIN outlet_names USING (name);

-- What articles say of the contracts of people.
CREATE OR REPLACE TABLE contract_reports AS
SELECT
    meant_people.person, linked_clubs.club, event, contracts.date, certainty, confidence, source,
    articles.date AS reported
FROM contracts
JOIN articles ON articles.article = contracts.article
JOIN meant_people ON meant_people.article = contracts.article AND meant_people.name = contracts.person
LEFT JOIN linked_clubs ON linked_clubs.article = contracts.article AND linked_clubs.name = contracts.club
WHERE contracts.date IS NOT NULL;
