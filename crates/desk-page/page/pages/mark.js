// A phrase of a paragraph: its first and last word, and what it says of the pilot.

import { fill, h, link } from "../dom.js";
import { phraseOf, texts } from "../coding.js";
import { change, desk, factOf } from "../desk.js";
import { Refused } from "../engine.js";
import { selectField, showMistakes, textField, valuesOf } from "../fields.js";
import { go } from "../router.js";
import { likelySource, LONGEST_PHRASE, readSource, showSourceFields, sourceFields } from "../source_fields.js";
import { readValue, valueFields } from "../value_fields.js";
import { sectionName, sentence } from "../words.js";

/** @typedef {import("../coding.js").Paragraph} Paragraph */

/**
 * The facts whose questions, names or values have all of these words, in the order of the vocabulary.
 * @param {string} wanted
 */
function factsThatFit(wanted) {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (/** @type {any} */ fact) => {
    const all = [fact.ask, fact.means, fact.fact.replaceAll("_", " "), ...fact.values, ...fact.meanings]
      .join(" ")
      .toLowerCase();
    return words.every((word) => all.includes(word));
  };
  return desk.sections
    .map(({ section, facts }) => ({ section, facts: facts.filter(fits) }))
    .filter(({ facts }) => facts.length > 0);
}

/**
 * The words that somebody has marked in a paragraph by the pointer: the first and the last.
 * @param {HTMLElement} place
 * @param {Paragraph} paragraph
 */
function pointedAt(place, paragraph) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!place.contains(range.startContainer) || !place.contains(range.endContainer)) return null;
  const before = (/** @type {Node} */ node, /** @type {number} */ offset) => {
    const part = document.createRange();
    part.setStart(place, 0);
    part.setEnd(node, offset);
    return [...part.toString()].length;
  };
  const [start, end] = [before(range.startContainer, range.startOffset), before(range.endContainer, range.endOffset)];
  const touched = paragraph.words.flatMap(({ range: word }, at) => (word[0] < end && word[1] > start ? [at] : []));
  return touched.length > 0 ? [touched[0], touched[touched.length - 1]] : null;
}

/**
 * The page on which a phrase of a paragraph is marked, with what it says.
 * @param {string} name the short name of the text
 * @param {string} number the number of the paragraph
 */
export function markPage(name, number) {
  const coded = texts.get(name);
  const paragraph = coded?.paragraphs.find((one) => one.paragraph === Number(number));
  const back = { route: `code/${name}`, text: "Back to the text" };
  if (!coded || !paragraph || paragraph.words.length === 0) {
    return { title: "There is nothing to mark", back: { route: "code", text: "Back to the texts" }, content: [] };
  }
  const words = paragraph.words.map(({ word }, at) => ({ value: String(at), label: `${at + 1}: ${word}` }));
  const place = h("blockquote", {
    class: "to-mark",
    onpointerup: () => {
      const pointed = pointedAt(place, paragraph);
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
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          void save();
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
          selectField({ id: "first", label: "First word", choices: words }),
          selectField({ id: "last", label: "Last word", choices: words }),
        ),
        told,
      ),
      textField({
        id: "find",
        label: "Find a question",
        hint: "Write a word or two, such as sanction, and the list below has only what fits.",
        oninput: () => showFacts(),
      }),
      selectField({ id: "fact", label: "Which question does it answer?", choices: [] }),
      value,
      source,
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "main" }, "Save"),
        link(back.route, "Leave without saving"),
      ),
    )
  );
  const select = (/** @type {string} */ id) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(id));

  /** The phrase that is chosen; or why it is none, as a mistake. */
  async function phrase() {
    try {
      return {
        cited: await phraseOf(
          /** @type {any} */ (coded),
          Number(number),
          Number(select("first").value),
          Number(select("last").value),
        ),
        mistakes: [],
      };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { cited: null, mistakes: error.diagnostics.map((one) => ({ id: "last", text: sentence(one.message) })) };
    }
  }

  /** Shows which phrase is chosen. */
  async function showPhrase() {
    const { cited, mistakes } = await phrase();
    const letters = [...(paragraph?.text ?? "")];
    const [start, end] = cited?.range ?? [0, 0];
    const part = (/** @type {number} */ from, /** @type {number} */ to) => letters.slice(from, to).join("");
    fill(place, part(0, start), cited ? h("mark", {}, part(start, end)) : null, part(end, letters.length));
    const twice =
      cited && cited.found.join() !== cited.range.join()
        ? " The same words stand earlier in this paragraph, and are found there."
        : "";
    told.textContent = cited
      ? `${cited.words} of ${LONGEST_PHRASE} words: “${cited.phrase}”.${twice}`
      : mistakes.map(({ text }) => text).join(" ");
  }

  function showFacts() {
    const chosen = select("fact").value;
    const wanted = /** @type {HTMLInputElement} */ (form.elements.namedItem("find")).value;
    const groups = factsThatFit(wanted).map(({ section, facts }) =>
      h(
        "optgroup",
        { label: sectionName(section) },
        facts.map((fact) => h("option", { value: fact.fact, selected: fact.fact === chosen }, fact.ask)),
      ),
    );
    fill(
      select("fact"),
      h("option", { value: "" }, groups.length > 0 ? "Choose a question" : "No question fits these words"),
      groups,
    );
    if (select("fact").value !== chosen) showValue();
  }

  function showValue() {
    const fact = factOf(select("fact").value);
    if (!fact) {
      fill(value);
      fill(source);
      return;
    }
    fill(value, valueFields(fact, null, fact.ask));
    const from = likelySource();
    fill(
      source,
      sourceFields(
        { ...from, by: from.by ?? coded?.author },
        { isKept: Object.keys(desk.lastSource).length > 0, isCited: true },
      ),
    );
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

  async function save() {
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
      go(`code/${name}`, `#paragraph-${number} a[href$="/${number}"]`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      showMistakes(
        form,
        error.diagnostics.map((one) => ({ id: "said", text: sentence(one.message) })),
      );
    }
  }
}
