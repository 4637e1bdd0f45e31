// A section at a glance: each question, and what is said of it.

import { h, link } from "../dom.js";
import { notDone } from "../coding.js";
import { desk, statementsOf } from "../desk.js";
import { notDoneNotice } from "../notices.js";
import { said, sectionName, whose } from "../words.js";

/** @param {import("../desk.js").Fact} fact @param {string} unsaid what is told of a question of which nothing is said */
function row(fact, unsaid) {
  const statements = statementsOf(fact.fact);
  const told = statements.map((one) => h("p", {}, said(one, fact), " ", h("span", { class: "small soft" }, `– ${whose(one)}`)));
  const action = statements.length === 0 ? "Answer" : "Change";
  return h(
    "div",
    { class: "row" },
    h("dt", {}, fact.ask),
    h("dd", { class: statements.length === 0 ? "soft" : "" }, statements.length === 0 ? unsaid : told),
    h("dd", { class: "action" }, link(`fact/${fact.fact}`, [action, h("span", { class: "unseen" }, `: ${fact.ask}`)])),
  );
}

/** @param {string} name */
export async function sectionPage(name) {
  const at = desk.sections.findIndex(({ section }) => section === name);
  const { section, about, facts } = desk.sections[Math.max(at, 0)];
  const next = desk.sections[at + 1];
  const left = await notDone();
  const unsaid = left.length > 0 ? "Not taken from the text yet" : "Nothing has been taken down of it";
  const first = facts.find(({ fact }) => statementsOf(fact).length === 0);
  return {
    title: sectionName(section),
    caption: "What is known",
    back: { route: "tasks", text: "Back to what to do" },
    content: [
      h("p", {}, `${about.charAt(0).toUpperCase()}${about.slice(1)}.`),
      notDoneNotice(left),
      first ? h("p", {}, link(`fact/${first.fact}`, "Answer one question after the other", { class: "as-button" })) : null,
      h("dl", { class: "summary-list" }, facts.map((fact) => row(fact, unsaid))),
      next ? h("p", {}, link(`section/${next.section}`, `Next: ${sectionName(next.section)}`)) : null,
    ],
  };
}
