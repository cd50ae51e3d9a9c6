//! Is every booking whole, whoever leaves?
//@ deadline: 8s

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use answer::{Closed, Store, open};
use harness::Rng;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::yield_now;

/// One thread, which does everything.
fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// What is known of a store from outside.
struct Seen {
    totals: Mutex<BTreeMap<u64, u64>>,
    /// Saves that were begun and have not come to their end.
    half: AtomicUsize,
    /// A permit for each save that was begun.
    saving: Semaphore,
    /// How many saves may come to their end.
    allowed: Semaphore,
    /// A permit when the store is gone.
    gone: Semaphore,
}

impl Seen {
    fn new(allowed: usize) -> Arc<Seen> {
        Arc::new(Seen {
            totals: Mutex::default(),
            half: AtomicUsize::new(0),
            saving: Semaphore::new(0),
            allowed: Semaphore::new(allowed),
            gone: Semaphore::new(0),
        })
    }

    fn half_saved(&self) -> usize {
        self.half.load(Ordering::SeqCst)
    }
}

async fn take(permits: &Semaphore) {
    permits.acquire().await.expect("it is never closed").forget();
}

struct Book(Arc<Seen>);

impl Store for Book {
    async fn load(&mut self, customer: u64) -> u64 {
        let total = self.0.totals.lock().unwrap().get(&customer).copied().unwrap_or(0);
        yield_now().await;
        total
    }

    async fn save(&mut self, customer: u64, total: u64) {
        self.0.totals.lock().unwrap().insert(customer, total);
        self.0.half.fetch_add(1, Ordering::SeqCst);
        self.0.saving.add_permits(1);
        take(&self.0.allowed).await;
        yield_now().await;
        self.0.half.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        self.0.gone.add_permits(1);
    }
}

const ANY: usize = 10_000;

/// Bookings one after the other: the totals, and what is in the store.
pub fn totals_agree(seed: u64) -> (Vec<u64>, BTreeMap<u64, u64>) {
    let mut rng = Rng::new(seed);
    let seen = Seen::new(ANY);
    one_thread().block_on(async {
        let ledger = open(Book(seen.clone()));
        let mut answers = Vec::new();
        for _ in 0..40 {
            let (customer, units) = (rng.below(5), rng.below(1_000));
            answers.push(ledger.add(customer, units).await.expect("the store does not panic"));
        }
        let totals = seen.totals.lock().unwrap().clone();
        (answers, totals)
    })
}

/// Bookings at the same time: none is lost, and each gets the total after its own.
pub fn bookings_do_not_mix() {
    let seen = Seen::new(ANY);
    one_thread().block_on(async {
        let ledger = open(Book(seen.clone()));
        let (a, b, c) = (ledger.clone(), ledger.clone(), ledger);
        let (x, y, z) = tokio::join!(a.add(1, 1), b.add(1, 10), c.add(1, 100));
        let mut totals = [x, y, z].map(|total| total.expect("the store does not panic"));
        totals.sort();
        let [first, second, third] = totals;
        let steps = [first, second - first, third - second];
        let mut sorted = steps;
        sorted.sort();
        assert_eq!(sorted, [1, 10, 100], "the steps between the totals {totals:?}");
        assert_eq!(seen.totals.lock().unwrap().get(&1), Some(&111), "the total in the store");
    });
}

/// A caller leaves in the middle of a save: it is done to its end, and the others go on.
pub fn who_leaves_leaves_the_booking() {
    let seen = Seen::new(0);
    one_thread().block_on(async {
        let ledger = open(Book(seen.clone()));
        {
            let mut adding = pin!(ledger.add(1, 5));
            tokio::select! {
                biased;
                total = &mut adding => panic!("{total:?}, and it cannot have been saved"),
                () = take(&seen.saving) => {}
            }
        }
        seen.allowed.add_permits(ANY);
        assert_eq!(
            ledger.add(1, 7).await,
            Ok(12),
            "the total, with the booking of the one who left"
        );
        assert_eq!(seen.half_saved(), 0, "totals that were written and not indexed");
    });
}

/// A caller leaves while another one's booking is saved: its own is done as a whole, or not at all.
pub fn who_leaves_early() {
    let seen = Seen::new(0);
    one_thread().block_on(async {
        let ledger = open(Book(seen.clone()));
        let other = ledger.clone();
        let mut first = pin!(async move { other.add(1, 5).await });
        tokio::select! {
            biased;
            total = &mut first => panic!("{total:?}, and it cannot have been saved"),
            () = take(&seen.saving) => {}
        }
        {
            let mut second = pin!(ledger.add(1, 10));
            tokio::select! {
                biased;
                total = &mut second => panic!("{total:?}, and the first is not saved"),
                () = yield_now() => {}
            }
        }
        seen.allowed.add_permits(ANY);
        assert_eq!(first.await, Ok(5), "the first booking");
        let total = ledger.add(1, 100).await.expect("the store does not panic");
        assert!(total == 105 || total == 115, "5 and 100, and perhaps 10, make {total}");
        drop(ledger);
        take(&seen.gone).await;
        // The booking of the one who left may have come last.
        let end = seen.totals.lock().unwrap().get(&1).copied();
        assert!(end == Some(total) || end == Some(115), "the total in the store: {end:?}");
        assert_eq!(seen.half_saved(), 0, "totals that were written and not indexed");
    });
}

/// The last ledger is gone: what has begun is done, and then the store is dropped.
pub fn the_last_ledger_leaves() {
    let seen = Seen::new(0);
    one_thread().block_on(async {
        let ledger = open(Book(seen.clone()));
        let other = ledger.clone();
        drop(ledger);
        {
            let mut adding = pin!(other.add(1, 5));
            tokio::select! {
                biased;
                total = &mut adding => panic!("{total:?}, and it cannot have been saved"),
                () = take(&seen.saving) => {}
            }
        }
        assert_eq!(seen.gone.available_permits(), 0, "stores dropped, and a ledger is there");
        drop(other);
        seen.allowed.add_permits(ANY);
        take(&seen.gone).await;
        assert_eq!(seen.half_saved(), 0, "totals that were written and not indexed");
    });
}

struct Breaks;

impl Store for Breaks {
    async fn load(&mut self, customer: u64) -> u64 {
        yield_now().await;
        assert!(customer != 7, "this customer is broken on purpose");
        customer
    }

    async fn save(&mut self, _customer: u64, _total: u64) {}
}

/// The store panics: the booking says so, and those after it do not wait for ever.
pub fn a_broken_store_is_told() {
    one_thread().block_on(async {
        let ledger = open(Breaks);
        assert_eq!(ledger.add(1, 1).await, Ok(2));
        let (broken, other) = tokio::join!(ledger.add(7, 1), ledger.add(2, 1));
        assert_eq!(broken, Err(Closed), "the booking in which the store panicked");
        assert!(other == Ok(3) || other == Err(Closed), "another one, at the same time: {other:?}");
        let later = ledger.add(3, 1).await;
        assert!(later == Ok(4) || later == Err(Closed), "another one, later: {later:?}");
    });
}

/// What the store was asked for, in this order.
struct Diary {
    seen: Arc<Mutex<Vec<(&'static str, u64)>>>,
    /// A permit for each load that was begun.
    loading: Arc<Semaphore>,
    /// How many loads may come to their end.
    allowed: Arc<Semaphore>,
}

impl Store for Diary {
    async fn load(&mut self, customer: u64) -> u64 {
        self.seen.lock().unwrap().push(("load", customer));
        self.loading.add_permits(1);
        take(&self.allowed).await;
        yield_now().await;
        customer
    }

    async fn save(&mut self, customer: u64, _total: u64) {
        yield_now().await;
        self.seen.lock().unwrap().push(("save", customer));
    }
}

/// Each booking loads and saves, and no other one comes in between, whoever the customers are.
pub fn no_other_booking_in_between() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (loading, allowed) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(ANY)));
    one_thread().block_on(async {
        let ledger = open(Diary { seen: seen.clone(), loading, allowed });
        let (a, b, c) = (ledger.clone(), ledger.clone(), ledger.clone());
        let booked = tokio::join!(a.add(1, 1), b.add(2, 1), c.add(3, 1));
        assert_eq!(booked, (Ok(2), Ok(3), Ok(4)), "three bookings at the same time");
        assert_eq!(ledger.add(1, 5).await, Ok(6), "the store says 1 again, and 5 are added");
    });
    let seen = seen.lock().unwrap();
    let whole = |asked: &[_]| matches!(asked, [("load", a), ("save", b)] if a == b);
    assert!(
        seen.len() == 8 && seen.chunks(2).all(whole),
        "what the store was asked for, by four bookings: {seen:?}"
    );
}

/// A caller leaves while the total is loaded: its booking has begun, and is done to its end.
pub fn who_leaves_while_it_loads() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (loading, allowed) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    one_thread().block_on(async {
        let ledger =
            open(Diary { seen: seen.clone(), loading: loading.clone(), allowed: allowed.clone() });
        {
            let mut adding = pin!(ledger.add(1, 5));
            tokio::select! {
                biased;
                total = &mut adding => panic!("{total:?}, and it cannot have been loaded"),
                () = take(&loading) => {}
            }
        }
        // Whoever wants to break it off has the time to do so.
        for _ in 0..64 {
            yield_now().await;
        }
        allowed.add_permits(ANY);
        assert_eq!(ledger.add(2, 7).await, Ok(9), "the next booking");
    });
    let expected = [("load", 1), ("save", 1), ("load", 2), ("save", 2)];
    assert_eq!(
        *seen.lock().unwrap(),
        expected,
        "what the store was asked for, by the one who left and the next one"
    );
}
