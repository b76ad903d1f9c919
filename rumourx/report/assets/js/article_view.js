// One article: its text, and the tables of its facts beside it.

/**
 * @param {{article: Article, articles: Article[], state: State, collection: Collection}} props
 *   `articles` are those of the list that it was opened from
 */
function ArticleView({ article, articles, state, collection }) {
  const lighting = useLighting(state);
  return h(
    Fragment,
    null,
    collection.articles.length > 1 && h(Neighbours, { article, articles, state }),
    h(
      "div",
      { class: "article", ...lighting },
      h(
        "main",
        { class: "text" },
        article.text === undefined ? h(WithoutText, { article }) : h(WithText, { article, state }),
      ),
      h("aside", { class: "tables", "aria-label": "Facts" }, h(FactTables, { article, state, collection })),
    ),
  );
}

/** @param {{article: Article, state: State}} props */
function WithText({ article, state }) {
  return h(
    "article",
    null,
    h(Legend, { article, state }),
    h("p", { class: "hint" }, "In the text, ← and → go from mark to mark, and Enter to its row."),
    h(ArticleText, { article, state }),
  );
}

/** @param {{article: Article}} props */
function WithoutText({ article }) {
  return h(
    "article",
    null,
    h(Headline, null, printable(article.title)),
    h(Byline, { article }),
    h("p", { class: "note" }, printable(article.note ?? ""), " The facts are as the record has them."),
  );
}

/**
 * The way back to the view that it was opened from, and to the articles before and behind in it.
 * @param {{article: Article, articles: Article[], state: State}} props
 */
function Neighbours({ article, articles, state }) {
  const at = articles.indexOf(article);
  const link = (other, text) => other && h("a", { href: addressWith(state, { article: other.number }) }, text);
  return h(
    "nav",
    { class: "neighbours", "aria-label": "Articles" },
    h("a", { href: addressWith(state, { article: START.article, page: state.page }) }, `↑ ${VIEWS[state.view]}`),
    h("span", { class: "spring" }),
    at > 0 && link(articles[at - 1], "← Previous"),
    at >= 0 && h("span", null, `${(at + 1).toLocaleString("en-GB")} of ${articles.length.toLocaleString("en-GB")}`),
    at >= 0 && link(articles[at + 1], "Next →"),
  );
}
