//! `tokio::sync`'s channels.

use std::fmt::Debug;
use std::time::Duration;

use tokio::sync::mpsc;

use super::{alone, run};
use crate::Case;

is! {
    mpsc::Sender<u8>: Send, Sync, Clone, Debug;
    mpsc::WeakSender<u8>: Send, Sync, Clone, Debug;
    mpsc::Receiver<u8>: Send, Sync, Debug;
    mpsc::UnboundedSender<u8>: Send, Sync, Clone, Debug;
    mpsc::UnboundedReceiver<u8>: Send, Sync, Debug;
    tokio::sync::oneshot::Sender<u8>: Send, Sync, Debug;
    tokio::sync::oneshot::Receiver<u8>: Send, Sync, Debug;
    tokio::sync::broadcast::Sender<u8>: Send, Sync, Clone, Debug;
    tokio::sync::broadcast::Receiver<u8>: Send, Sync, Debug;
    tokio::sync::watch::Sender<u8>: Send, Sync, Clone, Debug, Default;
    tokio::sync::watch::Receiver<u8>: Send, Sync, Clone, Debug;
}
is_not! {
    mpsc::Sender<std::rc::Rc<u8>>: Send;
    mpsc::Receiver<u8>: Clone;
    tokio::sync::oneshot::Sender<u8>: Clone;
    tokio::sync::broadcast::Receiver<u8>: Clone;
    tokio::sync::watch::Ref<'static, u8>: Send;
}

pub fn cases() -> Vec<Case> {
    [
        bounded::CASES,
        bounded::sender::CASES,
        bounded::receiver::CASES,
        bounded::weak_sender::CASES,
        bounded::permit::CASES,
        bounded::owned_permit::CASES,
        unbounded::CASES,
        unbounded::unbounded_sender::CASES,
        unbounded::unbounded_receiver::CASES,
        unbounded::weak_unbounded_sender::CASES,
        oneshot::CASES,
        broadcast::CASES,
        broadcast::sender::CASES,
        broadcast::receiver::CASES,
        broadcast::weak_sender::CASES,
        watch::CASES,
        watch::sender::CASES,
        watch::receiver::CASES,
        watch::r#ref::CASES,
    ]
    .concat()
}

const SOON: Duration = Duration::from_millis(2);

/// `mpsc::channel`: its sender, receiver, permits and weak senders.
mod bounded {
    use super::*;
    use mpsc::channel;
    use mpsc::error::{SendTimeoutError, TryRecvError, TrySendError};

    cases! {
        values_come_in_order_and_then_none room_is_counted permits many_permits owned_permits
        blocking_ends closing looks weak_senders several_at_once by_hand gives_up_after_a_time
    }

    fn values_come_in_order_and_then_none() {
        run(async {
            let (sender, mut receiver) = channel(1);
            let task = tokio::spawn(async move {
                sender.send(1).await.unwrap();
                sender.send(2).await.unwrap();
            });
            assert_eq!((receiver.recv().await, receiver.recv().await), (Some(1), Some(2)));
            assert_eq!(receiver.recv().await, None);
            task.await.unwrap();
        });
    }

    fn room_is_counted() {
        let (sender, mut receiver) = channel(2);
        assert_eq!((sender.capacity(), sender.max_capacity(), receiver.max_capacity()), (2, 2, 2));
        assert_eq!(sender.try_send(1), Ok(()));
        assert_eq!(sender.try_send(2), Ok(()));
        assert_eq!(sender.try_send(3), Err(TrySendError::Full(3)));
        assert_eq!((sender.capacity(), receiver.capacity(), receiver.len()), (0, 0, 2));
        assert!(!receiver.is_empty());
        assert_eq!((receiver.try_recv(), receiver.try_recv()), (Ok(1), Ok(2)));
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
        drop(sender);
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
        let (sender, receiver) = channel(1);
        drop(receiver);
        assert_eq!(sender.try_send(1), Err(TrySendError::Closed(1)));
        assert!(sender.is_closed());
    }

    fn permits() {
        alone(async {
            let (sender, mut receiver) = channel(1);
            let permit = sender.reserve().await.unwrap();
            assert_eq!(sender.try_reserve().unwrap_err(), TrySendError::Full(()));
            permit.send(1);
            assert_eq!(receiver.recv().await, Some(1));
            drop(sender.try_reserve().unwrap());
            assert_eq!(sender.capacity(), 1);
        });
    }

    fn many_permits() {
        alone(async {
            let (sender, mut receiver) = channel(3);
            {
                let mut permits = sender.reserve_many(2).await.unwrap();
                assert_eq!(permits.len(), 2);
                permits.next().unwrap().send(1);
                permits.next().unwrap().send(2);
                assert!(permits.next().is_none());
            }
            assert!(sender.try_reserve_many(2).is_err());
            assert_eq!(sender.try_reserve_many(1).unwrap().count(), 1);
            assert_eq!((receiver.recv().await, receiver.recv().await), (Some(1), Some(2)));
            assert_eq!(sender.capacity(), 3);
        });
    }

    fn owned_permits() {
        alone(async {
            let (sender, mut receiver) = channel(1);
            let permit = sender.clone().reserve_owned().await.unwrap();
            let Err(TrySendError::Full(sender)) = sender.try_reserve_owned() else {
                panic!("there is no room")
            };
            let again = permit.send(1);
            assert!(sender.same_channel(&again));
            assert_eq!(receiver.recv().await, Some(1));
            let back = again.try_reserve_owned().unwrap().release();
            assert_eq!(back.capacity(), 1);
        });
    }

    fn blocking_ends() {
        let (sender, mut receiver) = channel(1);
        let other = std::thread::spawn(move || {
            sender.blocking_send(1).unwrap();
            sender.blocking_send(2).unwrap();
        });
        assert_eq!(receiver.blocking_recv(), Some(1));
        let mut rest = Vec::new();
        assert_eq!(receiver.blocking_recv_many(&mut rest, 2), 1);
        assert_eq!((rest, receiver.blocking_recv()), (vec![2], None));
        other.join().unwrap();
    }

    fn closing() {
        run(async {
            let (sender, mut receiver) = channel(2);
            sender.send(1).await.unwrap();
            receiver.close();
            assert!(receiver.is_closed() && sender.is_closed());
            assert_eq!(sender.send(2).await.unwrap_err().0, 2);
            assert_eq!((receiver.recv().await, receiver.recv().await), (Some(1), None));
            let (sender, receiver) = channel::<u8>(1);
            let gone = tokio::spawn(async move { sender.closed().await });
            drop(receiver);
            gone.await.unwrap();
        });
    }

    fn looks() {
        let (sender, receiver) = channel::<u8>(1);
        assert!(receiver.is_empty() && !receiver.is_closed() && !sender.is_closed());
        assert_eq!(receiver.len(), 0);
        let other = sender.clone();
        assert!(sender.same_channel(&other) && !sender.same_channel(&channel(1).0));
        assert_eq!((sender.strong_count(), receiver.sender_strong_count()), (2, 2));
        drop((sender, other));
        assert!(receiver.is_closed());
    }

    fn weak_senders() {
        let (sender, receiver) = channel::<u8>(1);
        let weak = sender.downgrade();
        assert_eq!((weak.strong_count(), weak.weak_count(), sender.weak_count()), (1, 1, 1));
        assert_eq!(weak.clone().weak_count(), 2);
        assert_eq!(receiver.sender_weak_count(), 1);
        let again = weak.upgrade().unwrap();
        drop(sender);
        assert_eq!(again.try_send(1), Ok(()));
        drop(again);
        assert!(weak.upgrade().is_none());
    }

    fn several_at_once() {
        alone(async {
            let (sender, mut receiver) = channel(3);
            for value in 1..=3 {
                sender.try_send(value).unwrap();
            }
            let mut values = Vec::new();
            assert_eq!(receiver.recv_many(&mut values, 2).await, 2);
            assert_eq!(receiver.recv_many(&mut values, 2).await, 1);
            assert_eq!(values, [1, 2, 3]);
            drop(sender);
            assert_eq!(receiver.recv_many(&mut values, 2).await, 0);
        });
    }

    fn by_hand() {
        alone(async {
            let (sender, mut receiver) = channel(2);
            let mut values = Vec::new();
            std::future::poll_fn(|cx| {
                assert!(receiver.poll_recv(cx).is_pending());
                assert!(receiver.poll_recv_many(cx, &mut values, 2).is_pending());
                std::task::Poll::Ready(())
            })
            .await;
            sender.try_send(1).unwrap();
            let received = std::future::poll_fn(|cx| receiver.poll_recv(cx)).await;
            assert_eq!(received, Some(1));
            sender.try_send(2).unwrap();
            let n = std::future::poll_fn(|cx| receiver.poll_recv_many(cx, &mut values, 2)).await;
            assert_eq!((n, values), (1, vec![2]));
        });
    }

    fn gives_up_after_a_time() {
        alone(async {
            let (sender, receiver) = channel(1);
            assert_eq!(sender.send_timeout(1, SOON).await, Ok(()));
            assert_eq!(sender.send_timeout(2, SOON).await, Err(SendTimeoutError::Timeout(2)));
            drop(receiver);
            assert_eq!(sender.send_timeout(3, SOON).await, Err(SendTimeoutError::Closed(3)));
        });
    }

    pub mod sender {
        use super::*;

        cases! { tells_how_much_room_there_is tells_who_is_left }

        fn tells_how_much_room_there_is() {
            let (sender, mut receiver) = channel(2);
            sender.try_send(1).unwrap();
            assert_eq!((sender.capacity(), sender.max_capacity()), (1, 2));
            assert_eq!(receiver.try_recv(), Ok(1));
            assert_eq!((sender.capacity(), sender.max_capacity()), (2, 2));
        }

        fn tells_who_is_left() {
            let (sender, receiver) = channel(1);
            let (other, weak) = (sender.clone(), sender.downgrade());
            assert_eq!((sender.strong_count(), sender.weak_count()), (2, 1));
            drop((other, weak));
            assert_eq!((sender.strong_count(), sender.weak_count()), (1, 0));
            assert!(!sender.is_closed());
            drop(receiver);
            assert!(sender.is_closed());
            assert_eq!(alone(sender.send(1)).unwrap_err().0, 1);
        }
    }

    pub mod receiver {
        use super::*;

        cases! { tells_how_much_room_there_is tells_whether_it_is_closed }

        fn tells_how_much_room_there_is() {
            let (sender, receiver) = channel(2);
            assert_eq!((receiver.capacity(), receiver.max_capacity()), (2, 2));
            sender.try_send(1).unwrap();
            assert_eq!((receiver.capacity(), receiver.max_capacity()), (1, 2));
        }

        fn tells_whether_it_is_closed() {
            let (sender, mut receiver) = channel::<u8>(1);
            assert!(!receiver.is_closed());
            receiver.close();
            assert!(receiver.is_closed());
            drop(sender);
            let (sender, receiver) = channel::<u8>(1);
            drop(sender);
            assert!(receiver.is_closed());
        }
    }

    pub mod weak_sender {
        use super::*;

        cases! { counts }

        fn counts() {
            let (sender, _receiver) = channel::<u8>(1);
            let weak = sender.downgrade();
            let other = (sender.clone(), weak.clone());
            assert_eq!((weak.strong_count(), weak.weak_count()), (2, 2));
            drop((sender, other));
            assert_eq!((weak.strong_count(), weak.weak_count()), (0, 1));
        }
    }

    pub mod permit {
        use super::*;

        cases! { keeps_its_place }

        fn keeps_its_place() {
            alone(async {
                let (sender, mut receiver) = channel(2);
                let permit = sender.reserve().await.unwrap();
                sender.try_send(2).unwrap();
                assert_eq!(sender.try_send(3), Err(TrySendError::Full(3)));
                // A place is no place in the order.
                permit.send(1);
                assert_eq!((receiver.recv().await, receiver.recv().await), (Some(2), Some(1)));
            });
        }
    }

    pub mod owned_permit {
        use super::*;

        cases! { outlives_a_closed_receiver }

        fn outlives_a_closed_receiver() {
            alone(async {
                let (sender, mut receiver) = channel(1);
                let permit = sender.reserve_owned().await.unwrap();
                receiver.close();
                let sender = permit.send(1);
                assert_eq!((receiver.recv().await, receiver.recv().await), (Some(1), None));
                assert!(sender.is_closed());
            });
        }
    }
}

/// `mpsc::unbounded_channel`.
mod unbounded {
    use super::*;
    use mpsc::error::TryRecvError;
    use mpsc::unbounded_channel;

    cases! { values_come_in_order_and_then_none looks weak_senders blocking_ends several_at_once }

    fn values_come_in_order_and_then_none() {
        run(async {
            let (sender, mut receiver) = unbounded_channel();
            let other = sender.clone();
            let task = tokio::spawn(async move { other.send(2).unwrap() });
            sender.send(1).unwrap();
            drop(sender);
            let (one, two) = (receiver.recv().await.unwrap(), receiver.recv().await.unwrap());
            assert_eq!((one + two, receiver.recv().await), (3, None));
            task.await.unwrap();
        });
    }

    fn looks() {
        let (sender, mut receiver) = unbounded_channel();
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
        assert!(receiver.is_empty() && !receiver.is_closed() && !sender.is_closed());
        sender.send(1).unwrap();
        assert_eq!((receiver.len(), receiver.try_recv()), (1, Ok(1)));
        assert!(sender.same_channel(&sender.clone()));
        receiver.close();
        assert!(receiver.is_closed() && sender.is_closed());
        assert_eq!(sender.send(2).unwrap_err().0, 2);
        alone(sender.closed());
        assert_eq!((sender.strong_count(), receiver.sender_strong_count()), (1, 1));
    }

    fn weak_senders() {
        let (sender, receiver) = unbounded_channel::<u8>();
        let weak = sender.downgrade();
        assert_eq!((weak.strong_count(), weak.weak_count(), sender.weak_count()), (1, 1, 1));
        assert_eq!(receiver.sender_weak_count(), 1);
        assert!(weak.upgrade().is_some());
        drop(sender);
        assert!(weak.clone().upgrade().is_none());
    }

    fn blocking_ends() {
        let (sender, mut receiver) = unbounded_channel();
        let other = std::thread::spawn(move || (1..=2).for_each(|n| sender.send(n).unwrap()));
        assert_eq!(receiver.blocking_recv(), Some(1));
        let mut rest = Vec::new();
        assert_eq!(receiver.blocking_recv_many(&mut rest, 2), 1);
        assert_eq!(rest, [2]);
        other.join().unwrap();
    }

    fn several_at_once() {
        alone(async {
            let (sender, mut receiver) = unbounded_channel();
            (1..=3).for_each(|n| sender.send(n).unwrap());
            let mut values = Vec::new();
            assert_eq!(receiver.recv_many(&mut values, 2).await, 2);
            let one = std::future::poll_fn(|cx| receiver.poll_recv(cx)).await;
            assert_eq!((values.len(), one), (2, Some(3)));
            sender.send(4).unwrap();
            let n = std::future::poll_fn(|cx| receiver.poll_recv_many(cx, &mut values, 5)).await;
            assert_eq!((n, values), (1, vec![1, 2, 4]));
        });
    }

    pub mod unbounded_sender {
        use super::*;

        cases! { tells_who_is_left }

        fn tells_who_is_left() {
            let (sender, receiver) = unbounded_channel();
            let (other, weak) = (sender.clone(), sender.downgrade());
            assert_eq!((sender.strong_count(), sender.weak_count()), (2, 1));
            drop((other, weak));
            assert!(!sender.is_closed());
            drop(receiver);
            assert!(sender.is_closed());
            assert_eq!(sender.send(1).unwrap_err().0, 1);
        }
    }

    pub mod unbounded_receiver {
        use super::*;

        cases! { tells_whether_it_is_closed }

        fn tells_whether_it_is_closed() {
            let (sender, mut receiver) = unbounded_channel();
            sender.send(1).unwrap();
            assert!(!receiver.is_closed());
            drop(sender);
            assert!(receiver.is_closed());
            assert_eq!(receiver.try_recv(), Ok(1));
            assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
        }
    }

    pub mod weak_unbounded_sender {
        use super::*;

        cases! { counts }

        fn counts() {
            let (sender, _receiver) = unbounded_channel::<u8>();
            let weak = sender.downgrade();
            let other = weak.clone();
            assert_eq!((weak.strong_count(), weak.weak_count()), (1, 2));
            drop((sender, other));
            assert_eq!((weak.strong_count(), weak.weak_count()), (0, 1));
        }
    }
}

/// `oneshot`.
mod oneshot {
    use tokio::sync::oneshot::channel;
    use tokio::sync::oneshot::error::TryRecvError;

    use super::*;

    cases! { sender receiver blocking_recv }

    fn sender() {
        run(async {
            let (sender, receiver) = channel();
            let task = tokio::spawn(receiver);
            sender.send(1).unwrap();
            assert_eq!(task.await.unwrap(), Ok(1));
            let (mut sender, receiver) = channel::<u8>();
            assert!(!sender.is_closed());
            std::future::poll_fn(|cx| {
                assert!(sender.poll_closed(cx).is_pending());
                std::task::Poll::Ready(())
            })
            .await;
            drop(receiver);
            sender.closed().await;
            assert!(sender.is_closed());
            assert_eq!(sender.send(1), Err(1));
        });
    }

    fn receiver() {
        run(async {
            let (sender, mut receiver) = channel();
            assert!(receiver.is_empty() && !receiver.is_terminated());
            assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
            sender.send(1).unwrap();
            assert!(!receiver.is_empty());
            assert_eq!((receiver.try_recv(), receiver.is_terminated()), (Ok(1), true));
            let (sender, receiver) = channel::<u8>();
            drop(sender);
            assert_eq!(receiver.await.unwrap_err().to_string(), "channel closed");
            let (sender, mut receiver) = channel();
            receiver.close();
            assert_eq!(sender.send(1), Err(1));
            assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
        });
    }

    fn blocking_recv() {
        let (sender, receiver) = channel();
        let other = std::thread::spawn(move || sender.send(1));
        assert_eq!(receiver.blocking_recv(), Ok(1));
        assert_eq!(other.join().unwrap(), Ok(()));
    }
}

/// `broadcast`.
mod broadcast {
    use tokio::sync::broadcast::error::{RecvError, TryRecvError};
    use tokio::sync::broadcast::{Sender, channel};

    use super::*;

    cases! { each_receives_all the_slow_miss_some looks weak_senders closing blocking_recv }

    fn each_receives_all() {
        run(async {
            let (sender, mut one) = channel(2);
            let mut two = sender.subscribe();
            let task = tokio::spawn(async move { (two.recv().await, two.recv().await) });
            assert_eq!(sender.send(1).unwrap(), 2);
            sender.send(2).unwrap();
            assert_eq!((one.recv().await, one.recv().await), (Ok(1), Ok(2)));
            assert_eq!(task.await.unwrap(), (Ok(1), Ok(2)));
            drop(sender);
            assert_eq!(one.recv().await, Err(RecvError::Closed));
        });
    }

    fn the_slow_miss_some() {
        alone(async {
            let (sender, mut receiver) = channel(2);
            (1..=4).for_each(|n| _ = sender.send(n).unwrap());
            assert_eq!(receiver.recv().await, Err(RecvError::Lagged(2)));
            assert_eq!((receiver.try_recv(), receiver.try_recv()), (Ok(3), Ok(4)));
            assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
            let mut new = receiver.resubscribe();
            sender.send(5).unwrap();
            assert_eq!((new.recv().await, receiver.recv().await), (Ok(5), Ok(5)));
        });
    }

    fn looks() {
        let (sender, receiver) = channel(2);
        assert!(sender.is_empty() && receiver.is_empty() && !receiver.is_closed());
        sender.send(1).unwrap();
        assert_eq!((sender.len(), receiver.len(), sender.receiver_count()), (1, 1, 1));
        assert!(sender.same_channel(&sender.clone()) && receiver.same_channel(&sender.subscribe()));
        assert_eq!((sender.strong_count(), receiver.sender_strong_count()), (1, 1));
        assert_eq!(Sender::new(1).send(2).unwrap_err().0, 2);
    }

    fn weak_senders() {
        let (sender, receiver) = channel::<u8>(1);
        let weak = sender.downgrade();
        assert_eq!((weak.strong_count(), weak.weak_count()), (1, 1));
        assert_eq!((sender.weak_count(), receiver.sender_weak_count()), (1, 1));
        assert!(weak.clone().upgrade().is_some());
        drop(sender);
        assert!(weak.upgrade().is_none() && receiver.is_closed());
    }

    fn closing() {
        run(async {
            let (sender, receiver) = channel::<u8>(1);
            let gone = tokio::spawn(async move { sender.closed().await });
            drop(receiver);
            gone.await.unwrap();
        });
    }

    fn blocking_recv() {
        let (sender, mut receiver) = channel(1);
        let other = std::thread::spawn(move || sender.send(1).unwrap());
        assert_eq!(receiver.blocking_recv(), Ok(1));
        other.join().unwrap();
    }

    pub mod sender {
        use super::*;

        cases! { counts_what_somebody_has_yet_to_receive tells_who_is_left }

        fn counts_what_somebody_has_yet_to_receive() {
            let (sender, mut one) = channel(4);
            let mut two = sender.subscribe();
            assert!(sender.is_empty());
            sender.send(1).unwrap();
            sender.send(2).unwrap();
            assert_eq!((one.try_recv(), sender.len()), (Ok(1), 2));
            assert_eq!((two.try_recv(), sender.len()), (Ok(1), 1));
            drop((one, two));
            assert_eq!((sender.len(), sender.is_empty()), (0, true));
        }

        fn tells_who_is_left() {
            let (sender, receiver) = channel::<u8>(1);
            let (other, weak) = (sender.clone(), sender.downgrade());
            assert!(sender.same_channel(&other) && !sender.same_channel(&Sender::new(1)));
            assert_eq!((sender.strong_count(), sender.weak_count()), (2, 1));
            drop((other, weak, receiver));
            assert_eq!((sender.strong_count(), sender.weak_count()), (1, 0));
        }
    }

    pub mod receiver {
        use super::*;

        cases! { counts_what_it_has_yet_to_receive knows_its_channel }

        fn counts_what_it_has_yet_to_receive() {
            let (sender, mut receiver) = channel(4);
            sender.send(1).unwrap();
            sender.send(2).unwrap();
            assert_eq!((receiver.len(), receiver.is_empty()), (2, false));
            assert_eq!((receiver.try_recv(), receiver.len()), (Ok(1), 1));
            let new = sender.subscribe();
            assert_eq!((new.len(), new.is_empty()), (0, true));
            drop(sender);
            assert!(receiver.is_closed());
            assert_eq!(
                (receiver.try_recv(), receiver.try_recv()),
                (Ok(2), Err(TryRecvError::Closed))
            );
        }

        fn knows_its_channel() {
            let (sender, receiver) = channel::<u8>(1);
            assert!(receiver.same_channel(&receiver.resubscribe()));
            assert!(!receiver.same_channel(&channel(1).1));
            assert_eq!(sender.receiver_count(), 1);
        }
    }

    pub mod weak_sender {
        use super::*;

        cases! { counts }

        fn counts() {
            let (sender, _receiver) = channel::<u8>(1);
            let weak = sender.downgrade();
            let other = (sender.clone(), weak.clone());
            assert_eq!((weak.strong_count(), weak.weak_count()), (2, 2));
            drop((sender, other));
            assert_eq!((weak.strong_count(), weak.weak_count()), (0, 1));
        }
    }
}

/// `watch`.
mod watch {
    use tokio::sync::watch::{Sender, channel};

    use super::*;

    cases! { sees_the_latest changing what_is_seen waits_for_a_value closing looks keeps_a_value }

    fn sees_the_latest() {
        run(async {
            let (sender, mut receiver) = channel(0);
            let task = tokio::spawn(async move {
                receiver.changed().await.unwrap();
                *receiver.borrow_and_update()
            });
            sender.send(1).unwrap();
            // The receiver may be gone by now.
            let _ = sender.send(2);
            let seen = task.await.unwrap();
            assert!(seen == 1 || seen == 2);
        });
    }

    fn changing() {
        let (sender, receiver) = channel(1);
        sender.send_modify(|value| *value += 1);
        assert_eq!(*receiver.borrow(), 2);
        assert!(!sender.send_if_modified(|_| false) && !receiver.has_changed().is_err());
        assert_eq!(sender.send_replace(5), 2);
        assert_eq!(*sender.borrow(), 5);
    }

    fn what_is_seen() {
        let (sender, mut receiver) = channel(1);
        assert_eq!(receiver.has_changed().unwrap(), false);
        receiver.mark_changed();
        assert_eq!(receiver.has_changed().unwrap(), true);
        receiver.mark_unchanged();
        sender.send(2).unwrap();
        assert!(receiver.borrow().has_changed());
        assert_eq!(*receiver.borrow_and_update(), 2);
        assert!(!receiver.borrow().has_changed());
        let new = sender.subscribe();
        assert!(!new.has_changed().unwrap() && new.same_channel(&receiver));
        drop(sender);
        assert!(receiver.has_changed().is_err());
    }

    fn waits_for_a_value() {
        run(async {
            let (sender, mut receiver) = channel(0);
            let task =
                tokio::spawn(async move { receiver.wait_for(|n| *n > 1).await.map(|n| *n).ok() });
            sender.send(1).unwrap();
            sender.send(2).unwrap();
            assert_eq!(task.await.unwrap(), Some(2));
        });
    }

    fn closing() {
        run(async {
            let (sender, mut receiver) = channel(0);
            drop(sender);
            assert!(receiver.changed().await.is_err());
            let (sender, receiver) = channel(0);
            let gone = tokio::spawn(async move {
                sender.closed().await;
                sender
            });
            drop(receiver);
            let sender = gone.await.unwrap();
            assert!(sender.is_closed() && sender.send(1).is_err());
        });
    }

    fn looks() {
        let (sender, receiver) = channel(0);
        let (two, other) = (receiver.clone(), sender.clone());
        assert_eq!((sender.receiver_count(), sender.sender_count()), (2, 2));
        assert!(sender.same_channel(&other) && receiver.has_changed().is_ok());
        drop(two);
        assert!(!sender.is_closed());
    }

    fn keeps_a_value() {
        let sender = Sender::new(1);
        assert!(sender.send(2).is_err());
        assert_eq!((*sender.borrow(), *Sender::<u8>::default().borrow()), (1, 0));
        assert_eq!(*sender.subscribe().borrow(), 1);
    }

    pub mod sender {
        use super::*;

        cases! { looks_at_the_value knows_its_channel }

        fn looks_at_the_value() {
            let (sender, receiver) = channel(1);
            assert_eq!(*sender.borrow(), 1);
            assert!(!sender.borrow().has_changed());
            drop(receiver);
            assert!(sender.is_closed());
            // What was not sent is not seen.
            assert_eq!(sender.send(2).unwrap_err().0, 2);
            assert_eq!(*sender.borrow(), 1);
        }

        fn knows_its_channel() {
            let sender = Sender::new(1);
            let other = sender.clone();
            assert!(sender.same_channel(&other) && !sender.same_channel(&Sender::new(1)));
            assert_eq!(sender.sender_count(), 2);
        }
    }

    pub mod receiver {
        use super::*;

        cases! { looks_at_the_value knows_its_channel }

        fn looks_at_the_value() {
            let (sender, mut receiver) = channel(1);
            sender.send(2).unwrap();
            // Only looking and updating has it seen.
            assert_eq!(*receiver.borrow(), 2);
            assert!(receiver.has_changed().unwrap());
            assert_eq!(*receiver.borrow_and_update(), 2);
            assert!(!receiver.has_changed().unwrap() && !receiver.is_closed());
            drop(sender);
            assert_eq!((*receiver.borrow(), receiver.has_changed().is_err()), (2, true));
            assert!(receiver.is_closed());
        }

        fn knows_its_channel() {
            let (sender, receiver) = channel(1);
            assert!(receiver.same_channel(&sender.subscribe()));
            assert!(!receiver.same_channel(&channel(1).1));
        }
    }

    pub mod r#ref {
        use super::*;

        cases! { tells_whether_it_is_news }

        fn tells_whether_it_is_news() {
            let (sender, mut receiver) = channel(1);
            assert!(!receiver.borrow().has_changed());
            sender.send(2).unwrap();
            assert!(receiver.borrow_and_update().has_changed());
            assert!(!receiver.borrow_and_update().has_changed());
        }
    }
}
