//! Is a batch sent when it is quiet, and only then? Time is the model's: it moves only when somebody who waits for a moment
//! has waited long enough.
//@ bound: 2

use std::cell::RefCell;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use answer::ship;
use crossbeam::channel::unbounded;

const QUIET: Duration = Duration::from_millis(2);

/// A second line, shortly after the first, begins the moment of quiet anew.
pub fn not_before_it_is_quiet() {
    let (line, lines) = unbounded();
    // When each line was sent, and whether all of them have been.
    let sent = Arc::new(Mutex::new((Vec::new(), false)));
    let sending = Arc::clone(&sent);
    let sender = thread::spawn(move || {
        sending.lock().unwrap().0.push(Instant::now());
        line.send(0_usize).expect("it is not over yet: the receiver is there");
        thread::sleep(QUIET / 2);
        sending.lock().unwrap().0.push(Instant::now());
        line.send(1).expect("it is not over yet: the receiver is there");
        sending.lock().unwrap().1 = true;
    });
    let batches = RefCell::new(Vec::new());
    ship(lines, QUIET, |batch: Vec<usize>| {
        let (when, over) = &*sent.lock().unwrap();
        let last = *batch.last().expect("a batch has a line");
        let waited = when[last].elapsed();
        // At the end nothing has to be waited for.
        assert!(
            *over || waited >= QUIET,
            "sent {waited:?} after line {last}, and not after {QUIET:?}"
        );
        batches.borrow_mut().push(batch);
    });
    let batches = batches.into_inner();
    assert_eq!(batches.concat(), [0, 1], "all lines");
    model::sometimes("both lines are in one batch", batches.len() == 1);
    sender.join().expect("this thread only sends");
}

/// When a batch has been sent the next one is collected.
pub fn quiet_is_no_end() {
    let (line, lines) = unbounded();
    let (told, sent) = mpsc::channel();
    let sender = thread::spawn(move || {
        line.send(1).expect("it is not over yet: the receiver is there");
        // Nothing else comes until this has been sent.
        assert_eq!(sent.recv(), Ok(vec![1]), "what was sent when it was quiet");
        line.send(2).expect("it is not over yet: the receiver is there");
        drop(line);
        assert_eq!(sent.recv(), Ok(vec![2]), "what was sent at the end");
    });
    ship(lines, QUIET, |batch| told.send(batch).expect("somebody wants to know"));
    sender.join().expect("the batches are what they should be");
}

/// Nothing comes for a while: nothing is sent.
pub fn nothing_comes_for_a_while() {
    let (line, lines) = unbounded();
    let sender = thread::spawn(move || {
        thread::sleep(3 * QUIET);
        line.send(1).expect("it is not over yet: the receiver is there");
    });
    let mut batches = Vec::new();
    ship(lines, QUIET, |batch| batches.push(batch));
    assert_eq!(batches, [[1]], "what was sent");
    sender.join().expect("this thread only sends");
}

/// At the end what was collected is sent, and nobody waits until it has been quiet.
pub fn the_end_is_not_waited_for() {
    let (line, lines) = unbounded();
    let sender = thread::spawn(move || line.send(1).expect("the receiver is there"));
    let mut batches = Vec::new();
    ship(lines, Duration::MAX, |batch| batches.push(batch));
    assert_eq!(batches, [[1]], "what was sent");
    sender.join().expect("this thread only sends");
}
