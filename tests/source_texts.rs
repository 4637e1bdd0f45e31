//! The texts of documents as people have them: of any coding, with marks that nobody sees; and entries made from them.

use sha2::{Digest, Sha256};

use crate::support::Folder;

const PILOT: &str = "\
format: 1
pilot: harbour
title: Harbour
status: running
voluntariness:
  sanction_for_refusal:
    value: false
    by: the café
    basis: claimed
    document: café-leaflet
    paragraph: 2
    phrase: you’re offered benefits... at the café
";

/// What `brief sources verify` finds of the pilot, with this text of its document.
fn verified(name: &str, file: &str, text: &[u8]) -> (serde_json::Value, Option<i32>) {
    let folder = Folder::new(&format!("source-texts-{name}"));
    folder.write("pilots/a.yaml", PILOT).write(&format!("texts/{file}"), text);
    let added = folder.brief(&["sources", "add", &format!("texts/{file}"), "--to", "own.yaml"]);
    assert_eq!(added.status, Some(if std::str::from_utf8(text).is_ok() { 0 } else { 2 }), "{added:?}");
    let own: &[&str] = if added.status == Some(0) { &["--documents", "own.yaml"] } else { &[] };
    let call = ["sources", "verify", "texts", "pilots", "--format", "json"];
    let ran = folder.brief(&[&call[..], own].concat());
    (ran.json(), ran.status)
}

const TEXT: &str = "The first.\nToday you're offered benefits... at the caf\u{e9}, they say.\n";

#[test]
fn a_phrase_is_found_however_its_letters_are_coded() {
    let unseen = TEXT.replace("offered benefits...", "of\u{ad}fered\u{b9} bene\u{fb01}ts\u{2026}[12]");
    let apart = TEXT.replace('\u{e9}', "e\u{301}");
    for (name, file, text) in [
        ("plain", "caf\u{e9}-leaflet.txt", TEXT),
        ("unseen", "caf\u{e9}-leaflet.txt", &unseen),
        ("apart", "cafe\u{301}-leaflet.txt", &apart),
    ] {
        let (report, status) = verified(name, file, text.as_bytes());
        let found = &report["citations"][0];
        assert_eq!((&found["state"], status), (&"found".into(), Some(0)), "{name}: {report}");
        // As the text has it, with what stands around it.
        let passage = &found["passages"][0];
        let quote = |key: &str| passage[key].as_str().expect("a text").to_owned();
        let line = text.lines().nth(1).expect("a line");
        assert_eq!(
            (quote("prefix"), quote("prefix") + &quote("exact") + &quote("suffix")),
            ("Today ".into(), line.into())
        );
        assert_eq!(quote("suffix"), ", they say.");
    }
    let (report, status) = verified("another", "caf\u{e9}-leaflet.txt", TEXT.replace('\u{e9}', "e").as_bytes());
    assert_eq!((&report["citations"][0]["state"], status), (&"orphaned".into(), Some(1)));
}

#[test]
fn a_text_of_another_coding_is_named_and_read() {
    let little = |mark: &[u8]| [mark, &TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    let latin =
        TEXT.replace('\u{e9}', "%").into_bytes().iter().map(|byte| if *byte == b'%' { 0xE9 } else { *byte }).collect();
    for (name, bytes, coding) in [
        ("utf-16", little(&[0xFF, 0xFE]), "UTF-16"),
        ("utf-16-no-mark", little(&[]), "UTF-16"),
        ("latin-1", latin, "Windows-1252"),
    ] {
        let (report, status) = verified(name, "caf\u{e9}-leaflet.txt", &bytes);
        let error = &report["errors"][0];
        let wanted = format!(
            "this text is {coding}, where UTF-8 is needed; save it as UTF-8, as `iconv -f {coding} -t UTF-8` does"
        );
        assert_eq!(
            (&error["message"], &error["code"], status),
            (&wanted.into(), &"not-utf8".into(), Some(2)),
            "{name}"
        );
        assert_eq!(report["citations"][0]["state"], "found", "{name}: {report}");
    }
    let folder = Folder::new("source-texts-pilot");
    folder.write(
        "a.yaml",
        [&[0xFF, 0xFE][..], &PILOT.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat(),
    );
    let ran = folder.check(&["a.yaml"]);
    assert_eq!(
        (ran.errors(), ran.status),
        (vec!["a.yaml:1:1 this is UTF-16 text; save the file as UTF-8".into()], Some(2))
    );
}

#[test]
fn one_s_own_pilot_is_not_held_to_the_texts_of_others() {
    let folder = Folder::new("source-texts-own");
    folder.write("pilots/a.yaml", PILOT).write("texts/caf\u{e9}-leaflet.txt", TEXT);
    assert_eq!(folder.brief(&["sources", "add", "texts/caf\u{e9}-leaflet.txt", "--to", "own.yaml"]).status, Some(0));
    let call = ["sources", "verify", "texts", "pilots", "--documents", "own.yaml"];
    let ran = folder.brief(&call);
    assert_eq!(ran.status, Some(0), "{}", ran.out);
    let told: Vec<&str> = ran.out.split_whitespace().collect();
    let told = told.join(" ");
    assert!(
        told.starts_with("1 citation of 1 document: 1 found. Left out: 132 citations of the program's own rules"),
        "{told}"
    );
    let all = folder.brief(&[&call[..], &["--all"]].concat());
    assert_eq!(all.status, Some(1));
    assert!(all.out.contains("132 missing") && !all.out.contains("Left out"), "{}", all.out);
    // What the caller brings is looked at in any case.
    folder.write("pilots/b.yaml", PILOT.replace("harbour", "quay").replace("café-leaflet", "lost-leaflet"));
    let lost = folder.brief(&call);
    assert_eq!(lost.status, Some(1));
    assert!(lost.out.contains("missing: quay voluntariness.sanction_for_refusal"), "{}", lost.out);
}

#[test]
fn an_entry_of_a_register_is_made_from_its_text() {
    let folder = Folder::new("source-texts-add");
    folder.write("one-leaflet.txt", "A.\n\nB.\n").write("two.txt", "A.").write("notes.md", "A.");
    let hash = |text: &str| format!("{:x}", Sha256::digest(text.as_bytes()));
    let entry = |indent: &str, id: &str, title: &str, about: &str, count: u32, text: &str| {
        let hash = hash(text);
        [
            format!("- document: \"{id}\""),
            format!("  title: \"{title}\""),
            format!("  about: \"{about}\""),
            format!("  paragraphs: {count}"),
            "  counted: one paragraph a line, in the text form".to_owned(),
            format!("  sha256: \"{hash}\""),
        ]
        .map(|line| format!("{indent}{line}\n"))
        .concat()
    };
    let one = |indent: &str| entry(indent, "one-leaflet", "One leaflet", "not written yet", 3, "A.\n\nB.\n");
    let printed = folder.brief(&["sources", "add", "one-leaflet.txt"]);
    assert_eq!((printed.out, printed.status), (format!("format: 1\ndocuments:\n{}", one("  ")), Some(0)));
    // Added to what is there, which stays as it is.
    let own = format!(
        "# ours\nformat: 1\ndocuments: # all\n- {{document: x, title: X, about: x, paragraphs: 1, counted: c, sha256: {}}}",
        hash("x")
    );
    folder.write("own.yaml", &own);
    let add = |args: &[&str]| folder.brief(&[&["sources", "add", "--to", "own.yaml"], args].concat());
    let text = || std::fs::read_to_string(folder.path().join("own.yaml")).expect("the register");
    let added = add(&["two.txt", "--title", "The \"second\"", "--about", "a leaflet: two"]);
    assert_eq!((added.out.as_str(), added.status), ("two: 1 paragraph, added\n", Some(0)), "{}", added.err);
    let two = entry("", "two", "The \\\"second\\\"", "a leaflet: two", 1, "A.");
    assert_eq!(text(), format!("{own}\n{two}"));
    let added = add(&["one-leaflet.txt", "two.txt"]);
    assert_eq!(added.out, "one-leaflet: 3 paragraphs, added\ntwo: there already, and unchanged\n");
    let before = text();
    assert_eq!(before, format!("{own}\n{two}{}", one("")));
    assert_eq!(folder.brief(&["sources", "verify", ".", "--documents", "own.yaml"]).status, Some(0));
    // Nothing is written where one of them cannot be added.
    folder.write("two.txt", "Another.\nText.\n");
    let flat = |text: &str| text.replace('\u{2502}', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let changed = add(&["two.txt"]);
    assert_eq!(changed.status, Some(2));
    let wanted = format!("`paragraphs: 2` and `sha256: {}`", hash("Another.\nText.\n"));
    assert!(flat(&changed.err).contains(&wanted), "{}", changed.err);
    assert_eq!(add(&["notes.md"]).status, Some(2));
    assert_eq!(add(&["nowhere.txt"]).status, Some(2));
    assert_eq!(text(), before);
    for register in [
        "format: 1\ndocuments: [{document: x, title: X, about: x, paragraphs: 1, counted: c, sha256: HASH}]\n",
        "documents: 1\n",
    ] {
        let register = register.replace("HASH", &hash("x"));
        folder.write("own.yaml", &register);
        assert_eq!(add(&["one-leaflet.txt"]).status, Some(2), "{register}");
        assert_eq!(text(), register);
    }
}

#[test]
fn files_that_were_put_behind_each_other_bring_their_marks_along() {
    let folder = Folder::new("source-texts-marks");
    let pilot = |id: &str| PILOT.replace("harbour", id);
    folder.write("a.yaml", format!("\u{feff}{}\u{feff}---\n{}...\n\u{feff}{}", pilot("a"), pilot("b"), pilot("c")));
    let ran = folder.check(&["a.yaml"]);
    assert_eq!((ran.errors(), ran.pilots()), (vec![], ["a", "b", "c"].map(str::to_owned).to_vec()));
    // A place in the line that the mark stood in is counted without it.
    folder.write("a.yaml", format!("{}\u{feff}--- {{format: 2}}\n", pilot("a")));
    assert!(
        folder.check(&["a.yaml"]).errors()[0].starts_with("a.yaml:13:"),
        "{:?}",
        folder.check(&["a.yaml"]).errors()
    );
}

#[test]
fn a_speaker_whom_nobody_names_is_not_said_to_be_set_aside() {
    let folder = Folder::new("source-texts-speakers");
    folder.write("a.yaml", PILOT);
    // The same name, with the accent apart.
    let known = "the cafe\u{301}";
    for form in ["human", "markdown", "github", "html"] {
        let ran = folder.brief(&["check", "a.yaml", "--format", form, "--without", "nobody", "--without", known]);
        let all = ran.out.clone() + &ran.err;
        let told = all.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("sets nothing aside"), "{form}: {told}");
        // On a page for people lines are composed of whole letters.
        let told = watching_brief::text::composed(&told).into_owned();
        assert!(told.contains("What is said by “the caf\u{e9}” is set aside."), "{form}: {told:?}");
    }
}
