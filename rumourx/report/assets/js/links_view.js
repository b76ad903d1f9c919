// Who is linked with whom: people in rows, clubs in columns, their rumours in the cells.

const PEOPLE_ON_PAGE = 25;
const CLUBS_SHOWN = 18;
const MOVES = ["join", "stay", "leave"];

/**
 * A person with the rumours about him, by the key of the club.
 * @typedef {{name: string, count: number, clubs: Map<string, Found[]>}} Linked
 */

/** @param {{collection: Collection, articles: Article[], state: State}} props */
function LinksView({ collection, articles, state }) {
  const linked = useMemo(
    () => linkedPeople(collection, articles, state),
    [articles, state.person, state.club, state.stage],
  );
  const people = onPage(linked, state, PEOPLE_ON_PAGE);
  const clubs = clubsOf(people, collection);
  return h(
    "main",
    { class: "links" },
    h(Heading, null, `${linked.length.toLocaleString("en-GB")} people in rumours, and their clubs`),
    linked.length > 0 && h(Key),
    linked.length > 0 && h(Matrix, { people, clubs: clubs.slice(0, CLUBS_SHOWN), collection, state }),
    clubs.length > CLUBS_SHOWN &&
      h("p", { class: "note" }, `${counted(clubs.length - CLUBS_SHOWN, "club")} with fewer rumours stand in “others”.`),
    h(Pages, { state, total: linked.length, size: PEOPLE_ON_PAGE }),
  );
}

/**
 * The people that the rumours are about, those with the most first. With a club they are those that are linked with
 * it, and their other clubs stay in view.
 * @param {Collection} collection
 * @param {Article[]} articles
 * @param {State} state
 * @returns {Linked[]}
 */
function linkedPeople(collection, articles, state) {
  const ofAnyClub = { ...state, club: START.club };
  const people = new Map();
  for (const found of factsOf(articles, (fact) => isRumourAskedFor(fact, collection, ofAnyClub))) {
    const key = collection.people.key(found.fact.person);
    const person = people.get(key) ?? { name: found.fact.person, count: 0, clubs: new Map() };
    const club = collection.clubs.key(found.fact.club);
    person.count += 1;
    person.clubs.set(club, [...(person.clubs.get(club) ?? []), found]);
    people.set(key, person);
  }
  const wanted = state.club && collection.clubs.key(state.club);
  return [...people.values()]
    .filter((person) => !wanted || person.clubs.has(wanted))
    .sort((one, other) => other.count - one.count || one.name.localeCompare(other.name, "it"));
}

/**
 * The keys of the clubs that the people are linked with, those with the most people first.
 * @param {Linked[]} people
 * @param {Collection} collection
 * @returns {string[]}
 */
function clubsOf(people, collection) {
  const counts = new Map();
  for (const person of people) for (const club of person.clubs.keys()) counts.set(club, (counts.get(club) ?? 0) + 1);
  const name = (club) => collection.clubs.byKey.get(club).name;
  return [...counts.keys()].sort(
    (one, other) => counts.get(other) - counts.get(one) || name(one).localeCompare(name(other), "it"),
  );
}

/** What the signs in the cells mean. */
function Key() {
  return h(
    "p",
    { class: "key" },
    MOVES.map((move) => h("span", { key: move }, h("b", null, MOVE_SIGNS[move]), ` ${MOVE_WORDS[move]}`)),
    STAGES.toReversed().map((stage) => h(Stage, { key: stage, stage })),
  );
}

/** @param {{people: Linked[], clubs: string[], collection: Collection, state: State}} props */
function Matrix({ people, clubs, collection, state }) {
  const hasOthers = people.some((person) => [...person.clubs.keys()].some((club) => !clubs.includes(club)));
  const clubName = (club) => collection.clubs.byKey.get(club).name;
  return h(
    "div",
    { class: "scrolled", role: "region", "aria-label": "People and clubs", tabIndex: 0 },
    h(
      "table",
      { class: "matrix" },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          h("td"),
          clubs.map((club) => h("th", { scope: "col", key: club }, h("span", null, printable(clubName(club))))),
          hasOthers && h("th", { scope: "col" }, h("span", null, "others")),
        ),
      ),
      h(
        "tbody",
        null,
        people.map((person) => h(MatrixRow, { key: person.name, person, clubs, hasOthers, collection, state })),
      ),
    ),
  );
}

/** @param {{person: Linked, clubs: string[], hasOthers: boolean, collection: Collection, state: State}} props */
function MatrixRow({ person, clubs, hasOthers, collection, state }) {
  const others = [...person.clubs.keys()].filter((club) => !clubs.includes(club));
  const list = { view: START.view, person: person.name };
  return h(
    "tr",
    null,
    h("th", { scope: "row" }, h("a", { href: addressWith(state, list) }, printable(person.name))),
    clubs.map((club) =>
      h("td", { key: club }, person.clubs.has(club) && h(Cell, { found: person.clubs.get(club), collection, state })),
    ),
    hasOthers && h("td", null, others.length > 0 && h("a", { href: addressWith(state, list) }, `+${others.length}`)),
  );
}

/**
 * What is told of one person and one club: each move with its furthest stage, and how many articles tell it.
 * @param {{found: Found[], collection: Collection, state: State}} props
 */
function Cell({ found, collection, state }) {
  const { person, club } = found[0].fact;
  const articles = new Set(found.map((one) => one.article.number)).size;
  const one = { article: found[0].article.number, mark: `${found[0].number}.0` };
  const several = {
    view: START.view,
    person: collection.people.get(person).name,
    club: collection.clubs.get(club).name,
  };
  const moves = MOVES.filter((move) => found.some((rumour) => rumour.fact.move === move));
  return h(
    "a",
    { href: addressWith(state, articles === 1 ? one : several), title: cellTitle(found, articles) },
    moves.map((move) =>
      h(
        "span",
        { key: move, class: "told" },
        h("b", { "aria-hidden": "true" }, MOVE_SIGNS[move]),
        h("span", { class: "unseen" }, MOVE_WORDS[move]),
        h(Stage, { stage: furthest(found, move) }),
      ),
    ),
    articles > 1 && h("span", { class: "times" }, `×${articles}`),
  );
}

/**
 * @param {Found[]} found
 * @param {string} move
 * @returns {string}
 */
function furthest(found, move) {
  const stages = found.filter((one) => one.fact.move === move).map((one) => STAGES.indexOf(one.fact.stage));
  return STAGES[Math.max(...stages)];
}

/**
 * @param {Found[]} found
 * @param {number} articles
 * @returns {string}
 */
function cellTitle(found, articles) {
  const told = new Set(found.map(({ fact }) => `${fact.person} ${MOVE_WORDS[fact.move]} ${fact.club}: ${fact.stage}`));
  return printable(`${[...told].join("; ")} (${counted(articles, "article")})`);
}
