//! Is every line written that was accepted, and is the worker gone when it should be?
//@ deadline: 8s

use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use answer::{Broken, Shipper, Sink, start};
use harness::Rng;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::Semaphore;
use tokio::task::{JoinSet, yield_now};
use tokio_util::sync::CancellationToken;

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

/// Polls a future as long as others can do something; whether it has ended.
async fn give_a_chance<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    tokio::select! {
        biased;
        output = &mut future => Some(output),
        () = let_others_go_on() => None,
    }
}

/// What is known of a sink from outside.
struct Log {
    lines: Mutex<Vec<String>>,
    begun: AtomicUsize,
    /// How many lines may still be written.
    allowed: Semaphore,
    gone: AtomicBool,
}

impl Log {
    fn new(allowed: usize) -> Arc<Log> {
        Arc::new(Log {
            lines: Mutex::default(),
            begun: AtomicUsize::new(0),
            allowed: Semaphore::new(allowed),
            gone: AtomicBool::new(false),
        })
    }

    fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    fn is_gone(&self) -> bool {
        self.gone.load(Ordering::SeqCst)
    }
}

struct Writer(Arc<Log>);

impl Sink for Writer {
    async fn write(&mut self, line: String) {
        self.0.begun.fetch_add(1, Ordering::SeqCst);
        self.0.allowed.acquire().await.expect("it is never closed").forget();
        yield_now().await;
        self.0.lines.lock().unwrap().push(line);
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.0.gone.store(true, Ordering::SeqCst);
    }
}

const ANY: usize = 10_000;

fn line(n: usize) -> String {
    format!("line {n}")
}

/// Lines of one shipper: all are written in their order, and the worker ends when it is gone.
pub fn all_lines_are_written(seed: u64) -> (Vec<String>, u64) {
    let mut rng = Rng::new(seed);
    let room = rng.below(5) as usize;
    let len = rng.below(40);
    one_thread().block_on(async {
        let log = Log::new(ANY);
        let (shipper, worker) = start(Writer(log.clone()), room, CancellationToken::new());
        for _ in 0..len {
            let shipped = shipper.ship(format!("line {}", rng.next_u64())).await;
            assert_eq!(shipped, Ok(()), "nobody has asked the worker to stop");
        }
        drop(shipper);
        let written = worker.finished().await.expect("the sink does not panic");
        (log.lines(), written)
    })
}

/// Asked to stop, the worker writes what was accepted; and only then it has finished.
pub fn what_was_accepted_is_written() {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(0), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), 4, stop.clone());
        for n in 0..4 {
            assert_eq!(shipper.ship(line(n)).await, Ok(()), "there is room");
        }
        let_others_go_on().await;
        stop.cancel();
        let mut finished = pin!(worker.finished());
        let early = give_a_chance(finished.as_mut()).await;
        assert_eq!(early, None, "it has finished, and four lines are not written");
        log.allowed.add_permits(ANY);
        assert_eq!(finished.await, Ok(4), "lines written");
        assert_eq!(log.lines(), (0..4).map(line).collect::<Vec<_>>());
        assert_eq!(shipper.ship(line(9)).await, Err(line(9)), "the worker has ended");
        assert_eq!(log.lines().len(), 4, "lines written");
    });
}

/// A worker that has nothing to do hears that it is to stop, though shippers are there.
pub fn an_idle_worker_stops() {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(ANY), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), 4, stop.clone());
        let mut finished = pin!(worker.finished());
        let early = give_a_chance(finished.as_mut()).await;
        assert_eq!(early, None, "it has finished, and nobody has asked it to");
        stop.cancel();
        assert_eq!(finished.await, Ok(0), "lines written");
        assert_eq!(shipper.ship(line(0)).await, Err(line(0)), "the worker has ended");
        assert!(log.lines().is_empty(), "lines written");
    });
}

/// A write that has begun is not broken off when the worker is to stop.
pub fn a_write_is_not_broken_off() {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(0), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), 4, stop.clone());
        assert_eq!(shipper.ship(line(0)).await, Ok(()));
        let_others_go_on().await;
        assert_eq!(log.begun.load(Ordering::SeqCst), 1, "lines that the worker has in its hands");
        stop.cancel();
        let_others_go_on().await;
        log.allowed.add_permits(ANY);
        assert_eq!(worker.finished().await, Ok(1), "lines written");
        assert_eq!(log.lines(), [line(0)]);
        drop(shipper);
    });
}

/// The last shipper leaves: the worker ends, and does not cancel the token, which belongs to others, too.
pub fn the_last_shipper_leaves() {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(ANY), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), 4, stop.clone());
        let other = shipper.clone();
        drop(shipper);
        let mut finished = pin!(worker.finished());
        let early = give_a_chance(finished.as_mut()).await;
        assert_eq!(early, None, "it has finished, and there is a shipper");
        assert_eq!(other.ship(line(0)).await, Ok(()));
        drop(other);
        assert_eq!(finished.await, Ok(1), "lines written");
        assert!(!stop.is_cancelled(), "the token, which nobody has cancelled");
    });
}

fn there_is_room_for(room: usize, lines: usize) {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(0), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), room, stop);
        for n in 0..=lines {
            let shipping = pin!(shipper.ship(line(n)));
            let shipped = give_a_chance(shipping).await;
            assert_eq!(shipped, Some(Ok(())), "line {n}, with room for {room}");
        }
        let one_more = give_a_chance(pin!(shipper.ship(line(99)))).await;
        assert_eq!(one_more, None, "a line without room for it, and nothing can be written");
        log.allowed.add_permits(ANY);
        drop(shipper);
        assert_eq!(worker.finished().await, Ok(lines as u64 + 1), "lines written");
    });
}

/// Who ships faster than the sink writes has to wait.
pub fn who_is_too_fast_waits() {
    there_is_room_for(3, 3);
    there_is_room_for(1, 1);
}

/// Room for none counts as room for one.
pub fn no_room_is_room_for_one() {
    there_is_room_for(0, 1);
}

/// Asked to stop while somebody waits for room: the line is written, or comes back.
pub fn nobody_waits_for_ever() {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(0), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), 1, stop.clone());
        for n in 0..2 {
            assert_eq!(give_a_chance(pin!(shipper.ship(line(n)))).await, Some(Ok(())));
        }
        let waiting = async {
            let shipped = shipper.ship(line(2)).await;
            shipped.is_ok()
        };
        let stopping = async {
            let_others_go_on().await;
            stop.cancel();
            let_others_go_on().await;
            log.allowed.add_permits(ANY);
            worker.finished().await
        };
        let (accepted, finished) = tokio::join!(waiting, stopping);
        let written = 2 + usize::from(accepted);
        assert_eq!(
            finished,
            Ok(written as u64),
            "lines written, when the third was accepted: {accepted}"
        );
        assert_eq!(log.lines(), (0..written).map(line).collect::<Vec<_>>());
    });
}

/// Somebody ships as fast as the worker writes, and does not stop: the worker does, when it is asked to.
pub fn a_flood_does_not_keep_it() {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(ANY), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), 2, stop.clone());
        let flood = async {
            let mut accepted = 0;
            while shipper.ship(line(accepted)).await.is_ok() {
                accepted += 1;
                // Long after the token was cancelled, and long before nothing can be written any more.
                assert!(
                    accepted < ANY / 2,
                    "the worker was asked to stop, and accepts line after line"
                );
            }
            accepted
        };
        let stopping = async {
            let_others_go_on().await;
            stop.cancel();
            worker.finished().await
        };
        let (accepted, finished) = tokio::join!(flood, stopping);
        assert_eq!(finished, Ok(accepted as u64), "lines written, of those that were accepted");
    });
}

/// Who drops the worker stops it where it is.
pub fn a_worker_that_is_dropped_stops() {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(0), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), 4, stop.clone());
        assert_eq!(shipper.ship(line(0)).await, Ok(()));
        let_others_go_on().await;
        assert!(!log.is_gone(), "the worker has a line to write");
        drop(worker);
        let_others_go_on().await;
        assert!(log.is_gone(), "nobody waits for the worker any more, and its task is still there");
        assert!(!stop.is_cancelled(), "the token, which nobody has cancelled");
        assert_eq!(shipper.ship(line(1)).await, Err(line(1)), "the worker has ended");
    });
}

/// Who gives up waiting for the worker stops it where it is.
pub fn who_gives_up_waiting_stops_it() {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(0), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), 4, stop.clone());
        assert_eq!(shipper.ship(line(0)).await, Ok(()));
        stop.cancel();
        assert_eq!(give_a_chance(pin!(worker.finished())).await, None, "a line is not written");
        let_others_go_on().await;
        assert!(log.is_gone(), "nobody waits for the worker any more, and its task is still there");
    });
}

struct Breaks(Arc<Log>);

impl Sink for Breaks {
    async fn write(&mut self, _line: String) {
        self.0.begun.fetch_add(1, Ordering::SeqCst);
        panic!("this sink is broken on purpose")
    }
}

/// A sink that panics: `finished` says so, and lines come back.
pub fn a_broken_sink_is_told() {
    one_thread().block_on(async {
        let log = Log::new(0);
        let (shipper, worker) = start(Breaks(log.clone()), 4, CancellationToken::new());
        assert_eq!(shipper.ship(line(0)).await, Ok(()));
        let_others_go_on().await;
        assert_eq!(shipper.ship(line(1)).await, Err(line(1)), "nobody is left to write");
        assert_eq!(worker.finished().await, Err(Broken));
    });
}

/// Lets so many wait for room, beside two lines that are accepted; each says whether its line was.
async fn many_wait(shipper: &Shipper, many: usize) -> JoinSet<bool> {
    for n in 0..2 {
        let shipped = give_a_chance(pin!(shipper.ship(line(n)))).await;
        assert_eq!(shipped, Some(Ok(())), "line {n}, with room for one");
    }
    let mut waiting = JoinSet::new();
    for n in 2..2 + many {
        let shipper = shipper.clone();
        waiting.spawn(async move { shipper.ship(line(n)).await.is_ok() });
    }
    let_others_go_on().await;
    waiting
}

/// Asked to stop while many wait for room: each of the lines is written, or comes back.
pub fn none_of_many_waits_for_ever() {
    one_thread().block_on(async {
        let (log, stop) = (Log::new(0), CancellationToken::new());
        let (shipper, worker) = start(Writer(log.clone()), 1, stop.clone());
        let waiting = many_wait(&shipper, 8).await;
        stop.cancel();
        let_others_go_on().await;
        log.allowed.add_permits(ANY);
        let accepted = waiting.join_all().await.into_iter().filter(|accepted| *accepted).count();
        assert_eq!(worker.finished().await, Ok(2 + accepted as u64), "lines written");
    });
}

/// The worker is dropped while three wait for room: their lines come back.
pub fn who_waits_hears_that_it_is_dropped() {
    one_thread().block_on(async {
        let log = Log::new(0);
        let (shipper, worker) = start(Writer(log.clone()), 1, CancellationToken::new());
        let waiting = many_wait(&shipper, 3).await;
        drop(worker);
        let accepted = waiting.join_all().await;
        assert_eq!(accepted, [false; 3], "lines accepted, and the worker has ended");
    });
}

/// The worker and all shippers are gone: no task is left.
pub fn no_task_stays_behind() {
    one_thread().block_on(async {
        let tasks = || Handle::current().metrics().num_alive_tasks();
        for dropped in [false, true] {
            let stop = CancellationToken::new();
            let (shipper, worker) = start(Writer(Log::new(ANY)), 4, stop.clone());
            let_others_go_on().await;
            if dropped {
                drop(worker);
                drop(shipper);
            } else {
                drop(shipper);
                assert_eq!(worker.finished().await, Ok(0), "lines written");
            }
            let_others_go_on().await;
            let how = if dropped { "was dropped" } else { "has ended" };
            assert_eq!(tasks(), 0, "tasks that are left when the worker {how}");
        }
    });
}
