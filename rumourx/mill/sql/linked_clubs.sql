-- Which club is meant by each name that somebody is linked with: the gazetteer's id, else the folded name.
CREATE OR REPLACE TABLE club_ids AS
SELECT key, min(id) AS id
FROM clubs JOIN club_names USING (name)
GROUP BY key
HAVING count(DISTINCT id) = 1;

CREATE OR REPLACE TABLE linked_clubs AS
SELECT
    linked.article,
    name,
    key,
    coalesce(min(clubs.id), min(club_ids.id)) AS id,
    coalesce(min(clubs.id), min(club_ids.id), key) AS club
FROM (
    SELECT article, club AS name FROM rumours
    UNION
    SELECT article, club FROM contracts WHERE club IS NOT NULL
) AS linked
JOIN club_names USING (name)
LEFT JOIN clubs USING (article, name)
LEFT JOIN club_ids USING (key)
GROUP BY linked.article, name, key;
