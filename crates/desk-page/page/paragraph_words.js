// A paragraph whose words can be marked: with one press on the first of them and one on the last, or by drawing over them.

import { pieces } from "./coding.js";
import { append, fill, h } from "./dom.js";

/** @typedef {import("./coding.js").Paragraph} Paragraph */
/** @typedef {{first: number, last: number}} Words the first word and the last, both counted from 0 */

/**
 * What a press on a word makes of the words that are marked: the first press marks it, the second all up to it, the third
 * begins anew.
 * @param {Words | null} marked
 * @param {number} word
 * @returns {Words}
 */
function pressed(marked, word) {
  if (marked === null || marked.first !== marked.last || marked.first === word) return { first: word, last: word };
  return { first: Math.min(marked.first, word), last: Math.max(marked.first, word) };
}

/**
 * A paragraph with the passages that are found in it, and with words that can be marked.
 * @param {Paragraph} paragraph
 * @param {any[]} passages
 * @param {(words: Words) => void} choose is told which words somebody marks
 * @param {(words: Words) => void} [drawing] is told over which words somebody is drawing
 */
export function wordsToMark(paragraph, passages, choose, drawing = () => {}) {
  /** The words that are marked, and those that somebody looks at. */
  let marked = /** @type {Words | null} */ (null);
  let looked = /** @type {Words | null} */ (null);
  /** The word from which somebody draws, and what they have drawn over. */
  let from = /** @type {number | null} */ (null);
  let drawn = /** @type {Words | null} */ (null);
  /** The word on which a press began. */
  let down = /** @type {number | null} */ (null);
  const wordAt = (/** @type {Event} */ event) => {
    const word = /** @type {Element} */ (event.target).closest("[data-word]")?.getAttribute("data-word");
    return word ? Number(word) : null;
  };
  const place = h("p", {
    class: "words",
    onpointerdown: (/** @type {PointerEvent} */ event) => {
      // What somebody leaves in pressing may draw the words anew, and a press then ends on another element than it began.
      down = wordAt(event);
      // A finger that draws moves the page.
      from = event.pointerType === "touch" || event.button !== 0 ? null : wordAt(event);
      drawn = null;
      if (from !== null) addEventListener("pointerup", () => finish(), { once: true });
    },
    onpointermove: (/** @type {PointerEvent} */ event) => {
      const word = from === null ? null : wordAt(event);
      if (from === null || word === null || (word === from && drawn === null)) return;
      drawn = { first: Math.min(from, word), last: Math.max(from, word) };
      show(drawn);
      drawing(drawn);
    },
    onclick: (/** @type {MouseEvent} */ event) => {
      const word = wordAt(event) ?? down;
      if (word !== null && drawn === null) choose(pressed(marked, word));
      drawn = null;
    },
  });

  function finish() {
    from = null;
    if (drawn !== null) choose(drawn);
  }

  const { text, words } = paragraph;
  let carried = passages;

  /** @param {Words | null} now */
  function draw(now) {
    marked = now;
    show(now);
  }

  /** Shows words that somebody looks at, apart from those that are marked. @param {Words | null} now */
  function lookAt(now) {
    if (now?.first === looked?.first && now?.last === looked?.last) return;
    looked = now;
    show(marked);
  }

  /** Takes up the passages as they are now. @param {any[]} now */
  function carry(now) {
    carried = now;
    show(marked);
  }

  /** @param {Words | null} now */
  function show(now) {
    const shown = now ?? looked;
    const chosen = shown ? [[words[shown.first].range[0], words[shown.last].range[1]]] : [];
    const stretches = [...words.map(({ range }) => range), ...carried.map((one) => one.passage.range), ...chosen];
    const coded = (/** @type {number} */ number) => carried[number - words.length]?.fact;
    const last = words.length + carried.length;
    const name = now ? "chosen" : "looked";
    let [within, before] = /** @type {[Element, string]} */ ([place, ""]);
    fill(place);
    for (const { text: piece, marked: numbers } of pieces(text, /** @type {[number, number][]} */ (stretches))) {
      const kind = numbers.includes(last) ? name : numbers.map(coded).filter(Boolean).join(", ");
      if (kind !== before) {
        within = kind === "" ? place : h("mark", kind === name ? { class: kind } : { title: kind });
        if (within !== place) place.append(within);
        before = kind;
      }
      const word = numbers.find((number) => number < words.length);
      append(within, word === undefined ? piece : h("span", { "data-word": word }, piece));
    }
  }

  draw(null);
  return { place, draw, lookAt, carry };
}
