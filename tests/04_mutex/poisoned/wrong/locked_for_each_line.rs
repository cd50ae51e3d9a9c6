//@ caught-by: model
//@ says: The lock is taken for each line, so a panic never meets it; but between two lines of a posting others can write theirs, and look.
//@ fails: the_lines_of_a_posting_stand_together, no_report_shows_half_a_posting
//@ kind: assertion
//@ sort: schedule-only

use std::sync::{Mutex, MutexGuard};

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

    fn book(&self) -> MutexGuard<'_, Report> {
        self.book.lock().unwrap()
    }

    pub fn post<L>(&self, lines: L)
    where
        L: IntoIterator<Item = i64>,
    {
        let mut entered = Entered { journal: self, complete: false };
        for line in lines {
            let mut book = self.book();
            book.lines.push(line);
            book.total += line;
        }
        entered.complete = true;
    }

    pub fn report(&self) -> Report {
        self.book().clone()
    }
}

struct Entered<'a> {
    journal: &'a Journal,
    complete: bool,
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        if !self.complete {
            self.journal.book().broken += 1;
        }
    }
}
