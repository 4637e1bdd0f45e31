//! The rule sets and the register that come with the program, read once.

use std::sync::LazyLock;

use watching_brief::citations::Register;
use watching_brief::rules::Collection;

/// The six rule sets.
pub static RULES: LazyLock<Collection> = LazyLock::new(|| {
    let (mut rules, mut wrong) = (Collection::default(), Vec::new());
    rules.add_all_embedded(&mut wrong);
    assert!(wrong.is_empty(), "{wrong:?}");
    rules
});

/// The documents that they cite.
pub static REGISTER: LazyLock<Register> = LazyLock::new(Register::embedded);
