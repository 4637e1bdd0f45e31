//! The limits of the contract: what is read of a document, how large a rule may be, and how long may be thought about one.
//!
//! They are carried with what is read: a stream is cut into [documents](crate::source::Documents) within some limits, each
//! document has them, and so has the [tree](crate::tree::Tree) that is built from it and the rule set that it holds.

use crate::text::words;

/// One of the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The bytes of a document.
    Bytes,
    /// The values of a document, counted as if every alias and merge were written out.
    Values,
    /// The lists and mappings that stand one in another, counted likewise.
    Nesting,
    /// The characters of a text.
    Characters,
    /// The statements of a fact.
    Statements,
    /// The facts that a rule speaks of.
    Facts,
    /// The tests that a rule puts.
    Tests,
    /// The steps that deciding a rule takes.
    Steps,
}

/// What there is to know of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The limit.
    pub limit: Limit,
    /// Its name, in a call and in configuration.
    pub name: &'static str,
    /// What it bounds.
    pub bounds: &'static str,
    /// What it is where nobody says otherwise: the contract's number.
    pub usual: u32,
    /// The least that it can be set to.
    pub least: u32,
    /// The most that it can be set to.
    pub greatest: u32,
    /// Why it cannot be more.
    pub why: &'static str,
}

impl Limit {
    /// All of them.
    pub const ALL: [About; 8] = [
        About {
            limit: Self::Bytes,
            name: "bytes",
            bounds: "the bytes of a document",
            usual: 8 * 1024 * 1024,
            least: 1024,
            greatest: 64 * 1024 * 1024,
            why: "a document stands in memory whole",
        },
        About {
            limit: Self::Values,
            name: "values",
            bounds: "the values of a document, keys included, with aliases and merges written out",
            usual: 100_000,
            least: 100,
            greatest: 1_000_000,
            why: "each value is looked at, however few bytes stand for it",
        },
        About {
            limit: Self::Nesting,
            name: "nesting",
            bounds: "the lists and mappings that stand one in another",
            usual: 64,
            least: 8,
            greatest: 256,
            why: "what is deeper could take more stack than a thread has",
        },
        About {
            limit: Self::Characters,
            name: "characters",
            bounds: "the characters of a text",
            usual: 100_000,
            least: 100,
            greatest: 10_000_000,
            why: "reports repeat a text wherever it counts",
        },
        About {
            limit: Self::Statements,
            name: "statements",
            bounds: "the statements of a fact",
            usual: 64,
            least: 1,
            greatest: 64,
            why: "which of them agree is kept in 64 bits",
        },
        About {
            limit: Self::Facts,
            name: "facts",
            bounds: "the facts that the conditions of a rule speak of",
            usual: 64,
            least: 1,
            greatest: 128,
            why: "which of them decide a verdict is kept in 128 bits",
        },
        About {
            limit: Self::Tests,
            name: "tests",
            bounds: "the tests that the conditions of a rule put to facts",
            usual: 4096,
            least: 1,
            greatest: 16_384,
            why: "each is looked at several times over before a rule is ready",
        },
        About {
            limit: Self::Steps,
            name: "steps",
            bounds: "the steps that preparing a rule takes, and again each time that it is decided",
            usual: 1_000_000,
            least: 1000,
            greatest: 50_000_000,
            why: "steps take time and memory, and a rule that needs more is better split",
        },
    ];

    /// What there is to know of it.
    #[must_use]
    pub fn about(self) -> &'static About {
        let [bytes, values, nesting, characters, statements, facts, tests, steps] = &Self::ALL;
        match self {
            Self::Bytes => bytes,
            Self::Values => values,
            Self::Nesting => nesting,
            Self::Characters => characters,
            Self::Statements => statements,
            Self::Facts => facts,
            Self::Tests => tests,
            Self::Steps => steps,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// The limit of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|about| about.name == name).map(|about| about.limit)
    }

    /// Reads what a call says of a limit: `nesting=100`.
    ///
    /// # Errors
    /// What is wrong with it, and the nearest that would be right.
    pub fn read(text: &str) -> Result<(Self, u32), String> {
        let Some((name, number)) = text.split_once('=') else {
            return Err("write it as NAME=NUMBER, such as nesting=100".to_owned());
        };
        let Some(limit) = Self::named(name) else {
            let names = Self::ALL.map(|about| about.name);
            let hint = words::nearest(name, names.into_iter()).map_or_else(
                || format!("there are {}", words::listed(&names, "and")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(format!("`{}` is no limit; {hint}", words::excerpt(name)));
        };
        let About { name, least, greatest, why, .. } = *limit.about();
        let Some(meant) = number.parse::<u64>().ok().filter(|_| !number.starts_with('+')) else {
            let meant = meant(number).map(|meant| meant.clamp(least.into(), greatest.into()));
            let hint = meant.map_or_else(String::new, |meant| format!("; write {name}={meant}"));
            return Err(format!("`{}` is not a whole number{hint}", words::excerpt(number)));
        };
        match u32::try_from(meant).ok().filter(|number| (least..=greatest).contains(number)) {
            Some(number) => Ok((limit, number)),
            None if meant < u64::from(least) => {
                Err(format!("`{name}` cannot be less than {least}; write {name}={least}"))
            }
            None => Err(format!("`{name}` cannot be more than {greatest}, for {why}; write {name}={greatest}")),
        }
    }
}

/// The number that somebody means who writes `100,000`, `100_000` or `16 MiB`.
fn meant(number: &str) -> Option<u64> {
    let lower = number.trim().to_ascii_lowercase();
    let (digits, times) = match (lower.strip_suffix("mib"), lower.strip_suffix("kib")) {
        (Some(digits), _) => (digits, 1024 * 1024),
        (_, Some(digits)) => (digits, 1024),
        _ => (lower.as_str(), 1),
    };
    let digits: String = digits.trim().chars().filter(|c| !matches!(c, ',' | '_' | '\'' | ' ')).collect();
    digits.parse::<u64>().ok()?.checked_mul(times)
}

/// What each limit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    of: [u32; 8],
    settable: bool,
}

impl Default for Limits {
    /// The numbers of the contract, which nobody can change: the limits of whatever comes with the program, and of files
    /// such as configuration that say themselves what the limits are.
    fn default() -> Self {
        Self { of: Limit::ALL.map(|about| about.usual), settable: false }
    }
}

impl Limits {
    /// The numbers of the contract, where a call or configuration may change them.
    #[must_use]
    pub fn settable() -> Self {
        Self { settable: true, ..Self::default() }
    }

    /// The same, but for one limit. A number out of its range counts as the nearest within it.
    #[must_use]
    pub fn with(mut self, limit: Limit, number: u32) -> Self {
        let About { least, greatest, .. } = *limit.about();
        if let Some(one) = self.of.get_mut(limit as usize) {
            *one = number.clamp(least, greatest);
        }
        self
    }

    /// What a limit is.
    #[must_use]
    pub fn number(&self, limit: Limit) -> u32 {
        self.of.get(limit as usize).copied().unwrap_or_default()
    }

    /// What a limit is, as a size.
    #[must_use]
    pub fn size(&self, limit: Limit) -> usize {
        usize::try_from(self.number(limit)).unwrap_or(usize::MAX)
    }

    /// What a limit is, as it is written in messages.
    #[must_use]
    pub fn in_words(&self, limit: Limit) -> String {
        words::grouped(self.size(limit))
    }

    /// The end of a message about something that is beyond a limit: how to raise it, or that it cannot be raised.
    #[must_use]
    pub fn advice(&self, limit: Limit) -> String {
        let About { name, greatest, why, .. } = *limit.about();
        if !self.settable {
            return String::new();
        }
        if self.number(limit) >= greatest {
            return format!("; the limit `{name}` cannot be raised further, for {why}");
        }
        let most = words::grouped(usize::try_from(greatest).unwrap_or(usize::MAX));
        format!("; `--limit {name}=NUMBER`, or `limits` in brief.yaml, raises this limit to {most} at most")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_is_found_by_its_place_and_its_name() {
        for (at, about) in Limit::ALL.iter().enumerate() {
            assert_eq!((about.limit as usize, about.limit.about()), (at, about));
            assert_eq!(Limit::named(about.name), Some(about.limit));
            assert!((about.least..=about.greatest).contains(&about.usual), "{about:?}");
            assert_eq!(Limits::default().number(about.limit), about.usual);
            assert_eq!(Limits::default().with(about.limit, u32::MAX).number(about.limit), about.greatest);
            assert_eq!(Limits::default().with(about.limit, 0).number(about.limit), about.least);
        }
    }

    #[test]
    fn what_a_call_says_is_read_or_refused_with_what_would_be_right() {
        assert_eq!(Limit::read("nesting=100"), Ok((Limit::Nesting, 100)));
        let wrong = [
            ("nesting", "write it as NAME=NUMBER, such as nesting=100"),
            ("nestng=100", "`nestng` is no limit; did you mean `nesting`?"),
            (
                "width=100",
                "`width` is no limit; there are bytes, values, nesting, characters, statements, facts, tests and steps",
            ),
            ("values=many", "`many` is not a whole number"),
            ("values=", "`` is not a whole number"),
            ("values=-1", "`-1` is not a whole number"),
            ("values=+200", "`+200` is not a whole number; write values=200"),
            ("values=200,000", "`200,000` is not a whole number; write values=200000"),
            ("bytes=100 MiB", "`100 MiB` is not a whole number; write bytes=67108864"),
            ("bytes=16 MiB", "`16 MiB` is not a whole number; write bytes=16777216"),
            ("nesting=1", "`nesting` cannot be less than 8; write nesting=8"),
            (
                "statements=65",
                "`statements` cannot be more than 64, for which of them agree is kept in 64 bits; write statements=64",
            ),
            (
                "bytes=99999999999999",
                "`bytes` cannot be more than 67108864, for a document stands in memory whole; write bytes=67108864",
            ),
        ];
        for (text, told) in wrong {
            assert_eq!(Limit::read(text), Err(told.to_owned()), "{text}");
        }
    }
}
