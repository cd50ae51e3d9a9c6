//! # One bad file, and the ledger is closed for ever
//!
//! Postings come as files of amounts, which are read line by line while they are written into the
//! journal. Last night one file broke off in the middle: reading its next line panicked. The panic
//! was caught, as always. But since then every call of the journal panics, also for good files, and
//! only a restart helps.
//!
//! In Go a panic unlocks the mutex on its way out (`defer mu.Unlock()`), and the next caller finds
//! whatever the panic has left behind: half of a change, and no sign of it. Rust leaves a sign. A lock
//! whose holder panicked is *poisoned*, and `lock()` returns an `Err` from then on. The guard is in the
//! `Err`: you may go on, once you have looked at what is behind it. `unwrap()` says that you never will.
//!
//! Before you edit: at which lines of `post` can a panic come, and which sentence about the journal is
//! not true at that moment? (And if you go on as if nothing had happened, who will notice, and when?)
//!
//! What must hold:
//!
//! - Keep the signatures of `new`, `post` and `report`, and the type `Report`. Threads share one
//!   `&Journal`.
//! - `post(lines)` writes the lines into the journal in their order. The lines of one posting stand
//!   together, and no report shows a part of a posting that is still being written.
//! - `next()` of `lines` may panic. The panic reaches the caller of `post`. The lines that came before
//!   it stay in the journal: what is written is written.
//! - `total` in a report is the sum of its `lines`, always.
//! - `broken` is the number of postings that have ended in a panic, each counted once. A report that
//!   shows what is left of one has counted it.
//! - After a panic everything goes on: good postings, reports, and the next broken posting.
//! - You need not think of lines that use the journal themselves, nor of a total that does not fit.

use std::sync::{Mutex, MutexGuard};

/// What was posted.
#[derive(Default)]
pub struct Journal {
    book: Mutex<Report>,
}

/// The journal, as it was at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Every line, in the order of writing.
    pub lines: Vec<i64>,
    /// Their sum.
    pub total: i64,
    /// How many postings have ended in a panic.
    pub broken: u64,
}

impl Journal {
    /// An empty journal.
    pub fn new() -> Journal {
        Journal::default()
    }

    /// The book, locked.
    fn book(&self) -> MutexGuard<'_, Report> {
        // TODO: what does an `Err` say about the book, what can be mended, and when is it mended?
        self.book.lock().unwrap()
    }

    /// Writes `lines` into the journal.
    pub fn post<L>(&self, lines: L)
    where
        L: IntoIterator<Item = i64>,
    {
        let mut book = self.book();
        for line in lines {
            book.lines.push(line);
        }
        book.total = book.lines.iter().sum();
    }

    /// The journal at this moment.
    pub fn report(&self) -> Report {
        self.book().clone()
    }
}
