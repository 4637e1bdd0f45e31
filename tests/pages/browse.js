// Looks at pages as somebody would who is handed them: in a browser, at two widths, in the light and in the dark, with the
// keyboard alone, without scripts, and on paper. Writes a line for each thing that is wrong.
//
// node browse.js CHROMIUM FOLDER KIND=FILE...
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const [program, folder, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

let wrong = [];
const hold = (holds, what) => { if (!holds) wrong.push(what); };

// Opens a page that may load nothing but itself, and tells of what its scripts complain.
async function open(browser, address, name, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("request", (request) => hold(request.url().split("#")[0] === address.split("#")[0], `${name} asks for ${request.url()}`));
  page.on("console", (message) => wrong.push(`${name} says ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`${name} fails: ${error.message}`));
  await page.goto(address);
  return page;
}

// Everybody can read it: at both widths, in the light and in the dark, with the first closed parts open.
async function accessible(browser, address, name) {
  for (const width of [390, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      const at = `${name} at ${width} in the ${colorScheme}`;
      const page = await open(browser, address, at, { viewport: { width, height: 900 }, colorScheme });
      await page.evaluate(() => [...document.querySelectorAll("details")].slice(0, 12).forEach((part) => { part.open = true; }));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      hold(over <= 0, `${at} is ${over} pixels too wide`);
      const moved = await page.evaluate(() => [...document.querySelectorAll(".scroll")].filter((one) => one.scrollWidth > one.clientWidth)
        .filter((one) => one.tabIndex !== 0 || one.getAttribute("role") !== "region" ||
          innerWidth < 640 && !one.previousElementSibling.matches(".sideways")).length);
      hold(moved === 0, `${at}: ${moved} tables do not say that they can be moved, or cannot by keyboard`);
      // What is put in from outside is not bound by the page's own policy.
      const session = await page.context().newCDPSession(page);
      await session.send("Runtime.evaluate", { expression: axe });
      const found = await page.evaluate((values) => window.axe.run(document, { runOnly: values }), rules);
      for (const one of found.violations) hold(false, `${at}: ${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}`);
      hold(found.passes.length > 10, `${at}: only ${found.passes.length} rules were held against it`);
      await page.context().close();
    }
  }
}

// Without scripts closed parts open, and what only a script can do is not there.
async function without(browser, address, name) {
  const page = await open(browser, address, `${name} without scripts`, { javaScriptEnabled: false });
  hold(!(await page.locator("#_finder").isVisible()), `${name} has a dead form without scripts`);
  const result = page.locator("details.result").first();
  await result.locator("summary").focus();
  await page.keyboard.press("Enter");
  hold(await result.locator("dl").isVisible(), `${name} does not open a result without scripts`);
  await page.context().close();
}

// What is tabbed to, from the top, until something fits.
async function tab(page, fits, most) {
  for (let at = 0; at < most; at += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(fits)) return true;
  }
  return false;
}

async function keyboard(browser, address, name) {
  const page = await open(browser, address, `${name} by keyboard`, { viewport: { width: 1440, height: 900 } });
  await page.keyboard.press("Tab");
  hold(await page.evaluate(() => document.activeElement.matches("a.skip")), `${name} begins without a way past the head`);
  hold(await tab(page, () => document.activeElement.matches("#_finder > summary"), 10), `${name}: the search is not reached`);
  await page.keyboard.press("Enter");
  hold(await tab(page, () => document.activeElement.id === "_verdict", 4), `${name}: the verdicts are not reached`);
  await page.keyboard.type("breached");
  const shown = await page.evaluate(() => ({
    count: document.getElementById("_count").textContent,
    all: document.querySelectorAll("details.result").length,
    breached: document.querySelectorAll("details.result[data-verdict=breached]").length,
    visible: [...document.querySelectorAll("details.result")].filter((one) => one.checkVisibility()).length,
  }));
  hold(shown.count === `${shown.breached} of ${shown.all} results fit.`, `${name} counts: ${shown.count}`);
  hold(shown.breached > 0 && shown.visible === shown.breached, `${name} shows ${shown.visible} of ${shown.breached}`);
  hold(await tab(page, () => document.activeElement.matches("details.result > summary"), 40), `${name}: no result is reached`);
  await page.keyboard.press("Enter");
  hold(await page.evaluate(() => document.activeElement.parentNode.open), `${name}: a result does not open`);
  await page.context().close();
}

async function linked(browser, address, name) {
  const page = await open(browser, address, name, {});
  const id = await page.evaluate(() => [...document.querySelectorAll("details.result h5")].at(-1).id);
  for (const way of ["when it is opened", "when it is there"]) {
    if (way === "when it is opened") await page.goto(`${address}#${id}`);
    else await page.evaluate((name) => { location.hash = ""; document.getElementById(name).closest("details").open = false; location.hash = name; }, id);
    await page.waitForTimeout(100);
    const at = await page.evaluate((name) => {
      const result = document.getElementById(name).closest("details");
      return result.open && document.activeElement === result.querySelector("summary");
    }, id);
    hold(at, `${name}: #${id} is not open and focused ${way}`);
  }
  await page.context().close();
}

async function sorted(browser, address, name) {
  const page = await open(browser, address, name, {});
  const button = page.locator("table.sortable th button").nth(1);
  for (const direction of ["ascending", "descending"]) {
    await button.focus();
    await page.keyboard.press("Enter");
    const told = await page.evaluate(() => {
      const head = document.querySelectorAll("table.sortable thead th")[1];
      const cells = [...document.querySelectorAll("table.sortable tbody tr")].map((row) => row.cells[head.cellIndex].textContent);
      return { sort: head.getAttribute("aria-sort"), cells };
    });
    hold(told.sort === direction, `${name} is sorted ${told.sort}`);
    const place = (word) => told.cells.findIndex((cell) => cell.includes(word));
    const first = direction === "ascending" ? ["Breached", "Met"] : ["Met", "Breached"];
    hold(place(first[0]) >= 0 && place(first[0]) < place(first[1]), `${name}: ${first[0]} is not first when ${direction}`);
  }
  await page.context().close();
}

// On paper every closed part is open, and every sheet has its number.
async function printed(browser, address, name) {
  const page = await open(browser, address, `${name} on paper`, {});
  await page.emulateMedia({ media: "print" });
  const closed = await page.evaluate(() => [...document.querySelectorAll("details.result")]
    .filter((one) => !one.querySelector("dl").checkVisibility()).length);
  hold(closed === 0, `${name}: ${closed} parts are closed on paper`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sheets = (pdf.toString("latin1").match(/\/Type \/Page\b/g) || []).length;
  hold(sheets > 30, `${name} has ${sheets} sheets, too few for all that it says`);
  await page.context().close();
}

// The first sheet of each pilot fits one side of A4: what the style sheet leaves of it between its margins.
async function sheets(browser, address, name) {
  const millimetre = 96 / 25.4;
  const [width, height] = [Math.floor(180 * millimetre), 272 * millimetre];
  const page = await open(browser, address, `${name} on sheets`, { viewport: { width, height: Math.floor(height) } });
  await page.emulateMedia({ media: "print" });
  const ends = await page.evaluate(() => [...document.querySelectorAll("article.pilot")].map((pilot) => {
    // One pilot alone stands below the head of the report.
    const top = document.querySelectorAll("article.pilot").length === 1 ? 0 : pilot.getBoundingClientRect().top;
    return { pilot: pilot.getAttribute("aria-labelledby"), end: pilot.querySelector(".sheet").getBoundingClientRect().bottom - top };
  }));
  hold(ends.length > 0, `${name} has no sheet`);
  for (const { pilot, end } of ends) hold(end <= height, `${name}: the sheet of ${pilot} is ${Math.round(end - height)} too long`);
  await page.context().close();
}

// A page that leads to a thousand others is there soon, and leads on whoever has the address of a result.
async function index(browser, address, name) {
  const page = await open(browser, address, name, {});
  const loaded = await page.evaluate(() => new Promise((done) => setTimeout(() => {
    done(performance.getEntriesByType("navigation")[0].loadEventEnd);
  })));
  // On a machine with nothing else to do it is a tenth of this.
  hold(loaded > 0 && loaded < 5000, `${name} takes ${loaded} ms to load`);
  await page.context().close();
  const context = await browser.newContext();
  const result = await context.newPage();
  await result.goto(`${address}#many-0500-PB-02`);
  await result.waitForURL(/pilot-many-0500\.html#many-0500-PB-02$/, { timeout: 10000 });
  await result.waitForFunction(() => document.getElementById("many-0500-PB-02")?.closest("details").open, null, { timeout: 10000 });
  await context.close();
}

// The picture for the documentation.
async function picture(browser, address, file) {
  const page = await open(browser, address, file, { viewport: { width: 1080, height: 1650 } });
  await page.screenshot({ path: file });
  await page.context().close();
}

(async () => {
  const browser = await chromium.launch({ executablePath: program, headless: true, args: flags });
  for (const named of pages) {
    const [kind, file] = named.split("=");
    const address = `file://${path.resolve(folder, file)}`;
    if (kind === "sheets") {
      await sheets(browser, address, file);
      continue;
    }
    if (kind === "index") {
      await index(browser, address, file);
      continue;
    }
    await accessible(browser, address, file);
    if (kind === "report") {
      if (process.env.PICTURE) await picture(browser, address, process.env.PICTURE);
      for (const look of [without, keyboard, linked, sorted, printed, sheets]) await look(browser, address, file);
    }
  }
  await browser.close();
  wrong.forEach((what) => console.log(what));
})().catch((error) => { console.log(error.stack); process.exitCode = 1; });
