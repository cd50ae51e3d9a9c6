//! `crossbeam::thread::scope`, on the stand-in's `std::thread::scope`.
//!
//! As the real one it reports panics of threads that nobody joined as an error instead of panicking, and
//! hands the scope to each thread's closure.

use std::any::Any;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};

use model::rt;
use model_std::thread::{self as threads, Result, Thread};

type Payload = Box<dyn Any + Send + 'static>;

/// A thread's panic, until somebody takes it.
type Panic = Arc<Mutex<Option<Payload>>>;

/// A scope to start threads in.
pub struct Scope<'env> {
    /// The scope below, its lifetimes forgotten: `scope` waits for every thread before it ends.
    below: &'static threads::Scope<'static, 'static>,
    panics: Arc<Mutex<Vec<Panic>>>,
    // Invariant over what is borrowed, as the real one.
    env: PhantomData<&'env mut &'env ()>,
}

/// An owned right to join a scoped thread.
pub struct ScopedJoinHandle<'scope, T> {
    below: threads::ScopedJoinHandle<'static, ()>,
    value: Arc<Mutex<Option<T>>>,
    panic: Panic,
    scope: PhantomData<&'scope ()>,
}

// SAFETY: as for std's handle: the result is given by value to whoever joins.
unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
// SAFETY: as above.
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}

/// Calls `f` with a scope and waits for every thread started in it. The error holds the payloads of
/// threads that panicked and were not joined, as a `Box<Vec<Box<dyn Any + Send>>>`.
#[track_caller]
pub fn scope<'env, F, R>(f: F) -> Result<R>
where
    F: FnOnce(&Scope<'env>) -> R,
{
    let panics = Arc::new(Mutex::new(Vec::new()));
    let result = threads::scope(|below| {
        // SAFETY: only threads of this scope, and `f`, get to see it, and all of them end before it does.
        let below = unsafe {
            std::mem::transmute::<&threads::Scope<'_, '_>, &'static threads::Scope<'static, 'static>>(
                below,
            )
        };
        let scope = Scope { below, panics: panics.clone(), env: PhantomData };
        rt::catch(|| f(&scope))
    });
    let panics = panics.lock().unwrap_or_else(PoisonError::into_inner);
    let panics: Vec<Payload> = panics.iter().filter_map(take).collect();
    match result {
        Err(payload) => rt::resume(payload),
        Ok(_) if !panics.is_empty() => Err(Box::new(panics)),
        Ok(value) => Ok(value),
    }
}

impl<'env> Scope<'env> {
    fn again(&self) -> Scope<'env> {
        Scope { below: self.below, panics: self.panics.clone(), env: PhantomData }
    }

    /// Starts a thread that the scope will wait for.
    #[track_caller]
    pub fn spawn<'scope, F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce(&Scope<'env>) -> T,
        F: Send + 'env,
        T: Send + 'env,
    {
        match self.start(threads::Builder::new(), f) {
            Ok(handle) => handle,
            Err(error) => panic!("failed to spawn scoped thread: {error}"),
        }
    }

    /// Settings for a thread.
    pub fn builder<'scope>(&'scope self) -> ScopedThreadBuilder<'scope, 'env> {
        ScopedThreadBuilder { scope: self, builder: threads::Builder::new() }
    }

    #[track_caller]
    fn start<'scope, F, T>(
        &'scope self,
        builder: threads::Builder,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce(&Scope<'env>) -> T,
        F: Send + 'env,
        T: Send + 'env,
    {
        let value = Arc::new(Mutex::new(None));
        let panic = Panic::default();
        let (their_value, their_panic) = (value.clone(), panic.clone());
        let scope = self.again();
        let body: Box<dyn FnOnce() + Send + 'env> =
            Box::new(move || match rt::catch(|| f(&scope)) {
                Ok(came) => {
                    *their_value.lock().unwrap_or_else(PoisonError::into_inner) = Some(came)
                }
                Err(payload) => {
                    rt::thread::panicked();
                    *their_panic.lock().unwrap_or_else(PoisonError::into_inner) = Some(payload)
                }
            });
        // SAFETY: the scope waits for the thread, so that what `f` borrows outlives it.
        let body = unsafe {
            std::mem::transmute::<Box<dyn FnOnce() + Send + 'env>, Box<dyn FnOnce() + Send + 'static>>(
                body,
            )
        };
        let below = builder.spawn_scoped(self.below, body)?;
        self.panics.lock().unwrap_or_else(PoisonError::into_inner).push(panic.clone());
        Ok(ScopedJoinHandle { below, value, panic, scope: PhantomData })
    }
}

/// Settings of a scoped thread to be.
pub struct ScopedThreadBuilder<'scope, 'env> {
    scope: &'scope Scope<'env>,
    builder: threads::Builder,
}

impl<'scope, 'env> ScopedThreadBuilder<'scope, 'env> {
    /// Names it.
    pub fn name(mut self, name: String) -> Self {
        self.builder = self.builder.name(name);
        self
    }

    /// Without effect: all stacks of the model are the same.
    pub fn stack_size(self, _size: usize) -> Self {
        self
    }

    /// Starts it.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce(&Scope<'env>) -> T,
        F: Send + 'env,
        T: Send + 'env,
    {
        self.scope.start(self.builder, f)
    }
}

impl<T> ScopedJoinHandle<'_, T> {
    /// Waits for the thread to end, and takes its result.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        let ended = self.below.join();
        debug_assert!(ended.is_ok(), "the closure below catches");
        match (take(&self.value), take(&self.panic)) {
            (Some(value), _) => Ok(value),
            (None, Some(payload)) => Err(payload),
            (None, None) => unreachable!("a thread leaves its result before it ends"),
        }
    }

    /// The thread.
    pub fn thread(&self) -> &Thread {
        self.below.thread()
    }
}

impl fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Scope { .. }")
    }
}

impl fmt::Debug for ScopedThreadBuilder<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedThreadBuilder").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("ScopedJoinHandle { .. }")
    }
}

fn take<T>(slot: &Arc<Mutex<Option<T>>>) -> Option<T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}
