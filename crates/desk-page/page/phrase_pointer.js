// Words that somebody marks in a paragraph with the pointer, or with a finger.

/** @typedef {import("./coding.js").Paragraph} Paragraph */

/**
 * The words of a paragraph that are marked on the page: the first and the last; null where there are none.
 * @param {Element} place where the paragraph stands
 * @param {Paragraph} paragraph
 * @returns {[number, number] | null}
 */
export function wordsPointedAt(place, paragraph) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!place.contains(range.startContainer) || !place.contains(range.endContainer)) return null;
  const before = (/** @type {Node} */ node, /** @type {number} */ offset) => {
    const part = document.createRange();
    part.setStart(place, 0);
    part.setEnd(node, offset);
    return [...part.toString()].length;
  };
  const [start, end] = [before(range.startContainer, range.startOffset), before(range.endContainer, range.endOffset)];
  const touched = paragraph.words.flatMap(({ range: word }, at) => (word[0] < end && word[1] > start ? [at] : []));
  return touched.length > 0 ? [touched[0], touched[touched.length - 1]] : null;
}

/** What is called whenever something else is marked on the page. */
let told = () => {};

document.addEventListener("selectionchange", () => told());

/** @param {() => void} tell */
export function whenPointed(tell) {
  told = tell;
}
