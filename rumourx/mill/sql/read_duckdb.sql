-- The tables of a DuckDB file that is attached as `given`.
CREATE OR REPLACE VIEW given_articles AS
FROM expected_articles UNION ALL BY NAME FROM given.articles;

CREATE OR REPLACE VIEW given_facts AS
FROM expected_facts UNION ALL BY NAME FROM given.facts;
