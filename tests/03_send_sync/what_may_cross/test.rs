//! Does `import` read everything at the same time, and keep each event once?
//@ deadline: 5s

use std::panic::catch_unwind;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Event, import};
use harness::{Rendezvous, Rng};

/// Each event is kept once, in order, and the rest is counted, for none to five partitions.
pub fn imports_agree(_seed: u64) -> Vec<(Vec<(u64, String)>, usize)> {
    (0..6).map(|partitions| plain(import(partitions, read))).collect()
}

/// Every partition is read once.
pub fn every_partition_is_read_once() {
    static READ: [AtomicUsize; 5] = [const { AtomicUsize::new(0) }; 5];
    import(4, |partition| {
        READ[partition].fetch_add(1, Ordering::Relaxed);
        vec![Event::new(7, "ACME")]
    });
    let read: Vec<usize> = READ.iter().map(|read| read.load(Ordering::Relaxed)).collect();
    assert_eq!(read, [1, 1, 1, 1, 0], "times that partitions 0 to 4 were read, of 4 partitions");
}

/// All partitions are read at the same time.
pub fn partitions_are_read_at_the_same_time() {
    static MEETING: OnceLock<Rendezvous> = OnceLock::new();
    MEETING.get_or_init(|| Rendezvous::new(3));
    let imported = import(3, |partition| {
        MEETING.get().expect("it is set before anybody reads").meet();
        vec![Event::new(partition as u64, "ACME")]
    });
    assert_eq!(plain(imported).0.len(), 3, "events of three partitions");
}

/// Without partitions there is nothing to keep and nothing to throw away.
pub fn no_partitions() {
    assert_eq!(plain(import(0, read)), (vec![], 0));
}

/// Empty partitions are no reason to stop.
pub fn empty_partitions() {
    let imported = import(3, |partition| {
        if partition == 1 { vec![Event::new(7, "ACME"), Event::new(7, "ACME")] } else { vec![] }
    });
    assert_eq!(plain(imported), (vec![(7, String::from("ACME"))], 1));
}

/// A partition that cannot be read makes `import` panic, whichever it is.
pub fn half_an_import_is_none() {
    static BROKEN: AtomicUsize = AtomicUsize::new(0);
    for broken in 0..3 {
        BROKEN.store(broken, Ordering::SeqCst);
        let result = catch_unwind(|| {
            plain(import(3, |partition| {
                if partition == BROKEN.load(Ordering::SeqCst) {
                    panic!("partition {partition} is unreachable on purpose");
                }
                vec![Event::new(partition as u64, "ACME")]
            }))
        });
        assert!(result.is_err(), "partition {broken} of 3 panicked, and the result was {result:?}");
    }
}

fn plain((events, thrown_away): (Vec<Event>, usize)) -> (Vec<(u64, String)>, usize) {
    let plain = |event: &Event| (event.id(), event.customer().to_string());
    (events.iter().map(plain).collect(), thrown_away)
}

/// One partition of the topic that `oracle.rs` makes from the same seed.
fn read(partition: usize) -> Vec<Event> {
    let mut rng = Rng::new(harness::seed().wrapping_add(partition as u64));
    (0..rng.below(9))
        .map(|_| {
            let id = rng.below(12);
            Event::new(id, &format!("customer {}", id % 5))
        })
        .collect()
}
