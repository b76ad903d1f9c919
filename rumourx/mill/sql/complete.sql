-- The links as they are given out: filled page by page, so that texts and lists take little memory.
CREATE OR REPLACE TABLE complete (
    position BIGINT, person VARCHAR, person_id VARCHAR, club VARCHAR, club_id VARCHAR, move VARCHAR, stage VARCHAR,
    strongest_stage VARCHAR, trend VARCHAR, first_seen VARCHAR, last_seen VARCHAR, articles BIGINT,
    undated_articles BIGINT, outlets BIGINT, outlet_names VARCHAR[], contradicting BIGINT, confidence DOUBLE,
    evidence VARCHAR, evidence_source VARCHAR,
    contract STRUCT(
        event VARCHAR, date VARCHAR, club VARCHAR, certainty VARCHAR, source VARCHAR, reported VARCHAR
    ),
    contradictions STRUCT(
        kind VARCHAR, club VARCHAR, stage VARCHAR, source VARCHAR, date VARCHAR, evidence VARCHAR
    )[],
    reports STRUCT(
        source VARCHAR, date VARCHAR, stage VARCHAR, outlets VARCHAR[], confidence DOUBLE, evidence VARCHAR
    )[]
);
