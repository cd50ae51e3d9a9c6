//! Parallel iterators.
//!
//! An iterator is data that can be cut in two, and walked by one thread; what consumes it cuts it and has the parts
//! walked by two jobs (see `drive`). The closures of adaptors run in that walk. Bounds are the real ones.

mod adaptors;
mod bridge;
mod collect;
mod drive;
mod indexed;
mod items;
mod sources;
mod unindexed;

pub use adaptors::{
    Chain, Chunks, Cloned, Copied, Enumerate, Inspect, Map, MapInit, MapWith, MaxLen, MinLen, Rev,
    StepBy, Update, Zip,
};
pub use bridge::{IterBridge, ParallelBridge};
pub use collect::{FromParallelIterator, ParallelExtend};
pub use indexed::IndexedParallelIterator;
pub use items::{Items, Iter};
pub use sources::{
    IntoParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelDrainFull,
    ParallelDrainRange, empty, once, repeat_n,
};
pub use unindexed::{
    Filter, FilterMap, FlatMap, FlatMapIter, Flatten, FlattenIter, Fold, FoldWith,
    ParallelIterator, Try, TryFold,
};

/// What is known of an iterator before it is walked.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Shape {
    /// Where it can be cut: between so many items.
    pub(crate) items: usize,
    /// It cannot be cut; both parts take from the same store.
    pub(crate) shared: bool,
    /// No part is shorter, or, if that can be, longer than that.
    pub(crate) min: usize,
    pub(crate) max: usize,
    /// How it was cut can be told from what comes out of it.
    pub(crate) grouped: bool,
}

/// A walk that knows where it ends.
#[doc(hidden)]
pub trait BothEnds: DoubleEndedIterator + ExactSizeIterator {}

impl<I: DoubleEndedIterator + ExactSizeIterator> BothEnds for I {}
