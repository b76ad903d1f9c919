// Names across articles: which articles name whom.

/**
 * @typedef {object} Name
 * @property {string} name   as the first article spells it
 * @property {Set<number>} articles   the numbers of the articles that name it
 */

/** People, clubs or outlets; names that differ in case or accents only are one. */
class NameIndex {
  constructor() {
    /** @type {Map<string, Name>} */
    this.byKey = new Map();
    /** @type {Map<string, string>} */
    this.keys = new Map();
    /** @type {Name[] | null} */
    this.sorted = null;
  }

  /**
   * What the spellings of one name share.
   * @param {string} name
   * @returns {string}
   */
  key(name) {
    let key = this.keys.get(name);
    if (key === undefined) {
      key = foldedWords(name);
      this.keys.set(name, key);
    }
    return key;
  }

  /**
   * @param {string} name
   * @param {number} article
   */
  add(name, article) {
    const key = this.key(name);
    const known = this.byKey.get(key);
    if (known) known.articles.add(article);
    else this.byKey.set(key, { name, articles: new Set([article]) });
  }

  /**
   * @param {string} name
   * @returns {Name | undefined}
   */
  get(name) {
    return this.byKey.get(foldedWords(name));
  }

  /**
   * Are they one name?
   * @param {string | undefined} name
   * @param {string} other
   * @returns {boolean}
   */
  same(name, other) {
    return name !== undefined && this.key(name) === this.key(other);
  }

  /**
   * All names, those of the most articles first.
   * @returns {Name[]}
   */
  all() {
    this.sorted ??= [...this.byKey.values()].sort(
      (one, other) => other.articles.size - one.articles.size || one.name.localeCompare(other.name, "it"),
    );
    return this.sorted;
  }

  /**
   * The names with a word that begins with the text, at most `limit`.
   * @param {string} text
   * @param {number} limit
   * @returns {Name[]}
   */
  suggestions(text, limit) {
    const wanted = foldedWords(text);
    const found = [];
    for (const name of this.all()) {
      if (this.key(name.name).includes(wanted) && found.push(name) === limit) break;
    }
    return found;
  }
}
