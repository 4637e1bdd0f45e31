// A question below a paragraph, as a row: the words that it would cite, what it asks, and its answers.

import { button, details, fill, h } from "./dom.js";
import { claimedBeyond } from "./claims.js";
import { clauseOf } from "./clauses.js";
import { ownIds } from "./dom_ids.js";
import { change, statementsOf } from "./desk.js";
import { Refused } from "./engine.js";
import { valuesOf } from "./fields.js";
import { namedNear } from "./named_speakers.js";
import { noteOf, partsOf } from "./note_parts.js";
import { citable } from "./phrases.js";
import { readValue } from "./read_value.js";
import { foldedAnswers, rowAnswers } from "./row_answers.js";
import { rowSpeaker } from "./row_speaker.js";
import { rowWords } from "./row_words.js";
import { LONGEST_PHRASE, noteField, readSource } from "./source_fields.js";
import { givesLeave, isSpokenOnly, LEAVE } from "./spoken_only.js";
import { isMoot, tellsFurther, wantedOf, why } from "./why.js";
import { said, sentence, whose } from "./words.js";

/**
 * @typedef {import("./coding.js").CodedText} CodedText
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./desk.js").Fact} Fact
 * @typedef {import("./paragraph_words.js").Words} Words
 * @typedef {ReturnType<typeof questionRow>} Row
 * @typedef {{
 *   hold: (row: Row) => void,
 *   mark: (row: Row) => void,
 *   marked: (row: Row) => void,
 *   look: (words: Words | null) => void,
 *   saved: (row: Row, at: number) => unknown,
 *   leave: (row: Row) => unknown,
 *   withdraw: (fact: Fact, at: number) => unknown,
 * }} Around what a row tells the paragraph that it belongs to
 */

/** How many rows there have been, so that each has a name of its own. */
let made = 0;

/** Answers that are saved as they are put in, whichever button somebody meant. */
const FROM_FIELDS = /** @type {Record<string, string>} */ ({ number: "exact", date: "exact", text: "text", set: "part" });

/** What is chosen before an answer is, and is no answer. */
const NO_ANSWER = ["speaker", "told-of", "basis"];

/** What is said of a question already: another statement may add to it, or contradict it. @param {Fact} fact */
function alreadySaid(fact) {
  const statements = statementsOf(fact.fact);
  if (statements.length === 0) return null;
  const told = statements.map((one) => [h("b", {}, said(one, fact)), ` (${whose(one)})`]);
  return h("p", { class: "small already" }, "Said already, and both will stand: ", told.map((one, at) => [at > 0 ? "; " : null, one]), ".");
}

/**
 * A row.
 * @param {CodedText} coded
 * @param {Paragraph} paragraph
 * @param {{fact: Fact, words: Words | null, at: number | null, isOther?: boolean}} what the question, the words that it would cite, which of
 *   its statements is changed, and whether another speaks than those who said something already
 * @param {{by: string, basis: string}} usual how the text speaks by itself
 * @param {Around} around
 */
export function questionRow(coded, paragraph, { fact, words: cites, at, isOther = false }, usual, around) {
  made += 1;
  const own = `row-${made}`;
  const told = at === null ? null : (statementsOf(fact.fact)[at] ?? null);
  const parts = partsOf(told?.note ?? "", usual.by);
  /** The answer that could not be saved, as the button that was pressed says it; nothing where none was refused. */
  let refused = /** @type {string | null} */ (null);
  const wrong = h("div", { class: "not-saved", role: "alert", tabindex: "-1", id: `${own}-wrong` });
  const heading = h("h4", { tabindex: "-1", "aria-describedby": `${own}-cited` }, fact.ask);
  const claims = h("p", { class: "tells claims" });
  const { isAsked, named } = namedNear(paragraph, cites, usual.by);
  const before = isOther ? statementsOf(fact.fact).map(({ by }) => by ?? "") : [];
  const spoke = told && { by: told.by ?? "", basis: told.basis ?? (told.by === usual.by ? usual.basis : "claimed"), isToldOf: parts.isToldOf };
  const speaker = rowSpeaker(own, usual, spoke, { isAsked: told === null && (isOther || isAsked), named, besides: before, choose: chosen });
  const given = rowAnswers(fact, told, parts, fact.type === "bool" ? speaker.line : null, (answer) => void save(answer));
  const answers = h(
    "div",
    {},
    given.decided,
    h(
      "div",
      { class: "under-answers" },
      given.spokenOnly,
      h(
        "div",
        { class: "folds" },
        given.hedged,
        fact.type === "bool" ? null : speaker.line,
        noteFold(),
        foldedAnswers(fact, told, (answer) => void save(answer)),
        details("Why asked?", wantedOf(fact), why(fact.fact)),
      ),
    ),
    told ? whatElse() : null,
  );
  ownIds(answers, own);
  const leave = answers.querySelector(`[data-answer="${LEAVE}"]`);
  const isBesideKept = told === null || parts.beside !== "";
  const words = rowWords(coded, paragraph, own, { words: cites, isBesideKept, mark: () => around.mark(row), take: takeShorter, tell: tellPhrase });
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
        oninput: () => around.hold(row),
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          const { type, name } = /** @type {HTMLInputElement} */ (event.target);
          if (event.key !== "Enter" || type !== "text" || !["exact-number", "exact-day", "text"].includes(name)) return;
          event.preventDefault();
          void save(FROM_FIELDS[fact.type]);
        },
      },
      words.elements,
      heading,
      tellsFurther(fact),
      claims,
      told ? null : alreadySaid(fact),
      isMoot(fact) ? h("p", { class: "hint moot" }, "No condition chosen here turns on it.") : null,
      speaker.block,
      answers,
      wrong,
    )
  );
  const element = h(
    "li",
    {
      class: told ? "question changing" : "question",
      "data-fact": fact.fact,
      onpointerenter: () => around.look(words.words),
      onpointerleave: () => around.look(null),
      onfocusin: () => around.look(words.words),
      onfocusout: () => around.look(null),
    },
    form,
  );
  const state = () => JSON.stringify([...new FormData(form)].filter(([name]) => !NO_ANSWER.includes(name)));
  const untouched = state();
  const row = {
    element,
    fact,
    at,
    isOther,
    get words() {
      return words.words;
    },
    setWords,
    showHeld,
    isTouched: () => refused !== null || state() !== untouched,
    /** The answer that would be saved now, were it saved without another press. */
    pending: () => refused ?? FROM_FIELDS[fact.type] ?? null,
    save,
    focus: () => heading.focus({ preventScroll: true }),
    goTo: () => {
      heading.scrollIntoView({ block: "center" });
      heading.focus({ preventScroll: true });
    },
  };
  return row;

  /** A note, folded where there is none. */
  function noteFold() {
    const fold = details("A note", noteField({ note: parts.own }));
    fold.toggleAttribute("open", parts.own !== "");
    return fold;
  }

  /** What can be done about a statement besides changing it. */
  function whatElse() {
    return h(
      "div",
      { class: "buttons" },
      button("Take this statement away", () => around.withdraw(fact, Number(at))),
      button("Leave it as it is", () => around.leave(row)),
    );
  }

  /** Tells what an answer claims further than a phrase, and offers what fits it. @param {string | null} phrase */
  function tellPhrase(phrase) {
    const beyond = claimedBeyond(fact, phrase ?? "");
    fill(claims, beyond ? [beyond.told, h("b", {}, beyond.means), "."] : null);
    claims.hidden = beyond === null;
    leave?.toggleAttribute("hidden", !givesLeave(phrase ?? "") && parts.answer !== LEAVE);
  }

  /** Cites the words by which somebody is named, where no others are marked yet. @param {import("./named_speakers.js").Named} one */
  function chosen({ words: named }) {
    if (words.words === null) setWords(clauseOf(paragraph, { first: named.first, last: named.first }, LONGEST_PHRASE));
  }

  /** Takes other words, be they too many. @param {Words} now */
  function setWords(now) {
    void words.set(now);
    around.marked(row);
    if (refused === null) return;
    fill(wrong, h("p", { class: "mistake" }, `Not saved yet. Other words are marked now: ${refused === "" ? "save" : "press"} the answer again.`));
  }

  /** @param {Words} part */
  function takeShorter(part) {
    around.hold(row);
    setWords(part);
    around.look(part);
    const pressed = refused === null ? null : element.querySelector(`[data-answer="${CSS.escape(refused)}"]`);
    /** @type {HTMLElement} */ (pressed ?? heading).focus({ preventScroll: true });
  }

  /** Shows whether words that are marked go to this row. @param {boolean} isHeld */
  function showHeld(isHeld) {
    if (isHeld === element.classList.contains("held")) return;
    element.classList.toggle("held", isHeld);
    words.showHeld(isHeld);
  }

  /** Tells what keeps the answer from being saved, and leads to where that can be mended. @param {import("./fields.js").Mistake[]} mistakes */
  function refuse(mistakes) {
    around.hold(row);
    form.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    for (const { id } of mistakes) {
      const field = form.querySelector(`[name="${CSS.escape(id === "members" ? "includes" : id)}"]`);
      if (field === null) continue;
      field.closest("details")?.setAttribute("open", "");
      if (/** @type {HTMLInputElement} */ (field).type === "text") field.setAttribute("aria-invalid", "true");
    }
    fill(wrong, h("p", { class: "mistake" }, "Not saved yet. ", mistakes.map(({ text }) => `${text.replace(/[.]$/u, "")}.`).join(" ")));
    wrong.scrollIntoView({ block: "nearest" });
    wrong.focus({ preventScroll: true });
    return false;
  }

  /**
   * Saves an answer, and tells whether it is saved.
   * @param {string} pressed the answer of the button that was pressed; nothing where it is chosen among those that are folded
   */
  async function save(pressed) {
    const filled = valuesOf(form);
    const isSpoken = isSpokenOnly(pressed);
    const speaks = speaker.read();
    const beside = words.beside();
    const note = noteOf({ isToldOf: speaks.isToldOf, answer: pressed, ofWhat: isSpoken ? filled.one("of-what") : "", beside, own: filled.one("note") }, usual.by);
    const put = /** @type {Record<string, string>} */ ({ by: speaks.by, note, ...(pressed === "" ? {} : { said: isSpoken ? "spoken" : pressed }) });
    const values = {
      one: (/** @type {string} */ id) => put[id] ?? filled.one(id),
      all: (/** @type {string} */ id) => filled.all(id === "members" ? "includes" : id),
    };
    const { phrase, mistakes } = await citable(coded, paragraph, words.words);
    const read = readValue(fact, values, told);
    if (read.content === null && read.mistakes.length === 0) read.mistakes.push({ id: "said", text: "Choose what the words say" });
    const { source, mistakes: others } = readSource(values);
    const unknown = values.one("said") === "unanswered" ? [] : speaks.mistakes;
    // Who is not named yet is asked for once.
    const all = [...mistakes, ...read.mistakes, ...unknown, ...(unknown.length > 0 ? [] : others)];
    refused = pressed;
    if (phrase === null || all.length > 0) return refuse(all);
    const { date, url } = told ?? {};
    const besides = Object.fromEntries(Object.entries({ date, url }).filter(([, value]) => value));
    const statement = { ...read.content, ...source, ...besides, document: coded.document, paragraph: paragraph.paragraph, phrase };
    try {
      const wanted = at === null ? { change: "state", fact: fact.fact, statement } : { change: "replace", fact: fact.fact, at, statement };
      await change([wanted], `“${fact.ask}”`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return refuse(error.diagnostics.map((one) => ({ id: "said", text: sentence(one.message) })));
    }
    refused = null;
    await around.saved(row, at ?? statementsOf(fact.fact).length - 1);
    return true;
  }
}
