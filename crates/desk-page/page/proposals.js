// Questions that a paragraph may answer, proposed by what people write in such texts. That a question is proposed says nothing
// of its answer, nor that the text has one.

import { questionsFor } from "./search.js";

/**
 * What people write, each with the words by which the question is found that it may answer: no question is known here by its
 * name.
 * @type {[RegExp, string][]}
 */
const CUES = [
  [/\b(therap|counsel|psycholog|talking treatment|workshop|drop-in|coaching|advice|support group|course)/i, "offered therapy workshops coaching"],
  [/\b(up to|at most|maximum of|a course of|no more than)?\s*(\w+|\d+) (meetings|sessions|appointments)\b/i, "sessions at most"],
  [/\b(wait|waiting|within \w+ (days|weeks))\b/i, "weeks wait"],
  [/\bNICE\b/, "NICE guidance"],
  [/\b(CBT|cognitive|mindfulness|psychodynamic|method of|modalit|kind of therapy)/i, "methods therapy"],
  [/\b(open to (anyone|anybody|everyone|all)|whether or not they claim|not only claimants)\b/i, "claim no benefits same service"],
  [/\b(for (people|those|adults|claimants|patients)|(claimants?|patients|unemployed|ESA|JSA)\b.*\b(will|would|can|are)|out of work|aged)\b/i, "groups people pilot"],
  [/\b(held|takes? place|take place|based|located|rooms?|premises|building|on the .{0,12}floor|venue|co-locat)/i, "sessions take place"],
  [/\b(instead|elsewhere|rather not|other place|alternative|choose where|not a jobcentre)\b/i, "same help not jobcentre"],
  [/\b(choose where|prefer|rather not go)\b/i, "choose where seen"],
  [/\b(private|overheard|confidential space|consulting rooms?)\b/i, "rooms overheard"],
  [/\bfloor\b/i, "same floor jobcentre"],
  [/\b(entrance|security|guard)/i, "security staff"],
  [/\b(work coach|coach(es)?|adviser|advisor|jobcentre staff)\b/i, "work coach nothing inform suggest refer require"],
  [/\b(refer|self-refer|sent by|send people|signpost|routes?)\w*\b/i, "routes into service"],
  [/\b(judged|marked|measured|rated|appraised) (by|on)\b/i, "individual staff targets"],
  [/\b(target|quota|number of referrals|a month for each)\b/i, "staff targets referrals"],
  [/\b(assess\w*) .{0,40}\b(clinician|therapist|before)\b/i, "clinician assess before offered"],
  [/\b(voluntar|free choice|free to|optional|no obligation|mandatory|compulsory|compelled|required to|forced|coerc)/i, "taking part voluntary mandatory"],
  [/\b(required|mandat|compuls|must attend|told to attend|have to attend|obliged)/i, "steps required attend"],
  [/\b(sanction|payments?|benefits?) .{0,60}\b(touch|cut|stop|lose|lost|review|affect|refus|say no|decline|unless)/i, "cut for saying no"],
  [/\b(sanction|penal)/i, "cut for saying no"],
  [/\b(stop|miss|withdraw|drop out|leave)\w* .{0,60}\b(sanction|payment|benefit|penal)|\b(sanction|payment|benefit).{0,80}\b(stop|miss|withdraw|drop)/i, "cut for stopping"],
  [/\b(on paper|in writing|written assurance|assur)/i, "writing saying no consequence"],
  [/\b(consent|agree to|sign|permission)/i, "consent sharing information"],
  [/\b(let .{0,30} know|told what|share|pass(ed|es)? (on|to)|information|notes?|data|confidential|attend(ed|ance))\b/i, "passes to DWP jobcentre person"],
  [/\b(notes|records?)\b/i, "own records apart"],
  [/\b(privacy|impact) assessment|DPIA\b/i, "impact assessment"],
  [/\b(accredit|register|registered|qualified|professional body|chartered|BACP|HCPC)/i, "accredited qualified"],
  [/\b(supervis)/i, "clinical supervision"],
  [/\b(employed|paid by|work for|employer|staff of|hired)\b/i, "employs deliver"],
  [/\b(week's|days?'?s?|some) training|train(ed|ing)\b/i, "training staff set out"],
  [/\b(aim|purpose|feel better|want people|intended to|goal)\b/i, "primary aim mental health access"],
  [/\b(into work|find work|return to work|back to work|employment|jobs?)\b/i, "place work sessions goal"],
  [/\b(into work|find work|job outcome)\b/i, "targets job outcomes"],
  [/\b(claims? down|off benefits?|fewer claim|benefit (bill|reduction))/i, "targets off benefits"],
  [/(£|pounds|\bfund(s|ed|er|ing)?\b|\bmoney\b|\bgrant\b|\bpaid for\b|commission)/i, "funds pilot"],
  [/\bpayment by results|paid by results|depends? on outcomes/i, "pay outcomes"],
  [/\b(evaluat|university|research|study|trial)\b/i, "evaluation planned"],
  [/\b(measure|questionnaire|ask(s|ed)? (everybody|everyone|people)|mood|wellbeing|outcomes?)\b/i, "measurements evaluate"],
  [/\b(compar|control group|random)/i, "results compared"],
  [/\b(follow-up|long[- ]term|(months?|years?) (later|after)|(second|third) year)\b/i, "far ahead evaluation look"],
  [/\bethic(s|al) (committee|approval|review)/i, "ethics committee approved"],
  [/\b(results|findings|find|report)\b.{0,40}\bpublish|\bpublish.{0,40}\b(results|findings|report)/i, "results published"],
  [/\b(begin|start|launch|from)\w* on\b|\bstart date\b/i, "day pilot start"],
  [/\b(until|ends? on|finish)\b/i, "day pilot end"],
  [/\b(crisis|suicid|risk|harm)\b/i, "protocol suicide"],
  [/\b(complain|ombudsman)/i, "complain independent"],
  [/\b(consult(ed|ation)|asked for (their )?views)\b/i, "consulted before pilot"],
];

/** The questions that are meant by what stands in a text, those first whose words come first. @param {string} text */
function meantBy(text) {
  /** @type {Map<import("./desk.js").Fact, number>} */
  const places = new Map();
  for (const [cue, words] of CUES) {
    const place = text.search(cue);
    const [fact] = place < 0 ? [] : questionsFor(words);
    if (fact) places.set(fact, Math.min(place, places.get(fact) ?? place));
  }
  return [...places].sort(([, a], [, b]) => a - b).map(([fact]) => fact);
}

/** The sentence of a text in which something stands. @param {string} text @param {string} phrase */
function sentenceOf(text, phrase) {
  return text.split(/(?<=[.?!;:])\s+/u).find((one) => one.includes(phrase)) ?? phrase;
}

/**
 * The questions that a paragraph may answer, and before these those that a phrase of it may.
 * @param {string} paragraph
 * @param {string} phrase nothing where none is marked
 * @param {number} most
 * @returns {import("./desk.js").Fact[]}
 */
export function proposedFor(paragraph, phrase, most) {
  const sentence = phrase === "" ? "" : sentenceOf(paragraph, phrase);
  const first = phrase === "" ? [] : [...meantBy(phrase), ...questionsFor(phrase).slice(0, 2), ...meantBy(sentence)];
  const all = new Set([...first, ...meantBy(paragraph), ...questionsFor(sentence || paragraph)]);
  return [...all].slice(0, most);
}
