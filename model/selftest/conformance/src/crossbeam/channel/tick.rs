//! `tick`.

use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{TryRecvError, bounded, select_biased, tick};
use crossbeam::select;

use crate::sometimes;

cases! { again_and_again missed_ticks_are_lost clones_share_the_ticks beats_until_it_is_told_to_stop }

const SOON: Duration = Duration::from_millis(2);

fn again_and_again() {
    let begun = Instant::now();
    let ticker = tick(SOON);
    assert_eq!(ticker.capacity(), Some(1));
    let came: Vec<_> = (0..3).map(|_| ticker.recv().unwrap()).collect();
    assert!(came.is_sorted() && came[0] >= begun + SOON && came[2] >= begun + 3 * SOON);
    assert_eq!(tick(Duration::MAX).try_recv(), Err(TryRecvError::Empty));
}

fn missed_ticks_are_lost() {
    let ticker = tick(2 * SOON);
    thread::sleep(9 * SOON);
    assert_eq!((ticker.len(), ticker.is_full()), (1, true));
    ticker.recv().unwrap();
    assert!(ticker.recv().unwrap() >= ticker.recv().unwrap() - 3 * SOON);
}

fn clones_share_the_ticks() {
    let ticker = tick(SOON);
    let other = ticker.clone();
    assert!(ticker.same_channel(&other));
    let came = thread::scope(|s| {
        let one = s.spawn(|| ticker.recv().unwrap());
        [other.recv().unwrap(), one.join().unwrap()]
    });
    assert_ne!(came[0], came[1]);
}

fn beats_until_it_is_told_to_stop() {
    let (stop, stopped) = bounded::<()>(0);
    let beats = thread::scope(|s| {
        let heart = s.spawn(move || {
            let (ticker, mut beats) = (tick(SOON), 0);
            loop {
                select_biased! {
                    recv(stopped) -> _ => break beats,
                    recv(ticker) -> _ => beats += 1,
                }
            }
        });
        drop(stop);
        heart.join().unwrap()
    });
    sometimes("no beat", beats == 0);
    sometimes("a beat", beats == 1);
    // Even when nothing else is ready, and others go on.
    let (ticker, mut turns) = (tick(SOON), 0);
    select! {
        recv(ticker) -> _ => turns += 1,
        default => turns += 2,
    }
    assert!(turns > 0);
}
