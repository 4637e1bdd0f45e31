//! What the page calls: texts are handed over in the memory of the engine.
//!
//! The page reserves room, writes the request there, asks, reads the answer and lets the engine forget both. As the engine
//! itself holds both texts meanwhile, nobody can hand in a wrong place.
#![allow(unsafe_code, reason = "a name for the page is one that no other library here may have")]

use std::cell::RefCell;

use crate::calls;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a request of so many bytes, and tells where it is to be written.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(bytes: usize) -> *mut u8 {
    REQUEST.with_borrow_mut(|request| {
        *request = vec![0; bytes];
        request.as_mut_ptr()
    })
}

/// Answers the request, and tells where the answer stands: its status and the number of its bytes, each in four bytes with
/// the lowest first, and then the text in UTF-8. It stays there until the next answer.
#[unsafe(no_mangle)]
pub extern "C" fn answer_request() -> *const u8 {
    let request = REQUEST.take();
    let answer = calls::answer(&request);
    // Memory holds fewer bytes than this number can count.
    let length = u32::try_from(answer.text.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(answer.text.len() + 8);
    bytes.extend_from_slice(&answer.status.number().to_le_bytes());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(answer.text.as_bytes());
    ANSWER.with_borrow_mut(|held| {
        *held = bytes;
        held.as_ptr()
    })
}

/// Gives the room of the answer back.
#[unsafe(no_mangle)]
pub extern "C" fn forget() {
    ANSWER.take();
}
