-- Completes the links at the positions behind `after` up to `until`.
CREATE OR REPLACE TABLE page AS
FROM answer WHERE position > getvariable('after') AND position <= getvariable('until');

CREATE OR REPLACE TABLE page_reports AS
SELECT position, told.report, source, told.date, told.stage, told.confidence
FROM page JOIN told USING (person, club, move);

CREATE OR REPLACE TABLE page_outlets AS
SELECT position, list(outlet_name ORDER BY outlet_name) AS outlet_names
FROM (
    SELECT DISTINCT position, outlet_name
    FROM page_reports JOIN report_outlets USING (report) JOIN outlets_told USING (outlet)
)
GROUP BY position;

-- The contract date that bears on a link: of those of the person (for stay and leave, with this club or with none that
-- is named) the one that is stated rather than reported or proposed, then the one told last.
CREATE OR REPLACE TABLE page_contracts AS
SELECT position, event, date, contract_club.club_name AS club, certainty, source, reported
FROM page
JOIN contract_reports ON contract_reports.person = page.person
LEFT JOIN clubs_told AS contract_club ON contract_club.club = contract_reports.club
WHERE
    is_sure(contract_reports.confidence)
    AND (move = 'join' OR contract_reports.club IS NULL OR contract_reports.club = page.club)
QUALIFY
    row_number() OVER (
        PARTITION BY position
        ORDER BY
            certainty_rank(certainty) DESC, reported DESC NULLS LAST, contract_reports.confidence DESC NULLS LAST,
            source, date DESC, event
    ) = 1;

-- All reports of a link, and all that contradict it, in the order of their dates: where they are wanted.
CREATE OR REPLACE TABLE page_report_lists AS
WITH told_by AS (
    SELECT report, list(DISTINCT outlet_name ORDER BY outlet_name) AS outlets
    FROM page_reports JOIN report_outlets USING (report) JOIN outlets_told USING (outlet)
    GROUP BY report
)
SELECT
    position,
    list(
        struct_pack(
            source := source, date := date, stage := stage, outlets := coalesce(outlets, []),
            confidence := page_reports.confidence, evidence := evidence
        )
        ORDER BY date NULLS LAST, source, report
    ) AS reports
FROM page_reports
JOIN evidences USING (report)
LEFT JOIN told_by USING (report)
WHERE getvariable('with_reports')
GROUP BY position;

CREATE OR REPLACE TABLE page_contradictions AS
SELECT
    position,
    list(
        struct_pack(
            kind := kind, club := against.club_name, stage := told.stage, source := source, date := told.date,
            evidence := evidence
        )
        ORDER BY told.date NULLS LAST, source, report
    ) AS contradictions
FROM page
JOIN contradictions USING (person, club, move)
JOIN told USING (report)
JOIN evidences USING (report)
JOIN clubs_told AS against ON against.club = told.club
WHERE getvariable('with_reports')
GROUP BY position;

INSERT INTO complete BY NAME
SELECT
    position, person_name AS person, person_id, club_name AS club, club_id, move, stage, strongest_stage,
    trend, first_seen, last_seen, articles, undated_articles, outlets, coalesce(outlet_names, []) AS outlet_names,
    contradicting, confidence, evidence, source AS evidence_source, contract, contradictions, reports
FROM page
JOIN evidences ON evidences.report = best_report
JOIN articles USING (article)
LEFT JOIN page_outlets USING (position)
LEFT JOIN (SELECT position, struct_pack(event, date, club, certainty, source, reported) AS contract FROM page_contracts)
    USING (position)
LEFT JOIN page_report_lists USING (position)
LEFT JOIN page_contradictions USING (position);
