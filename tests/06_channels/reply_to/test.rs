//! Does every answer reach the one who asked, and does the owner live as long as it should?
//@ deadline: 8s

use std::collections::{BTreeMap, HashMap};
use std::thread;

use answer::open;
use harness::Rng;

/// One who asks and waits, time and again.
pub fn asked_and_answered() {
    let (meter, owner) = open();
    assert_eq!(meter.add(1, 5).wait(), 5);
    assert_eq!(meter.add(2, 10).wait(), 10);
    assert_eq!(meter.add(1, 7).wait(), 12);
    assert_eq!(meter.add(2, 0).wait(), 10, "an addition of nothing");
    drop(meter);
    assert_eq!(owner.join().expect("the owner does not panic"), HashMap::from([(1, 12), (2, 10)]));
}

/// Nobody asks: the owner ends with nothing.
pub fn nobody_asks() {
    let (meter, owner) = open();
    drop(meter);
    assert_eq!(owner.join().expect("the owner does not panic"), HashMap::new());
}

/// Answers can be fetched in another order, and each is the total after its own addition.
pub fn fetched_in_another_order() {
    let (meter, owner) = open();
    let (first, second, third) = (meter.add(1, 5), meter.add(1, 7), meter.add(1, 1));
    assert_eq!(third.wait(), 13, "the total after the third addition");
    assert_eq!(first.wait(), 5, "the total after the first addition");
    assert_eq!(second.wait(), 12, "the total after the second addition");
    drop(meter);
    assert_eq!(owner.join().expect("the owner does not panic"), HashMap::from([(1, 13)]));
}

/// A thousand answers that nobody fetches yet: asking does not wait.
pub fn asking_does_not_wait() {
    let (meter, owner) = open();
    let replies: Vec<_> = (0..1_000).map(|_| meter.add(1, 1)).collect();
    let totals: Vec<u64> = replies.into_iter().rev().map(|reply| reply.wait()).collect();
    assert!(totals.into_iter().eq((1..=1_000).rev()), "the totals, last one first");
    drop(meter);
    assert_eq!(owner.join().expect("the owner does not panic"), HashMap::from([(1, 1_000)]));
}

/// Those who leave without their answer: what they asked for is done, and nobody else notices.
pub fn callers_that_leave() {
    let (meter, owner) = open();
    for _ in 0..1_000 {
        drop(meter.add(1, 1));
    }
    assert_eq!(meter.add(1, 1).wait(), 1_001, "the total after a thousand that nobody waited for");
    let caller = meter.clone();
    let leaving = thread::spawn(move || {
        let _reply = caller.add(2, 7);
        panic!("this caller is broken on purpose");
    });
    assert!(leaving.join().is_err(), "the panic stays the caller's");
    assert_eq!(meter.add(2, 1).wait(), 8, "the total after a caller that panicked");
    drop(meter);
    assert_eq!(
        owner.join().expect("the owner does not panic"),
        HashMap::from([(1, 1_001), (2, 8)])
    );
}

/// The owner stays until the last `Meter` is gone, and answers that are fetched later are there.
pub fn the_last_meter_closes() {
    let (meter, owner) = open();
    let clones: Vec<_> = (0..3).map(|_| meter.clone()).collect();
    drop(meter);
    let mut replies = Vec::new();
    for clone in clones {
        assert!(!owner.is_finished(), "somebody can still ask");
        replies.push(clone.add(1, 1));
        drop(clone);
    }
    assert_eq!(owner.join().expect("the owner does not panic"), HashMap::from([(1, 3)]));
    let totals: Vec<_> = replies.into_iter().map(|reply| reply.wait()).collect();
    assert_eq!(totals, [1, 2, 3], "answers that are fetched when the owner is gone");
}

/// Random requests of several threads: everyone gets their own answers, and the totals agree.
pub fn random_requests_agree(seed: u64) -> (Vec<Vec<u64>>, BTreeMap<u64, u64>) {
    let mut rng = Rng::new(seed);
    let (meter, owner) = open();
    let clients: Vec<_> = (0..4_u64)
        .map(|customer| {
            let meter = meter.clone();
            let len = rng.below(200) as usize;
            let units: Vec<_> = rng.vec(len).into_iter().map(|units| units % 1_000).collect();
            let every = 1 + rng.below(3) as usize;
            thread::spawn(move || {
                let mut totals = Vec::new();
                for (n, units) in units.into_iter().enumerate() {
                    let reply = meter.add(customer, units);
                    // The others are thrown away.
                    if n % every == 0 {
                        totals.push(reply.wait());
                    }
                    // Everybody adds to this one, and so nobody knows what its total is now.
                    drop(meter.add(99, units));
                }
                totals
            })
        })
        .collect();
    drop(meter);
    let answers =
        clients.into_iter().map(|client| client.join().expect("no client panics")).collect();
    let totals = owner.join().expect("the owner does not panic").into_iter().collect();
    (answers, totals)
}
