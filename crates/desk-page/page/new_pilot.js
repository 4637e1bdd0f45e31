// A new pilot, and a text that somebody brought where a pilot was asked for.

import { clearTexts } from "./coding.js";
import { change, openFile, pilot } from "./desk.js";
import { idOf } from "./files.js";

/** The text that somebody brought, until it is put in. */
export const offered = { text: "" };

/** A new pilot, with nothing stated. @param {string} title @param {string} status */
function blankPilot(title, status) {
  const quoted = JSON.stringify(title);
  return `format: 1\npilot: ${idOf(title) || "new-pilot"}\ntitle: ${quoted}\nstatus: ${status}\n`;
}

/** Puts a new pilot on the desk. @param {string} title @param {string} status */
export async function beginPilot(title, status) {
  clearTexts();
  await openFile(`${idOf(title) || "new-pilot"}.yaml`, blankPilot(title, status), { isSaved: false });
}

/** Adds somebody to those who answer for the pilot. @param {string} name */
export async function addOwner(name) {
  const owners = pilot()?.owners ?? [];
  if (owners.includes(name)) return;
  await change([{ change: "set", key: "owners", value: [...owners, name] }], "who answers for the pilot");
}

/**
 * Whether a text is prose, and no pilot's file with a mistake: it has none of the keys that every such file has.
 * @param {string} text
 */
export function isProse(text) {
  return text.trim() !== "" && !/^[\s\uFEFF{,-]*["']?(format|pilot|title|status)["']?\s*:/m.test(text);
}
