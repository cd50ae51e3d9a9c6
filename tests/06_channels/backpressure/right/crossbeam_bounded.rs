//! crossbeam's bounded channel: the same bound, the same error when the receiver is gone.

use crossbeam::channel;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (read, inbox) = channel::bounded(ahead);
    let reader = thread::spawn(move || {
        for line in lines {
            if read.send(line).is_err() {
                return;
            }
        }
    });
    for line in inbox {
        upload(line);
    }
    reader.join().expect("the task says that `lines` does not panic");
}
