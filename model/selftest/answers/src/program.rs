//! Programs as data: a few operations for each thread, written as text. [`interpreted`] does them with `std`, one
//! execution a call; `tests/enumerated.rs` does the same ones with an enumerator that knows no model.
//!
//! Threads are separated by `|`, operations by `;`. The first thread is main, which starts those that no `spawn`
//! names before it does anything, and waits for all of them at last. What an operation brings to light is noted; the notes of all
//! threads are the outcome.

use std::env;
use std::hint::spin_loop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicI64, Ordering, fence};
use std::sync::mpsc::{
    Receiver, RecvTimeoutError, SendError, Sender, SyncSender, TryRecvError, TrySendError, channel,
    sync_channel,
};
use std::sync::{
    Arc, Barrier, Condvar, Mutex, MutexGuard, Once, OnceLock, PoisonError, RwLock, RwLockReadGuard,
    RwLockWriteGuard, TryLockError,
};
use std::thread::{self, JoinHandle, Thread};
use std::time::Duration;

use crossbeam::channel as crossbeam;

/// Where the runner finds the program's text.
pub const VARIABLE: &str = "SELFTEST_PROGRAM";

/// How many there are of each thing, but for channels.
pub const THINGS: usize = 3;

/// Capacities of the channels: those of `mpsc`, then those of crossbeam.
pub const CAPACITIES: [Option<usize>; 6] = [None, Some(0), Some(1), None, Some(0), Some(1)];

/// The first channel of crossbeam's.
const CROSSBEAM: usize = 3;

/// One operation. The first number says which atomic, lock, … it is done to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// Notes the value.
    Load(usize, Ordering),
    Store(usize, i64, Ordering),
    /// Stores one more than this thread's last note.
    Bump(usize, Ordering),
    /// Notes what was there, as `Swap` and `Cas` do.
    Add(usize, i64, Ordering),
    Swap(usize, i64, Ordering),
    Cas(usize, i64, i64, Ordering),
    Fence(Ordering),
    /// Notes -9 if it is poisoned.
    Lock(usize),
    /// Notes 1; or 0, and goes on behind the next `unlock`.
    TryLock(usize),
    Unlock(usize),
    /// Gives it back by a panic.
    Poison(usize),
    /// Notes whether it is.
    IsPoisoned(usize),
    /// Notes what the lock guards.
    Get(usize),
    Put(usize, i64),
    Read(usize),
    Write(usize),
    TryRead(usize),
    TryWrite(usize),
    Leave(usize),
    /// What the reader-writer lock guards, noted.
    RGet(usize),
    RPut(usize, i64),
    /// Waits at the first until the second's value is not zero.
    WaitWhileZero(usize, usize),
    /// Waits once.
    Wait(usize, usize),
    /// Waits once, but not for ever; notes whether it was woken.
    WaitTimeout(usize, usize),
    NotifyOne(usize),
    NotifyAll(usize),
    /// Waits for so many; notes who leads.
    Meet(usize),
    /// Adds one to an atomic, once. Notes whether it was here.
    Once(usize, usize),
    /// Notes whether it is done.
    IsDone(usize),
    /// Notes the value that is there then, as `CellGet` (zero: none) and `CellWait`.
    CellInit(usize, i64),
    CellSet(usize, i64),
    CellGet(usize),
    CellWait(usize),
    /// Notes 1, 0 if there is no room, -1 if nobody receives.
    Send(usize, i64),
    TrySend(usize, i64),
    /// Notes the message, 0 if there is none, -1 if nobody sends.
    Recv(usize),
    TryRecv(usize),
    RecvTimeout(usize),
    CloneTx(usize),
    DropTx(usize),
    DropRx(usize),
    Park,
    ParkTimeout,
    Sleep,
    Unpark(usize),
    Spawn(usize),
    Join(usize),
    /// Notes whether it is.
    IsFinished(usize),
    /// Hints that it polls, or lets others go first, and does not look.
    Hint,
    Yield,
    /// Looks until there is something else than zero, and notes that: with `spin_loop` between two looks, with `yield_now`, with
    /// `sleep`, with nothing.
    SpinUntil(usize),
    YieldUntil(usize),
    SleepUntil(usize),
    BusyUntil(usize),
    /// Swaps one in until there was zero.
    SwapUntil(usize),
    /// Takes the lock until it guards something else than zero, and notes that.
    LockUntil(usize),
    /// Tries to receive until there is something, with `yield_now` between two tries.
    PollUntil(usize),
}

/// Reads a program's text, and adds to each thread the dropping of what it has of channels.
pub fn parse(text: &str) -> Vec<Vec<Op>> {
    let mut threads: Vec<Vec<Op>> = text
        .split('|')
        .map(|ops| ops.split(';').filter(|op| !op.trim().is_empty()).map(operation).collect())
        .collect();
    for ops in &mut threads {
        for channel in 0..CAPACITIES.len() {
            let clones = ops.iter().filter(|op| **op == Op::CloneTx(channel)).count();
            let dropped = ops.iter().filter(|op| **op == Op::DropTx(channel)).count();
            let held = usize::from(sends(ops, channel)) + clones;
            ops.extend((dropped..held).map(|_| Op::DropTx(channel)));
            if receives(ops, channel) && !ops.contains(&Op::DropRx(channel)) {
                ops.push(Op::DropRx(channel));
            }
        }
    }
    threads
}

/// Whether a thread with these operations has a sender.
pub fn sends(ops: &[Op], channel: usize) -> bool {
    ops.iter().any(|op| {
        matches!(op, Op::Send(c, _) | Op::TrySend(c, _) | Op::CloneTx(c) | Op::DropTx(c) if *c == channel)
    })
}

/// Whether a thread with these operations has a receiver: only one thread, if the channel is one of `mpsc`.
pub fn receives(ops: &[Op], channel: usize) -> bool {
    ops.iter().any(|op| {
        matches!(op, Op::Recv(c) | Op::TryRecv(c) | Op::RecvTimeout(c) | Op::PollUntil(c) | Op::DropRx(c) if *c == channel)
    })
}

fn operation(text: &str) -> Op {
    let words: Vec<_> = text.split_whitespace().collect();
    let at = |i: usize| match words.get(i).copied() {
        Some("x" | "u") => 0,
        Some("y" | "r") => 1,
        Some("z" | "b") => 2,
        Some("U") => CROSSBEAM,
        Some("R") => CROSSBEAM + 1,
        Some("B") => CROSSBEAM + 2,
        Some(word) => word.parse().unwrap_or_else(|_| panic!("`{text}`: which one is `{word}`?")),
        None => panic!("`{text}`: done to what?"),
    };
    let value = |i: usize| -> i64 {
        let word: &str = words.get(i).unwrap_or_else(|| panic!("`{text}` lacks a value"));
        word.parse().unwrap_or_else(|_| panic!("`{text}`: `{word}` is no value"))
    };
    let order = |i: usize| match words.get(i).copied() {
        None | Some("sc") => SeqCst,
        Some("rlx") => Relaxed,
        Some("acq") => Acquire,
        Some("rel") => Release,
        Some("acqrel") => AcqRel,
        Some(word) => panic!("`{text}`: `{word}` is no ordering"),
    };
    match words[0] {
        "load" => Op::Load(at(1), order(2)),
        "store" => Op::Store(at(1), value(2), order(3)),
        "bump" => Op::Bump(at(1), order(2)),
        "add" => Op::Add(at(1), value(2), order(3)),
        "swap" => Op::Swap(at(1), value(2), order(3)),
        "cas" => Op::Cas(at(1), value(2), value(3), order(4)),
        "fence" => Op::Fence(order(1)),
        "lock" => Op::Lock(at(1)),
        "trylock" => Op::TryLock(at(1)),
        "unlock" => Op::Unlock(at(1)),
        "poison" => Op::Poison(at(1)),
        "poisoned" => Op::IsPoisoned(at(1)),
        "get" => Op::Get(at(1)),
        "put" => Op::Put(at(1), value(2)),
        "read" => Op::Read(at(1)),
        "write" => Op::Write(at(1)),
        "tryread" => Op::TryRead(at(1)),
        "trywrite" => Op::TryWrite(at(1)),
        "leave" => Op::Leave(at(1)),
        "rget" => Op::RGet(at(1)),
        "rput" => Op::RPut(at(1), value(2)),
        "waitwhile" => Op::WaitWhileZero(at(1), at(2)),
        "wait" => Op::Wait(at(1), at(2)),
        "waittimeout" => Op::WaitTimeout(at(1), at(2)),
        "one" => Op::NotifyOne(at(1)),
        "all" => Op::NotifyAll(at(1)),
        "meet" => Op::Meet(at(1)),
        "once" => Op::Once(at(1), at(2)),
        "done" => Op::IsDone(at(1)),
        "init" => Op::CellInit(at(1), value(2)),
        "set" => Op::CellSet(at(1), value(2)),
        "peek" => Op::CellGet(at(1)),
        "await" => Op::CellWait(at(1)),
        "send" => Op::Send(at(1), value(2)),
        "trysend" => Op::TrySend(at(1), value(2)),
        "recv" => Op::Recv(at(1)),
        "tryrecv" => Op::TryRecv(at(1)),
        "recvtimeout" => Op::RecvTimeout(at(1)),
        "clonetx" => Op::CloneTx(at(1)),
        "droptx" => Op::DropTx(at(1)),
        "droprx" => Op::DropRx(at(1)),
        "park" => Op::Park,
        "parktimeout" => Op::ParkTimeout,
        "sleep" => Op::Sleep,
        "unpark" => Op::Unpark(at(1)),
        "spawn" => Op::Spawn(at(1)),
        "join" => Op::Join(at(1)),
        "finished" => Op::IsFinished(at(1)),
        "hint" => Op::Hint,
        "yield" => Op::Yield,
        "spin" => Op::SpinUntil(at(1)),
        "yielding" => Op::YieldUntil(at(1)),
        "sleeping" => Op::SleepUntil(at(1)),
        "busy" => Op::BusyUntil(at(1)),
        "swapping" => Op::SwapUntil(at(1)),
        "locking" => Op::LockUntil(at(1)),
        "poll" => Op::PollUntil(at(1)),
        _ => panic!("`{text}` is no operation"),
    }
}

/// All threads' notes, as a line.
pub fn show(notes: &[Vec<i64>]) -> String {
    let threads: Vec<_> = notes
        .iter()
        .map(|notes| notes.iter().map(i64::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    threads.join(" | ")
}

/// What threads share.
struct World {
    atomics: [AtomicI64; THINGS],
    mutexes: [Mutex<i64>; THINGS],
    rwlocks: [RwLock<i64>; THINGS],
    condvars: [Condvar; THINGS],
    barrier: Barrier,
    onces: [Once; THINGS],
    cells: [OnceLock<i64>; THINGS],
    main: Thread,
}

#[derive(Clone)]
enum Tx {
    Unbounded(Sender<i64>),
    Bounded(SyncSender<i64>),
    Crossbeam(crossbeam::Sender<i64>),
}

enum Rx {
    Mpsc(Receiver<i64>),
    Crossbeam(crossbeam::Receiver<i64>),
}

/// What one thread has.
#[derive(Default)]
struct Ends {
    tx: [Vec<Tx>; 6],
    rx: [Option<Rx>; 6],
}

enum RwGuard<'a> {
    Read(RwLockReadGuard<'a, i64>),
    Write(RwLockWriteGuard<'a, i64>),
}

/// One execution of the program that the environment names. Prints the outcome.
pub fn interpreted() {
    let text = env::var(VARIABLE).expect("the test names the program");
    let program = parse(&text);
    let together = program.iter().flatten().find_map(|op| match op {
        Op::Meet(n) => Some(*n),
        _ => None,
    });
    let world = Arc::new(World {
        atomics: Default::default(),
        mutexes: Default::default(),
        rwlocks: Default::default(),
        condvars: Default::default(),
        barrier: Barrier::new(together.unwrap_or(1)),
        onces: [const { Once::new() }; THINGS],
        cells: Default::default(),
        main: thread::current(),
    });
    let mut ends: Vec<_> = program.iter().map(|_| Ends::default()).collect();
    for (channel, capacity) in CAPACITIES.iter().enumerate() {
        let mut senders: Vec<_> =
            (0..program.len()).filter(|&t| sends(&program[t], channel)).collect();
        let mut receivers: Vec<_> =
            (0..program.len()).filter(|&t| receives(&program[t], channel)).collect();
        if senders.is_empty() && receivers.is_empty() {
            continue;
        }
        let (tx, rx) = make(*capacity, channel >= CROSSBEAM);
        if let Some(last) = receivers.pop() {
            for t in receivers {
                let Rx::Crossbeam(rx) = &rx else { panic!("`mpsc` has a single consumer") };
                ends[t].rx[channel] = Some(Rx::Crossbeam(rx.clone()));
            }
            ends[last].rx[channel] = Some(rx);
        }
        if let Some(last) = senders.pop() {
            senders.into_iter().for_each(|t| ends[t].tx[channel].push(tx.clone()));
            ends[last].tx[channel].push(tx);
        }
    }
    let mut waiting: Vec<_> = program.into_iter().zip(ends).map(Some).collect();
    let (ops, ends) = waiting[0].take().expect("main is the first");
    let mut threads =
        Threads { handles: waiting.iter().map(|_| None).collect(), waiting, notes: Vec::new() };
    threads.notes.resize(threads.waiting.len(), Vec::new());
    for thread in 1..threads.waiting.len() {
        if !ops.contains(&Op::Spawn(thread)) {
            threads.start(&world, thread);
        }
    }
    let own = run(&world, &ops, ends, Some(&mut threads));
    threads.notes[0] = own;
    (1..threads.handles.len()).for_each(|thread| threads.join(thread));
    println!("{}", show(&threads.notes));
}

fn make(capacity: Option<usize>, of_crossbeam: bool) -> (Tx, Rx) {
    match capacity {
        _ if of_crossbeam => {
            let (tx, rx) = match capacity {
                None => crossbeam::unbounded(),
                Some(capacity) => crossbeam::bounded(capacity),
            };
            (Tx::Crossbeam(tx), Rx::Crossbeam(rx))
        }
        None => {
            let (tx, rx) = channel();
            (Tx::Unbounded(tx), Rx::Mpsc(rx))
        }
        Some(capacity) => {
            let (tx, rx) = sync_channel(capacity);
            (Tx::Bounded(tx), Rx::Mpsc(rx))
        }
    }
}

/// What main knows of the others.
struct Threads {
    waiting: Vec<Option<(Vec<Op>, Ends)>>,
    handles: Vec<Option<JoinHandle<Vec<i64>>>>,
    notes: Vec<Vec<i64>>,
}

impl Threads {
    fn start(&mut self, world: &Arc<World>, thread: usize) {
        let (ops, ends) = self.waiting[thread].take().expect("it is started once");
        let world = world.clone();
        self.handles[thread] = Some(thread::spawn(move || run(&world, &ops, ends, None)));
    }

    fn join(&mut self, thread: usize) {
        if let Some(handle) = self.handles[thread].take() {
            self.notes[thread] = handle.join().expect("no thread panics");
        }
    }
}

fn sent(result: Result<(), SendError<i64>>) -> i64 {
    if result.is_ok() { 1 } else { -1 }
}

fn run(
    world: &Arc<World>,
    ops: &[Op],
    mut ends: Ends,
    mut threads: Option<&mut Threads>,
) -> Vec<i64> {
    let mut notes = Vec::new();
    let mut guards: [Option<MutexGuard<'_, i64>>; THINGS] = Default::default();
    let mut rw_guards: [Vec<RwGuard<'_>>; THINGS] = Default::default();
    let mut at = 0;
    while at < ops.len() {
        let op = ops[at];
        at += 1;
        match op {
            Op::Load(i, order) => notes.push(world.atomics[i].load(order)),
            Op::Store(i, v, order) => world.atomics[i].store(v, order),
            Op::Bump(i, order) => {
                world.atomics[i].store(notes.last().expect("it has noted something") + 1, order)
            }
            Op::Add(i, v, order) => notes.push(world.atomics[i].fetch_add(v, order)),
            Op::Swap(i, v, order) => notes.push(world.atomics[i].swap(v, order)),
            Op::Cas(i, from, to, order) => {
                let failure = match order {
                    SeqCst => SeqCst,
                    Acquire | AcqRel => Acquire,
                    _ => Relaxed,
                };
                let found = world.atomics[i].compare_exchange(from, to, order, failure);
                notes.push(found.unwrap_or_else(|found| found));
            }
            Op::Fence(order) => fence(order),
            Op::Lock(i) => {
                let guard = world.mutexes[i].lock();
                if guard.is_err() {
                    notes.push(-9);
                }
                guards[i] = Some(guard.unwrap_or_else(PoisonError::into_inner));
            }
            Op::TryLock(i) => {
                guards[i] = match world.mutexes[i].try_lock() {
                    Ok(guard) => Some(guard),
                    Err(TryLockError::Poisoned(error)) => Some(error.into_inner()),
                    Err(TryLockError::WouldBlock) => None,
                };
                notes.push(guards[i].is_some().into());
                if guards[i].is_none() {
                    at = behind(ops, at, Op::Unlock(i));
                }
            }
            Op::Unlock(i) => drop(guards[i].take().expect("it is held")),
            Op::Poison(i) => {
                let guard = guards[i].take().expect("it is held");
                let panicked = catch_unwind(AssertUnwindSafe(|| {
                    let _guard = guard;
                    panic!("poison");
                }));
                assert!(panicked.is_err());
            }
            Op::IsPoisoned(i) => notes.push(world.mutexes[i].is_poisoned().into()),
            Op::Get(i) => notes.push(**guards[i].as_ref().expect("it is held")),
            Op::Put(i, v) => **guards[i].as_mut().expect("it is held") = v,
            Op::Read(i) => {
                rw_guards[i].push(RwGuard::Read(world.rwlocks[i].read().expect("never poisoned")))
            }
            Op::Write(i) => {
                rw_guards[i].push(RwGuard::Write(world.rwlocks[i].write().expect("never poisoned")))
            }
            Op::TryRead(i) => {
                let guard = world.rwlocks[i].try_read();
                notes.push(guard.is_ok().into());
                match guard {
                    Ok(guard) => rw_guards[i].push(RwGuard::Read(guard)),
                    Err(_) => at = behind(ops, at, Op::Leave(i)),
                }
            }
            Op::TryWrite(i) => {
                let guard = world.rwlocks[i].try_write();
                notes.push(guard.is_ok().into());
                match guard {
                    Ok(guard) => rw_guards[i].push(RwGuard::Write(guard)),
                    Err(_) => at = behind(ops, at, Op::Leave(i)),
                }
            }
            Op::Leave(i) => drop(rw_guards[i].pop().expect("it is held")),
            Op::RGet(i) => notes.push(match rw_guards[i].last().expect("it is held") {
                RwGuard::Read(guard) => **guard,
                RwGuard::Write(guard) => **guard,
            }),
            Op::RPut(i, v) => match rw_guards[i].last_mut().expect("it is held") {
                RwGuard::Read(_) => panic!("a reader does not write"),
                RwGuard::Write(guard) => **guard = v,
            },
            Op::WaitWhileZero(c, i) => {
                let guard = guards[i].take().expect("it is held");
                let guard = world.condvars[c].wait_while(guard, |value| *value == 0);
                guards[i] = Some(guard.unwrap_or_else(PoisonError::into_inner));
            }
            Op::Wait(c, i) => {
                let guard = world.condvars[c].wait(guards[i].take().expect("it is held"));
                guards[i] = Some(guard.unwrap_or_else(PoisonError::into_inner));
            }
            Op::WaitTimeout(c, i) => {
                let guard = guards[i].take().expect("it is held");
                let waited = world.condvars[c].wait_timeout(guard, Duration::from_millis(1));
                let (guard, result) = waited.unwrap_or_else(PoisonError::into_inner);
                guards[i] = Some(guard);
                notes.push((!result.timed_out()).into());
            }
            Op::NotifyOne(c) => world.condvars[c].notify_one(),
            Op::NotifyAll(c) => world.condvars[c].notify_all(),
            Op::Meet(_) => notes.push(world.barrier.wait().is_leader().into()),
            Op::Once(i, x) => {
                let mut here = 0;
                world.onces[i].call_once(|| {
                    world.atomics[x].fetch_add(1, SeqCst);
                    here = 1;
                });
                notes.push(here);
            }
            Op::IsDone(i) => notes.push(world.onces[i].is_completed().into()),
            Op::CellInit(i, v) => notes.push(*world.cells[i].get_or_init(|| v)),
            Op::CellSet(i, v) => notes.push(world.cells[i].set(v).is_ok().into()),
            Op::CellGet(i) => notes.push(world.cells[i].get().copied().unwrap_or(0)),
            Op::CellWait(i) => notes.push(*world.cells[i].wait()),
            Op::Send(c, v) => notes.push(match ends.tx[c].last().expect("it can send") {
                Tx::Unbounded(tx) => sent(tx.send(v)),
                Tx::Bounded(tx) => sent(tx.send(v)),
                Tx::Crossbeam(tx) => {
                    if tx.send(v).is_ok() {
                        1
                    } else {
                        -1
                    }
                }
            }),
            Op::TrySend(c, v) => notes.push(match ends.tx[c].last().expect("it can send") {
                Tx::Unbounded(tx) => sent(tx.send(v)),
                Tx::Bounded(tx) => match tx.try_send(v) {
                    Ok(()) => 1,
                    Err(TrySendError::Full(_)) => 0,
                    Err(TrySendError::Disconnected(_)) => -1,
                },
                Tx::Crossbeam(tx) => match tx.try_send(v) {
                    Ok(()) => 1,
                    Err(error) => -i64::from(error.is_disconnected()),
                },
            }),
            Op::Recv(c) => notes.push(match ends.rx[c].as_ref().expect("it can receive") {
                Rx::Mpsc(rx) => rx.recv().unwrap_or(-1),
                Rx::Crossbeam(rx) => rx.recv().unwrap_or(-1),
            }),
            Op::TryRecv(c) => notes.push(tried(ends.rx[c].as_ref().expect("it can receive"))),
            Op::PollUntil(c) => {
                let rx = ends.rx[c].as_ref().expect("it can receive");
                notes.push(loop {
                    match tried(rx) {
                        0 => thread::yield_now(),
                        received => break received,
                    }
                });
            }
            Op::RecvTimeout(c) => {
                let limit = Duration::from_millis(1);
                notes.push(match ends.rx[c].as_ref().expect("it can receive") {
                    Rx::Mpsc(rx) => rx.recv_timeout(limit).unwrap_or_else(|error| match error {
                        RecvTimeoutError::Timeout => 0,
                        RecvTimeoutError::Disconnected => -1,
                    }),
                    Rx::Crossbeam(rx) => rx
                        .recv_timeout(limit)
                        .unwrap_or_else(|error| -i64::from(error.is_disconnected())),
                })
            }
            Op::CloneTx(c) => {
                let tx = ends.tx[c].last().expect("it can send").clone();
                ends.tx[c].push(tx);
            }
            Op::DropTx(c) => drop(ends.tx[c].pop().expect("it can send")),
            Op::DropRx(c) => drop(ends.rx[c].take().expect("it can receive")),
            Op::Park => thread::park(),
            Op::ParkTimeout => thread::park_timeout(Duration::from_millis(1)),
            Op::Sleep => thread::sleep(Duration::from_millis(1)),
            Op::Unpark(0) => world.main.unpark(),
            Op::Unpark(t) => {
                let threads = threads.as_ref().expect("main knows the others");
                threads.handles[t].as_ref().expect("it was started").thread().unpark();
            }
            Op::Spawn(t) => threads.as_mut().expect("main starts the others").start(world, t),
            Op::Join(t) => threads.as_mut().expect("main waits for the others").join(t),
            Op::IsFinished(t) => {
                let threads = threads.as_ref().expect("main knows the others");
                let handle = threads.handles[t].as_ref().expect("it was started");
                notes.push(handle.is_finished().into());
            }
            Op::Hint => spin_loop(),
            Op::Yield => thread::yield_now(),
            Op::SpinUntil(i) => notes.push(until(&world.atomics[i], spin_loop)),
            Op::YieldUntil(i) => notes.push(until(&world.atomics[i], thread::yield_now)),
            Op::SleepUntil(i) => {
                let sleep = || thread::sleep(Duration::from_millis(1));
                notes.push(until(&world.atomics[i], sleep));
            }
            Op::BusyUntil(i) => notes.push(until(&world.atomics[i], || ())),
            Op::LockUntil(i) => notes.push(loop {
                match *world.mutexes[i].lock().expect("never poisoned") {
                    0 => {}
                    found => break found,
                }
            }),
            Op::SwapUntil(i) => {
                while world.atomics[i].swap(1, SeqCst) != 0 {
                    spin_loop();
                }
            }
        }
    }
    notes
}

fn until(atomic: &AtomicI64, between: impl Fn()) -> i64 {
    loop {
        match atomic.load(SeqCst) {
            0 => between(),
            found => return found,
        }
    }
}

fn tried(rx: &Rx) -> i64 {
    match rx {
        Rx::Mpsc(rx) => rx.try_recv().unwrap_or_else(|error| match error {
            TryRecvError::Empty => 0,
            TryRecvError::Disconnected => -1,
        }),
        Rx::Crossbeam(rx) => {
            rx.try_recv().unwrap_or_else(|error| -i64::from(error.is_disconnected()))
        }
    }
}

/// The place behind the next `end`.
pub fn behind(ops: &[Op], at: usize, end: Op) -> usize {
    at + ops[at..].iter().position(|op| *op == end).expect("it has an end") + 1
}
