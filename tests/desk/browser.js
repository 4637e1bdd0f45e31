// What somebody does at the desk, step by step: a page opened, a key pressed until something has the focus, a file saved.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const [, file, folder] = process.argv.slice(2);
const wrong = [];
const hold = (holds, what) => {
  if (!holds) wrong.push(what);
};
const inFolder = (name) => path.join(folder, name);

// Opens the desk, which may ask for nothing but itself, and tells of what its script complains. Something may be done before its
// script runs.
async function open(browser, options = {}, before = () => {}) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  await page.addInitScript(before);
  page.setDefaultTimeout(20_000);
  context.on("request", (request) => hold(/^(file|blob|data):/.test(request.url()), `the page asks for ${request.url()}`));
  page.on("console", (message) => {
    // What looks at the page speaks with the frames in it, too, and a file may not be named as where it speaks from.
    if (!message.text().includes("postMessage")) wrong.push(`the page says ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`the page fails: ${error.stack}`));
  await page.goto(`file://${path.resolve(file)}`);
  await page.waitForSelector("main h1:not(:empty)");
  return page;
}

// Presses a key until something has the focus.
async function until(page, key, selector, most = 60) {
  for (let at = 0; at < most; at += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press(key);
  }
  throw new Error(
    `${selector} is not reached by ${key} on ${page.url()}: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`,
  );
}

const tab = (page, selector, most) => until(page, "Tab", selector, most);

// Waits for a page and sees that its reader is at its heading.
async function arrived(page, route, heading) {
  await page.waitForFunction((wanted) => location.hash === `#/${wanted}`, route);
  await page.waitForFunction((wanted) => document.querySelector("main h1")?.textContent.includes(wanted), heading);
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  hold((await page.title()).includes(heading), `the title on ${route} is ${await page.title()}`);
}

async function follow(page, selector, route, heading) {
  await tab(page, selector);
  await page.keyboard.press("Enter");
  await arrived(page, route, heading);
}

// Goes to a page as somebody who knows its address.
async function go(page, route, selector) {
  await page.evaluate((to) => {
    if ((location.hash || "#/start") === `#/${to}`) return;
    document.querySelector("main h1").setAttribute("data-old", "");
    location.hash = `#/${to}`;
  }, route);
  await page.waitForSelector("main h1:not([data-old])");
  await page.waitForSelector(`main ${selector}`);
}

// Opens a shipped pilot by its file's name.
async function take(page, name) {
  await page.selectOption("#shipped", name);
  await page.click("text=Look at it");
  await page.waitForSelector("#rulesets-set");
}

// The text that is saved.
async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return fs.readFileSync(await download.path(), "utf8");
}

// What the panel says: how many conditions have which verdict.
async function counts(page) {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll("#verdicts .counts li")].map((row) => {
        const [word, number] = [
          row.querySelector(".verdict").lastChild.textContent.trim(),
          row.querySelector(".figure").textContent,
        ];
        return [word, Number(number)];
      }),
    ),
  );
}

// Which conditions the findings name, with their verdicts.
async function findings(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".finding .conditions > li")]
      .map((one) => {
        const [rule, verdict] = [
          one.querySelector("b").textContent,
          one.querySelector(".verdict").lastChild.textContent.trim(),
        ];
        return `${rule} ${verdict.toLowerCase()}`;
      })
      .sort(),
  );
}

// Says what one speaker says of a fact that is yes or no: `up` is how often the arrow goes up from what nobody has said.
async function answer(page, up, by, basis) {
  await tab(page, "[name=said]:checked");
  for (let at = 0; at < up; at += 1) await page.keyboard.press("ArrowUp");
  await tab(page, "#by");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(by);
  await tab(page, "[name=basis]");
  await page.keyboard.press("Space");
  for (let at = 0; at < basis; at += 1) await page.keyboard.press("ArrowDown");
}

module.exports = { wrong, hold, inFolder, open, until, tab, arrived, follow, go, take, saved, counts, findings, answer };
