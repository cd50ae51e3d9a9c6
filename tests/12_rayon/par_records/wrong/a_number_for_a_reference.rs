//@ caught-by: test
//@ says: The part of the total that `reduce` begins each piece with is not 0 here: it is counted once for each piece.
//@ fails: invoices_agree
//@ sort: boundary

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
    let (left, settled): (Vec<Invoice>, Vec<Invoice>) = invoices
        .into_par_iter()
        .map(|mut invoice| {
            invoice.open_cents -= paid(&invoice);
            invoice
        })
        .partition(|invoice| invoice.open_cents > 0);
    let stats = Stats {
        settled: settled.len(),
        open_cents: {
            let first = left.first().map_or(0, |invoice| invoice.open_cents);
            left.par_iter().skip(1).map(|invoice| invoice.open_cents).reduce(|| first, |a, b| a + b)
        },
        overpaid_cents: -settled.par_iter().map(|invoice| invoice.open_cents).sum::<i64>(),
    };
    (left, stats)
}
