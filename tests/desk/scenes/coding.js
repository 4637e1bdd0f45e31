// Texts coded, and what two people made of one.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { hold, inFolder, open, until, tab, follow, go, saved } = require("../browser");
const { draw, question, answered, citedBy } = require("../marking");

exports.coding = async function coding(browser) {
  const page = await open(browser);
  await page.fill("#title", "Steady Steps");
  await page.click("text=Begin >> nth=-1");
  await page.waitForSelector("#rulesets-set");
  await page.click("main button.main");
  await page.waitForSelector(".tasks");
  await page.evaluate(() => document.querySelector("h1").focus());
  await follow(page, "main a[href='#/code']", "code", "Take a text apart");
  await tab(page, "#text");
  await page.keyboard.insertText(fs.readFileSync(path.join(__dirname, "../proposal.txt"), "utf8"));
  await tab(page, "#author");
  await page.keyboard.type("the Steady Steps team");
  await tab(page, "[name=kind]");
  await page.keyboard.press("Space");
  await tab(page, "#title");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Steady Steps, a proposal");
  await until(page, "Tab", "details:has(#name) > summary");
  await page.keyboard.press("Enter");
  await tab(page, "#name");
  await page.keyboard.type("steady-steps");
  await tab(page, "main button.main");
  await page.keyboard.press("Enter");
  await atWords(page, 1);
  const paragraphs = await page.$$eval(".paragraphs > li", (all) =>
    all.map((one) => [one.value, one.querySelector("p").textContent]),
  );
  hold(paragraphs.length === 11, `the proposal has ${paragraphs.length} paragraphs`);
  const first = await number("Taking part is a free choice.");
  await follow(page, ".tools a[href='#/code']", "code", "Take a text apart");
  await follow(page, "a[href='#/code/steady-steps']", "code/steady-steps", "Steady Steps, a proposal");
  await tab(page, `a[href='#/code/steady-steps/${first}']`, 99);
  await page.keyboard.press("Enter");
  await page.waitForSelector(`#paragraph-${first}.opened`);
  await until(page, "Tab", ".opened summary", 99);
  await page.keyboard.press("Enter");
  await tab(page, "#first");
  await page.keyboard.type("3:");
  await tab(page, "#last");
  await page.keyboard.type("8:");
  await page.waitForFunction(() => document.querySelector("mark.chosen")?.textContent === "Taking part is a free choice");
  await tab(page, ".question[data-fact='voluntariness.participation'] [data-answer='value:voluntary']", 199);
  hold((await page.locator(".opened :is([name=said], [name=includes], [name=excludes], [name=hedged]):checked").count()) === 0, "an answer is given before somebody gives it");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".saved-line");
  hold((await page.textContent(".saved-line")).includes("Voluntary"), "not told what is saved");
  hold((await page.textContent("mark.chosen")) === "Taking part is a free choice", "the phrase does not stay marked");
  // By the keyboard alone: other words for a row, which would cite others by itself; and a question that is found.
  await page.waitForFunction(() => document.activeElement.matches(".question h4, #onward"));
  await page.evaluate(() => document.querySelector(".opened .words").focus());
  await tab(page, "#unmark");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".question[data-fact='voluntariness.sanction_for_refusal'] .quotation");
  await tab(page, ".question[data-fact='voluntariness.sanction_for_refusal'] .other-words", 199);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches(".opened .words"));
  await tab(page, "#last", 9);
  await page.keyboard.type("13:");
  await until(page, "Shift+Tab", "#first", 2);
  await page.keyboard.type("9:");
  await page.waitForFunction(() => document.querySelector(".question.held .quotation")?.textContent === "“Nobody's payments will be touched”");
  await until(page, "Shift+Tab", "#goal", 9);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches(".question.held h4"));
  await until(page, "Shift+Tab", "#unmark", 299);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".question.held") === null);
  await tab(page, "#find", 299);
  await page.keyboard.type("ethics");
  const under = await page.evaluate(() => document.querySelector(".found button").getBoundingClientRect().top - document.querySelector("#find").getBoundingClientRect().bottom);
  hold(under >= 0 && under < 100, `what is found stands ${under} below where it is looked for`);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches(".question.held[data-fact='evaluation.ethics_approval'] h4"));
  hold((await page.textContent(".question.held .cited")).includes("No words are marked"), "a question that is found cites words that nobody marked");
  for (const [phrase, fact, ...chosen] of MARKED) {
    await mark(phrase);
    const row = await question(page, fact);
    hold((await citedBy(row)) === phrase, `${fact} would cite ${await citedBy(row)}`);
    for (const choice of chosen.slice(0, -1)) {
      const [field, value] = choice.split("=");
      if (field === "speaker") await row.getByLabel(value, { exact: true }).check();
      else if (value !== undefined) await row.locator(`[name=${field}]`).fill(value);
      else await row.locator(`[name=${field}], [name=includes][value="${field}"]`).check();
    }
    await answered(page, fact, chosen.at(-1));
  }
  await page.click("#onward");
  await go(page, "code/steady-steps", ".carried");
  const marks = await page.$$eval(".paragraphs mark", (all) => all.map((one) => one.textContent));
  hold(
    MARKED.every(([phrase]) => marks.includes(phrase)),
    `marked are ${JSON.stringify(marks)}`,
  );
  await page.click("#toggle");
  await page.waitForSelector("text=Show all paragraphs");
  const left = await page.$$eval(".paragraphs > li", (all) => all.map((one) => one.value));
  hold(left.length === paragraphs.length - 1, `not done are ${left}`);
  // Words that matter and fit no question are kept, by somebody who says that no question fits.
  await page.click("#toggle");
  await go(page, `code/steady-steps/${await number("We have no plan to see anybody at home")}`, ".opened .saved-line");
  await page.click("text=No question fits: keep the words");
  await page.fill("#kept-note", "Nothing is said of those who cannot come.");
  await page.click("#onward");
  await page.waitForSelector("dialog[open] >> text=A note is begun");
  await page.keyboard.press("Escape");
  await page.click("#keep-words");
  await page.waitForSelector("#keep >> text=Not kept yet. Mark the words");
  const stands = await page.$$eval(".question", (all) => all.map((one) => one.dataset.fact).join());
  await draw(page, "We have no plan to see anybody at home");
  await page.waitForSelector("#keep .quotation >> text=We have no plan to see anybody at home");
  hold((await page.$$eval(".question", (all) => all.map((one) => one.dataset.fact).join())) === stands, "words that are to be kept move the questions");
  await page.click("#keep-words");
  await page.waitForSelector(".noted-line >> text=Nothing is said of those who cannot come");
  await go(page, `code/steady-steps/${await number("We hope to begin")}`, ".opened #says-other");
  await page.focus("#says-other");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches("#keep[open] summary"));
  await until(page, "Shift+Tab", "#last", 199);
  await page.keyboard.type("17:");
  await until(page, "Shift+Tab", "#first");
  await page.keyboard.type("9:");
  await tab(page, "#keep-words", 299);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches("#onward"));
  hold((await page.textContent("#onward")).startsWith("That is all"), "a paragraph with kept words is told to have nothing in it");
  hold((await page.textContent("main")).includes("2 phrases kept that no question fits"), "not told what is kept");
  await page.click(".noted-line button");
  await page.waitForFunction(() => document.querySelector(".noted-line") === null);
  // A paragraph with nothing in it is set aside, as the register tells.
  await go(page, "code/steady-steps/1", ".opened");
  await page.click("text=Nothing here for these conditions: go on");
  await page.waitForSelector("#paragraph-1:not(.opened)");
  await go(page, "report", "iframe");
  const report = await page.frameLocator("iframe").locator("body").textContent();
  hold(
    ["Steady Steps, a proposal", "Taking part is a free choice", "We have no plan to see anybody at home"].every((one) => report.includes(one)),
    "the report does not name the text and its words",
  );
  await go(page, "save", ".each-file");
  hold((await page.textContent(".alert")).includes("steady-steps.yaml, steady-steps.txt and documents.yaml"), "not said what is not saved");
  const downloads = [];
  page.on("download", (one) => downloads.push(one));
  await page.click("main button.main");
  await page.waitForSelector("main >> text=Saved as it is now");
  fs.mkdirSync(inFolder("texts"), { recursive: true });
  for (const one of downloads) {
    const name = one.suggestedFilename();
    const to = { "steady-steps.yaml": "pilot.yaml", "steady-steps.txt": "texts/steady-steps.txt" }[name] ?? name;
    fs.copyFileSync(await one.path(), inFolder(to));
  }
  const register = fs.readFileSync(inFolder("documents.yaml"), "utf8");
  hold(register.includes("set_aside:") && register.includes("{paragraphs: 1, reason:"), `the register sets nothing aside: ${register}`);
  hold(register.includes("We have no plan to see anybody at home") && !register.includes("report to this board"), `the register keeps other words: ${register}`);
  hold(downloads.length === 3, `one button saves ${downloads.length} files`);
  // Opened together again, all is there: the passages, and what is set aside.
  const again = await open(browser);
  await again.setInputFiles("#file", ["pilot.yaml", "texts/steady-steps.txt", "documents.yaml"].map(inFolder));
  await again.waitForSelector("#rulesets-set");
  hold((await again.textContent(".tools .file")).endsWith(" saved"), "what was saved is told not to be");
  await go(again, "code/steady-steps", ".paragraphs mark");
  hold((await again.textContent("h1")).includes("Steady Steps, a proposal"), "the text has lost its title");
  hold((await again.textContent("#paragraph-1")).includes("Set aside"), "what was set aside is not");
  hold((await again.textContent(".paragraphs")).includes("“We have no plan to see anybody at home” Kept: no question fits. Note: Nothing is said"), "what was kept is not");
  hold((await again.$$eval(".paragraphs mark", (all) => all.map((one) => one.textContent))).includes("We have no plan to see anybody at home"), "what was kept is not marked");
  await again.click(`a[href='#/code/steady-steps/${first}']`);
  await again.waitForSelector(".opened .saved-line");
  hold((await again.textContent(".opened")).includes("as said by the Steady Steps team: they claim it"), "the text has lost its author");
  // A register of which a text is away names it by its title, and keeps its entry.
  const other = register.replace('"steady-steps"', '"other"').replace("Steady Steps, a proposal", "Another text").replace(/^[^]*?(?= +- document)/, "");
  fs.writeFileSync(inFolder("two.yaml"), register + other);
  fs.writeFileSync(inFolder("both.yaml"), fs.readFileSync(inFolder("pilot.yaml"), "utf8").replace("document: steady-steps", "document: other"));
  await go(again, "start", "#file");
  await again.setInputFiles("#file", ["both.yaml", "texts/steady-steps.txt", "two.yaml"].map(inFolder));
  await again.waitForSelector("#rulesets-set");
  await again.click(".tools a[href='#/code']");
  await again.waitForSelector("main >> text=Another text");
  await go(again, "code/steady-steps/2", ".opened");
  await again.click("text=Nothing here for these conditions: go on");
  await again.waitForSelector("#paragraph-2:not(.opened)");
  await go(again, "save", ".each-file");
  const two = await saved(again, () => again.click("text=Save documents.yaml"));
  hold(two.includes('"other"') && two.includes("paragraphs: 2, reason"), `the register is saved as ${two}`);
  await again.context().close();
  // Another version of the text: what it lacks is not found, and nothing is looked for elsewhere.
  await go(page, "new-text/steady-steps", "#text");
  const text = await page.inputValue("#text");
  await page.fill(
    "#text",
    text.replace("Taking part is a free choice. ", "").replace("When. We", "When. Taking part is a free choice. We"),
  );
  await page.click("main button.main");
  await page.waitForSelector(".alert");
  hold((await page.textContent(".alert")).includes("Taking part is a free choice"), "what is gone is not told to be gone");
  await page.context().close();

  /** The number of the paragraph that a phrase stands in. */
  async function number(phrase) {
    return paragraphs.find(([, words]) => words.includes(phrase))?.[0];
  }

  /** Opens the paragraph of a phrase, and chooses its first and its last word from the lists. */
  async function mark(name, phrase = name) {
    await go(page, `code/steady-steps/${await number(phrase)}`, ".opened #first");
    const words = await page.$$eval("#first option", (all) => all.slice(1).map((one) => one.textContent.replace(/^\d+: /, "")));
    const wanted = phrase.split(" ").map((word) => word.replace(/[^\p{L}\p{N}]+$/u, ""));
    const at = words.findIndex((_, start) => wanted.every((word, further) => words[start + further] === word));
    await page.selectOption("#last", String(at + wanted.length - 1));
    await page.selectOption("#first", String(at));
    await page.selectOption("#last", String(at + wanted.length - 1));
  }
};

// Waits until the reader is at the words of a paragraph.
async function atWords(page, number) {
  await page.waitForFunction((to) => document.activeElement.matches(`#paragraph-${to}.opened .words`), number);
}

exports.agree = async function agree(browser) {
  const page = await open(browser);
  const text = (role, by) =>
    `format: 1\npilot: one\ntitle: One\nstatus: running\nreferral:\n  work_coach_role: ${role}\n  routes: {value: [self], by: ${by}, basis: claimed}\n`;
  fs.writeFileSync(inFolder("first.yaml"), text("informs", "the provider"));
  fs.writeFileSync(inFolder("second.yaml"), text("suggests", "DWP"));
  await go(page, "agree", "#second");
  await page.setInputFiles("#first", inFolder("first.yaml"));
  await page.click("main button.main");
  await page.waitForSelector(".mistakes");
  hold((await page.textContent(".mistakes")).includes("Choose a file"), "a file that is not there is not told to be lacking");
  await page.setInputFiles("#second", inFolder("second.yaml"));
  await page.click("main button.main");
  await page.waitForSelector("main iframe");
  const told = await page.frameLocator("main iframe").locator("body").textContent();
  for (const part of ["referral.work_coach_role", "informs", "suggests", "the provider", "DWP"])
    hold(told.includes(part), `the page does not tell of ${part}: ${told.slice(0, 300)}`);
  await page.context().close();
};

/** Phrases of the proposal, each with the question that it answers and what is chosen there. */
const MARKED = [
  ["in a style of talking treatment that NICE recommends", "service.offer", "psychological-therapy", "part"],
  ["up to eight meetings of fifty minutes", "service.sessions", "exact-number=8", "exact"],
  ["Nobody would wait longer than twenty-one days", "service.waiting_weeks", "exact-number=21 days", "exact"],
  ["two consulting rooms at the Mill Lane jobcentre", "location.venues", "jobcentre", "part"],
  ["fill in a short form with them", "referral.work_coach_role", "value:refers"],
  ["We had thought of a target of fifteen forms a month", "referral.staff_referral_targets", "hedged", "true"],
  ["Nobody's payments will be touched if they say no", "voluntariness.sanction_for_refusal", "speaker=Ms Okafor", "false"],
  ["at the Unity Centre says the opposite", "voluntariness.sanction_for_refusal", "speaker=the claimants' group at the Unity Centre", "true"],
];
