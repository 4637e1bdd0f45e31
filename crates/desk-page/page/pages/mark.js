// A phrase of a paragraph: its first and last word, and what it says of the pilot.

import { fill, h, link } from "../dom.js";
import { phraseOf, texts } from "../coding.js";
import { change, desk, factOf, pilot, statementsOf } from "../desk.js";
import { Refused } from "../engine.js";
import { selectField, showMistakes, textField, valuesOf } from "../fields.js";
import { go } from "../router.js";
import { wordsPointedAt } from "../phrase_pointer.js";
import { questionsFor } from "../search.js";
import { forgetBasisOfOther, LONGEST_PHRASE, readSource, showSourceFields, sourceFields } from "../source_fields.js";
import { readValue, valueFields } from "../value_fields.js";
import { said, sectionName, sentence, whose } from "../words.js";

/** What is said of a question already: another statement may add to it, or contradict it. @param {import("../desk.js").Fact} fact */
function alreadySaid(fact) {
  const statements = statementsOf(fact.fact);
  if (statements.length === 0) return null;
  const item = (/** @type {any} */ one) => h("li", {}, h("b", {}, said(one, fact)), `, according to ${whose(one)}`);
  return h(
    "div",
    { class: "panel small" },
    h("p", {}, "Said already; both will stand:"),
    h("ul", {}, statements.map(item)),
  );
}

/** How many questions are offered first. */
const FIRST = 6;

/** What a phrase of more words than can be cited is told. @param {number} words */
function tooLong(words) {
  const over = words - LONGEST_PHRASE;
  return `The phrase has ${words} words, ${over} more than can be cited. Choose a later first word, or an earlier last one.`;
}

/**
 * The page on which a phrase of a paragraph is marked, with what it says.
 * @param {string} name the short name of the text
 * @param {string} number the number of the paragraph
 * @param {string} [from] the first word that is marked already, counted from 0
 * @param {string} [to] the last
 */
export function markPage(name, number, from = "", to = "") {
  const coded = texts.get(name);
  const paragraph = coded?.paragraphs.find((one) => one.paragraph === Number(number));
  const back = { route: `code/${name}`, text: "Back to the text" };
  if (!coded || !paragraph || paragraph.words.length === 0) {
    return { title: "There is nothing to mark", back: { route: "code", text: "Back to the texts" }, content: [] };
  }
  const words = [
    { value: "", label: "Choose a word" },
    ...paragraph.words.map(({ word }, at) => ({ value: String(at), label: `${at + 1}: ${word}` })),
  ];
  const place = h("blockquote", {
    class: "to-mark",
    onpointerup: () => {
      const pointed = wordsPointedAt(place, paragraph);
      if (!pointed) return;
      select("first").value = String(pointed[0]);
      select("last").value = String(pointed[1]);
      void showPhrase();
    },
  });
  const told = h("p", { class: "hint", role: "status" });
  const value = h("div");
  const source = h("div");
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          void save(/** @type {HTMLButtonElement | null} */ (event.submitter)?.value === "more");
        },
      },
      h(
        "fieldset",
        {},
        h("legend", {}, "Which phrase?"),
        h(
          "p",
          { class: "hint" },
          `Choose its first and its last word, or mark it in the text with the pointer. ${LONGEST_PHRASE} words at most: those that say it.`,
        ),
        h(
          "div",
          { class: "pair" },
          selectField({ id: "first", label: "First word", choices: words, value: from }),
          selectField({ id: "last", label: "Last word", choices: words, value: to }),
        ),
        told,
      ),
      textField({
        id: "find",
        label: "Find a question",
        hint: "Write a word or two, such as meetings or privacy, and the list below has only what fits.",
        oninput: () => showFacts(),
      }),
      selectField({ id: "fact", label: "Which question does it answer?", choices: [] }),
      value,
      source,
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "main" }, "Save"),
        h("button", { type: "submit", value: "more" }, "Save, and take more from this phrase"),
        link(back.route, "Leave without saving"),
      ),
    )
  );
  const select = (/** @type {string} */ id) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(id));

  /** The words that are chosen; null where one of the two is not. */
  function chosenWords() {
    const [first, last] = [select("first").value, select("last").value];
    return first === "" || last === "" ? null : { first: Number(first), last: Number(last) };
  }

  /** The phrase that is chosen; or why it is none, as a mistake. */
  async function phrase() {
    const chosen = chosenWords();
    if (chosen === null) {
      const id = select("first").value === "" ? "first" : "last";
      return { cited: null, mistakes: [{ id, text: `Mark the phrase: choose its ${id} word` }] };
    }
    const many = chosen.last - chosen.first + 1;
    if (many > LONGEST_PHRASE) return { cited: null, mistakes: [{ id: "last", text: tooLong(many) }] };
    try {
      const cited = await phraseOf(/** @type {any} */ (coded), Number(number), chosen.first, chosen.last);
      return { cited, mistakes: [] };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { cited: null, mistakes: error.diagnostics.map((one) => ({ id: "last", text: sentence(one.message) })) };
    }
  }

  /** Shows which phrase is chosen, be it too long. */
  async function showPhrase() {
    const chosen = chosenWords();
    const letters = [...(paragraph?.text ?? "")];
    const part = (/** @type {number} */ from, /** @type {number} */ to) => letters.slice(from, to).join("");
    const range = (/** @type {number} */ at) => paragraph?.words[at]?.range ?? [0, 0];
    const [start, end] = chosen ? [range(chosen.first)[0], range(chosen.last)[1]] : [0, 0];
    fill(place, part(0, start), end > start ? h("mark", {}, part(start, end)) : null, part(end, letters.length));
    const { cited, mistakes } = await phrase();
    const twice =
      cited && cited.found.join() !== cited.range.join()
        ? " The same words stand earlier in this paragraph, and are found there."
        : "";
    told.textContent = cited
      ? `${cited.words} of ${LONGEST_PHRASE} words: “${cited.phrase}”.${twice}`
      : chosen
        ? mistakes.map(({ text }) => text).join(" ")
        : "No phrase is marked yet.";
    if (select("fact").value === "") showFacts();
  }

  /** The words of the phrase, by which questions are offered while nothing is looked for. */
  function markedWords() {
    const chosen = chosenWords();
    const within = chosen ? (paragraph?.words.slice(chosen.first, chosen.last + 1) ?? []) : [];
    return within.map(({ word }) => word).join(" ");
  }

  function showFacts() {
    const chosen = select("fact").value;
    const wanted = /** @type {HTMLInputElement} */ (form.elements.namedItem("find")).value.trim();
    const found = questionsFor(wanted === "" ? markedWords() : wanted);
    const group = (/** @type {string} */ label, /** @type {import("../desk.js").Fact[]} */ facts) =>
      facts.length > 0
        ? h(
            "optgroup",
            { label },
            facts.map((fact) => h("option", { value: fact.fact }, fact.ask)),
          )
        : null;
    const groups =
      wanted === ""
        ? [
            group("Perhaps, by the words that are marked", found.slice(0, FIRST)),
            desk.sections.map(({ section, facts }) => group(sectionName(section), facts)),
          ]
        : [group("What fits, the best first", found)];
    const none = wanted !== "" && found.length === 0;
    fill(select("fact"), h("option", { value: "" }, none ? "No question fits these words" : "Choose a question"), groups);
    select("fact").value = [...select("fact").options].some(({ value: one }) => one === chosen) ? chosen : "";
    if (select("fact").value !== chosen) showValue();
  }

  function showValue() {
    const fact = factOf(select("fact").value);
    if (!fact) {
      fill(value);
      fill(source);
      return;
    }
    fill(value, valueFields(fact, null, fact.ask, { isFromPhrase: true }), alreadySaid(fact));
    // What the text says is its author's, whoever spoke last.
    const by = coded?.author || pilot()?.provenance?.by;
    const basis = desk.lastSource.by === by ? desk.lastSource.basis : undefined;
    fill(source, sourceFields({ by, basis }, { isKept: false, isCited: true }));
    forgetBasisOfOther(form);
    showSourceFields(form, valuesOf(form).one("said"));
  }

  form.addEventListener("change", (event) => {
    const { id, name: of } = /** @type {HTMLInputElement} */ (event.target);
    if (id === "first" && Number(select("last").value) < Number(select("first").value))
      select("last").value = select("first").value;
    if (id === "first" || id === "last") void showPhrase();
    if (id === "fact") showValue();
    if (of === "said") showSourceFields(form, valuesOf(form).one("said"));
  });
  void showPhrase();
  showFacts();
  const state = () => JSON.stringify([...new FormData(form)].filter(([key]) => key !== "find"));
  const untouched = state();
  return {
    title: `Paragraph ${number}`,
    caption: coded.title,
    back,
    isTouched: () => state() !== untouched,
    content: [place, form],
  };

  /** @param {boolean} isMore whether the same phrase says more */
  async function save(isMore) {
    const fact = factOf(select("fact").value);
    const values = valuesOf(form);
    const { cited, mistakes } = await phrase();
    const read = fact
      ? readValue(fact, values)
      : { content: null, mistakes: [{ id: "fact", text: "Choose the question that the phrase answers" }] };
    if (read.content === null && read.mistakes.length === 0)
      read.mistakes.push({ id: "said", text: "Choose what the phrase says" });
    const { source: from, mistakes: others } = fact ? readSource(values) : { source: {}, mistakes: [] };
    const all = [...mistakes, ...read.mistakes, ...others];
    showMistakes(form, all);
    if (!fact || !cited || all.length > 0) return;
    const statement = { ...read.content, ...from, document: name, paragraph: Number(number), phrase: cited.phrase };
    try {
      await change([{ change: "state", fact: fact.fact, statement }], `“${fact.ask}”`);
      desk.lastSource = { ...from, document: name };
      if (isMore) go(`code/${name}/${number}/${select("first").value}-${select("last").value}`);
      else go(`code/${name}`, `#paragraph-${number} a[data-paragraph]`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      showMistakes(
        form,
        error.diagnostics.map((one) => ({ id: "said", text: sentence(one.message) })),
      );
    }
  }
}
