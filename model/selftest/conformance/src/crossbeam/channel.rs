//! `crossbeam::channel`.

use std::cell::Cell;
use std::marker::PhantomData;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::thread;

use crossbeam::channel::{
    IntoIter, Iter, Receiver, Select, SelectedOperation, Sender, bounded, unbounded,
};

/// Neither `Send` nor `Sync`.
type Neither = PhantomData<*const ()>;

is! {
    Sender<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe;
    Receiver<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe;
    Receiver<Neither>: UnwindSafe, RefUnwindSafe;
    IntoIter<Cell<u8>>: Send, Sync;
    Iter<'static, Cell<u8>>: Send, Sync;
    Select<'static>: Send, Sync;
}
is_not! {
    Sender<Rc<u8>>: Send;
    Sender<Rc<u8>>: Sync;
    Receiver<Rc<u8>>: Send;
    Receiver<Rc<u8>>: Sync;
    SelectedOperation<'static>: Send;
    SelectedOperation<'static>: Sync;
}

cases! {
    first_in_first_out bounded_by_its_capacity
}

fn first_in_first_out() {
    let (tx, rx) = unbounded();
    thread::spawn(move || (0..3).for_each(|n| tx.send(n).unwrap()));
    assert_eq!(rx.iter().collect::<Vec<_>>(), [0, 1, 2]);
}

fn bounded_by_its_capacity() {
    let (tx, rx) = bounded(1);
    tx.send(1).unwrap();
    assert!(tx.try_send(2).unwrap_err().is_full());
    drop(rx);
    assert!(tx.try_send(2).unwrap_err().is_disconnected());
}
