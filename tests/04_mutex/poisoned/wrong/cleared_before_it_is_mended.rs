//@ caught-by: model
//@ says: The poison is cleared before the lock is taken: a thread that comes between the two finds a healthy lock and a wrong total.
//@ fails: two_come_after_a_panic
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
        if self.book.is_poisoned() {
            self.book.clear_poison();
            let mut book = self.book.lock().unwrap();
            book.total = book.lines.iter().sum();
            book.broken += 1;
            return book;
        }
        self.book.lock().unwrap()
    }

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

    pub fn report(&self) -> Report {
        self.book().clone()
    }
}
