// Texts coded, and what two people made of one.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { hold, inFolder, open, tab, arrived, follow, go, saved } = require("../browser");

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
  await tab(page, "#title");
  await page.keyboard.type("Steady Steps, a proposal");
  await tab(page, "#name");
  await page.keyboard.type("steady-steps");
  await tab(page, "#author");
  await page.keyboard.type("the Steady Steps team");
  await tab(page, "main button.main");
  await page.keyboard.press("Enter");
  await arrived(page, "code/steady-steps", "Steady Steps, a proposal");
  const paragraphs = await page.$$eval(".paragraphs > li", (all) =>
    all.map((one) => [one.value, one.querySelector("p").textContent]),
  );
  hold(paragraphs.length === 11, `the proposal has ${paragraphs.length} paragraphs`);
  const first = await number("Taking part is a free choice.");
  await follow(page, `a[href='#/code/steady-steps/${first}']`, `code/steady-steps/${first}`, `Paragraph ${first}`);
  await tab(page, "#first");
  await page.keyboard.type("3:");
  await tab(page, "#last");
  await page.keyboard.type("8:");
  await page.waitForFunction(() => document.querySelector(".to-mark mark")?.textContent === "Taking part is a free choice");
  await tab(page, "#find");
  await page.keyboard.type("say no mandatory");
  await tab(page, "#fact");
  await page.keyboard.press("ArrowDown");
  await tab(page, "[name=said]");
  hold((await page.locator("[name=said]:checked").count()) === 0, "an answer is given before somebody gives it");
  await page.keyboard.press("Space");
  for (let at = 0; at < 6 && !(await page.evaluate(() => document.activeElement.value === "value:voluntary")); at += 1)
    await page.keyboard.press("ArrowDown");
  await tab(page, "[name=basis]");
  await page.keyboard.press("Space");
  await tab(page, "main button.main");
  await page.keyboard.press("Enter");
  await page.waitForFunction((to) => document.activeElement.matches(`#paragraph-${to} a`), first);
  hold((await page.textContent(".paragraphs mark")) === "Taking part is a free choice", "the passage is not marked");
  for (const [phrase, fact, ...chosen] of MARKED) {
    await mark(phrase);
    await page.selectOption("#fact", fact);
    for (const choice of chosen) {
      const [field, value] = choice.split("=");
      if (value !== undefined) await page.fill(field, value);
      else await page.check(field.startsWith("#") ? field : `#said-set input[value="${field}"]:visible >> nth=0`);
    }
    await page.check("[name=basis][value=claimed]");
    await page.click("main button.main");
    await page.waitForSelector(".paragraphs, .mistakes");
    hold((await page.locator(".mistakes").count()) === 0, `${fact}: ${await page.locator(".mistakes").allTextContents()}`);
  }
  const marks = await page.$$eval(".paragraphs mark", (all) => all.map((one) => one.textContent));
  hold(
    MARKED.every(([phrase]) => marks.includes(phrase)),
    `marked are ${JSON.stringify(marks)}`,
  );
  await page.click("#toggle");
  await page.waitForSelector("text=Show all paragraphs");
  const left = await page.$$eval(".paragraphs > li", (all) => all.map((one) => one.value));
  hold(!left.includes(first) && left.length > 2 && left.length < paragraphs.length, `not coded are ${left}`);
  // Too many words are refused, with the reason.
  await mark("One thing", "Each person would be offered up to eight meetings of fifty minutes with a counsellor");
  await page.click("main button.main");
  await page.waitForSelector(".mistakes");
  hold(/1[0-9] words, [0-9] more/.test(await page.textContent(".mistakes")), "a long phrase is taken");
  hold((await page.textContent(".to-mark mark")).startsWith("Each person"), "a long phrase loses its marking");
  await page.click("main >> text=Leave without saving");
  await page.click("dialog button:last-of-type");
  await page.waitForSelector(".paragraphs");
  await go(page, "report", "iframe");
  const report = await page.frameLocator("iframe").locator("body").textContent();
  hold(
    report.includes("Steady Steps, a proposal") && report.includes("Taking part is a free choice"),
    "the report does not name the text",
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
  hold(downloads.length === 3, `one button saves ${downloads.length} files`);
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

  /** Opens the paragraph of a phrase, and chooses its first and its last word. */
  async function mark(name, phrase = name) {
    await go(page, `code/steady-steps/${await number(phrase)}`, "#first");
    const words = await page.$$eval("#first option", (all) => all.slice(1).map((one) => one.textContent.replace(/^\d+: /, "")));
    const wanted = phrase.split(" ").map((word) => word.replace(/[^\p{L}\p{N}]+$/u, ""));
    const at = words.findIndex((_, start) => wanted.every((word, further) => words[start + further] === word));
    await page.selectOption("#first", String(at));
    await page.selectOption("#last", String(at + wanted.length - 1));
  }
};

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
  ["in a style of talking treatment that NICE recommends", "service.offer", "part", "psychological-therapy"],
  ["up to eight meetings of fifty minutes", "service.sessions", "exact", "#exact-number=8"],
  ["Nobody would wait longer than twenty-one days", "service.waiting_weeks", "exact", "#exact-number=3"],
  ["two consulting rooms at the Mill Lane jobcentre", "location.venues", "part", "jobcentre"],
  ["fill in a short form with them", "referral.work_coach_role", "value:refers"],
  ["We had thought of a target of fifteen forms a month", "referral.staff_referral_targets", "true", "#hedged"],
  ["Nobody's payments will be touched if they say no", "voluntariness.sanction_for_refusal", "false"],
  ["at the Unity Centre says the opposite", "voluntariness.sanction_for_refusal", "true", "#by=the claimants' group"],
];
