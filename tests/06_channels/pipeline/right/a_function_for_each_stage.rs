//! One function makes a stage: it takes a receiver and returns the next one, as Go's pipelines are written.

use std::thread::{self, Scope};

use crossbeam::channel::{self, Receiver};

pub fn import<L, P, Q, S>(lines: L, room: usize, mut parse: P, mut price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send + 'static,
    P: FnMut(u64) -> u64 + Send + 'static,
    Q: FnMut(u64) -> u64 + Send + 'static,
    S: FnMut(u64),
{
    thread::scope(|scope| {
        let parsed = stage(scope, room, lines, move |line| parse(line));
        let priced = stage(scope, room, parsed.into_iter(), move |record| price(record));
        priced.into_iter().for_each(|record| store(record));
    });
}

/// A thread that works on what comes `from` there; its results come out of the receiver.
fn stage<'scope, I, W>(
    scope: &'scope Scope<'scope, '_>,
    room: usize,
    from: I,
    mut work: W,
) -> Receiver<u64>
where
    I: Iterator<Item = u64> + Send + 'scope,
    W: FnMut(u64) -> u64 + Send + 'scope,
{
    let (done, next) = channel::bounded(room);
    scope.spawn(move || {
        for record in from {
            if done.send(work(record)).is_err() {
                break;
            }
        }
    });
    next
}
