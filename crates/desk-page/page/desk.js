// What is on the desk: the file, its texts, the rule sets that count, and what the engine says of them.

import { askJson, Refused } from "./engine.js";
import { History } from "./history.js";
import { searchAmong } from "./search.js";
import { onOneWord, shown } from "./words.js";

/**
 * @typedef {{fact: string, type: string, values: any[], meanings: string[], unit: string | null, means: string, ask: string}} Fact
 * @typedef {{name: string, history: History, document: number, handle: any}} OpenFile
 */

/** The state of the page; `changed` is called after each change of it. */
export const desk = {
  /** @type {OpenFile | null} */
  file: null,
  /** @type {{section: string, about: string, facts: Fact[]}[]} */
  sections: [],
  /** @type {{ruleset: string, title: string, summary: string, issued_by: string[], rules: any[]}[]} */
  ruleSets: [],
  /** @type {string[]} the ids of the rule sets that count */
  chosen: [],
  /** What the file says, as the engine reads it. @type {any} */
  read: null,
  /** The verdicts on the document that is worked on. @type {any} */
  checked: null,
  /** What is open about it. @type {any} */
  open: null,
  /** What is wrong with the file, as diagnostics. @type {any[]} */
  errors: [],
  /** Which verdicts the last change moved. @type {{rule: string, title: string, was: string, is: string, ruleset: string, word: string | null}[]} */
  moved: [],
  /** Where the next answer is most likely from: what the last one said of that. @type {Record<string, any>} */
  lastSource: {},
  /** Rule sets and vocabularies of one's own, as files. */
  own: {
    files: /** @type {{name: string, text: string}[]} */ ([]),
    /** The files of rule sets, by the ids of these. @type {Map<string, string>} */
    rules: new Map(),
    /** The files of vocabularies. @type {string[]} */
    vocabularies: [],
  },
  /** The register of the texts that are coded; empty where there are none. */
  register: "",
  changed: () => {},
};

/** Gets to know the facts and the rule sets. */
export async function meetEngine() {
  const [facts, rules] = await Promise.all([askJson("facts"), askJson("rules")]);
  meet(facts, rules);
  desk.chosen = desk.ruleSets.map((set) => set.ruleset);
}

/** Takes up what there is. @param {any} facts @param {any} rules */
function meet(facts, rules) {
  desk.sections = facts.sections;
  desk.ruleSets = rules.rulesets;
  searchAmong(desk.sections);
}

/**
 * Adds rule sets and vocabularies of one's own to those that come with the page; refused, with the reason, where one is wrong.
 * @param {{name: string, text: string}[]} files
 */
export async function addOwn(files) {
  const named = files.map(({ name, text }) => ({ name: `own/${name}`, text }));
  const kept = desk.own.files.filter((old) => !named.some(({ name }) => name === old.name));
  const all = [...kept, ...named];
  const isVocabulary = (/** @type {{text: string}} */ { text }) => /^vocabulary\s*:/m.test(text) && !/^(ruleset|pilot)\s*:/m.test(text);
  const vocabularies = all.filter(isVocabulary).map(({ name }) => name);
  const sets = all.filter((one) => !isVocabulary(one)).map(({ name }) => name);
  const asked = { files: all, pilots: [], options: { vocabulary: vocabularies } };
  const shipped = desk.ruleSets.map(({ ruleset }) => ruleset).filter((id) => !desk.own.rules.has(id));
  const facts = await askJson("facts", asked);
  const rules = await rulesOf({ ...asked, rules: [...shipped, ...sets] });
  /** @type {Map<string, string>} */
  const ids = new Map();
  for (const name of sets) {
    const { rulesets } = await rulesOf({ ...asked, rules: [name] });
    rulesets.forEach((/** @type {any} */ set) => ids.set(set.ruleset, name));
  }
  desk.own = { files: all, rules: ids, vocabularies };
  meet(facts, rules);
  desk.chosen = [...new Set([...desk.chosen, ...ids.keys()])];
}

/** Rule sets as they are listed; refused where one of them is wrong. @param {Record<string, unknown>} asked */
async function rulesOf(asked) {
  const rules = await askJson("rules", asked);
  if (rules.errors?.length > 0) throw new Refused(rules.errors.map((/** @type {any} */ one) => one.message).join("; "), rules.errors);
  return rules;
}

/** Rule sets as a request names them: those of one's own by their files. @param {string[]} ids */
export function named(ids) {
  return ids.map((id) => desk.own.rules.get(id) ?? id);
}

/**
 * @param {string} path
 * @returns {Fact | undefined}
 */
export function factOf(path) {
  return desk.sections.flatMap((section) => section.facts).find((fact) => fact.fact === path);
}

/** The document that is worked on, as it was read; null where the file holds no pilot. */
export function pilot() {
  return desk.read?.documents?.find((/** @type {any} */ one) => one.document === desk.file?.document) ?? null;
}

/**
 * The statements of a fact, in the order of the file.
 * @param {string} path
 * @returns {Record<string, any>[]}
 */
export function statementsOf(path) {
  return pilot()?.facts.find((/** @type {any} */ one) => one.fact === path)?.statements ?? [];
}

/** The file, with the vocabulary that it may speak. */
export function fileRequest() {
  const { name, history } = /** @type {OpenFile} */ (desk.file);
  return {
    files: [{ name, text: history.text }, ...desk.own.files],
    options: { vocabulary: desk.own.vocabularies },
  };
}

/** The file, with the register of the texts that it cites and the rule sets that count. */
export function request() {
  const { files, options } = fileRequest();
  const register = "register/documents.yaml";
  const isThere = desk.register !== "";
  return {
    files: isThere ? [...files, { name: register, text: desk.register }] : files,
    rules: named(desk.chosen),
    options: { ...options, documents: isThere ? [register] : [] },
  };
}

/**
 * Puts a file on the desk.
 * @param {string} name
 * @param {string} text
 * @param {{isSaved?: boolean, handle?: any}} [from]
 */
export async function openFile(name, text, { isSaved = true, handle = null } = {}) {
  desk.file = { name, history: new History(text, isSaved), document: 0, handle };
  desk.checked = null;
  desk.lastSource = {};
  await refresh();
  const first = desk.read?.documents?.[0];
  if (first && first.document !== 0) {
    desk.file.document = first.document;
    await refresh();
  }
}

/** Asks the engine anew what it says of the file as it is now. */
export async function refresh() {
  const before = desk.checked;
  desk.errors = [];
  const [read, checked, open] = await Promise.all([
    answerOrErrors("read", fileRequest()),
    answerOrErrors("check", request()),
    answerOrErrors("questions", request()),
  ]);
  desk.read = read;
  const id = pilot()?.pilot;
  const own = (/** @type {any} */ answer) => answer?.pilots.find((/** @type {any} */ one) => one.pilot === id) ?? null;
  desk.checked = own(checked);
  desk.open = own(open);
  desk.errors = checked?.errors ?? desk.errors;
  desk.moved = movements(before, desk.checked);
  desk.changed();
}

/**
 * @param {string} call
 * @param {any} asked
 */
async function answerOrErrors(call, asked) {
  try {
    return await askJson(call, asked);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (call === "check") desk.errors = error.diagnostics;
    return null;
  }
}

/**
 * Which verdicts differ between two answers about one pilot.
 * @param {any} before
 * @param {any} after
 */
function movements(before, after) {
  if (!before || !after || before.pilot !== after.pilot) return [];
  const was = new Map(before.results.map((/** @type {any} */ one) => [one.rule, shown(one)]));
  const each = after.results.map((/** @type {any} */ one) => ({
    rule: one.rule,
    title: one.title,
    was: was.get(one.rule) ?? "",
    is: shown(one),
    ruleset: one.ruleset,
    word: onOneWord(one),
  }));
  return each.filter((/** @type {any} */ one) => one.was !== "" && one.was !== one.is);
}

/**
 * Makes changes to the document that is worked on.
 * @param {object[]} changes
 * @param {string} what what is changed, to be named when it is undone
 */
export async function change(changes, what) {
  const file = /** @type {OpenFile} */ (desk.file);
  const { text } = await askJson("change", { ...fileRequest(), with: { document: file.document, changes } });
  file.history.push(text, what);
  await refresh();
}

/** @param {"undo" | "redo"} way */
export async function step(way) {
  desk.file?.history[way]();
  await refresh();
}
