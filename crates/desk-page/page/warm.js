// What takes long the first time it is asked is asked once while nobody waits for anything, so that its first answer is soon there.

import { desk, named, pilot, request } from "./desk.js";
import { ask, Refused, waitsForNothing } from "./engine.js";

/** For so long, in milliseconds, nobody has to have asked for anything. */
const IDLE = 800;

/** The calls that the pages make, the soonest needed first. @returns {[string, Record<string, unknown>][]} */
function calls() {
  const asked = request();
  const { options } = asked;
  return [
    ["check", { ...asked, form: "html" }],
    ["letter", { ...asked, with: { law: "none" } }],
    ["promises", { ...asked, rules: named(desk.chosen.slice(0, 1)), form: "html" }],
    ["repair", { ...asked, options: { ...options, min_force: "must" }, with: { pilot: pilot()?.pilot }, form: "html" }],
  ];
}

let left = /** @type {ReturnType<typeof calls> | null} */ (null);
let timer = 0;

/** Asks for the next, or waits until nobody waits for another answer. */
async function next() {
  if (desk.file === null || pilot() === null || !waitsForNothing(IDLE)) return warmSoon();
  left ??= calls();
  const call = left.shift();
  if (!call) return;
  try {
    await ask(...call);
  } catch (error) {
    // What is wrong with the file is told where it is looked at.
    if (!(error instanceof Refused)) throw error;
  }
  warmSoon();
}

/** Asks for all of it in time, once. */
export function warmSoon() {
  clearTimeout(timer);
  if (left === null || left.length > 0) timer = setTimeout(() => void next(), IDLE);
}
