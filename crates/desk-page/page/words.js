// The words in which verdicts, statements and facts are told.

/** Verdicts, the gravest first: the word of the reports, its sign, and the class of its frame. */
export const VERDICTS = [
  { verdict: "breached", word: "Breached", sign: "✕", frame: "breached", means: "it does not hold, whatever is still unknown" },
  {
    verdict: "contested",
    word: "Contested",
    sign: "≠",
    frame: "contested",
    means: "it turns on something of which two people say different things",
  },
  {
    verdict: "unstated",
    word: "Unstated",
    sign: "?",
    frame: "unstated",
    means: "it turns on something of which nothing has been taken down yet",
  },
  {
    verdict: "met-if-it-applies",
    word: "Met, if it applies",
    sign: "~",
    frame: "met-if",
    means: "if it is about such a pilot at all, it holds",
  },
  { verdict: "met", word: "Met", sign: "✓", frame: "met", means: "it holds, whatever is still unknown" },
  {
    verdict: "not-applicable",
    word: "Not applicable",
    sign: "–",
    frame: "not-applicable",
    means: "it is not about such a pilot",
  },
];

/** The bases, the weakest first. */
export const BASES = [
  {
    basis: "claimed",
    word: "They claim it",
    hint: "Those who run, pay for or promote the pilot say so; or anybody says it at second hand.",
  },
  {
    basis: "specified",
    word: "It is binding",
    hint: "It stands in a text that binds them: a contract, a published policy, this specification.",
  },
  {
    basis: "observed",
    word: "It was seen",
    hint: "Somebody who does not answer for the pilot has seen it, measured it or gone through it.",
  },
];

/**
 * What a text is, in everyday words, with the basis on which stands what it says; and, where those who answer for the pilot may
 * have written it, whether that is likely.
 */
export const KINDS_OF_TEXT = [
  {
    kind: "proposal",
    basis: "claimed",
    word: "A proposal, a plan, a leaflet or a letter of those behind the pilot",
    hint: "They say so, and it binds nobody.",
    isByOwners: true,
  },
  {
    kind: "specification",
    basis: "specified",
    word: "A contract, a specification or a published policy",
    hint: "It binds those who run the pilot.",
    isByOwners: false,
  },
  {
    kind: "observation",
    basis: "observed",
    word: "An account of what its author saw, measured or went through",
    hint: "By somebody who does not answer for the pilot, such as a claimant, an inspector or a researcher.",
  },
  {
    kind: "report",
    basis: "claimed",
    word: "An article, a letter or a post of somebody else",
    hint: "It tells what others say or do, at second hand.",
  },
];

/** The kind of a text, or nothing where there is none such. @param {string} kind */
export function kindOfText(kind) {
  return KINDS_OF_TEXT.find((one) => one.kind === kind);
}

/** A kind of text as a register tells what a text is. @param {{word: string}} kind */
export function aboutKind({ word }) {
  return `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
}

/** The kind of a text of which a register tells what it is; nothing where somebody tells that in words of their own. @param {string} about */
export function kindToldBy(about) {
  return KINDS_OF_TEXT.find((one) => aboutKind(one) === about);
}

/** How far a pilot has come. */
export const STATUSES = ["proposed", "planned", "running", "ended"];

/**
 * Which of the verdicts a result shows: a condition that is met, and of which it is not known whether it applies, is told apart.
 * @param {{verdict: string, applies: string}} result
 */
export function shown(result) {
  return result.verdict === "met" && result.applies === "open" ? "met-if-it-applies" : result.verdict;
}

/**
 * How many results have which verdict, each counted once: one that is met if it applies is not among those that are met.
 * @param {{verdict: string, applies: string}[]} results
 * @returns {Record<string, number>}
 */
export function tally(results) {
  const counts = Object.fromEntries(VERDICTS.map(({ verdict }) => [verdict, 0]));
  for (const result of results) counts[shown(result)] += 1;
  return counts;
}

/**
 * On whose word alone a verdict rests; nothing where it rests on more than one speaker's, or on more than a word.
 * @param {{basis: string | null, because: {statements: {by: string | null, basis: string}[]}[]}} result
 */
export function onOneWord(result) {
  if (result.basis !== "claimed") return null;
  const statements = result.because.flatMap((one) => one.statements);
  const speakers = new Set(statements.map(({ by }) => by ?? "the author of this file"));
  const isWord = statements.length > 0 && statements.every(({ basis }) => basis === "claimed");
  return isWord && speakers.size === 1 ? `on the word of ${[...speakers][0]} alone` : null;
}

/**
 * @param {string} verdict
 */
export function verdictWords(verdict) {
  return VERDICTS.find((one) => one.verdict === verdict) ?? VERDICTS[2];
}

/** Words that are said by their letters. */
const INITIALS = new Set(["cbt", "dwp", "esa", "gp", "iapt", "jsa", "nhs"]);

/**
 * The name of a value, as a person writes it.
 * @param {unknown} value
 */
export function plain(value) {
  if (value === true) return "Yes";
  if (value === false) return "No";
  return String(value)
    .split("-")
    .map((word) => (INITIALS.has(word) ? word.toUpperCase() : word))
    .join(" ");
}

/**
 * The name of a section.
 * @param {string} section
 */
export function sectionName(section) {
  const words = section.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Several things in a row: `a, b and c`.
 * @param {string[]} things
 * @param {string} [last]
 */
export function inRow(things, last = "and") {
  if (things.length < 2) return things.join("");
  return `${things.slice(0, -1).join(", ")} ${last} ${things.at(-1)}`;
}

/**
 * Whether a statement is of words that speak of a fact and do not answer it: nobody was asked on a day.
 * @param {Record<string, any>} statement
 */
export function isSpoken({ unanswered, asked, phrase }) {
  return Boolean(unanswered && phrase && !asked);
}

/**
 * What a statement says of its fact.
 * @param {Record<string, any>} statement
 * @param {{type: string}} fact
 */
export function said(statement, fact) {
  const names = (/** @type {unknown[]} */ values) => values.map(plain);
  if (isSpoken(statement)) return "Spoken of, and not answered";
  if (statement.unanswered) return "Asked, and not answered";
  const parts = [];
  if (statement.value !== undefined) parts.push(whole(statement.value, fact));
  if (statement.includes) parts.push(`At least: ${inRow(names(statement.includes))}`);
  if (statement.excludes) parts.push(`Not: ${inRow(names(statement.excludes), "or")}`);
  if (statement.one_of) parts.push(`${inRow(names(statement.one_of), "or")}; which of them is not known`);
  if (statement.none_of) parts.push(`Not ${inRow(names(statement.none_of), "or")}`);
  if (statement.at_least !== undefined) parts.push(`At least ${statement.at_least}`);
  if (statement.at_most !== undefined) parts.push(`At most ${statement.at_most}`);
  if (statement.from !== undefined) parts.push(`From ${statement.from}`);
  if (statement.until !== undefined) parts.push(`Until ${statement.until}`);
  const told = `${parts.join("; ")}${statement.hedged ? ", perhaps: this is not settled, and decides nothing" : ""}`;
  return told.charAt(0).toUpperCase() + told.slice(1);
}

/**
 * @param {any} value
 * @param {{type: string}} fact
 */
function whole(value, fact) {
  if (fact.type === "text") return value === "none" ? "It is known that there is none" : value;
  if (fact.type === "date" || fact.type === "number") return String(value);
  if (!Array.isArray(value)) return plain(value);
  return value.length === 0 ? "None: it is known that there are none" : `${inRow(value.map(plain))}, and nothing else`;
}

/**
 * Who says so, and on what it rests.
 * @param {{by?: string | null, basis?: string | null, unanswered?: boolean, asked?: string, hedged?: boolean}} statement
 */
export function whose(statement) {
  const by = statement.by ?? "the author of this file";
  if (statement.unanswered) return statement.asked ? `${by}, asked on ${statement.asked}` : by;
  const basis = statement.basis ? `, ${statement.basis}` : "";
  return `${by}${basis}${statement.hedged ? ", said with words such as “may”, “likely” or “to be settled”" : ""}`;
}

/**
 * Where a statement is found.
 * @param {Record<string, any>} statement
 */
export function where(statement) {
  const parts = [];
  if (statement.document) parts.push(statement.document);
  if (statement.paragraph) parts.push(`paragraph ${statement.paragraph}`);
  if (statement.date) parts.push(statement.date);
  const phrase = statement.phrase ? `: “${statement.phrase}”` : "";
  return parts.join(", ") + phrase;
}

/**
 * A message as a sentence of its own.
 * @param {string} message
 */
export function sentence(message) {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`;
}
