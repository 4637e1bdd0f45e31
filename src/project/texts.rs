//! Texts checked each by itself, as a register has them: a pilot a record.

use super::checking::whole_report;
use super::folder_filter::LeftOut;
use super::inputs::{Input, Inputs};
use super::open::Project;
use super::pilots::{Fresh, Show, of_file};
use crate::check::Checker;
use crate::files::MemoryFiles;
use crate::render::{DisplayOptions, Format};
use crate::report::{Detail, RunEnding};
use crate::text::names;
use crate::threads;

/// The text of a file, with the name of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedText {
    /// The name under which it is shown.
    pub name: String,
    /// The text, which need not be UTF-8; what is wrong with it is told.
    pub text: Vec<u8>,
}

impl NamedText {
    fn in_memory(&self) -> MemoryFiles {
        MemoryFiles::new().with(names::path(&self.name), &self.text).with_standard_input(&self.text)
    }
}

impl Project {
    /// Checks each text by itself, as if `brief check` were called for a file of its name, on all threads: `show` makes of
    /// each pilot what is wanted. What comes of each text is in the order of the texts.
    ///
    /// `detail` is how much is wanted of each result; no verdict depends on it.
    pub fn check_each_text<R: Send>(
        &self,
        texts: Vec<NamedText>,
        detail: Detail,
        show: Show<'_, R>,
    ) -> Vec<(Vec<R>, RunEnding)> {
        let checker = Checker { detail, ..self.checker() };
        threads::map_in_order(texts, |text| {
            let (mut run, mut shown, files) = (self.begin(), Vec::new(), text.in_memory());
            if self.is_sound() {
                let file = Input::named(&names::path(&text.name));
                shown = of_file(&file, &files, &checker, &mut run, show);
            }
            (shown, self.end_check(run, &checker, false, &LeftOut::default()))
        })
    }

    /// The whole report of a text in one form, as `brief check` prints it for a file of its name, with how the run ended.
    #[must_use]
    pub fn report_of_text(
        &self,
        text: &NamedText,
        format: &'static Format,
        look: DisplayOptions,
    ) -> (String, RunEnding) {
        let files = text.in_memory();
        let inputs = Inputs::new(&files, &[names::path(&text.name)]);
        whole_report(format, look, |forms, sink| self.check_inputs(inputs, false, forms, sink, &mut Fresh, &mut |_| ()))
    }
}
