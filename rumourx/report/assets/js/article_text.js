// The text of an article with its facts marked in place, and the legend that shows and hides them.

/** The kinds as the legend has them; the last stands for three. */
const LEGEND = {
  person: "People",
  club: "Clubs",
  contract: "Contract dates",
  quote: "Quotes",
  rumour: "Rumours",
  other: "Outlets, competitions, stadiums",
};

/**
 * @param {string} kind
 * @returns {string}
 */
function legendKind(kind) {
  return kind in LEGEND ? kind : "other";
}

/**
 * @param {string} hidden   kinds joined by commas
 * @returns {Set<string>}
 */
function hiddenKinds(hidden) {
  return new Set(hidden.split(",").filter((kind) => kind in LEGEND));
}

/**
 * @param {string} hidden
 * @param {string} kind
 * @returns {string}
 */
function withoutKind(hidden, kind) {
  const kinds = hiddenKinds(hidden);
  kinds.delete(kind);
  return [...kinds].join(",");
}

/**
 * The buttons that mark a kind of fact in the text, or leave it unmarked.
 * @param {{article: Article, state: State}} props
 */
function Legend({ article, state }) {
  const hidden = hiddenKinds(state.hidden);
  const counts = new Map();
  for (const fact of article.facts) {
    const kind = legendKind(fact.kind);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const toggle = (kind) => {
    const kinds = hidden.has(kind) ? withoutKind(state.hidden, kind) : [...hidden, kind].join(",");
    goTo(addressOf({ ...state, hidden: kinds }), true);
  };
  return h(
    "div",
    { class: "legend", role: "group", "aria-label": "Marked in the text" },
    Object.entries(LEGEND).map(
      ([kind, title]) =>
        counts.has(kind) &&
        h(
          "button",
          { key: kind, type: "button", "aria-pressed": String(!hidden.has(kind)), onClick: () => toggle(kind) },
          h("span", { class: `swatch mark-${kind}` }, title),
          ` ${counts.get(kind)}`,
        ),
    ),
  );
}

/**
 * The headline and the paragraphs, with marks.
 * @param {{article: Article, state: State}} props
 */
function ArticleText({ article, state }) {
  // What is lit changes often and is none of the text's business: see lighting.js.
  return useMemo(() => {
    const hidden = hiddenKinds(state.hidden);
    const spans = spansOf(article, (fact) => !hidden.has(legendKind(fact.kind)));
    const labels = labelsOf(article);
    const paragraphs = paragraphsOf(article.text);
    const first = paragraphs[0];
    const hasHeadline = first && article.text.slice(first.start, first.end).trim() === article.title;
    const inner = (range) =>
      segmentsOf(range.start, range.end, spans).map((one) => segment(article, one, labels, state));
    return h(
      Fragment,
      null,
      h(Headline, null, hasHeadline ? inner(first) : printable(article.title)),
      h(Byline, { article }),
      h(
        "div",
        { class: "body", lang: "it" },
        (hasHeadline ? paragraphs.slice(1) : paragraphs).map((range) => h("p", { key: range.start }, inner(range))),
      ),
    );
  }, [article, state.hidden]);
}

/** @param {{children?: any}} props */
function Headline({ children }) {
  return h("h1", { class: "headline", lang: "it", tabIndex: -1 }, children);
}

/** @param {{article: Article}} props */
function Byline({ article }) {
  return h("p", { class: "byline" }, h(WrittenDate, { date: article.date }), " · ", h(Source, { article }));
}

/**
 * One stretch of text under all marks that cover it. Where a fact begins it is a link to the fact's row.
 * @param {Article} article
 * @param {Segment} segment
 * @param {Map<number, string>} labels
 * @param {State} state
 */
function segment(article, { start, end, spans }, labels, state) {
  const text = printable(article.text.slice(start, end));
  if (spans.length === 0) return text;
  const begun = spans.filter((span) => span.start === start);
  const innermost = begun.at(-1) ?? spans.at(-1);
  const marked = spans.reduceRight(
    (inner, span) =>
      h(
        "span",
        { class: `mark-${legendKind(article.facts[span.fact].kind)}`, "data-label": labelAt(span, start, labels) },
        inner,
      ),
    text,
  );
  const shared = {
    key: start,
    "data-facts": spans.map((span) => span.fact).join(" "),
    "data-fact": String(innermost.fact),
  };
  if (begun.length === 0) return h("span", { ...shared, class: "mark" }, marked);
  return h(
    "a",
    {
      ...shared,
      class: "mark",
      href: addressWith(state, { row: innermost.fact }),
      title: description(article.facts[innermost.fact]),
      tabIndex: -1,
      "data-begins": begun.map((span) => `${span.fact}.${span.place}`).join(" "),
    },
    marked,
  );
}

/**
 * @param {Span} span
 * @param {number} start
 * @param {Map<number, string>} labels
 */
function labelAt(span, start, labels) {
  return span.start === start ? labels.get(span.fact) : undefined;
}

/**
 * The labels of the facts that have one, by their numbers.
 * @param {Article} article
 * @returns {Map<number, string>}
 */
function labelsOf(article) {
  const counts = {};
  const labels = article.facts.map((fact, number) => {
    counts[fact.kind] = (counts[fact.kind] ?? 0) + 1;
    return /** @type {[number, string]} */ ([number, rowLabel(fact.kind, counts[fact.kind] - 1)]);
  });
  return new Map(labels.filter(([, label]) => label));
}

/**
 * A fact in a few words, as one sees it at its mark.
 * @param {Fact} fact
 * @returns {string}
 */
function description(fact) {
  const words = {
    person: () => [fact.name, fact.role],
    club: () => [fact.name, fact.country],
    contract: () => [fact.person ?? "unknown", fact.club, `${fact.event} ${fact.date ?? ""}`],
    quote: () => [`said by ${fact.speaker ?? "unknown"}`],
    rumour: () => [`${fact.person} ${MOVE_WORDS[fact.move]} ${fact.club}`, fact.stage],
  }[fact.kind];
  return printable((words ? words() : [fact.name, fact.kind]).filter(Boolean).join(", "));
}
