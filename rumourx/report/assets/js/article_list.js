// The list of articles, and whom and what it is about.

const ARTICLES_ON_PAGE = 30;
const SNIPPET = 240; // characters
const BEFORE_HIT = 60; // characters of a snippet before what was sought
const CLAIMS_SHOWN = 4;
const MOST_NAMED = 8;

/** @param {{collection: Collection, articles: Article[], state: State}} props */
function ArticleList({ collection, articles, state }) {
  const terms = searchTerms(state.q);
  const shown = onPage(articles, state, ARTICLES_ON_PAGE);
  return h(
    "div",
    { class: "overview" },
    h(
      "main",
      null,
      h(
        "div",
        { class: "list-head" },
        h(Heading, null, countedOf(articles.length, collection.articles.length)),
        h(Choice, {
          label: "Sorted",
          value: state.sort,
          options: Object.entries(ORDERS).map(([name, order]) => /** @type {[string, string]} */ ([name, order.title])),
          onChange: (sort) => goTo(addressWith(state, { sort })),
        }),
      ),
      h(
        "ol",
        { class: "articles" },
        shown.map((article) => h("li", { key: article.number }, h(Item, { article, state, terms }))),
      ),
      h(Pages, { state, total: articles.length, size: ARTICLES_ON_PAGE }),
    ),
    h(Summary, { collection, articles, state }),
  );
}

/** @param {{article: Article, state: State, terms: string[]}} props */
function Item({ article, state, terms }) {
  const claims = article.ofKind("rumour");
  return h(
    "article",
    { class: "item" },
    h(Byline, { article }),
    h(
      "h2",
      { lang: "it" },
      h("a", { href: addressWith(state, { article: article.number, page: state.page }) }, printable(article.title)),
    ),
    article.text === undefined
      ? h("p", { class: "note" }, "Without its text.")
      : h("p", { class: "lead", lang: "it" }, snippet(article, terms)),
    claims.length > 0 &&
      h(
        "ul",
        { class: "claims" },
        claims
          .slice(0, CLAIMS_SHOWN)
          .map((fact, key) => h("li", { key }, h(Move, { fact }), " ", h(Stage, { stage: fact.stage }))),
        claims.length > CLAIMS_SHOWN && h("li", null, `+${claims.length - CLAIMS_SHOWN}`),
      ),
  );
}

/**
 * How the article begins, or where what was sought is, with that marked.
 * @param {Article} article
 * @param {string[]} terms
 * @returns {any[]}
 */
function snippet(article, terms) {
  const text = bodyOf(article).normalize("NFD");
  const shown = (part) => printable(part).normalize("NFC");
  if (terms.length === 0) return [shown(shortened(text, 0))];
  const pattern = hitPattern(terms);
  const from = Math.max(0, text.search(pattern) - BEFORE_HIT);
  const cut = shortened(text, from);
  const parts = [];
  let end = 0;
  for (const hit of cut.matchAll(pattern)) {
    parts.push(shown(cut.slice(end, hit.index)), h("mark", null, shown(hit[0])));
    end = hit.index + hit[0].length;
  }
  return [...parts, shown(cut.slice(end))];
}

/**
 * The text without the headline that it may begin with.
 * @param {Article} article
 * @returns {string}
 */
function bodyOf(article) {
  const text = article.text.trimStart();
  return text.startsWith(article.title) ? text.slice(article.title.length).trimStart() : text;
}

/**
 * A stretch of the text, cut at words.
 * @param {string} text
 * @param {number} from
 * @returns {string}
 */
function shortened(text, from) {
  const begin = from === 0 ? 0 : text.indexOf(" ", from) + 1;
  const cut = text.slice(begin, begin + SNIPPET);
  const isWhole = begin + SNIPPET >= text.length;
  return (begin > 0 ? "… " : "") + (isWhole ? cut : `${cut.slice(0, Math.max(1, cut.lastIndexOf(" ")))} …`);
}

/**
 * What the articles add up to: stages, and who is named most.
 * @param {{collection: Collection, articles: Article[], state: State}} props
 */
function Summary({ collection, articles, state }) {
  const numbers = useMemo(() => new Set(articles.map((article) => article.number)), [articles]);
  const stages = useMemo(() => {
    const rumours = factsOf(articles, (fact) => fact.kind === "rumour");
    return STAGES.map((stage) => ({ stage, count: rumours.filter((one) => one.fact.stage === stage).length }));
  }, [articles]);
  const named = { numbers, state };
  return h(
    "aside",
    { class: "summary", "aria-label": "Summary" },
    h(
      "section",
      null,
      h("h2", null, "Rumours by stage"),
      h(
        "ul",
        { class: "bars" },
        stages.toReversed().map(({ stage, count }) =>
          h(Bar, {
            key: stage,
            href: addressWith(state, { stage }),
            count,
            most: Math.max(...stages.map((one) => one.count)),
            children: h(Stage, { stage }),
          }),
        ),
      ),
    ),
    h(MostNamed, { title: "People in most articles", names: collection.people, filter: "person", ...named }),
    h(MostNamed, { title: "Clubs in most articles", names: collection.clubs, filter: "club", ...named }),
    h(MostNamed, { title: "Outlets", names: collection.outlets, filter: "outlet", ...named }),
  );
}

/** @param {{title: string, names: NameIndex, filter: string, numbers: Set<number>, state: State}} props */
function MostNamed({ title, names, filter, numbers, state }) {
  const top = useMemo(() => mostNamed(names, numbers), [names, numbers]);
  if (top.length === 0) return null;
  return h(
    "section",
    null,
    h("h2", null, title),
    h(
      "ul",
      { class: "bars" },
      top.map(({ name, count }) =>
        h(Bar, {
          key: name,
          href: addressWith(state, { [filter]: name }),
          count,
          most: top[0].count,
          children: printable(name),
        }),
      ),
    ),
  );
}

/**
 * The names in most of the articles.
 * @param {NameIndex} names
 * @param {Set<number>} numbers   of the articles
 * @returns {{name: string, count: number}[]}
 */
function mostNamed(names, numbers) {
  const counts = [];
  for (const name of names.all()) {
    // Names come by how often they are named at all, so that those behind cannot have more.
    if (counts.length >= MOST_NAMED && name.articles.size <= counts[MOST_NAMED - 1].count) break;
    let count = 0;
    for (const number of name.articles) if (numbers.has(number)) count += 1;
    if (count > 0) counts.push({ name: name.name, count });
    counts.sort((one, other) => other.count - one.count);
    counts.length = Math.min(counts.length, MOST_NAMED);
  }
  return counts;
}

/** @param {{href: string, count: number, most: number, children?: any}} props */
function Bar({ href, count, most, children }) {
  return h(
    "li",
    null,
    h("a", { href }, children),
    h("span", { class: "bar", "aria-hidden": "true", style: { "--share": most ? count / most : 0 } }),
    h("span", { class: "number" }, count.toLocaleString("en-GB")),
  );
}
