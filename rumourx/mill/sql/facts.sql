-- The facts that the mill needs, whichever files they are read from, and the words in which the steps speak.
-- `story` is the same for articles that tell the same story, `host` that of the article's address.
CREATE TABLE articles (article BIGINT, story VARCHAR, source VARCHAR, date VARCHAR, host VARCHAR);
CREATE TABLE people (article BIGINT, name VARCHAR, id VARCHAR);
CREATE TABLE clubs (article BIGINT, name VARCHAR, id VARCHAR);
CREATE TABLE contracts (
    article BIGINT, person VARCHAR, club VARCHAR, event VARCHAR, date VARCHAR, certainty VARCHAR, confidence DOUBLE
);
CREATE SEQUENCE report_numbers;
CREATE TABLE rumours (
    report BIGINT DEFAULT nextval('report_numbers'), article BIGINT, person VARCHAR, club VARCHAR, move VARCHAR,
    stage VARCHAR, sources VARCHAR[], evidence VARCHAR, confidence DOUBLE
);

CREATE VIEW evidences AS SELECT report, article, evidence FROM rumours;

-- The columns of a dataset's tables that the mill reads: those that it lacks are null.
CREATE TABLE expected_articles (
    article BIGINT, source VARCHAR, article_date VARCHAR, cluster VARCHAR, fields VARCHAR
);
CREATE TABLE expected_facts (
    article BIGINT, kind VARCHAR, name VARCHAR, id VARCHAR, person VARCHAR, club VARCHAR, event VARCHAR, date VARCHAR,
    certainty VARCHAR, move VARCHAR, stage VARCHAR, sources VARCHAR[], text VARCHAR, confidence DOUBLE
);

-- What the names of the facts come to: rumourx/mill/names.py fills these in, a row for each name.
CREATE TABLE person_names (name VARCHAR, key VARCHAR, forms VARCHAR[]);
CREATE TABLE club_names (name VARCHAR, key VARCHAR);
CREATE TABLE outlet_names (name VARCHAR, key VARCHAR, usual VARCHAR);
CREATE TABLE slips (person VARCHAR, meant VARCHAR);

CREATE MACRO story_of(article, cluster) AS coalesce(getvariable('base') || ' ' || cluster, article::VARCHAR);

CREATE MACRO host_of(address) AS
    nullif(regexp_extract(lower(address), '^https?://(?:[^/?#@]*@)?(?:www\.)?([^/:?#]+)', 1), '');

-- A date that is known to the month or year counts as its first day.
CREATE MACRO day_of(date) AS try_cast(rpad(date, 10, '-01-01') AS DATE);

CREATE MACRO is_sure(confidence) AS coalesce(confidence >= getvariable('min_confidence')::DOUBLE, true);

CREATE MACRO stage_rank(stage) AS list_position(['denied', 'interest', 'talks', 'agreed', 'official'], stage);

CREATE MACRO certainty_rank(certainty) AS list_position(['proposed', 'reported', 'stated'], certainty);

CREATE MACRO trend_rank(trend) AS list_position(['fading', 'steady', 'rising'], trend);

-- Reports of one transfer window: what is said of the next one does not contradict this one's.
CREATE MACRO are_near(day, other_day) AS coalesce(abs(day::DATE - other_day::DATE) <= 90, true);

-- How well words fit a key: 2 when it has these words, 1 when one of its words begins so, 0 when there are none.
CREATE MACRO fit(key, words) AS
    CASE
        WHEN contains(' ' || key || ' ', ' ' || words || ' ') THEN 2
        WHEN contains(' ' || key, ' ' || words) THEN 1
        ELSE 0
    END;
