// Small elements that several views have. All text goes through `h`, which makes text nodes of it, never markup.

/**
 * What a view is about.
 * @param {{children?: any}} props
 */
function Heading({ children }) {
  return h("h1", { tabIndex: -1 }, children);
}

/**
 * How many of all: "12 of 5,000 articles".
 * @param {number} count
 * @param {number} total
 * @returns {string}
 */
function countedOf(count, total) {
  return count === total
    ? counted(total, "article")
    : `${count.toLocaleString("en-GB")} of ${counted(total, "article")}`;
}

/**
 * A date, for people and for programs.
 * @param {{date?: string}} props
 */
function WrittenDate({ date }) {
  return date ? h("time", { dateTime: date }, writtenDate(date)) : h("span", null, "no date");
}

/**
 * How far a rumour has come: four steps and the word.
 * @param {{stage: string}} props
 */
function Stage({ stage }) {
  const reached = STAGES.indexOf(stage);
  const steps = [1, 2, 3, 4].map((step) => h("i", { class: step <= reached ? "reached" : "" }));
  return h(
    "span",
    { class: `stage stage-${stage}` },
    h("span", { class: "meter", "aria-hidden": "true" }, stage === "denied" ? "✕" : steps),
    h("span", { class: "word" }, stage),
  );
}

/**
 * Whom a rumour is about and where to: "Paolo Vanoli → Parma".
 * @param {{fact: Fact}} props
 */
function Move({ fact }) {
  return h(
    Fragment,
    null,
    h("b", null, printable(fact.person)),
    h("span", { class: "move", "aria-hidden": "true" }, ` ${MOVE_SIGNS[fact.move]} `),
    h("span", { class: "unseen" }, ` ${MOVE_WORDS[fact.move]} `),
    printable(fact.club),
  );
}

/**
 * Where an article is from; a link only where it is an address in the web.
 * @param {{article: Article}} props
 */
function Source({ article }) {
  const name = printable(article.site ?? article.source ?? "unknown source");
  if (!/^https?:\/\//i.test(article.url ?? "")) return h("span", { class: "source" }, name);
  return h("a", { class: "source", href: article.url, target: "_blank", rel: "noopener noreferrer" }, name);
}

/**
 * What can be chosen: a label and a select.
 * @param {{label: string, value: string, options: [string, string][], onChange: (value: string) => void}} props
 */
function Choice({ label, value, options, onChange }) {
  return h(
    "label",
    { class: "field" },
    h("span", null, label),
    h(
      "select",
      { value, onChange: (event) => onChange(event.currentTarget.value) },
      options.map(([name, title]) => h("option", { value: name, selected: name === value }, title)),
    ),
  );
}

/**
 * The pages of a list: links to the one before and behind.
 * @param {{state: State, total: number, size: number}} props
 */
function Pages({ state, total, size }) {
  const last = Math.max(1, Math.ceil(total / size));
  if (last === 1) return null;
  const page = Math.min(Math.max(state.page, 1), last);
  const link = (to, text) =>
    to < 1 || to > last ? h("span") : h("a", { href: addressWith(state, { page: to }) }, text);
  return h(
    "nav",
    { class: "pages", "aria-label": "Pages" },
    link(page - 1, "← Previous"),
    h("span", null, `Page ${page.toLocaleString("en-GB")} of ${last.toLocaleString("en-GB")}`),
    link(page + 1, "Next →"),
  );
}

/**
 * The part of a list that is on the state's page.
 * @template T
 * @param {T[]} all
 * @param {State} state
 * @param {number} size
 * @returns {T[]}
 */
function onPage(all, state, size) {
  const last = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(state.page, 1), last);
  return all.slice((page - 1) * size, page * size);
}
