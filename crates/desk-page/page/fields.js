// Fields of forms: each with its name, a hint where there is one, and room for what is wrong with it.

import { append, h } from "./dom.js";

/**
 * @typedef {{value: string, label: unknown, hint?: unknown, reveals?: unknown}} Choice
 * @typedef {{id: string, text: string}} Mistake
 */

/**
 * A line, or some lines, to write in.
 * @param {{id: string, label: unknown, hint?: unknown, value?: string, lines?: number, list?: string[], [attribute: string]: unknown}} wanted
 */
export function textField({ id, label, hint, value = "", lines = 1, list = [], ...attributes }) {
  const about = { id, name: id, "aria-describedby": hint ? `${id}-hint` : null, autocomplete: "off", ...attributes };
  const control =
    lines > 1
      ? h("textarea", { ...about, rows: lines }, value)
      : h("input", { type: "text", ...about, value, list: list.length > 0 ? `${id}-list` : null });
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null,
    control,
    list.length > 0
      ? h(
          "datalist",
          { id: `${id}-list` },
          list.map((one) => h("option", { value: one })),
        )
      : null,
  );
}

/**
 * A list to choose one of.
 * @param {{id: string, label: unknown, hint?: unknown, choices: {value: string, label: string}[], value?: string, [attribute: string]: unknown}} wanted
 */
export function selectField({ id, label, hint, choices, value, ...attributes }) {
  const option = (/** @type {any} */ one) => h("option", { value: one.value, selected: one.value === value }, one.label);
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null,
    h("select", { id, name: id, "aria-describedby": hint ? `${id}-hint` : null, ...attributes }, choices.map(option)),
  );
}

/**
 * @param {"radio" | "checkbox"} type
 * @param {string} id
 * @param {string} name
 * @param {Choice} choice
 * @param {boolean} checked
 */
function box(type, id, name, choice, checked) {
  const hint = choice.hint ? h("p", { class: "hint", id: `${id}-hint` }, choice.hint) : null;
  const control = h("input", { type, id, name, value: choice.value, checked, "aria-describedby": hint ? `${id}-hint` : null });
  return h("div", { class: "choice" }, control, h("label", { for: id }, choice.label), hint);
}

/**
 * Several choices of which one is taken; what one of them reveals is shown while it is taken.
 * @param {{id: string, legend: unknown, hint?: unknown, choices: (Choice | string)[], value: string}} wanted a text among the choices divides them
 */
export function radios({ id, legend, hint, choices, value }) {
  const set = h(
    "fieldset",
    { id: `${id}-set`, "aria-describedby": hint ? `${id}-hint` : null },
    h("legend", {}, legend),
    hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null,
  );
  /** @type {[HTMLInputElement, HTMLElement][]} */
  const revealed = [];
  let number = 0;
  for (const choice of choices) {
    if (typeof choice === "string") {
      set.append(h("p", { class: "divider" }, choice));
      continue;
    }
    const one = box("radio", number === 0 ? id : `${id}-${number}`, id, choice, choice.value === value);
    number += 1;
    set.append(one);
    if (choice.reveals) {
      const part = h("div", { class: "revealed" });
      append(part, choice.reveals);
      set.append(part);
      revealed.push([/** @type {HTMLInputElement} */ (one.querySelector("input")), part]);
    }
  }
  const show = () =>
    revealed.forEach(([control, part]) => {
      part.hidden = !control.checked;
    });
  set.addEventListener("change", show);
  show();
  return set;
}

/**
 * Several choices of which any are taken.
 * @param {{id: string, legend: unknown, hint?: unknown, choices: Choice[], values: string[]}} wanted
 */
export function checkboxes({ id, legend, hint, choices, values }) {
  const each = choices.map((choice, number) =>
    box("checkbox", number === 0 ? id : `${id}-${number}`, id, choice, values.includes(choice.value)),
  );
  return h(
    "fieldset",
    { id: `${id}-set`, "aria-describedby": hint ? `${id}-hint` : null },
    h("legend", {}, legend),
    hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null,
    each,
  );
}

/**
 * What a form holds, by the names of its fields.
 * @param {HTMLFormElement} form
 */
export function valuesOf(form) {
  const data = new FormData(form);
  return {
    one: (/** @type {string} */ name) => String(data.get(name) ?? "").trim(),
    all: (/** @type {string} */ name) => data.getAll(name).map(String),
  };
}

/**
 * Says what is wrong: at the top of the form in a list that leads to the fields, and at each field.
 * @param {HTMLFormElement} form
 * @param {Mistake[]} mistakes
 */
export function showMistakes(form, mistakes) {
  form.querySelectorAll(".mistakes, .mistake").forEach((old) => old.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => {
    field.removeAttribute("aria-invalid");
    field.setAttribute("aria-describedby", (field.getAttribute("aria-describedby") ?? "").replace(/\S+-mistake/, "").trim());
  });
  if (mistakes.length === 0) return;
  for (const { id, text } of mistakes) {
    const field = form.querySelector(`#${CSS.escape(id)}`);
    if (!field) continue;
    // What a button would put right is told where the button stands already.
    if (field.matches("button")) continue;
    const whole = form.querySelector(`#${CSS.escape(`${id}-set`)}`) ?? field;
    whole.setAttribute("aria-describedby", `${whole.getAttribute("aria-describedby") ?? ""} ${id}-mistake`.trim());
    if (whole === field) field.setAttribute("aria-invalid", "true");
    const told = h("p", { class: "mistake", id: `${id}-mistake` }, h("span", { class: "unseen" }, "Mistake: "), text);
    if (whole === field) field.before(told);
    else whole.querySelector("legend")?.after(told);
    field.closest("details")?.setAttribute("open", "");
  }
  const item = ({ id, text }) =>
    h(
      "li",
      {},
      form.querySelector(`#${CSS.escape(id)}`)
        ? h(
            "a",
            {
              href: `#${id}`,
              onclick: (/** @type {Event} */ event) => {
                event.preventDefault();
                form.querySelector(`#${CSS.escape(id)}`)?.focus();
              },
            },
            text,
          )
        : text,
    );
  const summary = h(
    "div",
    { class: "mistakes", role: "alert", tabindex: "-1", "aria-labelledby": "mistakes-title" },
    h("h2", { id: "mistakes-title" }, "There is a problem"),
    h("ul", {}, mistakes.map(item)),
  );
  form.prepend(summary);
  summary.focus();
}
