//@ caught-by: model
//@ says: What is ready is pushed onto a `Vec` and popped from the same end: the last one comes first, and the first one waits until nobody has anything new. A queue is a `VecDeque`, pushed at the back and popped at the front.
//@ fails: in_the_order_in_which_they_become_ready
//@ kind: assertion
//@ sort: schedule-only

use std::sync::{Condvar, Mutex};

use rayon::prelude::*;

struct State<R> {
    ready: Vec<R>,
    asked: usize,
    working: bool,
    gone: bool,
}

pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let state = Mutex::new(State { ready: Vec::new(), asked: 0, working: true, gone: false });
    let changed = Condvar::new();
    let (state, changed, work) = (&state, &changed, &work);
    rayon::in_place_scope(|scope| {
        scope.spawn(move |_| {
            let _done = Left { state, changed, sink: false };
            let _ = items.par_iter().try_for_each(|item| {
                let r = work(item);
                let s = state.lock().unwrap();
                let mut s =
                    changed.wait_while(s, |s| !s.gone && s.ready.len() >= room + s.asked).unwrap();
                if s.gone {
                    return Err(());
                }
                s.ready.push(r);
                changed.notify_all();
                Ok(())
            });
        });
        let _gone = Left { state, changed, sink: true };
        loop {
            let mut s = state.lock().unwrap();
            s.asked = 1;
            changed.notify_all();
            let mut s = changed.wait_while(s, |s| s.ready.is_empty() && s.working).unwrap();
            s.asked = 0;
            let Some(r) = s.ready.pop() else { break };
            drop(s);
            sink(r);
        }
    });
}

/// One side leaves, however that happens.
struct Left<'a, R> {
    state: &'a Mutex<State<R>>,
    changed: &'a Condvar,
    sink: bool,
}

impl<R> Drop for Left<'_, R> {
    fn drop(&mut self) {
        let mut state = self.state.lock().unwrap();
        if self.sink {
            state.gone = true;
        } else {
            state.working = false;
        }
        self.changed.notify_all();
    }
}
