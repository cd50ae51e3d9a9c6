//! A poisoned lock says that somebody was interrupted while the book was not in order. Whoever finds it puts the book in
//! order, under the same guard, and only then says that it is.

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

    /// The book, locked, and in order.
    fn book(&self) -> MutexGuard<'_, Report> {
        self.book.lock().unwrap_or_else(|poisoned| {
            // The `Err` is not "no lock": this thread has the lock, and the guard is inside. (`into_inner` of the error gives
            // the guard; `into_inner` of a `Mutex` is something else.)
            let mut book = poisoned.into_inner();

            // What can be wrong? Only `post` panics, in the `next()` of its loop: all lines so far are pushed, the total is
            // that of the posting before. So the lines are the truth, and the total follows from them.
            book.total = book.lines.iter().sum();
            book.broken += 1;

            // Now, and with the guard still in hand. A thread that came between the clearing and the mending would find a
            // healthy lock and a wrong total; and if nobody cleared it, every call would count the same panic again.
            self.book.clear_poison();
            book
        })
    }

    /// Writes `lines` into the journal.
    ///
    /// # Panics
    /// When `lines` does. What it gave before that is in the journal.
    pub fn post<L>(&self, lines: L)
    where
        L: IntoIterator<Item = i64>,
    {
        // One guard for the whole posting: its lines stand together, and nobody sees a part of it. The price is that foreign
        // code, `next()`, runs under the lock. When it panics, the guard is dropped on the way out and poisons the lock.
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
