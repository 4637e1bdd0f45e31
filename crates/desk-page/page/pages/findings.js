// What comes of it, by the answer that would have to change.

import { texts } from "../coding.js";
import { count, details, h, link } from "../dom.js";
import { desk, factOf, statementsOf } from "../desk.js";
import { mark, setTitle } from "../verdict_panel.js";
import { FORCE_WORDS } from "../why.js";
import { onOneWord, said, shown, tally, VERDICTS, where, whose } from "../words.js";

/** The findings that rest on a fact, those of the gravest verdict first. */
function byFact() {
  /** @type {Map<string, any[]>} */
  const facts = new Map();
  for (const result of desk.checked?.results ?? []) {
    const verdict = shown(result);
    if (verdict !== "breached" && verdict !== "contested") continue;
    const rests =
      verdict === "breached" ? result.because : result.turns_on.filter((/** @type {any} */ one) => one.why === "contested");
    for (const { fact } of rests.slice(0, 1)) facts.set(fact, [...(facts.get(fact) ?? []), result]);
  }
  const breached = (/** @type {any[]} */ results) => results.filter((one) => one.verdict === "breached").length;
  return [...facts].sort(([, a], [, b]) => breached(b) - breached(a) || b.length - a.length);
}

/** @param {any} result */
function condition(result) {
  const set = desk.ruleSets.find(({ ruleset }) => ruleset === result.ruleset);
  const rule = set?.rules.find((one) => one.rule === result.rule);
  const word = onOneWord(result);
  const others = result.because.slice(1).map((/** @type {any} */ one) => factOf(one.fact)?.ask ?? one.fact);
  return h(
    "li",
    {},
    h("p", {}, mark(shown(result)), word ? `, ${word}:` : "", " ", h("b", {}, result.rule), ` ${result.title}`, h("span", { class: "soft" }, ` (${FORCE_WORDS[result.force].toLowerCase()} ${result.by})`)),
    details(
      "Where it stands, and what would have to change",
      h(
        "p",
        {},
        `${result.by}, “${result.cite.phrase}” (${result.cite.document}, paragraph ${result.cite.paragraph}).`,
        ` It is of the rule set “${setTitle(result.ruleset)}”.`,
        result.basis && !word ? ` The verdict rests on what is ${result.basis}.` : "",
      ),
      others.length > 0 ? h("p", {}, `Together with: ${others.join(" ")}`) : null,
      rule?.remedy ? h("p", {}, h("b", {}, "What would have to change: "), rule.remedy) : null,
    ),
  );
}

/** @param {[string, any[]]} finding */
function finding([path, results]) {
  const fact = factOf(path);
  if (!fact) return null;
  const statements = statementsOf(path);
  // What is taken from a text that is here is changed where it stands.
  const isHere = (/** @type {Record<string, any>} */ one) => texts.has(one.document) && /^\d+$/.test(String(one.paragraph));
  const told = statements.map((one, at) =>
    h(
      "li",
      {},
      h("b", {}, said(one, fact)),
      `, according to ${whose(one)}`,
      where(one) ? ` (${where(one)})` : "",
      isHere(one) ? [". ", link(`code/${one.document}/${one.paragraph}/change/${path}/${at}`, ["Change it", h("span", { class: "unseen" }, `: ${fact.ask}`)])] : null,
    ),
  );
  return h(
    "section",
    { class: "finding" },
    h("h3", {}, fact.ask),
    h("ul", {}, told),
    statements.every(isHere) ? null : h("p", {}, link(`fact/${path}`, ["Change the answer", h("span", { class: "unseen" }, `: ${fact.ask}`)])),
    h("ul", { class: "conditions" }, results.map(condition)),
  );
}

/** The page of the findings. */
export function findingsPage() {
  const found = byFact();
  const results = desk.checked?.results ?? [];
  const summary = tally(results);
  const onWord = results.filter((/** @type {any} */ one) => one.verdict === "met" && onOneWord(one));
  const taken = (/** @type {any} */ one) =>
    h("li", {}, mark(shown(one)), `, ${onOneWord(one)}: `, h("b", {}, one.rule), ` ${one.title}`, h("span", { class: "soft" }, ` (${setTitle(one.ruleset)})`));
  const row = (/** @type {any} */ one) => h("li", {}, mark(one.verdict), ` ${summary[one.verdict]}`);
  return {
    title: "Findings",
    caption: desk.checked?.title,
    back: { route: "tasks", text: "Back to what to do" },
    content: [
      desk.checked
        ? null
        : h("p", { class: "alert" }, "There are no verdicts: the file has a mistake. ", link("text", "See what is wrong")),
      h("ul", { class: "tally" }, VERDICTS.map(row)),
      found.length > 0
        ? [h("h2", {}, `${count(found.length, "answer")} on which something is breached or contested`), found.map(finding)]
        : h("p", {}, "Nothing is breached and nothing is contested, as far as it is known."),
      onWord.length > 0
        ? [
            h("h2", {}, `${count(onWord.length, "condition")} met on one person's word alone`),
            h("p", {}, "Somebody claims what meets them, and nothing that binds or that was seen stands behind it."),
            details("Which these are", h("ul", {}, onWord.map(taken))),
          ]
        : null,
      h("h2", {}, "The rest"),
      h("p", {}, link("report", "The report"), " has every condition with its reason, and every statement with its source."),
    ],
  };
}
