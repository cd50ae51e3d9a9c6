//@ caught-by: test
//@ says: The lines are collected before any is written, so a posting that breaks off leaves nothing: the lines before the panic are lost.
//@ fails: the_panic_reaches_the_caller
//@ sort: tempting

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Journal {
    book: Mutex<Report>,
    begun: AtomicU64,
    ended: AtomicU64,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub lines: Vec<i64>,
    pub total: i64,
    pub broken: u64,
}

impl Journal {
    pub fn new() -> Journal {
        Journal { book: Mutex::default(), begun: AtomicU64::new(0), ended: AtomicU64::new(0) }
    }

    pub fn post<L>(&self, lines: L)
    where
        L: IntoIterator<Item = i64>,
    {
        self.begun.fetch_add(1, Ordering::SeqCst);
        let lines: Vec<i64> = lines.into_iter().collect();
        let mut book = self.book.lock().unwrap();
        book.total += lines.iter().sum::<i64>();
        book.lines.extend(lines);
        self.ended.fetch_add(1, Ordering::SeqCst);
    }

    pub fn report(&self) -> Report {
        let mut report = self.book.lock().unwrap().clone();
        report.broken = self.begun.load(Ordering::SeqCst) - self.ended.load(Ordering::SeqCst);
        report
    }
}
