-- Pairs of full names that differ by one letter, each with how many articles tell of it. Two such names become the same
-- when one letter is left out of either or both: only names that have such a rest in common are compared.
CREATE OR REPLACE TABLE alike AS
WITH full_names AS (
    SELECT key, named, count(DISTINCT article) AS articles FROM ties WHERE key LIKE '% %' GROUP BY key, named
),
places AS (SELECT *, unnest(range(length(key) + 1)) AS place FROM full_names),
rests AS (SELECT DISTINCT key, named, articles, key[:place] || key[place + 2:] AS rest FROM places)
SELECT DISTINCT
    one.key, one.named, one.articles,
    other.key AS other_key, other.named AS other_named, other.articles AS other_articles
FROM rests AS one JOIN rests AS other USING (rest)
WHERE
    one.key < other.key
    AND one.named <> other.named
    AND (one.named = one.key OR other.named = other.key)
    AND damerau_levenshtein(one.key, other.key) = 1;

-- Those that are tied to one club.
CREATE OR REPLACE VIEW one_letter_apart AS
SELECT DISTINCT alike.*
FROM alike
JOIN ties ON ties.named = alike.named
SEMI JOIN ties AS other_ties ON other_ties.named = other_named AND other_ties.club = ties.club
ORDER BY alike.key, other_key;
