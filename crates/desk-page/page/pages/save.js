// What is kept: the pilot as a file, and the texts that were taken apart with their register.

import { announce, button, h } from "../dom.js";
import { notDone, texts } from "../coding.js";
import { desk } from "../desk.js";
import { canChoosePlace, download, saveAtPlace } from "../files.js";
import { notDoneNotice } from "../notices.js";
import { REGISTER } from "../register.js";
import { showAgain } from "../router.js";
import { deskFiles, markSaved, unsavedNames } from "../unsaved.js";
import { inRow } from "../words.js";

/** Marks files as saved, and says so. @param {string[]} names */
async function saved(names) {
  names.forEach(markSaved);
  desk.changed();
  await showAgain();
  document.querySelector("h1")?.focus();
  announce(`Saved: ${inRow(names)}.`);
}

/** @param {import("../unsaved.js").DeskFile[]} files */
async function intoDownloads(files) {
  for (const { name, text, type } of files) {
    download(name, text, type);
    // A browser may drop a download that begins together with another.
    if (files.length > 1) await new Promise((done) => setTimeout(done, 250));
  }
  await saved(files.map((one) => one.name));
}

async function atPlace() {
  if (!desk.file) return;
  const place = await saveAtPlace(desk.file.name, desk.file.history.text, desk.file.handle);
  if (place === null) return;
  desk.file.handle = place;
  desk.file.name = place.name;
  await saved([place.name]);
}

/** What is saved, and what is not. */
function standing() {
  const unsaved = unsavedNames();
  if (unsaved.length === 0) return h("p", { class: "panel" }, `Saved as it is now: ${inRow(deskFiles().map((one) => one.name))}.`);
  const kept = deskFiles().filter((one) => !one.isUnsaved);
  return h(
    "p",
    { class: "alert" },
    `Not saved: ${inRow(unsaved)}. `,
    kept.length > 0 ? `Saved as it is now: ${inRow(kept.map((one) => one.name))}.` : "",
  );
}

/** The texts that were taken apart, and their register: each is kept as a file of its own. */
function severalFiles() {
  if (texts.size === 0) return null;
  const item = (/** @type {import("../unsaved.js").DeskFile} */ one) =>
    h("li", {}, button(`Save ${one.name}`, () => intoDownloads([one])), ` ${one.what}${one.isUnsaved ? "; not saved" : "; saved"}`);
  return [
    h("h2", {}, "One after the other"),
    h(
      "p",
      {},
      "The pilot does not hold the texts. To go on another day with what is marked in them, open all of these files together. With them, ",
      h("code", {}, "brief sources verify"),
      " finds each phrase again, too.",
    ),
    h(
      "p",
      {},
      `Which paragraphs are set aside stands in ${REGISTER}. Which are done is kept in this page alone, until you close it: no file has room for that.`,
    ),
    h("ul", { class: "plain each-file" }, deskFiles().map(item)),
  ];
}

/** The page on which the pilot is saved. */
export async function savePage() {
  const files = deskFiles();
  const place = canChoosePlace()
    ? button(desk.file?.handle ? `Save the pilot to ${desk.file.name}` : "Save the pilot to a place of your choice", atPlace)
    : null;
  return {
    title: "Save the pilot",
    caption: desk.file?.name,
    back: { route: "tasks", text: "Back to what to do" },
    content: [
      notDoneNotice(await notDone()),
      standing(),
      h(
        "p",
        {},
        "The pilot is one file of text. Remarks in it and the order of things stay as they were; what you have not touched is not touched.",
      ),
      files.length > 1
        ? h(
            "p",
            {},
            `There are ${files.length} files: ${inRow(files.map(({ name, what }) => `${name} (${what})`))}. Your browser may ask whether this page may save several.`,
          )
        : null,
      h(
        "div",
        { class: "buttons" },
        place,
        button(files.length > 1 ? `Save all ${files.length} files` : "Save among the downloads", () => intoDownloads(files), {
          class: "main",
        }),
      ),
      h(
        "p",
        {},
        "Open it here again, or check it with the command ",
        h("code", {}, `brief check ${desk.file?.name ?? ""}`),
        ": the verdicts are the same.",
      ),
      severalFiles(),
    ],
  };
}
