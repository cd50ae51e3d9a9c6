//! `Sender`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::thread;

use crossbeam::channel::{SendError, Sender, TrySendError, bounded, unbounded};

is! {
    Sender<std::cell::Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe, Clone, Debug;
    Sender<Rc<u8>>: UnwindSafe, RefUnwindSafe, Clone, Debug;
}
is_not! {
    Sender<Rc<u8>>: Send;
    Sender<Rc<u8>>: Sync;
    Sender<u8>: Default;
}

cases! {
    try_send_knows_room panic_disconnects
}

fn try_send_knows_room() {
    let (tx, rx) = bounded(1);
    assert_eq!((tx.len(), tx.is_empty(), tx.is_full(), tx.capacity()), (0, true, false, Some(1)));
    assert_eq!(tx.try_send(1), Ok(()));
    assert_eq!((rx.len(), rx.is_empty(), rx.is_full(), rx.capacity()), (1, false, true, Some(1)));
    assert_eq!(tx.try_send(2), Err(TrySendError::Full(2)));
    assert_eq!(rx.recv(), Ok(1));
    drop(rx);
    assert_eq!(tx.try_send(3), Err(TrySendError::Disconnected(3)));
    assert_eq!(tx.send(4), Err(SendError(4)));
    let (tx, _rx) = unbounded::<()>();
    assert_eq!((tx.is_full(), tx.capacity()), (false, None));
}

/// A panicking receiver leaves, too.
fn panic_disconnects() {
    let (tx, rx) = bounded::<u32>(0);
    let panicked = thread::spawn(move || {
        let _rx = rx;
        panic!("on the way");
    });
    assert_eq!(tx.send(1), Err(SendError(1)));
    assert!(panicked.join().is_err());
}
