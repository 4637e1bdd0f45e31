//! A text coded: its paragraphs and words, a phrase of it, what is coded of it, and its entry in a register.

use serde::{Deserialize, Serialize};
use watching_brief::answers::{ParagraphAnswer, json};
use watching_brief::citations::{AsideParagraph, NotedWords};
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::pilot::Paragraph;
use watching_brief::project::coding::{
    EntryWishes, TextKind, passages as paragraphs, phrase as chosen, register_entry,
};
use watching_brief::project::reading::read_whole;

use crate::answer::{Answered, wrong_request};
use crate::project::{self, Decided, only_pilot};
use crate::request::Request;

/// A text that is to be read paragraph by paragraph.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    text: String,
    /// Whether it is cited as it is, a paragraph a line, and stays so.
    #[serde(default)]
    is_source: bool,
}

/// The words of a paragraph that are to be cited.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    text: String,
    paragraph: u32,
    first: usize,
    last: usize,
}

/// The document of which is asked what is coded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfDocument {
    document: String,
    text: String,
}

/// A document that is to be registered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ToRegister {
    document: String,
    text: String,
    title: Option<String>,
    author: Option<String>,
    about: Option<String>,
    /// The paragraphs that nobody needs to cite.
    #[serde(default)]
    set_aside: Vec<ToSetAside>,
    /// The words that are kept although no question asks for them.
    #[serde(default)]
    noted: Vec<ToNote>,
    /// The name of the register among the files; a new one where it is left out.
    register: Option<String>,
}

/// A paragraph that nobody needs to cite, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ToSetAside {
    paragraph: u32,
    reason: String,
}

/// Words that are kept although no question asks for them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ToNote {
    paragraph: NamedParagraph,
    phrase: String,
    note: Option<String>,
}

/// A paragraph: its number, or the first and the last of several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum NamedParagraph {
    Number(u32),
    Text(String),
}

/// Words of a document that are kept.
#[derive(Debug, Serialize)]
struct NotedAnswer<'a> {
    paragraph: ParagraphAnswer<'a>,
    phrase: &'a str,
    note: Option<&'a str>,
}

/// A document, as the registers among the files have it.
#[derive(Debug, Serialize)]
struct RegisteredDocument<'a> {
    document: &'a str,
    title: &'a str,
    author: Option<&'a str>,
    about: &'a str,
    paragraphs: u32,
    sha256: &'a str,
    /// The paragraphs that nobody needs to cite, each stretch by its first and its last.
    set_aside: Vec<(u32, u32)>,
    /// The words that are kept although no question asks for them.
    noted: Vec<NotedAnswer<'a>>,
}

/// The documents of the registers that a request names.
#[derive(Debug, Serialize)]
struct RegisteredDocuments<'a> {
    format: u32,
    documents: Vec<RegisteredDocument<'a>>,
}

/// What the registers that a request names say of their documents.
pub fn documents(request: &Request) -> Answered {
    let project = project::open(request, Decided::CountsNot)?;
    if let Some(refusal) = project.refusal() {
        return Err(refusal.errors);
    }
    let own = project.register().own().iter().map(|known| RegisteredDocument {
        document: &known.id,
        title: &known.title,
        author: known.author.as_deref(),
        about: &known.about,
        paragraphs: known.paragraphs,
        sha256: &known.sha256,
        set_aside: known.set_aside.iter().map(|aside| (*aside.paragraphs.start(), *aside.paragraphs.end())).collect(),
        noted: known.noted.iter().map(|noted| noted_answer(&noted.words)).collect(),
    });
    super::as_json(request, || {
        Ok(json(&RegisteredDocuments { format: watching_brief::answers::FORMAT, documents: own.collect() }))
    })
}

fn noted_answer(words: &NotedWords) -> NotedAnswer<'_> {
    let paragraph = ParagraphAnswer::new(&words.paragraph);
    NotedAnswer { paragraph, phrase: &words.phrase, note: words.note.as_deref() }
}

/// The paragraphs of a text with their words.
pub fn passages(request: &Request) -> Answered {
    let Given { text, is_source } = request.with()?;
    let kind = if is_source { TextKind::Source } else { TextKind::Pasted };
    super::as_json(request, || Ok(json(&paragraphs(&text, kind))))
}

/// The phrase from one word of a paragraph to another.
pub fn phrase(request: &Request) -> Answered {
    let Chosen { text, paragraph, first, last } = request.with()?;
    super::as_json(request, || match chosen(&text, paragraph, first, last) {
        Ok(answer) => Ok(json(&answer)),
        Err(wrong) => Err(vec![wrong]),
    })
}

/// What the statements of a file cite of a text.
pub fn locate(request: &Request) -> Answered {
    let OfDocument { document, text } = request.with()?;
    let path = only_pilot(request)?;
    let project = project::open(request, Decided::CountsNot)?;
    let (name, pilots) = read_whole(project.inputs(), &path).map_err(|wrong| vec![wrong])?;
    super::as_json(request, || Ok(json(&project.locate(&name, &pilots, &document, &text))))
}

/// The entry of a text in a register.
pub fn register(request: &Request) -> Answered {
    let ToRegister { document, text, title, author, about, set_aside, noted, register } = request.with()?;
    let set_aside = set_aside.into_iter().map(|ToSetAside { paragraph, reason }| AsideParagraph { paragraph, reason });
    let noted = noted.into_iter().map(to_note).collect::<Result<_, _>>()?;
    let wishes = EntryWishes { title, author, about, set_aside: set_aside.collect(), noted };
    let file = register.as_deref().map(|name| {
        let found = request.files.iter().find(|file| file.name == name);
        found.map(|file| (name, file.text.as_str())).ok_or_else(|| wrong_request(format!("there is no file `{name}`")))
    });
    let file = file.transpose()?;
    super::as_json(request, || register_entry(&document, &text, wishes, file).map(|answer| json(&answer)))
}

fn to_note(words: ToNote) -> Result<NotedWords, Vec<Diagnostic>> {
    let ToNote { paragraph, phrase, note } = words;
    let paragraph = match &paragraph {
        NamedParagraph::Number(number) => Some(Paragraph::Number(*number)),
        NamedParagraph::Text(text) => Paragraph::parse(text),
    };
    let paragraph = paragraph.ok_or_else(|| wrong_request("`paragraph` of what is noted is none".to_owned()))?;
    Ok(NotedWords { paragraph: paragraph.into_owned(), phrase, note })
}
