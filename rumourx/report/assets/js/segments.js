// Where facts stand in a text: cut at every boundary, so that marks may nest and overlap as they like.

/** @typedef {{start: number, end: number, fact: number, place: number}} Span   the `place`th span of a fact */
/** @typedef {{start: number, end: number, spans: Span[]}} Segment   a stretch, with its spans, the longest first */

/**
 * All spans of an article's facts, in UTF-16 units, in the order of the text, the longer before the shorter.
 * @param {Article} article
 * @param {(fact: Fact) => boolean} wanted
 * @returns {Span[]}
 */
function spansOf(article, wanted) {
  const unit = unitOffsets(article.text);
  const spans = article.facts.flatMap((fact, number) => {
    if (!wanted(fact)) return [];
    return pairs(fact.spans ?? []).map(([start, end], place) => ({
      start: unit(start),
      end: unit(end),
      fact: number,
      place,
    }));
  });
  return spans.sort((one, other) => one.start - other.start || other.end - one.end || one.fact - other.fact);
}

/**
 * @param {number[]} offsets
 * @returns {[number, number][]}
 */
function pairs(offsets) {
  return Array.from({ length: offsets.length / 2 }, (_, index) => [offsets[2 * index], offsets[2 * index + 1]]);
}

/**
 * The stretch from `start` to `end`, cut at every boundary of a span.
 * @param {number} start
 * @param {number} end
 * @param {Span[]} spans   sorted as `spansOf` does
 * @returns {Segment[]}
 */
function segmentsOf(start, end, spans) {
  const within = spans.filter((span) => span.start < end && span.end > start);
  const boundaries = within.flatMap((span) => [span.start, span.end]).filter((at) => at > start && at < end);
  const cuts = [start, ...new Set(boundaries.sort((one, other) => one - other)), end];
  let open = [];
  let next = 0;
  return cuts.slice(1).map((cut, index) => {
    const from = cuts[index];
    open = open.filter((span) => span.end > from);
    while (next < within.length && within[next].start <= from) open.push(within[next++]);
    return { start: from, end: cut, spans: [...open] };
  });
}

/**
 * The paragraphs of a text, without the blank lines between them.
 * @param {string} text
 * @returns {{start: number, end: number}[]}
 */
function paragraphsOf(text) {
  const paragraphs = [];
  let start = 0;
  for (const gap of text.matchAll(/\n\s*\n|\r\s*\r(?!\n)/g)) {
    paragraphs.push({ start, end: gap.index });
    start = gap.index + gap[0].length;
  }
  paragraphs.push({ start, end: text.length });
  return paragraphs.filter(({ start, end }) => text.slice(start, end).trim() !== "");
}
