-- The links that are asked for, with all that they can be sorted by.
CREATE OR REPLACE VIEW links AS
SELECT
    merged.*, person_name, person_id, club_name, club_id,
    coalesce(outlets, 0) AS outlets,
    coalesce(contradicting, 0) AS contradicting
FROM merged
JOIN people_told USING (person)
JOIN clubs_told USING (club)
LEFT JOIN outlet_counts USING (person, club, move)
LEFT JOIN contradiction_counts USING (person, club, move)
WHERE
    (getvariable('person') IS NULL OR person IN (FROM asked_people))
    AND (getvariable('club') IS NULL OR club IN (FROM asked_clubs))
    AND (getvariable('since') IS NULL OR last_seen >= getvariable('since')::VARCHAR)
    AND (getvariable('moves') IS NULL OR list_contains(getvariable('moves')::VARCHAR[], move))
    AND (getvariable('stages') IS NULL OR list_contains(getvariable('stages')::VARCHAR[], stage));
