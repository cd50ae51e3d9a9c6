//! `par_bridge`: items of a sequential iterator, which workers take from one by one.

use std::cell::RefCell;
use std::panic::Location;
use std::sync::Arc;

use model::rt::Loc;
use model::rt::lock::RawLock;

use super::{ParallelIterator, Shape};
use crate::Here;

/// What can be taken from by several workers.
pub trait ParallelBridge: Sized {
    /// The iterator, whose items come in no order.
    fn par_bridge(self) -> IterBridge<Self>;
}

impl<T: Iterator<Item: Send> + Send> ParallelBridge for T {
    #[track_caller]
    fn par_bridge(self) -> IterBridge<T> {
        let loc = Location::caller();
        let lock = RawLock::at("par_bridge", loc);
        let items = Here(RefCell::new(Some(self)));
        IterBridge(Arc::new(Shared { lock, items, loc }))
    }
}

struct Shared<I> {
    /// Held while the iterator is asked for its next item, which may take long.
    lock: RawLock,
    /// None when it has come to its end, or has panicked.
    items: Here<RefCell<Option<I>>>,
    loc: Loc,
}

/// Of `par_bridge`.
pub struct IterBridge<I>(Arc<Shared<I>>);

impl<I> Clone for IterBridge<I> {
    fn clone(&self) -> Self {
        IterBridge(self.0.clone())
    }
}

impl<I: Iterator> Shared<I> {
    fn next(&self) -> Option<I::Item> {
        struct Unlock<'a>(&'a RawLock, Loc);
        impl Drop for Unlock<'_> {
            fn drop(&mut self) {
                self.0.unlock(self.1, || ());
            }
        }
        self.lock.lock("next", self.loc);
        let _unlock = Unlock(&self.lock, self.loc);
        // Not in there while it runs: it may panic, or ask for itself.
        let mut items = self.items.0.borrow_mut().take()?;
        let item = items.next()?;
        *self.items.0.borrow_mut() = Some(items);
        Some(item)
    }
}

impl<I: Iterator<Item: Send> + Send> ParallelIterator for IterBridge<I> {
    type Item = I::Item;

    fn __shape(&self) -> Shape {
        Shape { items: 0, shared: true, min: 1, max: usize::MAX, grouped: false }
    }

    fn __cut(self, _at: usize) -> (Self, Self) {
        (self.clone(), self)
    }

    fn __walk(self) -> impl Iterator<Item = I::Item> {
        std::iter::from_fn(move || self.0.next())
    }
}
