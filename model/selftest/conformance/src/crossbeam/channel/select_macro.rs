//! `select!` and `select_biased!`.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

use crossbeam::channel::{
    Receiver, RecvError, SendError, Sender, bounded, never, select_biased, unbounded,
};
use crossbeam::select;

use super::{filled, outcome};
use crate::sometimes;

cases! {
    select_takes_either select_takes_any_of_four biased_takes_the_first select_loop merge blocked_select_gets_one two_selects_share selects_meet one_of_two_rendezvous message_of_the_selected_arm default default_in_a_loop select_grammar select_send_gives_back default_after_a_time
}

fn select_takes_either() {
    let (a, b) = (filled(["a"]), filled(["b"]));
    let came = select! {
        recv(a) -> message => message.unwrap(),
        recv(b) -> message => message.unwrap(),
    };
    outcome(came, &["a", "b"]);
}

fn select_takes_any_of_four() {
    let (a, b) = (filled(["a"]), filled::<u32>([]));
    let (c, full_rx) = bounded(1);
    let (full, _rx) = bounded(1);
    full.send("full").unwrap();
    let came = select! {
        recv(a) -> message => message.unwrap(),
        recv(b) -> message => {
            assert_eq!(message, Err(RecvError));
            "disconnected"
        }
        send(c, "c") -> sent => {
            assert_eq!((sent, full_rx.recv()), (Ok(()), Ok("c")));
            "sent"
        }
        send(full, "full") -> _ => "never"
    };
    outcome(came, &["a", "disconnected", "sent"]);
}

fn biased_takes_the_first() {
    let (a, b) = (filled(["a"; 3]), filled(["b"; 2]));
    let mut came = String::new();
    for _ in 0..5 {
        came += select_biased! {
            recv(never::<&str>()) -> _ => unreachable!(),
            recv(b) -> message => match message {
                Ok(message) => message,
                // Disconnected, hence ready.
                Err(RecvError) => "-",
            },
            recv(a) -> message => message.unwrap(),
            default => "default",
        };
    }
    assert_eq!(came, "bb---");
}

/// The loop over jobs and the end of them, which takes what is left.
fn select_loop() {
    let (jobs_tx, jobs) = unbounded();
    let (done_tx, done) = bounded::<()>(0);
    let worker = thread::spawn(move || {
        let mut taken = 0;
        loop {
            select! {
                recv(jobs) -> job => taken += job.unwrap_or(0),
                recv(done) -> _ => return taken,
            }
        }
    });
    jobs_tx.send(1).unwrap();
    jobs_tx.send(2).unwrap();
    drop(done_tx);
    let taken = worker.join().unwrap();
    drop(jobs_tx);
    assert!([0, 1, 3].contains(&taken));
    sometimes("nothing was taken", taken == 0);
    sometimes("one was taken", taken == 1);
    sometimes("all were taken", taken == 3);
}

/// Go's nil channel: a source that has ended is asked no more.
fn merge() {
    let ((tx1, mut rx1), (tx2, mut rx2)) = (bounded(1), bounded(1));
    thread::scope(|s| {
        s.spawn(move || tx1.send(1).unwrap());
        s.spawn(move || tx2.send(2).unwrap());
        let (mut all, mut open) = (Vec::new(), 2);
        while open > 0 {
            select! {
                recv(rx1) -> message => match message {
                    Ok(message) => all.push(message),
                    Err(_) => {
                        rx1 = never();
                        open -= 1;
                    }
                },
                recv(rx2) -> message => match message {
                    Ok(message) => all.push(message),
                    Err(_) => {
                        rx2 = never();
                        open -= 1;
                    }
                },
            }
        }
        sometimes("1 first", all == [1, 2]);
        sometimes("2 first", all == [2, 1]);
        all.sort();
        assert_eq!(all, [1, 2]);
    });
}

/// Whoever waits at two channels gets the message of one of them, and the other's stays.
fn blocked_select_gets_one() {
    let ((tx1, rx1), (tx2, rx2)) = (unbounded(), unbounded());
    thread::scope(|s| {
        s.spawn(move || tx1.send("one").unwrap());
        s.spawn(move || tx2.send("two").unwrap());
        let (first, other) = select! {
            recv(rx1) -> message => (message.unwrap(), &rx2),
            recv(rx2) -> message => (message.unwrap(), &rx1),
        };
        outcome(first, &["one", "two"]);
        assert_eq!(other.recv(), Ok(if first == "one" { "two" } else { "one" }));
    });
}

/// Two who wait at the same two channels: no message is given twice, and none is lost.
fn two_selects_share() {
    let ((tx1, rx1), (tx2, rx2)) = (unbounded(), unbounded());
    let receive = |all: &Mutex<Vec<u32>>| {
        let message = select! { recv(rx1) -> m => m, recv(rx2) -> m => m };
        all.lock().unwrap().push(message.unwrap());
    };
    let all = Mutex::new(Vec::new());
    thread::scope(|s| {
        s.spawn(|| receive(&all));
        s.spawn(|| receive(&all));
        tx1.send(1).unwrap();
        tx2.send(2).unwrap();
    });
    let mut all = all.into_inner().unwrap();
    all.sort();
    assert_eq!(all, [1, 2]);
}

/// A select that sends meets one that receives, and neither needs another to wait in `recv` or `send`.
fn selects_meet() {
    let (tx, rx) = bounded(0);
    let (_keep, nothing) = bounded::<u32>(0);
    let (full, _rx) = bounded(0);
    thread::scope(|s| {
        s.spawn(|| {
            select! {
                send(tx, 7) -> sent => assert_eq!(sent, Ok(())),
                send(full, 8) -> _ => unreachable!(),
            }
        });
        select! {
            recv(nothing) -> _ => unreachable!(),
            recv(rx) -> message => assert_eq!(message, Ok(7)),
        }
    });
}

/// Of two rendezvous offered at once, exactly one comes about.
fn one_of_two_rendezvous() {
    let ((tx1, rx1), (tx2, rx2)) = (bounded(0), bounded(0));
    thread::scope(|s| {
        let first = s.spawn(move || rx1.try_recv().ok());
        let second = s.spawn(move || rx2.try_recv().ok());
        let sent = select! {
            send(tx1, 1) -> sent => sent.map(|()| 1),
            send(tx2, 2) -> sent => sent.map(|()| 2),
        };
        let received = (first.join().unwrap(), second.join().unwrap());
        match sent {
            Ok(1) => assert_eq!(received, (Some(1), None)),
            Ok(_) => assert_eq!(received, (None, Some(2))),
            Err(SendError(_)) => assert_eq!(received, (None, None)),
        }
        sometimes("first", sent == Ok(1));
        sometimes("second", sent == Ok(2));
        sometimes("neither", sent.is_err());
    });
}

/// The message is evaluated when its arm was selected, and only then; whoever gets its place waits for it.
fn message_of_the_selected_arm() {
    let evaluated = AtomicU32::new(0);
    let message = |number| {
        evaluated.fetch_add(1, Relaxed);
        number
    };
    let (full, _full_rx) = bounded(1);
    full.send(0).unwrap();
    let (tx, rx) = bounded(1);
    thread::scope(|s| {
        let received = s.spawn(|| rx.recv());
        select! {
            send(full, message(1)) -> _ => unreachable!(),
            send(tx, message(2)) -> sent => assert_eq!(sent, Ok(())),
        }
        assert_eq!(evaluated.load(Relaxed), 1);
        assert_eq!(received.join().unwrap(), Ok(2));
    });
    // A rendezvous is agreed upon before there is a message, too.
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        let received = s.spawn(|| rx.recv());
        select! { send(tx, message(3)) -> sent => assert_eq!(sent, Ok(())) }
        assert_eq!(received.join().unwrap(), Ok(3));
    });
}

/// `default` is taken when nothing is ready, and only then.
fn default() {
    let (tx, rx) = bounded(1);
    thread::scope(|s| {
        s.spawn(|| {
            let tx = tx;
            tx.send("message").unwrap();
        });
        let came = select! {
            recv(rx) -> message => message.unwrap(),
            recv(never::<()>()) -> _ => unreachable!(),
            default => "nothing",
        };
        outcome(came, &["message", "nothing"]);
    });
    // Whether or not it was received, the sender is gone.
    let mut left = 0;
    while select! { recv(rx) -> message => message.is_ok(), default => unreachable!() } {
        left += 1;
    }
    assert!(left <= 1);
}

/// A loop that polls with `default` ends when there is nothing left to wait for.
fn default_in_a_loop() {
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        s.spawn(|| {
            let tx = tx;
            tx.send(1).unwrap();
        });
        loop {
            select! {
                recv(rx) -> message => {
                    assert_eq!(message, Ok(1));
                    break;
                }
                default => {}
            }
        }
    });
}

/// All that `select!` accepts.
fn select_grammar() {
    struct Ends {
        rx: Receiver<Option<u32>>,
    }
    fn one<T>(message: T) -> Receiver<T> {
        filled([message])
    }
    fn question(rx: &Receiver<u32>) -> Result<u32, RecvError> {
        Ok(select! {
            recv(rx) -> message => message?,
        } + 1)
    }
    assert_eq!(question(&one(1)), Ok(2));
    assert_eq!(question(&filled([])), Err(RecvError));
    // No comma after blocks, one after the last arm, or none; a comma in the list.
    let rx = one(2);
    let got = select! { recv(rx,) -> message => { message } };
    assert_eq!(got, Ok(2));
    let (tx, sent) = unbounded();
    select! { send(tx, 3,) -> result => result.unwrap() }
    select! {
        send(tx, 4) -> result => { result.unwrap() }
        recv(never::<()>()) -> _ => {},
    };
    assert_eq!(sent.try_iter().collect::<Vec<_>>(), [3, 4]);
    // Any expression for a channel: a field, a reference, a call, an element.
    let ends = Ends { rx: one(Some(5)) };
    let all = [one(6), filled([])];
    select! {
        recv(ends.rx) -> message => match message {
            Ok(Some(5)) => {}
            other => panic!("{other:?}"),
        },
    }
    select_biased! {
        recv(&all[0]) -> message => assert_eq!(message, Ok(6)),
        recv(all.last().unwrap()) -> _ => unreachable!(),
    }
    // Patterns.
    select! { recv(one(7)) -> (Ok(7) | Ok(_) | Err(_)) => {} }
    let got =
        select! { recv(one(1)) -> mut message => { message = message.map(|m| m + 1); message } };
    assert_eq!(got, Ok(2));
    // `default` in all its forms, first or last.
    assert_eq!(select! { default => 8 }, 8);
    assert_eq!(select! { default() => { 9 } recv(never::<()>()) -> _ => 0 }, 9);
    // A block that is only the beginning of an expression.
    let text =
        select! { recv(one(10)) -> m => { m.unwrap() }.to_string(), default => String::new() };
    assert_eq!(text, "10");
    // Jumps out of an arm.
    let mut turn = 9;
    let got = 'outer: loop {
        turn += 1;
        loop {
            select! {
                recv(one(turn)) -> message => match message {
                    Ok(11) => break 'outer turn,
                    _ => break,
                },
                default => continue,
            }
        }
    };
    assert_eq!(got, 11);
    // The message may be moved into the arm, and a channel given away in it.
    let (tx, rx) = unbounded();
    let text = String::from("moved");
    select! { send(tx, text) -> _ => drop(tx) }
    assert_eq!(rx.iter().collect::<Vec<_>>(), ["moved"]);
    // Owned senders and references to them in one list.
    let (tx, rx) = (&unbounded::<u32>(), one(12));
    select! {
        recv(rx) -> message => assert_eq!(message, Ok(12)),
        send(tx.0, 0) -> sent => assert_eq!((sent, tx.1.recv()), (Ok(()), Ok(0))),
    }
}

/// `select!` gives the message back when nobody will receive it.
fn select_send_gives_back() {
    let (tx, rx): (Sender<String>, _) = bounded(0);
    drop(rx);
    let message = String::from("back");
    let came = select! {
        send(tx, message) -> sent => sent.unwrap_err().into_inner(),
        recv(never::<()>()) -> _ => unreachable!(),
    };
    assert_eq!(came, "back");
}

/// In time, too late, or not at all.
fn default_after_a_time() {
    const SOON: Duration = Duration::from_millis(2);
    let ((tx, rx), (other_tx, other)) = (bounded(0), unbounded::<u32>());
    thread::scope(|s| {
        s.spawn(move || tx.send_timeout(1, SOON));
        let came = select! {
            recv(rx) -> message => message.is_ok(),
            recv(other) -> _ => unreachable!(),
            default(SOON) => false,
        };
        sometimes("in time", came);
        sometimes("too late", !came);
    });
    drop(other_tx);
    assert!(select! { recv(other) -> message => message.is_err(), default(SOON) => false });
    assert!(select! { default(SOON) => true });
}
