//! Documents that are too large, too deep, or grow as they are read: refused in bounded memory.

use std::fmt::Write as _;
use std::process::Command;

use watching_brief::text::words::grouped;

use crate::support::{self, Folder, GOOD, RULES, Ran};

const HEAD: &str = "format: 1\npilot: p\ntitle: T\nstatus: running\n";

const NODES: &str = "the document holds more than 100,000 values, with aliases and merges written out; that is the most \
    that is read; `--limit values=NUMBER`, or `limits` in brief.yaml, raises this limit to 1,000,000 at most";

const NESTING: &str = "lists and mappings stand more than 64 deep in one another; that is the most that is read; \
    `--limit nesting=NUMBER`, or `limits` in brief.yaml, raises this limit to 256 at most";

/// What is told of a document of so many bytes.
fn size(bytes: &str) -> String {
    format!(
        "the document that begins here has {bytes} bytes; 8,388,608 bytes are the most that is read; \
         `--limit bytes=NUMBER`, or `limits` in brief.yaml, raises this limit to 67,108,864 at most"
    )
}

/// `brief check` with 600 MB of memory and no more.
fn bounded(folder: &Folder, args: &[&str]) -> Command {
    let mut command = folder.command(&[]);
    if cfg!(target_os = "linux") {
        command = support::command("sh");
        command.current_dir(folder.path());
        command.args(["-c", "ulimit -v 600000 && exec \"$@\"", "sh", support::BRIEF]);
        // Each thread sets some of it aside.
        command.env("RAYON_NUM_THREADS", "2");
    }
    command.args(["check", "--format", "json"]).args(args);
    command
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("good.yaml", GOOD).write("rules.yaml", RULES);
    folder
}

/// The errors for a pilot, without its name; the sound pilot is always reported.
fn errors(folder: &Folder, text: &str) -> Vec<String> {
    folder.write("case.yaml", text);
    let ran = Ran::of(&mut bounded(folder, &["case.yaml", "good.yaml", "--rules", "rules.yaml"]), &[]);
    assert_eq!(ran.err, "");
    assert_eq!(ran.pilots().last().map(String::as_str), Some("good"));
    let errors = ran.errors();
    assert_eq!(ran.status, Some(if errors.is_empty() { 1 } else { 2 }), "{errors:?}");
    errors.iter().map(|error| error.strip_prefix("case.yaml:").unwrap_or(error).to_owned()).collect()
}

#[test]
fn bombs_of_aliases_and_merges() {
    let folder = folder("bombs");
    let mut bomb = format!("{HEAD}a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, of) in ('b'..='i').zip('a'..) {
        let of = format!("*{of}, ").repeat(10);
        writeln!(bomb, "{name}: &{name} [{of}]").expect("text");
    }
    assert_eq!(errors(&folder, &bomb), [format!("9:36 {NODES}")]);

    // Each alias is small, and there are many.
    let large = format!("{HEAD}a: &a [{}]\nb: [{}]\n", "x, ".repeat(1000), "*a, ".repeat(1000));
    assert_eq!(errors(&folder, &large), [format!("6:397 {NODES}")]);

    let keys: String = (0..100).map(|key| format!("k{key}: 1, ")).collect();
    let merges = format!("{HEAD}a: &a {{{keys}}}\nb:\n{}", "- <<: [*a, *a, *a, *a, *a]\n".repeat(200));
    assert_eq!(errors(&folder, &merges), [format!("105:24 {NODES}")]);

    // Merges of merges, each with a key of its own: none of them is nested in another.
    let mut chain = format!("{HEAD}m0: &m0 {{k0: 1}}\n");
    for link in 1..1000 {
        writeln!(chain, "m{link}: &m{link} {{<<: *m{}, k{link}: 1}}", link - 1).expect("text");
    }
    let told = errors(&folder, &chain);
    assert!(told.len() == 1 && told[0].ends_with(NODES), "{told:?}");
}

#[test]
fn nesting() {
    let folder = folder("nesting");
    let nested = |depth: usize| format!("{HEAD}summary: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(errors(&folder, &nested(63)), ["5:10 `summary` takes a text, not a list"]);
    assert_eq!(errors(&folder, &nested(64)), [format!("5:73 {NESTING}")]);
    let through_alias = |depth: usize| {
        format!("{HEAD}a: &a {}{}\nb: {}*a{}\n", "[".repeat(32), "]".repeat(32), "[".repeat(depth), "]".repeat(depth))
    };
    assert_eq!(errors(&folder, &through_alias(31)).len(), 2);
    assert_eq!(errors(&folder, &through_alias(32)), [format!("6:36 {NESTING}")]);

    let deep = 10_000;
    let block: String = (0..3000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    let cases = [
        ("[".repeat(deep), "1:66"),
        ("[".repeat(deep) + &"]".repeat(deep), "1:66"),
        ("{a: ".repeat(deep), "1:261"),
        ("- ".repeat(deep), "1:129"),
        ("? ".repeat(deep), "1:129"),
        ("[a: ".repeat(40) + &"]".repeat(40), "1:129"),
        ("[a: ".repeat(deep), "1:261"),
        (block, "65:65"),
    ];
    for (text, place) in cases {
        assert_eq!(errors(&folder, &text), [format!("{place} {NESTING}")], "{}", &text[..20]);
    }
}

#[test]
fn a_hundred_thousand_values_and_no_more() {
    let folder = folder("values");
    // 9 for the head, 2 for the waivers and 9 for each of them, 4 for the routes and 1 for each.
    let waivers: String =
        (0..11_109).map(|at| format!("- {{rule: R{at}, reason: r, by: b, until: 2027-03-31}}\n")).collect();
    let with = |routes: &str| format!("{HEAD}waivers:\n{waivers}referral: {{routes: [{routes}]}}\n");
    assert_eq!(errors(&folder, &with("self, gp, other-health, work-coach")), <[&str; 0]>::default());
    assert_eq!(errors(&folder, &with("self, gp, other-health, work-coach, keyworker")), [format!("11115:57 {NODES}")]);
}

#[test]
fn sixty_four_statements_and_no_more() {
    let folder = folder("statements");
    let with =
        |count: usize| format!("{HEAD}referral:\n  work_coach_role:\n{}", "  - {value: informs}\n".repeat(count));
    assert_eq!(errors(&folder, &with(64)), <[&str; 0]>::default());
    let told = "7:5 `referral.work_coach_role` has 65 statements; 64 are the most that one fact may have; the limit \
        `statements` cannot be raised further, for which of them agree is kept in 64 bits";
    assert_eq!(errors(&folder, &with(65)), [told]);
}

/// How a limit is raised.
fn raise(limit: &str, most: &str) -> String {
    format!("; `--limit {limit}=NUMBER`, or `limits` in brief.yaml, raises this limit to {most} at most")
}

#[test]
fn rules_at_their_bounds() {
    let folder = folder("bounds");
    let facts: Vec<&str> = watching_brief::model::vocabulary::Vocabulary::shipped()
        .facts()
        .iter()
        .map(|fact| fact.path.as_str())
        .collect();
    let of_facts = |count: usize| facts[..count].iter().map(|fact| format!("{fact}: stated, ")).collect::<String>();
    let of_tests = |count: usize| format!("any: [{}]", "{referral.routes: stated}, ".repeat(count));
    let nested = |depth: usize| format!("{}referral.routes: stated{}", "not: {".repeat(depth), "}".repeat(depth));
    let cases = [
        (of_facts(64), None),
        (
            of_facts(65),
            Some(format!("7:9 T-1 speaks of 65 facts; 64 are the most that a rule may{}", raise("facts", "128"))),
        ),
        (of_tests(4096), None),
        (
            of_tests(4097),
            Some(format!(
                "7:9 T-1 puts 4,097 tests to facts; 4,096 are the most that a rule may{}",
                raise("tests", "16,384")
            )),
        ),
        (nested(60), None),
        (nested(61), Some(format!("13:380 {NESTING}"))),
    ];
    for (condition, expected) in cases {
        folder.write("case.yaml", RULES.replace("voluntariness.sanction_for_refusal: false", &condition));
        let ran = Ran::of(&mut bounded(&folder, &["good.yaml", "--rules", "case.yaml"]), &[]);
        let expected: Vec<String> = expected.iter().map(|told| format!("case.yaml:{told}")).collect();
        assert_eq!(ran.errors(), expected);
        assert_eq!(ran.status == Some(2), !expected.is_empty());
        assert_eq!((ran.pilots().len(), ran.rulesets().len()), (1, 1 - expected.len()));
    }
}

#[test]
fn eight_mebibytes_and_no_more() {
    const LIMIT: usize = 8 * 1024 * 1024;
    let folder = folder("size");
    let of_size = |size: usize| {
        let text = format!("{HEAD}summary: ");
        let padding = "x".repeat(size - text.len() - 1);
        format!("{text}{padding}\n")
    };
    assert_eq!(errors(&folder, &of_size(LIMIT)), <[&str; 0]>::default());
    assert_eq!(errors(&folder, &of_size(LIMIT + 1)), [format!("1:1 {}", size("8,388,609"))]);
    let lines = "  some text\n".repeat(9 * 1024 * 1024 / 12);
    let second = format!("{HEAD}---\n{HEAD}summary: |\n{lines}---\n{}", HEAD.replace("pilot: p", "pilot: q"));
    let bytes = 4 + HEAD.len() + "summary: |\n".len() + lines.len();
    assert_eq!(errors(&folder, &second), [format!("5:1 {}", size(&grouped(bytes)))]);
    let ran = folder.check(&["case.yaml", "--rules", "rules.yaml"]);
    assert_eq!(ran.pilots(), ["p", "q"]);
}

/// Two documents of 200 MB, one in lines and one without, each followed by a sound one.
#[test]
fn two_hundred_megabytes() {
    let folder = folder("huge");
    let part = "  some line of a text that goes on and on\n".repeat(24_000);
    let line = "x".repeat(part.len());
    for (begin, part) in [("summary: |\n", &part), ("summary: ", &line)] {
        let ran = Ran::fed(&mut bounded(&folder, &["-", "--rules", "rules.yaml"]), |input| {
            input.write_all(HEAD.as_bytes())?;
            input.write_all(begin.as_bytes())?;
            for _ in 0..200_000_000 / part.len() {
                input.write_all(part.as_bytes())?;
            }
            input.write_all(b"\n---\n")?;
            input.write_all(GOOD.as_bytes())
        });
        assert_eq!((ran.status, ran.err.as_str()), (Some(2), ""));
        let bytes = HEAD.len() + begin.len() + 200_000_000 / part.len() * part.len() + 1;
        assert_eq!(ran.errors(), [format!("-:1:1 {}", size(&grouped(bytes)))]);
        assert_eq!(ran.pilots(), ["good"]);
    }
}

#[test]
fn places_far_to_the_right() {
    let folder = folder("columns");
    let far = format!("{HEAD}referral: {{routes: [self], {}rotes: [self]}}\n", " ".repeat(70_000));
    assert_eq!(errors(&folder, &far), ["5:70028 `referral.rotes` is not a fact; did you mean `routes`?"]);
    let human = folder.brief(&["check", "case.yaml", "good.yaml", "--rules", "rules.yaml"]);
    assert_eq!((human.status, human.err.as_str()), (Some(2), ""));
    assert!(human.out.contains("`referral.rotes` is not a fact"), "{human:?}");

    // What decides a verdict may stand there, too.
    let far = format!("{HEAD}voluntariness: {{consent: none, {}sanction_for_refusal: true}}\n", " ".repeat(70_000));
    assert_eq!(errors(&folder, &far), <[&str; 0]>::default());
    let human = folder.brief(&["check", "case.yaml", "--rules", "rules.yaml"]);
    assert_eq!((human.status, human.err.as_str()), (Some(1), ""));
    assert!(human.out.contains("T-1") && human.out.len() < 20_000, "{human:?}");
}

/// Of a document that is wrong throughout, the first hundred mistakes are told, in no more time and space than it takes.
#[test]
fn thousands_of_mistakes() {
    let folder = folder("thousands");
    let keys = |line: &str| (0..40_000).map(|at| line.replace('#', &at.to_string())).collect::<String>();
    let cases = [
        format!("{HEAD}{}", keys("key#: 1\n")),
        format!("{HEAD}referral:\n{}", keys("  work_coach_rol#: 1\n")),
        format!("{HEAD}{}", "summary: text\n".repeat(40_000)),
        format!("{HEAD}referral:\n  routes: [{}]\n", "selff, ".repeat(90_000)),
        format!("{HEAD}referral:\n  routes: [{}]\n", "self, ".repeat(90_000)),
        format!("{HEAD}referral:\n  routes: [{}]\n", keys("&a# self, *b#, ")),
        format!("{HEAD}referral:\n  routes: {{includes: [{0}], excludes: [{0}]}}\n", "self, ".repeat(40_000)),
        format!("{HEAD}referral:\n  routes:\n{}", "  - {value: [self], by: somebody}\n".repeat(12_000)),
        format!("{HEAD}waivers:\n{}", "- {rule: R-1, reason: r, by: b, until: 2027-02-30}\n".repeat(11_000)),
    ];
    for text in cases {
        let errors = errors(&folder, &text);
        let start: String = text.lines().nth(6).unwrap_or_default().chars().take(60).collect();
        assert_eq!(errors.len(), 101, "{start}: {:?}", &errors[..2]);
        let last = "more is wrong from here on than the 100 mistakes that are told; put these right first";
        assert!(errors[100].ends_with(last), "{start}: {}", errors[100]);
    }
}
