-- JSON records, one a line, the parts that the mill needs, numbered behind the articles that are there.
CREATE OR REPLACE TABLE records AS
SELECT getvariable('base') + row_number() OVER () AS article, *
FROM read_json(
    getvariable('file'),
    format = 'newline_delimited',
    columns = {
        source: 'VARCHAR',
        article_date: 'STRUCT(date VARCHAR)',
        pipeline: 'STRUCT(name VARCHAR)',
        people: 'STRUCT(name VARCHAR, id VARCHAR)[]',
        clubs: 'STRUCT(name VARCHAR, id VARCHAR)[]',
        contract_dates: 'STRUCT(person VARCHAR, club VARCHAR, event VARCHAR, date VARCHAR, certainty VARCHAR,
            confidence DOUBLE)[]',
        rumours: 'STRUCT(person VARCHAR, club VARCHAR, move VARCHAR, stage VARCHAR, sources VARCHAR[],
            evidence STRUCT(text VARCHAR)[], confidence DOUBLE)[]',
        fields: 'STRUCT(url VARCHAR)',
        cluster: 'VARCHAR'
    }
);
