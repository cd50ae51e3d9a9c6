//! Is the dashboard right, at once, and is it alone afterwards?
//@ deadline: 8s

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Backend, Dashboard, Error, load_dashboard};
use harness::Rng;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Barrier, Semaphore};
use tokio::task::yield_now;

/// One thread, which does everything.
fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Lets everybody else on this thread do all that they can do.
async fn let_others_go_on() {
    for _ in 0..64 {
        yield_now().await;
    }
}

/// Answers after a while.
struct Plain {
    key: u64,
    fails: u64,
    begun: AtomicUsize,
}

impl Backend for Plain {
    async fn load_profile(&self, id: u64) -> Result<String, Error> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        yield_now().await;
        if self.fails == 0 {
            Err(Error(format!("no profile {id}")))
        } else {
            Ok(format!("customer {id}"))
        }
    }

    async fn load_billing(&self, id: u64) -> Result<i64, Error> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        for _ in 0..3 {
            yield_now().await;
        }
        if self.fails == 1 {
            return Err(Error(format!("no billing {id}")));
        }
        Ok((id as i64).wrapping_mul(7) ^ self.key as i64)
    }
}

/// Dashboards, and the errors of loads that fail, are what they should be.
pub fn dashboards_agree(seed: u64) -> Vec<Result<(String, i64), String>> {
    let mut rng = Rng::new(seed);
    one_thread().block_on(async {
        let mut seen = Vec::new();
        for _ in 0..24 {
            let id = rng.next_u64();
            let plain = Plain { key: seed, fails: rng.below(4), begun: AtomicUsize::new(0) };
            let loaded = load_dashboard(Arc::new(plain), id).await;
            seen.push(loaded.map(|d| (d.name, d.balance)).map_err(|error| error.0));
        }
        seen
    })
}

/// Each load is begun once.
pub fn each_load_is_begun_once() {
    let plain = Arc::new(Plain { key: 1, fails: 3, begun: AtomicUsize::new(0) });
    one_thread().block_on(async {
        assert!(load_dashboard(plain.clone(), 7).await.is_ok(), "both loads succeed");
        let_others_go_on().await;
    });
    assert_eq!(plain.begun.load(Ordering::SeqCst), 2, "loads that were begun, for one dashboard");
}

/// The loads meet.
struct Meeting {
    both: Barrier,
}

impl Meeting {
    /// Three times: whoever is at work is at work all the time, and not only begun.
    async fn meet(&self) {
        for _ in 0..3 {
            self.both.wait().await;
        }
    }
}

impl Backend for Meeting {
    async fn load_profile(&self, id: u64) -> Result<String, Error> {
        self.meet().await;
        Ok(id.to_string())
    }

    async fn load_billing(&self, id: u64) -> Result<i64, Error> {
        self.meet().await;
        Ok(id as i64)
    }
}

/// Each load waits again and again until the other one is at work, too.
pub fn both_are_at_work() {
    let backend = Arc::new(Meeting { both: Barrier::new(2) });
    let loaded = one_thread().block_on(load_dashboard(backend, 7));
    assert_eq!(loaded, Ok(Dashboard { name: "7".to_string(), balance: 7 }));
}

/// A load ends when it may, and tells that it has come to its end.
#[derive(Default)]
struct Gates {
    profile: Option<Semaphore>,
    billing: Option<Semaphore>,
    waiting: AtomicUsize,
    finished: AtomicUsize,
}

impl Gates {
    async fn load<T>(&self, gate: &Option<Semaphore>, value: T, down: &str) -> Result<T, Error> {
        let Some(gate) = gate else {
            // It fails while the other one waits.
            yield_now().await;
            return Err(Error(down.to_string()));
        };
        self.waiting.fetch_add(1, Ordering::SeqCst);
        gate.acquire().await.expect("it is never closed").forget();
        yield_now().await;
        self.finished.fetch_add(1, Ordering::SeqCst);
        Ok(value)
    }

    fn open(&self) {
        for gate in [&self.profile, &self.billing].into_iter().flatten() {
            gate.add_permits(1);
        }
    }
}

impl Backend for Gates {
    async fn load_profile(&self, _id: u64) -> Result<String, Error> {
        self.load(&self.profile, "Ada".to_string(), "no profile").await
    }

    async fn load_billing(&self, _id: u64) -> Result<i64, Error> {
        self.load(&self.billing, 250, "no billing").await
    }
}

fn fails_while_the_other_waits(gates: Gates, error: &str) {
    let gates = Arc::new(gates);
    one_thread().block_on(async {
        let loaded = load_dashboard(gates.clone(), 7).await;
        assert_eq!(loaded, Err(Error(error.to_string())), "what the load that failed said");
        gates.open();
        let_others_go_on().await;
    });
    let finished = gates.finished.load(Ordering::SeqCst);
    assert_eq!(finished, 0, "loads that went on to their end after the error had been returned");
}

/// The billing fails while the profile is being loaded: the error comes at once, and the other load stops.
pub fn a_failing_billing_is_told_at_once() {
    let gates = Gates { profile: Some(Semaphore::new(0)), ..Gates::default() };
    fails_while_the_other_waits(gates, "no billing");
}

/// The profile fails while the billing is being loaded: the error comes at once, and the other load stops.
pub fn a_failing_profile_is_told_at_once() {
    let gates = Gates { billing: Some(Semaphore::new(0)), ..Gates::default() };
    fails_while_the_other_waits(gates, "no profile");
}

/// The tab is closed while both loads wait: neither goes on.
pub fn who_leaves_stops_both() {
    let gates = Gates {
        profile: Some(Semaphore::new(0)),
        billing: Some(Semaphore::new(0)),
        ..Gates::default()
    };
    let gates = Arc::new(gates);
    one_thread().block_on(async {
        {
            let mut loading = pin!(load_dashboard(gates.clone(), 7));
            tokio::select! {
                biased;
                loaded = &mut loading => panic!("{loaded:?}, and no load can have ended"),
                () = let_others_go_on() => {}
            }
            assert_eq!(gates.waiting.load(Ordering::SeqCst), 2, "loads that are at work");
        }
        gates.open();
        let_others_go_on().await;
    });
    let finished = gates.finished.load(Ordering::SeqCst);
    assert_eq!(finished, 0, "loads that went on to their end after the caller had left");
}

/// While the dashboard waits, others go on, on the same thread.
pub fn the_thread_is_free() {
    let gates = Gates {
        profile: Some(Semaphore::new(0)),
        billing: Some(Semaphore::new(0)),
        ..Gates::default()
    };
    let gates = Arc::new(gates);
    let others = async {
        yield_now().await;
        gates.open();
    };
    let (loaded, ()) =
        one_thread().block_on(async { tokio::join!(load_dashboard(gates.clone(), 7), others) });
    assert_eq!(loaded, Ok(Dashboard { name: "Ada".to_string(), balance: 250 }));
}

/// Both loads fail, at once or after a turn.
struct Down {
    turns: usize,
    begun: AtomicUsize,
}

impl Down {
    async fn fail<T>(&self, down: &str) -> Result<T, Error> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        for _ in 0..self.turns {
            yield_now().await;
        }
        Err(Error(down.to_string()))
    }
}

impl Backend for Down {
    async fn load_profile(&self, _id: u64) -> Result<String, Error> {
        self.fail("no profile").await
    }

    async fn load_billing(&self, _id: u64) -> Result<i64, Error> {
        self.fail("no billing").await
    }
}

/// Both loads fail: it is one of the two errors, and neither load is begun again.
pub fn both_fail() {
    for turns in 0..2 {
        let down = Arc::new(Down { turns, begun: AtomicUsize::new(0) });
        one_thread().block_on(async {
            let loaded = load_dashboard(down.clone(), 7).await;
            let either = ["no profile", "no billing"].map(|down| Err(Error(down.to_string())));
            assert!(either.contains(&loaded), "both loads have failed, and it is {loaded:?}");
            let_others_go_on().await;
        });
        // Who fails at once may have done so before the other one has begun.
        let begun = down.begun.load(Ordering::SeqCst);
        assert!(begun <= 2, "{begun} loads were begun, for one dashboard");
    }
}

/// The tab is closed when one load has ended: the other one does not go on.
pub fn who_leaves_later_stops_the_other() {
    for billing_is_first in [false, true] {
        let gates = Gates {
            profile: Some(Semaphore::new(0)),
            billing: Some(Semaphore::new(0)),
            ..Gates::default()
        };
        let gates = Arc::new(gates);
        one_thread().block_on(async {
            {
                let mut loading = pin!(load_dashboard(gates.clone(), 7));
                let first = if billing_is_first { &gates.billing } else { &gates.profile };
                let one_ends = async {
                    let_others_go_on().await;
                    first.as_ref().expect("it has a gate").add_permits(1);
                    let_others_go_on().await;
                };
                tokio::select! {
                    biased;
                    loaded = &mut loading => panic!("{loaded:?}, and one load has not ended"),
                    () = one_ends => {}
                }
                assert_eq!(gates.finished.load(Ordering::SeqCst), 1, "loads that have ended");
            }
            gates.open();
            let_others_go_on().await;
        });
        let finished = gates.finished.load(Ordering::SeqCst);
        assert_eq!(finished, 1, "loads that came to their end; one had, when the caller left");
    }
}
