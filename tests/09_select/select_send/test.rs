//! Is each item delivered or given back on real threads?
//@ deadline: 8s

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use answer::deliver;
use crossbeam::channel::{bounded, unbounded};
use harness::{Rng, all_come_to_rest};

/// Random items to a receiver that takes some and leaves: what was taken, and what came back.
pub fn taken_and_returned_agree(seed: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..24)
        .map(|_| {
            let len = rng.below(12) as usize;
            let items = rng.vec(len);
            let enough = rng.below(14) as usize;
            let (out, taking) = bounded(0);
            let (_not_cancelled, cancelled) = bounded(0);
            thread::scope(|scope| {
                let taker = scope.spawn(move || taking.into_iter().take(enough).collect());
                let mut returned = Vec::new();
                for item in items {
                    returned.extend(deliver(item, &out, &cancelled).err());
                }
                drop(out);
                (taker.join().expect("taking does not panic"), returned)
            })
        })
        .collect()
}

/// Items fill the places that a channel has; the next one waits, asleep, and is given back when it is cancelled.
pub fn cancelled_while_it_waits() {
    for places in 0..4 {
        let (out, taking) = bounded(places);
        let (cancel, cancelled) = bounded(0);
        for item in 0..places {
            assert_eq!(deliver(item, &out, &cancelled), Ok(()), "there is a place for item {item}");
        }
        let waiting = {
            let (out, cancelled) = (out.clone(), cancelled.clone());
            thread::spawn(move || deliver(99, &out, &cancelled))
        };
        let asleep = all_come_to_rest(Duration::from_secs(5));
        drop(cancel);
        assert!(asleep, "there is no place, and whoever waits for one never sleeps");
        assert_eq!(waiting.join().ok(), Some(Err(99)), "there is no place for this one");
        // And from now on it is cancelled.
        assert_eq!(
            deliver(100, &out, &cancelled),
            Err(100),
            "there is no place, and it is cancelled"
        );
        drop(out);
        let taken: Vec<usize> = taking.iter().collect();
        assert_eq!(taken, (0..places).collect::<Vec<_>>(), "the items that were delivered");
    }
}

/// When all receivers are gone, every item comes back, whether somebody waits already or not yet.
pub fn nobody_is_left_to_take_it() {
    for places in 0..3 {
        let (out, taking) = bounded(places);
        let (_not_cancelled, cancelled) = bounded(0);
        let waiting = {
            let (out, cancelled) = (out.clone(), cancelled.clone());
            let other = taking.clone();
            thread::spawn(move || {
                for item in 0..places {
                    assert_eq!(deliver(item, &out, &cancelled), Ok(()), "there is a place");
                }
                drop(other);
                deliver(99, &out, &cancelled)
            })
        };
        thread::yield_now();
        drop(taking);
        // With places left free by nobody: the channel is full, or closed already.
        let back = waiting.join().expect("that nobody is left is no reason to panic");
        assert_eq!(back, Err(99), "nobody is left to take it");
        assert_eq!(deliver(100, &out, &cancelled), Err(100), "nobody is left to take it");
    }
}

/// Several threads deliver and it is cancelled in the middle: each item is on one side, and on one side only.
pub fn none_is_lost_and_none_is_doubled() {
    for _ in 0..50 {
        let dropped = Arc::new(AtomicUsize::new(0));
        // Room for all of them: who waits for a place, and is overtaken, is for the model.
        let (out, taking) = bounded(30);
        let (cancel, cancelled) = bounded(0);
        let mut ids = thread::scope(|scope| {
            let threads: Vec<_> = (0..3_usize)
                .map(|thread| {
                    let (out, cancelled, dropped) = (out.clone(), cancelled.clone(), &dropped);
                    scope.spawn(move || {
                        let items = (0..10).map(|n| Item(10 * thread + n, Arc::clone(dropped)));
                        items.filter_map(|item| deliver(item, &out, &cancelled).err()).collect()
                    })
                })
                .collect();
            let mut taken: Vec<Item> = taking.iter().take(7).collect();
            drop(cancel);
            for thread in threads {
                let returned: Vec<Item> = thread.join().expect("delivering does not panic");
                taken.extend(returned);
            }
            // What was delivered and not yet taken.
            taken.extend(taking.try_iter());
            taken.iter().map(|item| item.0).collect::<Vec<_>>()
        });
        ids.sort_unstable();
        assert_eq!(ids, (0..30).collect::<Vec<_>>(), "the items on both sides");
        assert_eq!(dropped.load(Ordering::SeqCst), 30, "each item was dropped once");
    }
}

/// Where there is room, nobody has to wait for anything.
pub fn there_is_room() {
    let (out, taking) = unbounded();
    let (_not_cancelled, cancelled) = bounded(0);
    for item in 0..100 {
        assert_eq!(deliver(item, &out, &cancelled), Ok(()));
    }
    assert_eq!(taking.try_iter().collect::<Vec<_>>(), (0..100).collect::<Vec<_>>());
}

/// Counts how often one is dropped. Neither `Clone` nor `Debug`.
struct Item(usize, Arc<AtomicUsize>);

impl Drop for Item {
    fn drop(&mut self) {
        self.1.fetch_add(1, Ordering::SeqCst);
    }
}
