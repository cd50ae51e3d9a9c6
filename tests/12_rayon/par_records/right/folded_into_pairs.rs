//! A list and its numbers for each piece, put one behind the other in the order of the pieces.

use std::sync::Arc;

use rayon::prelude::*;

pub type Name = Arc<str>;

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

pub fn settle<F>(invoices: Vec<Invoice>, paid: F) -> (Vec<Invoice>, Stats)
where
    F: Fn(&Invoice) -> i64 + Send + Sync,
{
    invoices
        .into_par_iter()
        .fold(
            || (Vec::new(), Stats::default()),
            |(mut left, mut stats), mut invoice| {
                invoice.open_cents -= paid(&invoice);
                if invoice.open_cents > 0 {
                    stats.open_cents += invoice.open_cents;
                    left.push(invoice);
                } else {
                    stats.settled += 1;
                    stats.overpaid_cents -= invoice.open_cents;
                }
                (left, stats)
            },
        )
        .reduce(
            || (Vec::new(), Stats::default()),
            |(mut left, mut stats), (right, more)| {
                left.extend(right);
                stats.settled += more.settled;
                stats.open_cents += more.open_cents;
                stats.overpaid_cents += more.overpaid_cents;
                (left, stats)
            },
        )
}
