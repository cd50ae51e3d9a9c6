//! The lines are read before the lock is taken, as far as they go; nothing foreign runs under the lock.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;

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
        let mut read = Vec::new();
        let end = catch_unwind(AssertUnwindSafe(|| {
            for line in lines {
                read.push(line);
            }
        }));
        {
            let mut book = self.book.lock().unwrap();
            book.total += read.iter().sum::<i64>();
            book.lines.append(&mut read);
            if end.is_err() {
                book.broken += 1;
            }
        }
        end.unwrap_or_else(|panic| resume_unwind(panic))
    }

    pub fn report(&self) -> Report {
        self.book.lock().unwrap().clone()
    }
}
