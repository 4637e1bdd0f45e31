// One question a page: what is said of it, and the form in which somebody says something.

import { button, details, h, link } from "../dom.js";
import { change, desk, factOf, statementsOf } from "../desk.js";
import { Refused } from "../engine.js";
import { showMistakes, valuesOf } from "../fields.js";
import { readValue } from "../read_value.js";
import { go, showAgain } from "../router.js";
import { fitBasis, likelySource, readSource, showSourceFields, sourceFields } from "../source_fields.js";
import { valueFields } from "../value_fields.js";
import { why } from "../why.js";
import { said, sectionName, where, whose } from "../words.js";

/** @typedef {import("../desk.js").Fact} Fact */

/** The section of a fact, and the fact that comes after it. @param {string} path */
function around(path) {
  const section = desk.sections.find(({ facts }) => facts.some(({ fact }) => fact === path)) ?? desk.sections[0];
  const at = section.facts.findIndex(({ fact }) => fact === path);
  const next = section.facts.slice(at + 1).find(({ fact }) => statementsOf(fact).length === 0);
  return { section: section.section, next: next?.fact ?? null };
}

/**
 * The form for a statement of a fact.
 * @param {Fact} fact
 * @param {number | null} at which of its statements is changed; null for a new one
 * @param {string | null} from the text from which somebody came, and goes back to
 */
function statementForm(fact, at, from) {
  const statements = statementsOf(fact.fact);
  const told = at === null ? null : (statements[at] ?? null);
  const { section, next } = around(fact.fact);
  const isOther = at === null && statements.length > 0;
  const source = told ?? (isOther ? {} : likelySource());
  const quotation = h(
    "p",
    { class: "panel", role: "status" },
    `The quotation still says “${told?.phrase ?? ""}”. If the new answer rests on other words, change it below, too.`,
  );
  const legend = isOther ? "What does somebody else say?" : "What is said?";
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          const onward = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value === "onward";
          void save(
            onward && next ? `fact/${next}` : isOther || statements.length > 0 ? `fact/${fact.fact}` : `section/${section}`,
          );
        },
      },
      valueFields(fact, told, legend),
      quotation,
      sourceFields(source, { isKept: told === null && Object.keys(desk.lastSource).length > 0 }),
      h(
        "div",
        { class: "buttons" },
        next && statements.length === 0
          ? h("button", { type: "submit", class: "main", value: "onward" }, "Save and go to the next question")
          : null,
        h("button", { type: "submit", class: next && statements.length === 0 ? null : "main", value: "back" }, "Save"),
        link(
          from ? `code/${from}` : statements.length > 0 ? `fact/${fact.fact}` : `section/${section}`,
          "Leave without saving",
        ),
      ),
    )
  );
  if (told === null) fitBasis(form);
  const saidFirst = saidNow();
  const show = () => {
    showSourceFields(form, valuesOf(form).one("said"));
    quotation.hidden = !told?.phrase || saidNow() === saidFirst;
  };
  form.addEventListener("change", show);
  show();
  const state = () => JSON.stringify([...new FormData(form)]);
  const untouched = state();
  return { form, isTouched: () => state() !== untouched };

  /** What the form says of the fact, as a text to be compared. */
  function saidNow() {
    return JSON.stringify(readValue(fact, valuesOf(form), told).content);
  }

  /** @param {string} to */
  async function save(to) {
    const values = valuesOf(form);
    const { content, mistakes } = readValue(fact, values, told);
    const isUnsaid = content === null && mistakes.length === 0;
    const { source, mistakes: others } = isUnsaid ? { source: {}, mistakes: [] } : readSource(values);
    showMistakes(form, [...mistakes, ...others]);
    if (mistakes.length + others.length > 0) return;
    try {
      if (isUnsaid && at !== null) await change([{ change: "withdraw", fact: fact.fact, at }], `“${fact.ask}”`);
      if (!isUnsaid) {
        const statement = { ...content, ...source };
        const wanted =
          at === null ? { change: "state", fact: fact.fact, statement } : { change: "replace", fact: fact.fact, at, statement };
        await change([wanted], `“${fact.ask}”`);
        desk.lastSource = source;
      }
      if (from) go(`code/${from}`);
      else go(to);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      showMistakes(
        form,
        error.diagnostics.map((one) => ({ id: "said", text: one.message })),
      );
    }
  }
}

/**
 * What is said already, with what can be done about it.
 * @param {Fact} fact
 * @param {Record<string, any>[]} statements
 */
function saidList(fact, statements) {
  const card = (/** @type {any} */ one, /** @type {number} */ at) =>
    h(
      "li",
      { class: "card" },
      h("p", { class: "value" }, said(one, fact)),
      h("p", {}, `According to ${whose(one)}.`, where(one) ? ` ${where(one)}.` : ""),
      one.note ? h("p", { class: "soft" }, one.note) : null,
      h(
        "div",
        { class: "buttons" },
        link(`fact/${fact.fact}/${at}`, [
          "Change",
          h("span", { class: "unseen" }, ` what ${one.by ?? "the author of this file"} says`),
        ]),
        button(["Take away", h("span", { class: "unseen" }, ` what ${one.by ?? "the author of this file"} says`)], async () => {
          await change([{ change: "withdraw", fact: fact.fact, at }], `“${fact.ask}”`);
          await showAgain();
          document.querySelector("h1")?.focus();
        }),
      ),
    );
  return h("ol", { class: "cards" }, statements.map(card));
}

/**
 * The page of a fact; of one of its statements; or of one that is added.
 * @param {string} path
 * @param {string} [which] the number of a statement, or `add`
 * @param {string} [text] the text from which somebody came
 */
export function factPage(path, which, text) {
  const fact = /** @type {Fact} */ (factOf(path) ?? desk.sections[0].facts[0]);
  const statements = statementsOf(fact.fact);
  const { section, next } = around(fact.fact);
  const page = {
    title: fact.ask,
    caption: sectionName(section),
    back: { route: `section/${section}`, text: `Back to ${sectionName(section).toLowerCase()}` },
  };
  const name = h("p", { class: "small soft" }, "In the file: ", h("code", {}, fact.fact));
  const at = which === undefined || which === "add" ? null : Number(which);
  const from = text ?? null;
  if (statements.length === 0 || which !== undefined) {
    const { form, isTouched } = statementForm(fact, at !== null && at < statements.length ? at : null, from);
    const onward = statements.length > 0 ? { route: `fact/${fact.fact}`, text: "Back to what is said" } : page.back;
    const back = from ? { route: `code/${from}`, text: "Back to the text" } : onward;
    return { ...page, back, isTouched, content: [details("Why is this asked?", why(fact.fact)), form, name] };
  }
  const state = (desk.open?.questions ?? []).find((/** @type {any} */ one) => one.fact === fact.fact)?.why;
  return {
    ...page,
    content: [
      details("Why is this asked?", why(fact.fact)),
      state === "contested"
        ? h("p", { class: "panel" }, "These statements do not agree, and so it is contested. All of them stand.")
        : null,
      saidList(fact, statements),
      h(
        "div",
        { class: "buttons" },
        link(`fact/${fact.fact}/add`, "Somebody else says otherwise, or more", { class: "as-button" }),
        next ? link(`fact/${next}`, "Go to the next question") : null,
      ),
      name,
    ],
  };
}
