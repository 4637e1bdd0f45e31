// A question below a paragraph, as a row: the words that it would cite, what it asks, and its answers.

import { button, details, fill, h } from "./dom.js";
import { leftOut } from "./clauses.js";
import { ownIds } from "./dom_ids.js";
import { change, statementsOf } from "./desk.js";
import { Refused } from "./engine.js";
import { valuesOf } from "./fields.js";
import { citable, wordsFrom } from "./phrases.js";
import { readValue } from "./read_value.js";
import { foldedAnswers, rowAnswers } from "./row_answers.js";
import { rowSource } from "./row_source.js";
import { lengthOf, shorterPhrase } from "./shorter_phrase.js";
import { LONGEST_PHRASE, readSource } from "./source_fields.js";
import { isMoot, tellsFurther, wantedOf, why } from "./why.js";
import { inRow, said, sentence, whose } from "./words.js";

/**
 * @typedef {import("./coding.js").CodedText} CodedText
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./desk.js").Fact} Fact
 * @typedef {import("./paragraph_words.js").Words} Words
 * @typedef {ReturnType<typeof questionRow>} Row
 * @typedef {{
 *   hold: (row: Row) => void,
 *   mark: (row: Row) => void,
 *   look: (words: Words | null) => void,
 *   saved: (row: Row, at: number) => unknown,
 *   leave: (row: Row) => unknown,
 *   withdraw: (fact: Fact, at: number) => unknown,
 * }} Around what a row tells the paragraph that it belongs to
 */

/** How many rows there have been, so that each has a name of its own. */
let made = 0;

/** Words by which leave may be given, and what is told of that. */
const LEAVE = /\b(may|might|could)\b/iu;
const LEAVE_GIVEN = "Leave to ask is no promise that it is given.";

/** Answers that are saved as they are put in, whichever button somebody meant. */
const FROM_FIELDS = /** @type {Record<string, string>} */ ({ number: "exact", date: "exact", text: "text", set: "part" });

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
 *   its statements is changed, and whether another speaks than the author of the text
 * @param {{by: string, basis: string}} usual how the text speaks by itself
 * @param {Around} around
 */
export function questionRow(coded, paragraph, { fact, words: cites, at, isOther = false }, usual, around) {
  made += 1;
  const own = `row-${made}`;
  const told = at === null ? null : (statementsOf(fact.fact)[at] ?? null);
  let words = cites;
  /** The answer that could not be saved, as the button that was pressed says it; nothing where none was refused. */
  let refused = /** @type {string | null} */ (null);
  const cited = h("p", { class: "cited", id: `${own}-cited` });
  const ways = h("div", { class: "shorter" });
  const other = button("Other words", () => around.mark(row), { class: "plain-button other-words", "aria-pressed": "false" });
  const wrong = h("div", { class: "not-saved", role: "alert", tabindex: "-1", id: `${own}-wrong` });
  const heading = h("h4", { tabindex: "-1", "aria-describedby": `${own}-cited` }, fact.ask);
  const fields = h(
    "div",
    {},
    tellsFurther(fact),
    told ? null : alreadySaid(fact),
    isMoot(fact) ? h("p", { class: "hint moot" }, "No condition chosen here turns on it.") : null,
    rowAnswers(fact, told, (answer) => void save(answer)),
    h(
      "div",
      { class: "folds" },
      rowSource(begins(), usual, isOther),
      foldedAnswers(fact, told, (answer) => void save(answer)),
      details("Why asked?", wantedOf(fact), why(fact.fact)),
    ),
    told ? whatElse() : null,
  );
  ownIds(fields, own);
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
      h("div", { class: "cited-line" }, cited, other),
      ways,
      heading,
      fields,
      wrong,
    )
  );
  const element = h(
    "li",
    {
      class: told ? "question changing" : "question",
      "data-fact": fact.fact,
      onpointerenter: () => around.look(words),
      onpointerleave: () => around.look(null),
      onfocusin: () => around.look(words),
      onfocusout: () => around.look(null),
    },
    form,
  );
  const state = () => JSON.stringify([...new FormData(form)]);
  const untouched = state();
  const row = {
    element,
    fact,
    at,
    get words() {
      return words;
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
  void tellWords();
  return row;

  /** Who speaks to begin with; words that only spoke of it say nothing of what stands behind them. */
  function begins() {
    if (told === null) return isOther ? { basis: usual.basis } : usual;
    return told.unanswered && told.by === usual.by ? { ...told, basis: usual.basis } : told;
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

  /** Takes other words, be they too many. @param {Words} now */
  function setWords(now) {
    words = now;
    void tellWords();
    if (refused === null) return;
    fill(wrong, h("p", { class: "mistake" }, `Not saved yet. Other words are marked now: ${refused === "" ? "save" : "press"} the answer again.`));
  }

  /** Shows which words it would cite, as they would stand in the file. */
  async function tellWords() {
    const mine = words;
    fill(ways, mine ? shorterPhrase(mine, (part) => wordsFrom(paragraph, part), takeShorter) : null);
    other.textContent = mine ? "Other words" : "Mark the words";
    if (mine === null) return fill(cited, h("span", { class: "soft" }, "No words are marked for it yet."));
    const { phrase, mistakes } = await citable(coded, paragraph, mine);
    if (mine !== words) return;
    const length = lengthOf(mine);
    const missed = leftOut(paragraph, mine);
    const without = missed.length > 0 ? h("span", { class: "left-out" }, ` Leaves out ${inRow(missed.map((word) => `“${word}”`))}.`) : null;
    const leave = phrase !== null && LEAVE.test(phrase) ? h("span", { class: "soft" }, ` ${LEAVE_GIVEN}`) : null;
    const counted = other.getAttribute("aria-pressed") === "true" ? h("span", { class: "soft" }, ` ${length} of ${LONGEST_PHRASE} words`) : null;
    fill(cited, phrase === null ? h("strong", {}, mistakes.map(({ text }) => text).join(" ")) : [h("span", { class: "quotation" }, `“${phrase}”`), counted, without, leave]);
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
    other.setAttribute("aria-pressed", String(isHeld));
    void tellWords();
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
    const given = valuesOf(form);
    const values = {
      one: (/** @type {string} */ id) => (id === "said" && pressed !== "" ? pressed : given.one(id)),
      all: (/** @type {string} */ id) => given.all(id === "members" ? "includes" : id),
    };
    const { phrase, mistakes } = await citable(coded, paragraph, words);
    const read = readValue(fact, values, told);
    if (read.content === null && read.mistakes.length === 0) read.mistakes.push({ id: "said", text: "Choose what the words say" });
    const { source, mistakes: others } = readSource(values);
    const nobody = isOther && !source.by ? [{ id: "by", text: "Say who says so" }] : [];
    const all = [...mistakes, ...read.mistakes, ...others, ...nobody];
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
