//@ caught-by: model
//@ says: The panic is counted under a second guard: between the two a report shows the lines of a broken posting, and says that nothing is broken.
//@ fails: no_report_shows_half_a_posting
//@ sort: schedule-only

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
        let written = {
            let mut book = self.book.lock().unwrap();
            catch_unwind(AssertUnwindSafe(|| {
                for line in lines {
                    book.lines.push(line);
                    book.total += line;
                }
            }))
        };
        if let Err(panic) = written {
            self.book.lock().unwrap().broken += 1;
            resume_unwind(panic);
        }
    }

    pub fn report(&self) -> Report {
        self.book.lock().unwrap().clone()
    }
}
