// Which articles, rumours and contract dates the filters let through, in which order.

/** @typedef {{article: Article, fact: Fact, number: number}} Found   a fact, the `number`th of its article */

const ORDERS = {
  newest: { title: "newest first", compare: (one, other) => compareDates(other.date, one.date, "0") },
  oldest: { title: "oldest first", compare: (one, other) => compareDates(one.date, other.date, "9") },
  title: { title: "by title", compare: (one, other) => one.title.localeCompare(other.title, "it") },
  rumours: {
    title: "most rumours",
    compare: (one, other) => other.ofKind("rumour").length - one.ofKind("rumour").length,
  },
  stage: { title: "furthest along", compare: (one, other) => other.furthestStage() - one.furthestStage() },
};

/**
 * @param {string | undefined} one
 * @param {string | undefined} other
 * @param {string} unknown   what stands for no date
 */
function compareDates(one, other, unknown) {
  return (one ?? unknown).localeCompare(other ?? unknown);
}

/**
 * The articles that pass all filters, in the order that the state asks for.
 * @param {Collection} collection
 * @param {State} state
 * @returns {Article[]}
 */
function selectedArticles(collection, state) {
  const tests = testsOf(collection, state);
  const articles = collection.articles.filter((article) => tests.every((test) => test(article)));
  const { compare } = ORDERS[state.sort];
  return articles.sort((one, other) => compare(one, other) || one.number - other.number);
}

/**
 * What an article must pass, for each filter that is set.
 * @param {Collection} collection
 * @param {State} state
 * @returns {((article: Article) => boolean)[]}
 */
function testsOf(collection, state) {
  const tests = [];
  if (state.person) tests.push(names(collection.people, state.person));
  if (state.club) tests.push(names(collection.clubs, state.club));
  if (state.outlet) tests.push(names(collection.outlets, state.outlet));
  if (state.from || state.to) tests.push((article) => liesBetween(article.date, state.from, state.to));
  if (state.stage) tests.push((article) => article.facts.some((fact) => isRumourAskedFor(fact, collection, state)));
  const terms = searchTerms(state.q);
  if (terms.length) tests.push((article) => terms.every((term) => article.searchable().includes(term)));
  return tests;
}

/**
 * Does an article name it?
 * @param {NameIndex} index
 * @param {string} name
 * @returns {(article: Article) => boolean}
 */
function names(index, name) {
  const articles = index.get(name)?.articles;
  return (article) => articles?.has(article.number) ?? false;
}

/**
 * Is it a rumour of the person, club and stage that the filters name?
 * @param {Fact} fact
 * @param {Collection} collection
 * @param {State} state
 */
function isRumourAskedFor(fact, collection, state) {
  return fact.kind === "rumour" && (!state.stage || fact.stage === state.stage) && isAbout(fact, collection, state);
}

/**
 * Is it a contract date of the person, club and event that the filters name?
 * @param {Fact} fact
 * @param {Collection} collection
 * @param {State} state
 */
function isContractAskedFor(fact, collection, state) {
  return fact.kind === "contract" && (!state.event || fact.event === state.event) && isAbout(fact, collection, state);
}

/**
 * @param {Fact} fact
 * @param {Collection} collection
 * @param {State} state
 */
function isAbout(fact, collection, state) {
  return (
    (!state.person || collection.people.same(fact.person, state.person)) &&
    (!state.club || collection.clubs.same(fact.club, state.club))
  );
}

/**
 * The facts of articles that pass a test.
 * @param {Article[]} articles
 * @param {(fact: Fact) => boolean} test
 * @returns {Found[]}
 */
function factsOf(articles, test) {
  const found = [];
  for (const article of articles) {
    article.facts.forEach((fact, number) => {
      if (test(fact)) found.push({ article, fact, number });
    });
  }
  return found;
}
