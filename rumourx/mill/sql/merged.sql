-- One row per person, club and move. The trend compares the dataset's last seven days with the seven before.
CREATE OR REPLACE TABLE merged AS
WITH dataset AS (SELECT max(day_of(date)) AS last_day FROM articles WHERE length(date) = 10),
counted AS (
    SELECT
        person, club, move,
        min(date) AS first_seen,
        max(date) AS last_seen,
        count(*) AS articles,
        count(*) FILTER (date IS NULL) AS undated_articles,
        arg_max(stage, (coalesce(date, ''), rank)) AS stage,
        arg_max(stage, rank) AS strongest_stage,
        max(confidence) AS confidence,
        arg_max(report, (coalesce(confidence, -1), rank, coalesce(date, ''), source, report)) AS best_report,
        count(*) FILTER (is_dated_to_the_day) AS dated,
        count(*) FILTER (is_dated_to_the_day AND day > last_day - 7) AS this_week,
        count(*) FILTER (is_dated_to_the_day AND day > last_day - 14 AND day <= last_day - 7) AS week_before
    FROM told CROSS JOIN dataset
    GROUP BY person, club, move
)
SELECT
    *,
    CASE
        WHEN dated = 0 THEN NULL
        WHEN this_week > week_before THEN 'rising'
        WHEN this_week = week_before AND this_week > 0 THEN 'steady'
        ELSE 'fading'
    END AS trend
FROM counted;

-- How many outlets tell of each, and how many reports contradict it.
CREATE OR REPLACE TABLE outlet_counts AS
SELECT person, club, move, count(*) AS outlets
FROM (SELECT DISTINCT person, club, move, outlet FROM told JOIN report_outlets USING (report))
GROUP BY person, club, move;

CREATE OR REPLACE TABLE contradiction_counts AS
SELECT person, club, move, count(*) AS contradicting FROM contradictions GROUP BY person, club, move;
