// Facts and their places light each other up: under the pointer, under the focus, and as the address says.

/** The text and tables of one article; `root` is the element around both. */
class Lighting {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Element | null} */
    this.kept = null;
  }

  /**
   * Light what belongs to an element: a mark lights the rows of all facts that it is part of, and the places of
   * the innermost; a row lights the places of its fact.
   * @param {Element | null} element   in a mark or row; null lights what the address asks for
   */
  light(element) {
    const source = element?.closest("[data-facts]") ?? this.kept;
    for (const lit of this.root.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!source) return;
    const facts = source.getAttribute("data-facts").split(" ");
    const innermost = source.getAttribute("data-fact") ?? facts[0];
    const rows = facts.map((fact) => `tr[data-facts="${fact}"]`).join(", ");
    const places = `.mark[data-facts~="${innermost}"]`;
    for (const one of this.root.querySelectorAll(`${rows}, ${places}`)) one.classList.add("lit");
  }

  /**
   * Keep lit what the address asks for, bring it into view and give it the focus.
   * @param {State} state
   */
  keep(state) {
    const row = state.row >= 0 && this.root.querySelector(`#row-${state.row}`);
    const mark = /^\d+\.\d+$/.test(state.mark) && this.root.querySelector(`[data-begins~="${state.mark}"]`);
    this.kept = row || mark || null;
    this.light(null);
    if (!this.kept) return;
    /** @type {HTMLElement} */ (row ? (row.querySelector("a") ?? row) : mark).focus({ preventScroll: true });
    this.kept.scrollIntoView({ block: "center" });
  }

  /**
   * Let the Tab key stop at one mark of the text only; the arrow keys go on from there.
   * @param {Element | undefined} mark
   */
  stopAt(mark) {
    for (const other of this.#marks()) /** @type {HTMLElement} */ (other).tabIndex = other === mark ? 0 : -1;
  }

  /** Let the Tab key stop at the first mark, unless it stops at another. */
  stopSomewhere() {
    const marks = this.#marks();
    this.stopAt(marks.find((mark) => /** @type {HTMLElement} */ (mark).tabIndex === 0) ?? marks[0]);
  }

  /**
   * Go to the mark behind or before the one that has the focus.
   * @param {KeyboardEvent} event
   */
  step(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const marks = this.#marks();
    const at = marks.indexOf(/** @type {Element} */ (event.target));
    const next = by && at >= 0 ? /** @type {HTMLElement} */ (marks[at + by]) : undefined;
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  #marks() {
    return [...this.root.querySelectorAll("[data-begins]")];
  }
}

/**
 * The handlers that light an article's marks and rows, for the element around both.
 * @param {State} state
 * @returns {object} props
 */
function useLighting(state) {
  const root = useRef(null);
  const lighting = useRef(/** @type {Lighting | null} */ (null));
  useLayoutEffect(() => {
    lighting.current = new Lighting(root.current);
  }, []);
  useEffect(() => lighting.current.stopSomewhere(), [state.article, state.hidden]);
  useEffect(() => lighting.current.keep(state), [state]);
  return {
    ref: root,
    onPointerOver: (event) => lighting.current.light(event.target),
    onPointerLeave: () => lighting.current.light(null),
    onFocusIn: (event) => {
      lighting.current.light(event.target);
      if (event.target.matches("[data-begins]")) lighting.current.stopAt(event.target);
    },
    onFocusOut: () => lighting.current.light(null),
    onKeyDown: (event) => lighting.current.step(event),
    onClick: (event) => follow(event, state, lighting.current),
  };
}

/**
 * Go from a place to its row where there is no link to follow, and go again where the address is so already.
 * @param {MouseEvent} event
 * @param {State} state
 * @param {Lighting} lighting
 */
function follow(event, state, lighting) {
  const target = /** @type {Element} */ (event.target);
  const link = target.closest("a");
  const mark = target.closest("span.mark[data-fact]");
  if (link && link.hash === location.hash) lighting.keep(state);
  if (mark && !link && getSelection().isCollapsed)
    goTo(addressWith(state, { row: Number(mark.getAttribute("data-fact")) }));
}
