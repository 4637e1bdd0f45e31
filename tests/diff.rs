//! `brief diff`: which verdicts moved, and a smallest set of changed facts that moves each.

use std::process::Command;

use crate::support::{Folder, Ran, texts, tools};
use serde_json::Value;

/// A rule of one fact, a rule of two of which both must change, and a rule of one set.
const RULES: &str = "\
format: 1
ruleset: three
title: Three rules
issued_by: [nobody]
summary: Three rules.
rules:
  - id: D-1
    title: Nobody is sanctioned for refusing
    about: voluntariness
    force: must
    by: the <b>five</b> bodies
    cite: {document: letter, paragraph: 1, phrase: a phrase}
    require: {voluntariness.sanction_for_refusal: false}
    reason: A reason.
    remedy: A remedy.
  - id: D-2
    title: There is some way to refuse or to stop
    about: voluntariness
    force: must
    by: nobody
    cite: {document: letter, paragraph: 2, phrase: a phrase}
    require:
      any:
        - voluntariness.sanction_for_refusal: false
        - voluntariness.sanction_for_stopping: false
    reason: A reason.
    remedy: A remedy.
  - id: D-3
    title: No diagnosis is needed
    about: referral
    force: should
    by: nobody
    cite: {document: letter, paragraph: 3, phrase: a phrase}
    require: {referral.diagnosis_required: false}
    reason: A reason.
    remedy: A remedy.
";

fn pilot(id: &str, facts: &str) -> String {
    format!("format: 1\npilot: {id}\ntitle: Pilot {id}\nstatus: running\n{facts}")
}

fn free(refusal: bool, stopping: bool) -> String {
    format!("voluntariness:\n  sanction_for_refusal: {refusal}\n  sanction_for_stopping: {stopping}\n")
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("diff-{name}"));
    folder.write("rules.yaml", RULES);
    folder
}

fn diff(folder: &Folder, args: &[&str]) -> Ran {
    folder.brief(&[&["diff", "--no-config", "--rules", "rules.yaml"], args].concat())
}

fn json(folder: &Folder, args: &[&str]) -> (Option<i32>, Value) {
    let ran = diff(folder, &[&["--format", "json"], args].concat());
    assert_eq!(ran.err, "");
    (ran.status, ran.json())
}

/// What moved: `pilot rule was -> is: facts`.
fn moved(json: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut all = Vec::new();
    for pilot in json["pilots"].as_array().expect("pilots") {
        for moved in pilot["moved"].as_array().expect("a list") {
            let [id, rule, was, is] = [&pilot["pilot"], &moved["rule"], &moved["was"], &moved["is"]].map(text);
            all.push(format!("{id} {rule} {was} -> {is}: {}", texts(&moved["because"], "fact").join(" ")));
        }
    }
    all
}

#[test]
fn a_verdict_that_moved_has_the_facts_that_moved_it() {
    let folder = folder("moved");
    folder.write("old.yaml", pilot("p", &(free(false, false) + "referral: {diagnosis_required: false}\n")));
    folder
        .write("new.yaml", pilot("p", &(free(true, true) + "referral: {diagnosis_required: false, routes: [self]}\n")));
    let (status, told) = json(&folder, &["old.yaml", "new.yaml"]);
    let expected = [
        "p D-1 met -> breached: voluntariness.sanction_for_refusal",
        "p D-2 met -> breached: voluntariness.sanction_for_refusal voluntariness.sanction_for_stopping",
    ];
    assert_eq!((status, moved(&told)), (Some(1), expected.map(str::to_owned).to_vec()));
    let pilot = &told["pilots"][0];
    let changed = ["referral.routes", "voluntariness.sanction_for_refusal", "voluntariness.sanction_for_stopping"];
    assert_eq!(pilot["changed"], serde_json::json!(changed), "with what moves nothing");
    assert_eq!((&pilot["moved"][1]["smallest"], &pilot["moved"][1]["new_finding"]), (&true.into(), &true.into()));
    let because = &pilot["moved"][0]["because"][0];
    assert_eq!((&because["was"][0]["value"], &because["was"][0]["line"]), (&false.into(), &6.into()));
    assert_eq!((&because["is"][0]["value"], &because["is"][0]["column"]), (&true.into(), &25.into()));
    assert_eq!(told["new_findings"], 2);

    // The other way round they are no findings any more.
    let (status, told) = json(&folder, &["new.yaml", "old.yaml"]);
    assert_eq!((status, &told["new_findings"]), (Some(0), &0.into()));
    assert_eq!(
        moved(&told)[1],
        "p D-2 breached -> met: voluntariness.sanction_for_refusal",
        "one of the two is enough"
    );
    assert_eq!(told["pilots"][0]["moved"][0]["gone_finding"], true);
    // A pilot and itself.
    let (status, told) = json(&folder, &["new.yaml", "new.yaml"]);
    assert_eq!((status, moved(&told), &told["pilots"][0]["changed"]), (Some(0), vec![], &serde_json::json!([])));
}

#[test]
fn as_people_read_it() {
    let folder = folder("human");
    folder.write("old.yaml", pilot("p", &free(false, false)));
    folder.write(
        "new.yaml",
        pilot("p", "voluntariness:\n  sanction_for_refusal: {value: true, by: a claimant, basis: observed}\n"),
    );
    let ran = diff(&folder, &["old.yaml", "new.yaml"]);
    let expected = "\
Pilot p (p)
2 facts changed; 2 of 3 verdicts have moved.

  D-1 (must): was met, is breached, a new finding
    Nobody is sanctioned for refusing
    Stated by the <b>five</b> bodies, letter paragraph 1: “a phrase”
    voluntariness.sanction_for_refusal: before, false (specified;
      old.yaml:6:25); now, true according to a claimant (observed;
      new.yaml:6:33)

  D-2 (must): was met, is unstated
    There is some way to refuse or to stop
    Stated by nobody, letter paragraph 2: “a phrase”
    voluntariness.sanction_for_refusal: as above
    voluntariness.sanction_for_stopping: before, false (specified;
      old.yaml:7:26); now, nothing is stated

1 pilot compared by 3 rules: 1 changed, 2 verdicts moved, 1 new finding; 0
  added, 0 removed.
";
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (Some(1), expected, ""));
    // Nothing is said of the stronger bar of another call.
    assert_eq!(diff(&folder, &["old.yaml", "new.yaml", "--fail-on", "never"]).status, Some(0));
    assert_eq!(diff(&folder, &["old.yaml", "new.yaml", "--only", "D-2"]).status, Some(0));
    assert_eq!(diff(&folder, &["old.yaml", "new.yaml", "--only", "D-2", "--fail-on", "unstated"]).status, Some(1));
    // Of what is set aside nothing moves anything.
    assert!(
        diff(&folder, &["old.yaml", "new.yaml", "--without", "A  Claimant"])
            .out
            .contains("D-1 (must): was met, is unstated")
    );
}

#[test]
fn markdown_shows_what_a_pilot_says_and_does_nothing_else() {
    let folder = folder("markdown");
    folder.write("old.yaml", pilot("p", &free(false, false)).replace("title: Pilot p", "title: old"));
    let title = "title: \"# x | <script>alert(1)</script> [a](b) @everyone\\n- `b` ![c](d) &amp; **e**\"";
    let says = "voluntariness:\n  sanction_for_refusal: {value: true, by: \"|<img src=x>@all\\n\\n# head\", basis: claimed}\n  sanction_for_stopping: false\n";
    folder.write("new|<i>.yaml", pilot("p", says).replace("title: Pilot p", title));
    let ran = diff(&folder, &["old.yaml", "new|<i>.yaml", "--format", "markdown"]);
    // Word joiners, which nobody sees, keep sites from making mentions and links; here they are written as `~`.
    let expected = r"## What changed for the pilots

1 pilot compared by 3 rules: 1 changed, 1 verdict moved, 1 new finding; 0 added, 0 removed.

### \# x \| \<script\>alert(1)\</script\> \[a\](b) @~everyone␊- \`b\` \!~\[c\](d) \&~amp; \*\*e\*\* (p)

1 fact changed; 1 of 3 verdicts has moved.

| rule | stated by | was | is | what that is |
|---|---|---|---|---|
| D-1 (must): Nobody is sanctioned for refusing | the \<b\>five\</b\> bodies | met | **breached** | a new finding |

**D-1**, was met, is breached:

- voluntariness.sanction\_for\_refusal: before, false (specified; old.yaml:~6:~25); now, true according to \|\<img src\=x\>@~all␊␊\# head (claimed; new\|\<i\>.yaml:~6:~33)
";
    assert_eq!((ran.status, ran.out.replace('\u{2060}', "~").as_str()), (Some(1), expected));
}

#[test]
fn folders_are_compared_pilot_by_pilot_by_their_ids() {
    let folder = folder("folders");
    folder
        .write("old/a.yaml", pilot("stays", &free(false, false)))
        .write("old/b.yaml", pilot("goes", &free(true, true)));
    folder
        .write("new/other.yaml", pilot("stays", &free(true, false)))
        .write("new/c.yaml", pilot("comes", &free(true, true)));
    let (status, told) = json(&folder, &["old", "new"]);
    assert_eq!(
        (status, moved(&told)),
        (Some(1), vec!["stays D-1 met -> breached: voluntariness.sanction_for_refusal".to_owned()])
    );
    assert_eq!(
        (&told["pilots"][0]["was"]["file"], &told["pilots"][0]["file"]),
        (&"old/a.yaml".into(), &"new/other.yaml".into())
    );
    assert_eq!(
        (texts(&told["added"], "pilot"), texts(&told["removed"], "pilot")),
        (vec!["comes".to_owned()], vec!["goes".to_owned()])
    );
    assert_eq!((&told["added"][0]["findings"], &told["new_findings"]), (&2.into(), &3.into()));
    let human = diff(&folder, &["old", "new"]).out;
    assert!(human.contains("Added: comes (new/c.yaml), with 2 findings."), "{human}");
    assert!(human.contains("Removed: goes (old/b.yaml), which had 2 findings."), "{human}");

    // One pilot in each of two folders is the same one by its id alone; of two files each is what the call names.
    folder
        .write("one/a.yaml", pilot("before", &free(false, false)))
        .write("two/a.yaml", pilot("after", &free(false, false)));
    let (_, told) = json(&folder, &["one", "two"]);
    assert_eq!(
        (told["pilots"].as_array().map(Vec::len), texts(&told["added"], "pilot")),
        (Some(0), vec!["after".to_owned()])
    );
    let (_, told) = json(&folder, &["one/a.yaml", "two/a.yaml"]);
    assert_eq!((&told["pilots"][0]["was"]["pilot"], &told["pilots"][0]["pilot"]), (&"before".into(), &"after".into()));
    // An added pilot without findings is no reason to stop.
    assert_eq!(diff(&folder, &["one", "two"]).status, Some(0));
}

#[test]
fn what_is_wrong_on_either_side_is_told() {
    let folder = folder("errors");
    folder
        .write("good.yaml", pilot("p", &free(false, false)))
        .write("bad.yaml", "format: 1\npilot: p\n")
        .write("worse.yaml", "pilot: [\n");
    for (args, names) in [
        (["good.yaml", "bad.yaml"], &["bad.yaml"][..]),
        (["bad.yaml", "good.yaml"], &["bad.yaml"]),
        (["worse.yaml", "bad.yaml"], &["worse.yaml", "bad.yaml"]),
        (["nowhere.yaml", "good.yaml"], &["nowhere.yaml"]),
        (["good.yaml", "nowhere"], &["nowhere"]),
    ] {
        let ran = diff(&folder, &args);
        assert_eq!(ran.status, Some(2), "{args:?}");
        assert!(names.iter().all(|name| ran.err.contains(name)), "{args:?}: {}", ran.err);
        let (status, told) = json(&folder, &args);
        assert_eq!(
            (status, texts(&told["errors"], "file")),
            (Some(2), names.iter().map(|name| (*name).to_owned()).collect()),
            "{args:?}"
        );
    }
    // One id on both sides is what is compared; twice on one side is a mistake.
    folder.write("twice/a.yaml", pilot("p", "")).write("twice/b.yaml", pilot("p", ""));
    assert_eq!(diff(&folder, &["good.yaml", "twice"]).status, Some(2));
    for args in [
        &["good.yaml"][..],
        &["good.yaml", "good.yaml", "good.yaml"],
        &[],
        &["good.yaml", "good.yaml", "--only", "D-9"],
        &["good.yaml", "good.yaml", "--config", "none.yaml"],
    ] {
        let ran = folder.brief(&[&["diff", "--rules", "rules.yaml"], args].concat());
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(!ran.err.is_empty());
    }
    let typo = diff(&folder, &["good.yaml", "good.yaml", "--without", "the DWP"]);
    assert!(typo.status == Some(0) && typo.err.contains("`--without the DWP` sets nothing aside"), "{typo:?}");
}

#[test]
fn waived_and_old_findings_are_marked_and_do_not_count() {
    let folder = folder("waived");
    let waivers = "waivers:\n  - {rule: D-1, reason: r, by: b, until: 2027-03-31}\n";
    folder
        .write("old.yaml", pilot("p", &free(false, false)))
        .write("new.yaml", pilot("p", &(free(true, false) + waivers)));
    let args = ["old.yaml", "new.yaml", "--today", "2027-03-31"];
    let (status, told) = json(&folder, &args);
    assert_eq!((status, &told["pilots"][0]["moved"][0]["waived"]), (Some(0), &true.into()));
    assert!(diff(&folder, &args).out.contains("D-1 (must): was met, is breached, waived"));
    assert_eq!(diff(&folder, &[&args[..], &["--no-waivers"]].concat()).status, Some(1));
    assert_eq!(diff(&folder, &["old.yaml", "new.yaml", "--today", "2027-04-01"]).status, Some(1));

    let recorded =
        folder.brief(&["baseline", "new.yaml", "--rules", "rules.yaml", "--no-waivers", "--today", "2027-03-31"]);
    assert_eq!(recorded.status, Some(0));
    let args = ["old.yaml", "new.yaml", "--no-waivers", "--baseline", "brief-baseline.json"];
    assert!(diff(&folder, &args).out.contains("D-1 (must): was met, is breached, in the baseline"));
    assert_eq!(json(&folder, &args).0, Some(0));
}

/// Fifteen facts change, any eight of which are as many as the rule looks for: too many sets of facts to try them all.
#[test]
fn where_there_are_too_many_sets_it_says_so() {
    let folder = folder("many");
    let facts = folder.brief(&["schema", "pilot"]).json();
    let sections = facts["properties"].as_object().expect("sections");
    let mut bools: Vec<(String, String)> = Vec::new();
    for (section, schema) in sections {
        for (name, fact) in schema["properties"].as_object().into_iter().flatten() {
            if fact["else"]["else"]["type"] == serde_json::json!(["boolean", "null"]) {
                bools.push((section.clone(), name.clone()));
            }
        }
    }
    bools.truncate(15);
    assert_eq!(bools.len(), 15);
    // All or none: the verdict moves when every one of them is true.
    let all = bools.iter().map(|(section, name)| format!("        {section}.{name}: true\n")).collect::<String>();
    let head = RULES.split("rules:\n").next().expect("a head");
    let rule = format!(
        "  - id: M-1\n    title: T\n    about: referral\n    force: must\n    by: b\n    cite: {{document: d, paragraph: 1, phrase: p}}\n    reason: R.\n    remedy: R.\n    require:\n      not:\n{all}"
    );
    folder.write("many.yaml", format!("{head}rules:\n{rule}"));
    let says = |value: bool| {
        let mut text = String::new();
        for section in bools.chunk_by(|a, b| a.0 == b.0) {
            text.extend([section[0].0.as_str(), ":\n"]);
            section.iter().for_each(|(_, name)| text.extend(["  ", name, ": ", &value.to_string(), "\n"]));
        }
        text
    };
    folder.write("old.yaml", pilot("p", &says(false))).write("new.yaml", pilot("p", &says(true)));
    let args = ["diff", "--rules", "many.yaml", "old.yaml", "new.yaml"];
    let told = folder.brief(&[&args[..], &["--format", "json"]].concat()).json();
    let moved = &told["pilots"][0]["moved"][0];
    assert_eq!((&moved["smallest"], moved["because"].as_array().map(Vec::len)), (&false.into(), Some(15)));
    let human = folder.brief(&args).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        human.contains("There may be a smaller set of changes that moves it: there were too many to try."),
        "{human}"
    );
    // With one fact less, all sets can be tried.
    let fewer = says(true).replacen(": true", ": false", 1);
    folder.write("old.yaml", pilot("p", &fewer.replace(": true", ": false").replacen(": false", ": true", 1)));
    let told = folder.brief(&[&args[..], &["--format", "json"]].concat()).json();
    let moved = &told["pilots"][0]["moved"][0];
    assert_eq!((&moved["smallest"], moved["because"].as_array().map(Vec::len)), (&true.into(), Some(14)));
}

/// A repository in a folder of the test's own, with no configuration but its own.
struct Repository(Folder);

impl Repository {
    fn new(name: &str) -> Option<Self> {
        tools::program("git")?;
        let repository = Self(folder(name));
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        Some(repository)
    }

    fn git(&self, args: &[&str]) {
        let mut command = Command::new("git");
        command
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"])
            .args(args);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").current_dir(self.0.path());
        let done = command.output().expect("git");
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "A change"]);
    }
}

#[test]
fn pilots_are_compared_with_a_revision() {
    let Some(repository) = Repository::new("git") else { return };
    let folder = &repository.0;
    folder
        .write("pilots/a.yaml", pilot("a", &free(false, false)))
        .write("pilots/gone.yaml", pilot("gone", &free(true, true)));
    folder.write("pilots/deep/b.yml", pilot("b", &free(false, false))).write("pilots/notes.txt", "not: [yaml\n");
    repository.commit();
    std::fs::remove_file(folder.path().join("pilots/gone.yaml")).expect("it was there");
    std::fs::rename(folder.path().join("pilots/deep"), folder.path().join("pilots/moved")).expect("renamed");
    folder
        .write("pilots/a.yaml", pilot("a", &free(true, false)))
        .write("pilots/c.yaml", pilot("c", &free(false, false)));
    let moved_a = "a D-1 met -> breached: voluntariness.sanction_for_refusal";
    let (status, told) = json(folder, &["--git", "HEAD"]);
    assert_eq!((status, moved(&told)), (Some(1), vec![moved_a.to_owned()]));
    assert_eq!(
        (texts(&told["added"], "pilot"), texts(&told["removed"], "pilot")),
        (vec!["c".to_owned()], vec!["gone".to_owned()])
    );
    assert_eq!(told["removed"][0]["file"], "HEAD:pilots/gone.yaml");
    assert_eq!(told["pilots"][1]["was"]["file"], "HEAD:pilots/deep/b.yml");
    assert_eq!(told["pilots"][1]["file"], "pilots/moved/b.yml");

    // However the pilots are named, and from wherever.
    let absolute = folder.path().join("pilots");
    for path in ["pilots", "./pilots/", "pilots/../pilots", absolute.to_str().expect("UTF-8")] {
        let (status, told) = json(folder, &["--git", "main", path]);
        assert_eq!(
            (status, moved(&told), told["removed"].as_array().map(Vec::len)),
            (Some(1), vec![moved_a.to_owned()], Some(1)),
            "{path}"
        );
        assert_eq!(told["pilots"].as_array().map(Vec::len), Some(2), "{path}");
    }
    let from = |below: &str, args: &[&str]| {
        let mut command =
            folder.command(&[&["diff", "--no-config", "--format", "json", "--git", "HEAD"], args].concat());
        let ran = Ran::of(command.current_dir(folder.path().join(below)), &[]);
        moved(&ran.json())
    };
    let rules = folder.path().join("rules.yaml");
    let rules = rules.to_str().expect("UTF-8");
    assert_eq!(from("pilots", &["--rules", "../rules.yaml", "."]), [moved_a]);
    assert_eq!(from("pilots/moved", &["--rules", rules, "../../pilots"]), [moved_a]);
    assert_eq!(
        from("..", &["--rules", rules, absolute.to_str().expect("UTF-8")]),
        [moved_a],
        "from outside the repository"
    );
    // One file, and a path twice.
    assert_eq!(moved(&json(folder, &["--git", "HEAD", "pilots/a.yaml"]).1), [moved_a]);
    let (_, twice) = json(folder, &["--git", "HEAD", "pilots", "pilots/a.yaml", "./pilots/"]);
    assert_eq!((moved(&twice), &twice["errors"]), (vec![moved_a.to_owned()], &serde_json::json!([])));
    // A folder that was not there then.
    folder.write("later/d.yaml", pilot("d", ""));
    let (status, told) = json(folder, &["--git", "HEAD", "later"]);
    assert_eq!((status, texts(&told["added"], "pilot")), (Some(0), vec!["d".to_owned()]));
    // Nothing changed since.
    repository.commit();
    let (status, told) = json(folder, &["--git", "HEAD"]);
    assert_eq!((status, moved(&told), &told["added"]), (Some(0), vec![], &serde_json::json!([])));
    assert_eq!(moved(&json(folder, &["--git", "HEAD~1"]).1), [moved_a]);
}

#[test]
fn a_revision_is_compared_under_the_rules_and_the_configuration_of_today() {
    let Some(repository) = Repository::new("git-rules") else { return };
    let folder = &repository.0;
    folder.write("schemes/a.yaml", pilot("a", &free(false, false)));
    folder.write("brief.yaml", "format: 1\nbrief: {rules: [rules.yaml], pilots: [nowhere]}\n");
    repository.commit();
    folder.write("schemes/a.yaml", pilot("a", &free(true, false)));
    folder.write("rules.yaml", RULES.replace("D-1", "E-1"));
    folder.write("brief.yaml", "format: 1\nbrief: {rules: [rules.yaml], pilots: [schemes]}\n");
    let told = folder.brief(&["diff", "--git", "HEAD", "--format", "json"]).json();
    assert_eq!(moved(&told), ["a E-1 met -> breached: voluntariness.sanction_for_refusal"]);
}

/// A rule that changes moves no verdict: both sides are held against today's, and that is said.
#[test]
fn rules_that_were_others_in_the_revision_are_told_of() {
    let Some(repository) = Repository::new("git-rules-changed") else { return };
    let folder = &repository.0;
    folder.write("pilots/a.yaml", pilot("a", &free(true, false))).write("rules.yaml", RULES);
    folder.write("others.yaml", RULES.replace("D-", "O-").replace("ruleset: ", "ruleset: other-"));
    repository.commit();
    let notices = |more: &[&str]| {
        let call = ["diff", "--git", "HEAD", "--rules", "rules.yaml", "--rules", "others.yaml", "pilots"];
        let ran = folder.brief(&[&call[..], more].concat());
        (ran.status, ran.out, ran.err)
    };
    let told =
        |json: &str| crate::support::texts(&serde_json::from_str::<Value>(json).expect("JSON")["notices"], "message");
    let (status, out, _) = notices(&["--format", "json"]);
    assert_eq!((status, told(&out)), (Some(0), vec![]));
    // One has changed, and is told of by its name; one that is new would be another.
    folder.write("rules.yaml", RULES.replace("force: must", "force: should"));
    let (status, out, _) = notices(&["--format", "json"]);
    let wanted = "this rule file is not what it was in HEAD; both sides are held against it as it is today, unless you give \
                  `--rules-at HEAD`";
    assert_eq!((status, told(&out)), (Some(0), vec![wanted.to_owned()]));
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&report["notices"][0]["file"], moved(&report)), (&"rules.yaml".into(), vec![]));
    let (_, _, err) = notices(&[]);
    assert!(
        err.split_whitespace().collect::<Vec<_>>().join(" ").contains("this rule file is not what it was in HEAD"),
        "{err}"
    );
    std::fs::rename(folder.path().join("others.yaml"), folder.path().join("moved.yaml")).expect("moved");
    let moved = folder.brief(&["diff", "--git", "HEAD", "--rules", "moved.yaml", "pilots", "--format", "json"]);
    assert_eq!(told(&moved.out), [wanted]);
    // With the rules of then all is as it would have been: a must, and no notice.
    folder.write("pilots/a.yaml", pilot("a", &free(true, true)));
    let by = |more: &[&str]| {
        let call = ["diff", "--no-config", "--git", "HEAD", "--rules", "rules.yaml", "pilots", "--format", "json"];
        let ran = folder.brief(&[&call[..], more].concat());
        (ran.status, told(&ran.out))
    };
    assert_eq!(by(&["--rules-at", "HEAD"]), (Some(1), vec![]));
    assert_eq!(by(&[]), (Some(0), vec![wanted.to_owned()]));
}

/// The rule files that the configuration names, what they import and the vocabulary, all as they were; only the pilots differ.
#[test]
fn both_versions_are_held_against_the_rules_of_a_revision() {
    let Some(repository) = Repository::new("git-rules-at") else { return };
    let folder = &repository.0;
    let words = |value: &str| {
        format!(
            "format: 1\nvocabulary: house\ntitle: House\nextends: [health-and-work]\nsections:\n  house: House\nfacts:\n  \
             house:\n    pace:\n      type: choice\n      means: How fast it goes.\n      ask: How fast does it go?\n      \
             values: {{{value}: As said, other: Any other}}\n"
        )
    };
    let set = |id: &str, head: &str, value: &str| {
        format!(
            "format: 1\nruleset: {id}\ntitle: {id}\nissued_by: [nobody]\nsummary: A rule.\nvocabulary: house\n{head}rules:\n  - id: \
             {id}-1\n    title: It goes as it should\n    about: voluntariness\n    force: must\n    by: nobody\n    cite: {{document: \
             letter, paragraph: 1, phrase: a phrase}}\n    require: {{house.pace: {value}}}\n    reason: A reason.\n    remedy: A \
             remedy.\n"
        )
    };
    let import = "import:\n  - {from: ./deep/base.yaml}\n";
    let paced =
        |value: &str| pilot("a", &format!("house:\n  pace: {value}\n")).replace("title:", "vocabulary: house\ntitle:");
    folder
        .write("brief.yaml", "format: 1\nbrief: {rules: [own/top.yaml], pilots: [pilots], vocabulary: own/words.yml}\n")
        .write("own/words.yml", words("slow"))
        .write("own/top.yaml", set("top", import, "slow"))
        .write("own/deep/base.yaml", set("base", "", "slow"))
        .write("pilots/a.yaml", paced("slow"));
    repository.commit();
    folder
        .write("own/words.yml", words("fast"))
        .write("own/top.yaml", set("top", "", "fast"))
        .write("pilots/a.yaml", paced("other"));
    std::fs::remove_dir_all(folder.path().join("own/deep")).expect("it was there");
    let call = |more: &[&str]| folder.brief(&[&["diff", "--git", "HEAD", "--format", "json"], more].concat());
    // By the vocabulary of today the old pilot says what cannot be said.
    assert_eq!(call(&[]).status, Some(2));
    let ran = call(&["--rules-at", "HEAD"]);
    let told = ran.json();
    assert_eq!((&told["errors"], &told["notices"]), (&serde_json::json!([]), &serde_json::json!([])));
    let wanted = ["a base-1 met -> breached: house.pace", "a top-1 met -> breached: house.pace"];
    assert_eq!((ran.status, moved(&told)), (Some(1), wanted.map(str::to_owned).to_vec()));
    let shown = folder.brief(&["diff", "--git", "HEAD", "--rules-at", "HEAD"]).out;
    assert!(shown.contains("1 pilot compared by 2 rules as of HEAD: 1 changed"), "{shown}");
    // From another folder, and by a name that leads through it.
    let mut command = folder.command(&["diff", "--git", "HEAD", "--rules-at", "main", "--format", "json", "../pilots"]);
    let below = Ran::of(command.current_dir(folder.path().join("own")), &[]).json();
    assert_eq!(moved(&below), wanted);

    // What was wrong with the rules of then has its place there, and what was not there is no rule file of then.
    repository.commit();
    folder.write("own/top.yaml", set("top", "", "nothing"));
    repository.commit();
    folder.write("own/top.yaml", set("top", "", "other"));
    let ran = call(&["--rules-at", "HEAD"]);
    assert_eq!(ran.status, Some(2));
    let wrong = ran.json();
    assert_eq!(wrong["errors"][0]["file"], "HEAD:own/top.yaml", "{}", ran.out);
    assert!(wrong["errors"][0]["message"].to_string().contains("nothing"), "{}", ran.out);
    folder.write("own/later.yaml", set("later", "", "other"));
    let ran = call(&["--rules-at", "HEAD", "--rules", "own/later.yaml"]);
    let told = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(ran.status, Some(2));
    assert!(told.contains("--rules-at HEAD: own/later.yaml was not there"), "{told}");
    let ran = call(&["--rules-at", "nowhere"]);
    assert!(ran.err.contains("--rules-at nowhere: there is no such revision"), "{}", ran.err);
    // The rules of the program are the same at any revision, and that is said.
    folder.write("brief.yaml", "format: 1\nbrief: {}\n");
    folder.write("pilots/a.yaml", pilot("a", &free(true, false)));
    repository.commit();
    let ran = call(&["--rules-at", "nowhere", "--rules", "professional-bodies"]);
    assert!(ran.json()["notices"].to_string().contains("all rules come with the program"), "{}", ran.out);
}

#[test]
fn a_revision_that_cannot_be_had_is_told() {
    let Some(repository) = Repository::new("git-errors") else { return };
    let folder = &repository.0;
    folder.write("pilots/a.yaml", "format: 1\npilot: a\n");
    repository.commit();
    folder.write("pilots/a.yaml", pilot("a", ""));
    let (status, told) = json(folder, &["--git", "HEAD"]);
    assert_eq!((status, texts(&told["errors"], "file")), (Some(2), vec!["HEAD:pilots/a.yaml".to_owned()]));
    for (revision, message) in [
        ("nowhere", "--git nowhere: there is no such revision"),
        ("--output=x", "there is no such revision"),
        ("", "there is no such revision"),
        ("HEAD:pilots", "there is no such revision"),
    ] {
        let ran = folder.brief(&["diff", &format!("--git={revision}"), "--rules", "rules.yaml"]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{revision}");
        assert!(ran.err.contains(message), "{revision}: {}", ran.err);
    }
    assert!(!folder.path().join("x").exists());
    let stdin = diff(folder, &["--git", "HEAD", "-"]);
    assert!(stdin.status == Some(2) && stdin.err.contains("standard input has no revisions"), "{stdin:?}");
    // What is in no repository at all.
    let outside = tempfile::tempdir().expect("a folder");
    let outside = Folder::within(outside.path(), "outside");
    outside.write("pilots/a.yaml", pilot("a", ""));
    let ran = outside.brief(&["diff", "--git", "HEAD"]);
    assert!(ran.status == Some(2) && ran.err.contains("not a git repository"), "{ran:?}");
}

/// A tree may list what no file system has; nothing is written outside the folder that is made for it.
#[cfg(unix)]
#[test]
fn a_repository_that_lists_a_way_out_is_refused() {
    let Some(repository) = Repository::new("git-out") else { return };
    let folder = &repository.0;
    folder.write("pilots/a.yaml", pilot("a", "")).write("tree", "");
    repository.commit();
    let run = |args: &[&str], input: &[u8]| {
        let ran = Ran::of(Command::new("git").args(args).current_dir(folder.path()), input);
        assert_eq!(ran.status, Some(0), "{args:?}: {ran:?}");
        ran.out.trim().to_owned()
    };
    let blob = run(&["hash-object", "-w", "pilots/a.yaml"], b"");
    let raw = |mode: &str, name: &str, id: &str| {
        let bytes = (0..id.len()).step_by(2).map(|at| u8::from_str_radix(&id[at..at + 2], 16).expect("hexadecimal"));
        [mode.as_bytes(), b" ", name.as_bytes(), b"\0"].concat().into_iter().chain(bytes).collect::<Vec<u8>>()
    };
    let tree = |entry: &[u8]| run(&["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], entry);
    let up = tree(&raw("100644", "out.yaml", &blob));
    let pilots = tree(&raw("40000", "..", &up));
    let top = tree(&raw("40000", "pilots", &pilots));
    let commit =
        run(&["-c", "user.name=Test", "-c", "user.email=test@example.org", "commit-tree", &top, "-m", "out"], b"");
    let ran = diff(folder, &["--git", &commit, "pilots"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("pilots/../out.yaml"), "{ran:?}");
}

#[test]
fn of_what_could_not_be_read_nothing_is_said() {
    let folder = folder("unread");
    folder.write("old.yaml", pilot("p", &free(true, true))).write("broken.yaml", "pilot: [\n");
    for (old, new) in [("old.yaml", "gone.yaml"), ("old.yaml", "broken.yaml"), ("broken.yaml", "old.yaml")] {
        let ran = diff(&folder, &[old, new]);
        assert_eq!(ran.status, Some(2), "{old} {new}");
        assert!(!ran.out.contains("Removed:") && !ran.out.contains("Added:"), "{old} {new}: {}", ran.out);
        assert!(ran.err.contains("error: "), "{old} {new}");
    }
}

#[test]
fn a_pilot_that_is_gone_was_removed_also_where_it_was_the_last() {
    let Some(repository) = Repository::new("git-removed") else { return };
    let folder = &repository.0;
    folder.write("pilots/a.yaml", pilot("a", &free(true, true)));
    folder.write("brief.yaml", "format: 1\nbrief: {pilots: [pilots], rules: [rules.yaml]}\n");
    repository.commit();
    let removed = |args: &[&str]| {
        let (status, told) = json(folder, &[&["--git", "HEAD"], args].concat());
        assert_eq!(told["errors"], serde_json::json!([]), "{args:?}");
        (status, texts(&told["removed"], "pilot"))
    };
    let gone = (Some(0), vec!["a".to_owned()]);
    std::fs::remove_file(folder.path().join("pilots/a.yaml")).expect("it was there");
    for args in [&[][..], &["pilots"], &["pilots/a.yaml"]] {
        assert_eq!(removed(args), gone, "{args:?}: the file is gone");
    }
    std::fs::remove_dir(folder.path().join("pilots")).expect("it was there");
    for args in [&[][..], &["pilots"], &["pilots/a.yaml"], &["./pilots/"]] {
        assert_eq!(removed(args), gone, "{args:?}: the folder is gone, too");
    }
    let configured = folder.brief(&["diff", "--git", "HEAD"]);
    assert!(configured.status == Some(0) && configured.out.contains("Removed: a (HEAD:pilots/a.yaml), which had"));
    // What was never there is an error as ever.
    let ran = diff(folder, &["--git", "HEAD", "pilot"]);
    assert!(ran.status == Some(2) && ran.err.contains("there is no such file or folder"), "{ran:?}");
    repository.commit();
    let ran = diff(folder, &["--git", "HEAD", "pilots"]);
    assert!(ran.status == Some(2) && ran.err.contains("there is no such file or folder"), "{ran:?}");
    // Nor was anything added where a folder had none before.
    folder.write("pilots/notes.yaml", "format: 1\nbrief: {}\n");
    repository.commit();
    folder.write("pilots/a.yaml", pilot("a", ""));
    let (status, told) = json(folder, &["--git", "HEAD"]);
    assert_eq!(
        (status, texts(&told["added"], "pilot"), &told["errors"]),
        (Some(0), vec!["a".to_owned()], &serde_json::json!([]))
    );
}

/// Links are followed on both sides, each to what it led to there.
#[cfg(unix)]
#[test]
fn links_and_submodules_are_read_alike_on_both_sides() {
    use std::os::unix::fs::symlink;
    let Some(inner) = Repository::new("git-inner") else { return };
    inner.0.write("s.yaml", pilot("s", &free(false, false)));
    inner.commit();
    let outside = folder("git-links-outside");
    outside.write("o.yaml", pilot("o", &free(true, true)));
    let Some(repository) = Repository::new("git-links") else { return };
    let folder = &repository.0;
    let link = |target: &str, name: &str| symlink(target, folder.path().join(name)).expect("a link");
    folder.write("pilots/.keep", "").write("data/one.txt", pilot("one", &free(true, false)));
    folder.write("data/deep/two.yaml", pilot("two", &free(false, false))).write("data/notes.txt", "none");
    link("../data/one.txt", "pilots/one.yaml");
    link("../way", "pilots/folder");
    link("data/deep", "way");
    link("../data/deep/two.yaml", "pilots/again.yaml");
    link(outside.path().join("o.yaml").to_str().expect("UTF-8"), "pilots/outside.yaml");
    link("../pilots", "pilots/loop");
    let source = inner.0.path().to_str().expect("UTF-8");
    repository.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", source, "pilots/sub"]);
    repository.commit();
    let clean = |args: &[&str]| {
        let (status, told) = json(folder, &[&["--git", "HEAD"], args].concat());
        let ids = texts(&told["pilots"], "pilot");
        let moved = moved(&told);
        let unpaired = [texts(&told["added"], "pilot"), texts(&told["removed"], "pilot")].concat();
        assert_eq!(
            (status, &told["errors"], moved, unpaired),
            (Some(0), &serde_json::json!([]), vec![], vec![]),
            "{args:?}"
        );
        ids
    };
    assert_eq!(clean(&[]), ["two", "one", "o", "s"]);
    assert_eq!(clean(&["pilots/one.yaml"]), ["one"]);
    assert_eq!(clean(&["pilots/folder"]), ["two"]);
    assert_eq!(clean(&["pilots/sub"]), ["s"]);
    // What a link leads to has changed, and what a submodule has.
    folder.write("data/one.txt", pilot("one", &free(false, false)));
    folder.write("pilots/sub/s.yaml", pilot("s", &free(true, false)));
    let (_, told) = json(folder, &["--git", "HEAD"]);
    let expected = [
        "one D-1 breached -> met: voluntariness.sanction_for_refusal",
        "s D-1 met -> breached: voluntariness.sanction_for_refusal",
    ];
    assert_eq!(moved(&told), expected);
    assert_eq!(told["pilots"][1]["was"]["file"], "HEAD:pilots/one.yaml");
    // A link that leads elsewhere now.
    std::fs::remove_file(folder.path().join("pilots/one.yaml")).expect("a link");
    link("../data/deep/two.yaml", "pilots/one.yaml");
    let (_, told) = json(folder, &["--git", "HEAD"]);
    assert_eq!(texts(&told["removed"], "pilot"), ["one"]);
}

/// Git exports to hooks where its own repository is; an answer about that would be one about another tree.
#[test]
fn what_git_hands_to_hooks_makes_no_difference() {
    let Some(other) = Repository::new("git-other") else { return };
    other.0.write("pilots/x.yaml", pilot("x", &free(true, true)));
    other.commit();
    let Some(repository) = Repository::new("git-hook") else { return };
    let folder = &repository.0;
    folder.write("pilots/a.yaml", pilot("a", &free(false, false)));
    repository.commit();
    folder.write("pilots/a.yaml", pilot("a", &free(true, false)));
    let args = ["diff", "--no-config", "--rules", "rules.yaml", "--git", "HEAD", "--format", "json"];
    let plain = folder.brief(&args);
    assert_eq!(moved(&plain.json()), ["a D-1 met -> breached: voluntariness.sanction_for_refusal"]);
    let listed = Command::new("git").args(["rev-parse", "--local-env-vars"]).output().expect("git");
    let listed = String::from_utf8(listed.stdout).expect("UTF-8");
    let there = other.0.path().join(".git").display().to_string();
    let of = |name: &str| match name {
        "GIT_CONFIG_COUNT" => "1".to_owned(),
        "GIT_WORK_TREE" => other.0.path().display().to_string(),
        _ => there.clone(),
    };
    let more = ["GIT_ICASE_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS"]
        .map(|name| (name.to_owned(), "1".to_owned()));
    let mut all: Vec<(String, String)> = listed.lines().map(|name| (name.to_owned(), of(name))).collect();
    assert!(all.len() > 10, "{all:?}");
    all.extend(more);
    for set in all.iter().map(std::slice::from_ref).chain([&all[..]]) {
        let mut command = folder.command(&args);
        let ran = Ran::of(command.envs(set.iter().cloned()), &[]);
        assert_eq!((ran.out, ran.err), (plain.out.clone(), plain.err.clone()), "{set:?}");
    }
}

#[test]
fn a_shallow_clone_is_named_with_how_deep_to_fetch() {
    let Some(repository) = Repository::new("git-deep") else { return };
    for number in 0..4 {
        repository.0.write("pilots/a.yaml", pilot("a", &format!("# {number}\n")));
        repository.commit();
    }
    let clone = folder("git-shallow");
    let from = format!("file://{}", repository.0.path().display());
    let done = Command::new("git")
        .args(["clone", "--quiet", "--depth", "1", &from, "clone"])
        .current_dir(clone.path())
        .output()
        .expect("git");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told = |revision: &str| {
        let mut command = clone.command(&["diff", "--no-config", "--rules", "rules.yaml", "--git", revision]);
        let ran = Ran::of(command.current_dir(clone.path().join("clone")), &[]);
        assert_eq!(ran.status, Some(2), "{revision}");
        ran.err.split(['│', ' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    for (revision, fetch, depth) in [
        ("HEAD~1", "`git fetch --depth=2`", "`fetch-depth: 2`"),
        ("HEAD~2^", "`git fetch --depth=4`", "`fetch-depth: 4`"),
        ("@~", "`git fetch --depth=2`", "`fetch-depth: 2`"),
        ("release", "`git fetch --unshallow`", "`fetch-depth: 0`"),
    ] {
        let told = told(revision);
        assert!(told.contains("this is a shallow clone") && told.contains(fetch) && told.contains(depth), "{told}");
    }
}
