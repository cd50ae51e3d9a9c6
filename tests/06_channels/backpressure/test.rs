//! Does every line arrive on real threads, can the reader get ahead, and is it let go? How far ahead at most is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};

use answer::ship;
use harness::{Rendezvous, Rng};

/// Five lines arrive in their order, whatever `ahead` is.
pub fn five_lines_in_their_order() {
    for ahead in 0..7 {
        assert_eq!(shipped(1..=5, ahead), [1, 2, 3, 4, 5], "with `ahead` {ahead}");
    }
}

/// No lines, no uploads.
pub fn nothing_to_ship() {
    for ahead in 0..3 {
        assert_eq!(shipped(0..0, ahead), [0_u64; 0], "with `ahead` {ahead}");
    }
}

/// Random lines of any number arrive, each once and in order.
pub fn random_lines_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..6)
        .map(|ahead| {
            let len = rng.below(400) as usize;
            shipped(rng.vec(len).into_iter().map(|line| line % 1_000), ahead)
        })
        .collect()
}

/// While the first line is being uploaded, `ahead` more are read.
pub fn the_reader_gets_ahead() {
    for ahead in [0, 1, 2, 3, 300] {
        let end = ahead + 50;
        let meeting = Arc::new(Rendezvous::new(2));
        let reader = Arc::clone(&meeting);
        let lines = (0..end).inspect(move |line| {
            // Line 0 is the one being uploaded, and `ahead` may wait.
            if ahead > 0 && *line == ahead {
                reader.meet();
            }
        });
        let mut uploaded = Vec::new();
        ship(lines, ahead, |line| {
            if ahead > 0 && line == 0 {
                meeting.meet();
            }
            uploaded.push(line);
        });
        assert_eq!(uploaded, (0..end).collect::<Vec<_>>(), "with `ahead` {ahead}");
    }
}

/// An upload that panics ends it all, and the reader is let go.
pub fn a_panic_lets_the_reader_go() {
    for ahead in 0..3 {
        let (held, let_go) = mpsc::channel::<()>();
        let lines = (1..=50).inspect(move |_| _ = &held);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            ship(lines, ahead, |line| assert_ne!(line, 2, "this upload is broken on purpose"));
        }));
        assert!(outcome.is_err(), "the panic of `upload` is a panic of `ship`");
        // `lines` holds the only sender. An error here says that it has been dropped: by the reader, who is gone.
        assert!(let_go.recv().is_err());
    }
}

/// The uploaded lines.
fn shipped(lines: impl Iterator<Item = u64> + Send + 'static, ahead: usize) -> Vec<u64> {
    let mut uploaded = Vec::new();
    ship(lines, ahead, |line| uploaded.push(line));
    uploaded
}
