//@ caught-by: test
//@ says: The sum is taken out of the invoice before `paid` is asked about it: whoever looks at what is open finds nothing.
//@ sort: boundary

use rayon::prelude::*;
use std::sync::Arc;
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
    let mut invoices = invoices;
    invoices.par_iter_mut().for_each(|i| {
        let open = i.open_cents;
        i.open_cents = 0;
        i.open_cents = open - paid(i)
    });
    let mut stats = Stats::default();
    invoices.retain(|i| {
        if i.open_cents > 0 {
            stats.open_cents += i.open_cents;
            true
        } else {
            stats.settled += 1;
            stats.overpaid_cents -= i.open_cents;
            false
        }
    });
    (invoices, stats)
}
