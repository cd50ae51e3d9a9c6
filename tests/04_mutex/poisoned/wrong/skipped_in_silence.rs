//@ caught-by: test
//@ says: `if let Ok` does nothing when there is poison: after one panic postings are thrown away, and nobody is told.
//@ fails: a_broken_thread_harms_no_other
//@ sort: tempting

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
        if let Ok(mut book) = self.book.lock() {
            for line in lines {
                book.lines.push(line);
            }
            book.total = book.lines.iter().sum();
        }
    }

    pub fn report(&self) -> Report {
        self.book.lock().map(|book| book.clone()).unwrap_or_default()
    }
}
