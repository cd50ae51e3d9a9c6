//! # The subscriber that nobody heard from
//!
//! Prices change, and five services want to know: the shop, the search, the feed for partners, an audit log, and a
//! dashboard that somebody has open in a browser on a train. One evening the train went into a tunnel, and the shop's prices
//! stood still. The broker was waiting for the dashboard.
//!
//! In Go a broker is a map of channels and a mutex, and `publish` sends to each of them, under the lock. Whoever leaves closes
//! its channel, so somebody sends on a closed one; so one writes `select` with a `default`, and now the audit log has
//! gaps. What to do with a slow subscriber is no detail of the code. It is the question, and each subscriber has another answer.
//!
//! Before you edit: a publisher waits for one subscriber to make room. Which locks does it hold? Who needs them: the
//! subscriber who would make the room, one who would like to leave, one who has just come?
//!
//! What must hold. Keep all signatures; threads share one `&Broker`, and each subscription has one owner.
//!
//! Part 1, come, hear and go:
//!
//! - `publish(message)` gives a clone of it to every subscription there is, and returns to how many. A subscription that was
//!   there before `publish` was called, and still is when it returns, is one of them.
//! - `recv()` waits for the next message; each comes once, and those that one thread has published come in its order.
//! - To drop a subscription is to leave: no message is given to it any more, and none is counted.
//! - To drop the broker is to say that there will be nothing more: `recv()` still returns what is waiting, and then `None`,
//!   also to those who wait in it already. Subscriptions may live longer than the broker.
//!
//! Part 2, those who may miss something. For each subscription `room` messages wait to be read; 0 counts as 1. If there is no room for
//! another one:
//!
//! - `WhenFull::DropOldest`: messages that wait go, the oldest first, and the new one comes in. `missed()` says how many have gone.
//!   What was read and what was missed is all there was.
//! - `WhenFull::Disconnect`: the subscription gets neither this message nor any later one, and is not counted. `recv()`
//!   returns what is waiting, and then `None`.
//! - Neither of them ever makes `publish` wait.
//!
//! Part 3, those who must not:
//!
//! - `WhenFull::Wait`: `publish` waits until there is room. Never more than `room` messages wait.
//! - It goes on when that subscription reads, and when it is dropped.
//! - While it waits, others may subscribe, read and leave, and need not wait for it. (Other publishers may have to.)
//!
//! Who waits should sleep, not ask in a loop. (No check can see that.)

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};

/// What is done with a message for which a subscription has no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    /// `publish` waits.
    Wait,
    /// The oldest message that waits has to go.
    DropOldest,
    /// The subscription has to go.
    Disconnect,
}

/// Passes on what is published to all who have subscribed.
pub struct Broker<T> {
    subscribers: Mutex<Vec<Arc<Mailbox<T>>>>,
}

/// What waits for one subscriber.
struct Mailbox<T> {
    waiting: Mutex<VecDeque<T>>,
    changed: Condvar,
}

/// Reads what is published, until it is dropped.
pub struct Subscription<T> {
    mailbox: Arc<Mailbox<T>>,
}

impl<T: Clone> Broker<T> {
    /// Nobody has subscribed.
    pub fn new() -> Broker<T> {
        Broker { subscribers: Mutex::new(Vec::new()) }
    }

    /// Subscribes to all that is published from now on.
    pub fn subscribe(&self, room: usize, when_full: WhenFull) -> Subscription<T> {
        // TODO (part 2): who remembers these two?
        let _ = (room, when_full);
        let mailbox = Arc::new(Mailbox { waiting: Mutex::default(), changed: Condvar::new() });
        self.subscribers.lock().unwrap().push(Arc::clone(&mailbox));
        Subscription { mailbox }
    }

    /// Gives `message` to all who have subscribed; to how many.
    pub fn publish(&self, message: T) -> usize {
        let subscribers = self.subscribers.lock().unwrap();
        for mailbox in subscribers.iter() {
            // TODO (part 2): and if it is full?
            // TODO (part 3): to wait here is to wait with a lock in your hand.
            mailbox.waiting.lock().unwrap().push_back(message.clone());
            mailbox.changed.notify_one();
        }
        subscribers.len()
    }
}

// TODO (part 1): `drop` of the broker.

impl<T> Subscription<T> {
    /// Waits for the next message; none if there never will be one.
    pub fn recv(&mut self) -> Option<T> {
        let waiting = self.mailbox.waiting.lock().unwrap();
        // TODO (part 1): this waits for a message; what else may come?
        let mut waiting =
            self.mailbox.changed.wait_while(waiting, |waiting| waiting.is_empty()).unwrap();
        waiting.pop_front()
    }

    /// How many messages have gone, because there was no room for newer ones.
    pub fn missed(&self) -> u64 {
        // TODO (part 2)
        0
    }
}

// TODO (part 1): `drop` of the subscription.

impl<T: Clone> Default for Broker<T> {
    fn default() -> Broker<T> {
        Broker::new()
    }
}
