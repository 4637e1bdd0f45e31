// What a paragraph of a text says, as a form below it: a phrase, the question that it answers, and the answer.

import { button, details, fill, h, link } from "./dom.js";
import { phraseOf, takeWord } from "./coding.js";
import { change, desk, factOf, statementsOf } from "./desk.js";
import { Refused } from "./engine.js";
import { selectField, showMistakes, valuesOf } from "./fields.js";
import { wordsToMark } from "./paragraph_words.js";
import { questionList } from "./question_list.js";
import { chosenOf, mayLeaveForm } from "./leave.js";
import { go } from "./router.js";
import { LONGEST_PHRASE, readSource, showSourceFields } from "./source_fields.js";
import { lengthOf, shorterPhrase, tooLong } from "./shorter_phrase.js";
import { sourceLine } from "./source_line.js";
import { take } from "./tools.js";
import { keepMarksAlike, pressedAnswers, readValue, valueFields } from "./value_fields.js";
import { movedWords } from "./verdict_panel.js";
import { wantedOf, why } from "./why.js";
import { kindOfText, said, sentence, whose } from "./words.js";

/**
 * @typedef {import("./coding.js").CodedText} CodedText
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./coding.js").Progress} Progress
 * @typedef {import("./desk.js").Fact} Fact
 * @typedef {import("./paragraph_words.js").Words} Words
 * @typedef {{fact: string, at: number}} Changed the statement that is changed
 */

/** Where the words are of the paragraph that is open. */
export const WORDS_HERE = ".opened .words";

/** What is at hand of the paragraph that is open, so that a phrase stays marked until another is. */
const hand = {
  place: "",
  words: /** @type {Words | null} */ (null),
  /** Who spoke last by this phrase. */
  source: /** @type {Record<string, any> | null} */ (null),
  /** What was saved last, and the file as it was then. */
  saved: /** @type {{what: string, text: string} | null} */ (null),
};

/** Forgets the phrase that is marked. */
export function forgetPhrase() {
  Object.assign(hand, { place: "", words: null, source: null, saved: null });
}

/** The words of a paragraph that a passage touches. @param {Paragraph} paragraph @param {[number, number]} range */
function wordsWithin({ words }, [start, end]) {
  const within = words.flatMap(({ range }, at) => (range[0] < end && range[1] > start ? [at] : []));
  return within.length > 0 ? { first: within[0], last: within[within.length - 1] } : null;
}

/** What is said of a question already: another statement may add to it, or contradict it. @param {Fact} fact */
function alreadySaid(fact) {
  const statements = statementsOf(fact.fact);
  if (statements.length === 0) return null;
  const item = (/** @type {any} */ one) => h("li", {}, h("b", {}, said(one, fact)), `, according to ${whose(one)}`);
  return h("div", { class: "panel small" }, h("p", {}, "Said already; both will stand:"), h("ul", {}, statements.map(item)));
}

/**
 * The paragraph with words that can be marked, and the form for what it says.
 * @param {CodedText} coded
 * @param {Progress} progress
 * @param {{words: Words | null, changed: Changed | null, next: string, taken: unknown}} how words that are marked already; the
 *   statement that is changed; the page to which one goes when the paragraph is done; and the list of what is taken from it
 */
export function paragraphForm(coded, { paragraph, carried }, { words, changed, next, taken }) {
  const { document: name } = coded;
  const { paragraph: number } = paragraph;
  const route = `code/${name}/${number}`;
  if (hand.place !== route) Object.assign(hand, { place: route, words: null, source: null, saved: null });
  const cites = changed && carried.find((one) => one.fact === changed.fact && one.at === changed.at)?.passage;
  if (words || cites) Object.assign(hand, { words: words ?? wordsWithin(paragraph, cites.range), source: null });
  const told = changed ? (statementsOf(changed.fact)[changed.at] ?? null) : null;
  const spoken = wordsToMark(paragraph, carried, mark);
  spoken.place.setAttribute("tabindex", "-1");
  const phraseTold = h("p", { class: "hint phrase-told", role: "status" });
  const ways = h("div", { class: "shorter" });
  const questions = h("div", { class: "questions" });
  const lists = details(
    "Choose the words from two lists",
    h("div", { class: "pair" }, wordList("first", "First word"), wordList("last", "Last word")),
  );
  lists.toggleAttribute("open", shows.lists);
  lists.addEventListener("toggle", () => {
    shows.lists = lists.hasAttribute("open");
  });
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          // Who looks for a question and presses Enter takes the first that is found.
          const isLooking = fact === null && valuesOf(form).one("find") !== "";
          if (isLooking) questions.querySelector(".proposal")?.click();
          else void save("");
        },
      },
      phraseTold,
      ways,
      lists,
      questions,
    )
  );
  const select = (/** @type {string} */ id) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(id));
  let fact = /** @type {Fact | null} */ (null);
  let untouched = "";
  /** The answer that could not be saved, as the button that was pressed says it; nothing where none was refused. */
  let refused = /** @type {string | null} */ (null);
  form.addEventListener("change", ({ target }) => {
    const { id, name: of } = /** @type {HTMLInputElement} */ (target);
    if (id === "first" || id === "last") listed(id);
    if (of === "said") showSourceFields(form, valuesOf(form).one("said"));
  });
  keepMarksAlike(form);
  spoken.draw(hand.words);
  void tellPhrase();
  if (changed) choose(factOf(changed.fact) ?? null, false);
  else offer();
  return {
    content: [spoken.place, savedNote(), form, changed ? null : [taken ? h("p", { class: "hint" }, "Taken from it so far:") : null, taken, onward()]],
    isTouched,
    arrival: changed ? ".opened .questions > h3" : WORDS_HERE,
  };

  /** Whether something is put in, or was not saved, that would be lost. */
  function isTouched() {
    return fact !== null && (refused !== null || state() !== untouched);
  }

  /** What stands in the fields of the answer. */
  function state() {
    return JSON.stringify([...new FormData(form)].filter(([key]) => !["first", "last", "find", "fact"].includes(key)));
  }

  /** @param {string} id @param {string} label */
  function wordList(id, label) {
    const choices = paragraph.words.map(({ word }, at) => ({ value: String(at), label: `${at + 1}: ${word}` }));
    const chosen = hand.words?.[/** @type {"first" | "last"} */ (id)];
    return selectField({ id, label, choices: [{ value: "", label: "Choose a word" }, ...choices], value: String(chosen ?? "") });
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

  /** Marks words, be they too many. @param {Words | null} now */
  function mark(now) {
    Object.assign(hand, { words: now, source: null });
    spoken.draw(now);
    select("first").value = String(now?.first ?? "");
    select("last").value = String(now?.last ?? "");
    void tellPhrase();
    if (refused !== null) {
      // What was wrong with other words is not wrong with these.
      showMistakes(form, []);
      tellNotSaved(`Other words are marked now: ${refused === "" ? "save" : "press"} the answer again.`);
    }
    if (fact === null) offer();
  }

  /** The phrase that is marked; or why it is none, as a mistake. */
  async function phrase() {
    if (hand.words === null)
      return { cited: null, mistakes: [{ id: "first", text: "Mark the words that say so: the first and the last of them" }] };
    const { first, last } = hand.words;
    const length = lengthOf(hand.words);
    if (length > LONGEST_PHRASE) return { cited: null, mistakes: [{ id: "shorter", text: tooLong(length) }] };
    try {
      return { cited: await phraseOf(coded, number, first, last), mistakes: [] };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { cited: null, mistakes: error.diagnostics.map((one) => ({ id: "last", text: sentence(one.message) })) };
    }
  }

  /** Tells which phrase is marked. */
  async function tellPhrase() {
    fill(ways, hand.words ? shorterPhrase(hand.words, wordsFrom, takeShorter) : null);
    if (hand.words === null) {
      fill(
        phraseTold,
        `1. Mark the words that say something: press the first and then the last of them, or draw over them. ${LONGEST_PHRASE} at most.`,
      );
      return;
    }
    const { cited, mistakes } = await phrase();
    const isElsewhere = cited && cited.found.join() !== cited.range.join();
    const twice = isElsewhere ? " The same words stand earlier in this paragraph, and are found there." : "";
    fill(
      phraseTold,
      cited ? `Marked: “${cited.phrase}”, ${cited.words} of ${LONGEST_PHRASE} words.${twice}` : h("strong", {}, mistakes.map(({ text }) => text).join(" ")),
    );
  }

  /** Takes as many of the words that are marked as can be cited, with what comes next at hand. @param {Words} words */
  function takeShorter(words) {
    mark(words);
    const answer = refused ? `[data-answer="${refused}"]` : ".answers button";
    const next = refused !== null ? `${answer}, button[type=submit]` : ".questions > h3, .proposal";
    /** @type {HTMLElement | null} */ (form.querySelector(next))?.focus();
  }

  /** The words of the paragraph from one to another, as they are written. @param {Words} words */
  function wordsFrom({ first, last }) {
    const [start, end] = [paragraph.words[first].range[0], paragraph.words[last].range[1]];
    return [...paragraph.text].slice(start, end).join("");
  }

  /** The words that are marked, as a text. */
  function markedWords() {
    return hand.words === null ? "" : wordsFrom(hand.words);
  }

  /** Offers questions. */
  function offer() {
    [fact, refused] = [null, null];
    const answered = new Set(carried.map(({ fact: path }) => path));
    fill(questions, questionList({ text: paragraph.text, words: markedWords(), answered, choose }));
  }

  /**
   * Asks a question.
   * @param {Fact | null} chosen
   * @param {boolean} [isHere] whether somebody chose it just now
   */
  function choose(chosen, isHere = true) {
    if (chosen === null) return;
    [fact, refused] = [chosen, null];
    const kind = kindOfText(coded.kind);
    const begins = told ?? hand.source ?? { by: coded.author || undefined, basis: kind?.basis };
    const heading = h("h3", { tabindex: "-1" }, chosen.ask);
    fill(
      questions,
      heading,
      chosen.means ? h("p", { class: "range" }, `What it tells: ${chosen.means}.`) : null,
      wantedOf(chosen),
      told ? null : alreadySaid(chosen),
      sourceLine(begins, coded.author),
      pressedAnswers(chosen, told, (answer) => void save(answer)) ?? [
        valueFields(chosen, told, "What is said?", { isFromPhrase: true }),
        h("div", { class: "buttons" }, h("button", { type: "submit", class: "main" }, told ? "Save the change" : "Save")),
      ],
      why(chosen.fact),
      h(
        "div",
        { class: "buttons" },
        told
          ? [
              button("Take this statement away", () => void withdraw()),
              link(route, "Leave it as it is"),
            ]
          : button("Another question", async () => {
              if (!(await mayLeaveForm())) return;
              offer();
              /** @type {HTMLElement | null} */ (questions.querySelector(".proposal"))?.focus();
            }),
      ),
    );
    showSourceFields(form, valuesOf(form).one("said"));
    untouched = state();
    if (isHere) heading.focus();
  }

  /** What comes when a phrase, or all of the paragraph, is done. */
  function onward() {
    const leave = async (/** @type {import("./coding.js").Word} */ word, /** @type {typeof hand.saved} */ saved = null) => {
      await takeWord(coded, number, word);
      forgetPhrase();
      // What is saved in going on is told where one goes on.
      Object.assign(hand, { place: next, saved });
      go(next, `${WORDS_HERE}, .all-done`);
    };
    const done = async () => {
      if (isTouched()) {
        const choice = await chosenOf("Save this answer first?", `It is not saved yet: “${fact?.ask}”`, [
          ["save", "Save it and go on"],
          ["stay", "Back to the answer"],
          ["leave", "Go on without it"],
        ]);
        if (choice === "save") return (await save(refused ?? "", false)) ? leave("done", hand.saved) : undefined;
        if (choice !== "leave") return questions.querySelector("h3")?.focus();
      }
      return leave(carried.length > 0 ? "done" : "aside");
    };
    return h(
      "div",
      { class: "buttons onward" },
      button(carried.length > 0 ? "That is all of this paragraph: go on" : "Nothing here for these conditions: go on", done, {
        class: carried.length > 0 ? "main" : null,
        id: "onward",
      }),
      link(next, "Leave it for later"),
    );
  }

  /** What was saved last, with the way to take it back, as long as the file is as it was then. */
  function savedNote() {
    if (hand.saved?.text !== desk.file?.history.text) return null;
    return h("div", { class: "panel saved", role: "status" }, h("span", {}, hand.saved?.what), " ", button("Undo", () => void take("undo", WORDS_HERE)));
  }

  /** @param {string} what */
  function noteSaved(what) {
    hand.saved = { what: `${what} ${movedWords()}`, text: desk.file?.history.text ?? "" };
  }

  async function withdraw() {
    if (!changed || !fact) return;
    await change([{ change: "withdraw", fact: fact.fact, at: changed.at }], `“${fact.ask}”`);
    noteSaved(`Taken away: ${fact.ask}`);
    go(route, WORDS_HERE);
  }

  /** Shows what keeps an answer from being saved, at the top of the form and where it was given. @param {import("./fields.js").Mistake[]} mistakes */
  function showRefused(mistakes) {
    showMistakes(form, mistakes);
    tellNotSaved(mistakes.map(({ text }) => text).join(". "));
    form.querySelector(".mistakes")?.scrollIntoView({ block: "center" });
    return false;
  }

  /** Tells where the answer is given that it is not saved. @param {string} why */
  function tellNotSaved(why) {
    const near = questions.querySelector(".answers, .buttons");
    near?.before(h("p", { class: "mistake not-saved" }, `Not saved yet. ${why}`));
  }

  /**
   * Saves the answer, and tells whether it is saved.
   * @param {string} pressed the answer of the button that was pressed, or nothing
   * @param {boolean} [isStaying] whether the reader stays at this paragraph
   */
  async function save(pressed, isStaying = true) {
    if (fact === null) return false;
    const given = valuesOf(form);
    const values = { ...given, one: (/** @type {string} */ id) => (id === "said" && pressed !== "" ? pressed : given.one(id)) };
    const { cited, mistakes } = await phrase();
    const read = readValue(fact, values, told);
    if (read.content === null && read.mistakes.length === 0) read.mistakes.push({ id: "said", text: "Choose what the words say" });
    const { source, mistakes: others } = readSource(values);
    const all = [...mistakes, ...read.mistakes, ...others];
    refused = pressed;
    if (!cited || all.length > 0) return showRefused(all);
    const { date, url } = told ?? {};
    const besides = Object.fromEntries(Object.entries({ date, url }).filter(([, value]) => value));
    const statement = { ...read.content, ...source, ...besides, document: name, paragraph: number, phrase: cited.phrase };
    const wanted = changed
      ? { change: "replace", fact: fact.fact, at: changed.at, statement }
      : { change: "state", fact: fact.fact, statement };
    try {
      await change([wanted], `“${fact.ask}”`);
      if (coded.words.get(number) === "aside") await takeWord(coded, number, null);
      const { by, basis } = source;
      desk.lastSource = { by, basis, document: name };
      if (basis) hand.source = { by, basis };
      const kept = statementsOf(fact.fact).at(changed ? changed.at : -1);
      noteSaved(`Saved: ${fact.ask} ${kept ? said(kept, fact) : ""}.`);
      if (isStaying) go(route, WORDS_HERE);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return showRefused(error.diagnostics.map((one) => ({ id: "said", text: sentence(one.message) })));
    }
  }
}

/** Whether the lists of words are open, which whoever needs them needs again. */
const shows = { lists: false };
