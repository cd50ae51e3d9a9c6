//! `IndexedParallelIterator`: of which each item has its place.

use std::cmp::Ordering;
use std::panic::Location;

use super::unindexed::to_vec;
use super::{
    BothEnds, Chunks, Enumerate, IntoParallelIterator, MaxLen, MinLen, ParallelIterator, Rev,
    StepBy, Zip,
};

#[expect(clippy::len_without_is_empty, reason = "the real one has none")]
/// A parallel iterator that knows how many items it has.
pub trait IndexedParallelIterator: ParallelIterator {
    #[doc(hidden)]
    fn __walk_both(self) -> impl BothEnds<Item = Self::Item>;

    /// How many items.
    fn len(&self) -> usize {
        self.__shape().items
    }

    /// All of them, instead of what is in there.
    #[track_caller]
    fn collect_into_vec(self, target: &mut Vec<Self::Item>) {
        target.clear();
        target.extend(to_vec("collect_into_vec", Location::caller(), self));
    }

    /// All of them, instead of what is in these two.
    #[track_caller]
    fn unzip_into_vecs<A, B>(self, left: &mut Vec<A>, right: &mut Vec<B>)
    where
        Self: IndexedParallelIterator<Item = (A, B)>,
        A: Send,
        B: Send,
    {
        let all = to_vec("unzip_into_vecs", Location::caller(), self);
        (*left, *right) = all.into_iter().unzip();
    }

    /// With those, pair by pair.
    fn zip<Z>(self, zip_op: Z) -> Zip<Self, Z::Iter>
    where
        Z: IntoParallelIterator<Iter: IndexedParallelIterator>,
    {
        Zip { a: self, b: zip_op.into_par_iter() }
    }

    /// As `zip`, of as many.
    #[track_caller]
    fn zip_eq<Z>(self, zip_op: Z) -> Zip<Self, Z::Iter>
    where
        Z: IntoParallelIterator<Iter: IndexedParallelIterator>,
    {
        let b = zip_op.into_par_iter();
        assert_eq!(self.len(), b.len(), "iterators must have the same length");
        Zip { a: self, b }
    }

    /// So many at a time.
    #[track_caller]
    fn chunks(self, chunk_size: usize) -> Chunks<Self> {
        assert!(chunk_size != 0, "chunk_size must not be zero");
        Chunks { base: self, size: chunk_size }
    }

    /// With its place.
    fn enumerate(self) -> Enumerate<Self> {
        Enumerate { base: self, first: 0 }
    }

    /// Only each `step`th.
    fn step_by(self, step: usize) -> StepBy<Self> {
        StepBy { base: self, step }
    }

    /// Without the first `n`.
    fn skip(self, n: usize) -> Self {
        let n = n.min(self.len());
        self.__cut(n).1
    }

    /// Only the first `n`.
    fn take(self, n: usize) -> Self {
        let n = n.min(self.len());
        self.__cut(n).0
    }

    /// The last one first.
    fn rev(self) -> Rev<Self> {
        Rev { base: self }
    }

    /// Compares them in order.
    #[track_caller]
    fn cmp<I>(self, other: I) -> Ordering
    where
        I: IntoParallelIterator<Item = Self::Item, Iter: IndexedParallelIterator>,
        Self::Item: Ord,
    {
        let loc = Location::caller();
        to_vec("cmp", loc, self).cmp(&to_vec("cmp", loc, other.into_par_iter()))
    }

    /// Whether they are the same in order.
    #[track_caller]
    fn eq<I>(self, other: I) -> bool
    where
        I: IntoParallelIterator<Iter: IndexedParallelIterator>,
        Self::Item: PartialEq<I::Item>,
    {
        let loc = Location::caller();
        to_vec("eq", loc, self) == to_vec("eq", loc, other.into_par_iter())
    }

    /// The place of any for which that holds.
    #[track_caller]
    fn position_any<P>(self, predicate: P) -> Option<usize>
    where
        P: Fn(Self::Item) -> bool + Sync + Send,
    {
        self.enumerate().find_map_any(|(i, item)| predicate(item).then_some(i))
    }

    /// The place of the first for which that holds.
    #[track_caller]
    fn position_first<P>(self, predicate: P) -> Option<usize>
    where
        P: Fn(Self::Item) -> bool + Sync + Send,
    {
        self.enumerate().find_map_first(|(i, item)| predicate(item).then_some(i))
    }

    /// The place of the last for which that holds.
    #[track_caller]
    fn position_last<P>(self, predicate: P) -> Option<usize>
    where
        P: Fn(Self::Item) -> bool + Sync + Send,
    {
        self.enumerate().find_map_last(|(i, item)| predicate(item).then_some(i))
    }

    /// No part shorter than that.
    fn with_min_len(self, min: usize) -> MinLen<Self> {
        MinLen { base: self, min }
    }

    /// No part longer than that.
    fn with_max_len(self, max: usize) -> MaxLen<Self> {
        MaxLen { base: self, max }
    }
}
