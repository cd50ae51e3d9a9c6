//! What may be sent is decided field by field; what is counted needs no counter that several threads write.

use std::sync::Arc;

use rayon::prelude::*;

/// The name of a customer, shared by all their invoices.
// The atomic twin of `Rc`: an owner more or less costs an atomic step, and the owners may be on any thread.
pub type Name = Arc<str>;

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
    // Each record belongs to one thread while it is worked on, so changing it needs no lock. `partition` keeps the order, as
    // `collect` does.
    let (left, settled): (Vec<Invoice>, Vec<Invoice>) = invoices
        .into_par_iter()
        .map(|mut invoice| {
            invoice.open_cents -= paid(&invoice);
            invoice
        })
        .partition(|invoice| invoice.open_cents > 0);
    // The numbers come from the lists: what is already there need not be counted on the way. These are three additions an
    // invoice, and a plain iterator does them faster than several threads could agree who adds what.
    let stats = Stats {
        settled: settled.len(),
        open_cents: left.iter().map(|invoice| invoice.open_cents).sum(),
        overpaid_cents: -settled.iter().map(|invoice| invoice.open_cents).sum::<i64>(),
    };
    (left, stats)
}
