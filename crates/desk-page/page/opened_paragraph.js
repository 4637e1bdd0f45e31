// The paragraph that is open: its words, the questions that it may answer as rows below it, and the way on.

import { located, takeWord } from "./coding.js";
import { announce, button, fill, h } from "./dom.js";
import { change, factOf, statementsOf } from "./desk.js";
import { findQuestion } from "./find_question.js";
import { mayLeaveForm } from "./leave.js";
import { keepForm, notedIn, notedLine, notedPassages } from "./noted_words.js";
import { onwardButtons } from "./onward.js";
import { forgetHand, hand, markKey, openAt } from "./paragraph_hand.js";
import { offeredFor } from "./offered.js";
import { wordsToMark } from "./paragraph_words.js";
import { wordsWithin } from "./phrases.js";
import { questionRow } from "./question_row.js";
import { go } from "./router.js";
import { howToAnswer } from "./row_answers.js";
import { keyOf, lineSelector, putLine, savedLine } from "./saved_line.js";
import { movedWords } from "./verdict_panel.js";
import { isMoot } from "./why.js";
import { wordMarks } from "./word_marks.js";
import { kindOfText, said } from "./words.js";

/**
 * @typedef {import("./coding.js").CodedText} CodedText
 * @typedef {import("./coding.js").Located} Located
 * @typedef {import("./coding.js").Progress} Progress
 * @typedef {import("./desk.js").Fact} Fact
 * @typedef {import("./paragraph_words.js").Words} Words
 * @typedef {import("./question_row.js").Row} Row
 * @typedef {{fact: Fact, words: Words | null, at: number | null, isOther?: boolean}} Asked a question, the words for it, which of its statements is
 *   changed, and whether somebody else speaks than the author of the text
 */

/** Where the words are of the paragraph that is open. */
export const WORDS_HERE = ".opened .words";

/**
 * The paragraph with its rows.
 * @param {CodedText} coded
 * @param {Progress} progress
 * @param {{words: Words | null, changed: {fact: string, at: number} | null, next: string, isBegun: boolean, recount: (statements: Located[]) => void}} how
 *   words that are marked already; the statement that is changed; the page to which one goes when the paragraph is done; whether
 *   something is taken from the text already; and who is told what is taken from it after each change
 */
export function openedParagraph(coded, progress, { words, changed, next, isBegun, recount }) {
  const { paragraph } = progress;
  const { document: name } = coded;
  const route = `code/${name}/${paragraph.paragraph}`;
  const usual = { by: coded.author, basis: kindOfText(coded.kind)?.basis ?? "" };
  let { carried } = progress;
  openAt(route);
  if (words) hand.words = words;
  /** The row to which words go that are marked. */
  let held = /** @type {Row | null} */ (null);
  const rows = /** @type {Set<Row>} */ (new Set());
  const spoken = wordsToMark(paragraph, passages(), mark, (drawn) => marks.count(drawn));
  spoken.place.setAttribute("tabindex", "-1");
  const marks = wordMarks(coded, paragraph, mark);
  const heading = h("h3", { class: "rows-heading" });
  const list = h("ol", { class: "rows" });
  const more = h("div", { class: "more" });
  const look = (/** @type {Words | null} */ now) => spoken.lookAt(now ?? held?.words ?? null);
  const around = { hold, mark: markFor, marked: keepMarks, look, saved, leave: leaveChange, withdraw };
  const keep = keepForm(coded, paragraph, { words: () => hand.words, kept: keptWords });
  const onward = onwardButtons({
    coded,
    paragraph,
    next,
    isTaken: () => carried.length > 0 || notedIn(coded, paragraph.paragraph).length > 0,
    pending: () => [...rows].filter((row) => row.isTouched()),
    keep: keepFrom,
    isKeeping: keep.isTouched,
    forget: forgetHand,
  });
  drawRows();
  spoken.draw(hand.words);
  if (changed) openChange(changed);
  void tellMarks();
  return {
    content: [
      h("div", { class: "kept-in-sight" }, spoken.place, marks.told),
      marks.lists,
      heading,
      howToAnswer(usual, isBegun),
      list,
      more,
      findQuestion(bring),
      keep.element,
      onward.element,
    ],
    isTouched: () => keep.isTouched() || [...rows].some((row) => row.isTouched()),
    arrival: changed ? ".opened .changing h4" : WORDS_HERE,
  };

  /** Draws the rows, after other words were marked. */
  function drawRows() {
    const isMarked = hand.words !== null;
    const noted = notedIn(coded, paragraph.paragraph).map((one) => ({ place: paragraph.text.indexOf(one.phrase), element: notedLine(coded, one, keptWords) }));
    const lines = [...carried.map((one) => ({ place: one.passage?.range[0] ?? 0, element: lineOf(one) })), ...noted];
    // What somebody has begun to put in stays.
    const begun = [...rows].filter((row) => row.isTouched());
    const isBegun = (/** @type {Asked} */ { fact }) => begun.some((row) => row.fact === fact);
    const answered = new Set(carried.map(({ fact }) => fact));
    const offered = offeredFor(paragraph, hand.words, answered, coded.author);
    const brought = hand.brought.filter((one) => !isBegun(one)).map((one) => ({ ...one, words: one.words ?? hand.words }));
    const isBrought = (/** @type {Fact} */ fact) => brought.some((one) => one.fact === fact);
    const others = (/** @type {typeof offered.first} */ all) => all.map((one) => ({ ...one, at: null })).filter((one) => !isBrought(one.fact) && !isBegun(one));
    rows.clear();
    begun.forEach((row) => rows.add(row));
    const shown = others(offered.first).map(rowOf);
    const later = others(offered.later);
    fill(heading, isMarked ? "Questions that the marked words may answer" : "Questions that it may answer");
    const broughtRows = brought.map(rowOf);
    const open = shown.map((row) => ({ place: placeOf(row), element: row.element }));
    const inOrder = isMarked ? [...open, ...lines] : [...open, ...lines].sort((a, b) => a.place - b.place);
    fill(list, [...begun, ...broughtRows, ...inOrder].map(({ element }) => element));
    const isNone = list.children.length === 0;
    const show = () => {
      const [first, ...rest] = later.map(rowOf);
      list.append(...[first, ...rest].map(({ element }) => element));
      fill(more);
      first.focus();
    };
    fill(
      more,
      later.length > 0 ? button([`Show ${later.length} more`, offered.areSaid ? ": answered already" : null], show, { id: "more-rows" }) : null,
      isNone ? h("p", { class: "soft" }, "None is proposed. Mark words, or find a question below.") : null,
    );
  }

  /** Where a row stands in the text: rows that decide nothing come last. @param {Row} row */
  function placeOf({ fact, words: now }) {
    return (isMoot(fact) ? 1e9 : 0) + (now ? paragraph.words[now.first].range[0] : 0);
  }

  /** @param {Asked} asked */
  function rowOf(asked) {
    const words = hand.marks.get(markKey(asked)) ?? asked.words;
    const row = questionRow(coded, paragraph, { ...asked, words }, usual, around);
    rows.add(row);
    return row;
  }

  /** @param {Located} one */
  function lineOf(one) {
    return savedLine(one, usual, {
      isNew: hand.saved.has(keyOf(one)),
      withdraw: () => withdraw(/** @type {Fact} */ (factOf(one.fact)), one.at),
      change: () => openChange(one),
      add: () => bring(/** @type {Fact} */ (factOf(one.fact)), true),
      more: () => bring(/** @type {Fact} */ (factOf(one.fact))),
    });
  }

  /** Opens a statement to be changed, in the place of its line. @param {{fact: string, at: number}} which */
  function openChange({ fact, at }) {
    const line = list.querySelector(lineSelector({ fact, at }));
    const one = carried.find((each) => each.fact === fact && each.at === at);
    if (!line || !one) return;
    const row = rowOf({ fact: /** @type {Fact} */ (factOf(fact)), words: one.passage && wordsWithin(paragraph, one.passage.range), at });
    line.replaceWith(row.element);
    row.focus();
  }

  /** Puts the line back of a statement that was to be changed. @param {Row} row */
  async function leaveChange(row) {
    const one = carried.find(({ fact, at }) => fact === row.fact.fact && at === row.at);
    const line = one && lineOf(one);
    if (line) row.element.replaceWith(line);
    drop(row);
    hand.marks.delete(markKey(row));
    /** @type {HTMLElement | null} */ (line?.querySelector("[data-act=change]") ?? null)?.focus();
  }

  /** Brings a question that somebody found, with the words that are marked. @param {Fact} fact @param {boolean} [isOther] whether somebody else speaks */
  function bring(fact, isOther = false) {
    hand.brought = [{ fact, words: hand.words, at: null, isOther }, ...hand.brought];
    const row = rowOf(hand.brought[0]);
    list.append(row.element);
    if (row.words === null) hold(row);
    row.element.scrollIntoView({ block: "nearest" });
    row.focus();
  }

  /** Marks words: for the row that is in hand, or else for whichever question they answer. @param {Words | null} now */
  function mark(now) {
    if (held !== null) {
      if (now) held.setWords(now);
      spoken.draw(now);
      return void tellMarks();
    }
    hand.words = now;
    hand.marks.clear();
    // Words that are marked to be kept look for no question.
    if (!keep.isOpen()) drawRows();
    spoken.draw(now);
    void tellMarks();
  }

  /** Keeps the words that are marked for a row, also where the page is shown anew. @param {Row} row */
  function keepMarks(row) {
    if (row.words) hand.marks.set(markKey(row), row.words);
  }

  /** Takes a row in hand, or nothing. @param {Row | null} row */
  function hold(row) {
    if (row === held) return;
    held?.showHeld(false);
    held = row;
    held?.showHeld(true);
    spoken.draw(held === null ? hand.words : null);
    look(null);
    void tellMarks();
  }

  /** Takes a row in hand, and goes to the words that are to be marked for it. @param {Row} row */
  function markFor(row) {
    hold(row);
    spoken.place.focus({ preventScroll: true });
    const { top } = spoken.place.getBoundingClientRect();
    if (top < 0) spoken.place.scrollIntoView({ block: "start" });
  }

  function tellMarks() {
    void keep.tell();
    const leave = held !== null ? () => hold(null) : hand.words !== null ? () => mark(null) : null;
    const goal = held && { ask: held.fact.ask, open: () => held?.goTo() };
    return marks.tell({ words: held?.words ?? hand.words, goal, leave });
  }

  /** Forgets a row. @param {Row} row */
  function drop(row) {
    rows.delete(row);
    if (held === row) hold(null);
  }

  /** What is marked in the paragraph: what statements cite, and what is kept. */
  function passages() {
    return [...carried, ...notedPassages(coded, paragraph)];
  }

  /** Takes up what is kept now. */
  async function keptWords() {
    hand.words = null;
    await takeStock();
    drawRows();
    spoken.draw(null);
    void tellMarks();
    document.getElementById("onward")?.focus({ preventScroll: true });
  }

  /** Lets somebody keep words who says that no question fits. */
  function keepFrom() {
    hold(null);
    keep.open();
  }

  /** Takes up what is taken from the text now. */
  async function takeStock() {
    // What has something in it is not set aside.
    if (coded.words.get(paragraph.paragraph) === "aside") await takeWord(coded, paragraph.paragraph, null);
    const { statements } = await located(coded);
    carried = statements.filter((one) => one.passage?.paragraph === paragraph.paragraph);
    spoken.carry(passages());
    recount(statements);
    onward.draw();
  }

  /** Puts a line in the place of a row that is saved. @param {Row} row @param {number} at */
  async function saved(row, at) {
    drop(row);
    hand.marks.delete(markKey(row));
    hand.brought = hand.brought.filter(({ fact }) => fact !== row.fact);
    await takeStock();
    const one = carried.find((each) => each.fact === row.fact.fact && each.at === at);
    if (!one) return go(route, WORDS_HERE);
    hand.saved.add(keyOf(one));
    const line = /** @type {HTMLElement} */ (lineOf(one));
    const following = putLine(row.element, line);
    /** @type {HTMLElement | null} */ (following?.querySelector("h4") ?? document.getElementById("onward"))?.focus({ preventScroll: true });
    const statement = statementsOf(one.fact)[one.at];
    announce(`Saved: ${row.fact.ask} ${said(statement, row.fact)}. ${movedWords()}`);
  }

  /** Takes a statement away; its question is open again. @param {Fact} fact @param {number} at */
  async function withdraw(fact, at) {
    if (!(await mayLeaveForm())) return;
    const one = carried.find((each) => each.fact === fact.fact && each.at === at);
    const back = one?.passage ? wordsWithin(paragraph, one.passage.range) : null;
    await change([{ change: "withdraw", fact: fact.fact, at }], `“${fact.ask}”`);
    hand.saved.clear();
    if (!offeredFor(paragraph, hand.words, new Set(), coded.author).first.some((each) => each.fact === fact)) hand.brought = [{ fact, words: back, at: null }, ...hand.brought];
    announce(`Taken away: ${fact.ask} ${movedWords()}`);
    go(route, `.opened .question[data-fact="${CSS.escape(fact.fact)}"] h4`);
  }
}
