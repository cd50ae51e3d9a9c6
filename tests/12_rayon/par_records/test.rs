//! Is the run right on real threads? Which cent is lost under which schedule is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Invoice, Name, Stats, settle};
use harness::{Rendezvous, Rng, seed};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The open invoices, and the numbers.
type Run = (Vec<(u64, String, i64)>, (usize, i64, i64));

/// Random invoices, some of them paid exactly.
pub fn invoices_agree(seed: u64) -> Vec<Run> {
    let mut rng = Rng::new(seed);
    let mut runs = Vec::new();
    for len in [0, 1, 2, 9, 800] {
        for threads in [1, 4] {
            let names: Vec<Name> = (0..5).map(|n| Name::from(format!("c{n}").as_str())).collect();
            let invoices: Vec<Invoice> = (0..len)
                .map(|id| {
                    let customer = names[rng.below(5) as usize].clone();
                    Invoice { id, customer, open_cents: rng.below(5) as i64 * 100 }
                })
                .collect();
            let paid = |invoice: &Invoice| (invoice.id % 4) as i64 * 100;
            let (left, stats) = pool(threads).install(|| settle(invoices, paid));
            let left = left.into_iter().map(|i| (i.id, i.customer.to_string(), i.open_cents));
            let Stats { settled, open_cents, overpaid_cents } = stats;
            runs.push((left.collect(), (settled, open_cents, overpaid_cents)));
        }
    }
    runs
}

/// A clone of a name copies no text, and an invoice keeps its name.
pub fn a_name_is_shared() {
    let name = Name::from("ada");
    let invoices: Vec<Invoice> =
        (0..20).map(|id| Invoice { id, customer: name.clone(), open_cents: 5 }).collect();
    let (left, _) = settle(invoices, |_| 1);
    assert_eq!(left.len(), 20, "open invoices");
    for invoice in left {
        assert_eq!(&*invoice.customer, "ada", "the customer of invoice {}", invoice.id);
        let same = std::ptr::eq(invoice.customer.as_bytes(), name.as_bytes());
        assert!(same, "invoice {} has a copy of the text", invoice.id);
    }
}

/// `paid` is asked about the invoice as it is: here everybody pays what is open.
pub fn asked_about_what_is_open() {
    let (left, stats) = pool(2).install(|| settle(invoices(9), |invoice| invoice.open_cents));
    assert_eq!(left, [], "what is left when everybody has paid what was open");
    assert_eq!(stats, Stats { settled: 9, open_cents: 0, overpaid_cents: 0 });
}

/// Each invoice is asked for once, in the pool.
pub fn each_is_asked_for_once() {
    let len = Rng::new(seed()).range(50..300);
    let calls: Vec<AtomicUsize> = (0..len).map(|_| AtomicUsize::new(0)).collect();
    let (left, stats) = pool(5).install(|| {
        settle(invoices(len), |invoice| {
            assert!(rayon::current_thread_index().is_some(), "`paid` runs on a thread of no pool");
            assert_eq!(rayon::current_num_threads(), 5, "threads of the pool that `paid` runs in");
            calls[invoice.id as usize].fetch_add(1, Ordering::Relaxed);
            100
        })
    });
    let calls: Vec<_> = calls.into_iter().map(AtomicUsize::into_inner).collect();
    assert_eq!(calls, vec![1; len as usize], "calls of `paid` for each invoice");
    assert_eq!((left, stats.settled), (vec![], len as usize), "open invoices, and settled ones");
}

/// Two invoices are asked for at the same time.
pub fn two_at_the_same_time() {
    let together = Rendezvous::new(2);
    let (left, stats) = pool(2).install(|| {
        settle(invoices(2), |_| {
            together.meet();
            30
        })
    });
    assert_eq!(left.len(), 2, "open invoices");
    assert_eq!(stats, Stats { settled: 0, open_cents: 140, overpaid_cents: 0 });
}

/// A panic of `paid` is a panic of the run.
pub fn a_panic_goes_on_to_the_caller() {
    let run = || {
        settle(invoices(50), |invoice| {
            assert_ne!(invoice.id, 33, "broken on purpose");
            100
        })
    };
    let died = catch_unwind(AssertUnwindSafe(|| pool(2).install(run)));
    assert!(died.is_err(), "an invoice could not be asked for, and the run came to its end");
}

/// So many invoices over 100 cents each.
fn invoices(len: u64) -> Vec<Invoice> {
    (0..len).map(|id| Invoice { id, customer: Name::from("ada"), open_cents: 100 }).collect()
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started")
}
