// The ways to make a phrase that is too long as long as it may be, at one press.

import { button, h } from "./dom.js";
import { LONGEST_PHRASE } from "./source_fields.js";

/** @typedef {import("./paragraph_words.js").Words} Words */

/** How many words are marked. @param {Words} words */
export function lengthOf({ first, last }) {
  return last - first + 1;
}

/** What a phrase of more words than can be cited is told. @param {number} words */
export function tooLong(words) {
  const over = words - LONGEST_PHRASE;
  return `These are ${words} words, ${over} more than can be cited. Mark fewer: those that say it.`;
}

/**
 * The ways; nothing for a phrase that is short enough.
 * @param {Words} now
 * @param {(words: Words) => string} textOf
 * @param {(words: Words) => void} take is told which words somebody takes
 */
export function shorterPhrase(now, textOf, take) {
  if (lengthOf(now) <= LONGEST_PHRASE) return null;
  const { first, last } = now;
  const way = (/** @type {string} */ which, /** @type {Words} */ words, /** @type {string | null} */ id) =>
    h("li", {}, button(`Take the ${which} ${LONGEST_PHRASE}`, () => take(words), { id }), ` “${textOf(words)}”`);
  return h(
    "ul",
    { class: "plain" },
    way("first", { first, last: first + LONGEST_PHRASE - 1 }, "shorter"),
    way("last", { first: last - LONGEST_PHRASE + 1, last }, null),
  );
}
