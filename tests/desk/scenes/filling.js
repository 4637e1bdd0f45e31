// A pilot filled in from nothing.
"use strict";
const fs = require("node:fs");
const { hold, inFolder, open, until, tab, arrived, follow, go, saved, counts, findings, answer } = require("../browser");

/** The page of the fact that is filled in. */
const REFUSAL = "fact/voluntariness.sanction_for_refusal";

exports.blank = async function blank(browser) {
  const page = await open(browser);
  await page.keyboard.press("Tab");
  hold(await page.evaluate(() => document.activeElement.matches("a.skip")), "the page begins without a way past its head");
  await tab(page, "#title");
  await page.keyboard.type("Talking therapies above a jobcentre");
  await tab(page, "main form button");
  await page.keyboard.press("Enter");
  await arrived(page, "rules", "Whose conditions count?");
  await tab(page, "main button.main");
  await page.keyboard.press("Enter");
  await arrived(page, "tasks", "Talking therapies above a jobcentre");
  const before = await counts(page);
  hold(before.Breached === 0 && before.Unstated > 100, `nothing is said, and the verdicts are ${JSON.stringify(before)}`);
  await follow(page, "a[href='#/section/voluntariness']", "section/voluntariness", "Voluntariness");
  await follow(page, `a[href='#/${REFUSAL}']`, REFUSAL, "saying no");
  // A mistake is told at the top, and leads to its field.
  await answer(page, 1, "DWP", 0);
  await tab(page, "#phrase");
  await page.keyboard.type("one two three four five six seven eight nine ten eleven twelve thirteen");
  await tab(page, "button[value=back]");
  await page.keyboard.press("Enter");
  hold(await page.evaluate(() => document.activeElement.matches(".mistakes")), "the mistakes are not where the reader is");
  hold((await page.locator("#phrase[aria-invalid]").count()) === 1, "the phrase is not told to be wrong");
  await tab(page, ".mistakes a[href='#phrase']");
  await page.keyboard.press("Enter");
  hold(await page.evaluate(() => document.activeElement.id === "phrase"), "a mistake does not lead to its field");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("nobody will be sanctioned");
  await until(page, "Shift+Tab", "#document");
  await page.keyboard.type("dwp-letter");
  await tab(page, "button[value=back]");
  await page.keyboard.press("Enter");
  await arrived(page, "section/voluntariness", "Voluntariness");
  await follow(page, `a[href='#/${REFUSAL}']`, REFUSAL, "saying no");
  await follow(page, `a[href='#/${REFUSAL}/add']`, `${REFUSAL}/add`, "saying no");
  await answer(page, 2, "a claimant", 2);
  await tab(page, "button[value=back]");
  await page.keyboard.press("Enter");
  await arrived(page, REFUSAL, "saying no");
  const after = await counts(page);
  hold(after.Contested > 0, `two do not agree, and the verdicts are ${JSON.stringify(after)}`);
  hold((await page.textContent("main")).includes("These statements do not agree"), "the fact is not told to be contested");
  hold((await page.textContent("#announcements")).includes("is now contested"), "nobody is told what the answer did");
  // Something that breaches.
  await page.keyboard.press("Control+Home");
  await follow(page, ".tools a[href='#/tasks']", "tasks", "Talking therapies");
  await follow(page, "a[href='#/section/referral']", "section/referral", "Referral");
  await follow(page, "a[href='#/fact/referral.work_coach_role']", "fact/referral.work_coach_role", "What may a work coach do");
  await answer(page, 3, "the provider", 0);
  await tab(page, "button[value=back]");
  await page.keyboard.press("Enter");
  await arrived(page, "section/referral", "Referral");
  await page.keyboard.press("Control+Home");
  await follow(page, ".tools a[href='#/findings']", "findings", "Findings");
  fs.writeFileSync(inFolder("told.json"), JSON.stringify({ counts: await counts(page), findings: await findings(page) }));
  await follow(page, ".tools a[href='#/save']", "save", "Save the pilot");
  await tab(page, "main .buttons button:last-of-type");
  fs.writeFileSync(inFolder("saved.yaml"), await saved(page, () => page.keyboard.press("Enter")));
  await page.waitForFunction(() => document.querySelector(".tools .file").textContent.endsWith(" saved"));
  await page.context().close();
};

// Numbers are taken as people write them: with all their digits, and in days where weeks are asked for.
exports.numbers = async function numbers(browser) {
  const page = await open(browser, {}, () => {
    window.calls = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function told(message) {
      window.calls.push(/"call":"(\w+)"/.exec(message.request ?? "")?.[1]);
      return post.call(this, message);
    };
  });
  await page.fill("#title", "Numbers");
  await page.click("text=Begin >> nth=-1");
  await page.waitForSelector("#rulesets-set");
  const say = async (fact, text) => {
    await go(page, `fact/${fact}`, "#said-set");
    await page.check("[name=said][value=exact]");
    await page.fill("#exact-number", text);
  };
  await say("service.waiting_weeks", "20 days");
  await page.click("button[value=back]");
  await page.waitForSelector(".mistakes >> text=more than 2 and less than 3");
  await page.fill("#exact-number", "12 sessions");
  await page.click("button[value=back]");
  await page.waitForSelector(".mistakes >> text=Write it in weeks");
  await page.fill("#exact-number", "21 days");
  await page.waitForSelector("text=That is 3 weeks, and is written so.");
  await page.click("button[value=back]");
  await page.waitForSelector(".summary-list");
  await say("service.sessions", "123456789012345678");
  await page.click("button[value=back]");
  await page.waitForSelector(".summary-list");
  hold((await page.textContent("main")).includes("123456789012345678"), "a long number is shown as another");
  await go(page, "fact/service.sessions/0", "#said-set");
  hold((await page.inputValue("#exact-number")) === "123456789012345678", "a long number is put in as another");
  await page.fill("#by", "DWP");
  await page.check("[name=basis][value=claimed]");
  await page.click("button[value=back]");
  await page.waitForSelector(".cards");
  await go(page, "save", ".buttons");
  const yaml = await saved(page, () => page.click("text=Save among the downloads"));
  // While nobody asks for anything, what takes long the first time is asked for.
  await page.waitForFunction(() => ["promises", "repair"].every((call) => window.calls.includes(call)));
  hold(/waiting_weeks: 3\n/.test(yaml) && yaml.includes("value: 123456789012345678,"), `the numbers are written as ${yaml}`);
  await page.context().close();
};

// Rules of one's own, with the vocabulary that they speak.
exports.own = async function own(browser) {
  const page = await open(browser);
  const vocabulary =
    "format: 1\nvocabulary: riverside\ntitle: What Riverside asks\nextends: [health-and-work]\nfacts:\n  location:\n    step_free:\n      type: bool\n      means: people get in without a step\n      ask: Can people get in without a step?\n";
  const rules =
    "format: 1\nruleset: riverside-rules\ntitle: What Riverside asks for\nissued_by: [Riverside]\nsummary: On access.\nvocabulary: riverside\nrules:\n  - id: RIV-1\n    title: People get in without a step\n    force: must\n    about: location\n    by: Riverside\n    cite: {document: riverside-note, paragraph: 1, phrase: no step}\n    require: {location.step_free: true}\n    reason: Some cannot climb.\n    remedy: Build a ramp.\n";
  fs.writeFileSync(inFolder("vocabulary.yaml"), vocabulary);
  fs.writeFileSync(inFolder("rules.yaml"), rules);
  fs.writeFileSync(inFolder("wrong.yaml"), "format: 1\nruleset: wrong\n");
  await page.fill("#title", "Riverside");
  await page.click("text=Begin >> nth=-1");
  await page.waitForSelector("#own");
  await page.setInputFiles("#own", inFolder("wrong.yaml"));
  await page.waitForSelector(".mistakes");
  await page.setInputFiles("#own", [inFolder("vocabulary.yaml"), inFolder("rules.yaml")]);
  await page.waitForSelector("text=What Riverside asks for");
  hold(await page.isChecked("[value=riverside-rules]"), "rules that are added do not count");
  for (const one of await page.$$("[name=rulesets]:checked:not([value=riverside-rules])")) await one.uncheck();
  await page.click("main button.main");
  await page.waitForSelector(".tasks");
  hold((await counts(page)).Unstated === 1, `of one condition there are ${JSON.stringify(await counts(page))}`);
  await go(page, "fact/location.step_free", "#said-set");
  await page.check("[name=said][value=false]");
  await page.click("button[value=back]");
  await page.waitForSelector(".summary-list");
  hold((await counts(page)).Breached === 1, `what is said comes to ${JSON.stringify(await counts(page))}`);
  await go(page, "findings", ".finding");
  hold((await page.textContent("main")).includes("Build a ramp"), "the rule is not told of");
  await go(page, "report", "iframe");
  hold((await page.frameLocator("iframe").locator("body").textContent()).includes("RIV-1"), "the report does not hold it against the rule");
  await page.context().close();
};
