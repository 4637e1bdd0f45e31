//! The letters of `brief questions --letter`: what is disputed, what is only claimed, what is open.

use super::support::{Folder, Ran, assert_in_order};

const HEAD: &str = "format: 1\npilot: p\ntitle: A pilot & its aims, 100%\nstatus: running\n";

fn letter(name: &str, lines: &str, args: &[&str]) -> Ran {
    let folder = Folder::new(name);
    folder.write("p.yaml", format!("{HEAD}{lines}"));
    let ran = folder.brief(&[&["questions", "p.yaml", "--letter"], args].concat());
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    ran
}

const DISPUTED: &str = "\
owners: [the provider]
service: {offer: [psychological-therapy], client_groups: [jobcentre-claimants]}
referral:
  work_coach_role: {value: suggests, by: the provider, basis: claimed, document: leaflet, paragraph: 7, phrase: our coaches suggest it}
location:
  client_chooses: {value: true, by: The  Provider, basis: claimed, document: leaflet, paragraph: 8, phrase: wherever you like}
  venues: {value: [jobcentre], by: a visitor, basis: observed}
evaluation: {planned: {value: true, by: a newspaper, basis: claimed, document: a newspaper}}
voluntariness:
  sanction_for_refusal:
    - {value: false, by: DWP, basis: claimed, document: mwf-letters-2016, paragraph: 24, phrase: nobody will be sanctioned}
    - {value: true, by: a claimant, basis: observed, document: thread, paragraph: 10, phrase: my payment stopped}
  sanction_for_stopping: {unanswered: true, by: DWP, asked: 2024-11-20}
";

#[test]
fn disputes_come_first_with_both_sides_then_what_is_only_claimed_then_what_is_open() {
    let ran = letter("order", DISPUTED, &["--most", "100"]);
    assert_in_order(
        &ran.out,
        &[
            "What is said of the following does not agree.",
            "1. What is the policy on whether a benefit can be cut or reviewed because someone says no, and where is it written down?\n",
            "   According to DWP: no (“Jobcentre Therapy: MWF exchange letters with the big Psy-Organisations”, paragraph 24: “nobody will be sanctioned”).\n",
            "   According to a claimant: yes (thread, paragraph 10: “my payment stopped”).\n",
            "The following has been said.",
            // What rules are breached by comes before what is met by the owner's word alone.
            "or requires it:\n   According to the provider: suggests (leaflet, paragraph 7: “our coaches suggest it”).\n",
            "On whether the client chooses where they are seen:\n   According to The Provider: yes (leaflet, paragraph 8: “wherever you like”).\n",
            "The following is not known to me.",
            "because someone stops, misses sessions or leaves tasks undone, and where is it written down?\n   (DWP was asked on 2024-11-20, and did not answer.)\n",
        ],
    );
    // What one speaker alone claims is asked for, whoever that is; and what the owners claim together.
    assert!(ran.out.contains("According to a newspaper: yes (a newspaper)"), "{}", ran.out);
    let claim = "{value: true, by: a newspaper, basis: claimed, document: a newspaper}";
    for (others, is_asked) in [
        ("{value: true, by: THE provider, basis: claimed}, {value: true, by: the council, basis: claimed}", true),
        ("{value: true, by: the provider, basis: claimed}, {value: true, by: a passer-by, basis: claimed}", false),
        ("{value: true, by: the provider, basis: specified}", false),
    ] {
        let lines =
            DISPUTED.replace(claim, &format!("[{others}]")).replace("[the provider]", "[the provider, the council]");
        let told = letter("owner", &lines, &["--most", "100"]).out;
        assert_eq!(told.contains("On whether an evaluation is planned:"), is_asked, "{others}: {told}");
    }
    let questions: Vec<&str> = ran.out.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert!(questions.len() > 20, "{}", ran.out);
    for (number, question) in (1..).zip(questions) {
        assert!(question.starts_with(&format!("{number}. ")), "{question}");
        let opens = ["What ", "How ", "Which ", "Who ", "Where ", "With whom ", "By which ", "On ", "In the "];
        let rest = question.split_once(' ').expect("a question").1;
        assert!(opens.iter().any(|open| rest.starts_with(open)), "may be answered by yes or no: {question}");
    }
    assert!(!ran.out.contains("(true)") && !ran.out.contains("(false)"), "{}", ran.out);
}

/// The question of each line of a letter that puts one.
fn asked(letter: &str) -> Vec<&str> {
    letter.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect()
}

/// It is nobody's plain yes.
#[test]
fn what_is_said_with_a_may_is_quoted_as_such() {
    let lines = "\
service: {offer: [psychological-therapy]}
referral:
  staff_referral_targets: {value: true, hedged: true, by: the board, basis: claimed, document: plan, paragraph: 5, phrase: still to be settled}
";
    let out = letter("hedged", lines, &["--most", "100"]).out;
    let open = out.split_once("The following is not known to me.\n\n").expect("what is open").1;
    let mut lines = open.lines();
    lines
        .find(|line| line.contains("employment staff are measured on how many people they send"))
        .expect("the question");
    let said = "   According to the board, though not as settled: yes (plan, paragraph 5: “still to be settled”).";
    assert_eq!(lines.next(), Some(said), "{out}");
}

/// A letter, the questions and the first sheet ask in one order, and nothing that a must turns on waits for what none does.
#[test]
fn those_come_first_on_which_most_musts_turn_whoever_has_spoken_of_them() {
    let lines = "\
service: {offer: [psychological-therapy], client_groups: [jobcentre-claimants]}
workforce:
  training_described: {unanswered: true, by: us, document: plan, paragraph: 8, phrase: a week of training}
evaluation: {results_published: {value: true, hedged: true, by: us, basis: claimed, phrase: would be published}}
";
    let all = letter("order", lines, &["--most", "200", "--law", "none"]).out;
    let spoken_of = "Is the training and support that staff will receive set out?";
    let place = asked(&all).iter().position(|one| one.ends_with(spoken_of)).expect("what is spoken of");
    let folder = Folder::new("order-of-questions");
    folder.write("p.yaml", format!("{HEAD}{lines}"));
    let told: serde_json::Value =
        serde_json::from_str(&folder.brief(&["questions", "p.yaml", "--format", "json"]).out).expect("JSON");
    let questions = told["pilots"][0]["questions"].as_array().expect("questions");
    let in_order = |text: &str| {
        let places: Vec<usize> = asked(text)
            .iter()
            .map(|line| line.split_once(". ").expect("a number").1)
            .map(|asks| questions.iter().position(|one| one["ask"] == asks).expect("a question"))
            .collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
        places
    };
    in_order(all.split_once("not known to me").expect("what is open").1);
    let musts = |at: &usize| questions[*at]["musts"].as_u64().expect("a number");
    // All on which a must turns come before the first on which none does, though that is spoken of.
    assert!(place > 20, "{all}");
    let shown = folder.brief(&["questions", "p.yaml"]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("First those on which most musts, then most conditions, turn."), "{shown}");
    let some = letter("order", lines, &["--most", "12", "--law", "none"]).out;
    assert!(
        in_order(some.split_once("not known to me").expect("what is open").1).iter().all(|at| musts(at) > 0),
        "{some}"
    );
}

/// Both are named: who is said to have said it, and who tells of that.
#[test]
fn words_that_another_tells_of_are_told_as_such() {
    let lines = "\
voluntariness:
  sanction_for_refusal:
    - {value: false, by: Ms Grey, basis: claimed, phrase: nobody, note: \"As told by the board, not in the speaker's own words. Not on paper.\"}
    - {value: true, by: the group, basis: claimed, phrase: some, note: as far as it goes}
";
    let out = letter("retold", lines, &[]).out;
    assert!(
        out.contains("   According to Ms Grey, as told by the board: no (“nobody”). My note: Not on paper.\n"),
        "{out}"
    );
    assert!(out.contains("   According to the group: yes (“some”). My note: As far as it goes.\n"), "{out}");
}

/// What is known in part is on record, and open: it is asked once, with all that is said of it.
#[test]
fn nobody_is_asked_the_same_twice() {
    let lines = "\
service: {offer: [psychological-therapy], client_groups: [jobcentre-claimants]}
location:
  venues:
    - {includes: [jobcentre], by: the board, basis: claimed, document: plan, paragraph: 4, phrase: rooms at the jobcentre}
    - {includes: [library], hedged: true, by: the board, basis: claimed, document: plan, paragraph: 4, phrase: may ask for the library}
";
    let out = letter("once", lines, &["--most", "100"]).out;
    assert_eq!(out.matches("here do sessions take place").count(), 1, "{out}");
    assert!(!out.contains("On where the sessions take place:"), "{out}");
    let on_record = out.split_once("The following has been said.").expect("what is on record").1;
    let on_record = on_record.split_once("The following is not known to me.").expect("what is open").0;
    let both = "here do sessions take place? Where is it written down?\n   According to the board: at least jobcentre (plan, paragraph 4: \
                “rooms at the jobcentre”).\n   According to the board, though not as settled: at least library (plan, paragraph 4: \
                “may ask for the library”).\n";
    assert!(on_record.contains(both), "{out}");
}

/// A reading is the writer's; the words are the speaker's.
#[test]
fn a_letter_that_quotes_says_whose_reading_it_is() {
    let reading = "what stands after a name is how I read what was said; the words themselves are in quotation marks.";
    assert_eq!(letter("reading", DISPUTED, &[]).out.matches(reading).count(), 1);
    let unquoted = "service: {offer: {value: [psychological-therapy], by: the board, basis: claimed}}\n";
    assert!(!letter("unquoted", unquoted, &[]).out.contains(reading));
}

#[test]
fn a_letter_names_the_act_that_it_is_under_or_none() {
    for (law, has, lacks) in [
        (&[][..], "under the Freedom of Information Act 2000.", "Scotland"),
        (&["--law", "foi-2000"], "under the Freedom of Information Act 2000.", "Scotland"),
        (&["--law", "foi-scotland-2002"], "under the Freedom of Information (Scotland) Act 2002.", "Act 2000"),
        (&["--law", "none"], "I should be glad of your answers", "Freedom of Information"),
    ] {
        let ran = letter("law", DISPUTED, law);
        assert!(ran.out.contains(has) && !ran.out.contains(lacks), "{law:?}: {}", ran.out);
        assert_eq!(ran.out.contains("within the limit of cost"), law != ["--law", "none"], "{law:?}");
    }
    let folder = Folder::new("law-unknown");
    let ran = folder.brief(&["questions", "p.yaml", "--letter", "--law", "australia"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("[possible values: foi-2000, foi-scotland-2002, none]"), "{}", ran.err);
}

#[test]
fn nobody_is_asked_about_treatment_where_none_is_spoken_of() {
    let coaching = "service: {offer: {includes: [job-coaching]}, client_groups: [jobcentre-claimants]}\n";
    let therapy = coaching.replace("job-coaching", "psychological-therapy");
    let asks_of_treatment = |text: &str| {
        ["therapists' job", "depends on taking up treatment", "clients' treatment"].map(|part| text.contains(part))
    };
    let ran = letter("coaching", coaching, &["--most", "100"]);
    assert_eq!(asks_of_treatment(&ran.out), [false; 3], "{}", ran.out);
    // What is offered, and what is one of several things, is asked all the same; what would only follow is not.
    assert!(ran.out.contains("What exactly is offered to people"), "{}", ran.out);
    assert!(
        ran.out.contains("In the therapy or support itself, is taking part voluntary or mandatory?"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("Which methods of therapy can people have?"), "{}", ran.out);
    let ran = letter("therapy", &therapy, &["--most", "100"]);
    assert_eq!(asks_of_treatment(&ran.out), [true; 3], "{}", ran.out);
}

#[test]
fn an_address_stays_within_what_browsers_take_and_says_what_is_left_out() {
    let ran = letter("link", DISPUTED, &["--link", "dwp", "--most", "100"]);
    let address = ran.out.trim_end();
    assert!(address.len() <= 2_000 && address.len() > 1_500, "{}", address.len());
    let query = address.strip_prefix("https://www.whatdotheyknow.com/new/dwp?title=").expect("the address");
    assert!(query.is_ascii() && !query.contains([' ', '\n', '#']));
    let (title, text) = query.split_once("&default_letter=").expect("a letter");
    let decoded = |part: &str| percent_encoding::percent_decode_str(part).decode_utf8().expect("text").into_owned();
    assert_eq!(decoded(title), "Questions about a pilot: A pilot & its aims, 100%");
    let text = decoded(text);
    assert!(text.starts_with("Dear Sir or Madam,\n\n") && text.ends_with("Yours faithfully,\n"), "{text}");
    assert!(text.contains("   According to DWP: no (“nobody will be sanctioned”).\n"), "{text}");
    let asked = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
    assert!(ran.err.contains(&format!("the letter for `p` asks {asked} of ")), "{}", ran.err);
    // One question more would be too long, and a letter of few questions is in it whole.
    let one = letter("link-one", DISPUTED, &["--link", "dwp", "--most", "1"]);
    assert!(one.out.len() < ran.out.len() && one.err.contains("asks 1 of "), "{}", one.err);
    // No room for anything: no address, and not a broken one.
    let folder = Folder::new("link-long");
    folder.write("p.yaml", format!("{HEAD}{DISPUTED}").replace("A pilot &", &"A very long title ".repeat(80)));
    let ran = folder.brief(&["questions", "p.yaml", "--letter", "--link", "dwp"]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Some(0)));
    assert!(ran.err.contains("leaves no room for a question in an address"), "{}", ran.err);
}

/// Nobody is named who answers for it: what is met on one word alone is asked for all the same, musts first and behind what is
/// breached, with the remark on it as the writer's own words.
#[test]
fn proof_is_asked_of_what_is_met_on_one_word_alone() {
    let lines = "\
service: {offer: [psychological-therapy], client_groups: [jobcentre-claimants]}
location: {venues: {value: [jobcentre], by: us, basis: claimed, document: plan, paragraph: 4, phrase: two rooms}}
workforce:
  clinical_supervision: {value: true, by: us, basis: claimed, document: plan, paragraph: 8, phrase: have regular supervision, note: of six counsellors}
voluntariness: {sanction_for_refusal: {value: false, by: a manager, basis: claimed, note: as we tell it}, sanction_for_stopping: {value: false, by: a manager, basis: claimed}}
evaluation: {ethics_approval: {value: true, by: us, basis: claimed}}
";
    let ran = letter("proof", lines, &["--most", "200"]);
    assert_in_order(
        &ran.out,
        &[
            "The following has been said. Please send me the document or the record that bears it out",
            "   According to us: jobcentre, and nothing else (plan, paragraph 4: “two rooms”).\n",
            "On whether a benefit can be cut or reviewed because someone says no:\n   According to a manager: no. My note: As we tell it.\n",
            "   According to us: yes (plan, paragraph 8: “have regular supervision”). My note: Of six counsellors.\n",
            "The following is not known to me.",
        ],
    );
    // Nothing is asked of what no condition turns on.
    assert!(!ran.out.contains("ethics committee"), "{}", ran.out);
    // A short letter keeps half of its room for what is not known.
    let count = |text: &str, from: &str| {
        let part = text.split_once(from).map_or("", |(_, rest)| rest);
        let part = part.split("\nThe following is not known").next().unwrap_or_default();
        part.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count()
    };
    let all = count(&ran.out, "The following has been said.");
    assert!(all >= 4, "{}", ran.out);
    let short = letter("short", lines, &["--most", "5"]).out;
    assert_eq!(count(&short, "The following has been said."), 3, "{short}");
    assert_eq!(count(&short, "The following is not known to me."), 2, "{short}");
}

/// A plain letter asks as a person asks, and says once that it wants to know where the answer is written. A request for recorded
/// information asks for that each time, in words that yes or no would not answer.
#[test]
fn a_plain_letter_puts_each_question_as_it_is() {
    let lines = "service: {offer: [psychological-therapy], client_groups: [jobcentre-claimants]}\n";
    let plain = letter("plain", lines, &["--most", "200", "--law", "none"]).out;
    assert_eq!(plain.matches("written down").count(), 1, "{plain}");
    assert!(plain.contains(
        "The following is not known to me. Please tell me of each how it is, and where that is written down."
    ));
    let questions: Vec<&str> = plain
        .lines()
        .filter_map(|line| line.split_once(". ").filter(|(number, _)| number.parse::<usize>().is_ok()))
        .map(|(_, question)| question)
        .collect();
    let facts: serde_json::Value =
        serde_json::from_str(&Folder::new("facts").brief(&["facts", "--format", "json"]).out).expect("JSON");
    let facts: Vec<&serde_json::Value> = facts["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .flat_map(|one| one["facts"].as_array().expect("facts"))
        .collect();
    assert!(questions.len() > 60, "{plain}");
    for question in &questions {
        assert!(facts.iter().any(|fact| fact["ask"] == *question), "{question}");
    }
    // Whatever the vocabulary asks is one question, which stands for itself.
    for fact in facts {
        let ask = fact["ask"].as_str().expect("a question");
        assert!(ask.ends_with('?') && ask.matches('?').count() == 1, "{ask}");
        if fact["type"] == "bool" {
            let begins = ["Is ", "Are ", "Do ", "Does ", "Can ", "Will ", "Would ", "Has ", "Have "];
            assert!(begins.iter().any(|begin| ask.starts_with(begin)), "{ask}");
        }
    }
    let under_act = letter("act", lines, &["--most", "200"]).out;
    let asked = |text: &str| text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
    assert_eq!(asked(&under_act), questions.len());
    assert_eq!(under_act.matches("written down?").count(), questions.len(), "{under_act}");
}
