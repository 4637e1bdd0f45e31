// What is kept: the pilot as a file.

import { announce, button, h } from "../dom.js";
import { REGISTER, texts, unsavedTexts } from "../coding.js";
import { desk } from "../desk.js";
import { canChoosePlace, download, saveAtPlace } from "../files.js";
import { showAgain } from "../router.js";

/** Marks the text as saved, and says so. @param {string} name */
async function saved(name) {
  desk.file?.history.markSaved();
  desk.changed();
  await showAgain();
  document.querySelector("h1")?.focus();
  announce(`Saved: ${name}.`);
}

async function intoDownloads() {
  if (!desk.file) return;
  download(desk.file.name, desk.file.history.text, "text/yaml");
  await saved(desk.file.name);
}

async function atPlace() {
  if (!desk.file) return;
  const place = await saveAtPlace(desk.file.name, desk.file.history.text, desk.file.handle);
  if (place === null) return;
  desk.file.handle = place;
  desk.file.name = place.name;
  await saved(place.name);
}

/** The texts that are coded, and their register: each is kept as a file of its own. */
function codedTexts() {
  if (texts.size === 0) return null;
  const one = (/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ type) =>
    h(
      "li",
      {},
      button(`Save ${name}`, () => {
        download(name, text, type);
        unsavedTexts.delete(name);
        announce(`${name} is among your downloads.`);
      }),
    );
  return [
    h("h2", {}, "The texts that you coded"),
    h(
      "p",
      {},
      "The register says what each text is, so that reports can name it. With the texts beside it, ",
      h("code", {}, "brief sources verify"),
      " finds each phrase again.",
    ),
    h(
      "ul",
      { class: "plain" },
      one(REGISTER, desk.register, "text/yaml"),
      [...texts.values()].map(({ document, text }) => one(`${document}.txt`, text, "text/plain")),
    ),
  ];
}

/** The page on which the pilot is saved. */
export function savePage() {
  const isUnsaved = desk.file?.history.isUnsaved ?? false;
  const place = canChoosePlace()
    ? button(desk.file?.handle ? `Save to ${desk.file.name}` : "Save to a place of your choice", atPlace, { class: "main" })
    : null;
  return {
    title: "Save the pilot",
    caption: desk.file?.name,
    back: { route: "tasks", text: "Back to what to do" },
    content: [
      h(
        "p",
        { class: isUnsaved ? "alert" : "panel" },
        isUnsaved ? "There are changes that are not saved." : "Everything is saved as it is now.",
      ),
      h(
        "p",
        {},
        "The pilot is one file of text. Remarks in it and the order of things stay as they were; what you have not touched is not touched.",
      ),
      h(
        "div",
        { class: "buttons" },
        place,
        button("Save among the downloads", intoDownloads, { class: place ? null : "main" }),
      ),
      h(
        "p",
        {},
        "Open it here again, or check it with the command ",
        h("code", {}, `brief check ${desk.file?.name ?? ""}`),
        ": the verdicts are the same.",
      ),
      codedTexts(),
    ],
  };
}
