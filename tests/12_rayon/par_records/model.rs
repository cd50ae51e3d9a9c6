//! Is no cent lost, and does the order stay, whoever is first?

use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Invoice, Name, Stats, settle};

/// Two invoices stay open: what is open is the sum of both.
pub fn no_cent_is_lost() {
    let asked = AtomicUsize::new(0);
    let (left, stats) = settle(invoices(2), |_| {
        asked.fetch_add(1, Ordering::SeqCst);
        30
    });
    assert_eq!(left.len(), 2, "open invoices");
    assert_eq!(stats, Stats { settled: 0, open_cents: 140, overpaid_cents: 0 });
}

/// Two invoices are overpaid: both are settled, and nothing that was paid too much is lost.
pub fn nothing_overpaid_is_lost() {
    let asked = AtomicUsize::new(0);
    let (left, stats) = settle(invoices(2), |_| {
        asked.fetch_add(1, Ordering::SeqCst);
        130
    });
    assert_eq!(left, [], "open invoices");
    assert_eq!(stats, Stats { settled: 2, open_cents: 0, overpaid_cents: 60 });
}

/// Three invoices, of which the second is settled: the first and the third stay, in this order.
pub fn the_order_stays() {
    let asked = AtomicUsize::new(0);
    let (left, stats) = settle(invoices(3), |invoice| {
        asked.fetch_add(1, Ordering::SeqCst);
        if invoice.id == 1 { 100 } else { 99 }
    });
    let left: Vec<_> = left.iter().map(|invoice| (invoice.id, invoice.open_cents)).collect();
    assert_eq!(left, [(0, 1), (2, 1)], "the open invoices");
    assert_eq!(stats, Stats { settled: 1, open_cents: 2, overpaid_cents: 0 });
}

/// Two invoices are asked for at the same time.
pub fn two_at_a_time() {
    let at_work = AtomicUsize::new(0);
    let (_, stats) = settle(invoices(2), |_| {
        // Read-modify-write: nothing stale is counted.
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        if others > 0 { 1 } else { 0 }
    });
    model::sometimes("two invoices were asked for at the same time", stats.open_cents < 200);
}

/// So many invoices over 100 cents each.
fn invoices(len: u64) -> Vec<Invoice> {
    (0..len).map(|id| Invoice { id, customer: Name::from("ada"), open_cents: 100 }).collect()
}
