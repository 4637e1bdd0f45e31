//! The picture of the README shows what the program prints: it is made of it, and held equal.
//!
//! `WRITE_PICTURE=1 cargo test picture::` writes it anew.

use std::fmt::Write as _;
use std::fs;

use super::support::Folder;

const PICTURE: &str = "docs/pictures/check.svg";
/// The height of a line, and the width of a letter of the font at its size.
const LINE: usize = 20;
const LETTER: f64 = 8.43;

/// The pilot of the README, by its first block of YAML.
fn pilot() -> String {
    let readme = fs::read_to_string("README.md").expect("README.md");
    let (_, after) = readme.split_once("```yaml my-pilot.yaml\n").expect("a pilot");
    after.split_once("```").expect("an end").0.to_owned()
}

/// Text with the colours of a terminal, as an SVG whose letters can be selected and read aloud.
fn picture(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (width, height) = (720, (lines.len() + 2) * LINE);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"What brief check prints of a pilot\">\n<rect width=\"{width}\" height=\"{height}\" \
         rx=\"8\" fill=\"#fdfdfb\" stroke=\"#8a8a8a\"/>\n<g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans \
         Mono', monospace\" font-size=\"14\" fill=\"#1b1b1b\">\n"
    );
    for (number, line) in (1..).zip(&lines) {
        let _ = write!(svg, "<text x=\"20\" y=\"{}\">", (number + 1) * LINE - 4);
        let mut column = 0;
        for (at, piece) in line.split('\u{1b}').enumerate() {
            let (code, words) = if at == 0 { ("", piece) } else { piece.split_once('m').expect("the end of a colour") };
            let style = match code {
                "[1" => " font-weight=\"bold\"",
                "[31;1" | "[1;31" => " font-weight=\"bold\" fill=\"#b3261e\"",
                "[35" | "[1;35" | "[35;1" => " fill=\"#8e24aa\"",
                _ => "",
            };
            if !words.is_empty() {
                // Spaces that stand together would be drawn as one.
                let words_escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace(' ', "\u{a0}");
                // Each piece has its place: no font need have the width that another has.
                #[allow(clippy::cast_precision_loss, reason = "a column of a terminal")]
                let x = 20.0 + column as f64 * LETTER;
                let _ = write!(svg, "<tspan x=\"{x:.1}\"{style}>{words_escaped}</tspan>");
                column += words.chars().count();
            }
        }
        svg.push_str("</text>\n");
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

#[test]
fn the_picture_of_the_readme_shows_what_is_printed() {
    let folder = Folder::new("readme");
    folder.write("my-pilot.yaml", pilot());
    let call = ["check", "my-pilot.yaml", "--only", "MWF-03", "--min-force", "should", "--color", "always"];
    let ran = folder.brief(&call);
    let made = picture(&ran.out);
    if std::env::var_os("WRITE_PICTURE").is_some() {
        fs::write(PICTURE, &made).expect("the picture is written");
    }
    let kept = fs::read_to_string(PICTURE).expect("the picture");
    assert_eq!(kept, made, "WRITE_PICTURE=1 cargo test picture:: writes it anew");
    assert!(made.contains("breached") && made.contains("What\u{a0}would\u{a0}have\u{a0}to\u{a0}change:"), "{made}");
}
