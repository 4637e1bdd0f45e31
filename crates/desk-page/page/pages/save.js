// What is kept: the pilot as a file, and the texts that were taken apart with their register.

import { announce, button, details, h } from "../dom.js";
import { notDone } from "../coding.js";
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

/** What is in each file, and who needs it. @param {import("../unsaved.js").DeskFile[]} files */
function eachFile(files) {
  const item = (/** @type {import("../unsaved.js").DeskFile} */ one) =>
    h(
      "li",
      {},
      button(`Save ${one.name}`, () => intoDownloads([one])),
      h("p", {}, `In it: ${one.what}. ${one.needed} needs it. `, h("b", {}, one.isUnsaved ? "Not saved." : "Saved.")),
    );
  return [h("h2", {}, "What is in each file, and who needs it"), h("ul", { class: "plain each-file" }, files.map(item))];
}

/** What is told of several files. @param {number} number */
function aboutSeveral(number) {
  return [
    h("p", {}, `There are ${number} files. To go on another day with all that is marked, open them together. Your browser may ask whether this page may save several.`),
    h("p", {}, "Which paragraphs are done is kept in this page alone, until you close it: no file has room for that."),
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
      h("p", {}, "This keeps your work, to go on with it or to hand it to somebody who does. Whoever is only to read what came of it needs none of it: the letter and the report are saved on their own pages."),
      files.length > 1 ? aboutSeveral(files.length) : null,
      h(
        "div",
        { class: "buttons" },
        place,
        button(files.length > 1 ? `Save all ${files.length} files` : "Save among the downloads", () => intoDownloads(files), {
          class: "main",
        }),
      ),
      files.length > 1 ? eachFile(files) : null,
      details(
        "For those who use the command",
        h("p", {}, "The pilot is one file of text. Remarks in it and the order of things stay as they were; what you have not touched is not touched."),
        h("p", {}, h("code", {}, `brief check ${desk.file?.name ?? ""}`), " gives the same verdicts."),
        files.length > 1 ? h("p", {}, "With the texts in a folder ", h("code", {}, "texts"), ", this finds each phrase again: ", h("code", {}, `brief sources verify texts/ ${desk.file?.name ?? ""} --documents ${REGISTER}`), ".") : null,
      ),
    ],
  };
}
