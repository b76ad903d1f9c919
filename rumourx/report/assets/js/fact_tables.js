// The tables of an article's facts; each row links to its place in the text.

const UNSURE = 0.5; // a fact below it is more likely wrong than right
const PLACES_SHOWN = 12;

/**
 * A column: its title, and what a fact shows there; what is `short` stands on one line.
 * @typedef {{title: string, short?: boolean, cell: (fact: Fact, row: Row) => any}} Column
 */

/**
 * The columns of each kind's table.
 * @type {Record<string, Column[]>}
 */
const COLUMNS = {
  rumour: [
    { title: "Who and where", cell: (fact, row) => h(Grounded, { row }, h(Move, { fact })) },
    { title: "Stage", short: true, cell: (fact) => h(Stage, { stage: fact.stage }) },
    { title: "Said by", cell: (fact) => printable((fact.sources ?? []).join(", ")) || "–" },
  ],
  contract: [
    { title: "Who", cell: (fact, row) => h(Grounded, { row }, h(Parties, { fact })) },
    { title: "Until", short: true, cell: (fact) => (fact.date ? h(WrittenDate, { date: fact.date }) : "–") },
    { title: "How", cell: (fact) => `${fact.event}, ${fact.certainty}` },
  ],
  quote: [
    { title: "Speaker", cell: (fact, row) => h(Speaker, { row }) },
    { title: "Words", cell: (fact, row) => h("q", { class: "words", lang: "it" }, printable(row.words[0] ?? "")) },
  ],
  person: [
    { title: "Name", cell: (fact, row) => h(NameCell, { row, filter: "person" }) },
    { title: "Role", short: true, cell: (fact) => fact.role ?? "–" },
    { title: "Written as", cell: (fact, row) => h(Places, { row }) },
  ],
  club: [
    { title: "Name", cell: (fact, row) => h(NameCell, { row, filter: "club" }) },
    { title: "Country", short: true, cell: (fact) => fact.country ?? "–" },
    { title: "Written as", cell: (fact, row) => h(Places, { row }) },
  ],
};
/** @type {Column[]} */
const NAMED_COLUMNS = [
  { title: "Name", cell: (fact, row) => h(PlaceLink, { row }, printable(fact.name)) },
  { title: "Written as", cell: (fact, row) => h(Places, { row }) },
];

/**
 * What the cells of a fact need to know.
 * @typedef {object} Row
 * @property {Fact} fact
 * @property {number} number   of the fact in its article
 * @property {string[]} words   what stands at its places
 * @property {boolean} hasText   are there places to go to?
 * @property {State} state
 * @property {Collection} collection
 */

/**
 * All tables of an article.
 * @param {{article: Article, state: State, collection: Collection}} props
 */
function FactTables({ article, state, collection }) {
  const unit = useMemo(() => unitOffsets(article.text ?? ""), [article]);
  const rows = article.facts.map((fact, number) => ({
    fact,
    number,
    words: fact.words ?? pairs(fact.spans ?? []).map(([start, end]) => article.text.slice(unit(start), unit(end))),
    hasText: article.text !== undefined,
    state,
    collection,
  }));
  const kinds = Object.keys(KIND_TITLES).filter((kind) => rows.some((row) => row.fact.kind === kind));
  if (kinds.length === 0) return h("p", { class: "none" }, "No facts were read in this article.");
  return kinds.map((kind) => h(FactTable, { key: kind, kind, rows: rows.filter((row) => row.fact.kind === kind) }));
}

/** @param {{kind: string, rows: Row[]}} props */
function FactTable({ kind, rows }) {
  const columns = COLUMNS[kind] ?? NAMED_COLUMNS;
  const hasConfidence = rows.some((row) => row.fact.confidence !== undefined);
  return h(
    "table",
    { class: `facts facts-${kind}` },
    h("caption", null, h("span", { class: `swatch mark-${kind}` }, KIND_TITLES[kind]), ` ${rows.length}`),
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        columns.map((column) => h("th", { scope: "col", class: column.short ? "short" : "" }, column.title)),
        hasConfidence && h("th", { scope: "col", class: "number" }, h("abbr", { title: "confidence" }, "Conf.")),
      ),
    ),
    h(
      "tbody",
      null,
      rows.map((row, index) =>
        h(FactRow, { key: row.number, row, columns, hasConfidence, label: rowLabel(kind, index) }),
      ),
    ),
  );
}

/** @param {{row: Row, columns: Column[], hasConfidence: boolean, label: string}} props */
function FactRow({ row, columns, hasConfidence, label }) {
  const { fact } = row;
  return h(
    "tr",
    { id: `row-${row.number}`, "data-facts": String(row.number) },
    columns.map((column, index) =>
      index === 0
        ? h("th", { scope: "row" }, label && h("span", { class: "label" }, label), column.cell(fact, row))
        : h("td", { class: column.short ? "short" : "" }, column.cell(fact, row)),
    ),
    hasConfidence && h("td", { class: "number" }, h(Confidence, { value: fact.confidence })),
  );
}

/**
 * What a long mark in the text and its row are both labelled with, "R1"; names need none.
 * @param {string} kind
 * @param {number} index   of the fact among those of its kind
 */
function rowLabel(kind, index) {
  const letter = { rumour: "R", contract: "C", quote: "Q" }[kind];
  return letter ? `${letter}${index + 1}` : "";
}

/**
 * Who says a quote, and the words that introduce it.
 * @param {{row: Row}} props
 */
function Speaker({ row }) {
  const { speaker, cue } = row.fact;
  return h(
    Fragment,
    null,
    h(PlaceLink, { row }, printable(speaker ?? "unknown")),
    cue && h("span", { class: "cue", lang: "it" }, printable(cue)),
  );
}

/** @param {{value?: number}} props */
function Confidence({ value }) {
  if (value === undefined) return "–";
  const isUnsure = value < UNSURE;
  return h(
    "span",
    { class: isUnsure ? "unsure" : "", title: isUnsure ? "more likely wrong than right" : undefined },
    value.toFixed(2),
    isUnsure && "?",
  );
}

/**
 * A link from a row to the first place of its fact.
 * @param {{row: Row, children?: any}} props
 */
function PlaceLink({ row, children }) {
  if (!row.hasText || row.words.length === 0) return h("span", null, children);
  return h("a", { href: placeAddress(row, 0) }, children);
}

/**
 * A link from a row to the words that the fact was read from; where the text is not known, these words.
 * @param {{row: Row, children?: any}} props
 */
function Grounded({ row, children }) {
  if (row.hasText) return h(PlaceLink, { row }, children);
  const words = row.words.map((one, place) => h("q", { key: place, class: "words", lang: "it" }, printable(one)));
  return h(Fragment, null, children, words);
}

/**
 * The forms in which a name is written, each a link to its place.
 * @param {{row: Row}} props
 */
function Places({ row }) {
  const shown = row.words.slice(0, PLACES_SHOWN);
  const places = shown.map((words, place) => {
    const text = printable(words);
    return h("li", { key: place }, row.hasText ? h("a", { href: placeAddress(row, place) }, text) : text);
  });
  const more = row.words.length - shown.length;
  return h("ul", { class: "places", lang: "it" }, places, more > 0 && h("li", null, `+${more}`));
}

/**
 * A name, and a way to the other articles that have it.
 * @param {{row: Row, filter: "person" | "club"}} props
 */
function NameCell({ row, filter }) {
  const { collection, fact, state } = row;
  const index = filter === "person" ? collection.people : collection.clubs;
  const count = index.get(fact.name)?.articles.size ?? 0;
  const others = { ...START, [filter]: fact.name };
  return h(
    Fragment,
    null,
    h(PlaceLink, { row }, printable(fact.name)),
    count > 1 && h("a", { class: "elsewhere", href: addressWith(state, others) }, `in ${counted(count, "article")}`),
  );
}

/**
 * Whose contract it is, with whom.
 * @param {{fact: Fact}} props
 */
function Parties({ fact }) {
  return h(Fragment, null, h("b", null, printable(fact.person ?? "unknown")), fact.club && `, ${printable(fact.club)}`);
}

/**
 * @param {Row} row
 * @param {number} place
 */
function placeAddress(row, place) {
  const hidden = withoutKind(row.state.hidden, legendKind(row.fact.kind));
  return addressWith(row.state, { mark: `${row.number}.${place}`, hidden });
}
