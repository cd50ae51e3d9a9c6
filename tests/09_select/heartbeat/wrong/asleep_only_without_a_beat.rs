//@ caught-by: test
//@ says: Only without a beat does it sleep until a message comes. With one it wakes up a thousand times a second to look at the clock and at the queue, though it knows for how long nothing else is due: `recv_timeout` waits for both.
//@ fails: it_sleeps_until_something_is_to_be_done
//@ sort: tempting

use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{Receiver, TryRecvError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<M> {
    Message(M),
    Beat,
}

pub fn serve<M, F>(messages: Receiver<M>, every: Duration, mut on: F)
where
    M: Send + 'static,
    F: FnMut(Event<M>),
{
    let Some(mut due) = Instant::now().checked_add(every) else {
        for message in messages {
            on(Event::Message(message));
        }
        return;
    };
    loop {
        if Instant::now() >= due {
            due = Instant::now() + every;
            on(Event::Beat);
            continue;
        }
        match messages.try_recv() {
            Ok(message) => on(Event::Message(message)),
            Err(TryRecvError::Empty) => thread::sleep(Duration::from_millis(1)),
            Err(TryRecvError::Disconnected) => return,
        }
    }
}
