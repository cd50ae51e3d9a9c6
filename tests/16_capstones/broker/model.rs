//! Does everything arrive, does everybody hear of the end, and does nobody wait for one who is not meant, under every schedule?

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::{Broker, Subscription, WhenFull};

/// What was published arrives, in order, and then the end.
pub fn two_messages_and_the_end() {
    let broker = Broker::new();
    let mut subscription = broker.subscribe(2, WhenFull::Wait);
    thread::scope(|scope| {
        // The broker goes with its publisher.
        scope.spawn(move || {
            let given = [broker.publish(1), broker.publish(2)];
            assert_eq!(given, [1, 1], "how many were given each of the messages");
        });
        assert_eq!(all(&mut subscription), [1, 2], "what arrived");
    });
}

/// One message waits, there is room for one, and two more are published: all three arrive.
//@ bound: 2
pub fn two_publish_and_one_reads() {
    let broker = Broker::new();
    let mut subscription = broker.subscribe(1, WhenFull::Wait);
    assert_eq!(broker.publish(0), 1, "how many were given the first message");
    let mut arrived = thread::scope(|scope| {
        scope.spawn(|| assert_eq!(broker.publish(1), 1, "how many were given the message"));
        scope.spawn(|| assert_eq!(broker.publish(2), 1, "how many were given the message"));
        [subscription.recv(), subscription.recv(), subscription.recv()]
    });
    assert_eq!(arrived[0], Some(0), "what arrived first");
    arrived.sort();
    assert_eq!(arrived, [Some(0), Some(1), Some(2)], "what arrived");
    drop(broker);
    assert_eq!(subscription.recv(), None, "after the end");
}

/// Somebody subscribes while two messages are published: from some message on it gets all.
pub fn subscribed_at_any_moment() {
    let broker = Broker::new();
    let mut subscription = thread::scope(|scope| {
        scope.spawn(|| {
            broker.publish(1);
            broker.publish(2);
        });
        broker.subscribe(3, WhenFull::Wait)
    });
    broker.publish(3);
    drop(broker);
    let arrived = all(&mut subscription);
    assert!([1, 2, 3].ends_with(&arrived), "1, 2 and 3 were published, and {arrived:?} arrived");
    assert!(arrived.ends_with(&[3]), "3 came after it had subscribed, and {arrived:?} arrived");
    model::sometimes("it comes in time for all messages", arrived.len() == 3);
    model::sometimes("it comes in time for the second", arrived.len() == 2);
    model::sometimes("it comes after both", arrived.len() == 1);
}

/// One of two leaves while a message is published: the other one gets it.
pub fn one_leaves_and_one_stays() {
    let broker = Broker::new();
    let leaves = broker.subscribe(1, WhenFull::Wait);
    let mut stays = broker.subscribe(1, WhenFull::Wait);
    let given = thread::scope(|scope| {
        scope.spawn(move || drop(leaves));
        broker.publish(1)
    });
    assert!(given == 1 || given == 2, "given to {given}, and one stays");
    assert_eq!(stays.recv(), Some(1), "what the other one got");
    assert_eq!(broker.publish(2), 1, "after that, how many were given a message");
    drop(broker);
    assert_eq!(all(&mut stays), [2], "what the other one got after that");
}

/// Three messages, room for one, and the oldest has to go: what was read and what was missed is all there was.
//@ bound: 2
pub fn read_or_missed() {
    let broker = Broker::new();
    let mut subscription = broker.subscribe(1, WhenFull::DropOldest);
    let arrived = thread::scope(|scope| {
        scope.spawn(move || {
            for message in 1..=3 {
                assert_eq!(broker.publish(message), 1, "how many were given {message}");
            }
        });
        all(&mut subscription)
    });
    let missed = subscription.missed();
    assert_eq!(arrived.len() as u64 + missed, 3, "{arrived:?} arrived, and {missed} were missed");
    assert!(arrived.is_sorted(), "the order in which they arrived: {arrived:?}");
    assert!(arrived.ends_with(&[3]), "the newest is there in any case: {arrived:?}");
}

/// Three messages, room for one, and whoever is too slow has to go: it reads what it was given, and then the end.
//@ bound: 2
pub fn given_and_then_the_end() {
    let broker = Broker::new();
    let mut subscription = broker.subscribe(1, WhenFull::Disconnect);
    let (given, arrived) = thread::scope(|scope| {
        let publisher = scope.spawn(move || [1, 2, 3].map(|message| broker.publish(message)));
        let arrived = all(&mut subscription);
        (publisher.join().expect("this thread only publishes"), arrived)
    });
    let counted: Vec<_> = (1..=given.iter().sum::<usize>() as u64).collect();
    assert!(
        given.is_sorted_by(|a, b| a >= b),
        "given to so many, one message after the other: {given:?}"
    );
    assert_eq!(arrived, counted, "what arrived, and {given:?} were given");
}

/// It had no room for one message, and then it reads: what somebody else is just publishing does not come in any more.
pub fn disconnected_for_all_who_publish() {
    let broker = Broker::new();
    let mut subscription = broker.subscribe(1, WhenFull::Disconnect);
    assert_eq!(broker.publish(1), 1, "how many were given the first message");
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(broker.publish(3), 0, "given to one who is disconnected"));
        // Whoever of the two is first: nobody has read.
        assert_eq!(broker.publish(2), 0, "given to one who has no room");
        assert_eq!(subscription.recv(), Some(1), "what was waiting");
    });
    assert_eq!(subscription.recv(), None, "after what was waiting");
}

/// Never more messages wait than there is room for.
//@ bound: 2
pub fn never_more_than_there_is_room_for() {
    let (broker, published) = (Broker::new(), AtomicUsize::new(0));
    let mut subscription = broker.subscribe(1, WhenFull::Wait);
    thread::scope(|scope| {
        scope.spawn(|| {
            for message in 1..=3 {
                broker.publish(message);
                published.fetch_add(1, Ordering::SeqCst);
            }
        });
        for read in 0..3 {
            // Counted after it was published: never more than there were. Read-modify-write, so nothing is stale.
            let published = published.fetch_add(0, Ordering::SeqCst);
            assert!(
                published <= read + 1,
                "{read} were read, and {published} published, with room for 1"
            );
            assert_eq!(subscription.recv(), Some(read as u64 + 1), "what arrived");
        }
    });
}

/// Two messages wait, there is room for two, and a third one comes: when one has been read, there is room for it.
pub fn one_read_makes_room() {
    let broker = Broker::new();
    let mut subscription = broker.subscribe(2, WhenFull::Wait);
    assert_eq!([1, 2].map(|message| broker.publish(message)), [1, 1], "given to so many");
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(broker.publish(3), 1, "how many were given the third message"));
        assert_eq!(subscription.recv(), Some(1), "the first message");
    });
    drop(broker);
    assert_eq!(all(&mut subscription), [2, 3], "what arrived after that");
}

/// Two messages wait, there is room for two, and two publishers wait: each message that is read lets one of them go on.
//@ bound: 2
pub fn each_read_makes_room() {
    let broker = Broker::new();
    let mut subscription = broker.subscribe(2, WhenFull::Wait);
    assert_eq!([broker.publish(1), broker.publish(2)], [1, 1], "how many were given the first two");
    let mut arrived = thread::scope(|scope| {
        scope.spawn(|| assert_eq!(broker.publish(3), 1, "how many were given the message"));
        scope.spawn(|| assert_eq!(broker.publish(4), 1, "how many were given the message"));
        [(); 4].map(|()| subscription.recv())
    });
    // Whichever of the two comes first.
    arrived[2..].sort();
    assert_eq!(arrived, [Some(1), Some(2), Some(3), Some(4)], "what arrived");
}

/// A publisher waits for room, and the subscriber leaves: the publisher goes on.
pub fn who_leaves_is_not_waited_for() {
    let broker = Broker::new();
    let subscription = broker.subscribe(1, WhenFull::Wait);
    assert_eq!(broker.publish(1), 1, "how many were given the first message");
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(broker.publish(2), 0, "how many were given the second message"));
        drop(subscription);
    });
    assert_eq!(broker.publish(3), 0, "how many were given the third message");
}

/// A publisher waits for room, and meanwhile somebody else comes, reads and leaves.
//@ bound: 2
pub fn the_others_do_not_wait() {
    let broker = Broker::new();
    let mut slow = broker.subscribe(1, WhenFull::Wait);
    let mut quick = broker.subscribe(2, WhenFull::Wait);
    assert_eq!(broker.publish(1), 2, "how many were given the first message");
    thread::scope(|scope| {
        scope.spawn(|| broker.publish(2));
        assert_eq!(quick.recv(), Some(1), "what the quick one got");
        drop(quick);
        drop(broker.subscribe(1, WhenFull::DropOldest));
        assert_eq!([slow.recv(), slow.recv()], [Some(1), Some(2)], "what the slow one got");
    });
}

/// Two publishers wait for room in one subscription, and it leaves: both go on.
//@ bound: 2
pub fn both_publishers_are_told() {
    let broker = Broker::new();
    let subscription = broker.subscribe(1, WhenFull::Wait);
    broker.publish(1);
    thread::scope(|scope| {
        scope.spawn(|| broker.publish(2));
        scope.spawn(|| broker.publish(3));
        drop(subscription);
    });
    assert_eq!(broker.publish(4), 0, "how many were given a message, when all had left");
}

fn all(subscription: &mut Subscription<u64>) -> Vec<u64> {
    std::iter::from_fn(|| subscription.recv()).collect()
}
