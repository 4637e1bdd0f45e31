// A text is put in: a first one, with which a pilot begins; another one; or another version of one.

import { h, link } from "../dom.js";
import { takeText, texts } from "../coding.js";
import { askJson, Refused } from "../engine.js";
import { showMistakes, textField, valuesOf } from "../fields.js";
import { idOf, textOf } from "../files.js";
import { mayLeaveFile } from "../leave.js";
import { beginPilot, offered } from "../new_pilot.js";
import { go } from "../router.js";

/** @typedef {import("../coding.js").CodedText} CodedText */

/**
 * The form by which a text is put in; that of a text which is there gives a new version of it.
 * @param {{old: CodedText | null, name?: string, isBeginning?: boolean}} what the text that is there, or the name by which it is
 *   cited; and whether a new pilot is begun from it
 */
function textForm({ old, name = "", isBeginning = false }) {
  const brought = offered.text;
  offered.text = "";
  const file = h("input", {
    type: "file",
    id: "text-file",
    accept: ".txt,.md,text/plain",
    "aria-describedby": "text-file-hint",
    onchange: async () => {
      const [chosen] = /** @type {HTMLInputElement} */ (file).files ?? [];
      if (!chosen) return;
      try {
        /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text")).value = await textOf(chosen);
        const title = /** @type {HTMLInputElement} */ (form.elements.namedItem("title"));
        if (title.value === "") title.value = chosen.name.replace(/\.\w+$/, "");
      } catch (error) {
        showMistakes(form, [{ id: "text-file", text: /** @type {Error} */ (error).message }]);
      }
    },
  });
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const values = valuesOf(form);
          const document = values.one("name") || idOf(values.one("title"));
          const mistakes = [];
          if (values.one("text") === "") mistakes.push({ id: "text", text: "Paste the text, or open a file" });
          if (values.one("title") === "") mistakes.push({ id: "title", text: "Say what the text is called" });
          if (values.one("title") !== "" && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(document))
            mistakes.push({
              id: "name",
              text: "Write the short name in lower case letters, digits and hyphens, such as provider-proposal",
            });
          if (isBeginning && values.one("pilot-title") === "")
            mistakes.push({ id: "pilot-title", text: "Say in a few words what the pilot is" });
          showMistakes(form, mistakes);
          if (mistakes.length > 0) return;
          if (isBeginning && !(await mayLeaveFile())) return;
          try {
            const [title, author, text] = ["title", "author", "text"].map(values.one);
            if (isBeginning) await askJson("passages", { with: { text } });
            if (isBeginning) await beginPilot(values.one("pilot-title"), "proposed");
            await takeText({ document, title, author, text });
            go(`code/${document}`);
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
            showMistakes(
              form,
              error.diagnostics.map((one) => ({ id: "text", text: one.message })),
            );
          }
        },
      },
      h(
        "div",
        { class: "field" },
        h("label", { for: "text-file" }, "Open a text file"),
        h(
          "p",
          { class: "hint", id: "text-file-hint" },
          "Plain text. From a PDF or a word processor, copy the text and paste it below.",
        ),
        file,
      ),
      textField({
        id: "text",
        label: "Or paste the text",
        hint: "A line, or lines up to an empty one, become a paragraph. The paragraphs are numbered, and cited by their numbers.",
        lines: 10,
        value: old?.text ?? brought,
      }),
      textField({ id: "title", label: "What is the text called?", value: old?.title ?? "" }),
      textField({
        id: "name",
        label: "Short name",
        hint: "By which it is cited, such as provider-proposal. Made of its title if you leave it empty.",
        value: old?.document ?? name,
      }),
      textField({
        id: "author",
        label: "Who wrote it?",
        hint: "A person or a body. What you mark in it counts as said by them, unless you say otherwise.",
        value: old?.author ?? "",
      }),
      isBeginning
        ? textField({
            id: "pilot-title",
            label: "What is the pilot called that it is about?",
            hint: "In a few words, such as: Talking therapies above a jobcentre",
          })
        : null,
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "main" }, old ? "Take this version" : "Read it by paragraphs"),
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
  "Put in a proposal, an article or a letter. Then mark in it the phrases that say something of the pilot, and what they say. The text stays on this computer.";

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
