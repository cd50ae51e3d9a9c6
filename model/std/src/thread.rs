//! `std::thread`: threads of the model. Bounds, lifetimes and results are those of the real one.

mod local;
mod scoped;

use std::cell::UnsafeCell;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::num::NonZero;
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use model::rt::{self, Event, Loc, Value};

pub use local::{AccessError, LocalKey};
pub use scoped::{Scope, ScopedJoinHandle, scope};
pub use std::thread::Result;

/// Where a thread leaves its result. Not contended: the lock is real, and held between two steps.
struct Packet<T> {
    result: Mutex<Option<Result<T>>>,
    /// Told of a panic that nobody took.
    scope: Option<Arc<scoped::Shared>>,
}

impl<T> Drop for Packet<T> {
    fn drop(&mut self) {
        let result = self.result.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let (Some(Err(_)), Some(scope)) = (result, &self.scope) {
            scope.somebody_panicked();
        }
    }
}

/// A started thread, and the way to its result.
struct Started<T> {
    packet: Arc<Packet<T>>,
    thread: Thread,
    leash: Option<Leash>,
    /// As with the real one: nothing to carry across `catch_unwind`, by value or by reference.
    unwinding: PhantomData<(&'static mut (), UnsafeCell<()>)>,
}

/// What a `JoinHandle` is to its thread; a scope waits for its threads without one.
struct Leash {
    thread: usize,
    execution: u64,
    spawned: Loc,
}

impl Drop for Leash {
    /// The thread is nobody's now. Told at the line that spawned it: a destructor has no caller.
    fn drop(&mut self) {
        if self.execution == rt::thread::execution() {
            rt::thread::detach(self.thread, self.spawned);
        }
    }
}

impl<T> Started<T> {
    fn join(self, loc: Loc) -> Result<T> {
        rt::thread::join(self.thread.0.index, "join", loc);
        let taken = self.packet.result.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(result) = taken else { unreachable!("a thread leaves its result before it ends") };
        let came = Value::Text(if result.is_ok() { "finished" } else { "panicked" });
        rt::log(Event::new("join", loc).value(came).target(self.thread.0.index));
        std::mem::forget(self.leash);
        result
    }
}

/// Starts a thread.
///
/// # Safety
///
/// Whatever `f` and its result borrow must live until the thread has ended.
unsafe fn start<'a, F, T>(
    f: F,
    scope: Option<Arc<scoped::Shared>>,
    name: Option<String>,
    loc: Loc,
) -> Started<T>
where
    F: FnOnce() -> T + 'a,
    T: 'a,
{
    if let Some(name) = &name {
        std::ffi::CString::new(name.as_str())
            .expect("thread name may not contain interior null bytes");
    }
    let packet = Arc::new(Packet { result: Mutex::new(None), scope: scope.clone() });
    let theirs = packet.clone();
    let body: Box<dyn FnOnce() + 'a> = Box::new(move || {
        let result = rt::catch(f);
        if result.is_err() {
            rt::thread::panicked();
        }
        *theirs.result.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
    });
    // SAFETY: the caller sees to it that what is borrowed outlives the thread.
    let body =
        unsafe { std::mem::transmute::<Box<dyn FnOnce() + 'a>, Box<dyn FnOnce() + 'static>>(body) };
    let index = rt::thread::spawn(name.clone(), loc, body);
    let leash = match scope {
        Some(scope) => {
            scope.started(index);
            None
        }
        None => {
            let execution = rt::thread::execution();
            Some(Leash { thread: index, execution, spawned: loc })
        }
    };
    Started { packet, thread: Thread::new(index, name), leash, unwinding: PhantomData }
}

/// An owned right to join a thread.
pub struct JoinHandle<T>(Started<T>);

// SAFETY: as in the real std: the handle gives out the result only by value, to whoever joins, and
// `T: Send` was demanded when the thread was spawned.
unsafe impl<T> Send for JoinHandle<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    /// Waits for the thread to end, and takes its result.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.0.join(Location::caller())
    }

    /// The thread.
    pub fn thread(&self) -> &Thread {
        &self.0.thread
    }

    /// Whether the thread has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        rt::thread::is_finished(self.0.thread.0.index, Location::caller())
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}

/// Starts a thread.
#[track_caller]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T,
    F: Send + 'static,
    T: Send + 'static,
{
    // SAFETY: nothing is borrowed.
    JoinHandle(unsafe { start(f, None, None, Location::caller()) })
}

/// Settings of a thread to be.
#[must_use = "must eventually spawn the thread"]
#[derive(Debug)]
pub struct Builder {
    name: Option<String>,
}

#[expect(clippy::new_without_default, reason = "the real one has no `Default` either")]
impl Builder {
    /// A thread without a name.
    pub fn new() -> Builder {
        Builder { name: None }
    }

    /// Names it.
    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }

    /// Without effect: all stacks of the model are the same.
    pub fn stack_size(self, _size: usize) -> Builder {
        self
    }

    /// Starts it.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T,
        F: Send + 'static,
        T: Send + 'static,
    {
        // SAFETY: nothing is borrowed.
        Ok(JoinHandle(unsafe { start(f, None, self.name, Location::caller()) }))
    }
}

/// A handle to a thread.
#[derive(Clone)]
pub struct Thread(Arc<Inner>);

struct Inner {
    index: usize,
    execution: u64,
    name: Option<String>,
}

impl Thread {
    fn new(index: usize, name: Option<String>) -> Thread {
        Thread(Arc::new(Inner { index, execution: rt::thread::execution(), name }))
    }

    /// Lets it out of `park`, now or the next time.
    #[track_caller]
    pub fn unpark(&self) {
        if self.0.execution == rt::thread::execution() {
            rt::thread::unpark(self.0.index, Location::caller());
        }
    }

    /// Its identity.
    pub fn id(&self) -> ThreadId {
        ThreadId(self.0.index as u64 + 1)
    }

    /// Its name.
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread")
            .field("id", &self.id())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

/// A thread's identity.
#[derive(Eq, PartialEq, Clone, Copy, Hash, Debug)]
pub struct ThreadId(u64);

/// This thread.
pub fn current() -> Thread {
    let index = rt::me();
    Thread::new(index, rt::thread::name(index).1)
}

/// Waits for a token.
#[track_caller]
pub fn park() {
    rt::thread::park("park", None, Location::caller());
}

/// Waits for a token, but not for ever.
#[track_caller]
pub fn park_timeout(dur: Duration) {
    rt::thread::park("park_timeout", Some(dur), Location::caller());
}

/// As `park_timeout`, in milliseconds.
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::park_timeout`")]
#[track_caller]
pub fn park_timeout_ms(ms: u32) {
    park_timeout(Duration::from_millis(ms.into()));
}

/// As `sleep`, in milliseconds.
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::sleep`")]
#[track_caller]
pub fn sleep_ms(ms: u32) {
    sleep(Duration::from_millis(ms.into()));
}

/// Lets others go first: a turn of a polling loop.
#[track_caller]
pub fn yield_now() {
    rt::spin::spin("yield_now", Location::caller());
}

/// Sleeps on the model's clock. However long: no other thread need have moved meanwhile.
#[track_caller]
pub fn sleep(duration: Duration) {
    rt::time::sleep(duration, Location::caller());
}

/// Whether this thread unwinds.
pub fn panicking() -> bool {
    rt::panicking()
}

/// Two: enough to be concurrent, and a model stays small.
pub fn available_parallelism() -> io::Result<NonZero<usize>> {
    const TWO: NonZero<usize> = NonZero::new(2).expect("two is not zero");
    Ok(TWO)
}
