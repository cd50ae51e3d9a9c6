//! Is there one deadline for the whole batch, and is no event lost, under every schedule?
//!
//! Time is the model's: it moves only when a wait ends, and to that end.

use std::thread;
use std::time::{Duration, Instant};

use answer::Unsent::{Closed, Late};
use answer::deliver;
use crossbeam::channel;

const LIMIT: Duration = Duration::from_millis(10);

/// Somebody takes an event at once, one after six and one after twelve of ten milliseconds: long before another ten are over it has
/// been given up.
pub fn one_deadline_for_the_whole_batch() {
    let (queue, inbox) = channel::bounded(1);
    let start = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| {
            // Not before `deliver` has begun does anybody's time run. And then up to a moment: a `sleep` would begin late.
            let _first = inbox.recv();
            for millis in [6, 12] {
                let _ = channel::at(start + Duration::from_millis(millis)).recv();
                let _next = inbox.try_recv();
            }
        });
        let outcome = deliver(&queue, vec![1, 2, 3, 4, 5], LIMIT);
        let took = start.elapsed();
        let rest = match outcome {
            Err(Late(rest)) if [2, 3, 4, 5].ends_with(&rest) && !rest.is_empty() => rest,
            other => {
                panic!("there was no room for the last of five, and `deliver` returned {other:?}")
            }
        };
        assert!(took >= LIMIT, "it gave up after {took:?}, and had {LIMIT:?}");
        // Time may pass between looking at the clock and beginning to wait, six milliseconds in this model. With the whole time
        // for each event it would be twelve and ten.
        assert!(took < 2 * LIMIT, "it gave up after {took:?}, and had {LIMIT:?}");
        model::sometimes("one was sent while it waited", rest == [4, 5]);
    });
}

/// A receiver takes one event and leaves: it is the first one, and the other is given back.
pub fn each_event_is_received_or_given_back() {
    let (queue, inbox) = channel::bounded(0);
    let (outcome, received) = thread::scope(|scope| {
        let receiver = scope.spawn(move || inbox.recv().ok());
        let outcome = deliver(&queue, vec![1, 2], Duration::from_millis(1));
        // A receiver to whom nothing was sent in time goes home.
        drop(queue);
        (outcome, receiver.join().expect("it only receives"))
    });
    match received {
        Some(event) => {
            assert_eq!(event, 1, "the event that was received");
            assert!(
                outcome == Err(Closed(vec![2])) || outcome == Err(Late(vec![2])),
                "event 1 was received, and `deliver` returned {outcome:?}"
            );
        }
        None => assert_eq!(outcome, Err(Late(vec![1, 2])), "nothing was received"),
    }
    model::sometimes("the receiver had left", outcome == Err(Closed(vec![2])));
    model::sometimes("nothing was sent in time", received.is_none());
}

/// Two deliver at the same time, and there is room for one: the other gives up in time.
pub fn somebody_else_takes_the_room() {
    let (queue, inbox) = channel::bounded(1);
    let deliver_one = |event| deliver(&queue, vec![event], Duration::from_millis(1));
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| deliver_one(2));
        let here = deliver_one(1);
        (here, other.join().expect("it only sends"))
    });
    let expected = match inbox.try_recv() {
        Ok(1) => (Ok(()), Err(Late(vec![2]))),
        Ok(2) => (Err(Late(vec![1])), Ok(())),
        other => panic!("there was room for one event, and in the queue is {other:?}"),
    };
    assert_eq!((here, there), expected, "what the two were told");
}
