// What somebody does in haste: an answer that is not saved yet, a phrase that is too long, a statement to be mended.
"use strict";
const { hold, open } = require("../browser");
const { proposal, begin, openParagraph, draw, question, answered, citedBy } = require("../marking");

// How many statements are taken from the text.
async function statements(page) {
  return Number(/(\d+) statements? taken from it/.exec(await page.textContent("main"))[1]);
}

// Whether an element is within what the window shows.
async function isSeen(page, selector) {
  return page.$eval(selector, (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

exports.slips = async function slips(browser) {
  for (const width of [1440, 390]) await slipsAt(browser, width);
};

async function slipsAt(browser, width) {
  const page = await open(browser, { viewport: { width, height: 800 } });
  await page.click("text=Paste or open a proposal");
  await page.fill("#text", proposal);
  await begin(page);
  // The line that a text begins with says no more than its title.
  hold(await page.evaluate(() => document.activeElement.matches("#paragraph-2 .words")), "the title is the first to be taken apart");
  hold((await page.textContent("#paragraph-1")).includes("Set aside: it is what the text is called"), "the title is not set aside");
  // An answer that is put in and not saved: who goes on is asked, and can go back, save it, or leave it.
  await openParagraph(page, 3);
  await (await question(page, "service.sessions")).locator(".folds summary >> nth=1").click();
  await page.click("#onward");
  await page.waitForSelector("#paragraph-4.opened");
  hold((await page.textContent("#paragraph-3")).includes("Set aside"), "a question that is only looked at holds somebody up");
  await openParagraph(page, 3);
  await (await question(page, "service.sessions")).locator("[name=exact-number]").fill("8");
  await page.click("#onward");
  await page.waitForSelector("dialog[open] >> text=Save this answer first?");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-3 .question[data-fact='service.sessions'] h4"));
  hold((await page.inputValue(".question[data-fact='service.sessions'] [name=exact-number]")) === "8", "an answer is gone, although somebody went back to it");
  await page.click("#onward");
  await page.click("dialog >> text=Save it and go on");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-4 .words"));
  hold((await statements(page)) === 1, "an answer is not saved that somebody saved in going on");
  hold((await page.textContent("#paragraph-3")).includes("at most? 8"), "not told what is saved in going on");
  hold(/ 1 done, 1 set aside/.test(await page.textContent("main")), "a paragraph with a statement is not done");
  // What is ticked is saved in going on as no more than was ticked.
  await page.check(".question[data-fact='location.venues'] [name=includes][value=jobcentre]");
  await page.click("#onward");
  await page.click("dialog >> text=Save it as “at least these” and go on");
  await page.waitForSelector("#paragraph-5.opened");
  hold((await page.textContent("#paragraph-4 .carried")).includes("At least: jobcentre"), "what was ticked is not saved as ticked");
  // An answer that was refused stands as it was, is seen to be refused, and is not dropped either.
  await openParagraph(page, 7);
  const privacy = await question(page, "data_sharing.impact_assessment");
  await privacy.locator(".other-words").click();
  await draw(page, "A privacy assessment is being drafted by the council's information officer and will");
  await privacy.locator("text=These are 13 words, 1 more than can be cited").waitFor();
  await privacy.locator("[data-answer='value:published']").click();
  await page.waitForFunction(() => document.activeElement.matches(".not-saved"));
  const refused = ".question[data-fact='data_sharing.impact_assessment'] .not-saved";
  hold(await isSeen(page, refused), `at ${width} what is refused is not seen`);
  hold((await page.textContent(refused)).startsWith("Not saved yet. These are 13 words"), "not told at the answer that it is not saved");
  await page.click("#onward");
  await page.click("dialog >> text=Save it and go on");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-7 .not-saved"));
  hold((await statements(page)) === 2, "what cannot be saved is saved");
  // One press makes the phrase as long as it may be; the answer is at hand.
  await privacy.locator(".shorter button >> nth=0").click();
  hold((await citedBy(privacy)) === "A privacy assessment is being drafted by the council's information officer and", `it would cite ${await citedBy(privacy)}`);
  hold(await page.evaluate(() => document.activeElement.dataset.answer === "value:published"), "the answer is not at hand again");
  hold((await page.textContent(refused)).startsWith("Not saved yet. Other words are marked now"), "what is mended, and not saved, is not told to be so");
  hold((await page.locator(".shorter button").count()) === 0, "a phrase that fits is offered to be shortened");
  await page.click("#onward");
  await page.click("dialog >> text=Save it and go on");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-8 .words"));
  hold((await statements(page)) === 3, "what is mended is not saved");
  // Who says so leaves it.
  const supervision = await question(page, "workforce.clinical_supervision");
  await supervision.locator("[name=hedged]").check();
  await page.click("#onward");
  await page.click("dialog >> text=Go on without it");
  await page.waitForSelector("#paragraph-9.opened");
  hold((await statements(page)) === 3, "what somebody leaves is saved");
  // A day without its year is no day: the text then only speaks of it.
  await openParagraph(page, 11);
  const start = await question(page, "governance.starts_on");
  await start.locator("[name=exact-day]").fill("1 September");
  await start.locator("[name=exact-day]").press("Enter");
  await start.locator("text=The year is wanted, too").waitFor();
  await answered(page, "governance.starts_on", "spoken-part");
  // What was set aside is not any longer, once something is taken from it.
  await openParagraph(page, 2);
  await page.click("text=Nothing here for these conditions: go on");
  await page.waitForSelector("#paragraph-2:not(.opened)");
  await openParagraph(page, 2);
  await answered(page, "service.client_groups", "spoken-near");
  await page.click("#onward");
  await page.waitForSelector("#paragraph-2:not(.opened)");
  hold((await page.textContent("#paragraph-2")).includes("Done"), "what was set aside stays so with something in it");
  // A statement is pressed: the reader is at its row, wherever that stands.
  await page.evaluate(() => scrollTo(0, 0));
  await page.click("#paragraph-7 .carried a");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-7 .changing h4"));
  hold(await isSeen(page, "#paragraph-7 .changing h4"), `at ${width} the row of a statement is not seen`);
  await page.click("text=Leave it as it is");
  await page.waitForSelector("#paragraph-7 .saved-line");
  hold((await page.locator(".changing").count()) === 0, "what is left as it is stays open");
  await spokenBefore(page);
  await page.context().close();
}

// Somebody who was named once is named again at one press, on the basis on which they spoke.
async function spokenBefore(page) {
  await openParagraph(page, 6);
  const free = await question(page, "voluntariness.participation");
  const inspector = async () => (await question(page, "voluntariness.mandatory_steps")).getByLabel("the inspector", { exact: true });
  hold((await (await inspector()).count()) === 0, "somebody is offered whom nobody has named");
  await free.locator("[data-act=speaker]").click();
  await free.getByLabel("somebody else").check();
  await free.locator("[data-answer='value:voluntary']").click();
  await free.locator(".not-saved >> text=Write who says so").waitFor();
  await free.locator("[name=by]").fill("the inspector");
  await free.locator("[name=told-of]").uncheck();
  await free.locator("text=What stands behind it").first().click();
  await free.getByLabel("It was seen").check();
  hold(!(await free.textContent()).includes("answers for the pilot: what they say"), "somebody who does not answer for the pilot is told to");
  await free.getByLabel("the Steady Steps team", { exact: true }).check();
  await free.getByLabel("It was seen").check();
  hold((await free.textContent()).includes("answers for the pilot: what they say is claimed"), "those who answer for the pilot are said to have seen it, without a word");
  await free.getByLabel("somebody else").check();
  hold((await free.textContent()).includes("What stands behind it: they claim it"), "what the last one saw another has seen");
  await free.getByLabel("It was seen").check();
  await answered(page, "voluntariness.participation", "value:voluntary");
  hold((await page.textContent("#paragraph-6 .saved-line")).includes("the inspector, observed"), "a name that is written is not saved");
  // A row that was drawn before offers the name, too, by the keyboard.
  const steps = await question(page, "voluntariness.mandatory_steps");
  await steps.locator("[name=speaker]").first().focus();
  await steps.getByLabel("the inspector", { exact: true }).waitFor();
  hold(await page.evaluate(() => document.activeElement.matches("[name=speaker]")), "a name that is offered takes the reader elsewhere");
  // What the author has answered elsewhere is not asked again at once.
  await openParagraph(page, 5);
  await answered(page, "referral.work_coach_role", "value:refers");
  await openParagraph(page, 7);
  hold((await page.locator(".question[data-fact='referral.work_coach_role']").count()) === 0, "what is answered elsewhere is asked again at once");
  await page.click("#more-rows");
  hold((await page.textContent(".question[data-fact='referral.work_coach_role']")).includes("Said already, and both will stand"), "not told what is said elsewhere");
  await openParagraph(page, 8);
  const supervision = await question(page, "workforce.clinical_supervision");
  hold((await supervision.textContent()).includes("as said by the Steady Steps team"), "not told in a word who speaks");
  await supervision.locator("[data-act=speaker]").click();
  await supervision.getByLabel("the inspector", { exact: true }).check();
  hold((await supervision.textContent()).includes("What stands behind it: they claim it"), "what is told at second hand is said to be seen");
  await supervision.locator("[name=told-of]").uncheck();
  hold((await supervision.textContent()).includes("What stands behind it: it was seen"), "a name is offered without what stands behind it");
  await answered(page, "workforce.clinical_supervision", "true");
  hold((await page.textContent("#paragraph-8 .saved-line")).includes("the inspector, observed"), "the name is not saved");
  // What is marked for one question is there again when another change is undone.
  await openParagraph(page, 9);
  const aim = await question(page, "purpose.work_goal");
  await aim.locator(".other-words").click();
  await draw(page, "but the counsellors will not be judged");
  await page.waitForFunction(() => document.querySelector(".question[data-fact='purpose.work_goal'] .quotation")?.textContent === "“but the counsellors will not be judged”");
  await page.click("#undo");
  await page.waitForFunction(() => !document.querySelector("#paragraph-8").textContent.includes("the inspector"));
  hold((await citedBy(page.locator(".question[data-fact='purpose.work_goal']"))) === "but the counsellors will not be judged", "marks of an answer that is not saved are gone with an undo");
}
