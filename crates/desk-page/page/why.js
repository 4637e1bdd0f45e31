// Why a question is asked: the conditions that speak of it, with those who state them.

import { count, details, h } from "./dom.js";
import { desk } from "./desk.js";
import { wordsShared } from "./search.js";
import { mark } from "./verdict_panel.js";
import { shown } from "./words.js";

/** The forces, the gravest first, each as it is told with those who state a condition. */
export const FORCE_WORDS = /** @type {Record<string, string>} */ ({
  must: "Required by",
  should: "Raised as a concern by",
  ask: "Put as a question by",
});
const FORCES = Object.keys(FORCE_WORDS);

/** How many conditions are told with their reasons before the rest is told by name. */
const TOLD = 6;

/**
 * Why a question is asked: the conditions that turn on a fact as things are, or that it has decided.
 * @param {string} path
 */
export function why(path) {
  const rules = new Map(desk.ruleSets.flatMap((set) => set.rules.map((rule) => [rule.rule, rule])));
  const named = (/** @type {any[]} */ facts) => facts.some(({ fact }) => fact === path);
  const results = desk.checked?.results ?? [];
  const grave = (/** @type {any} */ a, /** @type {any} */ b) => FORCES.indexOf(a.force) - FORCES.indexOf(b.force);
  const turning = results.filter((/** @type {any} */ one) => named(one.turns_on)).sort(grave);
  const decided = results.filter((/** @type {any} */ one) => named(one.because)).sort(grave);
  const speaking = results.filter((/** @type {any} */ one) => rules.get(one.rule)?.facts.includes(path)).length;
  const more = speaking - turning.length - decided.length;
  const item = (/** @type {any} */ one) =>
    h(
      "li",
      {},
      mark(shown(one)),
      " ",
      h("b", {}, one.rule),
      ` ${one.title}. `,
      h("span", { class: "soft" }, `${FORCE_WORDS[one.force]} ${one.by}. ${rules.get(one.rule)?.reason ?? ""}`),
    );
  const short = (/** @type {any} */ one) =>
    h("li", {}, h("b", {}, one.rule), ` ${one.title} `, h("span", { class: "soft" }, `(${one.by})`));
  const list = (/** @type {any[]} */ all, /** @type {string} */ heading) =>
    all.length === 0
      ? null
      : [
          h("p", {}, heading),
          h("ul", {}, all.slice(0, TOLD).map(item)),
          all.length > TOLD ? details(`${all.length - TOLD} more`, h("ul", {}, all.slice(TOLD).map(short))) : null,
        ];
  return [
    list(
      turning,
      `${count(turning.length, "condition")} that you have chosen ${turning.length === 1 ? "turns" : "turn"} on it now:`,
    ),
    list(decided, `It has decided ${count(decided.length, "condition")}:`),
    more > 0
      ? h(
          "p",
          {},
          `${count(more, "more condition")} ${more === 1 ? "speaks" : "speak"} of it, and ${more === 1 ? "does" : "do"} not turn on it as things are.`,
        )
      : null,
    speaking === 0
      ? h(
          "p",
          {},
          "None of the conditions that you have chosen speaks of it. It helps to describe the pilot, or others ask it.",
        )
      : null,
  ];
}

/** Whether none of the conditions that count speaks of a fact. @param {import("./desk.js").Fact} fact */
export function isMoot({ fact: path }) {
  const sets = desk.ruleSets.filter(({ ruleset }) => desk.chosen.includes(ruleset));
  return !sets.some(({ rules }) => rules.some(({ facts }) => facts.includes(path)));
}

/**
 * What an answer tells that goes further than the words of the question; nothing where it does not, and nothing of a yes or no, of
 * which it is told beside the words what it claims.
 * @param {import("./desk.js").Fact} fact
 */
export function tellsFurther({ ask, means, type }) {
  if (!means || type === "bool") return null;
  const [all, shared] = [wordsShared(means, means), wordsShared(means, ask)];
  return all > 3 && all > 2 * shared + 1 ? h("p", { class: "tells" }, `What it tells: ${means}.`) : null;
}

/**
 * A condition that turns on a fact of yes or no, the gravest and most to the point: its words tell which of the two is asked for.
 * @param {import("./desk.js").Fact} fact
 */
export function wantedOf(fact) {
  if (fact.type !== "bool") return null;
  const rules = new Map(desk.ruleSets.flatMap((set) => set.rules.map((rule) => [rule.rule, rule])));
  const of = (/** @type {any} */ one) => rules.get(one.rule)?.facts ?? [];
  const speaking = (desk.checked?.results ?? []).filter((/** @type {any} */ one) => of(one).includes(fact.fact));
  const shared = (/** @type {any} */ one) => wordsShared(`${fact.ask} ${fact.means}`, one.title);
  // A condition that says it in the words of the question is about it; then, the fewer facts it speaks of, the more it is.
  const rank = (/** @type {any} */ one) => (of(one).length * FORCES.length + FORCES.indexOf(one.force)) / shared(one) ** 2;
  const [first] = speaking.filter(shared).sort((/** @type {any} */ a, /** @type {any} */ b) => rank(a) - rank(b));
  return first ? h("p", { class: "hint" }, `A condition that speaks of it: “${first.title}” (${first.rule}, ${first.by}).`) : null;
}
