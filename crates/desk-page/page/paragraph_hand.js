// What is at hand of the paragraph that is open, so that it is there again when the page is shown anew.

/** @typedef {import("./paragraph_words.js").Words} Words */

export const hand = {
  place: "",
  /** The words that are marked, for whichever question. */
  words: /** @type {Words | null} */ (null),
  /** The words that are marked for one question each. @type {Map<string, Words>} */
  marks: new Map(),
  /** The questions that somebody brought here, the last first. */
  brought: /** @type {import("./opened_paragraph.js").Asked[]} */ ([]),
  /** The statements that were saved since it was opened. */
  saved: /** @type {Set<string>} */ (new Set()),
};

/** Takes up a place; what was at hand of another is forgotten. @param {string} place */
export function openAt(place) {
  if (place === "" || hand.place !== place) Object.assign(hand, { place, words: null, marks: new Map(), brought: [], saved: new Set() });
}

/** Forgets what is at hand. */
export function forgetHand() {
  openAt("");
}

/** By what the words of a row are kept. @param {{fact: {fact: string}, at: number | null, isOther?: boolean}} row */
export function markKey({ fact, at, isOther }) {
  return `${fact.fact}/${at ?? (isOther ? "other" : "new")}`;
}
