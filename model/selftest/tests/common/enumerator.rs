//! All outcomes of a program, found without the model: a small machine for each primitive, and a search through
//! every state that some order of the threads' operations leads to.
//!
//! Everything is sequentially consistent, and nothing is reduced: each clone and each drop of a channel's end, waking up
//! and taking the lock again, arriving somewhere and waiting there are moves of their own; nobody is handed anything, but at a
//! rendezvous. It knows what std promises, and nothing of how the model goes about it. It may not use the engine.

use std::collections::{BTreeSet, HashSet};

use selftest_answers::program::{CAPACITIES, Op, THINGS, behind, receives, sends, show};

/// Wake-ups for no reason in an execution; std allows any number.
const SPURIOUS: u8 = 1;

/// What a program can come to.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Found {
    /// Of those executions that end.
    pub outcomes: BTreeSet<String>,
    /// Some execution does not.
    pub stuck: bool,
    /// States looked at.
    pub states: usize,
}

/// Searches.
pub fn enumerate(program: &[Vec<Op>]) -> Found {
    let mut found = Found::default();
    let first = State::new(program);
    let mut seen = HashSet::from([first.clone()]);
    let mut left = vec![first];
    while let Some(state) = left.pop() {
        let mut next = Vec::new();
        let mut must_move = false;
        for thread in 0..program.len() {
            let before = next.len();
            let up_to_the_system = state.moves(program, thread, &mut next);
            must_move |= next.len() > before && !up_to_the_system;
        }
        if state.ended(program) {
            found.outcomes.insert(show(&state.notes));
        } else if !must_move {
            found.stuck = true;
        }
        left.extend(next.into_iter().filter(|next| seen.insert(next.clone())));
    }
    found.states = seen.len();
    found
}

/// As `enumerate`, in executions with at most so many preemptions: another thread goes on though the last one could have, without the
/// system's help. Main is the first.
#[allow(dead_code, reason = "not every test has a bound")]
pub fn enumerate_bounded(program: &[Vec<Op>], bound: u8) -> Found {
    let mut found = Found::default();
    let first = (State::new(program), 0, 0);
    let mut seen = HashSet::from([first.clone()]);
    let mut left = vec![first];
    while let Some((state, last, preemptions)) = left.pop() {
        let mut moves: Vec<_> = (0..program.len())
            .map(|thread| {
                let mut next = Vec::new();
                let up_to_the_system = state.moves(program, thread, &mut next);
                (next, up_to_the_system)
            })
            .collect();
        let could_go_on = !moves[last].0.is_empty() && !moves[last].1;
        if state.ended(program) {
            found.outcomes.insert(show(&state.notes));
        }
        for (thread, (next, _)) in moves.iter_mut().enumerate() {
            let preemptions = preemptions + u8::from(could_go_on && thread != last);
            if preemptions <= bound {
                let next = next.drain(..).map(|state| (state, thread, preemptions));
                left.extend(next.filter(|next| seen.insert(next.clone())));
            }
        }
    }
    found.states = seen.len();
    found
}

#[derive(Clone, PartialEq, Eq, Hash, Default)]
struct State {
    /// The next operation of each thread, and how far it has come in it.
    at: Vec<(usize, u8)>,
    started: Vec<bool>,
    notes: Vec<Vec<i64>>,
    atomics: [i64; THINGS],
    locks: [Lock; THINGS],
    rwlocks: [RwLock; THINGS],
    /// Who waits at each condition variable.
    waiting: [BTreeSet<usize>; THINGS],
    /// Who stands at the barrier.
    met: BTreeSet<usize>,
    onces: [Progress; THINGS],
    cells: [(Progress, i64); THINGS],
    channels: [Channel; CAPACITIES.len()],
    tokens: Vec<bool>,
    spurious: u8,
}

#[derive(Clone, PartialEq, Eq, Hash, Default)]
struct Lock {
    held: bool,
    poisoned: bool,
    value: i64,
}

#[derive(Clone, PartialEq, Eq, Hash, Default)]
struct RwLock {
    writer: bool,
    readers: u8,
    value: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
enum Progress {
    #[default]
    Not,
    Running,
    Done,
}

#[derive(Clone, PartialEq, Eq, Hash, Default)]
struct Channel {
    queue: Vec<i64>,
    senders: usize,
    receivers: usize,
    /// At a rendezvous: senders that stand there.
    offers: Vec<(usize, i64)>,
    /// At a rendezvous: receivers that stand there; and what each was given.
    receiving: Vec<(usize, Option<i64>)>,
}

impl State {
    fn new(program: &[Vec<Op>]) -> State {
        let spawned: Vec<_> = program
            .iter()
            .flatten()
            .filter_map(|op| match op {
                Op::Spawn(thread) => Some(*thread),
                _ => None,
            })
            .collect();
        let mut state = State {
            at: vec![(0, 0); program.len()],
            started: (0..program.len()).map(|thread| !spawned.contains(&thread)).collect(),
            notes: vec![Vec::new(); program.len()],
            tokens: vec![false; program.len()],
            spurious: SPURIOUS,
            ..State::default()
        };
        for (i, channel) in state.channels.iter_mut().enumerate() {
            channel.senders = program.iter().filter(|ops| sends(ops, i)).count();
            channel.receivers = program.iter().filter(|ops| receives(ops, i)).count();
        }
        state
    }

    fn ended(&self, program: &[Vec<Op>]) -> bool {
        (0..program.len()).all(|thread| self.has_ended(program, thread))
    }

    fn has_ended(&self, program: &[Vec<Op>], thread: usize) -> bool {
        self.started[thread] && self.at[thread] == (program[thread].len(), 1)
    }

    /// This thread stands in the operation, so far.
    fn phase(mut self, thread: usize, phase: u8) -> State {
        self.at[thread].1 = phase;
        self
    }

    /// This thread is done with it.
    fn done(mut self, thread: usize) -> State {
        self.at[thread] = (self.at[thread].0 + 1, 0);
        self
    }

    /// … and notes this.
    fn noted(mut self, thread: usize, note: i64) -> State {
        self.notes[thread].push(note);
        self.done(thread)
    }

    fn with(&self, change: impl FnOnce(&mut State)) -> State {
        let mut state = self.clone();
        change(&mut state);
        state
    }

    /// Where a thread's next move leads: nowhere, while it waits. Returns whether it is the system's to let it move.
    fn moves(&self, program: &[Vec<Op>], thread: usize, next: &mut Vec<State>) -> bool {
        let (at, phase) = self.at[thread];
        if !self.started[thread] || self.has_ended(program, thread) {
            return false;
        }
        if at == program[thread].len() {
            // It ends a while after it has done its last.
            next.push(self.clone().phase(thread, 1));
            return false;
        }
        let op = program[thread][at];
        // Somebody stands there who wants to write.
        let writer_waits = |i: usize| {
            (0..program.len()).any(|other| {
                other != thread
                    && self.started[other]
                    && program[other].get(self.at[other].0) == Some(&Op::Write(i))
            })
        };
        match op {
            Op::Load(x, _) => next.push(self.clone().noted(thread, self.atomics[x])),
            Op::Store(x, v, _) => next.push(self.with(|s| s.atomics[x] = v).done(thread)),
            Op::Bump(x, _) => {
                let v = self.notes[thread].last().expect("it has noted something") + 1;
                next.push(self.with(|s| s.atomics[x] = v).done(thread));
            }
            Op::Add(x, v, _) => {
                next.push(self.with(|s| s.atomics[x] += v).noted(thread, self.atomics[x]))
            }
            Op::Swap(x, v, _) => {
                next.push(self.with(|s| s.atomics[x] = v).noted(thread, self.atomics[x]))
            }
            Op::Cas(x, from, to, _) => {
                let swap = |s: &mut State| {
                    if s.atomics[x] == from {
                        s.atomics[x] = to;
                    }
                };
                next.push(self.with(swap).noted(thread, self.atomics[x]));
            }
            Op::Fence(_) => next.push(self.clone().done(thread)),
            Op::Lock(i) if self.locks[i].held => {}
            Op::Lock(i) => {
                let taken = self.with(|s| s.locks[i].held = true);
                next.push(match self.locks[i].poisoned {
                    true => taken.noted(thread, -9),
                    false => taken.done(thread),
                });
            }
            Op::TryLock(i) if self.locks[i].held => {
                next.push(self.skipping(program, thread, Op::Unlock(i)))
            }
            Op::TryLock(i) => next.push(self.with(|s| s.locks[i].held = true).noted(thread, 1)),
            Op::Unlock(i) => next.push(self.with(|s| s.locks[i].held = false).done(thread)),
            Op::Poison(i) => {
                let poison = |s: &mut State| {
                    s.locks[i].held = false;
                    s.locks[i].poisoned = true;
                };
                next.push(self.with(poison).done(thread));
            }
            Op::IsPoisoned(i) => {
                next.push(self.clone().noted(thread, self.locks[i].poisoned.into()))
            }
            Op::Get(i) => next.push(self.clone().noted(thread, self.locks[i].value)),
            Op::Put(i, v) => next.push(self.with(|s| s.locks[i].value = v).done(thread)),
            Op::Read(i) if self.rwlocks[i].writer => {}
            Op::Read(i) => {
                next.push(self.with(|s| s.rwlocks[i].readers += 1).done(thread));
                return self.rwlocks[i].readers > 0 && writer_waits(i);
            }
            Op::Write(i) if self.rwlocks[i].writer || self.rwlocks[i].readers > 0 => {}
            Op::Write(i) => next.push(self.with(|s| s.rwlocks[i].writer = true).done(thread)),
            Op::TryRead(i) => {
                let failed = self.skipping(program, thread, Op::Leave(i));
                if self.rwlocks[i].writer {
                    next.push(failed);
                } else {
                    next.push(self.with(|s| s.rwlocks[i].readers += 1).noted(thread, 1));
                    if self.rwlocks[i].readers > 0 && writer_waits(i) {
                        next.push(failed);
                    }
                }
            }
            Op::TryWrite(i) if self.rwlocks[i].writer || self.rwlocks[i].readers > 0 => {
                next.push(self.skipping(program, thread, Op::Leave(i)))
            }
            Op::TryWrite(i) => {
                next.push(self.with(|s| s.rwlocks[i].writer = true).noted(thread, 1))
            }
            Op::Leave(i) => {
                let leave = |s: &mut State| match s.rwlocks[i].writer {
                    true => s.rwlocks[i].writer = false,
                    false => s.rwlocks[i].readers -= 1,
                };
                next.push(self.with(leave).done(thread));
            }
            Op::RGet(i) => next.push(self.clone().noted(thread, self.rwlocks[i].value)),
            Op::RPut(i, v) => next.push(self.with(|s| s.rwlocks[i].value = v).done(thread)),
            Op::WaitWhileZero(_, i) if phase == 0 && self.locks[i].value != 0 => {
                next.push(self.clone().done(thread))
            }
            Op::WaitWhileZero(c, i) | Op::Wait(c, i) => {
                let poisoned = self.locks[i].poisoned;
                assert!(!poisoned, "not a program for this");
                match phase {
                    0 => {
                        let wait = |s: &mut State| {
                            s.locks[i].held = false;
                            s.waiting[c].insert(thread);
                        };
                        next.push(self.with(wait).phase(thread, 1));
                    }
                    1 if !self.waiting[c].contains(&thread) => {
                        next.push(self.clone().phase(thread, 2))
                    }
                    1 if self.spurious > 0 => {
                        let wake = |s: &mut State| {
                            s.spurious -= 1;
                            s.waiting[c].remove(&thread);
                        };
                        next.push(self.with(wake).phase(thread, 2));
                        return true;
                    }
                    2 if !self.locks[i].held => {
                        let taken = self.with(|s| s.locks[i].held = true);
                        next.push(match op {
                            Op::Wait(..) => taken.done(thread),
                            _ => taken.phase(thread, 0),
                        });
                    }
                    _ => {}
                }
            }
            Op::WaitTimeout(c, i) => match phase {
                0 => {
                    let wait = |s: &mut State| {
                        s.locks[i].held = false;
                        s.waiting[c].insert(thread);
                    };
                    next.push(self.with(wait).phase(thread, 1));
                }
                1 if !self.waiting[c].contains(&thread) => next.push(self.clone().phase(thread, 2)),
                1 => {
                    let wake = |s: &mut State| _ = s.waiting[c].remove(&thread);
                    next.push(self.with(wake).phase(thread, 3));
                    if self.spurious > 0 {
                        next.push(self.with(wake).with(|s| s.spurious -= 1).phase(thread, 2));
                    }
                }
                _ if !self.locks[i].held => {
                    let taken = self.with(|s| s.locks[i].held = true);
                    next.push(taken.noted(thread, (phase == 2).into()));
                }
                _ => {}
            },
            Op::NotifyOne(c) if self.waiting[c].is_empty() => next.push(self.clone().done(thread)),
            Op::NotifyOne(c) => next.extend(
                self.waiting[c]
                    .iter()
                    .map(|who| self.with(|s| _ = s.waiting[c].remove(who)).done(thread)),
            ),
            Op::NotifyAll(c) => next.push(self.with(|s| s.waiting[c].clear()).done(thread)),
            Op::Meet(n) => match phase {
                0 if self.met.len() + 1 == n => {
                    next.push(self.with(|s| s.met.clear()).noted(thread, 1))
                }
                0 => next.push(self.with(|s| _ = s.met.insert(thread)).phase(thread, 1)),
                _ if !self.met.contains(&thread) => next.push(self.clone().noted(thread, 0)),
                _ => {}
            },
            Op::Once(i, x) => match (phase, self.onces[i]) {
                (0, Progress::Done) => next.push(self.clone().noted(thread, 0)),
                (0, Progress::Running) => {}
                (0, Progress::Not) => {
                    next.push(self.with(|s| s.onces[i] = Progress::Running).phase(thread, 1))
                }
                (1, _) => next.push(self.with(|s| s.atomics[x] += 1).phase(thread, 2)),
                _ => next.push(self.with(|s| s.onces[i] = Progress::Done).noted(thread, 1)),
            },
            Op::IsDone(i) => {
                next.push(self.clone().noted(thread, (self.onces[i] == Progress::Done).into()))
            }
            Op::CellInit(i, v) => match (phase, self.cells[i]) {
                (0, (Progress::Done, there)) => next.push(self.clone().noted(thread, there)),
                (0, (Progress::Running, _)) => {}
                (0, _) => {
                    next.push(self.with(|s| s.cells[i].0 = Progress::Running).phase(thread, 1))
                }
                _ => next.push(self.with(|s| s.cells[i] = (Progress::Done, v)).noted(thread, v)),
            },
            Op::CellSet(i, v) => match (phase, self.cells[i].0) {
                (0, Progress::Done) => next.push(self.clone().noted(thread, 0)),
                (0, Progress::Running) => {}
                (0, Progress::Not) => {
                    next.push(self.with(|s| s.cells[i].0 = Progress::Running).phase(thread, 1))
                }
                _ => next.push(self.with(|s| s.cells[i] = (Progress::Done, v)).noted(thread, 1)),
            },
            Op::CellGet(i) => next.push(self.clone().noted(thread, self.cells[i].1)),
            Op::CellWait(i) if self.cells[i].0 == Progress::Done => {
                next.push(self.clone().noted(thread, self.cells[i].1))
            }
            Op::CellWait(_) => {}
            Op::Send(c, _)
            | Op::TrySend(c, _)
            | Op::Recv(c)
            | Op::TryRecv(c)
            | Op::RecvTimeout(c)
                if CAPACITIES[c] == Some(0) =>
            {
                self.rendezvous(op, c, thread, phase, next)
            }
            Op::Send(c, v) | Op::TrySend(c, v) => {
                let channel = &self.channels[c];
                let room = CAPACITIES[c].is_none_or(|capacity| channel.queue.len() < capacity);
                if channel.receivers == 0 {
                    next.push(self.clone().noted(thread, -1));
                } else if room {
                    next.push(self.with(|s| s.channels[c].queue.push(v)).noted(thread, 1));
                } else if op == Op::TrySend(c, v) {
                    next.push(self.clone().noted(thread, 0));
                }
            }
            Op::Recv(c) | Op::TryRecv(c) | Op::RecvTimeout(c) => {
                let channel = &self.channels[c];
                if let Some(v) = channel.queue.first() {
                    next.push(self.with(|s| _ = s.channels[c].queue.remove(0)).noted(thread, *v));
                } else if channel.senders == 0 {
                    next.push(self.clone().noted(thread, -1));
                } else if op != Op::Recv(c) {
                    next.push(self.clone().noted(thread, 0));
                }
            }
            Op::CloneTx(c) => next.push(self.with(|s| s.channels[c].senders += 1).done(thread)),
            Op::DropTx(c) => next.push(self.with(|s| s.channels[c].senders -= 1).done(thread)),
            Op::DropRx(c) => next.push(self.with(|s| s.channels[c].receivers -= 1).done(thread)),
            Op::Park if self.tokens[thread] => {
                next.push(self.with(|s| s.tokens[thread] = false).done(thread))
            }
            Op::Park if self.spurious > 0 => {
                next.push(self.with(|s| s.spurious -= 1).done(thread));
                return true;
            }
            Op::Park => {}
            Op::ParkTimeout => next.push(self.with(|s| s.tokens[thread] = false).done(thread)),
            Op::Sleep => next.push(self.clone().done(thread)),
            Op::Unpark(other) => next.push(self.with(|s| s.tokens[other] = true).done(thread)),
            Op::Spawn(other) => next.push(self.with(|s| s.started[other] = true).done(thread)),
            Op::Join(other) if self.has_ended(program, other) => {
                next.push(self.clone().done(thread))
            }
            Op::Join(_) => {}
            Op::IsFinished(other) => {
                next.push(self.clone().noted(thread, self.has_ended(program, other).into()))
            }
            Op::Hint | Op::Yield => next.push(self.clone().done(thread)),
            // A turn in vain leads back to the same state, as often as one likes: for the search, to nothing new.
            Op::SpinUntil(x) | Op::YieldUntil(x) | Op::SleepUntil(x) | Op::BusyUntil(x) => {
                if self.atomics[x] != 0 {
                    next.push(self.clone().noted(thread, self.atomics[x]));
                }
            }
            Op::LockUntil(i) => {
                if !self.locks[i].held && self.locks[i].value != 0 {
                    next.push(self.clone().noted(thread, self.locks[i].value));
                }
            }
            Op::SwapUntil(x) => match self.atomics[x] {
                0 => next.push(self.with(|s| s.atomics[x] = 1).done(thread)),
                // It changes what is there, but once.
                1 => {}
                _ => next.push(self.with(|s| s.atomics[x] = 1)),
            },
            Op::PollUntil(c) => {
                let channel = &self.channels[c];
                if let Some(v) = channel.queue.first() {
                    next.push(self.with(|s| _ = s.channels[c].queue.remove(0)).noted(thread, *v));
                } else if channel.senders == 0 {
                    next.push(self.clone().noted(thread, -1));
                }
            }
        }
        false
    }

    fn skipping(&self, program: &[Vec<Op>], thread: usize, end: Op) -> State {
        let after = behind(&program[thread], self.at[thread].0, end);
        let mut state = self.clone().noted(thread, 0);
        state.at[thread] = (after, 0);
        state
    }

    /// Both sides stand there until they have met. Who only tries meets who stands there.
    fn rendezvous(&self, op: Op, c: usize, thread: usize, phase: u8, next: &mut Vec<State>) {
        let channel = &self.channels[c];
        let open = channel.receiving.iter().position(|(_, given)| given.is_none());
        let mine = channel.offers.iter().position(|(sender, _)| *sender == thread);
        match (op, phase) {
            (Op::Send(..) | Op::TrySend(..), 0) if channel.receivers == 0 => {
                next.push(self.clone().noted(thread, -1))
            }
            (Op::Send(_, v) | Op::TrySend(_, v), 0) if let Some(i) = open => {
                next.push(self.with(|s| s.channels[c].receiving[i].1 = Some(v)).noted(thread, 1))
            }
            (Op::TrySend(..), _) => next.push(self.clone().noted(thread, 0)),
            (Op::Send(_, v), 0) => {
                next.push(self.with(|s| s.channels[c].offers.push((thread, v))).phase(thread, 1))
            }
            (Op::Send(..), _) => match mine {
                None => next.push(self.clone().noted(thread, 1)),
                Some(i) if channel.receivers == 0 => {
                    next.push(self.with(|s| _ = s.channels[c].offers.remove(i)).noted(thread, -1))
                }
                Some(_) => {}
            },
            (_, 0) => match channel.offers.first() {
                Some((_, v)) => {
                    next.push(self.with(|s| _ = s.channels[c].offers.remove(0)).noted(thread, *v))
                }
                None if channel.senders == 0 => next.push(self.clone().noted(thread, -1)),
                None if matches!(op, Op::TryRecv(_)) => next.push(self.clone().noted(thread, 0)),
                None => {
                    let stand = |s: &mut State| s.channels[c].receiving.push((thread, None));
                    next.push(self.with(stand).phase(thread, 1));
                }
            },
            _ => {
                let here = channel.receiving.iter().position(|(receiver, _)| *receiver == thread);
                let here = here.expect("it stands there");
                let leave = |s: &mut State| _ = s.channels[c].receiving.remove(here);
                match channel.receiving[here].1 {
                    Some(v) => next.push(self.with(leave).noted(thread, v)),
                    None if channel.senders == 0 => next.push(self.with(leave).noted(thread, -1)),
                    None if matches!(op, Op::RecvTimeout(_)) => {
                        next.push(self.with(leave).noted(thread, 0))
                    }
                    None => {}
                }
            }
        }
    }
}
