//! Where the pages of a report stand that has more than one: one for each pilot, and one that leads to them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::text::names;

/// What stands in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The names of pages.
#[derive(Debug, Clone)]
pub(super) struct PageNames {
    /// The page that leads to the others, as what writes the pages knows it.
    pub index: &'static str,
    /// From that page, the folder of the others with a slash behind it, as part of an address.
    folder: String,
    /// From the others, that page, as an address.
    pub back: String,
}

impl PageNames {
    /// All pages stand in one folder.
    pub fn in_one_folder() -> Self {
        Self { index: "index.html", folder: String::new(), back: "index.html".to_owned() }
    }

    /// The page that leads to the others is this file, which needs no name; the others stand in this folder beside it.
    pub fn beside(file: &str, folder: &str) -> Self {
        let encoded = |name: &str| percent_encode(&names::bytes(name), PLAIN).to_string();
        Self { index: "", folder: format!("{}/", encoded(folder)), back: format!("../{}", encoded(file)) }
    }

    /// The name of a pilot's page.
    pub fn of_pilot(id: &str) -> String {
        format!("pilot-{id}.html")
    }

    /// The address of a pilot's page, from the page that leads there.
    pub fn address(&self, id: &str) -> String {
        format!("{}{}", self.folder, Self::of_pilot(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_there_and_back() {
        let names = PageNames::beside("a report #1.html", "a report #1");
        assert_eq!(names.address("first"), "a%20report%20%231/pilot-first.html");
        assert_eq!(names.back, "../a%20report%20%231.html");
        assert_eq!(PageNames::in_one_folder().address("first"), "pilot-first.html");
    }
}
