// When contracts end: a bar for each year, and the contracts in the order of their ends.

const CONTRACTS_ON_PAGE = 100;
const REPORTS_SHOWN = 3;
const EVENTS = ["expiry", "renewal", "signing", "loan", "option"];
const NO_YEAR = "no date";

/**
 * One end of one contract, as one or more articles tell it.
 * @typedef {object} End
 * @property {Fact} fact   as told first
 * @property {string} year
 * @property {Found[]} reports
 */

/** @param {{collection: Collection, articles: Article[], state: State}} props */
function ContractsView({ collection, articles, state }) {
  const ends = useMemo(
    () => contractEnds(collection, articles, state),
    [articles, state.event, state.person, state.club],
  );
  const chosen = state.year ? ends.filter((end) => end.year === state.year) : ends;
  return h(
    "main",
    { class: "contracts" },
    h(
      "div",
      { class: "list-head" },
      h(Heading, null, `${counted(chosen.length, "contract date")}${endingIn(state.year)}`),
      h(Choice, {
        label: "Told as",
        value: state.event,
        options: [["", "anything"], ...EVENTS.map((event) => /** @type {[string, string]} */ ([event, event]))],
        onChange: (event) => goTo(addressWith(state, { event })),
      }),
    ),
    ends.length > 0 && h(Years, { ends, state }),
    h(
      "ol",
      { class: "timeline" },
      byYear(onPage(chosen, state, CONTRACTS_ON_PAGE)).map(([year, group]) =>
        h(Year, { key: year, year, ends: group, state }),
      ),
    ),
    h(Pages, { state, total: chosen.length, size: CONTRACTS_ON_PAGE }),
  );
}

/**
 * @param {string} year
 * @returns {string}
 */
function endingIn(year) {
  if (!year) return ", by year";
  return year === NO_YEAR ? " without a year" : ` in ${year}`;
}

/**
 * The ends of contracts that the articles tell, the same end told by several once, in the order of their dates.
 * @param {Collection} collection
 * @param {Article[]} articles
 * @param {State} state
 * @returns {End[]}
 */
function contractEnds(collection, articles, state) {
  const ends = new Map();
  for (const found of factsOf(articles, (fact) => isContractAskedFor(fact, collection, state))) {
    const { person, club, event, date } = found.fact;
    const key = JSON.stringify([
      person && collection.people.key(person),
      club && collection.clubs.key(club),
      event,
      date,
    ]);
    const end = ends.get(key) ?? { fact: found.fact, year: date?.slice(0, 4) ?? NO_YEAR, reports: [] };
    end.reports.push(found);
    ends.set(key, end);
  }
  return [...ends.values()].sort((one, other) => compareDates(one.fact.date, other.fact.date, "a"));
}

/**
 * @param {End[]} ends
 * @returns {[string, End[]][]}
 */
function byYear(ends) {
  const years = new Map();
  for (const end of ends) {
    if (!years.has(end.year)) years.set(end.year, []);
    years.get(end.year).push(end);
  }
  return [...years];
}

/**
 * How many contracts end in which year; each bar is a link that shows these alone.
 * @param {{ends: End[], state: State}} props
 */
function Years({ ends, state }) {
  const years = byYear(ends);
  const most = Math.max(...years.map(([, group]) => group.length));
  return h(
    "ol",
    { class: "years", "aria-label": "Contracts by year" },
    years.map(([year, group]) =>
      h(
        "li",
        { key: year },
        h(
          "a",
          {
            href: addressWith(state, { year: year === state.year ? START.year : year }),
            "aria-current": year === state.year ? "true" : undefined,
          },
          h("span", { class: "number" }, group.length.toLocaleString("en-GB")),
          h("span", { class: "column", "aria-hidden": "true", style: { "--share": group.length / most } }),
          h("span", { class: "year" }, year),
        ),
      ),
    ),
  );
}

/** @param {{year: string, ends: End[], state: State}} props */
function Year({ year, ends, state }) {
  return h(
    "li",
    { class: "of-year" },
    h("h2", null, year),
    h(
      "ul",
      null,
      ends.map((end, key) => h("li", { key, class: `event-${end.fact.event}` }, h(EndLine, { end, state }))),
    ),
  );
}

/** @param {{end: End, state: State}} props */
function EndLine({ end, state }) {
  const { fact, reports } = end;
  const more = reports.length - REPORTS_SHOWN;
  return h(
    Fragment,
    null,
    h("span", { class: "when" }, fact.date ? h(WrittenDate, { date: fact.date }) : "–"),
    h("span", { class: "whose" }, h(Parties, { fact })),
    h("span", { class: "how" }, `${fact.event}, ${fact.certainty}`),
    h(
      "span",
      { class: "reports" },
      reports
        .slice(0, REPORTS_SHOWN)
        .map(({ article, number }) =>
          h(
            "a",
            { href: addressWith(state, { article: article.number, mark: `${number}.0` }), lang: "it" },
            printable(article.title),
          ),
        ),
      more > 0 && h("span", null, `and ${counted(more, "other")}`),
    ),
  );
}
