//! Is an item that was delivered with somebody, and one that was given back with nobody else, under every schedule?

use std::thread;
use std::time::Duration;

use answer::deliver;
use crossbeam::channel::bounded;

/// Somebody comes for the item, and it is cancelled: one of the two happens.
pub fn delivered_or_given_back() {
    let (out, taking) = bounded(0);
    let (cancel, cancelled) = bounded(0);
    let taker = thread::spawn(move || taking.recv().ok());
    let canceller = thread::spawn(move || drop(cancel));
    let result = deliver(7_u64, &out, &cancelled);
    drop(out);
    let taken = taker.join().expect("taking does not panic");
    match result {
        Ok(()) => assert_eq!(taken, Some(7), "what was taken, of an item that was delivered"),
        Err(item) => {
            assert_eq!((item, taken), (7, None), "what came back, and what somebody has taken");
        }
    }
    model::sometimes("it was delivered", result.is_ok());
    model::sometimes("it was given back", result.is_err());
    canceller.join().expect("this thread only cancels");
}

/// Two items, one place, nobody takes: at most one is delivered, and nobody waits for ever.
pub fn two_for_one_place() {
    let (out, taking) = bounded(1);
    let (cancel, cancelled) = bounded(0);
    let threads = [1_u64, 2].map(|item| {
        let (out, cancelled) = (out.clone(), cancelled.clone());
        thread::spawn(move || deliver(item, &out, &cancelled))
    });
    drop(cancel);
    let mut all: Vec<u64> =
        threads.into_iter().filter_map(|thread| thread.join().expect("no panic").err()).collect();
    model::sometimes("one was delivered", all.len() == 1);
    all.extend(taking.try_iter());
    all.sort_unstable();
    assert_eq!(all, [1, 2], "the items on both sides");
}

/// It is cancelled, whether it waits already or not yet.
pub fn cancelled_while_it_waits() {
    let (out, taking) = bounded(0);
    let (cancel, cancelled) = bounded(0);
    let canceller = thread::spawn(move || drop(cancel));
    assert_eq!(deliver(7_u64, &out, &cancelled), Err(7), "nobody comes for it");
    canceller.join().expect("this thread only cancels");
    assert!(taking.try_recv().is_err(), "what was given back does not come");
}

/// The only place is taken, and somebody comes after some time: until then it is waited for.
pub fn somebody_comes_later() {
    let (out, taking) = bounded(1);
    let (_not_cancelled, cancelled) = bounded(0);
    assert_eq!(deliver(6_u64, &out, &cancelled), Ok(()), "there is a place");
    let taker = thread::spawn(move || {
        thread::sleep(Duration::from_millis(1));
        [taking.recv().ok(), taking.recv().ok()]
    });
    assert_eq!(deliver(7, &out, &cancelled), Ok(()), "somebody comes for it");
    assert_eq!(taker.join().ok(), Some([Some(6), Some(7)]), "what was taken");
}

/// Somebody comes for the item, but not for long, and then leaves.
pub fn somebody_with_little_patience() {
    let (out, taking) = bounded(0);
    let (_not_cancelled, cancelled) = bounded(0);
    let taker = thread::spawn(move || taking.recv_timeout(Duration::from_millis(1)).ok());
    let result = deliver(7_u64, &out, &cancelled);
    let taken = taker.join().expect("taking does not panic");
    assert_eq!(taken, result.ok().map(|()| 7), "what was taken");
    model::sometimes("it was delivered", result.is_ok());
    model::sometimes("it was given back", result.is_err());
}
