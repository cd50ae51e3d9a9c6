//! Does every record arrive on real threads, do the stages work at once, and do they end? How many wait is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};

use answer::import;
use harness::{Rendezvous, Rng};

/// Five records are stored in the order of their lines, whatever the room.
pub fn five_records_in_their_order() {
    for room in 0..7 {
        assert_eq!(imported(1..=5, room), [13, 23, 33, 43, 53], "with room for {room}");
    }
}

/// No lines, nothing to store.
pub fn nothing_to_import() {
    for room in 0..3 {
        assert_eq!(imported(0..0, room), [0_u64; 0], "with room for {room}");
    }
}

/// Random lines of any number arrive, each once and in order.
pub fn random_records_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..6)
        .map(|room| {
            let len = rng.below(400) as usize;
            imported(rng.vec(len).into_iter().map(|line| line % 1_000), room)
        })
        .collect()
}

/// The first record is stored while the second is priced and the third is parsed.
pub fn the_stages_meet() {
    for room in 0..3 {
        let meeting = Arc::new(Rendezvous::new(3));
        let (parsing, pricing) = (Arc::clone(&meeting), Arc::clone(&meeting));
        let mut stored = Vec::new();
        let parse = move |line| {
            if line == 3 {
                parsing.meet();
            }
            line
        };
        let price = move |record| {
            if record == 2 {
                pricing.meet();
            }
            record
        };
        import(1..=20, room, parse, price, |record| {
            if record == 1 {
                meeting.meet();
            }
            stored.push(record);
        });
        assert_eq!(stored, (1..=20).collect::<Vec<_>>(), "with room for {room}");
    }
}

/// When storing panics the two other stages end, though the lines are endless.
pub fn the_last_stage_dies() {
    for room in 0..3 {
        dies(
            room,
            0..,
            |line| line,
            |record| record,
            |record| assert_ne!(record, 3, "broken on purpose"),
        );
    }
}

/// When pricing panics the stage before it ends, though the lines are endless.
pub fn the_middle_stage_dies() {
    for room in 0..3 {
        let price = |record| {
            assert_ne!(record, 3, "broken on purpose");
            record
        };
        dies(room, 0.., |line| line, price, |_| ());
    }
}

/// When parsing panics, or the lines do, that is no regular end.
pub fn the_first_stage_dies() {
    for room in 0..3 {
        let parse = |line| {
            assert_ne!(line, 3, "broken on purpose");
            line
        };
        dies(room, 0.., parse, |record| record, |_| ());
        let lines = (0..).inspect(|line| assert_ne!(*line, 3, "broken on purpose"));
        dies(room, lines, |line| line, |record| record, |_| ());
    }
}

/// `import` panics, and when it has done so the lines have been dropped: nobody reads on.
fn dies(
    room: usize,
    lines: impl Iterator<Item = u64> + Send + 'static,
    parse: impl FnMut(u64) -> u64 + Send + 'static,
    price: impl FnMut(u64) -> u64 + Send + 'static,
    store: impl FnMut(u64),
) {
    let (held, let_go) = mpsc::channel::<()>();
    let lines = lines.inspect(move |_| _ = &held);
    let outcome = catch_unwind(AssertUnwindSafe(|| import(lines, room, parse, price, store)));
    assert!(
        outcome.is_err(),
        "a stage panicked, and `import` returned as if all were well (room for {room})"
    );
    assert!(let_go.recv().is_err());
}

/// The stored records.
fn imported(lines: impl Iterator<Item = u64> + Send + 'static, room: usize) -> Vec<u64> {
    let mut stored = Vec::new();
    import(lines, room, |line| line * 10, |record| record + 3, |record| stored.push(record));
    stored
}
