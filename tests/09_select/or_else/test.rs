//! Do the lines arrive in batches on real threads, and neither too early nor never? Nobody waits for longer than a few
//! moments of quiet.
//@ deadline: 8s

use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use answer::ship;
use crossbeam::channel::unbounded;
use harness::{Rng, all_come_to_rest};

/// What was collected at the end is one batch; where nothing was, there is none.
pub fn what_is_left_is_one_batch(seed: u64) -> Vec<Vec<Vec<u64>>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|round| {
            let len = if round == 0 { 0 } else { rng.below(30) as usize };
            let (line, lines) = unbounded();
            for each in rng.vec(len) {
                line.send(each).expect("the receiver is here");
            }
            drop(line);
            let mut batches = Vec::new();
            let quiet = if round % 2 == 0 { Duration::MAX } else { Duration::from_secs(3_600) };
            ship(lines, quiet, |batch| batches.push(batch));
            batches
        })
        .collect()
}

/// A line is sent when it has been quiet for long enough, not earlier, and the next ones are sent as well.
pub fn quiet_sends_and_goes_on() {
    let quiet = Duration::from_millis(20);
    let (line, lines) = unbounded();
    let (told, sent) = mpsc::channel();
    let last = Mutex::new(Instant::now());
    thread::scope(|scope| {
        let last = &last;
        scope.spawn(move || {
            for number in 1..=4_u64 {
                *last.lock().unwrap() = Instant::now();
                line.send(number).expect("it is not over yet: the receiver is there");
                // Nothing else comes until this has been sent.
                let batch: Vec<u64> = sent.recv().expect("it is not over yet: batches are sent");
                assert_eq!(batch, [number], "what was sent when it was quiet");
            }
        });
        ship(lines, quiet, |batch| {
            let waited = last.lock().unwrap().elapsed();
            assert!(
                waited >= quiet,
                "sent {waited:?} after the last line, and not after {quiet:?}"
            );
            let _ = told.send(batch);
        });
        drop(told);
    });
}

/// Lines that come while others are being sent are not lost, none comes twice, and while nothing comes nothing is sent.
pub fn all_lines_in_their_order() {
    let (line, lines) = unbounded();
    let (told, sent) = mpsc::channel();
    let mut seen = Vec::new();
    thread::scope(|scope| {
        scope.spawn(move || {
            for number in 0..1_000_u64 {
                // Where it is over too early, the numbers that were seen say so.
                if line.send(number).is_err() {
                    return;
                }
                if number % 50 == 0 {
                    while sent.recv().is_ok_and(|last| last != number) {}
                    // Everything has been sent. For a moment it is quiet.
                    thread::sleep(Duration::from_millis(1));
                }
            }
        });
        ship(lines, Duration::from_nanos(1), |batch| {
            let last = *batch.last().expect("a batch has a line");
            seen.extend(batch);
            let _ = told.send(last);
        });
        drop(told);
    });
    assert_eq!(seen, (0..1_000).collect::<Vec<_>>());
}

/// It sleeps while no line comes and it is not quiet for long enough; it does not ask in a loop.
pub fn it_sleeps_until_something_is_to_be_done() {
    let (line, lines) = unbounded();
    let sender = thread::spawn(move || {
        for number in 1..=2 {
            let asleep = all_come_to_rest(Duration::from_secs(5));
            assert!(asleep, "nothing to be done, and it never sleeps");
            line.send(number).expect("the receiver is there until the end");
        }
    });
    let mut batches = 0;
    ship(lines, Duration::MAX, |batch| {
        // At once, and not when it is over: whoever sends in a loop would fill the memory first.
        assert_eq!(batch, [1, 2], "what was sent, and it should be sent at the end");
        batches += 1;
    });
    sender.join().expect("whoever has nothing to do sleeps");
    assert_eq!(batches, 1, "batches that were sent");
}

/// A line is sent when it has been quiet since it came, whatever time has passed before.
pub fn quiet_is_counted_from_the_last_line() {
    const LINES: u64 = 25;
    let quiet = Duration::from_millis(10);
    let (line, lines) = unbounded();
    line.send(0).expect("the receiver is here");
    let (mut line, mut last, mut next) = (Some(line), Instant::now(), 0);
    ship(lines, quiet, |batch| {
        let waited = last.elapsed();
        assert_eq!(batch, [next], "what was sent when it was quiet");
        assert!(
            waited >= quiet,
            "sent {waited:?} after the line had come, and not after {quiet:?}"
        );
        next += 1;
        // Every other clock has come to its end when the next line is there.
        thread::sleep(quiet);
        if next == LINES {
            line = None;
        }
        last = Instant::now();
        if let Some(line) = &line {
            line.send(next).expect("it is not over yet: the receiver is there");
        }
    });
    assert_eq!(next, LINES, "lines that were sent");
}

/// While nothing has come nothing is sent, however long it is quiet.
pub fn nothing_is_sent_for_nothing() {
    let (line, lines) = unbounded::<u64>();
    let nobody = thread::spawn(move || {
        // Much longer than a moment of quiet, also for somebody who has to wait for a processor.
        all_come_to_rest(Duration::from_secs(1));
        drop(line);
    });
    ship(lines, Duration::from_millis(1), |batch| {
        panic!("nothing has come, and {batch:?} was sent")
    });
    nobody.join().expect("this thread only waits");
}
