//! Limits that a call or a configuration sets, each at the most that it can be, and streams of any length.

use std::io::Write;
use std::process::Command;

use crate::support::{self, Folder, GOOD, RULES, Ran};
use watching_brief::model::limits::Limit;
use watching_brief::model::vocabulary::{FactType, Vocabulary};
use watching_brief::text::words::grouped;

const HEAD: &str = "format: 1\npilot: p\ntitle: T\nstatus: running\n";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("good.yaml", GOOD).write("rules.yaml", RULES);
    folder
}

/// The errors of a check of `case.yaml` with these limits.
fn errors(folder: &Folder, text: &str, limits: &[&str]) -> Vec<String> {
    folder.write("case.yaml", text);
    check(folder, &["case.yaml", "--rules", "rules.yaml"], limits).errors()
}

fn check(folder: &Folder, args: &[&str], limits: &[&str]) -> Ran {
    let limits: Vec<&str> = limits.iter().flat_map(|limit| ["--limit", limit]).collect();
    folder.check(&[args, &limits].concat())
}

/// The rule of [`RULES`] with another condition.
fn asking(condition: &str) -> String {
    RULES.replace("voluntariness.sanction_for_refusal: false", condition)
}

fn of_statements(count: usize) -> String {
    format!("{HEAD}referral:\n  work_coach_role:\n{}", "  - {value: informs}\n".repeat(count))
}

#[test]
fn a_limit_of_the_call_is_kept_to_and_told() {
    let folder = folder("limits-call");
    let raise = |name: &str, most: &str| {
        format!("; `--limit {name}=NUMBER`, or `limits` in brief.yaml, raises this limit to {most} at most")
    };
    let nested = |depth: usize| format!("{HEAD}a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    let long =
        |characters: usize| format!("{HEAD}referral: {{routes: {{value: [gp], note: {}}}}}\n", "é".repeat(characters));
    let pilots: [(&str, &str, String, String, String); 4] = [
        (
            "nesting=10",
            "nesting=11",
            nested(10),
            "5:13 lists and mappings stand more than 10 deep in one another; that is the most that is read".to_owned()
                + &raise("nesting", "256"),
            nested(9),
        ),
        (
            "characters=100",
            "characters=101",
            long(101),
            "5:40 this text has 101 characters; 100 are the most that a text may have".to_owned()
                + &raise("characters", "10,000,000"),
            long(100),
        ),
        (
            "statements=2",
            "statements=3",
            of_statements(3),
            "7:5 `referral.work_coach_role` has 3 statements; 2 are the most that one fact may have".to_owned()
                + &raise("statements", "64"),
            of_statements(2),
        ),
        (
            "bytes=1024",
            "bytes=1025",
            format!("{HEAD}summary: {}\n", "x".repeat(1025 - HEAD.len() - 10)),
            "1:1 the document that begins here has 1,025 bytes; 1,024 bytes are the most that is read".to_owned()
                + &raise("bytes", "67,108,864"),
            format!("{HEAD}summary: {}\n", "x".repeat(1024 - HEAD.len() - 10)),
        ),
    ];
    for (limit, more, text, told, less) in pilots {
        let of_limit = |errors: Vec<String>| -> Vec<String> {
            errors.into_iter().filter(|error| error.contains("--limit")).collect()
        };
        assert_eq!(of_limit(errors(&folder, &text, &[limit])), [format!("case.yaml:{told}")], "{limit}");
        assert_eq!(of_limit(errors(&folder, &text, &[more])), <[&str; 0]>::default(), "{more}");
        assert_eq!(of_limit(errors(&folder, &less, &[limit])), <[&str; 0]>::default(), "{limit}");
    }
    // What the shipped schema says of 64 and 100,000 does not stand in the way of more.
    assert_eq!(errors(&folder, &long(100_001), &["characters=100001"]), <[&str; 0]>::default());
}

#[test]
fn a_summary_may_be_long_unless_something_else_takes_it_up() {
    let folder = folder("limits-summary");
    let pilot = |summary: &str, more: &str| format!("{HEAD}summary: {summary}\n{more}referral: {{routes: [gp]}}\n");
    let long = "é".repeat(101);
    assert_eq!(errors(&folder, &pilot(&long, ""), &["characters=100"]), <[&str; 0]>::default());
    let taken = pilot(&format!("&all {long}"), "provenance: {by: the provider, basis: claimed, note: *all}\n");
    let errors = errors(&folder, &taken, &["characters=100"]);
    assert!(errors.len() == 1 && errors[0].contains("this text has 101 characters"), "{errors:?}");
}

#[test]
fn a_limit_of_rules_is_kept_to_and_told() {
    let folder = folder("limits-rules");
    let two = "any: [{referral.routes: stated}, {voluntariness.consent: stated}]";
    folder.write("two.yaml", asking(two));
    let told = |limit: &str| check(&folder, &["good.yaml", "--rules", "two.yaml"], &[limit]).errors();
    let raise = "raises this limit to";
    assert_eq!(
        told("facts=1"),
        [format!(
            "two.yaml:7:9 T-1 speaks of 2 facts; 1 are the most that a rule may; `--limit facts=NUMBER`, or `limits` in \
             brief.yaml, {raise} 128 at most"
        )]
    );
    assert_eq!(
        told("tests=1"),
        [format!(
            "two.yaml:7:9 T-1 puts 2 tests to facts; 1 are the most that a rule may; `--limit tests=NUMBER`, or `limits` in \
             brief.yaml, {raise} 16,384 at most"
        )]
    );
    assert_eq!(told("facts=2"), <[&str; 0]>::default());

    // A rule that cannot be prepared within a thousand steps, and can within the usual million.
    let parts: Vec<String> = Vocabulary::shipped()
        .facts()
        .iter()
        .filter(|fact| fact.kind == FactType::Bool)
        // As many facts as a rule may speak of.
        .take(64)
        .map(|fact| format!("{{{}: true}}", fact.path))
        .collect();
    let pairs: Vec<String> = parts.chunks(4).map(|four| format!("{{any: [{}]}}", four.join(", "))).collect();
    folder.write("two.yaml", asking(&format!("all: [{}, not: {{any: [{}]}}]", pairs.join(", "), parts.join(", "))));
    let steps = told("steps=1000");
    assert_eq!(
        steps,
        [format!(
            "two.yaml:7:9 T-1 is too much to decide within 1,000 steps; it is left out. Make its condition simpler, or split \
             it into several rules; `--limit steps=NUMBER`, or `limits` in brief.yaml, {raise} 50,000,000 at most"
        )]
    );
    assert_eq!(told("steps=1000000"), <[&str; 0]>::default());
}

/// Every command that reads files takes the option.
#[test]
fn each_command_that_reads_files_takes_limits() {
    let folder = folder("limits-commands");
    folder.write("deep.yaml", asking(&format!("{}referral.routes: stated{}", "not: {".repeat(80), "}".repeat(80))));
    folder.write("texts/nothing.txt", "a phrase\n");
    let commands: [&[&str]; 16] = [
        &["check", "good.yaml", "--rules", "deep.yaml"],
        &["waivers", "good.yaml", "--rules", "deep.yaml"],
        &["baseline", "good.yaml", "--rules", "deep.yaml", "--output", "-"],
        &["diff", "good.yaml", "good.yaml", "--rules", "deep.yaml"],
        &["questions", "good.yaml", "--rules", "deep.yaml"],
        &["matrix", "good.yaml", "--rules", "deep.yaml"],
        &["repair", "good.yaml", "--rules", "deep.yaml"],
        &["explain", "T-1", "--rules", "deep.yaml"],
        &["rules", "--rules", "deep.yaml"],
        &["rules", "test", "deep.yaml"],
        &["rules", "test", "deep.yaml", "--coverage", "--mutants", "--suggest"],
        &["rules", "audit", "--rules", "deep.yaml"],
        &["rules", "lock", "--rules", "deep.yaml"],
        &["compare", "deep.yaml", "rules.yaml"],
        &["reconcile", "deep.yaml", "professional-bodies"],
        &["sources", "verify", "texts", "--rules", "deep.yaml"],
    ];
    for command in commands {
        let deep = |ran: &Ran| (ran.out.clone() + &ran.err).replace("\n  │ ", " ").contains("stand more than");
        let usual = folder.brief(command);
        assert!(deep(&usual) && usual.status == Some(2), "{command:?}: {usual:?}");
        let raised = folder.brief(&[command, &["--limit", "nesting=100"]].concat());
        assert!(!deep(&raised) && raised.status.is_some_and(|status| status < 2), "{command:?}: {raised:?}");
    }
}

#[test]
fn configuration_sets_limits_and_the_call_wins_for_each_by_itself() {
    let folder = folder("limits-configured");
    folder.write("brief.yaml", "format: 1\nbrief:\n  limits: {nesting: 100, statements: 3}\n");
    assert_eq!(errors(&folder, &of_statements(3), &[]), <[&str; 0]>::default());
    assert_eq!(errors(&folder, &of_statements(4), &[]).len(), 1);
    assert_eq!(errors(&folder, &of_statements(4), &["statements=4"]), <[&str; 0]>::default());
    let shown = folder.brief(&["config", "--limit", "statements=4", "--limit", "facts=5"]).out;
    let limits: Vec<&str> = shown.lines().filter(|line| line.starts_with("limits ")).collect();
    assert_eq!(
        limits,
        [
            "limits     bytes 8388608  (usual)",
            "limits     values 100000  (usual)",
            "limits     nesting 100  (brief.yaml:3:21)",
            "limits     characters 100000  (usual)",
            "limits     statements 4  (the call)",
            "limits     facts 5  (the call)",
            "limits     tests 4096  (usual)",
            "limits     steps 1000000  (usual)",
        ]
    );
    // The limits of the configuration itself are not its own to set.
    folder.write(
        "brief.yaml",
        format!("format: 1\nbrief:\n  limits: {{values: 100}}\n  only: [{}]\n", "T-1, ".repeat(200)),
    );
    assert_eq!(errors(&folder, HEAD, &[]), <[&str; 0]>::default());
}

#[test]
fn a_wrong_limit_is_an_error_of_the_call() {
    let folder = folder("limits-wrong");
    for (limit, told) in [
        ("nestng=3", "`nestng` is no limit; did you mean `nesting`?"),
        ("nesting=1000", "write nesting=256"),
        ("values=100,000", "write values=100000"),
        ("values", "write it as NAME=NUMBER, such as nesting=100"),
    ] {
        let ran = folder.brief(&["check", "good.yaml", "--limit", limit]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    let ran = folder.brief(&["check", "good.yaml", "--limit", "nesting=30", "--limit", "nesting=40"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("--limit says two things of `nesting`; keep one of the two"), "{}", ran.err);
}

/// Whoever sets all limits as low as they go does the rule sets that come with the program no harm, and is not told that
/// they could be raised for them.
#[test]
fn the_embedded_rule_sets_have_limits_of_their_own() {
    let folder = folder("limits-embedded");
    let least: Vec<String> = Limit::ALL.iter().map(|about| format!("{}={}", about.name, about.least)).collect();
    let least: Vec<&str> = least.iter().map(String::as_str).collect();
    let ran = check(&folder, &["good.yaml"], &least);
    assert_eq!((ran.errors(), ran.pilots()), (Vec::new(), vec!["good".to_owned()]));
    let usual = check(&folder, &["good.yaml"], &[]);
    assert_eq!(ran.out, usual.out);
}

/// Whatever is recursive must have stack enough at the greatest nesting, in every thread. Here the threads have half of
/// what they usually have.
#[test]
fn the_greatest_nesting_needs_no_more_stack_than_there_is() {
    let folder = folder("limits-stack");
    let nesting = ["--limit", "nesting=256"];
    let nots = |leaf: &str, depth: usize| format!("{}{leaf}{}", "not: {".repeat(depth), "}".repeat(depth));
    let lists =
        |depth: usize| format!("{}referral.routes: stated{}", "all: [{".repeat(depth / 2), "}]".repeat(depth / 2));
    let mixed = (0..83).fold("referral.routes: stated".to_owned(), |inner, _| {
        format!(
            "if: {{voluntariness.consent: stated}}, then: {{any: [{{{inner}}}, {{referral.routes: {{includes: [gp]}}}}]}}"
        )
    });
    // Four lists and mappings stand above what is asked for here.
    for condition in [nots("referral.routes: stated", 252), lists(252), mixed] {
        folder.write("deep.yaml", asking(&condition));
        for command in [
            &["check", "good.yaml", "--rules", "deep.yaml"][..],
            &["rules", "test", "deep.yaml", "--coverage", "--mutants", "--suggest"],
            &["rules", "audit", "--rules", "deep.yaml"],
            &["explain", "T-1", "--rules", "deep.yaml"],
            &["repair", "good.yaml", "--rules", "deep.yaml"],
        ] {
            let ran = Ran::of(&mut half_the_stack(&folder, &[command, &nesting].concat()), &[]);
            let told: String = (ran.out + &ran.err).chars().take(2000).collect();
            assert!(ran.status.is_some_and(|status| status < 2), "{command:?}: {:?} {told}", ran.status);
        }
    }
    // What is wrong at the very bottom is told, and one level more is refused.
    for (condition, told) in [
        (nots("referral.rotes: stated", 252), "`referral.rotes` is not a fact; did you mean `referral.routes`?"),
        (
            nots("referral.routes: stated", 253),
            "stand more than 256 deep in one another; that is the most that is read; the limit `nesting` cannot be raised further",
        ),
    ] {
        folder.write("deep.yaml", asking(&condition));
        let args = ["check", "good.yaml", "--format", "json", "--rules", "deep.yaml"];
        let ran = Ran::of(&mut half_the_stack(&folder, &[&args[..], &nesting].concat()), &[]);
        assert!(ran.errors().len() == 1 && ran.errors()[0].contains(told), "{:?}", ran.errors());
    }
    // In a pilot lists and mappings may stand as deep, and mean nothing.
    let text = format!("{HEAD}summary: {}{}\n", "[".repeat(255), "]".repeat(255));
    assert_eq!(errors(&folder, &text, &["nesting=256"]), ["case.yaml:5:10 `summary` takes a text, not a list"]);
}

fn half_the_stack(folder: &Folder, args: &[&str]) -> Command {
    if !cfg!(target_os = "linux") {
        return folder.command(args);
    }
    let mut command = support::command("sh");
    command.current_dir(folder.path());
    command.args(["-c", "ulimit -s 1024 && exec \"$@\"", "sh", support::BRIEF]).args(args);
    command.env("RUST_MIN_STACK", (1024 * 1024).to_string());
    command
}

#[test]
fn facts_and_tests_at_the_most() {
    let folder = folder("limits-most");
    let vocabulary = Vocabulary::shipped();
    let test = |at: usize| match vocabulary.facts().get(at % vocabulary.facts().len()) {
        Some(fact) if fact.kind == FactType::Set => format!("{{{}: not-empty}}", fact.path),
        Some(fact) => format!("{{{}: stated}}", fact.path),
        None => String::new(),
    };
    // All in one line: the place of each is counted out along it.
    let of = |count: usize| asking(&format!("any: [{}]", (0..count).map(test).collect::<Vec<_>>().join(", ")));
    let limits = ["facts=128", "tests=16384", "values=1000000"];
    folder.write("many.yaml", of(16_384));
    let ran = check(&folder, &["good.yaml", "--rules", "many.yaml"], &limits);
    assert_eq!((ran.errors(), ran.pilots()), (Vec::new(), vec!["good".to_owned()]));
    folder.write("many.yaml", of(16_385));
    let ran = check(&folder, &["good.yaml", "--rules", "many.yaml"], &limits);
    let told = "many.yaml:7:9 T-1 puts 16,385 tests to facts; 16,384 are the most that a rule may; the limit `tests` cannot be \
                raised further, for each is looked at several times over before a rule is ready";
    assert_eq!(ran.errors(), [told]);
}

/// The most memory that a run has had at any moment, in KiB, and what came of it. Nothing of its output is kept.
fn peak(folder: &Folder, args: &[&str], feed: &mut dyn FnMut(&mut dyn Write)) -> (Option<i32>, u64) {
    let mut command = folder.command(args);
    command.env("RAYON_NUM_THREADS", "2");
    command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::null());
    let mut child = command.spawn().expect("a run");
    let mut stdin = child.stdin.take().expect("standard input");
    feed(&mut stdin);
    // It waits for more: whatever it has had of memory, it has had by now.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("a run that goes on");
    let high = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the high water mark");
    let high = high.trim().trim_end_matches(" kB").parse().expect("a number");
    drop(stdin);
    (child.wait().expect("an end").code(), high)
}

/// A stream of many pilots takes no more memory than its first tenth.
#[test]
#[cfg(target_os = "linux")]
fn a_stream_of_many_documents_is_never_in_memory_as_a_whole() {
    let folder = folder("limits-stream");
    // Six kilobytes each, most of which is passed over fast.
    let pilot = |number: usize| {
        format!(
            "---\n{}summary: |\n{}",
            HEAD.replace("pilot: p", &format!("pilot: p-{number}")),
            "  A line.\n".repeat(600)
        )
    };
    for format in ["json", "ndjson", "human"] {
        let args = ["check", "-", "--rules", "rules.yaml", "--format", format];
        let peak_of = |count: usize| {
            peak(&folder, &args, &mut |input| {
                (0..count).for_each(|number| input.write_all(pilot(number).as_bytes()).expect("a pipe"));
            })
        };
        let ((few_status, few), (many_status, many)) = (peak_of(400), peak_of(4000));
        assert_eq!((few_status, many_status), (Some(0), Some(0)));
        // 24 MB went through: a tenth of them, for the ids and what the allocator keeps, is plenty.
        assert!(many < few + 2_400, "{format}: {few} KiB for a tenth, {many} KiB for all");
    }
}

/// Of ten thousand files no more is kept than the ids of their pilots and where these stand.
#[test]
#[cfg(target_os = "linux")]
fn however_many_files_there_are_none_is_kept() {
    let folder = folder("limits-files");
    // Long paths, so that to keep them would show.
    let within = |name: &str, number: usize| {
        format!("{name}/{}{}/{number}.yaml", "a-folder-with-a-long-name/".repeat(8), number / 100)
    };
    for number in 0..10_000 {
        let pilot = HEAD.replace("pilot: p", &format!("pilot: p-{number}"));
        if number < 100 {
            folder.write(&within("few", number), &pilot);
        }
        folder.write(&within("many", number), &pilot);
    }
    let peak_of = |pilots: &str| {
        peak(&folder, &["check", pilots, "-", "--rules", "rules.yaml", "--quiet"], &mut |input| {
            // More than fits into the pipe: when all of it is written, it is read, and the files before it were, too.
            let long =
                format!("{}summary: |\n{}", HEAD.replace("pilot: p", "pilot: last"), "  A line.\n".repeat(100_000));
            input.write_all(long.as_bytes()).expect("a pipe");
        })
    };
    let ((few_status, few), (many_status, many)) = (peak_of("few"), peak_of("many"));
    assert_eq!((few_status, many_status), (Some(0), Some(0)));
    // The name of a file has 220 bytes, and is kept once, with its id.
    assert!(many < few + 6_500, "{few} KiB for a hundred, {many} KiB for ten thousand");
}

/// Two thousand pilots of one stream come in their order, as they do from as many files.
#[test]
fn a_stream_is_reported_in_its_order() {
    let folder = folder("limits-order");
    let pilot = |number: usize| HEAD.replace("pilot: p", &format!("pilot: p-{number:04}"));
    let all: String = (0..2000).map(|number| format!("---\n{}", pilot(number))).collect();
    let args = ["check", "--format", "json", "--rules", "rules.yaml", "-"];
    let ran = Ran::of(&mut folder.command(&args), all.as_bytes());
    let ids: Vec<String> = (0..2000).map(|number| format!("p-{number:04}")).collect();
    assert_eq!(ran.pilots(), ids);
}

/// Nothing but the lines that open documents, for megabytes.
#[test]
fn a_million_empty_documents_are_nothing() {
    let folder = folder("limits-empty");
    let ran = Ran::of(
        &mut folder.command(&["check", "--format", "json", "--rules", "rules.yaml", "-"]),
        "---\n".repeat(1_000_000).as_bytes(),
    );
    assert_eq!((ran.status, ran.errors()), (Some(2), vec!["-:1:1 the file is empty".to_owned()]));
}

/// The reference has each limit with its numbers, as they are.
#[test]
fn the_reference_tells_the_limits_as_they_are() {
    let page = include_str!("../docs/reference/limits.md");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
    let number = |number: u32| grouped(usize::try_from(number).expect("a size"));
    let all = Limit::ALL.map(|one| {
        let [usual, least, greatest] = [one.usual, one.least, one.greatest].map(number);
        format!("| `{}` | {} | {usual} | {least} | {greatest} | {} |", one.name, one.bounds, one.why)
    });
    assert_eq!(rows, all);
    // The contract's numbers are those that the printed schema has, whatever a call says.
    let schema = Folder::new("limits-schema").brief(&["schema", "pilot"]).out;
    assert!(schema.contains("\"maxItems\": 64") && schema.contains("\"maxLength\": 100000"));
}

/// A pilot whose default note stands beside every statement of a report, and so many times over in it.
fn repeating(note: &str, statements: usize) -> String {
    let mut pilot = format!("{HEAD}provenance: {{by: somebody, basis: claimed, note: {note}}}\n");
    let (mut section, facts) = ("", Vocabulary::shipped().facts());
    for fact in facts.iter().filter(|fact| fact.kind == FactType::Bool) {
        if fact.section != section {
            section = &fact.section;
            pilot.extend([section, ":\n"]);
        }
        pilot.extend(["  ", &fact.name, ":\n"]);
        pilot.extend(std::iter::repeat_n("    - {value: true}\n", statements));
    }
    pilot
}

/// However long a report becomes, it is the same in every form, and does not stand in memory.
#[test]
fn a_long_report_is_written_as_it_is_made() {
    let folder = folder("limits-long");
    // A character of two bytes, and one that turns the direction of a terminal.
    let note = "é\u{202e}".repeat(10_000);
    folder.write("short.yaml", repeating("n", 1)).write("brief.yaml", "format: 1\nbrief: {}\n");
    for (format, escaped) in [("json", "é\\u202e".repeat(10_000)), ("ndjson", "é\\u202e".repeat(10_000))] {
        let of = |text: &str, file: &str| {
            // Before and behind it stand others, so that what is between pilots is right, too.
            let other = |id: &str| HEAD.replace("pilot: p", &format!("pilot: {id}"));
            folder.write("case.yaml", format!("{}---\n{text}---\n{}", other("a"), other("z")));
            let ran = folder.brief(&["check", "case.yaml", "--format", format, "--output", &format!("json={file}")]);
            assert_eq!(ran.err, "");
            (ran.out, std::fs::read_to_string(folder.path().join(file)).expect("a file"))
        };
        let ((short, short_file), (long, long_file)) =
            (of(&repeating("n", 1), "short"), of(&repeating(&note, 1), "long"));
        assert!(long.len() > 2_000_000, "{}", long.len());
        let plain = |text: &str| text.replace(&escaped, "n");
        assert!(plain(&long) == short && plain(&long_file) == short_file, "{format}");
    }
    if cfg!(target_os = "linux") {
        let many = format!("{}---\n{}", repeating(&"x".repeat(99_000), 8), HEAD.replace("pilot: p", "pilot: z"));
        folder.write("case.yaml", &many);
        for format in ["json", "ndjson"] {
            let mut command = support::command("sh");
            command.current_dir(folder.path()).env("RAYON_NUM_THREADS", "2");
            command.args(["-c", "ulimit -d 60000 && \"$@\" | wc -c", "sh", support::BRIEF]);
            let ran = Ran::of(command.args(["check", "case.yaml", "--format", format]), &[]);
            assert_eq!(ran.err, "");
            let bytes: u64 = ran.out.trim().parse().expect("a number");
            assert!(bytes > 50_000_000, "{format}: {bytes}");
        }
    }
}
