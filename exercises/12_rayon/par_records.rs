//! # The invoices that could not be sent
//!
//! At the end of the month a payment run goes through all invoices: what has been paid is subtracted, settled ones leave the list,
//! the others stay. Somebody wrote `into_par_iter()` where `into_iter()` was. The compiler said that `Rc<str>` cannot be sent
//! between threads, and that was the end of it. (With `Rc` out of the way it compiles. Then the totals are wrong, once in a while.)
//!
//! In Go every pointer may go everywhere, and whether it is safe there is your affair. In Rust a record may go to another thread if all
//! its fields may. One field that counts its owners without atomics, and a million records stay at home.
//!
//! Before you edit: what is the name shared for? And which of the counters below does a thread read, and which one does it write?
//!
//! What must hold:
//!
//! - Keep `Invoice` and `Stats`, their fields, and the signature of `settle`. What `Name` stands for is yours, but a clone of a name copies no
//!   text: all invoices of a customer share it. A name is made by `Name::from("ada")`, and `&*name` is its text, a `&str`.
//! - An invoice is there once: `Invoice` is not `Clone`, and `settle` moves them.
//! - `settle(invoices, paid)` asks `paid` once for each invoice, in the pool that the caller is in, or in the global one, several at
//!   the same time. What was paid is subtracted from `open_cents`.
//! - Invoices with nothing open any more leave the list; the others are returned in the order in which they came.
//! - `settled` says how many have left, `open_cents` how much is still open, and `overpaid_cents` how much was paid too much.
//! - If `paid` panics, so does `settle`.

use std::rc::Rc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use rayon::prelude::*;

/// The name of a customer, shared by all their invoices.
// TODO: who counts the owners of this, and from how many threads?
pub type Name = Rc<str>;

/// What a customer owes.
#[derive(Debug, PartialEq)]
pub struct Invoice {
    /// Its number.
    pub id: u64,
    /// Whose it is.
    pub customer: Name,
    /// What has not been paid yet; less than 0 if too much was.
    pub open_cents: i64,
}

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stats {
    /// Invoices that have left the list.
    pub settled: usize,
    /// What the others owe.
    pub open_cents: i64,
    /// What was paid too much for those that have left.
    pub overpaid_cents: i64,
}

/// Subtracts what was paid; the invoices that are still open, and the numbers of the run.
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
                // TODO: atomic, and atomic. And between them?
                let before = open.load(Ordering::Relaxed);
                open.store(before + invoice.open_cents, Ordering::Relaxed);
                return Some(invoice);
            }
            settled.store(settled.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
            let before = overpaid.load(Ordering::Relaxed);
            overpaid.store(before - invoice.open_cents, Ordering::Relaxed);
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
