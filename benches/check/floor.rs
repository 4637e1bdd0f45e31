//! The floor under every check: the events of libyaml over the same bytes, and the bytes themselves.
//!
//! libyaml is written in C and is used here in its line-by-line translation to Rust, which is what the serde_yaml family
//! reads with; it takes the same allocator and the same compiler as everything that is measured against it.
#![allow(unsafe_code, reason = "the interface of libyaml is that of C")]

use std::mem::MaybeUninit;

use libyaml_rs as libyaml;

/// The number of events in a stream, each of them made and let go.
///
/// # Panics
/// Where libyaml finds a fault.
pub fn events(text: &str) -> usize {
    let mut parser = MaybeUninit::<libyaml::yaml_parser_t>::uninit();
    let mut event = MaybeUninit::<libyaml::yaml_event_t>::uninit();
    let mut count = 0;
    // SAFETY: the parser is made before it is used and let go after; it reads from `text`, which outlives it; an event
    // is looked at only where one was made, and let go before the next.
    unsafe {
        let parser = parser.as_mut_ptr();
        assert!(libyaml::yaml_parser_initialize(parser).ok, "a parser");
        libyaml::yaml_parser_set_input_string(parser, text.as_ptr(), text.len() as u64);
        loop {
            assert!(libyaml::yaml_parser_parse(parser, event.as_mut_ptr()).ok, "sound YAML");
            let kind = (*event.as_ptr()).type_;
            libyaml::yaml_event_delete(event.as_mut_ptr());
            count += 1;
            if kind == libyaml::YAML_STREAM_END_EVENT {
                break;
            }
        }
        libyaml::yaml_parser_delete(parser);
    }
    count
}
