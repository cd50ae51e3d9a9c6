//! The subscriptions as plain lists.

use std::collections::VecDeque;

use harness::Rng;

struct Subscription {
    room: usize,
    drops: bool,
    gone: bool,
    waiting: VecDeque<u64>,
    read: Vec<u64>,
    missed: u64,
}

/// What the check of the same name must get.
pub fn random_subscriptions_agree(seed: u64) -> Vec<(Vec<u64>, u64)> {
    let mut rng = Rng::new(seed);
    let mut subscriptions: Vec<Subscription> = Vec::new();
    let mut message = 0;
    for _ in 0..20 {
        if rng.below(3) == 0 {
            let drops = rng.below(2) == 0;
            let room = rng.below(4).max(1) as usize;
            let (waiting, read) = (VecDeque::new(), Vec::new());
            subscriptions.push(Subscription { room, drops, gone: false, waiting, read, missed: 0 });
        }
        for _ in 0..=rng.below(2) {
            message += 1;
            for subscription in subscriptions.iter_mut().filter(|subscription| !subscription.gone) {
                if subscription.waiting.len() == subscription.room {
                    if !subscription.drops {
                        subscription.gone = true;
                        continue;
                    }
                    subscription.waiting.pop_front();
                    subscription.missed += 1;
                }
                subscription.waiting.push_back(message);
            }
        }
        for subscription in &mut subscriptions {
            let next = subscription.waiting.pop_front();
            subscription.read.extend(next);
        }
    }
    let rest = subscriptions.into_iter().map(|mut subscription| {
        subscription.read.extend(subscription.waiting);
        (subscription.read, subscription.missed)
    });
    rest.collect()
}
