//! `ParallelIterator`: what every parallel iterator can do, and the adaptors after which an item has no place any more.

use std::cmp::Ordering;
use std::iter::{Product, Sum};
use std::panic::Location;
use std::sync::Arc;

use model::rt::{self, Loc};

use super::drive::{Found, Merge, drive, either};
use super::{
    Chain, Cloned, Copied, FromParallelIterator, Inspect, IntoParallelIterator, Map, MapInit,
    MapWith, ParallelExtend, Shape, Update,
};

/// The numbers whose sums do not depend on the order.
fn sums_in_any_order<S>() -> bool {
    const INTEGERS: [&str; 12] =
        ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"];
    INTEGERS.contains(&std::any::type_name::<S>())
}

fn merging<S>() -> Merge {
    if sums_in_any_order::<S>() { Merge::Smooth } else { Merge::Grouped }
}

/// A parallel iterator.
pub trait ParallelIterator: Sized + Send {
    /// What it iterates over.
    type Item: Send;

    #[doc(hidden)]
    fn __shape(&self) -> Shape;

    #[doc(hidden)]
    fn __cut(self, at: usize) -> (Self, Self);

    #[doc(hidden)]
    fn __walk(self) -> impl Iterator<Item = Self::Item>;

    /// Runs `op` with each item.
    #[track_caller]
    fn for_each<OP>(self, op: OP)
    where
        OP: Fn(Self::Item) + Sync + Send,
    {
        let loc = Location::caller();
        drive(
            "for_each",
            loc,
            self,
            Merge::Smooth,
            |part| part.__walk().for_each(&op),
            |(), ()| (),
        );
    }

    /// … and a clone of `init` for each part.
    #[track_caller]
    fn for_each_with<OP, T>(self, init: T, op: OP)
    where
        OP: Fn(&mut T, Self::Item) + Sync + Send,
        T: Send + Clone,
    {
        let loc = Location::caller();
        let whole = self.map_with(init, op);
        drive(
            "for_each",
            loc,
            whole,
            Merge::Smooth,
            |part| part.__walk().for_each(drop),
            |(), ()| (),
        );
    }

    /// … and something that `init` makes for each part.
    #[track_caller]
    fn for_each_init<OP, INIT, T>(self, init: INIT, op: OP)
    where
        OP: Fn(&mut T, Self::Item) + Sync + Send,
        INIT: Fn() -> T + Sync + Send,
    {
        let loc = Location::caller();
        let whole = self.map_init(init, op);
        drive(
            "for_each",
            loc,
            whole,
            Merge::Smooth,
            |part| part.__walk().for_each(drop),
            |(), ()| (),
        );
    }

    /// Runs `op` with each item, until one fails; others may run nevertheless.
    #[track_caller]
    fn try_for_each<OP, R>(self, op: OP) -> R
    where
        OP: Fn(Self::Item) -> R + Sync + Send,
        R: Try<Output = ()> + Send,
    {
        let loc = Location::caller();
        try_fold_parts(
            "try_for_each",
            loc,
            self.map(op),
            Merge::Smooth,
            || (),
            |(), ()| R::good(()),
        )
    }

    /// … and a clone of `init` for each part.
    #[track_caller]
    fn try_for_each_with<OP, T, R>(self, init: T, op: OP) -> R
    where
        OP: Fn(&mut T, Self::Item) -> R + Sync + Send,
        T: Send + Clone,
        R: Try<Output = ()> + Send,
    {
        let loc = Location::caller();
        let whole = self.map_with(init, op);
        try_fold_parts("try_for_each", loc, whole, Merge::Smooth, || (), |(), ()| R::good(()))
    }

    /// How many items.
    #[track_caller]
    fn count(self) -> usize {
        let loc = Location::caller();
        drive("count", loc, self, Merge::Smooth, |part| part.__walk().count(), |a, b| a + b)
    }

    /// With each item put through `map_op`.
    fn map<F, R>(self, map_op: F) -> Map<Self, F>
    where
        F: Fn(Self::Item) -> R + Sync + Send,
        R: Send,
    {
        Map { base: self, f: Arc::new(map_op) }
    }

    /// … with a clone of `init` for each part.
    fn map_with<F, T, R>(self, init: T, map_op: F) -> MapWith<Self, T, F>
    where
        F: Fn(&mut T, Self::Item) -> R + Sync + Send,
        T: Send + Clone,
        R: Send,
    {
        MapWith { base: self, own: init, f: Arc::new(map_op) }
    }

    /// … with something that `init` makes for each part.
    fn map_init<F, INIT, T, R>(self, init: INIT, map_op: F) -> MapInit<Self, INIT, F>
    where
        F: Fn(&mut T, Self::Item) -> R + Sync + Send,
        INIT: Fn() -> T + Sync + Send,
        R: Send,
    {
        MapInit { base: self, init: Arc::new(init), f: Arc::new(map_op) }
    }

    /// Clones what is referred to.
    fn cloned<'a, T>(self) -> Cloned<Self>
    where
        T: 'a + Clone + Send,
        Self: ParallelIterator<Item = &'a T>,
    {
        Cloned { base: self }
    }

    /// Copies what is referred to.
    fn copied<'a, T>(self) -> Copied<Self>
    where
        T: 'a + Copy + Send,
        Self: ParallelIterator<Item = &'a T>,
    {
        Copied { base: self }
    }

    /// With a look at each item.
    fn inspect<OP>(self, inspect_op: OP) -> Inspect<Self, OP>
    where
        OP: Fn(&Self::Item) + Sync + Send,
    {
        Inspect { base: self, f: Arc::new(inspect_op) }
    }

    /// With each item changed.
    fn update<F>(self, update_op: F) -> Update<Self, F>
    where
        F: Fn(&mut Self::Item) + Sync + Send,
    {
        Update { base: self, f: Arc::new(update_op) }
    }

    /// Only those.
    fn filter<P>(self, filter_op: P) -> Filter<Self, P>
    where
        P: Fn(&Self::Item) -> bool + Sync + Send,
    {
        Filter { base: self, f: Arc::new(filter_op) }
    }

    /// What `filter_op` makes of them, if anything.
    fn filter_map<P, R>(self, filter_op: P) -> FilterMap<Self, P>
    where
        P: Fn(Self::Item) -> Option<R> + Sync + Send,
        R: Send,
    {
        FilterMap { base: self, f: Arc::new(filter_op) }
    }

    /// All that `map_op` makes of each.
    fn flat_map<F, PI>(self, map_op: F) -> FlatMap<Self, F>
    where
        F: Fn(Self::Item) -> PI + Sync + Send,
        PI: IntoParallelIterator,
    {
        FlatMap { base: self, f: Arc::new(map_op) }
    }

    /// … one after another.
    fn flat_map_iter<F, SI>(self, map_op: F) -> FlatMapIter<Self, F>
    where
        F: Fn(Self::Item) -> SI + Sync + Send,
        SI: IntoIterator<Item: Send>,
    {
        FlatMapIter { base: self, f: Arc::new(map_op) }
    }

    /// All that is in each.
    fn flatten(self) -> Flatten<Self>
    where
        Self::Item: IntoParallelIterator,
    {
        Flatten { base: self }
    }

    /// … one after another.
    fn flatten_iter(self) -> FlattenIter<Self>
    where
        Self::Item: IntoIterator<Item: Send>,
    {
        FlattenIter { base: self }
    }

    /// Puts all items together; `identity` may come in any number of times.
    #[track_caller]
    fn reduce<OP, ID>(self, identity: ID, op: OP) -> Self::Item
    where
        OP: Fn(Self::Item, Self::Item) -> Self::Item + Sync + Send,
        ID: Fn() -> Self::Item + Sync + Send,
    {
        let loc = Location::caller();
        drive("reduce", loc, self, Merge::Grouped, |part| part.__walk().fold(identity(), &op), &op)
    }

    /// Puts all items together, if there are any.
    #[track_caller]
    fn reduce_with<OP>(self, op: OP) -> Option<Self::Item>
    where
        OP: Fn(Self::Item, Self::Item) -> Self::Item + Sync + Send,
    {
        let loc = Location::caller();
        let merge = |a, b| merged(a, b, &op);
        drive("reduce_with", loc, self, Merge::Grouped, |part| part.__walk().reduce(&op), merge)
    }

    /// Puts together what is inside of all items, until one fails.
    #[track_caller]
    fn try_reduce<T, OP, ID>(self, identity: ID, op: OP) -> Self::Item
    where
        OP: Fn(T, T) -> Self::Item + Sync + Send,
        ID: Fn() -> T + Sync + Send,
        Self::Item: Try<Output = T>,
    {
        let loc = Location::caller();
        try_fold_parts("try_reduce", loc, self, Merge::Grouped, identity, op)
    }

    /// Folds each part by itself: as many results as there are parts.
    fn fold<T, ID, F>(self, identity: ID, fold_op: F) -> Fold<Self, ID, F>
    where
        F: Fn(T, Self::Item) -> T + Sync + Send,
        ID: Fn() -> T + Sync + Send,
        T: Send,
    {
        Fold { base: self, init: Arc::new(identity), f: Arc::new(fold_op) }
    }

    /// … beginning with a clone of `init`.
    fn fold_with<F, T>(self, init: T, fold_op: F) -> FoldWith<Self, T, F>
    where
        F: Fn(T, Self::Item) -> T + Sync + Send,
        T: Send + Clone,
    {
        FoldWith { base: self, init, f: Arc::new(fold_op) }
    }

    /// As `fold`; a part that fails stops there.
    fn try_fold<T, R, ID, F>(self, identity: ID, fold_op: F) -> TryFold<Self, R, ID, F>
    where
        F: Fn(T, Self::Item) -> R + Sync + Send,
        ID: Fn() -> T + Sync + Send,
        R: Try<Output = T> + Send,
    {
        TryFold {
            base: self,
            init: Arc::new(identity),
            f: Arc::new(fold_op),
            result: std::marker::PhantomData,
        }
    }

    /// Their sum.
    #[track_caller]
    fn sum<S>(self) -> S
    where
        S: Send + Sum<Self::Item> + Sum<S>,
    {
        let loc = Location::caller();
        let merge = |a, b| [a, b].into_iter().sum();
        drive("sum", loc, self, merging::<S>(), |part| part.__walk().sum(), merge)
    }

    /// Their product.
    #[track_caller]
    fn product<P>(self) -> P
    where
        P: Send + Product<Self::Item> + Product<P>,
    {
        let loc = Location::caller();
        let merge = |a, b| [a, b].into_iter().product();
        drive("product", loc, self, merging::<P>(), |part| part.__walk().product(), merge)
    }

    /// The least.
    #[track_caller]
    fn min(self) -> Option<Self::Item>
    where
        Self::Item: Ord,
    {
        least("min", Location::caller(), self, Self::Item::cmp)
    }

    /// The least by that comparison.
    #[track_caller]
    fn min_by<F>(self, f: F) -> Option<Self::Item>
    where
        F: Sync + Send + Fn(&Self::Item, &Self::Item) -> Ordering,
    {
        least("min_by", Location::caller(), self, f)
    }

    /// The one whose key is the least.
    #[track_caller]
    fn min_by_key<K, F>(self, f: F) -> Option<Self::Item>
    where
        K: Ord + Send,
        F: Sync + Send + Fn(&Self::Item) -> K,
    {
        let keyed = self.map(|item| (f(&item), item));
        least("min_by_key", Location::caller(), keyed, |a, b| a.0.cmp(&b.0)).map(|(_, item)| item)
    }

    /// The greatest.
    #[track_caller]
    fn max(self) -> Option<Self::Item>
    where
        Self::Item: Ord,
    {
        greatest("max", Location::caller(), self, Self::Item::cmp)
    }

    /// The greatest by that comparison.
    #[track_caller]
    fn max_by<F>(self, f: F) -> Option<Self::Item>
    where
        F: Sync + Send + Fn(&Self::Item, &Self::Item) -> Ordering,
    {
        greatest("max_by", Location::caller(), self, f)
    }

    /// The one whose key is the greatest.
    #[track_caller]
    fn max_by_key<K, F>(self, f: F) -> Option<Self::Item>
    where
        K: Ord + Send,
        F: Sync + Send + Fn(&Self::Item) -> K,
    {
        let keyed = self.map(|item| (f(&item), item));
        greatest("max_by_key", Location::caller(), keyed, |a, b| a.0.cmp(&b.0))
            .map(|(_, item)| item)
    }

    /// These, then those.
    fn chain<C>(self, chain: C) -> Chain<Self, C::Iter>
    where
        C: IntoParallelIterator<Item = Self::Item>,
    {
        Chain { a: Some(self), b: Some(chain.into_par_iter()) }
    }

    /// Any for which that holds.
    #[track_caller]
    fn find_any<P>(self, predicate: P) -> Option<Self::Item>
    where
        P: Fn(&Self::Item) -> bool + Sync + Send,
    {
        let found = self.map(|item| predicate(&item).then_some(item));
        any_of("find_any", Location::caller(), found)
    }

    /// The first for which that holds.
    #[track_caller]
    fn find_first<P>(self, predicate: P) -> Option<Self::Item>
    where
        P: Fn(&Self::Item) -> bool + Sync + Send,
    {
        first_of("find_first", Location::caller(), self.filter(predicate))
    }

    /// The last for which that holds.
    #[track_caller]
    fn find_last<P>(self, predicate: P) -> Option<Self::Item>
    where
        P: Fn(&Self::Item) -> bool + Sync + Send,
    {
        last_of("find_last", Location::caller(), self.filter(predicate))
    }

    /// What `predicate` makes of any of which it makes something.
    #[track_caller]
    fn find_map_any<P, R>(self, predicate: P) -> Option<R>
    where
        P: Fn(Self::Item) -> Option<R> + Sync + Send,
        R: Send,
    {
        any_of("find_map_any", Location::caller(), self.map(predicate))
    }

    /// … of the first.
    #[track_caller]
    fn find_map_first<P, R>(self, predicate: P) -> Option<R>
    where
        P: Fn(Self::Item) -> Option<R> + Sync + Send,
        R: Send,
    {
        first_of("find_map_first", Location::caller(), self.filter_map(predicate))
    }

    /// … of the last.
    #[track_caller]
    fn find_map_last<P, R>(self, predicate: P) -> Option<R>
    where
        P: Fn(Self::Item) -> Option<R> + Sync + Send,
        R: Send,
    {
        last_of("find_map_last", Location::caller(), self.filter_map(predicate))
    }

    /// Whether it holds for any.
    #[track_caller]
    fn any<P>(self, predicate: P) -> bool
    where
        P: Fn(Self::Item) -> bool + Sync + Send,
    {
        let found = self.map(move |item| predicate(item).then_some(()));
        any_of("any", Location::caller(), found).is_some()
    }

    /// Whether it holds for all.
    #[track_caller]
    fn all<P>(self, predicate: P) -> bool
    where
        P: Fn(Self::Item) -> bool + Sync + Send,
    {
        let against = self.map(move |item| (!predicate(item)).then_some(()));
        any_of("all", Location::caller(), against).is_none()
    }

    /// All of them.
    #[track_caller]
    fn collect<C>(self) -> C
    where
        C: FromParallelIterator<Self::Item>,
    {
        C::from_par_iter(self)
    }

    /// All of them, in two collections.
    #[track_caller]
    fn unzip<A, B, FromA, FromB>(self) -> (FromA, FromB)
    where
        Self: ParallelIterator<Item = (A, B)>,
        FromA: Default + Send + ParallelExtend<A>,
        FromB: Default + Send + ParallelExtend<B>,
        A: Send,
        B: Send,
    {
        let all = to_vec("unzip", Location::caller(), self);
        let (a, b): (Vec<A>, Vec<B>) = all.into_iter().unzip();
        let (mut into_a, mut into_b) = (FromA::default(), FromB::default());
        into_a.__extend(a);
        into_b.__extend(b);
        (into_a, into_b)
    }

    /// Those for which it holds, and the others.
    #[track_caller]
    fn partition<A, B, P>(self, predicate: P) -> (A, B)
    where
        A: Default + Send + ParallelExtend<Self::Item>,
        B: Default + Send + ParallelExtend<Self::Item>,
        P: Fn(&Self::Item) -> bool + Sync + Send,
    {
        let sides = self.map(|item| (predicate(&item), item));
        let all = to_vec("partition", Location::caller(), sides);
        let (yes, no): (Vec<_>, Vec<_>) = all.into_iter().partition(|(yes, _)| *yes);
        let (mut into_a, mut into_b) = (A::default(), B::default());
        into_a.__extend(yes.into_iter().map(|(_, item)| item).collect());
        into_b.__extend(no.into_iter().map(|(_, item)| item).collect());
        (into_a, into_b)
    }
}

fn merged<T>(a: Option<T>, b: Option<T>, op: impl Fn(T, T) -> T) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(op(a, b)),
        (a, b) => a.or(b),
    }
}

fn least<I: ParallelIterator>(
    op: &'static str,
    loc: Loc,
    iter: I,
    compare: impl Fn(&I::Item, &I::Item) -> Ordering,
) -> Option<I::Item> {
    let less = |a, b| if compare(&a, &b) == Ordering::Greater { b } else { a };
    let merge = |a, b| merged(a, b, less);
    drive(op, loc, iter, Merge::Smooth, |part| part.__walk().reduce(less), merge)
}

fn greatest<I: ParallelIterator>(
    op: &'static str,
    loc: Loc,
    iter: I,
    compare: impl Fn(&I::Item, &I::Item) -> Ordering,
) -> Option<I::Item> {
    let greater = |a, b| if compare(&a, &b) == Ordering::Greater { a } else { b };
    let merge = |a, b| merged(a, b, greater);
    drive(op, loc, iter, Merge::Smooth, |part| part.__walk().reduce(greater), merge)
}

/// What is in any of the items in which there is something.
fn any_of<T: Send>(
    op: &'static str,
    loc: Loc,
    iter: impl ParallelIterator<Item = Option<T>>,
) -> Option<T> {
    try_to_vec(op, loc, iter.map(|item| item.map_or(Ok(()), Err)))
        .err()
        .and_then(|found| found.err())
}

fn first_of<I: ParallelIterator>(op: &'static str, loc: Loc, iter: I) -> Option<I::Item> {
    // What comes after what was found is looked at all the same: nothing promises otherwise.
    drive(op, loc, iter, Merge::Smooth, |part| part.__walk().next(), |a, b| a.or(b))
}

fn last_of<I: ParallelIterator>(op: &'static str, loc: Loc, iter: I) -> Option<I::Item> {
    drive(op, loc, iter, Merge::Smooth, |part| part.__walk().last(), |a, b| b.or(a))
}

/// All items in order.
pub(super) fn to_vec<I: ParallelIterator>(op: &'static str, loc: Loc, iter: I) -> Vec<I::Item> {
    let merge = |mut a: Vec<_>, b: Vec<_>| {
        a.extend(b);
        a
    };
    drive(op, loc, iter, Merge::Smooth, |part| part.__walk().collect(), merge)
}

/// All good outputs in order, or any of the bad ones.
pub(super) fn try_to_vec<I>(op: &'static str, loc: Loc, iter: I) -> Result<Vec<Output<I>>, I::Item>
where
    I: ParallelIterator<Item: Try>,
{
    let found = Found::new(loc);
    let walk = |part: I| {
        let mut all = Vec::new();
        let mut walk = part.__walk();
        while !found.is_told() {
            let Some(item) = walk.next() else { break };
            all.push(item.branch().inspect_err(|_| found.tell_after(&mut walk))?);
        }
        Ok(all)
    };
    let merge = |a, b| match (a, b) {
        (Ok(a), Ok(b)) => {
            let mut all: Vec<_> = a;
            all.extend(b);
            Ok(all)
        }
        (Err(a), Err(b)) => Err(either(loc, a, b)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    drive(op, loc, iter, Merge::Smooth, walk, merge)
}

type Output<I> = <<I as ParallelIterator>::Item as Try>::Output;

fn try_fold_parts<I, T>(
    name: &'static str,
    loc: Loc,
    iter: I,
    merging: Merge,
    identity: impl Fn() -> T,
    op: impl Fn(T, T) -> I::Item,
) -> I::Item
where
    I: ParallelIterator<Item: Try<Output = T>>,
{
    let found = Found::new(loc);
    let walk = |part: I| -> Result<T, I::Item> {
        let mut all = identity();
        let mut walk = part.__walk();
        while !found.is_told() {
            let Some(item) = walk.next() else { break };
            let one = item.branch().inspect_err(|_| found.tell_after(&mut walk))?;
            all = op(all, one).branch().inspect_err(|_| found.tell_after(&mut walk))?;
        }
        Ok(all)
    };
    let merge = |a, b| match (a, b) {
        (Ok(a), Ok(b)) => op(a, b).branch(),
        (Err(a), Err(b)) => Err(either(loc, a, b)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    drive(name, loc, iter, merging, walk, merge).map_or_else(|bad| bad, Try::good)
}

/// What may fail.
pub trait Try: Sized {
    /// What is in it if not.
    type Output;
    #[doc(hidden)]
    fn branch(self) -> Result<Self::Output, Self>;
    #[doc(hidden)]
    fn good(output: Self::Output) -> Self;
}

impl<T> Try for Option<T> {
    type Output = T;
    fn branch(self) -> Result<T, Self> {
        self.ok_or(None)
    }
    fn good(output: T) -> Self {
        Some(output)
    }
}

impl<T, E> Try for Result<T, E> {
    type Output = T;
    fn branch(self) -> Result<T, Self> {
        self.map_err(Err)
    }
    fn good(output: T) -> Self {
        Ok(output)
    }
}

macro_rules! unindexed {
    ($(
        $(#[$doc:meta])*
        $name:ident<$base:ident $(, $param:ident)*> { $($field:ident: $ty:ty = $share:expr),* }
        [$($bounds:tt)*] {$($base_bound:tt)*} => $item:ty,
        $walk:ident => $body:expr, grouped $grouped:expr;
    )+) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name<$base $(, $param)*> {
            base: $base,
            $($field: $ty,)*
        }

        impl<$base, $($bounds)*> ParallelIterator for $name<$base $(, $param)*>
        where
            $base: $($base_bound)*,
        {
            type Item = $item;

            fn __shape(&self) -> Shape {
                let shape = self.base.__shape();
                Shape { grouped: shape.grouped || $grouped, ..shape }
            }

            fn __cut(self, at: usize) -> (Self, Self) {
                let (left, right) = self.base.__cut(at);
                $(let $field = $share(&self.$field);)*
                (
                    $name { base: left, $($field,)* },
                    $name { base: right, $($field: self.$field,)* },
                )
            }

            #[allow(unused_variables)]
            fn __walk(self) -> impl Iterator<Item = Self::Item> {
                let $name { base, $($field),* } = self;
                let $walk = base.__walk();
                $body
            }
        }
    )+};
}

unindexed! {
    /// Of `filter`.
    Filter<I, P> { f: Arc<P> = Arc::clone } [P: Fn(&I::Item) -> bool + Sync + Send]
        {ParallelIterator} => I::Item,
        walk => walk.filter(move |item| f(item)), grouped false;
    /// Of `filter_map`.
    FilterMap<I, P> { f: Arc<P> = Arc::clone } [R: Send, P: Fn(I::Item) -> Option<R> + Sync + Send]
        {ParallelIterator} => R,
        walk => walk.filter_map(move |item| f(item)), grouped false;
    /// Of `flat_map`.
    FlatMap<I, F> { f: Arc<F> = Arc::clone }
        [PI: IntoParallelIterator, F: Fn(I::Item) -> PI + Sync + Send]
        {ParallelIterator} => PI::Item,
        walk => walk.flat_map(move |item| one_by_one(f(item))), grouped false;
    /// Of `flat_map_iter`.
    FlatMapIter<I, F> { f: Arc<F> = Arc::clone }
        [SI: IntoIterator<Item: Send>, F: Fn(I::Item) -> SI + Sync + Send]
        {ParallelIterator} => SI::Item,
        walk => walk.flat_map(move |item| f(item)), grouped false;
    /// Of `flatten`.
    Flatten<I> {} [] {ParallelIterator<Item: IntoParallelIterator>}
        => <I::Item as IntoParallelIterator>::Item,
        walk => walk.flat_map(one_by_one), grouped false;
    /// Of `flatten_iter`.
    FlattenIter<I> {} [] {ParallelIterator<Item: IntoIterator<Item: Send>>}
        => <I::Item as IntoIterator>::Item,
        walk => walk.flatten(), grouped false;
    /// Of `fold`.
    Fold<I, ID, F> { init: Arc<ID> = Arc::clone, f: Arc<F> = Arc::clone }
        [T: Send, ID: Fn() -> T + Sync + Send, F: Fn(T, I::Item) -> T + Sync + Send]
        {ParallelIterator} => T,
        walk => {
            let mut walk = Some(walk);
            std::iter::from_fn(move || Some(walk.take()?.fold(init(), |a, b| f(a, b))))
        },
        grouped true;
    /// Of `fold_with`.
    FoldWith<I, T, F> { init: T = T::clone, f: Arc<F> = Arc::clone }
        [T: Send + Clone, F: Fn(T, I::Item) -> T + Sync + Send]
        {ParallelIterator} => T,
        walk => {
            let mut once = Some((walk, init));
            std::iter::from_fn(move || {
                let (walk, init) = once.take()?;
                Some(walk.fold(init, |a, b| f(a, b)))
            })
        },
        grouped true;
}

/// Of `try_fold`.
pub struct TryFold<I, R, ID, F> {
    base: I,
    init: Arc<ID>,
    f: Arc<F>,
    result: std::marker::PhantomData<fn() -> R>,
}

impl<I, T, R, ID, F> ParallelIterator for TryFold<I, R, ID, F>
where
    I: ParallelIterator,
    R: Try<Output = T> + Send,
    ID: Fn() -> T + Sync + Send,
    F: Fn(T, I::Item) -> R + Sync + Send,
{
    type Item = R;

    fn __shape(&self) -> Shape {
        Shape { grouped: true, ..self.base.__shape() }
    }

    fn __cut(self, at: usize) -> (Self, Self) {
        let (left, right) = self.base.__cut(at);
        let (init, f, result) = (self.init.clone(), self.f.clone(), self.result);
        (TryFold { base: left, init, f, result }, TryFold { base: right, ..self })
    }

    fn __walk(self) -> impl Iterator<Item = R> {
        let mut walk = Some(self.base.__walk());
        let (init, f) = (self.init, self.f);
        std::iter::from_fn(move || {
            let mut all = init();
            for item in walk.take()? {
                match f(all, item).branch() {
                    Ok(good) => all = good,
                    Err(bad) => return Some(bad),
                }
            }
            Some(R::good(all))
        })
    }
}

/// The items inside of one item of `flat_map`. Rayon may have several workers walk them; the model has not, which
/// is all the same unless they take steps.
fn one_by_one<I: IntoParallelIterator>(items: I) -> impl Iterator<Item = I::Item> {
    let items = items.into_par_iter();
    let several = items.__shape().items > 1;
    let before = rt::steps();
    let mut yielded = 0;
    let mut walk = items.__walk();
    std::iter::from_fn(move || {
        let item = walk.next();
        yielded += 1;
        if several && yielded > 1 && rt::steps() != before {
            rt::unsure(
                "the model walks the items inside of one item of `flat_map` one after another; these take steps, and rayon may have them run side by side",
            );
        }
        item
    })
}
