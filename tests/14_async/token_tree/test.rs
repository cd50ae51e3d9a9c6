//! Does every scope end when it should, and no other? The clock is paused, for all but one: it moves when everybody waits, and then at once.
//@ deadline: 8s

use std::future::pending;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use answer::{Scope, Stopped};
use harness::Rng;
use tokio::runtime::{Builder, Runtime};
use tokio::task::yield_now;
use tokio::time::{Duration, Instant, sleep, timeout};

/// One thread, which does everything, and a clock that stands still as long as there is something to do.
fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().start_paused(true).build().expect("a runtime")
}

/// Longer than anything takes here.
const LONG: Duration = Duration::from_secs(1_000_000);

fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

/// What becomes of work that never ends, and after how long.
async fn endless(scope: &Scope) -> (Result<(), Stopped>, Duration) {
    let begun = Instant::now();
    let stopped = timeout(LONG, scope.run(pending::<()>())).await;
    (stopped.expect("the work never ends, so the scope has to"), begun.elapsed())
}

/// A scope that has not ended gives the output of the work.
pub fn work_is_done() {
    one_thread().block_on(async {
        let root = Scope::root();
        let output = root.run(async { 7 }).await;
        assert_eq!(output, Ok(7));
        let slow = async {
            sleep(seconds(3)).await;
            8
        };
        assert_eq!(root.child().with_limit(seconds(5)).run(slow).await, Ok(8));
        let name = "borrowed".to_string();
        assert_eq!(root.with_limit(Duration::MAX).run(async { name.len() }).await, Ok(8));
    });
}

/// Random scopes, with limits and without, in a tree: which of them still run work.
pub fn a_tree_of_scopes(seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed);
    one_thread().block_on(async {
        let mut scopes = vec![Scope::root()];
        let mut seen = Vec::new();
        for _ in 0..60 {
            let at = rng.below(scopes.len() as u64) as usize;
            match rng.below(8) {
                0 | 1 => scopes.push(scopes[at].child()),
                2 | 3 => scopes.push(scopes[at].with_limit(seconds(rng.below(20)))),
                4 => {
                    if at > scopes.len() / 2 {
                        scopes[at].cancel();
                    }
                }
                5 => sleep(seconds(rng.below(4))).await,
                _ => seen.push(match scopes[at].run(yield_now()).await {
                    Ok(()) => "done".to_string(),
                    Err(Stopped::Cancelled) => "cancelled".to_string(),
                    Err(Stopped::TimedOut) => "timed out".to_string(),
                }),
            }
        }
        seen
    })
}

/// Cancelling ends what runs in the scope and below it, at once, and nothing beside it or above it.
pub fn cancelling_goes_down_and_not_up() {
    one_thread().block_on(async {
        let root = Scope::root();
        let (one, other) = (root.child(), root.child());
        let request = one.with_limit(seconds(50)).child();
        let cancelling = async {
            sleep(seconds(1)).await;
            one.cancel();
            one.cancel();
        };
        let work = async {
            sleep(seconds(10)).await;
            7
        };
        let (in_request, in_one, in_other, ()) =
            tokio::join!(endless(&request), endless(&one), other.run(work), cancelling);
        assert_eq!(in_request, (Err(Stopped::Cancelled), seconds(1)), "in the request");
        assert_eq!(in_one, (Err(Stopped::Cancelled), seconds(1)), "in its connection");
        assert_eq!(in_other, Ok(7), "in the other connection");
        assert_eq!(root.run(async { 8 }).await, Ok(8), "in the server");
        // A child of a scope that has ended.
        assert_eq!(endless(&one.child()).await, (Err(Stopped::Cancelled), seconds(0)));
    });
}

/// Time is counted from `with_limit` on, and a parent's time is its children's time.
pub fn a_limit_is_a_moment() {
    one_thread().block_on(async {
        let root = Scope::root();
        let ten = root.with_limit(seconds(10));
        let long = ten.with_limit(seconds(60));
        let short = ten.with_limit(seconds(3));
        let below = ten.child();
        sleep(seconds(2)).await;
        assert_eq!(endless(&short).await, (Err(Stopped::TimedOut), seconds(1)), "3 s, after 2");
        assert_eq!(endless(&ten).await, (Err(Stopped::TimedOut), seconds(7)), "10 s, after 3");
        assert_eq!(
            endless(&long).await,
            (Err(Stopped::TimedOut), seconds(0)),
            "60 s below 10, after 10"
        );
        assert_eq!(
            endless(&below).await,
            (Err(Stopped::TimedOut), seconds(0)),
            "a child of 10 s, after 10"
        );
        assert_eq!(root.run(async { 7 }).await, Ok(7), "without a limit");
    });
}

/// No limit is too short or too long.
pub fn every_limit_is_allowed() {
    one_thread().block_on(async {
        let root = Scope::root();
        assert_eq!(
            endless(&root.with_limit(Duration::ZERO)).await,
            (Err(Stopped::TimedOut), seconds(0))
        );
        let ten = root.with_limit(seconds(10));
        assert_eq!(
            endless(&ten.with_limit(Duration::MAX)).await,
            (Err(Stopped::TimedOut), seconds(10)),
            "`Duration::MAX`, below 10 s"
        );
        let never = root.with_limit(Duration::MAX);
        assert_eq!(
            endless(&never.with_limit(seconds(4))).await,
            (Err(Stopped::TimedOut), seconds(4))
        );
        let slow = async {
            sleep(seconds(900_000)).await;
            7
        };
        assert_eq!(never.run(slow).await, Ok(7));
    });
}

/// In a scope that has ended no work is begun; asked a hundred times.
pub fn no_work_is_begun_in_vain() {
    one_thread().block_on(async {
        let root = Scope::root();
        let begun = AtomicUsize::new(0);
        let work = || async { begun.fetch_add(1, Ordering::SeqCst) };
        let (cancelled, up, both) =
            (root.child(), root.with_limit(seconds(1)), root.with_limit(seconds(1)));
        cancelled.cancel();
        both.cancel();
        sleep(seconds(2)).await;
        for _ in 0..100 {
            assert_eq!(cancelled.run(work()).await, Err(Stopped::Cancelled), "cancelled");
            assert_eq!(up.run(work()).await, Err(Stopped::TimedOut), "its time is up");
            assert_eq!(
                both.run(work()).await,
                Err(Stopped::Cancelled),
                "cancelled, and its time is up"
            );
        }
        assert_eq!(begun.load(Ordering::SeqCst), 0, "works begun in scopes that had ended");
    });
}

/// Time that is up is up at once, also where timers are coarse: on a clock that nobody holds.
pub fn up_is_up_on_a_real_clock() {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let begun = AtomicUsize::new(0);
        for _ in 0..20 {
            let up = Scope::root().with_limit(Duration::ZERO);
            for scope in [up.child(), up] {
                let work = async { begun.fetch_add(1, Ordering::SeqCst) };
                assert_eq!(scope.run(work).await, Err(Stopped::TimedOut), "no time at all");
            }
        }
        assert_eq!(begun.load(Ordering::SeqCst), 0, "works begun in scopes whose time was up");
    });
}

/// Says when it is dropped.
struct Sign<'a>(&'a AtomicBool);

impl Drop for Sign<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Work that is stopped is dropped; and neither that nor a dropped scope cancels anything.
pub fn nothing_is_left_and_nothing_else_ends() {
    one_thread().block_on(async {
        let root = Scope::root();
        let parent = root.child();
        let child = parent.child();
        drop(parent);
        let dropped = AtomicBool::new(false);
        let work = async {
            let _sign = Sign(&dropped);
            pending::<()>().await;
        };
        assert_eq!(child.with_limit(seconds(1)).run(work).await, Err(Stopped::TimedOut));
        assert!(dropped.load(Ordering::SeqCst), "the work is dropped when `run` returns");
        {
            let mut running = pin!(child.run(pending::<()>()));
            tokio::select! {
                biased;
                stopped = &mut running => panic!("{stopped:?}, and nobody has stopped it"),
                () = sleep(seconds(1)) => {}
            }
        }
        assert_eq!(child.run(async { 7 }).await, Ok(7), "its parent was dropped, not cancelled");
        root.cancel();
        assert_eq!(
            endless(&child).await.0,
            Err(Stopped::Cancelled),
            "below a root that is cancelled"
        );
    });
}

/// A scope is cancelled: all that run in it hear of it, and not only one of them.
pub fn all_who_run_in_it_hear_of_it() {
    one_thread().block_on(async {
        let scope = Scope::root();
        let cancelling = async {
            sleep(seconds(1)).await;
            scope.cancel();
        };
        let (one, two, three, ()) =
            tokio::join!(endless(&scope), endless(&scope), endless(&scope), cancelling);
        let at_once = (Err(Stopped::Cancelled), seconds(1));
        assert_eq!(
            [one, two, three],
            [at_once; 3],
            "three works in one scope, which is cancelled after 1 s"
        );
    });
}

/// Work is under way, the scope is cancelled, and its time is up before anybody looks: that is `Cancelled`; asked fifty times.
pub fn cancelled_and_up_is_cancelled() {
    one_thread().block_on(async {
        for _ in 0..50 {
            let scope = Scope::root().with_limit(seconds(5));
            let mut running = pin!(scope.run(pending::<()>()));
            tokio::select! {
                biased;
                stopped = &mut running => panic!("{stopped:?}, and nobody has stopped it"),
                () = yield_now() => {}
            }
            scope.cancel();
            tokio::time::advance(seconds(6)).await;
            assert_eq!(
                running.await,
                Err(Stopped::Cancelled),
                "cancelled, and its time is up a little later"
            );
        }
    });
}
