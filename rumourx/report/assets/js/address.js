// The state of the page is in its address, behind the #: so that back, forward and links work.

const START = Object.freeze({
  view: "articles",
  q: "", // the search
  person: "",
  club: "",
  outlet: "",
  stage: "",
  from: "",
  to: "",
  event: "", // of contract dates
  year: "", // in which contracts end
  sort: "newest",
  page: 1,
  article: -1, // the number of the article that is open
  mark: "", // FACT.PLACE: the place in its text that is lit
  row: -1, // the fact whose row is lit
  hidden: "", // the kinds that are not marked in texts, joined by commas
});

const VIEWS = { articles: "Articles", contracts: "Contracts", links: "People × clubs" };

/** What these may be; anything else is as at the start. */
const CHOICES = {
  view: Object.keys(VIEWS),
  sort: ["newest", "oldest", "title", "rumours", "stage"],
};

/** @typedef {{-readonly [name in keyof typeof START]: typeof START[name] extends number ? number : string}} State */

/** What narrows the articles. */
const FILTERS = /** @type {const} */ (["q", "person", "club", "outlet", "stage", "from", "to"]);

/**
 * The state that an address holds; what it does not say is as at the start.
 * @param {string} hash
 * @returns {State}
 */
function readAddress(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const entries = Object.entries(START).map(([name, first]) => {
    const value = given.get(name);
    const isAllowed =
      typeof first === "number" ? /^\d{1,9}$/.test(value ?? "") : (CHOICES[name]?.includes(value) ?? true);
    if (value === null || !isAllowed) return [name, first];
    return [name, typeof first === "number" ? Number(value) : value];
  });
  return Object.fromEntries(entries);
}

/**
 * The address of a state: a link's href.
 * @param {State} state
 * @returns {string}
 */
function addressOf(state) {
  const said = Object.keys(START).filter((name) => state[name] !== START[name]);
  return `#${new URLSearchParams(said.map((name) => [name, String(state[name])]))}`;
}

/**
 * The address of the state with some changes; it leaves the page of a list and what is lit.
 * @param {State} state
 * @param {Partial<State>} changes
 * @returns {string}
 */
function addressWith(state, changes) {
  return addressOf({ ...state, page: START.page, mark: START.mark, row: START.row, ...changes });
}

/**
 * Go to an address; with `replace` the one before is forgotten by the browser's history.
 * @param {string} address
 * @param {boolean} [replace]
 */
function goTo(address, replace = false) {
  if (!replace) {
    location.hash = address;
    return;
  }
  history.replaceState(null, "", address);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/**
 * The state in the address, followed as it changes.
 * @returns {State}
 */
function useAddress() {
  const [state, setState] = useState(() => readAddress(location.hash));
  useEffect(() => {
    const follow = () => setState(readAddress(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return state;
}
