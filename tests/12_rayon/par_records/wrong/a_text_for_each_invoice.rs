//@ caught-by: test
//@ says: A `String` may be sent, and each clone copies the text: a million invoices, a million names.
//@ fails: a_name_is_shared
//@ sort: tempting

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use rayon::prelude::*;

pub type Name = String;

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
    let settled = AtomicUsize::new(0);
    let (open, overpaid) = (AtomicI64::new(0), AtomicI64::new(0));
    let left = invoices
        .into_par_iter()
        .filter_map(|mut invoice| {
            invoice.open_cents -= paid(&invoice);
            if invoice.open_cents > 0 {
                open.fetch_add(invoice.open_cents, Ordering::Relaxed);
                return Some(invoice);
            }
            settled.fetch_add(1, Ordering::Relaxed);
            overpaid.fetch_sub(invoice.open_cents, Ordering::Relaxed);
            None
        })
        .collect();
    let stats = Stats {
        settled: settled.into_inner(),
        open_cents: open.into_inner(),
        overpaid_cents: overpaid.into_inner(),
    };
    (left, stats)
}
