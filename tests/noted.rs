//! Words that a register keeps although no question asks for them, and those with which somebody speaks of a fact without
//! answering it: both reach whoever reads a report.

use super::support::{Folder, Ran};

const PILOT: &str = "\
format: 1
pilot: steady-steps
title: Steady Steps
status: proposed
service: {offer: [psychological-therapy], client_groups: [jobcentre-claimants]}
workforce:
  accredited: {value: false, by: the proposers, basis: claimed, document: proposal, paragraph: 2, phrase: an assistant with a week}
  clinical_supervision: {unanswered: true, by: the proposers, document: proposal, paragraph: 2, phrase: have regular supervision, note: not said to be clinical}
";

const REGISTER: &str = "\
format: 1
documents:
  - document: proposal
    title: A proposal to the board
    about: a proposal
    paragraphs: 3
    counted: a paragraph a line
    sha256: \"0000000000000000000000000000000000000000000000000000000000000000\"
    labels: {\"1.2\": 2}
    noted:
      - {paragraph: 3, phrase: to reduce new claims, note: it is the fund's purpose}
      - {paragraph: \"1.2\", phrase: nobody at home}
      - {paragraph: 1-2, phrase: one}
      - {paragraph: 1, phrase: <script>two}
  - document: elsewhere
    title: Another document
    about: another
    paragraphs: 1
    counted: a paragraph a line
    sha256: \"0000000000000000000000000000000000000000000000000000000000000000\"
    noted: [{paragraph: 1, phrase: words of another document}]
";

/// A text without its line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("p.yaml", PILOT).write("documents.yaml", REGISTER);
    folder
}

fn check(folder: &Folder, more: &[&str]) -> String {
    let ran: Ran = folder.brief(&[&["check", "p.yaml", "--documents", "documents.yaml"], more].concat());
    assert_ne!(ran.status, Some(2), "{}", ran.err);
    one_line(&ran.out)
}

/// Whether a report has this; a whole report is too long to be shown where it has not.
#[track_caller]
fn holds(report: &str, part: &str) {
    assert!(report.contains(part), "{part:?} is not in the report of {} bytes", report.len());
}

const HEADING: &str = "Also said, though no question here asks for it";

#[test]
fn reports_list_what_is_said_that_no_question_asks_for() {
    let folder = folder("noted");
    let whole = check(&folder, &["--format", "html"]);
    // Once on the first sheet, and once in a part of its own.
    assert_eq!(whole.matches(&format!("{HEADING}</h3>")).count(), 2);
    let first = "<li><q>“to reduce new claims”</q>, <cite>A proposal to the board</cite>";
    assert_eq!(whole.matches(first).count(), 2);
    holds(&whole, "paragraph 3. <span class=\"soft\">Note: It is the fund&#39;s purpose.</span></li>");
    holds(&whole, "<q>“nobody at home”</q>");
    assert!(!whole.contains("<script>two"));
    holds(&whole, "and 2 more, below");
    let sheet = check(&folder, &["--format", "html", "--quiet"]);
    assert_eq!(sheet.matches(first).count(), 1);
    holds(&sheet, "and 2 more, in the whole report");
    assert!(!sheet.contains("script&gt;two"));
    let said = "“to reduce new claims”, A proposal to the board, paragraph 3. Note: It is the fund's purpose.";
    for form in [&["--format", "markdown"][..], &["--all"]] {
        let told = check(&folder, form).replace('\\', "");
        [HEADING, said, "“nobody at home”, A proposal to the board, paragraph 1.2."]
            .iter()
            .for_each(|part| holds(&told, part));
        assert!(!told.contains("words of another document"));
    }
    let explained = one_line(&folder.brief(&["explain", "proposal", "--documents", "documents.yaml"]).out);
    assert!(explained.contains(HEADING) && explained.contains("“nobody at home”"), "{explained}");
    // A document that the pilot does not cite has nothing to do with it, and without a register there is nothing to list.
    assert!(!whole.contains("words of another document"));
    let without = folder.brief(&["check", "p.yaml", "--format", "html"]).out;
    assert!(!without.contains(HEADING));
}

/// Nobody was asked, and nothing is said to have been asked: the words stand there as what they are.
#[test]
fn who_speaks_of_a_fact_without_answering_it_is_quoted_and_not_said_to_have_been_asked() {
    let folder = folder("spoken");
    let words = "“have regular supervision”";
    let calls: [(&[&str], &str); 8] = [
        (
            &["check", "p.yaml", "--all"],
            "According to the proposers: “have regular supervision” (“A proposal to the board”, paragraph 2), which speaks of it, but leaves the question open",
        ),
        (
            &["check", "p.yaml", "--format", "html"],
            "According to the proposers: <q>“have regular supervision”</q>, <cite>A proposal to the board</cite>",
        ),
        (
            &["check", "p.yaml", "--format", "html"],
            "<span class=\"soft\">Note: Not said to be clinical.</span> <span class=\"soft\">This speaks of it, but leaves the question open.</span>",
        ),
        (&["questions", "p.yaml"], "workforce.clinical_supervision: it is spoken of, and not answered"),
        (
            &["questions", "p.yaml", "--format", "markdown"],
            "according to the proposers: “have regular supervision” (“A proposal to the board”, paragraph 2), which speaks of it, but leaves the question open",
        ),
        (
            &["questions", "p.yaml", "--letter", "--most", "200"],
            "According to the proposers: “have regular supervision” (“A proposal to the board”, paragraph 2), which speaks of it, but leaves the question open.",
        ),
        (
            &["promises", "p.yaml", "--of", "cotton-questions"],
            "workforce.clinical_supervision: no answer, but “have regular supervision”, according to the proposers (spoken of, and not answered, proposal paragraph 2",
        ),
        (&["check", "p.yaml", "--all", "--fail-on", "unstated"], "(spoken of, and not answered)"),
    ];
    for (call, told) in calls {
        let register: &[&str] = if call[0] == "promises" { &[] } else { &["--documents", "documents.yaml"] };
        let ran = folder.brief(&[call, register].concat());
        assert_ne!(ran.status, Some(2), "{}", ran.err);
        let shown = one_line(&ran.out).replace('\\', "");
        holds(&shown, told);
        holds(&shown, words);
        assert!(!shown.contains("was asked"), "{call:?}");
    }
    folder.write("other.yaml", PILOT.replace("have regular supervision", "one a month"));
    let agreed = one_line(&folder.brief(&["agree", "p.yaml", "other.yaml"]).out);
    assert!(!agreed.contains("asked, and not answered"), "{agreed}");
    // With a day on which they were asked, or without a phrase, somebody was asked.
    for (from, to) in
        [(", note: not said", ", asked: 2024-11-20, note: not said"), (", phrase: have regular supervision", "")]
    {
        folder.write("p.yaml", PILOT.replace(from, to));
        for call in
            [&["check", "p.yaml", "--all"][..], &["questions", "p.yaml"], &["check", "p.yaml", "--format", "html"]]
        {
            let told = one_line(&folder.brief(&[call, &["--documents", "documents.yaml"]].concat()).out);
            holds(&told.to_lowercase(), "the proposers was asked");
            assert!(!told.to_lowercase().contains("leaves the question open"), "{call:?}");
        }
    }
}
