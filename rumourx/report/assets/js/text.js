// Texts: what may be shown as it stands, how texts are compared, and how offsets count.

const { Fragment, h, render } = preact;
const { useEffect, useLayoutEffect, useMemo, useRef, useState } = preactHooks;

const CONTROLS = /[\0-\x08\v\f\x0e-\x1f\x7f]/g;
const DIRECTION_MARKS = /[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const LETTERS_WITHOUT_ACCENT = { ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

/**
 * The text with what is invisible made visible: control characters as their pictures (␀), marks that turn the
 * direction of writing as their codes (\u202e).
 * @param {string} text
 * @returns {string}
 */
function printable(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(CONTROLS, (letter) => (letter === "\x7f" ? "␡" : String.fromCharCode(0x2400 + letter.charCodeAt(0))))
    .replace(DIRECTION_MARKS, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * The text without case and accents.
 * @param {string} text
 * @returns {string}
 */
function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[øłđßæœı]/g, (letter) => LETTERS_WITHOUT_ACCENT[letter]);
}

/**
 * The words of a text, folded, each with a blank before it: " dell arco".
 * @param {string} text
 * @returns {string}
 */
function foldedWords(text) {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()}`;
}

/**
 * What a search asks for: each word, and each phrase in quotation marks; words stand for all that begin so.
 * @param {string} query
 * @returns {string[]} folded words and phrases, each with a blank before it
 */
function searchTerms(query) {
  const parts = query.match(/["“”«»][^"“”«»]+["“”«»]?|[^\s"“”«»]+/g) ?? [];
  return parts.map(foldedWords).filter((term) => term !== " ");
}

/**
 * A pattern that finds the terms of a search in a text that is decomposed (NFD), at the beginnings of words.
 * @param {string[]} terms
 * @returns {RegExp}
 */
function hitPattern(terms) {
  const spelt = terms.map((term) =>
    Array.from(term.trim(), (letter) => (letter === " " ? "[^\\p{L}\\p{N}]+" : `${letter}\\p{M}*`)).join(""),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])(?:${spelt.join("|")})`, "giu");
}

/**
 * Records count Unicode code points, JavaScript counts UTF-16 units: a function from the one to the other.
 * @param {string} text
 * @returns {(offset: number) => number}
 */
function unitOffsets(text) {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (offset) => offset;
  const units = [0];
  for (const letter of text) units.push(units[units.length - 1] + letter.length);
  return (offset) => units[offset];
}

/**
 * A number and its noun: "1 article", "5,000 articles".
 * @param {number} count
 * @param {string} noun
 * @returns {string}
 */
function counted(count, noun) {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}
