//! A thread takes the lines out of the channel at once; a `Condvar` with a time limit waits for it to be quiet.

use std::mem;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use crossbeam::channel::Receiver;

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let shared = Arc::new((Mutex::new((Vec::new(), false)), Condvar::new()));
    let collected = Arc::clone(&shared);
    let collecting = thread::spawn(move || {
        for line in lines {
            collected.0.lock().unwrap().0.push(line);
            collected.1.notify_one();
        }
        collected.0.lock().unwrap().1 = true;
        collected.1.notify_one();
    });
    let (state, changed) = &*shared;
    let mut now = state.lock().unwrap();
    while !now.1 {
        let seen = now.0.len();
        let same = |now: &mut (Vec<T>, bool)| now.0.len() == seen && !now.1;
        if seen == 0 {
            now = changed.wait_while(now, same).unwrap();
            continue;
        }
        let (woken, time) = changed.wait_timeout_while(now, quiet, same).unwrap();
        now = woken;
        if time.timed_out() {
            let batch = mem::take(&mut now.0);
            drop(now);
            send(batch);
            now = state.lock().unwrap();
        }
    }
    let rest = mem::take(&mut now.0);
    drop(now);
    if !rest.is_empty() {
        send(rest);
    }
    collecting.join().unwrap();
}
