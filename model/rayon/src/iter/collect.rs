//! What can be collected into.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::panic::Location;
use std::rc::Rc;
use std::sync::Arc;

use model_std::collections::{HashMap, HashSet};

use super::unindexed::{to_vec, try_to_vec};
use super::{IntoParallelIterator, Items};

/// What can be made of a parallel iterator.
pub trait FromParallelIterator<T: Send> {
    /// Made of it.
    #[track_caller]
    fn from_par_iter<I>(par_iter: I) -> Self
    where
        I: IntoParallelIterator<Item = T>;
}

/// What can take in a parallel iterator.
pub trait ParallelExtend<T: Send> {
    /// Takes it in.
    #[track_caller]
    fn par_extend<I>(&mut self, par_iter: I)
    where
        I: IntoParallelIterator<Item = T>,
    {
        self.__extend(to_vec("par_extend", Location::caller(), par_iter.into_par_iter()));
    }

    #[doc(hidden)]
    fn __extend(&mut self, items: Vec<T>);
}

macro_rules! collections {
    ($({$($generics:tt)*} $of:ty: $item:ty;)+) => {$(
        impl<$($generics)*> FromParallelIterator<$item> for $of {
            #[track_caller]
            fn from_par_iter<PI>(par_iter: PI) -> Self
            where
                PI: IntoParallelIterator<Item = $item>,
            {
                to_vec("collect", Location::caller(), par_iter.into_par_iter()).into_iter().collect()
            }
        }

        impl<$($generics)*> ParallelExtend<$item> for $of {
            fn __extend(&mut self, items: Vec<$item>) {
                self.extend(items);
            }
        }
    )+};
}

collections! {
    {T: Send} Vec<T>: T;
    {T: Send} VecDeque<T>: T;
    {T: Send} LinkedList<T>: T;
    {T: Ord + Send} BinaryHeap<T>: T;
    {T: Ord + Send} BTreeSet<T>: T;
    {K: Ord + Send, V: Send} BTreeMap<K, V>: (K, V);
    {T: Eq + Hash + Send, S: BuildHasher + Default + Send} HashSet<T, S>: T;
    {K: Eq + Hash + Send, V: Send, S: BuildHasher + Default + Send} HashMap<K, V, S>: (K, V);
    {} String: char;
    {} String: String;
    {'a} String: &'a char;
    {'a} String: &'a str;
    {'a} String: Cow<'a, str>;
    {} (): ();
}

impl<'a, T: 'a + Copy + Send + Sync> ParallelExtend<&'a T> for Vec<T> {
    fn __extend(&mut self, items: Vec<&'a T>) {
        self.extend(items);
    }
}

macro_rules! slices {
    ($($of:ident)+) => {$(
        impl<T: Send> FromParallelIterator<T> for $of<[T]> {
            #[track_caller]
            fn from_par_iter<I>(par_iter: I) -> Self
            where
                I: IntoParallelIterator<Item = T>,
            {
                to_vec("collect", Location::caller(), par_iter.into_par_iter()).into()
            }
        }
    )+};
}

slices! { Box Arc Rc }

impl<C, T, E> FromParallelIterator<Result<T, E>> for Result<C, E>
where
    C: FromParallelIterator<T>,
    T: Send,
    E: Send,
{
    #[track_caller]
    fn from_par_iter<I>(par_iter: I) -> Self
    where
        I: IntoParallelIterator<Item = Result<T, E>>,
    {
        match try_to_vec("collect", Location::caller(), par_iter.into_par_iter()) {
            Ok(all) => Ok(in_order(all)),
            Err(bad) => bad.map(|_| unreachable!("it is bad")),
        }
    }
}

impl<C, T> FromParallelIterator<Option<T>> for Option<C>
where
    C: FromParallelIterator<T>,
    T: Send,
{
    #[track_caller]
    fn from_par_iter<I>(par_iter: I) -> Self
    where
        I: IntoParallelIterator<Item = Option<T>>,
    {
        let all = try_to_vec("collect", Location::caller(), par_iter.into_par_iter());
        all.ok().map(in_order)
    }
}

/// What was walked in parallel already. To cut it again costs jobs, and changes nothing.
#[track_caller]
fn in_order<C: FromParallelIterator<T>, T: Send>(all: Vec<T>) -> C {
    let min = all.len().max(1);
    C::from_par_iter(super::IndexedParallelIterator::with_min_len(Items::new(all), min))
}
