// Uses the desk as somebody would who was handed it: in a browser, with the keyboard alone where that is said. Writes a line for
// each thing that is wrong.
//
// node drive.js CHROMIUM PAGE FOLDER SCENE...
"use strict";
const { chromium } = require("playwright-core");
const { wrong } = require("./browser");

const [program, , , ...scenes] = process.argv.slice(2);
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const all = Object.assign({}, ...["filling", "files", "coding", "newcomer", "finding", "slips", "everybody"].map((name) => require(`./scenes/${name}`)));

(async () => {
  const browser = await chromium.launch({ executablePath: program, headless: true, args: flags });
  try {
    for (const scene of scenes) await all[scene](browser);
  } catch (error) {
    wrong.push(error.stack);
  } finally {
    await browser.close();
  }
  wrong.forEach((what) => console.log(what));
})().catch((error) => {
  console.log(error.stack);
  process.exitCode = 1;
});
