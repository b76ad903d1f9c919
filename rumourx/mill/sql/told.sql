-- The reports that are sure enough, one of each story: the first that was printed.
CREATE OR REPLACE TABLE told AS
SELECT *, stage_rank(stage) AS rank, day_of(date) AS day, length(date) = 10 AS is_dated_to_the_day
FROM reports
WHERE is_sure(confidence)
QUALIFY
    row_number() OVER (
        PARTITION BY person, club, move, story
        ORDER BY date NULLS LAST, source, confidence DESC NULLS LAST, report
    ) = 1;
