//! What is left out of folders: by patterns, and by the `.gitignore` files of a repository.

use super::pilot;
use crate::support::{Folder, GOOD, RULES, Ran};

/// A folder that stands in a repository of its own, or seems to: with four pilots.
fn repository(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rules.yaml", RULES).write(".git/HEAD", "ref: refs/heads/main\n");
    for name in ["a", "b", "deep/c", "deep/drafts/d"] {
        folder.write(&format!("pilots/{name}.yaml"), pilot(name.rsplit('/').next().expect("a name"), ""));
    }
    folder
}

fn check(folder: &Folder, args: &[&str]) -> Ran {
    folder.check(&[&["--rules", "rules.yaml", "--no-config"], args].concat())
}

/// The pilots, and how much was left out: files and folders by `.gitignore`, and by patterns.
fn read(folder: &Folder, args: &[&str]) -> (Vec<String>, [u64; 4]) {
    let ran = check(folder, args);
    let json = ran.json();
    let of = |why: &str, what: &str| json["left_out"][why][what].as_u64().unwrap_or_default();
    assert_eq!(ran.errors(), [""; 0], "{args:?}");
    let counts = [of("ignored", "files"), of("ignored", "folders"), of("excluded", "files"), of("excluded", "folders")];
    (ran.pilots(), counts)
}

#[test]
fn ignore_files_are_heeded_in_walked_folders() {
    let folder = repository("ignored");
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(read(&folder, &[]), (ids(&["a", "b", "c", "d"]), [0; 4]));
    assert!(!check(&folder, &[]).out.contains("left_out"));
    folder.write(".gitignore", "\u{feff}b.yaml\n# c.yaml\ndrafts/\n[\n");
    assert_eq!(read(&folder, &[]), (ids(&["a", "c"]), [1, 1, 0, 0]));
    assert_eq!(read(&folder, &["--no-ignore"]), (ids(&["a", "b", "c", "d"]), [0; 4]));
    // What a call names is read, and so is what stands in a folder that it names.
    assert_eq!(read(&folder, &["pilots/b.yaml", "pilots/deep/drafts"]), (ids(&["b", "d"]), [0; 4]));
    // The nearest file that says anything holds; one that is anchored is for its own folder.
    folder.write("pilots/deep/.gitignore", "!drafts/\n/a.yaml\n/c.yaml\n");
    assert_eq!(read(&folder, &[]), (ids(&["a", "d"]), [2, 0, 0, 0]));
    assert_eq!(read(&folder, &["pilots", "pilots/deep", "./pilots/a.yaml"]), (ids(&["a", "d"]), [2, 0, 0, 0]));
    // A repository within it has nothing to do with what is ignored outside.
    folder.write("pilots/own/.git", "gitdir: elsewhere\n").write("pilots/own/b.yaml", GOOD);
    assert_eq!(read(&folder, &["pilots/own"]), (ids(&["good"]), [0; 4]));
    assert_eq!(read(&folder, &[]).0, ids(&["a", "d", "good"]));
    // From within the folder, and through a link.
    let mut command = folder.command(&["check", "--rules", "../rules.yaml", "--no-config", "--format", "json", "."]);
    let ran = Ran::of(command.current_dir(folder.path().join("pilots")), &[]);
    assert_eq!(ran.pilots(), ids(&["a", "d", "good"]));
    // Where all are left out the error says why; people see the count.
    let ran = check(&folder, &["pilots/deep", "--exclude", "d.yaml"]);
    let message =
        "there is no pilot in this folder, but for 1 file that is ignored by .gitignore and 1 file that is excluded";
    assert_eq!(ran.errors(), [format!("pilots/deep {message}")]);
    let human = folder.brief(&["check", "--rules", "rules.yaml", "--no-config"]);
    assert!(human.out.contains("\n  Left out of folders: 2 files that are ignored by .gitignore.\n"), "{}", human.out);
    let markdown = folder.brief(&["check", "--rules", "rules.yaml", "--no-config", "--format", "markdown"]);
    assert!(
        markdown.out.contains("- Left out of folders: 2 files that are ignored by .gitignore."),
        "{}",
        markdown.out
    );
}

#[test]
fn patterns_leave_files_and_folders_out() {
    let folder = repository("excluded");
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(read(&folder, &["--exclude", "drafts", "--exclude", "b.*"]), (ids(&["a", "c"]), [0, 0, 1, 1]));
    assert_eq!(read(&folder, &["--exclude", "/pilots/*.yaml"]), (ids(&["c", "d"]), [0, 0, 2, 0]));
    assert_eq!(read(&folder, &["--exclude", "*.yaml", "--exclude", "!c.yaml"]), (ids(&["c"]), [0, 0, 3, 0]));
    assert_eq!(read(&folder, &["pilots/b.yaml", "--exclude", "*.yaml"]).0, ids(&["b"]));
    // Those of the configuration go from its folder, wherever the call is made; a call's own take their place.
    folder.write("brief.yaml", "format: 1\nbrief:\n  rules: [rules.yaml]\n  exclude: [/pilots/deep/, \"b.yaml\"]\n");
    assert_eq!(folder.check(&[]).pilots(), ids(&["a"]));
    let mut command = folder.command(&["check", "--format", "json", "."]);
    let ran = Ran::of(command.current_dir(folder.path().join("pilots")), &[]);
    assert_eq!((ran.pilots(), ran.notices()), (ids(&["a"]), vec![]));
    assert_eq!(folder.check(&["--exclude", "a.yaml"]).pilots(), ids(&["b", "c", "d"]));
    let config = folder.brief(&["config"]);
    assert!(config.out.contains("exclude    /pilots/deep/, b.yaml  (brief.yaml:4:12)"), "{}", config.out);
    // What leaves nothing out is told where all pilots are meant.
    folder.write("brief.yaml", "format: 1\nbrief:\n  rules: [rules.yaml]\n  exclude: [b.yaml, draughts]\n");
    assert_eq!(folder.check(&[]).notices(), ["brief.yaml:4:12 `draughts` leaves no file and no folder out"]);
    assert_eq!(folder.check(&["pilots/a.yaml"]).notices(), [""; 0]);
    // What is no pattern is wrong at its place.
    for (pattern, told) in [("[z-a]", "--exclude [z-a]` is no pattern of"), ("# a", "--exclude # a` is no pattern of")]
    {
        let ran = folder.brief(&["check", "--exclude", pattern]);
        assert!(ran.status == Some(2) && ran.err.contains(told), "{ran:?}");
    }
    folder.write("brief.yaml", "format: 1\nbrief:\n  exclude:\n    - \"[z-a]\"\n");
    let ran = folder.brief(&["check"]);
    assert!(ran.status == Some(2) && ran.err.contains("brief.yaml:4:7"), "{ran:?}");
}

/// Both versions of a comparison leave the same out.
#[test]
fn a_comparison_leaves_out_alike() {
    let folder = repository("left-out-diff");
    std::fs::remove_dir_all(folder.path().join(".git")).expect("it was there");
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.args(["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]).args(args);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").current_dir(folder.path());
        let done = command.output().expect("git");
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "All"]);
    folder.write(".gitignore", "drafts/\n");
    let args = ["diff", "--git", "HEAD", "--rules", "rules.yaml", "--no-config", "--exclude", "/pilots/a.yaml"];
    let json = folder.brief(&[&args[..], &["--format", "json"]].concat()).json();
    assert_eq!((&json["added"], &json["removed"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert_eq!(crate::support::texts(&json["pilots"], "pilot"), ["b", "c"]);
}

/// All that would be a notice is an error, in every form, and so is silence.
#[test]
fn strict_runs_take_notices_for_errors() {
    let folder = repository("strict");
    let waived =
        |rule: &str, until: &str| format!("waivers:\n  - {{rule: {rule}, reason: r, by: b, until: {until}}}\n");
    let met = "voluntariness: {sanction_for_refusal: false}\n";
    let breached = "voluntariness: {sanction_for_refusal: true}\n";
    let one = "pilots/a.yaml";
    let today = ["--today", "2026-11-22"];
    for (text, args, told) in [
        (breached.to_owned() + &waived("T-1", "2026-01-01"), &[one][..], "ended on 2026-01-01"),
        (met.to_owned() + &waived("T-1", "2027-01-01"), &[one], "hides nothing"),
        (met.to_owned() + &waived("T-2", "2027-01-01"), &[one], "`T-2`"),
        (met.to_owned(), &[one, "--without", "DWP"], "sets nothing aside"),
        (met.to_owned(), &[one, "pilots/other", "--exclude", "x"], "passed over"),
        (String::new(), &[one], "of 1 pilot nothing is stated"),
        (String::new(), &["pilots"], "of 4 pilots nothing is stated"),
    ] {
        folder.write(one, pilot("a", &text));
        folder.write("pilots/other/r.yaml", RULES).write("pilots/other/e.yaml", pilot("e", met));
        if args == ["pilots"] {
            std::fs::remove_dir_all(folder.path().join("pilots/other")).expect("it was there");
        }
        let lax = check(&folder, &[args, &today].concat());
        let strict = check(&folder, &[args, &today, &["--strict"]].concat());
        assert!(lax.status != Some(2) && strict.status == Some(2), "{args:?} {text}: {lax:?}");
        assert!(strict.notices().is_empty() && strict.errors().iter().any(|error| error.contains(told)), "{strict:?}");
        assert!(lax.notices().iter().all(|notice| strict.errors().contains(notice)), "{lax:?} {strict:?}");
        for format in watching_brief::render::FORMATS {
            let call =
                [&["check", "--rules", "rules.yaml", "--no-config", "--strict", "--format", format.name], args, &today];
            assert_eq!(folder.brief(&call.concat()).status, Some(2), "{}", format.name);
        }
    }
    // What was asked to be left out is no fault, and where there is no notice nothing changes.
    folder.write(one, pilot("a", met));
    for (args, status) in [(&[one][..], 0), (&["pilots", "--exclude", "[b-z]*"], 0)] {
        assert_eq!(check(&folder, &[args, &["--strict"]].concat()).status, Some(status), "{args:?}");
    }
    folder.write("brief.yaml", "format: 1\nbrief: {rules: [rules.yaml], strict: true, without: [nobody]}\n");
    assert_eq!(folder.check(&[one]).status, Some(2));
}

/// No reassuring words where there is nothing to find anything in.
#[test]
fn that_nothing_is_found_where_nothing_is_stated_is_said() {
    let folder = repository("silent");
    let words = |args: &[&str]| {
        let ran = folder.brief(&[&["check", "--no-config"], args].concat());
        ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let rules = ["--rules", "rules.yaml"];
    let one = words(&[&["pilots/a.yaml"], &rules[..]].concat());
    assert!(one.contains("Nothing is decided: what is stated is not enough for any rule."), "{one}");
    let all = words(&rules);
    assert!(all.contains("Nothing is decided: what is stated is not enough for any rule."), "{all}");
    folder.write("pilots/a.yaml", pilot("a", "voluntariness: {sanction_for_refusal: false}\n"));
    let some = words(&rules);
    assert!(
        some.contains("No finding (what counts: a must that is breached). Of some pilots nothing is stated."),
        "{some}"
    );
    let set_aside = words(&[&["pilots/a.yaml", "--basis", "observed"], &rules[..]].concat());
    assert!(set_aside.contains("Nothing is decided"), "{set_aside}");
    folder.write("wrong.yaml", RULES.replace("sanction_for_refusal: false", "sanction_for_refusal: x"));
    let wrong = words(&["pilots/a.yaml", "--rules", "wrong.yaml", "--rules", "nowhere.yaml"]);
    assert!(wrong.contains("No rule was checked."), "{wrong}");
    let part = words(&["pilots/a.yaml", "--rules", "rules.yaml", "--rules", "nowhere.yaml"]);
    assert!(part.contains("Something was wrong, and what could not be checked may have some."), "{part}");
}
