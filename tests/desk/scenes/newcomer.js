// Somebody who has never seen the desk, with a proposal in their hands.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { hold, inFolder, open, go, saved, counts, take } = require("../browser");

const proposal = fs.readFileSync(path.join(__dirname, "../proposal.txt"), "utf8");

// Puts the proposal in, as the text with which a pilot begins.
async function begin(page) {
  await page.fill("#title", "Steady Steps, a proposal");
  await page.fill("#author", "the Steady Steps team");
  await page.fill("#pilot-title", "Steady Steps");
  await page.click("main button.main");
  await page.waitForSelector(".paragraphs");
}

// Marks a phrase with the pointer, from the middle of its first word to the middle of its last; gives its paragraph.
async function drag(page, phrase) {
  const number = await page.evaluate((words) => {
    const item = [...document.querySelectorAll(".paragraphs > li")].find((one) => one.querySelector("p").textContent.includes(words));
    const place = item.querySelector("p");
    const at = (offset) => {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      let left = offset;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (left <= node.length) return [node, left];
        left -= node.length;
      }
      return [place, 0];
    };
    const start = place.textContent.indexOf(words);
    getSelection().setBaseAndExtent(...at(start + 1), ...at(start + words.length - 1));
    return item.value;
  }, phrase);
  await page.waitForSelector(`#paragraph-${number} a.pointed`);
  return number;
}

// The same, and goes to code it.
async function point(page, phrase) {
  const number = await drag(page, phrase);
  await page.click(`#paragraph-${number} a.pointed`);
  await page.waitForFunction((words) => document.querySelector(".to-mark mark")?.textContent === words, phrase);
  return number;
}

async function save(page, paragraph) {
  await page.click("main button.main");
  await page.waitForFunction((to) => document.activeElement.matches(`#paragraph-${to} a`), paragraph);
}

exports.newcomer = async function newcomer(browser) {
  const page = await open(browser);
  // Prose where a pilot's file is wanted is no file with a mistake.
  await page.click("text=Paste its text instead");
  await page.fill("#pasted", proposal);
  await page.click("text=Open this text");
  await page.click("dialog >> text=Take it apart");
  await page.waitForSelector("#pilot-title");
  hold((await page.inputValue("#text")).startsWith("Steady Steps: a proposal"), "the text that was pasted is gone");
  await begin(page);
  const wholeOf = async () => Object.values(await counts(page)).reduce((sum, one) => sum + one, 0);
  hold((await page.textContent("#verdicts")).includes(`${await wholeOf()} conditions of`), "conditions are counted twice");
  // A phrase that nobody marked is not saved.
  await page.click("text=Mark a phrase >> nth=3");
  await page.waitForSelector("#first");
  hold((await page.locator(".to-mark mark").count()) === 0, "a phrase is marked before somebody marks it");
  await page.selectOption("#fact", "service.sessions");
  hold((await page.inputValue("#by")) === "the Steady Steps team", "the author is not offered as who says so");
  await page.check("[name=said][value=exact]");
  hold((await page.textContent("label[for=exact-number]")).includes("sessions"), "it is not said in what is counted");
  await page.fill("#exact-number", "8");
  await page.check("[name=basis][value=claimed]");
  await page.click("main button.main");
  await page.click(".mistakes a[href='#first']");
  hold(await page.evaluate(() => document.activeElement.id === "first"), "a phrase that lacks does not lead to its field");
  await page.click("main >> text=Leave without saving");
  await page.click("dialog button:last-of-type");
  await page.waitForSelector(".paragraphs");
  // A phrase that is too long is told to be so before anybody goes on with it.
  await drag(page, "Each person would be offered up to eight meetings of fifty minutes with a counsellor");
  hold((await page.textContent("a.pointed")).startsWith("Shorten the 15 words"), "a phrase too long is offered to be marked");
  // Somebody's word; then the text speaks for its author again.
  let at = await point(page, "Nobody's payments will be touched");
  const offered = await page.$$eval("#fact optgroup:first-of-type option", (all) => all.map((one) => one.value));
  hold(offered.some((one) => one.startsWith("voluntariness.")) && offered.length < 8, `offered are ${offered}`);
  await page.selectOption("#fact", "voluntariness.sanction_for_refusal");
  await page.check("[name=said][value=false]");
  await page.fill("#by", "Ms Okafor");
  await page.check("[name=basis][value=claimed]");
  await save(page, at);
  hold((await page.textContent("#verdicts")).includes("on the word of Ms Okafor alone"), "not told on whose word a verdict rests");
  at = await point(page, "up to eight meetings of fifty minutes");
  await page.selectOption("#fact", "service.sessions");
  hold((await page.inputValue("#by")) === "the Steady Steps team", "the last speaker speaks again");
  hold((await page.locator("[name=basis]:checked").count()) === 0, "what another says rests on the same");
  await page.check("[name=said][value=exact]");
  await page.fill("#exact-number", "8");
  await page.check("[name=basis][value=claimed]");
  await page.click("text=Save, and take more from this phrase");
  await page.waitForFunction(() => document.querySelector("#fact")?.value === "");
  await page.waitForSelector(".to-mark mark");
  hold((await page.textContent(".to-mark mark")).startsWith("up to eight"), "the phrase does not stay");
  await page.click("main >> text=Leave without saving");
  await page.waitForSelector(".paragraphs");
  // A changed answer: the quotation does not change by itself, and one comes back to the text.
  await page.click(`#paragraph-${at} .carried a`);
  await page.waitForSelector("#exact-number");
  hold(await page.isHidden("text=The quotation still says"), "the quotation is told to differ before it does");
  await page.fill("#exact-number", "6");
  await page.press("#exact-number", "Tab");
  hold(await page.isVisible("text=The quotation still says “up to eight meetings"), "the quotation differs without a word");
  await page.click("main button.main");
  await page.waitForFunction((to) => document.activeElement.matches(`#paragraph-${to} a`), at);
  // What is not settled does not read as a plain yes.
  at = await point(page, "target of fifteen forms a month");
  await page.selectOption("#fact", "referral.staff_referral_targets");
  await page.check("[name=said][value='true']");
  await page.check("[name=basis][value=claimed]");
  await page.check("#hedged");
  await page.fill("#note", "It has still to be settled.");
  await save(page, at);
  const told = await page.textContent(`#paragraph-${at} .carried`);
  hold(told.includes("not settled") && told.includes("still to be settled"), `what is hedged reads ${told}`);
  await go(page, "findings", ".tally");
  hold((await page.textContent("main")).includes("met on one person's word alone"), "the findings do not say on whose word");
  const sum = await page.$$eval(".tally li", (all) => all.reduce((whole, one) => whole + Number(/\d+$/.exec(one.textContent)[0]), 0));
  hold(sum === (await wholeOf()), `the findings count ${sum}`);
  // Nothing is told to be unsaid that nobody has looked for yet.
  await go(page, "section/governance", ".summary-list");
  const governance = await page.textContent("main");
  hold(governance.includes("Not taken from the text yet") && !governance.includes("Nobody has said"), "nobody is said to have said");
  for (const [route, place] of [["letter", ".letter"], ["report", "iframe"]]) {
    await go(page, route, place);
    hold(/\d+ of 11 paragraphs/.test(await page.textContent("main .panel")), `${route} does not tell what is not coded`);
  }
  await go(page, "letter", ".letter");
  hold(!(await page.textContent(".letter")).includes("Freedom of Information"), "a letter asks under an act unasked");
  await saved(page, () => page.click("text=Save the letter"));
  hold((await page.textContent("main [role=status]")).includes("-letter.txt"), "not said that the letter is saved");
  // The pilot alone is saved: the texts are not, and that is said.
  await go(page, "save", ".each-file");
  const yaml = await saved(page, () => page.click("text=Save steady-steps.yaml"));
  await page.waitForSelector("main .alert >> text=Saved as it is now: steady-steps.yaml");
  hold((await page.textContent("main .alert")).includes("Not saved: steady-steps-a-proposal.txt and documents.yaml"), "not said what is not saved");
  fs.writeFileSync(inFolder("again.yaml"), yaml);
  await go(page, "start", "#file");
  await page.setInputFiles("#file", inFolder("again.yaml"));
  await page.waitForSelector("dialog[open]");
  hold((await page.textContent("dialog")).includes("steady-steps-a-proposal.txt"), "who leaves is not told what would be lost");
  await page.click("dialog button:last-of-type");
  await page.waitForSelector("#rulesets-set");
  // Opened again without its text, and with it.
  await page.click(".tools a[href='#/code']");
  await page.click("main >> text=steady-steps-a-proposal");
  await page.waitForSelector("#text");
  await page.fill("#text", proposal);
  await page.fill("#title", "Steady Steps, a proposal");
  await page.click("main button.main");
  await page.waitForSelector(".paragraphs mark");
  hold((await page.locator(".paragraphs mark").count()) === 3, "the markings do not come back");
  // A file that is broken has no answer to what is open.
  await go(page, "text", "textarea");
  await page.fill("textarea", "format: 1\npilot: [");
  await page.click("main button.main");
  await page.waitForSelector(".mistakes");
  await page.click("main >> text=Leave without saving");
  await page.click("dialog button:last-of-type");
  await page.waitForSelector(".tasks");
  hold(!(await page.textContent("main")).includes("No question is open"), "a broken file is told to have no open question");
  await page.context().close();
};

exports.finding = async function finding(browser) {
  const page = await open(browser);
  await take(page, "working-well-phase-2.yaml");
  await go(page, "new-text", "#text");
  await page.fill("#text", "One thing is said here.");
  await page.fill("#title", "A text");
  await page.click("main button.main");
  await page.waitForSelector(".paragraphs");
  await go(page, "code/a-text/1", "#find");
  for (const [words, fact] of WORDS) {
    await page.fill("#find", words);
    const found = await page.$$eval("#fact option", (all) => all.slice(1, 9).map((one) => one.value));
    hold(found.includes(fact), `${words} finds ${found}, and not ${fact}`);
  }
  await page.fill("#find", "zeppelin");
  hold((await page.textContent("#fact")).includes("No question fits"), "what fits nothing finds something");
  await page.context().close();
};

/** Words that people write, each with a question that is to be among the first that it finds. */
const WORDS = [
  ["meetings", "service.sessions"],
  ["meeting", "service.sessions"],
  ["counsellor", "workforce.accredited"],
  ["counsellors", "workforce.clinical_supervision"],
  ["payments", "voluntariness.sanction_for_refusal"],
  ["money", "governance.funders"],
  ["sanctions", "voluntariness.sanction_for_refusal"],
  ["sanction", "voluntariness.sanction_for_stopping"],
  ["privacy", "data_sharing.impact_assessment"],
  ["confidential", "data_sharing.with_dwp"],
  ["register", "workforce.accredited"],
  ["registered", "workforce.accredited"],
  ["days", "service.waiting_weeks"],
  ["waiting list", "service.waiting_weeks"],
  ["drop-in", "service.offer"],
  ["coach", "referral.work_coach_role"],
  ["home", "location.venues"],
  ["supervision", "workforce.clinical_supervision"],
  ["ethics", "evaluation.ethics_approval"],
  ["suicide", "governance.crisis_protocol"],
];
