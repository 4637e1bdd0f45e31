// What there is to do for a pilot, and how far each part has come.

import { count, h, link } from "../dom.js";
import { texts } from "../coding.js";
import { desk, pilot, statementsOf } from "../desk.js";
import { unsavedNames } from "../unsaved.js";
import { decisiveList } from "../verdict_panel.js";
import { inRow, sectionName, tally } from "../words.js";

/**
 * @param {string} route
 * @param {string} name
 * @param {unknown} state
 * @param {string} [hint]
 */
function task(route, name, state, hint) {
  const id = `task-${route.replaceAll("/", "-")}`;
  return h(
    "li",
    {},
    h("div", {}, link(route, name, { "aria-describedby": `${id}-state` }), hint ? h("p", { class: "hint" }, hint) : null),
    h("span", { class: "state", id: `${id}-state` }, state),
  );
}

/** @param {{section: string, about: string, facts: import("../desk.js").Fact[]}} section */
function sectionTask({ section, about, facts }) {
  const told = facts.filter(({ fact }) => statementsOf(fact).length > 0).length;
  const asked = new Set((desk.open?.questions ?? []).map((/** @type {any} */ one) => one.fact));
  const open = facts.filter(({ fact }) => asked.has(fact)).length;
  const state = told === 0 ? h("span", { class: "tag" }, "Not begun") : `${told} of ${facts.length} answered`;
  const turns = open > 0 ? `, ${count(open, "question")} open` : "";
  return task(`section/${section}`, sectionName(section), [state, turns], `${about.charAt(0).toUpperCase()}${about.slice(1)}.`);
}

/** The list of what to do. */
export function tasksPage() {
  const one = pilot();
  const chosen = desk.ruleSets.filter((set) => desk.chosen.includes(set.ruleset));
  const isAll = chosen.length === desk.ruleSets.length;
  const summary = tally(desk.checked?.results ?? []);
  const list = (/** @type {unknown[]} */ ...tasks) => h("ul", { class: "tasks" }, tasks);
  return {
    title: one?.title ?? desk.file?.name ?? "A pilot",
    caption: one?.pilot,
    back: { route: "start", text: "Back to the start" },
    content: [
      desk.checked === null
        ? h("p", { class: "alert" }, "The file has a mistake, and so no verdicts. ", link("text", "See what is wrong"))
        : null,
      h("h2", {}, "1. Say what it is about"),
      list(
        task("about", "The pilot itself", one?.status ?? "", "Its title, how far it has come, who answers for it."),
        task(
          "rules",
          "Whose conditions count",
          isAll ? `all ${chosen.length} rule sets` : inRow(chosen.map((set) => set.issued_by[0])),
        ),
      ),
      h("h2", {}, "2. Say what is known"),
      list(
        task(
          "code",
          "Take a text apart",
          texts.size > 0 ? count(texts.size, "text") : "a proposal, an article, a letter",
          "Mark the phrases that say something, and what they say.",
        ),
      ),
      h("p", {}, "Or go section by section. Leave out what is not said. Begin where an answer decides most."),
      h("div", { class: "panel" }, h("h3", {}, "Answers on which most turns"), decisiveList(5)),
      list(desk.sections.map(sectionTask)),
      h(
        "p",
        { class: "small soft" },
        "An answer can be open still: where it is given in part, or where two people differ. Questions that are neither answered nor open make no difference to the conditions that you chose, as things are.",
      ),
      h("h2", {}, "3. See what comes of it"),
      list(
        task(
          "findings",
          "Findings",
          `${summary.breached} breached, ${summary.contested} contested`,
          "By the answer that would have to change.",
        ),
        task("promises", "Promises and practice", "", "What was promised, beside what is described."),
        task("letter", "Letter", "", "The open questions as a letter to those who answer for the pilot."),
        task("repair", "What would have to change", "", "The fewest changes after which no requirement is broken."),
        task("report", "Report", "", "All of it, to print or to hand over."),
      ),
      h("h2", {}, "4. Keep it"),
      list(
        task("save", "Save the pilot", unsavedNames().length > 0 ? h("span", { class: "tag" }, "Not saved") : "saved"),
        task("text", "The file as it is written", desk.errors.length > 0 ? h("span", { class: "tag" }, "Has a mistake") : ""),
        task("agree", "Compare two people's files", "", "Where two people read the same texts differently."),
      ),
    ],
  };
}
