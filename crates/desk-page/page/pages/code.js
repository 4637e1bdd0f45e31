// Coding a text: it is put in, read by numbered paragraphs, and its phrases are marked with what they say.

import { button, count, h, link } from "../dom.js";
import { located, pieces, takeText, texts, unsavedTexts } from "../coding.js";
import { factOf, statementsOf } from "../desk.js";
import { Refused } from "../engine.js";
import { showMistakes, textField, valuesOf } from "../fields.js";
import { idOf, textOf } from "../files.js";
import { go, showAgain } from "../router.js";
import { said, whose } from "../words.js";

/** @typedef {import("../coding.js").CodedText} CodedText */

/** Whether only those paragraphs are shown that nobody has coded. */
const shows = { uncodedOnly: false };

/** The form by which a text is put in; that of a text which is there gives a new version of it. @param {CodedText | null} old */
function textForm(old) {
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
          showMistakes(form, mistakes);
          if (mistakes.length > 0) return;
          try {
            const [title, author, text] = ["title", "author", "text"].map(values.one);
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
        value: old?.text ?? "",
      }),
      textField({ id: "title", label: "What is it called?", value: old?.title ?? "" }),
      textField({
        id: "name",
        label: "Short name",
        hint: "By which it is cited, such as provider-proposal. Made of its title if you leave it empty.",
        value: old?.document ?? "",
      }),
      textField({
        id: "author",
        label: "Who wrote it?",
        hint: "A person or a body. It is offered as who says so.",
        value: old?.author ?? "",
      }),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "main" }, old ? "Take this version" : "Read it by paragraphs"),
        link(old ? `code/${old.document}` : texts.size > 0 ? "code" : "tasks", "Leave without saving"),
      ),
    )
  );
  const state = () => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const untouched = state();
  return { form, isTouched: () => state() !== untouched };
}

/** The page on which a text is put in, or chosen. */
export function codePage() {
  if (texts.size === 0) return newTextPage();
  const item = (/** @type {CodedText} */ one) =>
    h("li", {}, link(`code/${one.document}`, one.title), ` (${one.document}, ${count(one.paragraphs.length, "paragraph")})`);
  return {
    title: "Code a text",
    back: { route: "tasks", text: "Back to what to do" },
    content: [
      h("h2", {}, "Texts on the desk"),
      h("ul", {}, [...texts.values()].map(item)),
      h("p", {}, link("new-text", "Put in another text", { class: "as-button" })),
    ],
  };
}

/** The page on which a text is put in, or another version of one. @param {string} [name] */
export function newTextPage(name) {
  const old = name ? (texts.get(name) ?? null) : null;
  const { form, isTouched } = textForm(old);
  return {
    title: old ? `Another version of “${old.title}”` : "Code a text",
    back: texts.size > 0 ? { route: "code", text: "Back to the texts" } : { route: "tasks", text: "Back to what to do" },
    isTouched,
    content: [
      old
        ? h("p", {}, "Phrases that the new version lacks are told to be not found. They are never looked for elsewhere.")
        : h(
            "p",
            {},
            "Put in a proposal, an article or a contract. Then mark in it the phrases that say something of the pilot, and what they say. The text stays on this computer.",
          ),
      form,
    ],
  };
}

/** The facts that a paragraph carries, each by its question. @param {import("../coding.js").Located[]} statements */
function carried(statements) {
  const item = (/** @type {import("../coding.js").Located} */ one) => {
    const fact = factOf(one.fact);
    const statement = statementsOf(one.fact)[one.at];
    if (!fact || !statement) return null;
    return h(
      "li",
      {},
      link(`fact/${one.fact}/${one.at}`, fact.ask),
      " ",
      h("b", {}, said(statement, fact)),
      h("span", { class: "soft" }, `, ${whose(statement)}`),
      one.passage ? null : [h("br"), h("strong", { class: "mistake" }, "Not found"), ` in this text: “${one.phrase ?? ""}”`],
    );
  };
  return statements.length > 0 ? h("ul", { class: "small carried" }, statements.map(item)) : null;
}

/**
 * A paragraph with its marked passages.
 * @param {string} text
 * @param {any[]} passages the statements that are found in it
 */
function markedText(text, passages) {
  return pieces(
    text,
    passages.map((one) => one.passage.range),
  ).map((piece) => {
    if (piece.marked.length === 0) return piece.text;
    const names = piece.marked.map((number) => passages[number].fact);
    return h("mark", { title: names.join(", ") }, piece.text);
  });
}

/** The page of a text: its paragraphs, what is coded, and what is not. @param {string} name */
export async function textToCodePage(name) {
  const coded = texts.get(name);
  if (!coded) return codePage();
  const { statements, not_coded: uncoded } = await located(coded);
  const open = new Set(uncoded);
  const lost = statements.filter((one) => one.passage === null);
  const shown = coded.paragraphs.filter((one) => one.text.trim() !== "" && (!shows.uncodedOnly || open.has(one.paragraph)));
  const item = (/** @type {import("../coding.js").Paragraph} */ one) => {
    const here = statements.filter((each) => each.passage?.paragraph === one.paragraph);
    return h(
      "li",
      { value: one.paragraph, id: `paragraph-${one.paragraph}`, class: open.has(one.paragraph) ? "uncoded" : null },
      h("p", {}, markedText(one.text, here)),
      carried(here),
      h(
        "p",
        {},
        link(`code/${name}/${one.paragraph}`, [
          "Mark a phrase",
          h("span", { class: "unseen" }, ` in paragraph ${one.paragraph}`),
        ]),
      ),
    );
  };
  const toggle = button(
    shows.uncodedOnly ? "Show all paragraphs" : "Show only what is not coded yet",
    async () => {
      shows.uncodedOnly = !shows.uncodedOnly;
      await showAgain();
      document.getElementById("toggle")?.focus();
    },
    { id: "toggle" },
  );
  return {
    title: coded.title,
    caption: `Code a text: ${coded.document}`,
    back: { route: "code", text: "Back to the texts" },
    content: [
      h(
        "p",
        {},
        `${count(coded.paragraphs.length, "paragraph")}, ${count(statements.length, "statement")} from it, ${count(uncoded.length, "paragraph")} not coded yet.`,
      ),
      lost.length > 0
        ? h(
            "div",
            { class: "alert" },
            h("h2", {}, "Not found in this text"),
            h("p", {}, "The pilot cites these phrases, and they do not stand in the paragraph that it names."),
            carried(lost),
          )
        : null,
      h(
        "div",
        { class: "buttons" },
        toggle,
        link(`new-text/${name}`, "Put in another version"),
        unsavedTexts.size > 0 ? link("save", "Save the text and its register") : null,
      ),
      shown.length > 0 ? h("ol", { class: "paragraphs" }, shown.map(item)) : h("p", {}, "Every paragraph is coded."),
    ],
  };
}
