// Where everybody begins: a new pilot, one of their own, or one that comes with the page.

import { button, details, h, link } from "../dom.js";
import { clearTexts } from "../coding.js";
import { desk, openFile, pilot } from "../desk.js";
import { selectField, showMistakes, textField } from "../fields.js";
import { shippedPilots, textOf } from "../files.js";
import { confirmed, form as leaveForm, mayLeaveFile, mayLeaveForm, tell } from "../leave.js";
import { beginPilot, isProse, offered } from "../new_pilot.js";
import { go, route } from "../router.js";
import { takeSavedTexts } from "../saved_texts.js";
import { STATUSES } from "../words.js";

/**
 * Puts a text on the desk, unless what is there would be lost.
 * @param {string} name
 * @param {string} text
 * @param {boolean} isSaved
 * @param {{texts: {name: string, text: string}[], register: string}} [beside] the texts that were saved with it, and their register
 */
async function take(name, text, isSaved, beside = { texts: [], register: "" }) {
  if (isProse(text) && (await isToBeTakenApart())) {
    offered.text = text;
    // What stands in this form is what is taken along.
    leaveForm.isTouched = () => false;
    return go(pilot() !== null && route() !== "start" ? "new-text" : "begin");
  }
  if (!(await mayLeaveForm()) || !(await mayLeaveFile())) return;
  clearTexts();
  await openFile(name, text, { isSaved });
  if (beside.texts.length > 0 || beside.register !== "") await takeSavedTexts(beside.texts, beside.register);
  desk.changed();
  const pilots = (desk.read?.documents ?? []).length;
  go(desk.checked === null ? "text" : pilots > 1 ? "documents" : "rules");
}

/** Whether a text is a register of texts. @param {string} text */
function isRegister(text) {
  return /^documents\s*:/m.test(text) && !/^pilot\s*:/m.test(text);
}

/**
 * Puts files on the desk that a person chose or dropped: a pilot, and the texts that were saved with it, with their register.
 * @param {File[]} files
 */
export async function takeFiles(files) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("open"));
  try {
    const read = await Promise.all(files.map(async (file) => ({ name: file.name, text: await textOf(file) })));
    const yaml = read.filter(({ name }) => /\.ya?ml$/i.test(name));
    const register = yaml.find(({ text }) => isRegister(text));
    const pilots = read.length === 1 ? read : yaml.filter((one) => one !== register);
    if (pilots.length !== 1) throw new Error("Choose one pilot's file, which ends in .yaml, and with it, if you like, its texts and their register.");
    const texts = read.filter(({ name }) => read.length > 1 && /\.txt$/i.test(name));
    await take(pilots[0].name, pilots[0].text, true, { texts, register: register?.text ?? "" });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (form) showMistakes(form, [{ id: "file", text: message }]);
    else tell("This file cannot be opened", message);
  }
}

/** Asks what is to be done with a text that is no pilot's file. */
function isToBeTakenApart() {
  return confirmed(
    "Is this a proposal, an article or a letter?",
    "It is not written as a pilot's file is. It can be taken apart instead: you mark what it says of a pilot, phrase by phrase.",
    "Take it apart",
    "Open it as a pilot's file",
  );
}

function newPilot() {
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const title = /** @type {HTMLInputElement} */ (form.elements.namedItem("title")).value.trim();
          const status = /** @type {HTMLSelectElement} */ (form.elements.namedItem("status")).value;
          const mistakes = title === "" ? [{ id: "title", text: "Say in a few words what the pilot is" }] : [];
          showMistakes(form, mistakes);
          if (mistakes.length > 0 || !(await mayLeaveFile())) return;
          await beginPilot(title, status);
          go("rules");
        },
      },
      textField({
        id: "title",
        label: "What is the pilot?",
        hint: "In a few words, such as: Talking therapies above a jobcentre",
      }),
      selectField({
        id: "status",
        label: "How far has it come?",
        choices: STATUSES.map((status) => ({ value: status, label: status })),
      }),
      h("button", { type: "submit", class: "main" }, "Begin"),
    )
  );
  return form;
}

function openPilot() {
  const file = h("input", {
    type: "file",
    id: "file",
    name: "file",
    accept: ".yaml,.yml,.txt",
    multiple: true,
    "aria-describedby": "file-hint",
    onchange: () => {
      const chosen = [.../** @type {HTMLInputElement} */ (file).files ?? []];
      if (chosen.length > 0) void takeFiles(chosen);
    },
  });
  const pasted = textField({ id: "pasted", label: "The text of the pilot's file", lines: 8, spellcheck: "false" });
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      { id: "open", novalidate: true, onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      h(
        "div",
        { class: "field" },
        h("label", { for: "file" }, "A file from this computer, or several"),
        h("p", { class: "hint", id: "file-hint" }, "It was saved here before, or by the command, and ends in .yaml. Choose its texts and documents.yaml with it, and what is marked in them is there again. You can also drop them anywhere on this page."),
        file,
      ),
      details(
        "Paste its text instead",
        pasted,
        button("Open this text", async () => {
          const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("pasted")).value;
          if (text.trim() === "") showMistakes(form, [{ id: "pasted", text: "Paste the text of a pilot first" }]);
          else await take("pilot.yaml", text, false);
        }),
      ),
    )
  );
  return form;
}

function shipped() {
  const pilots = shippedPilots();
  const title = (/** @type {string} */ text) => /^title: (.*)$/m.exec(text)?.[1].replace(/^(["'])(.*)\1$/, "$2") ?? "";
  const choices = pilots.map(({ name, text }) => ({ value: name, label: title(text) || name }));
  const form = h(
    "form",
    {
      onsubmit: async (/** @type {Event} */ event) => {
        event.preventDefault();
        const chosen = /** @type {HTMLSelectElement} */ (form.querySelector("select")).value;
        const one = pilots.find(({ name }) => name === chosen);
        if (one) await take(one.name, one.text, true);
      },
    },
    selectField({
      id: "shipped",
      label: "Pilot",
      hint: "Read from public documents of 2014 to 2019, each statement with its source; two are invented.",
      choices,
    }),
    h("button", { type: "submit" }, "Look at it"),
  );
  return form;
}

/** The first page. */
export function startPage() {
  const here =
    desk.file === null
      ? null
      : h(
          "p",
          { class: "panel" },
          "On the desk: ",
          h("b", {}, pilot()?.title ?? desk.file.name),
          ". ",
          link("tasks", "Go on with it"),
        );
  return {
    title: "Hold a pilot against what was asked of it",
    content: [
      here,
      h(
        "p",
        { class: "lead" },
        "Say what is known of a pilot that joins psychological support with help into work. You see at once which conditions it meets, which it breaks, and what is still open.",
      ),
      h(
        "p",
        {},
        "The conditions are those of professional bodies, government, campaigners and others, each with its source. Nothing leaves this computer. Nothing is kept unless you save it.",
      ),
      h("h2", {}, "Begin with what you have been sent"),
      h("p", {}, link("begin", "Paste or open a proposal, an article or a letter", { class: "as-button main large" })),
      h("p", {}, "You mark what it says, phrase by phrase. The findings, a letter with the open questions and a report come of it."),
      h("h2", {}, "Begin a new pilot without a text"),
      newPilot(),
      h("h2", {}, "Open a pilot"),
      openPilot(),
      h("h2", {}, "Try one that is there"),
      shipped(),
      h("h2", {}, "Compare what two people read"),
      h("p", {}, link("agree", "Compare two people's files"), " of the same pilots, fact by fact."),
    ],
  };
}
