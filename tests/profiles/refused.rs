//! Profiles that are refused, or that ask for a lot: each mistake is told at its place, and nothing takes for ever.

use super::{check, folder, ids, profile, results, set, sound};
use crate::support::{Folder, RULES};

#[test]
fn paths_that_lead_nowhere_get_the_nearest_that_does() {
    let folder = folder("lost");
    folder.write("council/base.yaml", RULES).write("council/empty/notes.txt", "");
    folder.write("council/bad.yaml", RULES.replace("force: must", "force: shall"));
    let house = profile(
        "import:\n  - from: ./bsae.yaml\n  - from: ./empty/\n  - from: ./zebra/\n  - from: ./bad.yaml\n  - from: ../good.yaml\n",
    );
    folder.write("council/house.yaml", house);
    let ran = folder.check(&["good.yaml", "--rules", "council/house.yaml", "--rules", "one.yaml"]);
    assert_eq!(
        ran.errors(),
        [
            "council/bad.yaml:10:12 `shall` is not a value of `force`, which takes must, should or ask",
            "council/../good.yaml:2:1 this is a pilot, where a rule set is expected; to check it, name it as in `brief check FILE`",
            "council/house.yaml:7:11 `./bsae.yaml`: there is no such file or folder; did you mean `./base.yaml`?",
            "council/house.yaml:8:11 `./empty/`: there is no rule set in it",
            "council/house.yaml:9:11 `./zebra/`: there is no such file or folder",
            "council/house.yaml:10:11 nothing can be imported from `./bad.yaml` while there are mistakes in council/bad.yaml",
            "council/house.yaml:11:11 nothing can be imported from `../good.yaml` while there are mistakes in council/../good.yaml",
        ]
    );
    // All else is checked.
    assert_eq!((ran.rulesets(), ran.pilots()), (vec!["one".to_owned()], vec!["good".to_owned()]));
}

#[test]
fn rules_that_would_be_there_twice_are_told_once() {
    let folder = folder("twice");
    folder
        .write("house.yaml", profile("import: [{from: ./base.yaml}]\n"))
        .write("base.yaml", set("base", &["B-1", "B-2"]));
    folder.write("other.yaml", profile("import: [{from: ./base.yaml}]\n").replace("house", "other"));
    let both = |a: &str, b: &str| folder.check(&["good.yaml", "--rules", a, "--rules", b]);
    let ran = both("house.yaml", "base.yaml");
    assert_eq!(
        ran.errors(),
        [
            "base.yaml:2:10 `house` (house.yaml:2) imports from `base`, and brings `B-1` and `B-2` along already; leave `base` out of the call, or `house`"
        ]
    );
    assert_eq!((ran.status, ran.rulesets()), (Some(2), vec!["house".to_owned()]));
    assert_eq!(
        both("base.yaml", "house.yaml").errors(),
        [
            "house.yaml:6:17 `house` brings `B-1` and `B-2` along from `base`, which is there by itself already (base.yaml:2); leave `base` out of the call, or `house`"
        ]
    );
    assert_eq!(
        both("house.yaml", "other.yaml").errors(),
        ["other.yaml:6:17 `house` (house.yaml:2) imports `B-1` and `B-2` already; check with one of the two at a time"]
    );
    folder.write("house.yaml", profile("import: [{from: professional-bodies}]\n"));
    let ran = both("house.yaml", "professional-bodies");
    assert_eq!(ran.errors().len(), 1, "{:?}", ran.errors());
    assert!(
        ran.errors()[0].contains("brings `PB-01`, `PB-02`, `PB-03` and 17 more along already"),
        "{:?}",
        ran.errors()
    );
    // A rule of the same id from elsewhere is another matter.
    folder.write("mine.yaml", set("mine", &["PB-07"]));
    let ran = both("house.yaml", "mine.yaml");
    assert!(
        ran.errors()[0].starts_with("mine.yaml:7:9 there is a rule `PB-07` already: rules/professional-bodies.yaml:")
    );
    let ran = check(&folder, &profile("import: [{from: professional-bodies}, {from: ./mine.yaml}]\n"));
    assert_eq!(
        ran.errors(),
        [
            "house.yaml:6:46 `PB-07`: the import in line 6 brings a rule of that id from another set; leave out one of the two"
        ]
    );
}

#[test]
fn circles_are_errors_that_name_the_chain() {
    let folder = folder("circles");
    folder.write("house.yaml", profile("import: [{from: ./house.yaml}]\n"));
    let ran = folder.check(&["good.yaml", "--rules", "house.yaml"]);
    assert_eq!(
        ran.errors(),
        ["house.yaml:6:17 `house` (house.yaml) imports itself; import from another set, or take this import out"]
    );
    // By way of the folder that it stands in.
    folder.write("alone/house.yaml", profile("import: [{from: ./}]\n"));
    assert_eq!(folder.check(&["good.yaml", "--rules", "alone/house.yaml"]).errors().len(), 1);
    folder.write("a.yaml", profile("import: [{from: ./b.yaml}]\n").replace("house", "a"));
    folder.write("b.yaml", profile("import: [{from: a}]\n").replace("house", "b"));
    for rules in [&["--rules", "a.yaml", "--rules", "b.yaml"][..], &["--rules", "a.yaml"]] {
        let ran = folder.check(&[&["good.yaml"], rules].concat());
        let errors = ran.errors();
        assert_eq!(ran.status, Some(2));
        let told = if rules.len() == 4 {
            "b.yaml:6:17 this import leads back to where it stands: `a` (a.yaml) -> `b` (b.yaml) -> `a` (a.yaml)"
        } else {
            assert_eq!(errors.len(), 2, "{errors:?}");
            "b.yaml:6:17 this import leads back to where it stands: `a` (a.yaml) -> `b` (b.yaml) -> `a` (a.yaml)"
        };
        assert!(errors.contains(&told.to_owned()), "{errors:?}");
        assert!(
            errors.contains(
                &"a.yaml:6:17 nothing can be imported from `b` (b.yaml) while there are mistakes in it".to_owned()
            ),
            "{errors:?}"
        );
    }
}

fn chain(folder: &Folder, length: usize, last: &str) {
    for number in 1..=length {
        let next = if number == length { last.to_owned() } else { format!("./p{}.yaml", number + 1) };
        let scope = "applies_when: {voluntariness.sanction_for_refusal: true}\n";
        let text = profile(&format!("{scope}import: [{{from: {next}}}]\n")).replace("house", &format!("p{number}"));
        folder.write(&format!("chain/p{number}.yaml"), text);
    }
}

#[test]
fn a_chain_of_a_thousand_profiles_is_followed_to_its_end() {
    let folder = folder("thousand");
    chain(&folder, 1000, "../one.yaml");
    let ran = folder.check(&["good.yaml", "--rules", "chain/p1.yaml"]);
    sound(&ran);
    assert_eq!((ids(&ran), ran.rulesets()), (vec!["T-1".to_owned()], vec!["p1".to_owned()]));
    assert_eq!(results(&ran, "verdict")[0].1, "breached");
    // All of them, with the notices of those that are there for others.
    let ran = folder.check(&["good.yaml", "--rules", "chain"]);
    assert_eq!((ran.errors(), ran.rulesets(), ran.notices().len()), (vec![], vec!["p1".to_owned()], 999));
    // With a mistake at its end, nobody is told of every link.
    chain(&folder, 1000, "../lost.yaml");
    let ran = folder.check(&["good.yaml", "--rules", "chain/p1.yaml"]);
    assert_eq!(
        ran.errors(),
        [
            "chain/p1.yaml:7:17 nothing can be imported from `p2` (chain/p2.yaml) while there are mistakes in it",
            "chain/p1000.yaml:7:17 `../lost.yaml`: there is no such file or folder; did you mean `../good.yaml`?",
        ]
    );
    // And where its end leads back to its beginning, the circle is told in short.
    chain(&folder, 1000, "./p1.yaml");
    let ran = folder.check(&["good.yaml", "--rules", "chain/p1.yaml"]);
    assert!(
        ran.errors()[1].ends_with("-> `p6` (chain/p6.yaml) -> 994 more -> `p1` (chain/p1.yaml)"),
        "{:?}",
        ran.errors()
    );
}

#[test]
fn too_much_to_work_out_is_an_error_and_no_long_wait() {
    let folder = folder("huge");
    let ids: Vec<String> = (0..2000).map(|number| format!("R-{number}")).collect();
    let rules: String = ids
        .iter()
        .map(|id| {
            format!(
                "- {{id: {id}, title: T, about: referral, force: must, by: us, cite: *c, require: *r, reason: R, remedy: M}}\n"
            )
        })
        .collect();
    let anchors = "summary: S\nrules:\n- {id: R, title: T, about: referral, force: must, by: us, cite: &c {document: d, paragraph: 1, phrase: p}, \
                   require: &r {referral.routes: stated}, reason: R, remedy: M}\n";
    folder.write("big.yaml", format!("format: 1\nruleset: big\ntitle: T\nissued_by: [Us]\n{anchors}{rules}"));
    // Very many names are no trouble.
    let names = ids.join(", ");
    let ran = check(&folder, &profile(&format!("import: [{{from: ./big.yaml, only: [{names}]}}]\n")));
    sound(&ran);
    assert_eq!(ran.json()["rulesets"][0]["rules"], 2000);
    // Very many patterns over very many rules are.
    let globs: Vec<String> = (0..2000).map(|number| format!("R-*{number}*")).collect();
    let only = |globs: &[String]| profile(&format!("import: [{{from: ./big.yaml, only: [{}]}}]\n", globs.join(", ")));
    sound(&check(&folder, &only(&globs[..200])));
    let told = "the imports of this run are too many to be worked out; import less, or from fewer sets";
    assert_eq!(check(&folder, &only(&globs)).errors(), [format!("house.yaml:6:17 {told}")]);
    // Very many that match nothing are told as far as anybody would read.
    let globs: Vec<String> = (0..20_000).map(|number| format!("X-{number}*")).collect();
    assert_eq!(check(&folder, &only(&globs)).errors().len(), 101);
    // Very many imports of very many rules are too much as well.
    let imports = "  - from: ./big.yaml\n".repeat(100);
    let ran = check(&folder, &profile(&format!("import:\n{imports}")));
    assert_eq!(ran.errors(), [format!("house.yaml:31:11 {told}")]);
}

#[test]
fn what_is_no_text_or_no_file_is_told() {
    let folder = folder("hostile");
    folder.write("latin.yaml", b"format: 1\nruleset: latin\ntitle: caf\xe9\n");
    let ran = check(&folder, &profile("import: [{from: ./latin.yaml}]\n"));
    assert_eq!(
        ran.errors(),
        [
            "latin.yaml:3:11 this is not UTF-8 text (byte 0xE9); save the file as UTF-8",
            "house.yaml:6:17 nothing can be imported from `./latin.yaml` while there are mistakes in latin.yaml",
        ]
    );
    let ran = check(&folder, &profile("import: [{from: \"./a\\e[31m.yaml\"}]\n"));
    assert!(!folder.brief(&["check", "good.yaml", "--rules", "house.yaml"]).out.contains('\u{1b}'));
    assert_eq!(ran.errors(), ["house.yaml:6:17 `./a\u{241b}[31m.yaml`: there is no such file or folder"]);
    #[cfg(unix)]
    {
        let ran = check(&folder, &profile("import: [{from: /dev/zero}]\n"));
        assert_eq!(ran.errors(), ["house.yaml:6:17 `/dev/zero`: this is neither a file nor a folder"]);
        // A file that is reached by a link is the same file.
        std::os::unix::fs::symlink("one.yaml", folder.path().join("link.yaml")).expect("a link");
        let ran = check(&folder, &profile("import: [{from: ./one.yaml}, {from: ./link.yaml}]\n"));
        sound(&ran);
        assert_eq!(ids(&ran), ["T-1"]);
    }
}
