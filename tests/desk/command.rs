//! `brief desk`. That a command with the page in it writes just that page is for `.ci/run` to see, which builds one.

#![cfg(not(feature = "desk"))]

use crate::support::Folder;

#[test]
fn a_command_without_the_page_says_how_to_get_it() {
    let folder = Folder::new("desk-command");
    let ran = folder.brief(&["desk"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    let said = ran.err.replace("\n  │", "");
    for part in ["was built without the desk", "rustup target add wasm32-wasip1", "cargo run --release -p desk-page"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!folder.path().join("desk.html").exists());
}
