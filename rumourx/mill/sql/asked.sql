-- The people and clubs that are asked for: those whose names have all the words, else those whose names begin so.
CREATE OR REPLACE TABLE asked_people AS
WITH fits AS (SELECT person, max(fit(key, getvariable('person')::VARCHAR)) AS fit FROM people_keys GROUP BY person)
SELECT person FROM fits WHERE fit > 0 AND fit = (SELECT max(fit) FROM fits);

CREATE OR REPLACE TABLE asked_clubs AS
WITH fits AS (
    SELECT
        club,
        max(
            CASE
                WHEN list_contains(getvariable('club_ids')::VARCHAR[], id) THEN 2
                ELSE fit(key, getvariable('club')::VARCHAR)
            END
        ) AS fit
    FROM clubs_keys
    GROUP BY club
)
SELECT club FROM fits WHERE fit > 0 AND fit = (SELECT max(fit) FROM fits);
