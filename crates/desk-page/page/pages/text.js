// The file as it is written, for those who want to see it or to mend it by hand.

import { h, link } from "../dom.js";
import { desk, refresh } from "../desk.js";
import { showMistakes, textField } from "../fields.js";
import { go } from "../router.js";

/** @param {any} one */
function mistake(one) {
  const at = one.line ? `Line ${one.line}: ` : "";
  return h("li", {}, h("b", {}, at), one.message, one.hint ? h("span", { class: "soft" }, ` (${one.hint})`) : null);
}

/** The text as the field has it: a browser ends lines in one way, and the file keeps its own. */
function fieldText() {
  const text = desk.file?.history.text ?? "";
  return {
    shown: text.replaceAll("\r\n", "\n"),
    restore: (/** @type {string} */ now) => (text.includes("\r\n") ? now.replaceAll("\n", "\r\n") : now),
  };
}

/** The page of the text. */
export function textPage() {
  const { shown, restore } = fieldText();
  const lines = Math.min(Math.max(shown.split("\n").length + 1, 12), 30);
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const now = written();
          if (now !== shown) desk.file?.history.push(restore(now), "the text of the file");
          await refresh();
          if (desk.errors.length === 0) return go("tasks");
          showMistakes(
            form,
            desk.errors.map((one) => ({ id: "text", text: `${one.line ? `Line ${one.line}: ` : ""}${one.message}` })),
          );
        },
      },
      textField({
        id: "text",
        label: "The text of the file",
        hint: "Written in YAML. Remarks and the order of things stay as you write them.",
        value: shown,
        lines,
        spellcheck: "false",
        class: "code",
        wrap: "off",
      }),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "main" }, "Take this text"),
        link("tasks", "Leave without saving"),
      ),
    )
  );
  const written = () => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text")).value;
  const untouched = written();
  return {
    title: "The file as it is written",
    caption: desk.file?.name,
    back: { route: "tasks", text: "Back to what to do" },
    isTouched: () => written() !== untouched,
    content: [
      desk.errors.length > 0
        ? h("div", { class: "alert" }, h("h2", {}, "What is wrong"), h("ul", {}, desk.errors.map(mistake)))
        : null,
      form,
    ],
  };
}
