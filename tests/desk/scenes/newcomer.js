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
  // What no condition turns on waits until more is asked for, and says so.
  hold((await page.textContent("#more-rows")).includes("without effect on any condition"), "not told what waits");
  await page.click("#more-rows");
  await page.waitForFunction(() => document.activeElement.matches(".question h4"));
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
  await nice.locator(".folds summary >> nth=0").click();
  await nice.locator("[name=note]").fill("A style that it recommends.");
  await answered(page, "governance.follows_nice_guidance", "spoken");
  hold((await page.textContent(".saved-line[data-fact='governance.follows_nice_guidance']")).includes("Spoken of, and not answered.“in a style"), "not told that it is spoken of");
  // Why words do not answer is added at one press; what a phrase leaves out is told, and what a may is not.
  await answered(page, "service.open_to_non_claimants", "spoken");
  await page.click(".saved-line[data-fact='service.open_to_non_claimants'] >> text=Of a part only");
  await page.waitForSelector(".saved-line[data-fact='service.open_to_non_claimants'] >> text=Note: Of a part only.");
  await openParagraph(page, 4);
  hold((await (await question(page, "location.venues")).textContent()).includes("Leaves out “Most”"), "not told what a phrase leaves out");
  hold((await (await question(page, "location.alternatives_outside_jobcentre")).textContent()).includes("no promise that it is given"), "not told what a may is not");
  // An answer that is far taller than its line leaves the reader at the line.
  const venues = await question(page, "location.venues");
  await venues.locator("text=What do these mean?").click();
  await venues.locator("[name=includes][value=jobcentre]").check();
  await kept(page, "location.venues", () => venues.locator("[data-answer=part]").click());
  hold(await page.$eval(".saved-line[data-fact='location.venues']", (one) => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight), "the line of an answer is out of sight");
  await page.click(".saved-line [data-act=withdraw]");
  await page.waitForFunction(() => document.querySelector(".saved-line") === null);
  await openParagraph(page, 3);
  // What only spoke of a question is changed into an answer.
  await page.click(".saved-line[data-fact='service.open_to_non_claimants'] [data-act=change]");
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
  // Somebody's word, at one press; then the text speaks for its author again.
  const refusal = await question(page, "voluntariness.sanction_for_refusal");
  hold(/Yes: a benefit can be cut .* No: that is not so/.test(await refusal.textContent()), "not told what a no means");
  hold((await refusal.textContent()).includes("A condition that speaks of it"), "not told what is asked for");
  await refusal.locator(".folds summary >> nth=0").click();
  await refusal.locator("[name=by]").fill("Ms Okafor");
  hold(await refusal.locator("[name=basis][value=claimed]").isChecked(), "what stands behind a claim is lost with its speaker");
  hold((await refusal.textContent()).includes("Said by Ms Okafor: they claim it."), "the fold does not tell whose word it is");
  await refusal.locator("[name=by]").press("Enter");
  hold((await page.locator(".saved-line").count()) === 0, "a key presses an answer");
  await answered(page, "voluntariness.sanction_for_refusal", "false");
  hold((await page.textContent("#verdicts")).includes("on the word of Ms Okafor alone"), "not told on whose word a verdict rests");
  await answered(page, "voluntariness.participation", "value:voluntary");
  hold(!(await page.textContent(".saved-line[data-fact='voluntariness.participation']")).includes("Okafor"), "the last speaker speaks again");
  // Another says otherwise: a row of its own, without words until somebody marks them.
  await page.click(".saved-line[data-fact='voluntariness.sanction_for_refusal'] [data-act=add]");
  await page.waitForSelector(".question.held .cited >> text=No words are marked");
  hold((await page.inputValue(".question.held [name=by]")) === "", "somebody else speaks by the name of the author");
  await page.click(".question.held [data-answer=true]");
  await page.waitForFunction(() => document.activeElement.matches(".question.held .not-saved"));
  hold((await page.textContent(".question.held .not-saved")).includes("Say who says so"), "it is not asked who says otherwise");
  hold((await page.textContent(".question.held .not-saved")).includes("Mark the words that say so"), "an answer without words is saved");
  await draw(page, "The claimants' group at the Unity Centre says the opposite");
  await page.fill(".question.held [name=by]", "the claimants' group");
  await kept(page, "voluntariness.sanction_for_refusal", () => page.click(".question.held [data-answer=true]"));
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
  await target.locator(".folds summary >> nth=0").click();
  hold((await target.textContent()).includes("That they will get one it does not say"), "not told which may is not meant");
  await target.locator("[name=hedged]").check();
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

exports.finding = async function finding(browser) {
  const page = await open(browser);
  await take(page, "working-well-phase-2.yaml");
  await go(page, "new-text", "#text");
  await page.fill("#text", [...CUED, ...UNCUED].map(([text]) => text).join("\n"));
  await page.fill("#title", "A text");
  await begin(page);
  for (const [at, [text, ...facts]] of CUED.entries()) {
    await go(page, `code/a-text/${at + 1}`, `#paragraph-${at + 1}.opened .rows`);
    // What the pilot answers already waits until more is asked for.
    if (await page.locator("#more-rows").count()) await page.click("#more-rows");
    const found = await page.$$eval(".question", (all) => all.map((one) => one.dataset.fact));
    for (const fact of facts) hold(found.includes(fact), `${text} is proposed ${found}, and not ${fact}`);
  }
  for (const [at, [text, fact]] of UNCUED.entries()) {
    const number = CUED.length + at + 1;
    await go(page, `code/a-text/${number}`, `#paragraph-${number}.opened .find-question`);
    const found = await page.$$eval(".question", (all) => all.map((one) => one.dataset.fact));
    hold(!found.includes(fact), `${text} is proposed ${fact}`);
  }
  for (const [words, fact] of WORDS) {
    await page.fill("#find", words);
    const found = await page.$$eval(".found button", (all) => all.map((one) => one.dataset.found));
    hold(found.includes(fact), `${words} finds ${found}, and not ${fact}`);
  }
  // The condition that is shown with a question speaks of the same thing.
  await page.fill("#find", "targets work");
  await page.click("[data-found='targets.job_outcomes']");
  const shown = await (await question(page, "targets.job_outcomes")).textContent();
  hold(shown.includes("The pilot has no targets for getting people into work"), `a question is shown with ${shown}`);
  await page.fill("#find", "zeppelin");
  hold((await page.textContent(".found")).includes("No question fits"), "what fits nothing finds something");
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
  ["judged", "workforce.individual_targets"],
  ["judged", "targets.job_outcomes"],
  ["success", "targets.job_outcomes"],
  ["success", "workforce.individual_targets"],
];

/** What people write, in words of no text that the desk was tried with, and the questions that are to be among those proposed. */
const CUED = [
  ["Everyone will have a maximum of twelve appointments.", "service.sessions"],
  ["The first appointment comes within three weeks of asking.", "service.waiting_weeks"],
  ["We shall see people on the second floor of the jobcentre.", "location.venues", "location.same_floor_as_jobcentre"],
  ["People can refer themselves, or come by way of an adviser.", "referral.routes", "referral.work_coach_role"],
  ["Attendance is mandatory for some, and payments are stopped for those who refuse.", "voluntariness.participation", "voluntariness.sanction_for_refusal"],
  ["Therapists are registered with the HCPC and supervised each month.", "workforce.accredited", "workforce.clinical_supervision"],
  ["Records are kept by the trust, and attendance is shared with the department.", "data_sharing.with_dwp", "data_sharing.separate_records"],
  ["Researchers will compare outcomes with a control group and publish the results.", "evaluation.comparison_group", "evaluation.results_published"],
  ["Our therapists are not judged by how many find a job.", "workforce.individual_targets"],
];

/** What people write that is not about the question which its words call to mind. */
const UNCUED = [
  ["What we measure: nothing. The low mood of many people is our reason.", "evaluation.measures"],
  ["Who passes on what. The trust keeps quiet.", "data_sharing.with_dwp"],
  ["They are paid by the Harbour Counselling Trust.", "service.offer"],
  ["Some people will find a job in the end.", "targets.job_outcomes"],
  ["Most meetings are short.", "service.sessions"],
  ["Why would anybody put this in a job centre?", "purpose.work_goal"],
  ["The sector is known for a crisis of its own.", "governance.crisis_protocol"],
  ["A long-term illness keeps people away until they are well.", "evaluation.horizon"],
  ["Instead we let the money pile up.", "location.alternatives_outside_jobcentre"],
];
