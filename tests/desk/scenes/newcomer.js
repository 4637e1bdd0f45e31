// Somebody who has never seen the desk, with a proposal in their hands.
"use strict";
const fs = require("node:fs");
const { hold, inFolder, open, go, saved, counts, take } = require("../browser");
const { proposal, begin, openParagraph, press, draw, marked, question, kept, answered, citedBy } = require("../marking");

exports.newcomer = async function newcomer(browser) {
  const page = await open(browser);
  // Prose where a pilot's file is wanted is no file with a mistake.
  await page.click("text=Paste its text instead");
  await page.fill("#pasted", proposal);
  await page.click("text=Open this text");
  await page.click("dialog >> text=Take it apart");
  await page.waitForSelector("#pilot-title");
  hold((await page.inputValue("#text")).startsWith("Steady Steps: a proposal"), "the text that was pasted is gone");
  const title = "Steady Steps: a proposal to the Fernlea Partnership Board";
  hold((await page.inputValue("#title")) === title, `the title is proposed as ${await page.inputValue("#title")}`);
  hold((await page.inputValue("#pilot-title")) === "Steady Steps", "the pilot's title is not proposed");
  await page.fill("#title", "Steady Steps, a proposal");
  await page.fill("#text", `${proposal}\n`);
  hold((await page.inputValue("#title")) === "Steady Steps, a proposal", "a title that somebody wrote is written over");
  await page.click("main button.main");
  for (const id of ["author", "kind"]) hold((await page.locator(`.mistakes a[href='#${id}']`).count()) === 1, `${id} is not asked for`);
  hold(!(await page.isVisible("[name=owner-proposal]")), "it is asked who answers for a pilot before it is said what the text is");
  await page.check("[name=kind][value=proposal]");
  hold(await page.isVisible("[name=owner-proposal]"), "it is not asked who answers for the pilot");
  await begin(page);
  const wholeOf = async () => Object.values(await counts(page)).reduce((sum, one) => sum + one, 0);
  hold((await page.textContent("#verdicts")).includes(`${await wholeOf()} conditions of`), "conditions are counted twice");
  // Nothing is in the first two paragraphs: that is said, and the next comes by itself.
  for (const next of [2, 3]) {
    await page.click("text=Nothing here for these conditions: go on");
    await page.waitForFunction((to) => document.activeElement.matches(`#paragraph-${to} .words`), next);
  }
  hold((await page.textContent("main")).includes("11 paragraphs: 0 done, 2 set aside"), "not told how far one is");
  // Questions stand there with their words and their answers; none is answered before somebody does.
  // What stands in plain words waits for nothing, be it that no condition turns on it.
  hold((await page.locator("#more-rows").count()) === 0, "what stands in plain words waits");
  const offered = await page.$$eval(".question", (all) => all.map((one) => one.dataset.fact));
  hold(offered.includes("service.sessions") && offered.includes("service.waiting_weeks") && offered.length <= 6, `offered are ${offered}`);
  hold((await page.locator("mark.chosen").count()) === 0, "a phrase is marked before somebody marks it");
  hold((await page.locator(".question [name=includes]:checked, .question [name=said]:checked").count()) === 0, "an answer is given before somebody gives it");
  const paragraph = await page.textContent("#paragraph-3 .words");
  const phrases = await page.$$eval(".question .quotation", (all) => all.map((one) => one.textContent.slice(1, -1)));
  hold(phrases.length === offered.length && phrases.every((one) => paragraph.includes(one) && one.split(/\s+/).length <= 12), `the rows cite ${JSON.stringify(phrases)}`);
  hold((await page.textContent(".opened")).includes("as said by the Steady Steps team: they claim it"), "not told whose word it counts as");
  // Whoever looks at a row sees its words in the paragraph.
  const sessions = await question(page, "service.sessions");
  await sessions.locator("[name=exact-number]").focus();
  hold((await page.textContent(".words mark.looked")) === (await citedBy(sessions)), "the words of a row are not shown in the paragraph");
  hold((await sessions.textContent()).includes("sessions"), "it is not said in what is counted");
  hold((await sessions.locator("[name=exact-number]").inputValue()) === "", "a number is given before somebody gives it");
  hold((await sessions.textContent()).includes("No condition chosen here turns on it"), "not told that an answer decides nothing");
  const moot = await page.$$eval(".question", (all) => all.map((one) => one.querySelector(".moot") !== null));
  hold(moot.lastIndexOf(false) < moot.indexOf(true), `what decides nothing comes before what does: ${moot}`);
  // Words that are marked while an answer is put in go to its row; too many are told at once, also while somebody draws.
  await sessions.locator("[name=exact-number]").fill("8");
  await draw(page, "Each person would be offered up to eight meetings of fifty minutes with a counsellor");
  await page.waitForSelector(".question.held .cited >> text=These are 15 words, 3 more than can be cited");
  await press(page, "up");
  await press(page, "minutes");
  await marked(page, "up to eight meetings of fifty minutes");
  hold((await citedBy(sessions)) === "up to eight meetings of fifty minutes", `it would cite ${await citedBy(sessions)}`);
  hold((await sessions.textContent()).includes("7 of 12 words"), "the words are not counted before they are saved");
  hold((await sessions.locator("[name=exact-number]").inputValue()) === "8", "what was put in is gone");
  // The line takes the place of the row; the next row stays where it is, and is next.
  const top = () => page.$eval(".question[data-fact='service.waiting_weeks']", (one) => one.getBoundingClientRect().top);
  await sessions.locator("[name=exact-number]").scrollIntoViewIfNeeded();
  const before = await top();
  await kept(page, "service.sessions", () => sessions.locator("[data-answer=exact]").click());
  await page.waitForFunction(() => document.activeElement.matches(".question[data-fact='service.waiting_weeks'] h4"));
  hold(Math.abs((await top()) - before) < 2, `the next row moves from ${before} to ${await top()}`);
  hold((await page.textContent(".saved-line[data-fact='service.sessions']")).includes("at most? 8"), "not told what is saved");
  hold(/1 statement taken from it/.test(await page.textContent("main")), "not told that something is taken from the text");
  // Words that are marked for no row find the questions that they may answer, and all rows cite them.
  await draw(page, "in a style of talking treatment that NICE recommends");
  await marked(page, "in a style of talking treatment that NICE recommends");
  await page.waitForSelector(".rows-heading >> text=the marked words");
  const citing = await page.$$eval(".question .quotation", (all) => all.map((one) => one.textContent));
  hold(citing.length > 0 && citing.every((one) => one === "“in a style of talking treatment that NICE recommends”"), `rows cite ${citing}`);
  const offer = await question(page, "service.offer");
  await offer.locator("[name=includes][value=psychological-therapy]").check();
  await kept(page, "service.offer", () => offer.locator("[data-answer=part]").click());
  await page.click("#unmark");
  // What speaks of a question and does not answer it is kept, and decides nothing.
  const nice = await question(page, "governance.follows_nice_guidance");
  hold((await nice.textContent()).includes("Yes means: what is delivered follows NICE guidance."), "not told what a yes claims further");
  await nice.locator("text=A note").click();
  await nice.locator("[name=note]").fill("A style that it recommends.");
  await answered(page, "governance.follows_nice_guidance", "spoken-near");
  hold((await page.textContent(".saved-line[data-fact='governance.follows_nice_guidance']")).includes("Note: Said of something near it, and not of this. A style that it recommends."), "not told why words do not answer");
  hold((await page.textContent(".saved-line[data-fact='governance.follows_nice_guidance']")).includes("Spoken of, and not answered.“in a style"), "not told that it is spoken of");
  // Why words do not answer is said at the same press, and of what, where somebody says that.
  const open_to = await question(page, "service.open_to_non_claimants");
  await open_to.locator("[name=of-what]").fill("the drop-in group");
  await answered(page, "service.open_to_non_claimants", "spoken-part");
  await page.waitForSelector(".saved-line[data-fact='service.open_to_non_claimants'] >> text=Note: Said of a part only: the drop-in group.");
  // What a phrase leaves out is told, and noted with it; leave to ask is told from a promise.
  await openParagraph(page, 4);
  hold((await (await question(page, "location.venues")).textContent()).includes("Leaves out “Most”"), "not told what a phrase leaves out");
  hold((await (await question(page, "location.private_rooms")).locator(".missed .choice").count()) === 0, "a phrase is told to leave out what it holds");
  const elsewhere = await question(page, "location.alternatives_outside_jobcentre");
  hold(await elsewhere.locator("[data-answer=spoken-leave]").isVisible(), "leave to ask cannot be told from a promise");
  hold(!(await (await question(page, "location.private_rooms")).locator("[data-answer=spoken-leave]").isVisible()), "words that give no leave are told to give it");
  // An answer that is far taller than its line leaves the reader at the line.
  const venues = await question(page, "location.venues");
  await venues.locator("text=What do these mean?").click();
  await venues.locator("[name=includes][value=jobcentre]").check();
  await kept(page, "location.venues", () => venues.locator("[data-answer=part]").click());
  hold(await page.$eval(".saved-line[data-fact='location.venues']", (one) => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight), "the line of an answer is out of sight");
  hold((await page.textContent(".saved-line[data-fact='location.venues']")).includes("Note: Before these words stands “Most meetings”."), "what a phrase leaves out is not noted with it");
  await page.click(".saved-line [data-act=change]");
  hold(await page.isChecked(".changing .missed input"), "what was noted is not when the answer is changed");
  hold((await page.inputValue(".changing [name=note]")) === "", "what is noted by itself stands in somebody's own note");
  await page.uncheck(".changing .missed input");
  await page.click(".changing [data-answer=part]");
  await page.waitForSelector(".saved-line[data-fact='location.venues']");
  hold(!(await page.textContent(".saved-line[data-fact='location.venues']")).includes("Note:"), "what somebody takes out of a note stays in it");
  await page.click(".saved-line [data-act=withdraw]");
  await page.waitForFunction(() => document.querySelector(".saved-line") === null);
  await openParagraph(page, 3);
  // What only spoke of a question is changed into an answer.
  await page.click(".saved-line[data-fact='service.open_to_non_claimants'] [data-act=change]");
  hold((await page.inputValue(".changing [name=of-what]")) === "the drop-in group", "the row does not begin with of what it was said");
  hold((await page.textContent(".changing [data-answer=spoken-part]")).includes("(as now)"), "the row does not tell why words did not answer");
  await page.click(".changing [data-answer=true]");
  await page.waitForSelector(".saved-line[data-fact='service.open_to_non_claimants'] >> text=Yes.");
  await page.click("#undo");
  await page.waitForSelector(".saved-line[data-fact='service.open_to_non_claimants'] >> text=Spoken of");
  // A changed answer stands in the row in which it was given.
  await page.click("text=That is all of this paragraph: go on");
  await page.waitForSelector("#paragraph-4.opened");
  await page.click("#paragraph-3 .carried a:has-text('How many sessions')");
  await page.waitForSelector("#paragraph-3 .changing [name=exact-number]");
  await page.waitForFunction(() => document.activeElement.matches(".changing h4"));
  hold((await page.inputValue(".changing [name=exact-number]")) === "8", "the row does not begin with what was said");
  hold((await citedBy(page.locator(".changing"))) === "up to eight meetings of fifty minutes", "the row does not begin with its words");
  await page.fill(".changing [name=exact-number]", "6");
  await page.click("text=Save the change");
  await page.waitForSelector(".saved-line >> text=at most? 6");
  await page.click("#undo");
  await page.waitForFunction(() => !/at most\? 6/.test(document.querySelector("main").textContent));
  await openParagraph(page, 6);
  hold((await page.textContent("#paragraph-3 .carried")).includes("sessions can one person have at most? 8"), "a change is not undone");
  // Where somebody else is named beside the words it is asked who says it, before anything is saved: at one press.
  const refusal = await question(page, "voluntariness.sanction_for_refusal");
  hold(!(await refusal.textContent()).includes("means"), "an answer is told to claim more than its words, which say it");
  hold((await (await question(page, "voluntariness.sanction_for_stopping")).textContent()).includes("No means that none of this is so: a benefit can be cut or reviewed because someone stops, misses"), "not told what a no claims further");
  hold((await refusal.textContent()).includes("A condition that speaks of it"), "not told what is asked for");
  hold(await refusal.locator(".who").isVisible(), "it is not asked who says it");
  hold((await refusal.locator("[name=speaker]:checked").count()) === 0, "somebody speaks before it is said who");
  hold(!(await (await question(page, "voluntariness.participation")).locator(".who").isVisible()), "it is asked who speaks where nobody else is named");
  await refusal.locator("[data-answer=false]").click();
  await page.waitForFunction(() => document.activeElement.matches(".question.held .not-saved"));
  hold((await refusal.locator(".not-saved").textContent()).includes("Say who says this"), "not told that it is to be said who speaks");
  hold((await page.locator(".saved-line").count()) === 0, "an answer is saved of nobody knows whom");
  await refusal.getByLabel("Ms Okafor", { exact: true }).check();
  hold((await refusal.locator("[name=told-of]").isChecked()) && (await refusal.textContent()).includes("What stands behind it: they claim it"), "what the author tells of another is not told as such");
  await answered(page, "voluntariness.sanction_for_refusal", "false");
  hold((await page.textContent(".saved-line")).includes("Ms Okafor, claimed. Note: As told by the Steady Steps team, not in the speaker's own words."), "hearsay has no mark");
  hold((await page.textContent("#verdicts")).includes("on the word of Ms Okafor alone"), "not told on whose word a verdict rests");
  await answered(page, "voluntariness.participation", "value:voluntary");
  hold(!(await page.textContent(".saved-line[data-fact='voluntariness.participation']")).includes("Okafor"), "the last speaker speaks again");
  // Another says otherwise: a row of its own, which cites the words that name whoever is chosen.
  await page.click(".saved-line[data-fact='voluntariness.sanction_for_refusal'] [data-act=add]");
  await page.waitForSelector(".question.held .cited >> text=No words are marked");
  const other = page.locator(".question.held");
  hold((await other.getByLabel("Ms Okafor", { exact: true }).count()) === 0, "who has said it already is offered as somebody else");
  await other.locator("[data-answer=true]").click();
  await page.waitForFunction(() => document.activeElement.matches(".question.held .not-saved"));
  hold((await other.locator(".not-saved").textContent()).includes("Say who says this"), "it is not asked who says otherwise");
  hold((await other.locator(".not-saved").textContent()).includes("Mark the words that say so"), "an answer without words is saved");
  await other.getByLabel("the claimants' group at the Unity Centre").check();
  await other.locator(".quotation").waitFor();
  hold((await citedBy(other)) === "The claimants' group at the Unity Centre says the opposite", `whoever is chosen is cited with ${await citedBy(other)}`);
  await kept(page, "voluntariness.sanction_for_refusal", () => other.locator("[data-answer=true]").click());
  hold((await counts(page)).Contested > 0, "two who do not agree contest nothing");
  await go(page, "findings", ".finding a");
  hold(/^#\/code\/.*\/change\/.*/.test(await page.getAttribute(".finding a >> nth=0", "href")), "an answer is not changed where it stands");
  await go(page, "code/steady-steps-a-proposal/6", ".saved-line");
  await page.click(".saved-line:has-text('the claimants') [data-act=withdraw]");
  await page.waitForFunction(() => document.querySelectorAll(".saved-line[data-fact='voluntariness.sanction_for_refusal']").length === 1);
  // Words drawn over in a paragraph that is closed open it. What is not settled does not read as a plain yes.
  await draw(page, "target of fifteen forms a month");
  await page.waitForSelector("#paragraph-5.opened");
  await marked(page, "target of fifteen forms a month");
  const target = await question(page, "referral.staff_referral_targets");
  hold((await target.locator("[data-answer=true]").innerText()) === "Yes", "an answer is told not to be settled");
  await target.locator("[name=hedged]").check();
  hold((await target.locator("[data-answer=true]").innerText()) === "Yes, not settled", "not told what an answer comes to that is not settled");
  await target.locator("text=A note").click();
  await target.locator("[name=note]").fill("It has still to be settled.");
  await answered(page, "referral.staff_referral_targets", "true");
  await go(page, "code/steady-steps-a-proposal", ".carried");
  const told = await page.textContent("#paragraph-5");
  hold(told.includes("not settled") && told.includes("still to be settled"), `what is hedged reads ${told}`);
  hold(told.includes("Taken apart in part"), "a paragraph is done without anybody's word");
  await go(page, "findings", ".tally");
  hold((await page.textContent("main")).includes("met on one person's word alone"), "the findings do not say on whose word");
  const sum = await page.$$eval(".tally li", (all) => all.reduce((whole, one) => whole + Number(/\d+$/.exec(one.textContent)[0]), 0));
  hold(sum === (await wholeOf()), `the findings count ${sum}`);
  // Nothing is told to be unsaid that nobody has looked for yet.
  await go(page, "section/governance", ".summary-list");
  const governance = await page.textContent("main");
  hold(governance.includes("Not taken from the text yet") && !governance.includes("Nothing has been taken down"), "nobody is said to have said");
  for (const [route, place] of [["letter", ".letter"], ["report", "iframe"]]) {
    await go(page, route, place);
    hold(/8 of 11 paragraphs/.test(await page.textContent("main .panel")), `${route} does not tell what is not done`);
  }
  const sheet = await saved(page, () => page.click("text=Save its first sheet alone"));
  hold(sheet.includes("part sheet") && !sheet.includes('class="result"') && sheet.length < 80_000, "the first sheet is not alone");
  fs.writeFileSync(inFolder("sheet.html"), sheet);
  const paper = await page.context().newPage();
  await paper.goto(`file://${inFolder("sheet.html")}`);
  const sides = ((await paper.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type \/Page\b/g) ?? []).length;
  hold(sides === 1, `the first sheet has ${sides} sides`);
  await paper.close();
  await go(page, "letter", ".letter");
  hold(!(await page.textContent(".letter")).includes("Freedom of Information"), "a letter asks under an act unasked");
  await saved(page, () => page.click("text=Save the letter"));
  hold((await page.textContent("main [role=status]")).includes("-letter.txt"), "not said that the letter is saved");
  // The pilot alone is saved: the texts are not, and that is said.
  await go(page, "save", ".each-file");
  const yaml = await saved(page, () => page.click("text=Save steady-steps.yaml"));
  hold(yaml.includes('owners: ["the Steady Steps team"]'), "those behind the pilot are not those who answer for it");
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
  await page.fill("#author", "the Steady Steps team");
  await page.check("[name=kind][value=proposal]");
  await page.click("main button.main");
  await page.waitForSelector(".paragraphs mark");
  hold((await page.locator(".paragraphs mark").count()) === 7, "the markings do not come back");
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
