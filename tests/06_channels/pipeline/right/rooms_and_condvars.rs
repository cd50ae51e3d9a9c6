//! Two bounded queues by hand, each of which knows which of its ends has left.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;

pub fn import<L, P, Q, S>(lines: L, room: usize, mut parse: P, mut price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send + 'static,
    P: FnMut(u64) -> u64 + Send + 'static,
    Q: FnMut(u64) -> u64 + Send + 'static,
    S: FnMut(u64),
{
    let (parsed, priced) = (Queue::new(room), Queue::new(room));
    let (parsed, priced) = (&parsed, &priced);
    thread::scope(|scope| {
        scope.spawn(move || {
            let _close = Close(parsed);
            for line in lines {
                if !parsed.put(parse(line)) {
                    return;
                }
            }
        });
        scope.spawn(move || {
            let _close = (Close(parsed), Close(priced));
            while let Some(record) = parsed.get() {
                if !priced.put(price(record)) {
                    return;
                }
            }
        });
        let _close = Close(priced);
        while let Some(record) = priced.get() {
            store(record);
        }
    });
}

struct State {
    records: VecDeque<u64>,
    /// How many `get`s are waiting: with no room a record may be put only for one of these.
    asked: usize,
    closed: bool,
}

struct Queue {
    room: usize,
    state: Mutex<State>,
    changed: Condvar,
}

impl Queue {
    fn new(room: usize) -> Self {
        let state = State { records: VecDeque::new(), asked: 0, closed: false };
        Queue { room, state: Mutex::new(state), changed: Condvar::new() }
    }

    fn put(&self, record: u64) -> bool {
        let full =
            |state: &mut State| state.records.len() >= self.room + state.asked && !state.closed;
        let mut state = self.changed.wait_while(self.state.lock().unwrap(), full).unwrap();
        if !state.closed {
            state.records.push_back(record);
            self.changed.notify_all();
        }
        !state.closed
    }

    fn get(&self) -> Option<u64> {
        let mut state = self.state.lock().unwrap();
        state.asked += 1;
        self.changed.notify_all();
        let empty = |state: &mut State| state.records.is_empty() && !state.closed;
        let mut state = self.changed.wait_while(state, empty).unwrap();
        state.asked -= 1;
        state.records.pop_front()
    }
}

/// Closes a queue when its owner leaves, however that happens. What is in it can still be taken.
struct Close<'a>(&'a Queue);

impl Drop for Close<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().closed = true;
        self.0.changed.notify_all();
    }
}
