//! Does the broker do its job on real threads? Who comes and goes in the same moment is for the model.
//@ deadline: 15s

use std::collections::BTreeMap;
use std::thread;

use answer::{Broker, Subscription, WhenFull};
use harness::Rng;

/// A message goes to all who are there.
pub fn a_message_for_everybody() {
    let broker = Broker::new();
    assert_eq!(broker.publish("nobody hears this"), 0, "how many were given a message");
    let mut subscriptions = [1, 2, 3].map(|room| broker.subscribe(room, WhenFull::Wait));
    assert_eq!(broker.publish("chair"), 3, "how many were given a message");
    for subscription in &mut subscriptions {
        assert_eq!(subscription.recv(), Some("chair"), "what a subscriber got");
        assert_eq!(subscription.missed(), 0, "what it has missed");
    }
}

/// Whoever has left is given nothing and is not counted.
pub fn dropped_is_unsubscribed() {
    let broker = Broker::new();
    let mut stays = broker.subscribe(10, WhenFull::Wait);
    for when_full in [WhenFull::Wait, WhenFull::DropOldest, WhenFull::Disconnect] {
        let leaves = broker.subscribe(1, when_full);
        assert_eq!(broker.publish(1), 2, "two have subscribed");
        drop(leaves);
        assert_eq!(broker.publish(2), 1, "one has left ({when_full:?})");
    }
    drop(broker);
    assert_eq!(all(&mut stays), [1, 2, 1, 2, 1, 2], "what the other one got");
}

/// Without the broker there is what waits, and then the end; also for whoever waits already.
pub fn the_broker_goes_first() {
    for when_full in [WhenFull::Wait, WhenFull::DropOldest, WhenFull::Disconnect] {
        let broker = Broker::new();
        let mut subscription = broker.subscribe(3, when_full);
        let mut waits = broker.subscribe(1, when_full);
        let waiter = thread::spawn(move || all(&mut waits));
        broker.publish(1);
        drop(broker);
        assert_eq!(waiter.join().expect("this thread only reads"), [1], "{when_full:?}");
        assert_eq!(all(&mut subscription), [1], "what was waiting ({when_full:?})");
        assert_eq!(subscription.recv(), None, "and the end stays the end");
    }
}

/// Three publish and three read, all at once: everything arrives, and each publisher's messages in their order.
pub fn everything_arrives() {
    let broker = Broker::new();
    let mut subscriptions = [0, 1, 5].map(|room| broker.subscribe(room, WhenFull::Wait));
    thread::scope(|scope| {
        let readers = subscriptions.each_mut().map(|subscription| {
            scope.spawn(move || (0..120).map_while(|_| subscription.recv()).collect::<Vec<_>>())
        });
        let publishers = ['a', 'b', 'c'].map(|publisher| {
            let broker = &broker;
            scope.spawn(move || {
                for number in 0..40 {
                    assert_eq!(broker.publish((publisher, number)), 3, "given to so many");
                }
            })
        });
        for publisher in publishers {
            publisher.join().expect("this thread only publishes");
        }
        for reader in readers {
            let mut of_each = BTreeMap::new();
            for (publisher, number) in reader.join().expect("this thread only reads") {
                of_each.entry(publisher).or_insert_with(Vec::new).push(number);
            }
            let expected: Vec<_> = (0..40).collect();
            for publisher in ['a', 'b', 'c'] {
                assert_eq!(of_each.get(&publisher), Some(&expected), "what {publisher} published");
            }
        }
    });
}

/// Random readers, slow and quick, get what they should, and miss what they may.
pub fn random_subscriptions_agree(seed: u64) -> Vec<(Vec<u64>, u64)> {
    let mut rng = Rng::new(seed);
    let broker = Broker::new();
    let mut subscriptions = Vec::new();
    let mut message = 0;
    for _ in 0..20 {
        if rng.below(3) == 0 {
            let when_full =
                if rng.below(2) == 0 { WhenFull::DropOldest } else { WhenFull::Disconnect };
            let room = rng.below(4) as usize;
            subscriptions.push((broker.subscribe(room, when_full), Vec::new()));
        }
        for _ in 0..=rng.below(2) {
            message += 1;
            broker.publish(message);
        }
        for (subscription, read) in &mut subscriptions {
            // There is a message for it, or it has been disconnected.
            read.extend(subscription.recv());
        }
    }
    drop(broker);
    let rest = subscriptions.into_iter().map(|(mut subscription, mut read)| {
        read.extend(all(&mut subscription));
        (read, subscription.missed())
    });
    rest.collect()
}

/// The oldest messages have to go, and are counted.
pub fn the_oldest_has_to_go() {
    for room in [0, 1, 3] {
        let broker = Broker::new();
        let mut subscription = broker.subscribe(room, WhenFull::DropOldest);
        let room = room.max(1) as u64;
        for message in 1..=10 {
            assert_eq!(broker.publish(message), 1, "given to so many");
        }
        assert_eq!(subscription.missed(), 10 - room, "missed, with room for {room}");
        assert_eq!(subscription.recv(), Some(11 - room), "the oldest that is left");
        broker.publish(11);
        assert_eq!(subscription.missed(), 10 - room, "there was room");
        drop(broker);
        assert_eq!(all(&mut subscription), (12 - room..=11).collect::<Vec<_>>(), "the rest");
    }
}

/// Whoever is too slow is disconnected: it reads what was waiting, and then the end, while the others go on.
pub fn the_slow_one_has_to_go() {
    for room in [0, 2] {
        let broker = Broker::new();
        let mut slow = broker.subscribe(room, WhenFull::Disconnect);
        let mut other = broker.subscribe(10, WhenFull::Disconnect);
        let room = room.max(1) as u64;
        for message in 1..=room {
            assert_eq!(broker.publish(message), 2, "both have room");
        }
        assert_eq!(broker.publish(room + 1), 1, "one of them has no room");
        assert_eq!(slow.recv(), Some(1), "what was waiting");
        assert_eq!(broker.publish(room + 2), 1, "it has room again, and is gone");
        assert_eq!(all(&mut slow), (2..=room).collect::<Vec<_>>(), "the rest, and the end");
        assert_eq!(slow.missed(), 0, "to be disconnected is not to miss");
        drop(broker);
        assert_eq!(all(&mut other), (1..=room + 2).collect::<Vec<_>>(), "what the other one got");
    }
}

fn all(subscription: &mut Subscription<u64>) -> Vec<u64> {
    std::iter::from_fn(|| subscription.recv()).collect()
}
