//@ caught-by: model
//@ says: Pushed under a lock as they come: all invoices are there, and those of one customer are no longer together.
//@ fails: the_order_stays
//@ sort: schedule-only

use std::sync::{Arc, Mutex};

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
    let all = Mutex::new((Vec::new(), Stats::default()));
    invoices.into_par_iter().for_each(|mut invoice| {
        invoice.open_cents -= paid(&invoice);
        let (left, stats) = &mut *all.lock().unwrap();
        if invoice.open_cents > 0 {
            stats.open_cents += invoice.open_cents;
            left.push(invoice);
        } else {
            stats.settled += 1;
            stats.overpaid_cents -= invoice.open_cents;
        }
    });
    all.into_inner().unwrap()
}
