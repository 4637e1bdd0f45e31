// Two people's files of the same pilots: where they read the texts differently.

import { announce, fill, h } from "../dom.js";
import { desk } from "../desk.js";
import { documentView } from "../document_view.js";
import { ask, Refused } from "../engine.js";
import { radios, showMistakes, valuesOf } from "../fields.js";
import { textOf } from "../files.js";
import { sentence } from "../words.js";

/** @param {string} id @param {string} label */
function fileField(id, label) {
  return h("div", { class: "field" }, h("label", { for: id }, label), h("input", { type: "file", id, accept: ".yaml,.yml" }));
}

/** The page on which two files are compared. */
export function agreePage() {
  const place = h("div", { class: "shown" });
  const onDesk =
    desk.file === null
      ? null
      : radios({
          id: "from",
          legend: "The first person's file",
          value: "desk",
          choices: [
            { value: "desk", label: `${desk.file.name}, as it is on the desk` },
            { value: "file", label: "Another file", reveals: fileField("first", "File") },
          ],
        });
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          void compare();
        },
      },
      onDesk ?? fileField("first", "The first person's file"),
      fileField("second", "The second person's file"),
      h("button", { type: "submit", class: "main" }, "Compare them"),
    )
  );
  return {
    title: "Compare two people's files",
    back: desk.file === null ? { route: "start", text: "Back to the start" } : { route: "tasks", text: "Back to what to do" },
    content: [
      h(
        "p",
        {},
        "Let two people code the same texts without looking at each other's work. Then see fact by fact where they differ, and how far they agree beyond what chance would give.",
      ),
      form,
      place,
    ],
  };

  /** A file that was chosen; or that none was. @param {string} id @param {string} folder */
  async function chosen(id, folder) {
    const [file] = /** @type {HTMLInputElement} */ (form.querySelector(`#${id}`)).files ?? [];
    if (!file) return { mistake: { id, text: "Choose a file" } };
    try {
      return { file: { name: `${folder}/${file.name}`, text: await textOf(file) } };
    } catch (error) {
      return { mistake: { id, text: /** @type {Error} */ (error).message } };
    }
  }

  async function compare() {
    const isOnDesk = desk.file !== null && valuesOf(form).one("from") === "desk";
    const first =
      isOnDesk && desk.file
        ? { file: { name: `first/${desk.file.name}`, text: desk.file.history.text } }
        : await chosen("first", "first");
    const second = await chosen("second", "second");
    showMistakes(
      form,
      [first, second].flatMap(({ mistake }) => (mistake ? [mistake] : [])),
    );
    if (!first.file || !second.file) return;
    const files = [first.file, second.file];
    try {
      const html = await ask("agree", { files, with: { first: files[0].name, second: files[1].name }, form: "html" });
      fill(place, documentView(html, "Where they agree and where they differ"));
      announce("The files are compared. What came of it stands below.");
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fill(place);
      showMistakes(
        form,
        error.diagnostics.map((one) => ({ id: "second", text: sentence(one.message) })),
      );
    }
  }
}
