// The search and the filters, and what they are set to.

const SUGGESTIONS = 30;
const FILTER_TITLES = {
  q: "Search",
  person: "Person",
  club: "Club",
  outlet: "Outlet",
  stage: "Stage",
  from: "From",
  to: "Until",
};

/** @param {{collection: Collection, state: State}} props */
function Filters({ collection, state }) {
  const set = (changes, replace = false) => goTo(addressWith(state, changes), replace);
  return h(
    "search",
    { class: "filters" },
    h(Search, { state }),
    h(
      "details",
      { open: matchMedia("(min-width: 60rem)").matches },
      h("summary", null, "Filters"),
      h(
        "div",
        { class: "fields" },
        h(NameField, {
          label: "Person",
          names: collection.people,
          value: state.person,
          onChange: (person) => set({ person }),
        }),
        h(NameField, { label: "Club", names: collection.clubs, value: state.club, onChange: (club) => set({ club }) }),
        h(NameField, {
          label: "Outlet",
          names: collection.outlets,
          value: state.outlet,
          onChange: (outlet) => set({ outlet }),
        }),
        h(Choice, {
          label: "Stage",
          value: state.stage,
          options: [["", "any"], ...STAGES.map((stage) => /** @type {[string, string]} */ ([stage, stage]))],
          onChange: (stage) => set({ stage }),
        }),
        h(Day, { label: "From", value: state.from, onChange: (from) => set({ from }) }),
        h(Day, { label: "Until", value: state.to, onChange: (to) => set({ to }) }),
      ),
    ),
    h(SetFilters, { state }),
  );
}

/** @param {{state: State}} props */
function Search({ state }) {
  return h(
    "label",
    { class: "field search" },
    h("span", null, "Search texts and names"),
    h("input", {
      type: "search",
      value: state.q,
      onInput: (event) => goTo(addressWith(state, { q: event.currentTarget.value }), true),
    }),
  );
}

/**
 * A name out of many: typed, with suggestions.
 * @param {{label: string, names: NameIndex, value: string, onChange: (name: string) => void}} props
 */
function NameField({ label, names, value, onChange }) {
  const [typed, setTyped] = useState(value);
  const [isUnknown, setUnknown] = useState(false);
  useEffect(() => setTyped(value), [value]);
  const suggestions = typed && typed !== value ? names.suggestions(typed, SUGGESTIONS) : [];
  const choose = (text) => {
    const name = names.get(text) ?? onlyOne(names.suggestions(text, 2));
    setUnknown(text !== "" && !name);
    if (text === "" || name) onChange(name?.name ?? "");
  };
  const id = label.toLowerCase();
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h("input", {
      id,
      value: typed,
      list: `${id}-names`,
      autocomplete: "off",
      "aria-invalid": String(isUnknown),
      "aria-describedby": `${id}-problem`,
      onInput: (event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        // A suggestion that is chosen comes as an input that is a name to the letter.
        if (names.get(text)?.name === text) choose(text);
      },
      onChange: (event) => choose(event.currentTarget.value.trim()),
    }),
    h(
      "datalist",
      { id: `${id}-names` },
      suggestions.map((name) =>
        h("option", { key: name.name, value: name.name }, counted(name.articles.size, "article")),
      ),
    ),
    h("span", { id: `${id}-problem`, class: "problem", role: "status" }, isUnknown && "No such name."),
  );
}

/**
 * @param {Name[]} names
 * @returns {Name | undefined}
 */
function onlyOne(names) {
  return names.length === 1 ? names[0] : undefined;
}

/** @param {{label: string, value: string, onChange: (day: string) => void}} props */
function Day({ label, value, onChange }) {
  return h(
    "label",
    { class: "field" },
    h("span", null, label),
    h("input", { type: "date", value, onChange: (event) => onChange(event.currentTarget.value) }),
  );
}

/**
 * The filters that are set, each with a way out.
 * @param {{state: State}} props
 */
function SetFilters({ state }) {
  const set = FILTERS.filter((name) => state[name] !== START[name]);
  if (set.length === 0) return null;
  const cleared = Object.fromEntries(FILTERS.map((name) => [name, START[name]]));
  return h(
    "ul",
    { class: "set", "aria-label": "Filters that are set" },
    set.map((name) =>
      h(
        "li",
        { key: name },
        h(
          "a",
          { href: addressWith(state, { [name]: START[name] }), title: "Leave out this filter" },
          h("span", null, `${FILTER_TITLES[name]}: `),
          h("b", null, printable(state[name])),
          h("span", { "aria-hidden": "true" }, " ✕"),
        ),
      ),
    ),
    set.length > 1 && h("li", null, h("a", { href: addressWith(state, cleared) }, "Clear all")),
  );
}
