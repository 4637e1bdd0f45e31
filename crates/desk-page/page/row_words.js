// The words that a row would cite: as they would stand in the file, what they leave out, and the ways to other words.

import { button, fill, h } from "./dom.js";
import { leftOut } from "./limits.js";
import { citable, wordsFrom } from "./phrases.js";
import { lengthOf, shorterPhrase } from "./shorter_phrase.js";
import { LONGEST_PHRASE } from "./source_fields.js";
import { inRow } from "./words.js";

/**
 * @typedef {import("./coding.js").CodedText} CodedText
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 */

/**
 * @param {CodedText} coded
 * @param {Paragraph} paragraph
 * @param {string} own the name of the row, which its fields bear
 * @param {{words: Words | null, isBesideKept: boolean, mark: () => void, take: (words: Words) => void, tell: (phrase: string | null) => void}} how the words that
 *   it begins with; whether what they leave out is noted; what leads to the paragraph, takes a shorter phrase, and is told of the
 *   phrase as it is now
 */
export function rowWords(coded, paragraph, own, { words: begins, isBesideKept, mark, take, tell }) {
  let words = begins;
  /** What limits the words and stands beside them. */
  let beside = "";
  const cited = h("p", { class: "cited", id: `${own}-cited` });
  const missed = h("div", { class: "missed" });
  const ways = h("div", { class: "shorter" });
  const other = button("Other words", mark, { class: "plain-button other-words", "aria-pressed": "false" });
  const noted = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", id: `${own}-beside`, checked: isBesideKept }));
  void draw();
  return {
    elements: [h("div", { class: "cited-line" }, cited, other), missed, ways],
    get words() {
      return words;
    },
    /** What limits the words and stands beside them, where it is to be noted. */
    beside: () => (noted.checked ? beside : ""),
    set,
    showHeld,
  };

  /** Takes other words, be they too many. @param {Words} now */
  function set(now) {
    words = now;
    return draw();
  }

  /** Shows whether words that are marked go to this row. @param {boolean} isHeld */
  function showHeld(isHeld) {
    other.setAttribute("aria-pressed", String(isHeld));
    void draw();
  }

  /** Shows the words, as they would stand in the file. */
  async function draw() {
    const mine = words;
    const text = (/** @type {Words} */ part) => wordsFrom(paragraph, part);
    fill(ways, mine ? shorterPhrase(mine, text, take) : null);
    other.textContent = mine ? "Other words" : "Mark the words";
    const left = mine && lengthOf(mine) <= LONGEST_PHRASE ? leftOut(paragraph, mine, text) : null;
    beside = left?.told ?? "";
    const label = left && h("label", { for: noted.id }, h("b", {}, `Leaves out ${inRow(left.words.map((word) => `“${word}”`))}. `), `Note with it: ${left.told}`);
    fill(missed, left ? h("div", { class: "choice" }, noted, label) : null);
    if (mine === null) {
      tell(null);
      return fill(cited, h("span", { class: "soft" }, "No words are marked for it yet."));
    }
    const { phrase, mistakes } = await citable(coded, paragraph, mine);
    if (mine !== words) return;
    const counted = other.getAttribute("aria-pressed") === "true" ? h("span", { class: "soft" }, ` ${lengthOf(mine)} of ${LONGEST_PHRASE} words`) : null;
    fill(cited, phrase === null ? h("strong", {}, mistakes.map((one) => one.text).join(" ")) : [h("span", { class: "quotation" }, `“${phrase}”`), counted]);
    tell(phrase);
  }
}
