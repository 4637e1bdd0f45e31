#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| watching_brief_fuzz::letters::run(bytes));
