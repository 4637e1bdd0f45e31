// The way on from a paragraph: somebody's word that it is done, or that nothing is in it.

import { takeWord } from "./coding.js";
import { button, fill, h, link } from "./dom.js";
import { chosenOf } from "./leave.js";
import { go } from "./router.js";

/**
 * @typedef {import("./question_row.js").Row} Row
 * @typedef {{
 *   coded: import("./coding.js").CodedText,
 *   paragraph: import("./coding.js").Paragraph,
 *   next: string,
 *   isTaken: () => boolean,
 *   pending: () => Row[],
 *   keep: () => void,
 *   isKeeping: () => boolean,
 *   forget: () => void,
 * }} From the paragraph and the page on which it is open, the page to which one goes, whether anything is taken from the paragraph,
 *   the rows in which something is put in that is not saved; how words are kept that fit no question, and whether a note is begun on some; and how to forget what is at hand
 */

/** What is saved where somebody saves in going on, where that needs to be said. */
const SAVES = /** @type {Record<string, string>} */ ({ part: "Save it as “at least these” and go on" });

/** @param {From} from */
export function onwardButtons({ coded, paragraph, next, isTaken, pending, keep, isKeeping, forget }) {
  const element = h("div", { class: "buttons onward" });
  draw();
  return { element, draw };

  function draw() {
    const words = isTaken() ? "That is all of this paragraph: go on" : "Nothing here for these conditions: go on";
    fill(
      element,
      button(words, done, { class: isTaken() ? "main" : null, id: "onward" }),
      isTaken() ? null : button("It says something that no question fits", keep, { id: "says-other" }),
      link(next, "Leave it for later"),
    );
  }

  async function done() {
    for (const row of pending()) {
      const answer = row.pending();
      const save = answer === null ? [] : [["save", SAVES[answer] ?? "Save it and go on"]];
      const choice = await chosenOf("Save this answer first?", `It is not saved yet: “${row.fact.ask}”`, [
        .../** @type {[string, string][]} */ (save),
        ["stay", "Back to the answer"],
        ["leave", "Go on without it"],
      ]);
      if (choice === "save" && !(await row.save(answer ?? ""))) return;
      if (choice !== "save" && choice !== "leave") {
        return row.goTo();
      }
    }
    if (isKeeping()) {
      const choice = await chosenOf("Keep the words first?", "A note is begun on words that are to be kept.", [
        ["stay", "Back to the note"],
        ["leave", "Go on without it"],
      ]);
      if (choice !== "leave") return keep();
    }
    await takeWord(coded, paragraph.paragraph, isTaken() ? "done" : "aside");
    forget();
    go(next, ".opened .words, .all-done");
  }
}
