// Pages that the engine writes: promises and practice, what would have to change, the report, the letter.

import { notDone } from "../coding.js";
import { announce, button, fill, h, link } from "../dom.js";
import { desk, named, pilot, request } from "../desk.js";
import { documentView } from "../document_view.js";
import { ask, Refused } from "../engine.js";
import { checkboxes, radios, selectField, valuesOf } from "../fields.js";
import { download } from "../files.js";
import { notDoneNotice } from "../notices.js";

/** What was asked for last, so that a page that is shown anew asks for the same. */
const wanted = { promises: /** @type {string[]} */ (["dwp-assurances"]), force: "must", law: "none", most: 12 };

/** The acts under which a letter can ask. */
const LAWS = [
  { value: "none", label: "None: a plain letter, to whoever proposes or runs the pilot" },
  { value: "foi-2000", label: "Freedom of Information Act 2000: a request to a public body" },
  { value: "foi-scotland-2002", label: "Freedom of Information (Scotland) Act 2002: one to a body of Scotland" },
];

const BACK = { route: "tasks", text: "Back to what to do" };

/**
 * What a call gives; or what is wrong with it, in words.
 * @param {string} call
 * @param {Record<string, unknown>} asked
 * @param {(text: string) => unknown} show
 */
async function shownOrWrong(call, asked, show) {
  try {
    return show(await ask(call, asked));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return h(
      "div",
      { class: "alert" },
      h("p", {}, "This cannot be shown:"),
      h(
        "ul",
        {},
        error.diagnostics.map((one) => h("li", {}, one.message)),
      ),
      h("p", {}, link("text", "See the file as it is written")),
    );
  }
}

/**
 * A place in the page that a form fills anew.
 * @param {(place: HTMLElement) => Promise<void>} fillIt
 */
async function placeFor(fillIt) {
  const place = h("div", { class: "shown", "aria-live": "off" });
  await fillIt(place);
  return place;
}

/** The name of a file that is kept beside the pilot. @param {string} ending */
function beside(ending) {
  return `${pilot()?.pilot ?? "pilot"}${ending}`;
}

/** Where it is said, for all to see, that something is saved. */
function confirmation() {
  return h("strong", { role: "status" });
}

/** The report, as it is handed over: the whole, or its first sheet alone. */
export async function reportPage() {
  const kept = confirmation();
  const save = (/** @type {string} */ ending, /** @type {string} */ html) => {
    download(beside(ending), html, "text/html");
    fill(kept, `Saved as ${beside(ending)}. It is among your downloads.`);
  };
  const saveSheet = async () => {
    const { options, ...asked } = request();
    save("-sheet.html", await ask("check", { ...asked, options: { ...options, quiet: true }, form: "html" }));
  };
  const shown = await shownOrWrong("check", { ...request(), form: "html" }, (html) => [
    h(
      "div",
      { class: "buttons" },
      button("Save the whole report", () => save(".html", html), { class: "main" }),
      button("Save its first sheet alone", saveSheet),
      kept,
    ),
    h(
      "p",
      {},
      "Each is one file that opens in any browser, prints, and can be sent on. The first sheet says on one side of paper what decides. The whole has every condition with its reason; printed, it is long. It is shown below.",
    ),
    documentView(html, "The report"),
  ]);
  return { title: "Report", caption: pilot()?.title, back: BACK, content: [notDoneNotice(await notDone()), shown] };
}

/** What was promised, beside what is described. */
export async function promisesPage() {
  const place = await placeFor(show);
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const chosen = valuesOf(form).all("of");
          if (chosen.length > 0) wanted.promises = chosen;
          await show(place);
          announce("The promises are shown anew.");
        },
      },
      checkboxes({
        id: "of",
        legend: "Whose promises?",
        choices: desk.ruleSets.map((set) => ({ value: set.ruleset, label: set.title })),
        values: wanted.promises,
      }),
      h("button", { type: "submit" }, "Show them"),
    )
  );
  return { title: "Promises and practice", caption: pilot()?.title, back: BACK, content: [form, place] };

  /** @param {HTMLElement} into */
  async function show(into) {
    const asked = { ...request(), rules: named(wanted.promises), form: "html" };
    fill(into, await shownOrWrong("promises", asked, (html) => documentView(html, "Promises and practice")));
  }
}

/** What would have to change. */
export async function repairPage() {
  const place = await placeFor(show);
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          wanted.force = valuesOf(form).one("force");
          await show(place);
          announce("The changes are shown anew.");
        },
      },
      radios({
        id: "force",
        legend: "What should no longer be breached?",
        value: wanted.force,
        choices: [
          { value: "must", label: "What is required" },
          { value: "should", label: "What is required, and what is raised as a concern" },
          { value: "ask", label: "All of it, questions included" },
        ],
      }),
      h("button", { type: "submit" }, "Show the fewest changes"),
    )
  );
  return { title: "What would have to change", caption: pilot()?.title, back: BACK, content: [form, place] };

  /** @param {HTMLElement} into */
  async function show(into) {
    const asked = {
      ...request(),
      options: { ...request().options, min_force: wanted.force },
      with: { pilot: pilot()?.pilot },
      form: "html",
    };
    fill(into, await shownOrWrong("repair", asked, (html) => documentView(html, "What would have to change")));
  }
}

/** The open questions as a letter. */
export async function letterPage() {
  const place = await placeFor(show);
  const notice = notDoneNotice(await notDone());
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          wanted.law = valuesOf(form).one("law");
          wanted.most = Number(valuesOf(form).one("most"));
          await show(place);
          announce("The letter is written anew.");
        },
      },
      selectField({ id: "law", label: "Under which act?", choices: LAWS, value: wanted.law }),
      selectField({
        id: "most",
        label: "How many questions?",
        choices: [6, 12, 24, 100].map((most) => ({ value: String(most), label: `${most} at most` })),
        value: String(wanted.most),
      }),
      h("button", { type: "submit" }, "Write it so"),
    )
  );
  return {
    title: "Letter",
    caption: pilot()?.title,
    back: BACK,
    content: [
      notice,
      h(
        "p",
        {},
        "It asks first of what is said differently, then for the sources of what is said, and then of what is open. In each part those questions come first on which most musts, then most conditions, turn; where not all have room, what a must turns on stays. Read it before you send it.",
      ),
      form,
      place,
    ],
  };

  /** @param {HTMLElement} into */
  async function show(into) {
    const kept = confirmation();
    const asked = { ...request(), with: { law: wanted.law, most: wanted.most } };
    fill(
      into,
      await shownOrWrong("letter", asked, (text) =>
        text === ""
          ? h("p", { class: "panel" }, "Nothing is left to ask.")
          : [
              h(
                "div",
                { class: "buttons" },
                button(
                  "Save the letter",
                  () => {
                    download(beside("-letter.txt"), text, "text/plain");
                    fill(kept, `Saved as ${beside("-letter.txt")}. It is among your downloads.`);
                  },
                  { class: "main" },
                ),
                button("Copy it", async () => {
                  await navigator.clipboard.writeText(text);
                  fill(kept, "The letter is copied.");
                }),
                kept,
              ),
              h("pre", { class: "letter", tabindex: "0", role: "region", "aria-label": "The letter" }, text),
            ],
      ),
    );
  }
}
