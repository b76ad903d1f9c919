-- Whom each name of a linked person names by itself: the gazetteer's id, else the folded name; and the clubs they are
-- tied to. Who is meant by a surname or a slip is found in the steps behind this one.
CREATE OR REPLACE TABLE person_ids AS
SELECT key, min(id) AS id
FROM people JOIN person_names USING (name)
GROUP BY key
HAVING count(DISTINCT id) = 1;

CREATE OR REPLACE TABLE linked_people AS
SELECT
    linked.article,
    name,
    key,
    coalesce(min(people.id), min(person_ids.id)) AS id,
    coalesce(min(people.id), min(person_ids.id), key) AS named
FROM (
    SELECT article, person AS name FROM rumours
    UNION
    SELECT article, person FROM contracts WHERE person IS NOT NULL
) AS linked
JOIN person_names USING (name)
LEFT JOIN people USING (article, name)
LEFT JOIN person_ids USING (key)
GROUP BY linked.article, name, key;

CREATE OR REPLACE TABLE ties AS
SELECT DISTINCT tied.article, linked_people.key, linked_people.named, linked_clubs.club
FROM (
    SELECT article, person, club FROM rumours
    UNION
    SELECT article, person, club FROM contracts WHERE person IS NOT NULL AND club IS NOT NULL
) AS tied
JOIN linked_people ON linked_people.article = tied.article AND linked_people.name = tied.person
JOIN linked_clubs ON linked_clubs.article = tied.article AND linked_clubs.name = tied.club;
