// The page: opens a pilot, and shows its report.

import { ask, Refused } from "./engine.js";

const file = /** @type {HTMLInputElement} */ (document.getElementById("file"));
const told = /** @type {HTMLElement} */ (document.getElementById("told"));
const report = /** @type {HTMLIFrameElement} */ (document.getElementById("report"));

async function show() {
  const chosen = file.files?.[0];
  if (!chosen) return;
  told.textContent = "";
  try {
    const text = await chosen.text();
    report.srcdoc = await ask("check", { files: [{ name: chosen.name, text }], form: "html" });
    report.hidden = false;
  } catch (error) {
    report.hidden = true;
    told.textContent = error instanceof Refused ? error.message : "The file cannot be read.";
  }
}

file.addEventListener("change", show);
