//! Which types are `Send`, `Sync` and unwind safe, where the type has no module of its own yet.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64};
use std::sync::mpsc::{Receiver, Sender, SyncSender};
use std::sync::{Barrier, Mutex, MutexGuard};
use std::thread::{JoinHandle, Scope, ScopedJoinHandle, Thread, ThreadId};
use std::time::Instant;

/// Neither `Send` nor `Sync`.
type Neither = PhantomData<*const ()>;

is! {
    Mutex<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe;
    Mutex<dyn Send>: Send, Sync;
    MutexGuard<'static, u8>: Sync;
    AtomicBool: Send, Sync, UnwindSafe, RefUnwindSafe;
    AtomicU64: Send, Sync, UnwindSafe, RefUnwindSafe;
    AtomicPtr<Neither>: Send, Sync, UnwindSafe, RefUnwindSafe;
    Sender<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe;
    SyncSender<Cell<u8>>: Send, Sync, UnwindSafe;
    Receiver<Cell<u8>>: Send, UnwindSafe, RefUnwindSafe;
    JoinHandle<Neither>: Send, Sync;
    ScopedJoinHandle<'static, Cell<u8>>: Send, Sync;
    Scope<'static, 'static>: Send, Sync;
    Barrier: Send, Sync;
    Thread: Send, Sync;
    ThreadId: Send, Sync, Copy;
    Instant: Send, Sync, Copy;
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
    ScopedJoinHandle<'static, Neither>: Send;
    ScopedJoinHandle<'static, Neither>: Sync;
    RefCell<AtomicU64>: Sync;
}
