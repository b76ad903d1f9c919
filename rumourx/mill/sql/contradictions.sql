-- The reports that contradict a link, each with how.
CREATE OR REPLACE TABLE contradictions AS
-- Denied by this report and claimed by another.
SELECT person, club, move, 'denied' AS kind, report
FROM told AS denial
WHERE
    stage = 'denied'
    AND EXISTS (
        FROM told AS claim
        WHERE
            claim.person = denial.person AND claim.club = denial.club AND claim.move = denial.move
            AND claim.stage <> 'denied' AND are_near(claim.day, denial.day)
    )
UNION ALL
-- To stay with a club and to leave it, neither denied.
SELECT person, club, CASE move WHEN 'stay' THEN 'leave' ELSE 'stay' END AS move, move AS kind, report
FROM told AS report_against
WHERE
    move IN ('stay', 'leave')
    AND stage <> 'denied'
    AND EXISTS (
        FROM told AS claim
        WHERE
            claim.person = report_against.person AND claim.club = report_against.club
            AND claim.move IN ('stay', 'leave') AND claim.move <> report_against.move
            AND claim.stage <> 'denied' AND are_near(claim.day, report_against.day)
    )
UNION ALL
-- To join two clubs, both agreed or official.
SELECT DISTINCT claim.person, claim.club, claim.move, 'elsewhere' AS kind, elsewhere.report
FROM told AS claim
JOIN told AS elsewhere USING (person, move)
WHERE
    move = 'join'
    AND claim.club <> elsewhere.club
    AND claim.stage IN ('agreed', 'official')
    AND elsewhere.stage IN ('agreed', 'official')
    AND are_near(claim.day, elsewhere.day);
