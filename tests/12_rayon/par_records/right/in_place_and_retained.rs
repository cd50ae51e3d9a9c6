//! Changed where they are, by a mutable parallel iterator; then a plain pass that counts and throws out. Names live as long as the process.

use rayon::prelude::*;

pub type Name = Shared;

#[derive(Debug, PartialEq)]
pub struct Invoice {
    pub id: u64,
    pub customer: Name,
    pub open_cents: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stats {
    pub settled: usize,
    pub open_cents: i64,
    pub overpaid_cents: i64,
}

/// A name that nobody frees: a reference may go everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared(&'static str);

impl From<&str> for Shared {
    fn from(name: &str) -> Shared {
        Shared(Box::leak(Box::from(name)))
    }
}

impl std::ops::Deref for Shared {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

pub fn settle<F>(mut invoices: Vec<Invoice>, paid: F) -> (Vec<Invoice>, Stats)
where
    F: Fn(&Invoice) -> i64 + Send + Sync,
{
    invoices.par_iter_mut().for_each(|invoice| invoice.open_cents -= paid(invoice));
    let mut stats = Stats::default();
    invoices.retain(|invoice| {
        let open = invoice.open_cents > 0;
        if open {
            stats.open_cents += invoice.open_cents;
        } else {
            stats.settled += 1;
            stats.overpaid_cents -= invoice.open_cents;
        }
        open
    });
    (invoices, stats)
}
