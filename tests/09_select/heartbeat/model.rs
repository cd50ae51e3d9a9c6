//! Do the beats come under every schedule? Time is the model's: it moves only when somebody who waits for a moment has
//! waited long enough.
//@ bound: 2

use std::thread;
use std::time::{Duration, Instant};

use answer::{Event, serve};
use crossbeam::channel::unbounded;

const EVERY: Duration = Duration::from_millis(2);

/// Messages come more often than beats are due: they come all the same, each before the next message.
//@ bound: 1
pub fn busy_and_alive() {
    let (message, messages) = unbounded();
    let sender = thread::spawn(move || {
        for number in 0..4 {
            message.send(number).expect("the receiver is there");
            thread::sleep(EVERY / 2);
        }
    });
    let begun = Instant::now();
    let (mut since, mut is_due, mut beats) = (None, false, 0);
    serve(messages, EVERY, |event| match event {
        Event::Beat => {
            (since, is_due) = (None, false);
            beats += 1;
            let passed = begun.elapsed();
            assert!(passed >= EVERY * beats, "beat {beats} after {passed:?}, one every {EVERY:?}");
        }
        Event::Message(number) => {
            assert!(!is_due, "message {number} was handled, and a beat had been due before");
            is_due = since.get_or_insert_with(Instant::now).elapsed() >= EVERY;
        }
    });
    model::sometimes("there was a beat", beats > 0);
    sender.join().expect("this thread only sends");
}

/// Nothing is to be done: a beat comes, and then another one.
pub fn nothing_to_do() {
    let (message, messages) = unbounded::<u64>();
    let mut message = Some(message);
    let mut beats = 0;
    serve(messages, EVERY, |event| {
        assert_eq!(event, Event::Beat, "nobody has sent a message");
        beats += 1;
        if beats == 2 {
            message.take();
        }
    });
    assert!(beats >= 2, "it is over after {beats} beats, and the sender was there");
}

/// A message, and the end: nobody waits for a beat.
pub fn the_end_is_not_waited_for() {
    let (message, messages) = unbounded();
    let sender = thread::spawn(move || message.send(7).expect("the receiver is there"));
    let mut handled = Vec::new();
    serve(messages, Duration::MAX, |event| handled.push(event));
    assert_eq!(handled, [Event::Message(7)], "what has happened");
    sender.join().expect("this thread only sends");
}
