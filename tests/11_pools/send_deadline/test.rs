//! Is each event sent or given back, on real threads? Whose time it is that runs is for the model.
//@ deadline: 8s

use std::thread;
use std::time::{Duration, Instant};

use answer::Unsent::{Closed, Late};
use answer::deliver;
use crossbeam::channel::{self, Receiver};
use harness::Rng;

/// Where there is room for all, all are sent, in their order, also with a limit of zero.
pub fn there_is_room() {
    for limit in [Duration::ZERO, Duration::from_secs(3600), Duration::MAX] {
        let (queue, inbox) = channel::bounded(100);
        assert_eq!(deliver(&queue, (0..100).collect(), limit), Ok(()), "with a limit of {limit:?}");
        assert_eq!(received(&inbox), (0..100).collect::<Vec<_>>(), "with a limit of {limit:?}");
    }
}

/// With a limit of zero it sends what there is room for, and gives back the rest.
pub fn no_time_at_all() {
    let (queue, inbox) = channel::bounded(2);
    assert_eq!(deliver(&queue, vec![1, 2, 3, 4, 5], Duration::ZERO), Err(Late(vec![3, 4, 5])));
    assert_eq!(received(&inbox), [1, 2]);
    let (queue, _inbox) = channel::bounded(0);
    assert_eq!(deliver(&queue, vec![1, 2], Duration::ZERO), Err(Late(vec![1, 2])), "room for none");
}

/// It does not give up before the time is up, and then it does.
pub fn the_time_is_up() {
    let (queue, inbox) = channel::bounded(2);
    let (start, limit) = (Instant::now(), Duration::from_millis(20));
    assert_eq!(deliver(&queue, vec![1, 2, 3], limit), Err(Late(vec![3])));
    assert!(start.elapsed() >= limit, "it gave up after {:?} of {limit:?}", start.elapsed());
    assert_eq!(received(&inbox), [1, 2]);
}

/// With nobody to receive it says so at once, whatever the limit.
pub fn nobody_receives() {
    for limit in [Duration::ZERO, Duration::from_secs(3600), Duration::MAX] {
        let (queue, inbox) = channel::bounded(7);
        drop(inbox);
        assert_eq!(deliver(&queue, vec![1, 2], limit), Err(Closed(vec![1, 2])), "limit {limit:?}");
    }
}

/// A receiver that leaves meanwhile: what it has not taken is given back.
pub fn the_receiver_leaves() {
    for taken in 0..5 {
        let (queue, inbox) = channel::bounded(0);
        let receiver = thread::spawn(move || (0..taken).map(|_| inbox.recv()).count());
        let rest = (taken..9).collect();
        assert_eq!(deliver(&queue, (0..9).collect(), Duration::MAX), Err(Closed(rest)));
        assert_eq!(receiver.join().ok(), Some(taken), "events received");
    }
}

/// With time enough a slow receiver gets them all.
pub fn a_slow_receiver_gets_them_all() {
    for (room, limit) in [(0, Duration::MAX), (1, Duration::from_secs(3600)), (3, Duration::MAX)] {
        let (queue, inbox) = channel::bounded(room);
        let receiver =
            thread::spawn(move || inbox.iter().inspect(|_| thread::yield_now()).collect());
        assert_eq!(deliver(&queue, (0..30).collect(), limit), Ok(()), "with room for {room}");
        drop(queue);
        let received: Vec<u64> = receiver.join().expect("it only receives");
        assert_eq!(received, (0..30).collect::<Vec<_>>(), "with room for {room}");
    }
}

/// Nothing to send is no mistake.
pub fn an_empty_batch() {
    let (queue, inbox) = channel::bounded::<u64>(0);
    assert_eq!(deliver(&queue, Vec::new(), Duration::ZERO), Ok(()));
    assert_eq!(deliver(&queue, Vec::new(), Duration::MAX), Ok(()));
    drop(inbox);
    assert_eq!(deliver(&queue, Vec::new(), Duration::MAX), Ok(()));
}

/// Random batches, with random room and no time: what is in the queue, and what is given back.
pub fn random_batches_agree(seed: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..10)
        .map(|_| {
            let (room, len) = (rng.below(20) as usize, rng.below(30) as usize);
            let (queue, inbox) = channel::bounded(room);
            let rest = match deliver(&queue, rng.vec(len), Duration::ZERO) {
                Ok(()) => Vec::new(),
                Err(Late(rest) | Closed(rest)) => rest,
            };
            (received(&inbox), rest)
        })
        .collect()
}

/// What is in the queue.
fn received<T>(inbox: &Receiver<T>) -> Vec<T> {
    inbox.try_iter().collect()
}
