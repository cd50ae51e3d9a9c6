//! A queue with a bound by hand: the reader waits for room before it reads, and a guard tells it when the uploader is gone.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

struct Lines<T> {
    queue: VecDeque<T>,
    reading: bool,
    uploading: bool,
}

struct Shared<T> {
    lines: Mutex<Lines<T>>,
    changed: Condvar,
}

struct Reading<T>(Arc<Shared<T>>);

impl<T> Drop for Reading<T> {
    fn drop(&mut self) {
        self.0.lines.lock().unwrap_or_else(PoisonError::into_inner).reading = false;
        self.0.changed.notify_all();
    }
}

struct Uploading<T>(Arc<Shared<T>>);

impl<T> Drop for Uploading<T> {
    fn drop(&mut self) {
        self.0.lines.lock().unwrap_or_else(PoisonError::into_inner).uploading = false;
        self.0.changed.notify_all();
    }
}

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let lines_left = Lines { queue: VecDeque::new(), reading: true, uploading: true };
    let shared = Arc::new(Shared { lines: Mutex::new(lines_left), changed: Condvar::new() });
    let reading = Reading(Arc::clone(&shared));
    thread::spawn(move || {
        let (mut lines, reading) = (lines, reading);
        let shared = &*reading.0;
        loop {
            // Only this thread adds lines: the room that is found here is there after the next line has been read.
            let full = |lines: &mut Lines<T>| lines.queue.len() > ahead && lines.uploading;
            let guard = shared.lines.lock().unwrap();
            if !shared.changed.wait_while(guard, full).unwrap().uploading {
                return;
            }
            let Some(line) = lines.next() else { return };
            shared.lines.lock().unwrap().queue.push_back(line);
            shared.changed.notify_all();
        }
    });
    let uploading = Uploading(shared);
    loop {
        let line = {
            let shared = &*uploading.0;
            let empty = |lines: &mut Lines<T>| lines.queue.is_empty() && lines.reading;
            let mut lines = shared.changed.wait_while(shared.lines.lock().unwrap(), empty).unwrap();
            shared.changed.notify_all();
            lines.queue.pop_front()
        };
        let Some(line) = line else { return };
        upload(line);
    }
}
