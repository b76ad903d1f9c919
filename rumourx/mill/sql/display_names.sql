-- What people, clubs and outlets are called: by the name that most articles print, of a person a full one.
CREATE OR REPLACE TABLE people_keys AS
SELECT DISTINCT person, key FROM meant_people;

CREATE OR REPLACE TABLE people_told AS
SELECT person, max(id) AS person_id, arg_min(name, (person <> named, -articles, name)) AS person_name
FROM (
    SELECT person, name, named, max(id) AS id, count(*) AS articles
    FROM meant_people
    GROUP BY person, name, named
)
GROUP BY person;

CREATE OR REPLACE TABLE clubs_keys AS
SELECT DISTINCT club, id, key FROM linked_clubs;

CREATE OR REPLACE TABLE clubs_told AS
SELECT club, max(id) AS club_id, arg_min(name, (-articles, name)) AS club_name
FROM (SELECT club, name, max(id) AS id, count(*) AS articles FROM linked_clubs GROUP BY club, name)
GROUP BY club;

CREATE OR REPLACE TABLE outlets_told AS
SELECT key AS outlet, min(usual) AS outlet_name FROM outlet_names GROUP BY key;
