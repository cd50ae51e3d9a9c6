//@ caught-by: test
//@ says: `thread::panicking` says that the thread is panicking, not that this posting has made it: a good posting in a `drop` on the way out is counted as broken.
//@ fails: a_good_posting_on_the_way_out
//@ sort: boundary

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

pub struct Journal {
    book: Mutex<Report>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub lines: Vec<i64>,
    pub total: i64,
    pub broken: u64,
}

impl Journal {
    pub fn new() -> Journal {
        Journal { book: Mutex::default() }
    }

    pub fn post<L>(&self, lines: L)
    where
        L: IntoIterator<Item = i64>,
    {
        let mut writing =
            Writing { book: self.book.lock().unwrap_or_else(PoisonError::into_inner) };
        for line in lines {
            writing.book.lines.push(line);
            writing.book.total += line;
        }
    }

    pub fn report(&self) -> Report {
        self.book.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

struct Writing<'a> {
    book: MutexGuard<'a, Report>,
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.book.broken += 1;
        }
    }
}
