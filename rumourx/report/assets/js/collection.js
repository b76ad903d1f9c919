// The articles of the report, as the page's data have them, and what is known across them.

/**
 * A fact, under the names of the record; its kind decides which it has.
 * @typedef {object} Fact
 * @property {string} kind   person, club, contract, quote, rumour, competition, outlet or stadium
 * @property {number[]} [spans]   start and end in turn, in code points of the article's text
 * @property {string[]} [words]   what stood at the spans, where the article has no text
 * @property {number} [confidence]
 * @property {string} [name] @property {string} [role] @property {string} [country]
 * @property {string} [person] @property {string} [club]
 * @property {string} [event] @property {string} [date] @property {string} [certainty]
 * @property {string} [speaker] @property {string} [cue]
 * @property {string} [move] @property {string} [stage] @property {string[]} [sources]
 */

/** The kinds of facts, in the order of their tables: what several of them are called. */
const KIND_TITLES = {
  rumour: "Rumours",
  contract: "Contract dates",
  quote: "Quotes",
  person: "People",
  club: "Clubs",
  outlet: "Outlets",
  competition: "Competitions",
  stadium: "Stadiums",
};
const STAGES = ["denied", "interest", "talks", "agreed", "official"];
const MOVE_WORDS = { join: "joins", leave: "leaves", stay: "stays at" };
const MOVE_SIGNS = { join: "→", leave: "←", stay: "=" };

/** One article. */
class Article {
  /**
   * @param {{title?: string, date?: string, source?: string, url?: string, site?: string, text?: string,
   *   note?: string, facts?: Fact[]}} data
   * @param {number} number
   */
  constructor(data, number) {
    this.number = number;
    this.title = data.title ?? data.source?.split(/[\\/]/).at(-1) ?? `Article ${number + 1}`;
    this.date = data.date;
    this.source = data.source;
    this.url = data.url;
    this.site = data.site;
    this.text = data.text;
    this.note = data.note;
    this.facts = data.facts ?? [];
    /** @type {string | null} */
    this.folded = null;
  }

  /**
   * @param {string} kind
   * @returns {Fact[]}
   */
  ofKind(kind) {
    return this.facts.filter((fact) => fact.kind === kind);
  }

  /** The outlets that tell it: the site that it stands on, and those that it names. */
  outlets() {
    const named = this.ofKind("outlet").map((fact) => fact.name);
    return this.site ? [this.site, ...named] : named;
  }

  /** All its words and names, folded, for the search. */
  searchable() {
    if (this.folded === null) {
      const names = this.facts.flatMap((fact) => [
        fact.name ?? "",
        ...(this.text === undefined ? (fact.words ?? []) : []),
      ]);
      this.folded = foldedWords([this.title, this.text ?? "", this.site ?? "", ...names].join(" \n "));
    }
    return this.folded;
  }

  /** How far its furthest rumour has come; -1 without one. */
  furthestStage() {
    return Math.max(-1, ...this.ofKind("rumour").map((fact) => STAGES.indexOf(fact.stage)));
  }
}

/** All articles. */
class Collection {
  /** @param {{title: string, version: string, articles: object[]}} data */
  constructor(data) {
    this.title = data.title;
    this.version = data.version;
    this.articles = data.articles.map((article, number) => new Article(article, number));
    this.people = new NameIndex();
    this.clubs = new NameIndex();
    this.outlets = new NameIndex();
    for (const article of this.articles) this.#index(article);
  }

  /** @param {Article} article */
  #index(article) {
    for (const fact of article.facts) {
      if (fact.kind === "person") this.people.add(fact.name, article.number);
      if (fact.kind === "club") this.clubs.add(fact.name, article.number);
      if (fact.kind === "outlet") this.outlets.add(fact.name, article.number);
      // A name that a fact mentions without an entry of its own counts as well.
      if (fact.person) this.people.add(fact.person, article.number);
      if (fact.club) this.clubs.add(fact.club, article.number);
    }
    if (article.site) this.outlets.add(article.site, article.number);
  }

  /** Make the articles ready for the search while the browser has nothing to do. */
  prepareSearch() {
    let next = 0;
    /** @param {IdleDeadline} deadline */
    const go = (deadline) => {
      while (next < this.articles.length && deadline.timeRemaining() > 1) this.articles[next++].searchable();
      if (next < this.articles.length) requestIdleCallback(go);
    };
    globalThis.requestIdleCallback?.(go);
  }
}
