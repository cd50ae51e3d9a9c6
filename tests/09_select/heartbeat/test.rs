//! Do the beats come on real threads, however busy it is? Nothing here has to be quick: what is checked is what comes next, and
//! that nothing comes too early.
//@ deadline: 8s

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use answer::{Event, serve};
use crossbeam::channel::unbounded;
use harness::{Rng, all_come_to_rest, seed};

/// Messages that take their time, and the next one is always there: a beat that is due comes before it.
pub fn busy_and_alive() {
    let mut rng = Rng::new(seed());
    let every = Duration::from_micros(rng.range(500..2_000));
    let (message, messages) = unbounded();
    for number in 0..60 {
        message.send(number).expect("the receiver is here");
    }
    drop(message);
    // When the first message since the last beat began: at that moment the next beat was at most `every` away.
    let mut since = None;
    let mut is_due = false;
    let mut next = 0;
    serve(messages, every, |event| match event {
        Event::Beat => (since, is_due) = (None, false),
        Event::Message(number) => {
            assert!(!is_due, "message {number} was handled, and a beat had been due before");
            assert_eq!(number, next, "the messages come in their order");
            next += 1;
            let begun = Instant::now();
            while begun.elapsed() < every / 2 {
                std::hint::spin_loop();
            }
            is_due = since.get_or_insert(begun).elapsed() >= every;
        }
    });
    assert_eq!(next, 60, "messages handled");
}

/// With nothing to do it beats, and not too early.
pub fn nothing_to_do() {
    let every = Duration::from_millis(Rng::new(seed()).range(2..8));
    let (message, messages) = unbounded::<u64>();
    let (told, beats) = mpsc::channel();
    let supervisor = thread::spawn(move || {
        for _ in 0..4 {
            beats.recv().expect("beats come as long as it is not over");
        }
        drop(message);
    });
    let begun = Instant::now();
    let mut beats = 0;
    serve(messages, every, |event| {
        assert_eq!(event, Event::Beat, "nobody has sent a message");
        beats += 1;
        let passed = begun.elapsed();
        assert!(passed >= every * beats, "beat {beats} after {passed:?}, one every {every:?}");
        let _ = told.send(());
    });
    supervisor.join().expect("the beats come");
}

/// Messages are handled when they come, not when it is time for a beat; at the end nobody waits for one.
pub fn nobody_waits_for_a_beat(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    [Duration::from_secs(3_600), Duration::MAX]
        .into_iter()
        .map(|every| {
            let numbers = rng.vec(10);
            let (message, messages) = unbounded();
            let (told, handled) = mpsc::channel();
            let sender = thread::spawn(move || {
                for number in numbers {
                    message.send(number).expect("the receiver is there");
                    assert_eq!(handled.recv(), Ok(number), "the message that has been handled");
                }
            });
            let mut seen = Vec::new();
            serve(messages, every, |event| match event {
                Event::Beat => panic!("a beat, and one is due after {every:?}"),
                Event::Message(number) => {
                    seen.push(number);
                    told.send(number).expect("somebody wants to know");
                }
            });
            sender.join().expect("the messages are handled");
            seen
        })
        .collect()
}

/// The messages that are left when the last sender goes are handled.
pub fn what_is_left_is_handled() {
    for left in 0..4 {
        let (message, messages) = unbounded();
        for number in 0..left {
            message.send(number).expect("the receiver is here");
        }
        drop(message);
        let mut handled = Vec::new();
        serve(messages, Duration::from_millis(1), |event| {
            if let Event::Message(number) = event {
                handled.push(number);
            }
        });
        assert_eq!(handled, (0..left).collect::<Vec<_>>());
    }
}

/// While no message comes and no beat is due it sleeps, be the next beat in an hour or never; it does not ask in a loop.
pub fn it_sleeps_until_something_is_to_be_done() {
    for every in [Duration::from_secs(3_600), Duration::MAX] {
        let (message, messages) = unbounded();
        let sender = thread::spawn(move || {
            for number in 1..=2 {
                let asleep = all_come_to_rest(Duration::from_secs(5));
                assert!(
                    asleep,
                    "nothing to be done, a beat is due every {every:?}, and it never sleeps"
                );
                message.send(number).expect("the receiver is there");
            }
        });
        let mut seen = Vec::new();
        serve(messages, every, |event| seen.push(event));
        sender.join().expect("whoever has nothing to do sleeps");
        assert_eq!(seen, [Event::Message(1), Event::Message(2)], "a beat is due every {every:?}");
    }
}
