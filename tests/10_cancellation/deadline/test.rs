//! Is the tree a tree, and does each deadline count from where it was set? Who waits already when something happens is for the
//! model.
//@ deadline: 8s

use std::hint::spin_loop;
use std::thread;
use std::time::{Duration, Instant};

use answer::Token;
use harness::{Rng, all_come_to_rest, seed};

const AN_HOUR: Duration = Duration::from_secs(3_600);

/// Random trees, random cancelling: who is done, and who is not.
pub fn a_tree_of_tokens(seed: u64) -> Vec<Vec<bool>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let mut tokens = vec![Token::new()];
            for _ in 0..12 {
                let of = rng.below(tokens.len() as u64) as usize;
                match rng.below(4) {
                    0 => tokens[of].cancel(),
                    1 => tokens.push(tokens[of].clone()),
                    2 => tokens.push(tokens[of].child(Duration::MAX)),
                    _ => tokens.push(tokens[of].child(AN_HOUR)),
                }
            }
            tokens
                .iter()
                .flat_map(|token| [token.is_done(), token.wait_for(Duration::ZERO)])
                .collect()
        })
        .collect()
}

/// A child is done when its time is up, and its parent is not; nobody says so earlier.
pub fn the_time_is_up() {
    let limit = Duration::from_millis(Rng::new(seed()).range(5..25));
    let root = Token::default();
    let begun = Instant::now();
    let child = root.child(limit);
    assert!(child.wait_for(AN_HOUR), "its own limit is {limit:?}");
    let waited = begun.elapsed();
    assert!(waited >= limit, "done after {waited:?}, with a limit of {limit:?}");
    assert!(child.is_done() && child.wait_for(Duration::MAX), "what is done stays done");
    assert!(!root.is_done(), "the root has no limit");
    assert!(root.child(Duration::ZERO).is_done(), "a limit of zero is over at once");
    assert!(child.child(AN_HOUR).is_done(), "the child of one that is done");
}

/// The limit counts from the call of `child`, whoever waits, and however often.
pub fn it_counts_from_the_beginning() {
    let limit = Duration::from_millis(Rng::new(seed()).range(5..25));
    let child = Token::new().child(limit);
    let begun = Instant::now();
    while begun.elapsed() < limit {
        spin_loop();
    }
    assert!(child.is_done(), "its limit of {limit:?} has passed while nobody waited");
    assert!(child.wait_for(Duration::ZERO), "it is done already, and that is said at once");
}

/// Whose deadline comes first decides, be it the parent's or the child's.
pub fn the_earlier_one_counts() {
    let limit = Duration::from_millis(Rng::new(seed()).range(5..25));
    for limits in [
        [limit, AN_HOUR, Duration::MAX],
        [AN_HOUR, limit, Duration::MAX],
        [Duration::MAX, AN_HOUR, limit],
        [limit, Duration::MAX, AN_HOUR],
    ] {
        let begun = Instant::now();
        let token = limits.iter().fold(Token::new(), |token, limit| token.child(*limit));
        assert!(token.wait_for(AN_HOUR), "one of the limits is {limit:?}");
        let waited = begun.elapsed();
        assert!(waited >= limit, "done after {waited:?}, with a limit of {limit:?}");
    }
}

/// Whoever waits for a token that is not done gives up when the time is up, and not earlier.
pub fn not_done_in_time() {
    let limit = Duration::from_millis(Rng::new(seed()).range(5..25));
    let root = Token::new();
    for token in [root.clone(), root.child(AN_HOUR), root.child(Duration::MAX)] {
        let begun = Instant::now();
        assert!(!token.wait_for(limit), "nobody has cancelled it");
        let waited = begun.elapsed();
        assert!(waited >= limit, "given up after {waited:?}, with a limit of {limit:?}");
    }
}

/// A token that is dropped is not cancelled, and what is below it is not done.
pub fn nobody_holds_the_parent() {
    let root = Token::new();
    drop(root.clone());
    let grandchild = root.child(AN_HOUR).child(Duration::MAX);
    assert!(!root.is_done() && !grandchild.is_done(), "nobody has cancelled anything");
    let orphan = Token::new().child(AN_HOUR);
    assert!(!orphan.wait_for(Duration::from_millis(1)), "nobody has cancelled anything");
    root.cancel();
    assert!(grandchild.is_done(), "the root was cancelled, and its child's child is below it");
}

/// Threads share tokens: one cancels, the others find it done. The longest limits are allowed.
pub fn threads_share_tokens() {
    let root = Token::new();
    let tokens = [root.clone(), root.child(AN_HOUR), root.child(Duration::MAX).child(AN_HOUR)];
    thread::scope(|scope| {
        scope.spawn(|| root.cancel());
    });
    // Who waits already when it is cancelled is for the model.
    thread::scope(|scope| {
        let waiting: Vec<_> = tokens
            .iter()
            .flat_map(|token| [(token, AN_HOUR), (token, Duration::MAX)])
            .map(|(token, limit)| scope.spawn(move || token.wait_for(limit)))
            .collect();
        for thread in waiting {
            assert_eq!(thread.join().ok(), Some(true), "it is done, and nobody panics");
        }
    });
}

/// Whoever waits sleeps until it is cancelled. (That all get up who wait, also below, is for the model.)
pub fn whoever_waits_sleeps() {
    let token = Token::new();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| token.wait_for(Duration::MAX));
        let asleep = all_come_to_rest(Duration::from_secs(5));
        token.cancel();
        assert!(asleep, "it is not done, and whoever waits for it never sleeps");
        assert_eq!(waiting.join().ok(), Some(true), "it is done");
    });
}

/// Whoever waits for a token that has others above it, or an end of its own, sleeps, too.
pub fn whoever_waits_below_sleeps() {
    for (limits, limit) in [
        (&[Duration::MAX][..], Duration::MAX),
        (&[AN_HOUR], Duration::MAX),
        (&[Duration::MAX], AN_HOUR),
        (&[AN_HOUR, Duration::MAX], AN_HOUR),
    ] {
        let root = Token::new();
        let token = limits.iter().fold(root.clone(), |token, limit| token.child(*limit));
        thread::scope(|scope| {
            let waiting = scope.spawn(|| token.wait_for(limit));
            let asleep = all_come_to_rest(Duration::from_secs(5));
            token.cancel();
            assert!(asleep, "it is not done, and whoever waits for it never sleeps: {limits:?}");
            assert_eq!(waiting.join().ok(), Some(true), "it is done");
        });
    }
}
