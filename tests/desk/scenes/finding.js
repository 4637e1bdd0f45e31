// Questions that a text calls to mind, or that somebody looks for; and the words that are cited for them.
"use strict";
const { hold, open, go, take } = require("../browser");
const { begin, question, citedBy } = require("../marking");

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

exports.citing = async function citing(browser) {
  // A phrase begins where a clause or a part of one does, holds what limits it where it can, and else it is told what it leaves out.
  const page = await open(browser);
  await page.click("text=Paste or open a proposal");
  await page.fill("#text", PHRASED.map(([text]) => text).join("\n"));
  await page.fill("#title", "Phrases");
  await page.fill("#pilot-title", "One");
  await begin(page);
  for (const [at, [text, fact, phrase, beside, asked]] of PHRASED.entries()) {
    await go(page, `code/phrases/${at + 1}`, `#paragraph-${at + 1}.opened .rows`);
    const row = page.locator(`.question[data-fact="${fact}"]`);
    hold((await citedBy(row)) === phrase, `${text} is cited as ${await citedBy(row)}`);
    const noted = (await row.locator(".missed .choice").count()) > 0 ? await row.locator(".missed label").textContent() : "";
    hold(beside === null ? noted === "" : noted.includes(beside), `${phrase} is told to leave out: ${noted}`);
    const names = (await row.locator(".who").isVisible()) ? await row.locator(".name").allTextContents() : [];
    hold(names.slice(1, -1).join() === (asked ?? []).join() && names.length > 0 === (asked !== undefined), `who may say ${phrase} is ${names}`);
  }
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

/**
 * What people write, with a question, the words that are cited for it, what is told to be left out by them, and whose word it may be:
 * nobody is asked for where nothing is said of that.
 */
const PHRASED = [
  ["Roughly one in nine adults of working age in the borough is out of work and often alone.", "service.client_groups", "is out of work and often alone", null],
  ["Only a few of the sessions would be held in the quiet consulting rooms on the first floor of the jobcentre.", "location.venues", "would be held in the quiet consulting rooms", "Before these words stands “Only a few of the sessions”."],
  ["The trust will share attendance with the adviser of each person who comes on any day, but not what was said.", "data_sharing.with_dwp", "The trust will share attendance with the adviser of each person", null],
  ["The trust will share attendance with the adviser, but not what was said.", "data_sharing.with_dwp", "will share attendance with the adviser, but not what was said", null],
  ["The results would be published in the spring, where nothing stands against it.", "evaluation.results_published", "The results would be published in the spring", null],
  ["Half a year later, and at the end, the university will ask people about their mood.", "evaluation.measures", "the university will ask people about their mood", null],
  ["People who do not come to us may ask for another place, such as the library.", "location.alternatives_outside_jobcentre", "People who do not come to us may ask for another place", null],
  ["Nobody's benefit will be cut if they say no, or if they miss a session and then stop.", "voluntariness.sanction_for_stopping", "or if they miss a session and then stop", "Before these words stands “Nobody's benefit will be cut if they say no”."],
  ["The letter that an adviser signs asks the person to agree to the sharing of notes.", "data_sharing.consent", "the person to agree to the sharing of notes", null],
  ["Some say so, and the counsellors will not be judged by how many find a job.", "workforce.individual_targets", "the counsellors will not be judged by how many find a job", null],
  ["Taking part is voluntary, and a person who says no hears nothing more of it.", "voluntariness.participation", "Taking part is voluntary", null],
  ["Dr Lind of the surgery has told us that taking part is voluntary.", "voluntariness.participation", "has told us that taking part is voluntary", null, ["Dr Lind"]],
  ["Taking part is voluntary, according to the council.", "voluntariness.participation", "Taking part is voluntary, according to the council", null, ["the council"]],
  ["Taking part is voluntary. That is what the residents' association says.", "voluntariness.participation", "Taking part is voluntary", null, ["the residents' association"]],
  ["We have been assured that no benefit is cut for saying no.", "voluntariness.sanction_for_refusal", "We have been assured that no benefit is cut for saying no", null, []],
  ["The residents' association says that payments are stopped for those who refuse.", "voluntariness.sanction_for_refusal", "The residents' association says that payments are stopped for those who refuse", null, ["the residents' association"]],
  ["The team says that payments are stopped for those who refuse.", "voluntariness.sanction_for_refusal", "The team says that payments are stopped for those who refuse", null, []],
];
