// The page: its head, the view that the address asks for, light or dark.

const THEME = "rumourx-theme";

/** @param {{collection: Collection}} props */
function App({ collection }) {
  const state = useAddress();
  const articles = useMemo(
    () => selectedArticles(collection, state),
    [collection, state.sort, ...FILTERS.map((name) => state[name])],
  );
  const only = collection.articles.length === 1 ? collection.articles[0] : undefined;
  const article = collection.articles[state.article] ?? only;
  useViewChange(collection, article, state);
  return h(
    Fragment,
    null,
    h(Masthead, { collection, state, isOverview: !article }),
    article
      ? h(ArticleView, { key: article.number, article, articles, state, collection })
      : h(Overview, { collection, articles, state }),
    h("footer", null, `Made by RumourX ${collection.version}. Facts are read by a program and can be wrong.`),
  );
}

/** @param {{collection: Collection, articles: Article[], state: State}} props */
function Overview({ collection, articles, state }) {
  const view = { articles: ArticleList, contracts: ContractsView, links: LinksView }[state.view];
  return h(
    Fragment,
    null,
    h(Counts, { articles }),
    h(Filters, { collection, state }),
    h("p", { class: "unseen", role: "status" }, countedOf(articles.length, collection.articles.length)),
    articles.length > 0 ? h(view, { collection, articles, state }) : h(Nothing),
  );
}

/** What is said where the filters let nothing through. */
function Nothing() {
  return h("main", { class: "nothing" }, h(Heading, null, "No article fits these filters."));
}

/** @param {{collection: Collection, state: State, isOverview: boolean}} props */
function Masthead({ collection, state, isOverview }) {
  return h(
    "header",
    { class: "masthead" },
    h("p", { class: "title" }, h("a", { href: "#" }, printable(collection.title))),
    h(ThemeSwitch),
    collection.articles.length > 1 &&
      h(
        "nav",
        { class: "views", "aria-label": "Views" },
        Object.entries(VIEWS).map(([name, title]) =>
          h(
            "a",
            {
              key: name,
              href: addressWith(state, { view: name, article: START.article, year: START.year }),
              "aria-current": isOverview && name === state.view ? "page" : undefined,
            },
            title,
          ),
        ),
      ),
  );
}

/**
 * How much there is.
 * @param {{articles: Article[]}} props
 */
function Counts({ articles }) {
  const counts = useMemo(() => {
    const of = (kind) => articles.reduce((sum, article) => sum + article.ofKind(kind).length, 0);
    return [
      [articles.length, "article"],
      [of("rumour"), "rumour"],
      [of("contract"), "contract date"],
      [of("quote"), "quote"],
    ];
  }, [articles]);
  const dates = articles.flatMap((article) => article.date ?? []).sort();
  return h(
    "section",
    { class: "counts", "aria-label": "Counts" },
    counts.map(([count, noun]) => {
      const [number, ...words] = counted(count, noun).split(" ");
      return h("span", { key: noun }, h("b", null, number), ` ${words.join(" ")}`);
    }),
    dates.length > 0 && h("span", { class: "period" }, period(dates[0], dates.at(-1))),
  );
}

/**
 * @param {string} first
 * @param {string} last
 * @returns {string}
 */
function period(first, last) {
  return first === last ? writtenDate(first) : `${writtenDate(first)} – ${writtenDate(last)}`;
}

/** Light or dark: as the system has it, until one chooses. */
function ThemeSwitch() {
  const [chosen, setChosen] = useState(storedTheme);
  useEffect(() => {
    if (chosen) document.documentElement.dataset.theme = chosen;
  }, [chosen]);
  const other = (chosen ?? systemTheme()) === "dark" ? "light" : "dark";
  const choose = () => {
    setChosen(other);
    storeTheme(other);
  };
  return h("button", { type: "button", class: "theme", onClick: choose }, `${other === "dark" ? "☾" : "☀"} ${other}`);
}

/** @returns {string} */
function systemTheme() {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** @returns {string | null} */
function storedTheme() {
  try {
    return localStorage.getItem(THEME);
  } catch {
    return null; // some browsers keep nothing for files
  }
}

/** @param {string} theme */
function storeTheme(theme) {
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // It holds until the page is closed.
  }
}

/**
 * When another view or article opens: its name in the window's title, the focus on its heading, and the place
 * where one was when one left it.
 * @param {Collection} collection
 * @param {Article | undefined} article
 * @param {State} state
 */
function useViewChange(collection, article, state) {
  const place = article ? `article ${article.number}` : `${state.view} ${state.page}`;
  const places = useRef(new Map());
  const isFirst = useRef(true);
  // Before the browser paints, and so before it tells of the scrolling that a shorter view brings about.
  useLayoutEffect(() => {
    document.title = printable(article ? `${article.title} · ${collection.title}` : collection.title);
    if (!isFirst.current && !state.mark && state.row < 0) {
      document.querySelector("h1")?.focus({ preventScroll: true });
      scrollTo(0, places.current.get(place) ?? 0);
    }
    isFirst.current = false;
    const remember = () => places.current.set(place, scrollY);
    addEventListener("scroll", remember, { passive: true });
    return () => removeEventListener("scroll", remember);
  }, [place]);
}

history.scrollRestoration = "manual";
const collection = new Collection(JSON.parse(document.getElementById("data").textContent));
const root = document.getElementById("report");
root.replaceChildren();
render(h(App, { collection }), root);
collection.prepareSearch();
