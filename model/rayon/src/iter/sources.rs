//! What can be iterated over in parallel.

use std::ops::{Range, RangeBounds, RangeInclusive};

use super::{Items, ParallelIterator};

/// What a parallel iterator can be made of, taking it.
pub trait IntoParallelIterator {
    /// The iterator.
    type Iter: ParallelIterator<Item = Self::Item>;
    /// What it iterates over.
    type Item: Send;

    /// The iterator.
    fn into_par_iter(self) -> Self::Iter;
}

/// What can be iterated over by reference.
pub trait IntoParallelRefIterator<'data> {
    /// The iterator.
    type Iter: ParallelIterator<Item = Self::Item>;
    /// A reference, mostly.
    type Item: Send + 'data;

    /// The iterator.
    fn par_iter(&'data self) -> Self::Iter;
}

/// What can be iterated over by exclusive reference.
pub trait IntoParallelRefMutIterator<'data> {
    /// The iterator.
    type Iter: ParallelIterator<Item = Self::Item>;
    /// A reference, mostly.
    type Item: Send + 'data;

    /// The iterator.
    fn par_iter_mut(&'data mut self) -> Self::Iter;
}

impl<T: ParallelIterator> IntoParallelIterator for T {
    type Iter = T;
    type Item = T::Item;

    fn into_par_iter(self) -> T {
        self
    }
}

impl<'data, I: 'data + ?Sized> IntoParallelRefIterator<'data> for I
where
    &'data I: IntoParallelIterator,
{
    type Iter = <&'data I as IntoParallelIterator>::Iter;
    type Item = <&'data I as IntoParallelIterator>::Item;

    fn par_iter(&'data self) -> Self::Iter {
        self.into_par_iter()
    }
}

impl<'data, I: 'data + ?Sized> IntoParallelRefMutIterator<'data> for I
where
    &'data mut I: IntoParallelIterator,
{
    type Iter = <&'data mut I as IntoParallelIterator>::Iter;
    type Item = <&'data mut I as IntoParallelIterator>::Item;

    fn par_iter_mut(&'data mut self) -> Self::Iter {
        self.into_par_iter()
    }
}

macro_rules! sources {
    ($({$($generics:tt)*} $of:ty => $item:ty;)+) => {$(
        impl<$($generics)*> IntoParallelIterator for $of {
            type Iter = Items<$item>;
            type Item = $item;

            fn into_par_iter(self) -> Items<$item> {
                Items::new(self)
            }
        }
    )+};
}

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use std::hash::{BuildHasher, Hash};

use model_std::collections::{HashMap, HashSet};

sources! {
    {T: Send} Vec<T> => T;
    {'a, T: Sync} &'a Vec<T> => &'a T;
    {'a, T: Send} &'a mut Vec<T> => &'a mut T;
    {'a, T: Sync} &'a [T] => &'a T;
    {'a, T: Send} &'a mut [T] => &'a mut T;
    {T: Send, const N: usize} [T; N] => T;
    {'a, T: Sync, const N: usize} &'a [T; N] => &'a T;
    {'a, T: Send, const N: usize} &'a mut [T; N] => &'a mut T;
    {T: Send} Option<T> => T;
    {'a, T: Sync} &'a Option<T> => &'a T;
    {'a, T: Send} &'a mut Option<T> => &'a mut T;
    {T: Send, E} Result<T, E> => T;
    {T: Send} VecDeque<T> => T;
    {'a, T: Sync} &'a VecDeque<T> => &'a T;
    {'a, T: Send} &'a mut VecDeque<T> => &'a mut T;
    {T: Send} LinkedList<T> => T;
    {'a, T: Sync} &'a LinkedList<T> => &'a T;
    {T: Ord + Send} BinaryHeap<T> => T;
    {'a, T: Ord + Sync} &'a BinaryHeap<T> => &'a T;
    {T: Ord + Send} BTreeSet<T> => T;
    {'a, T: Ord + Sync} &'a BTreeSet<T> => &'a T;
    {K: Ord + Send, V: Send} BTreeMap<K, V> => (K, V);
    {'a, K: Ord + Sync, V: Sync} &'a BTreeMap<K, V> => (&'a K, &'a V);
    {'a, K: Ord + Sync, V: Send} &'a mut BTreeMap<K, V> => (&'a K, &'a mut V);
    {T: Eq + Hash + Send, S: BuildHasher} HashSet<T, S> => T;
    {'a, T: Eq + Hash + Sync, S: BuildHasher} &'a HashSet<T, S> => &'a T;
    {K: Eq + Hash + Send, V: Send, S: BuildHasher} HashMap<K, V, S> => (K, V);
    {'a, K: Eq + Hash + Sync, V: Sync, S: BuildHasher} &'a HashMap<K, V, S> => (&'a K, &'a V);
    {'a, K: Eq + Hash + Sync, V: Send, S: BuildHasher} &'a mut HashMap<K, V, S> => (&'a K, &'a mut V);
}

impl<T: Send> IntoParallelIterator for Box<[T]> {
    type Iter = Items<T>;
    type Item = T;

    fn into_par_iter(self) -> Items<T> {
        Items::new(self.into_vec())
    }
}

macro_rules! ranges {
    ($($range:ident)+) => {$(
        // For all at once, so that a range of literals is one of `i32`.
        impl<T: Send> IntoParallelIterator for $range<T>
        where
            $range<T>: Iterator<Item = T>,
        {
            type Iter = Items<T>;
            type Item = T;

            fn into_par_iter(self) -> Items<T> {
                Items::new(self)
            }
        }
    )+};
}

ranges! { Range RangeInclusive }

impl<A, B> IntoParallelIterator for (A, B)
where
    A: IntoParallelIterator<Iter: super::IndexedParallelIterator>,
    B: IntoParallelIterator<Iter: super::IndexedParallelIterator>,
{
    type Iter = super::Zip<A::Iter, B::Iter>;
    type Item = (A::Item, B::Item);

    fn into_par_iter(self) -> Self::Iter {
        super::IndexedParallelIterator::zip(self.0.into_par_iter(), self.1)
    }
}

/// What can be emptied in parallel.
pub trait ParallelDrainFull {
    /// The iterator.
    type Iter: ParallelIterator<Item = Self::Item>;
    /// What it iterates over.
    type Item: Send;

    /// Takes everything out.
    fn par_drain(self) -> Self::Iter;
}

/// Of which a range can be taken out in parallel.
pub trait ParallelDrainRange<Idx = usize> {
    /// The iterator.
    type Iter: ParallelIterator<Item = Self::Item>;
    /// What it iterates over.
    type Item: Send;

    /// Takes that out.
    fn par_drain<R: RangeBounds<Idx>>(self, range: R) -> Self::Iter;
}

impl<T: Send> ParallelDrainRange<usize> for &mut Vec<T> {
    type Iter = Items<T>;
    type Item = T;

    fn par_drain<R: RangeBounds<usize>>(self, range: R) -> Items<T> {
        Items::new(self.drain(range))
    }
}

impl<T: Send> ParallelDrainRange<usize> for &mut VecDeque<T> {
    type Iter = Items<T>;
    type Item = T;

    fn par_drain<R: RangeBounds<usize>>(self, range: R) -> Items<T> {
        Items::new(self.drain(range))
    }
}

impl<K: Eq + Hash + Send, V: Send, S: BuildHasher> ParallelDrainFull for &mut HashMap<K, V, S> {
    type Iter = Items<(K, V)>;
    type Item = (K, V);

    fn par_drain(self) -> Items<(K, V)> {
        Items::new(self.drain())
    }
}

impl<T: Eq + Hash + Send, S: BuildHasher> ParallelDrainFull for &mut HashSet<T, S> {
    type Iter = Items<T>;
    type Item = T;

    fn par_drain(self) -> Items<T> {
        Items::new(self.drain())
    }
}

impl<T: Ord + Send> ParallelDrainFull for &mut BinaryHeap<T> {
    type Iter = Items<T>;
    type Item = T;

    fn par_drain(self) -> Items<T> {
        Items::new(self.drain())
    }
}

/// Nothing.
pub fn empty<T: Send>() -> Items<T> {
    Items::new(None)
}

/// One item.
pub fn once<T: Send>(item: T) -> Items<T> {
    Items::new(Some(item))
}

/// The same so many times.
pub fn repeat_n<T: Clone + Send>(element: T, n: usize) -> Items<T> {
    Items::new(std::iter::repeat_n(element, n))
}
