//! Texts, as Python hands them over.

use std::path::PathBuf;

use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple};
use watching_brief::project::NamedText;
use watching_brief::text::names;

/// A text with its name. What Python holds is kept, so that the text can be shown again and stands in memory once.
#[derive(Debug)]
pub struct KeptText {
    /// The name under which it is shown.
    pub name: String,
    text: Py<PyAny>,
}

impl KeptText {
    /// Takes up what stands at a place among the texts: a text, or a name with a text.
    ///
    /// # Errors
    /// That it is neither.
    pub fn read(given: &Bound<'_, PyAny>, at: usize) -> PyResult<(Self, NamedText)> {
        let (name, text) = match given.cast::<PyTuple>() {
            Ok(pair) => {
                let (path, text): (PathBuf, Bound<'_, PyAny>) = pair.extract().map_err(|_| not_a_text(given, at))?;
                (names::as_text(&path), text)
            }
            Err(_) => (format!("text-{at}"), given.clone()),
        };
        let bytes = bytes(&text)?.ok_or_else(|| not_a_text(&text, at))?;
        Ok((Self { name: name.clone(), text: text.unbind() }, NamedText { name, text: bytes }))
    }

    /// The same text once more.
    ///
    /// # Errors
    /// That no memory is left for it.
    pub fn named(&self, python: Python<'_>) -> PyResult<NamedText> {
        let text = bytes(self.text.bind(python))?.unwrap_or_default();
        Ok(NamedText { name: self.name.clone(), text })
    }
}

/// The bytes of a text; none where it is no text. Half of a character, which a text may hold, is no UTF-8 then: that is told
/// as of any other text.
fn bytes(text: &Bound<'_, PyAny>) -> PyResult<Option<Vec<u8>>> {
    if let Ok(bytes) = text.cast::<PyBytes>() {
        return Ok(Some(bytes.as_bytes().to_vec()));
    }
    let Ok(string) = text.cast::<PyString>() else { return Ok(None) };
    if let Ok(whole) = string.to_str() {
        return Ok(Some(whole.as_bytes().to_vec()));
    }
    let python = text.py();
    let encoded = string.call_method1(intern!(python, "encode"), ("utf-8", "surrogatepass"))?;
    Ok(Some(encoded.cast::<PyBytes>()?.as_bytes().to_vec()))
}

fn not_a_text(given: &Bound<'_, PyAny>, at: usize) -> PyErr {
    let kind = given.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("text {at} is {kind}; give a str, bytes, or a name and one of these"))
}
