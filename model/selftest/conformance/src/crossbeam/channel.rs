//! `crossbeam::channel`.

use crossbeam::channel::{Receiver, unbounded};

use crate::{Case, sometimes};

mod after;
mod at;
mod bounded;
mod errors;
mod receiver;
mod select;
mod select_macro;
mod sender;
mod tick;
mod unbounded;

pub fn cases() -> Vec<Case> {
    [
        unbounded::CASES,
        bounded::CASES,
        sender::CASES,
        receiver::CASES,
        errors::CASES,
        after::CASES,
        at::CASES,
        tick::CASES,
        select_macro::CASES,
        select::CASES,
        select::selected_operation::CASES,
    ]
    .concat()
}

/// A channel with these messages in it, and nobody to send more.
fn filled<T>(messages: impl IntoIterator<Item = T>) -> Receiver<T> {
    let (tx, rx) = unbounded();
    messages.into_iter().for_each(|message| tx.send(message).unwrap());
    rx
}

/// Demands that the outcomes of all schedules are exactly `all`.
fn outcome(came: &str, all: &[&'static str]) {
    assert!(all.contains(&came), "{came} is none of {all:?}");
    for one in all {
        sometimes(one, *one == came);
    }
}
