// What is at hand of the paragraph that is open, so that it is there again when the page is shown anew.

/** @typedef {import("./paragraph_words.js").Words} Words */

export const hand = {
  place: "",
  /** The words that are marked, for whichever question. */
  words: /** @type {Words | null} */ (null),
  /** The questions that somebody brought here, the last first. */
  brought: /** @type {import("./opened_paragraph.js").Asked[]} */ ([]),
  /** The statements that were saved since it was opened. */
  saved: /** @type {Set<string>} */ (new Set()),
};

/** Takes up a place; what was at hand of another is forgotten. @param {string} place */
export function openAt(place) {
  if (place === "" || hand.place !== place) Object.assign(hand, { place, words: null, brought: [], saved: new Set() });
}

/** Forgets what is at hand. */
export function forgetHand() {
  openAt("");
}
