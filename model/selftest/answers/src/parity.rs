//! Which types are `Send`, `Sync` and unwind safe: exactly the real ones. All of it is checked when it
//! compiles.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64};
use std::sync::mpsc::{Receiver, Sender, SyncSender};
use std::sync::{Barrier, Mutex, MutexGuard};
use std::thread::{JoinHandle, Scope, ScopedJoinHandle, Thread, ThreadId};
use std::time::Instant;

use crossbeam::channel;

/// `$t: $bound` holds.
macro_rules! is {
    ($($t:ty: $($bound:ident)+;)+) => {
        const _: () = { $({
            const fn holds<T: ?Sized $(+ $bound)+>() {}
            holds::<$t>();
        })+ };
    };
}

/// `$t: $bound` does not hold: if it did, which `Marker` is meant would be ambiguous.
macro_rules! is_not {
    ($($t:ty: $bound:ident;)+) => {
        const _: () = { $({
            trait AmbiguousIf<M> {
                const FINE: () = ();
            }
            impl<T: ?Sized> AmbiguousIf<()> for T {}
            struct Marker;
            impl<T: ?Sized + $bound> AmbiguousIf<Marker> for T {}
            <$t as AmbiguousIf<_>>::FINE
        })+ };
    };
}

/// Neither `Send` nor `Sync`.
type Neither = PhantomData<*const ()>;

is! {
    Mutex<Cell<u8>>: Send Sync UnwindSafe RefUnwindSafe;
    Mutex<dyn Send>: Send Sync;
    MutexGuard<'static, u8>: Sync;
    AtomicBool: Send Sync UnwindSafe RefUnwindSafe;
    AtomicU64: Send Sync UnwindSafe RefUnwindSafe;
    AtomicPtr<Neither>: Send Sync UnwindSafe RefUnwindSafe;
    Sender<Cell<u8>>: Send Sync UnwindSafe RefUnwindSafe;
    SyncSender<Cell<u8>>: Send Sync UnwindSafe;
    Receiver<Cell<u8>>: Send UnwindSafe RefUnwindSafe;
    channel::Sender<Cell<u8>>: Send Sync UnwindSafe RefUnwindSafe;
    channel::Receiver<Cell<u8>>: Send Sync UnwindSafe RefUnwindSafe;
    channel::Receiver<Neither>: UnwindSafe RefUnwindSafe;
    channel::IntoIter<Cell<u8>>: Send Sync;
    channel::Iter<'static, Cell<u8>>: Send Sync;
    channel::Select<'static>: Send Sync;
    JoinHandle<Neither>: Send Sync;
    ScopedJoinHandle<'static, Neither>: Send Sync;
    Scope<'static, 'static>: Send Sync;
    Barrier: Send Sync;
    Thread: Send Sync;
    ThreadId: Send Sync Copy;
    Instant: Send Sync Copy;
}

is_not! {
    Mutex<Rc<u8>>: Send;
    Mutex<Rc<u8>>: Sync;
    Mutex<MutexGuard<'static, u8>>: Sync;
    MutexGuard<'static, u8>: Send;
    MutexGuard<'static, Cell<u8>>: Sync;
    Sender<Rc<u8>>: Send;
    Sender<Rc<u8>>: Sync;
    SyncSender<Rc<u8>>: Sync;
    Receiver<u8>: Sync;
    Receiver<Rc<u8>>: Send;
    channel::Sender<Rc<u8>>: Send;
    channel::Sender<Rc<u8>>: Sync;
    channel::Receiver<Rc<u8>>: Send;
    channel::Receiver<Rc<u8>>: Sync;
    channel::SelectedOperation<'static>: Send;
    channel::SelectedOperation<'static>: Sync;
    RefCell<AtomicU64>: Sync;
}
