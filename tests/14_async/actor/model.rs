//! Is every booking whole, and saved when it is said to be, whatever the runtime does first?
//@ bound: 2

use std::sync::{Arc, Mutex};

use answer::{Store, open};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::task::yield_now;

/// One customer, and how many saves are half done.
#[derive(Default)]
struct Seen {
    total: u64,
    half: u32,
}

/// What is known of it from outside, and a permit for whoever waits until the store is gone.
struct Book(Arc<Mutex<Seen>>, Arc<Semaphore>);

impl Drop for Book {
    fn drop(&mut self) {
        self.1.add_permits(1);
    }
}

fn book(seen: &Arc<Mutex<Seen>>) -> Book {
    Book(seen.clone(), Arc::new(Semaphore::new(0)))
}

impl Store for Book {
    async fn load(&mut self, _customer: u64) -> u64 {
        self.0.lock().unwrap().total
    }

    async fn save(&mut self, _customer: u64, total: u64) {
        self.0.lock().unwrap().half += 1;
        yield_now().await;
        let mut seen = self.0.lock().unwrap();
        seen.total = total;
        seen.half -= 1;
    }
}

/// Two who book: none of it is lost, and each gets the total after its own booking.
pub fn two_who_book() {
    let seen = Arc::new(Mutex::new(Seen::default()));
    Runtime::new().unwrap().block_on(async {
        let ledger = open(book(&seen));
        let other = ledger.clone();
        let booking = tokio::spawn(async move { other.add(1, 5).await.unwrap() });
        let mine = ledger.add(1, 20).await.unwrap();
        let theirs = booking.await.unwrap();
        let one_after_the_other = (mine, theirs) == (20, 25) || (mine, theirs) == (25, 5);
        assert!(
            one_after_the_other,
            "20 and 5 were booked, and the totals were {mine} and {theirs}"
        );
        assert_eq!(seen.lock().unwrap().total, 25, "the total in the store");
        model::sometimes("main was first", mine == 20);
        model::sometimes("the other one was first", mine == 25);
    });
}

/// A booking that has been answered has been saved.
pub fn what_is_said_is_saved() {
    let seen = Arc::new(Mutex::new(Seen::default()));
    Runtime::new().unwrap().block_on(async {
        let ledger = open(book(&seen));
        assert_eq!(ledger.add(1, 5).await, Ok(5));
        let seen = seen.lock().unwrap();
        assert_eq!((seen.total, seen.half), (5, 0), "the total in the store, and saves half done");
    });
}

/// A caller leaves, early or late: its booking is done as a whole, or not at all.
pub fn one_who_leaves() {
    let seen = Arc::new(Mutex::new(Seen::default()));
    Runtime::new().unwrap().block_on(async {
        let store = book(&seen);
        let gone = store.1.clone();
        let ledger = open(store);
        tokio::select! {
            biased;
            total = ledger.add(1, 5) => assert_eq!(total, Ok(5)),
            () = yield_now() => {}
        }
        let total = ledger.add(1, 7).await;
        assert!(total == Ok(7) || total == Ok(12), "7, and perhaps 5, make {total:?}");
        drop(ledger);
        gone.acquire().await.unwrap().forget();
        let seen = seen.lock().unwrap();
        // The booking of the one who left may have come last.
        let end = seen.total;
        assert!(Ok(end) == total || end == 12, "the total in the store: {end}, after {total:?}");
        assert_eq!(seen.half, 0, "totals that were written and not indexed");
    });
}
