// The words of the paragraph that is open: what is told of those that are marked, and how they are marked from lists.

import { button, details, fill, h } from "./dom.js";
import { selectField } from "./fields.js";
import { citable, wordsFrom } from "./phrases.js";
import { lengthOf, shorterPhrase } from "./shorter_phrase.js";
import { LONGEST_PHRASE } from "./source_fields.js";

/**
 * @typedef {import("./coding.js").CodedText} CodedText
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 * @typedef {{words: Words | null, goal: {ask: string, open: () => void} | null, leave: (() => void) | null}} Marks the words that are
 *   marked, the question to which they go where there is one, with the way there, and how they are left
 */

const HOW = `Press an answer below, or mark other words here: press the first and the last of them, or draw over them. ${LONGEST_PHRASE} at most.`;

/** Whether the lists of words are open, which whoever needs them needs again. */
const shows = { lists: false };

/**
 * @param {CodedText} coded
 * @param {Paragraph} paragraph
 * @param {(words: Words | null) => void} mark is told which words somebody marks
 */
export function wordMarks(coded, paragraph, mark) {
  const told = h("p", { class: "hint phrase-told", role: "status" });
  const ways = h("div", { class: "shorter" });
  const lists = details(
    "Choose the words from two lists",
    h("div", { class: "pair" }, wordList("first", "First word"), wordList("last", "Last word")),
  );
  lists.toggleAttribute("open", shows.lists);
  lists.addEventListener("toggle", () => {
    shows.lists = lists.hasAttribute("open");
  });
  const select = (/** @type {string} */ id) => /** @type {HTMLSelectElement} */ (lists.querySelector(`#${id}`));
  let turn = 0;
  return { told: [told, ways], lists, tell, count };

  /** @param {string} id @param {string} label */
  function wordList(id, label) {
    const choices = paragraph.words.map(({ word }, at) => ({ value: String(at), label: `${at + 1}: ${word}` }));
    const onchange = () => listed(/** @type {"first" | "last"} */ (id));
    return selectField({ id, label, choices: [{ value: "", label: "Choose a word" }, ...choices], onchange });
  }

  /** Takes a word that is chosen from a list. @param {"first" | "last"} id */
  function listed(id) {
    const other = id === "first" ? "last" : "first";
    if (select(id).value === "") select(other).value = "";
    else if (select(other).value === "" || Number(select("last").value) < Number(select("first").value))
      select(other).value = select(id).value;
    const [first, last] = [select("first").value, select("last").value];
    mark(first === "" ? null : { first: Number(first), last: Number(last) });
  }

  /** Tells how many words somebody is drawing over. @param {Words} words */
  function count(words) {
    const length = lengthOf(words);
    const over = length - LONGEST_PHRASE;
    fill(told, over > 0 ? h("strong", {}, `${length} words, ${over} more than can be cited`) : `${length} of ${LONGEST_PHRASE} words`);
  }

  /** Tells which words are marked. @param {Marks} marks */
  async function tell({ words, goal, leave }) {
    turn += 1;
    const mine = turn;
    select("first").value = String(words?.first ?? "");
    select("last").value = String(words?.last ?? "");
    const away = leave ? [" ", button(goal ? "Leave its words" : "Take the marks away", leave, { class: "plain-button", id: "unmark" })] : null;
    // The row to which they go tells of them itself.
    fill(ways, words && goal === null ? shorterPhrase(words, (part) => wordsFrom(paragraph, part), mark) : null);
    if (goal !== null) return fill(told, "Marks go to: ", button(goal.ask, goal.open, { class: "plain-button", id: "goal" }), away);
    if (words === null) return fill(told, HOW);
    const { phrase, isEarlier, mistakes } = await citable(coded, paragraph, words);
    if (mine !== turn) return;
    const twice = isEarlier ? " The same words stand earlier in this paragraph, and are found there." : "";
    fill(
      told,
      phrase === null ? h("strong", {}, mistakes.map(({ text }) => text).join(" ")) : `Marked: “${phrase}”, ${lengthOf(words)} of ${LONGEST_PHRASE} words.${twice}`,
      away,
    );
  }
}
