-- The tables of Parquet files.
CREATE OR REPLACE VIEW given_articles AS
FROM expected_articles UNION ALL BY NAME FROM read_parquet(getvariable('articles'));

CREATE OR REPLACE VIEW given_facts AS
FROM expected_facts UNION ALL BY NAME FROM read_parquet(getvariable('facts'), hive_partitioning = true);
