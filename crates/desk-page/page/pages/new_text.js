// A text is put in: a first one, with which a pilot begins; another one; or another version of one.

import { details, h, link } from "../dom.js";
import { takeText, texts } from "../coding.js";
import { askJson, Refused } from "../engine.js";
import { checkboxes, radios, showMistakes, textField, valuesOf } from "../fields.js";
import { idOf, textOf } from "../files.js";
import { mayLeaveFile } from "../leave.js";
import { addOwner, beginPilot, offered } from "../new_pilot.js";
import { WORDS_HERE } from "../opened_paragraph.js";
import { entryOf } from "../register.js";
import { go } from "../router.js";
import { titleOf } from "../titles.js";
import { KINDS_OF_TEXT } from "../words.js";

/** @typedef {import("../coding.js").CodedText} CodedText */

/**
 * The fields by which a text is put in; those of a text which is there give a new version of it.
 * @param {{old: CodedText | null, name: string, isBeginning: boolean}} what
 */
function textFields({ old, name, isBeginning }) {
  const brought = offered.text;
  offered.text = "";
  const field = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (place.querySelector(`#${id}`));
  /** The titles that were made of the text, as long as nobody wrote others. @type {Record<string, string>} */
  const made = {};
  const suggest = () => {
    const title = titleOf(field("text").value);
    const titles = { title, ...(isBeginning ? { "pilot-title": title.split(/:\s/, 1)[0] } : {}) };
    for (const [id, words] of Object.entries(titles)) {
      if (old || field(id).value !== (made[id] ?? "")) continue;
      field(id).value = words;
      made[id] = words;
    }
  };
  const file = h("input", {
    type: "file",
    id: "text-file",
    accept: ".txt,.md,text/plain",
    "aria-describedby": "text-file-hint",
    onchange: async () => {
      const [chosen] = /** @type {HTMLInputElement} */ (file).files ?? [];
      if (!chosen) return;
      try {
        field("text").value = await textOf(chosen);
        suggest();
      } catch (error) {
        showMistakes(/** @type {HTMLFormElement} */ (place.closest("form")), [{ id: "text-file", text: /** @type {Error} */ (error).message }]);
      }
    },
  });
  const place = h(
    "div",
    {},
    textField({
      id: "text",
      label: "Paste the text",
      hint: "A line, or lines up to an empty one, become a paragraph. The paragraphs are numbered, and cited by their numbers.",
      lines: 8,
      value: old?.text ?? brought,
      oninput: suggest,
    }),
    details(
      "Or open a text file",
      h(
        "div",
        { class: "field" },
        h("label", { for: "text-file" }, "Text file"),
        h("p", { class: "hint", id: "text-file-hint" }, "Plain text. From a PDF or a word processor, copy the text and paste it above."),
        file,
      ),
    ),
    textField({
      id: "author",
      label: "Who wrote it?",
      hint: "A person or a body. If it names nobody, write what you call them, such as: the proposers. What you take from it counts as said by them, unless you say otherwise.",
      value: old?.author ?? entryOf(name)?.author ?? "",
    }),
    radios({
      id: "kind",
      legend: "What is it?",
      choices: KINDS_OF_TEXT.map(({ kind, word, hint, isByOwners }) => ({
        value: kind,
        label: word,
        hint,
        reveals: old || isByOwners === undefined ? null : ownerTick(kind, isByOwners),
      })),
      value: old?.kind ?? "",
    }),
    textField({ id: "title", label: "What is the text called?", value: old?.title ?? entryOf(name)?.title ?? "" }),
    isBeginning ? textField({ id: "pilot-title", label: "What is the pilot called that it is about?", hint: "In a few words" }) : null,
    details(
      "The short name by which it is cited",
      textField({
        id: "name",
        label: "Short name",
        hint: "Such as provider-proposal. Made of its title if you leave it empty.",
        value: old?.document ?? name,
      }),
    ),
  );
  if (brought !== "") suggest();
  return place;
}

/** Asks whether whoever wrote the text answers for the pilot. @param {string} kind @param {boolean} isLikely */
function ownerTick(kind, isLikely) {
  return checkboxes({
    id: `owner-${kind}`,
    legend: "Who answers for the pilot?",
    choices: [
      {
        value: kind,
        label: "Whoever wrote it: they run it, pay for it or promote it",
        hint: "What they say is then claimed, or binding, and never counts as seen. Others can be named under “The pilot itself”.",
      },
    ],
    values: isLikely ? [kind] : [],
  });
}

/**
 * What is wrong with a text that is put in.
 * @param {ReturnType<typeof valuesOf>} values
 * @param {string} document its short name
 * @param {boolean} isBeginning
 */
function mistakesIn(values, document, isBeginning) {
  const isName = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(document);
  const lacking = (/** @type {string} */ id, /** @type {string} */ text) => (values.one(id) === "" ? [{ id, text }] : []);
  return [
    ...lacking("text", "Paste the text, or open a file"),
    ...lacking("author", "Say who wrote it; if it names nobody, what you call them"),
    ...lacking("kind", "Say what it is: on that hangs what stands behind what it says"),
    ...lacking("title", "Say what the text is called"),
    ...(isBeginning ? lacking("pilot-title", "Say in a few words what the pilot is") : []),
    ...(values.one("title") !== "" && !isName
      ? [{ id: "name", text: "Write the short name in lower case letters, digits and hyphens, such as provider-proposal" }]
      : []),
  ];
}

/**
 * The form by which a text is put in.
 * @param {{old: CodedText | null, name?: string, isBeginning?: boolean}} what the text that is there, or the name by which it is
 *   cited; and whether a new pilot is begun from it
 */
function textForm({ old, name = "", isBeginning = false }) {
  const fields = textFields({ old, name, isBeginning });
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const values = valuesOf(form);
          const document = values.one("name") || idOf(values.one("title"));
          const mistakes = mistakesIn(values, document, isBeginning);
          showMistakes(form, mistakes);
          if (mistakes.length > 0) return;
          if (isBeginning && !(await mayLeaveFile())) return;
          try {
            const [title, author, kind, text] = ["title", "author", "kind", "text"].map(values.one);
            if (isBeginning) await askJson("passages", { with: { text } });
            const isOwner = values.all(`owner-${kind}`).length > 0;
            if (isBeginning) await beginPilot(values.one("pilot-title"), "proposed");
            await takeText({ document, title, author, kind, text });
            if (isOwner) await addOwner(author);
            const coded = texts.get(document);
            const begins = coded?.paragraphs.filter(({ words }) => words.length > 0) ?? [];
            const first = (begins.find(({ paragraph }) => !coded?.words.has(paragraph)) ?? begins[0])?.paragraph;
            if (old || name) go(`code/${document}`);
            else go(`code/${document}/${first}`, WORDS_HERE, true);
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
            showMistakes(
              form,
              error.diagnostics.map((one) => ({ id: "text", text: one.message })),
            );
          }
        },
      },
      fields,
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "main" }, old ? "Take this version" : "Take it apart"),
        isBeginning ? link("start", "Leave without saving") : link(old ? `code/${old.document}` : texts.size > 0 ? "code" : "tasks", "Leave without saving"),
      ),
    )
  );
  const state = () => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const untouched = state();
  return { form, isTouched: () => state() !== untouched };
}

/** What is said of putting in a text. */
const WHAT_FOR =
  "Put in a proposal, an article or a letter. Then go through it paragraph by paragraph: below each stand the questions that it may answer, with its words. The text stays on this computer.";

/** The page on which a text is put in, or another version of one. @param {string} [name] */
export function newTextPage(name) {
  const old = name ? (texts.get(name) ?? null) : null;
  const { form, isTouched } = textForm({ old, name });
  return {
    title: old ? `Another version of “${old.title}”` : "Take a text apart",
    back: texts.size > 0 ? { route: "code", text: "Back to the texts" } : { route: "tasks", text: "Back to what to do" },
    isTouched,
    content: [
      h("p", {}, old ? "Phrases that the new version lacks are told to be not found. They are never looked for elsewhere." : WHAT_FOR),
      form,
    ],
  };
}

/** The page on which a pilot is begun from a text. */
export function beginFromTextPage() {
  const { form, isTouched } = textForm({ old: null, isBeginning: true });
  return {
    title: "Paste or open a proposal, an article or a letter",
    back: { route: "start", text: "Back to the start" },
    isTouched,
    content: [h("p", {}, WHAT_FOR), form],
  };
}
