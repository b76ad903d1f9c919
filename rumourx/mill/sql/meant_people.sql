-- Who is meant by each name of a linked person. A surname means the one person of that surname who is tied to a club
-- that the article links it with; where there is none, the one of that surname in the whole dataset.
CREATE OR REPLACE TABLE surnames AS
WITH forms AS (SELECT DISTINCT key, unnest(forms) AS form FROM person_names),
everyone AS (
    SELECT DISTINCT key, coalesce(people.id, person_ids.id, key) AS named
    FROM people JOIN person_names USING (name) LEFT JOIN person_ids USING (key)
    UNION
    SELECT key, named FROM linked_people
)
SELECT DISTINCT form, coalesce(meant, named) AS person
FROM everyone
JOIN forms USING (key)
LEFT JOIN slips ON slips.person = named
WHERE named <> key OR key NOT IN (SELECT form FROM forms);

CREATE OR REPLACE TABLE meant_by_surname AS
WITH short AS (
    SELECT DISTINCT linked_people.article, key, club
    FROM linked_people LEFT JOIN ties USING (article, key)
    WHERE linked_people.named = key AND key IN (SELECT form FROM surnames)
),
tied AS (
    SELECT DISTINCT form, club, person
    FROM (SELECT DISTINCT coalesce(meant, named) AS person, club FROM ties LEFT JOIN slips ON slips.person = named)
    JOIN surnames USING (person)
),
at_club AS (
    SELECT article, key, min(person) AS person, count(DISTINCT person) AS people
    FROM short JOIN tied ON tied.form = key AND tied.club = short.club
    GROUP BY article, key
),
anywhere AS (SELECT form AS key, min(person) AS person, count(*) AS people FROM surnames GROUP BY form)
SELECT article, key, coalesce(at_club.person, anywhere.person) AS meant
FROM (SELECT DISTINCT article, key FROM short)
JOIN anywhere USING (key)
LEFT JOIN at_club USING (article, key)
WHERE coalesce(at_club.people, anywhere.people) = 1;

CREATE OR REPLACE TABLE meant_people AS
SELECT article, name, key, id, named, coalesce(meant_by_surname.meant, slips.meant, named) AS person
FROM linked_people
LEFT JOIN meant_by_surname USING (article, key)
LEFT JOIN slips ON slips.person = named;
