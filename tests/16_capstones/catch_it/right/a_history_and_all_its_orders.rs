//! Every check is a small program; calls are written down with the moments of their beginning and end, and then all orders are tried that those moments allow.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

pub const ROOM: usize = 2;

pub trait Queue: Sync {
    fn push(&self, item: u64) -> bool;
    fn pop(&self) -> Option<u64>;
}

pub type Check = fn(&dyn Queue);

#[derive(Clone, Copy)]
enum Call {
    Push(u64),
    Pop,
}

use Call::{Pop, Push};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Said {
    Accepted(bool),
    Item(Option<u64>),
}

#[derive(Clone, Copy)]
struct Entry {
    call: Call,
    said: Said,
    began: usize,
    ended: usize,
}

fn run(queue: &dyn Queue, clock: &AtomicUsize, program: &[Call]) -> Vec<Entry> {
    program
        .iter()
        .map(|&call| {
            let began = clock.fetch_add(1, Ordering::Relaxed);
            let said = match call {
                Push(item) => Said::Accepted(queue.push(item)),
                Pop => Said::Item(queue.pop()),
            };
            Entry { call, said, began, ended: clock.fetch_add(1, Ordering::Relaxed) }
        })
        .collect()
}

/// Whether some order of the entries explains what was said.
fn explained(left: &[Entry], queue: &VecDeque<u64>) -> bool {
    let first_end = left.iter().map(|entry| entry.ended).min();
    let Some(first_end) = first_end else { return true };
    left.iter().enumerate().filter(|(_, entry)| entry.began <= first_end).any(|(nth, entry)| {
        let mut queue = queue.clone();
        let said = match entry.call {
            Push(item) => {
                let room = queue.len() < ROOM;
                queue.extend(room.then_some(item));
                Said::Accepted(room)
            }
            Pop => Said::Item(queue.pop_front()),
        };
        let mut rest = left.to_vec();
        rest.remove(nth);
        said == entry.said && explained(&rest, &queue)
    })
}

fn check(queue: &dyn Queue, before: &[Call], one: &[Call], two: &[Call]) {
    let clock = AtomicUsize::new(0);
    let mut history = run(queue, &clock, before);
    thread::scope(|scope| {
        let one = scope.spawn(|| run(queue, &clock, one));
        let two = scope.spawn(|| run(queue, &clock, two));
        history.extend(one.join().unwrap());
        history.extend(two.join().unwrap());
    });
    history.extend(run(queue, &clock, &[Pop; ROOM + 1]));
    let said: Vec<_> = history.iter().map(|entry| entry.said).collect();
    assert!(explained(&history, &VecDeque::new()), "no order explains {said:?}");
}

pub const CHECKS: &[Check] = &[
    |queue| check(queue, &[Pop, Push(1), Push(2), Push(3), Pop, Push(4), Push(5)], &[], &[]),
    |queue| check(queue, &[Push(1), Pop, Pop, Push(2), Push(3), Pop, Pop, Pop], &[], &[]),
    |queue| check(queue, &[], &[Push(1)], &[Push(2)]),
    |queue| check(queue, &[Push(1)], &[Push(2)], &[Push(3)]),
    |queue| check(queue, &[Push(1), Push(2)], &[Pop], &[Pop]),
    |queue| check(queue, &[Push(1)], &[Pop], &[Pop]),
    |queue| check(queue, &[Push(1)], &[Push(2)], &[Pop]),
    |queue| check(queue, &[], &[Push(1), Push(2)], &[Pop]),
    |queue| check(queue, &[Push(1), Push(2)], &[Push(3)], &[Pop]),
    |queue| {
        let note = AtomicU64::new(0);
        let seen = thread::scope(|scope| {
            scope.spawn(|| {
                note.store(1, Ordering::Relaxed);
                queue.push(1);
            });
            queue.pop().map(|_| note.load(Ordering::Relaxed))
        });
        assert!(seen.is_none_or(|note| note == 1));
    },
];
