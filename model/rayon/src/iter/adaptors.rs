//! Adaptors that keep each item's place, if their base does.

use std::iter;
use std::sync::Arc;

use super::{BothEnds, IndexedParallelIterator, ParallelIterator, Shape};

/// An adaptor over `base` whose walk is an expression over the base's walk; with fields that both parts get.
macro_rules! adaptors {
    ($(
        $(#[$doc:meta])*
        $name:ident<$base:ident $(, $param:ident)*> { $($field:ident: $ty:ty = $share:expr),* }
        [$($bounds:tt)*] => $item:ty,
        $walk:ident => $body:expr $(, shape $shape:ident => $edit:expr)?;
    )+) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name<$base $(, $param)*> {
            pub(super) base: $base,
            $(pub(super) $field: $ty,)*
        }

        impl<$base, $($bounds)*> ParallelIterator for $name<$base $(, $param)*>
        where
            $base: ParallelIterator,
        {
            type Item = $item;

            #[allow(unused_mut, unused_variables)]

            fn __shape(&self) -> Shape {
                                let mut shape = self.base.__shape();
                let $name { base: _, $($field),* } = self;
                $(let $shape = &mut shape; $edit;)?
                shape
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

        impl<$base, $($bounds)*> IndexedParallelIterator for $name<$base $(, $param)*>
        where
            $base: IndexedParallelIterator,
        {
            #[allow(unused_variables)]
            fn __walk_both(self) -> impl BothEnds<Item = Self::Item> {
                let $name { base, $($field),* } = self;
                let $walk = base.__walk_both();
                $body
            }
        }
    )+};
}

adaptors! {
    /// Of `map`.
    Map<I, F> { f: Arc<F> = Arc::clone } [R: Send, F: Fn(I::Item) -> R + Sync + Send] => R,
        walk => walk.map(move |item| f(item));
    /// Of `inspect`.
    Inspect<I, F> { f: Arc<F> = Arc::clone } [F: Fn(&I::Item) + Sync + Send] => I::Item,
        walk => walk.inspect(move |item| f(item));
    /// Of `update`.
    Update<I, F> { f: Arc<F> = Arc::clone } [F: Fn(&mut I::Item) + Sync + Send] => I::Item,
        walk => walk.map(move |mut item| {
            f(&mut item);
            item
        });
    /// Of `map_init`: each part has its own.
    MapInit<I, INIT, F> { init: Arc<INIT> = Arc::clone, f: Arc<F> = Arc::clone }
        [T, R: Send, INIT: Fn() -> T + Sync + Send, F: Fn(&mut T, I::Item) -> R + Sync + Send] => R,
        walk => {
            let mut own = init();
            walk.map(move |item| f(&mut own, item))
        },
        shape shape => shape.grouped = true;
    /// Of `map_with`: each part has its own clone.
    MapWith<I, T, F> { own: T = T::clone, f: Arc<F> = Arc::clone }
        [T: Send + Clone, R: Send, F: Fn(&mut T, I::Item) -> R + Sync + Send] => R,
        walk => {
            let mut own = own;
            walk.map(move |item| f(&mut own, item))
        },
        shape shape => shape.grouped = true;
    /// Of `with_min_len`.
    MinLen<I> { min: usize = usize::clone } [] => I::Item,
        walk => walk,
        shape shape => shape.min = shape.min.max(*min);
    /// Of `with_max_len`.
    MaxLen<I> { max: usize = usize::clone } [] => I::Item,
        walk => walk,
        shape shape => shape.max = shape.max.min((*max).max(1));
}

macro_rules! by_reference {
    ($($(#[$doc:meta])* $name:ident: $bound:path, $method:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name<I> {
            pub(super) base: I,
        }

        impl<'data, T, I> ParallelIterator for $name<I>
        where
            I: ParallelIterator<Item = &'data T>,
            T: 'data + $bound + Send + Sync,
        {
            type Item = T;

            fn __shape(&self) -> Shape {
                self.base.__shape()
            }

            fn __cut(self, at: usize) -> (Self, Self) {
                let (left, right) = self.base.__cut(at);
                ($name { base: left }, $name { base: right })
            }

            fn __walk(self) -> impl Iterator<Item = T> {
                self.base.__walk().map(|item| item.clone())
            }
        }

        impl<'data, T, I> IndexedParallelIterator for $name<I>
        where
            I: IndexedParallelIterator<Item = &'data T>,
            T: 'data + $bound + Send + Sync,
        {
            fn __walk_both(self) -> impl BothEnds<Item = T> {
                self.base.__walk_both().map(|item| item.clone())
            }
        }
    )+};
}

by_reference! {
    /// Of `cloned`.
    Cloned: Clone, cloned;
    /// Of `copied`.
    Copied: Copy, copied;
}

/// Of `enumerate`.
#[derive(Clone)]
pub struct Enumerate<I> {
    pub(super) base: I,
    pub(super) first: usize,
}

impl<I: IndexedParallelIterator> ParallelIterator for Enumerate<I> {
    type Item = (usize, I::Item);

    fn __shape(&self) -> Shape {
        self.base.__shape()
    }

    fn __cut(self, at: usize) -> (Self, Self) {
        let (left, right) = self.base.__cut(at);
        let first = self.first;
        (Enumerate { base: left, first }, Enumerate { base: right, first: first + at })
    }

    fn __walk(self) -> impl Iterator<Item = Self::Item> {
        self.__walk_both()
    }
}

impl<I: IndexedParallelIterator> IndexedParallelIterator for Enumerate<I> {
    fn __walk_both(self) -> impl BothEnds<Item = Self::Item> {
        let first = self.first;
        self.base.__walk_both().enumerate().map(move |(i, item)| (first + i, item))
    }
}

/// Of `zip`.
#[derive(Clone)]
pub struct Zip<A, B> {
    pub(super) a: A,
    pub(super) b: B,
}

impl<A: IndexedParallelIterator, B: IndexedParallelIterator> ParallelIterator for Zip<A, B> {
    type Item = (A::Item, B::Item);

    fn __shape(&self) -> Shape {
        let (a, b) = (self.a.__shape(), self.b.__shape());
        Shape {
            items: a.items.min(b.items),
            shared: false,
            min: a.min.max(b.min),
            max: a.max.min(b.max),
            grouped: a.grouped || b.grouped,
        }
    }

    fn __cut(self, at: usize) -> (Self, Self) {
        let (a, other_a) = self.a.__cut(at);
        let (b, other_b) = self.b.__cut(at);
        (Zip { a, b }, Zip { a: other_a, b: other_b })
    }

    fn __walk(self) -> impl Iterator<Item = Self::Item> {
        self.__walk_both()
    }
}

impl<A: IndexedParallelIterator, B: IndexedParallelIterator> IndexedParallelIterator for Zip<A, B> {
    fn __walk_both(self) -> impl BothEnds<Item = Self::Item> {
        // What has no partner is not walked.
        let items = self.__shape().items;
        let (a, b) = (self.a.__cut(items).0, self.b.__cut(items).0);
        a.__walk_both().zip(b.__walk_both())
    }
}

/// Of `rev`.
#[derive(Clone)]
pub struct Rev<I> {
    pub(super) base: I,
}

impl<I: IndexedParallelIterator> ParallelIterator for Rev<I> {
    type Item = I::Item;

    fn __shape(&self) -> Shape {
        self.base.__shape()
    }

    fn __cut(self, at: usize) -> (Self, Self) {
        let items = self.base.__shape().items;
        let (left, right) = self.base.__cut(items - at);
        (Rev { base: right }, Rev { base: left })
    }

    fn __walk(self) -> impl Iterator<Item = Self::Item> {
        self.__walk_both()
    }
}

impl<I: IndexedParallelIterator> IndexedParallelIterator for Rev<I> {
    fn __walk_both(self) -> impl BothEnds<Item = Self::Item> {
        self.base.__walk_both().rev()
    }
}

/// Of `chain`. A half that is gone was cut off.
#[derive(Clone)]
pub struct Chain<A, B> {
    pub(super) a: Option<A>,
    pub(super) b: Option<B>,
}

impl<A, B> ParallelIterator for Chain<A, B>
where
    A: ParallelIterator,
    B: ParallelIterator<Item = A::Item>,
{
    type Item = A::Item;

    fn __shape(&self) -> Shape {
        match (&self.a, &self.b) {
            (Some(a), None) => a.__shape(),
            (None, Some(b)) => b.__shape(),
            (None, None) => {
                Shape { items: 0, shared: false, min: 1, max: usize::MAX, grouped: false }
            }
            (Some(a), Some(b)) => {
                let (a, b) = (a.__shape(), b.__shape());
                Shape {
                    items: a.items + b.items,
                    shared: a.shared || b.shared,
                    min: a.min.max(b.min),
                    max: a.max.min(b.max),
                    grouped: a.grouped || b.grouped,
                }
            }
        }
    }

    fn __cut(self, at: usize) -> (Self, Self) {
        let shared = self.__shape().shared;
        match (self.a, self.b) {
            (Some(a), Some(b)) => {
                let first = a.__shape().items;
                if shared || at == first {
                    return (Chain { a: Some(a), b: None }, Chain { a: None, b: Some(b) });
                }
                if at < first {
                    let (left, right) = a.__cut(at);
                    return (
                        Chain { a: Some(left), b: None },
                        Chain { a: Some(right), b: Some(b) },
                    );
                }
                let (left, right) = b.__cut(at - first);
                (Chain { a: Some(a), b: Some(left) }, Chain { a: None, b: Some(right) })
            }
            (Some(a), None) => {
                let (left, right) = a.__cut(at);
                (Chain { a: Some(left), b: None }, Chain { a: Some(right), b: None })
            }
            (None, Some(b)) => {
                let (left, right) = b.__cut(at);
                (Chain { a: None, b: Some(left) }, Chain { a: None, b: Some(right) })
            }
            (None, None) => (Chain { a: None, b: None }, Chain { a: None, b: None }),
        }
    }

    fn __walk(self) -> impl Iterator<Item = Self::Item> {
        let a = self.a.into_iter().flat_map(|a| a.__walk());
        a.chain(self.b.into_iter().flat_map(|b| b.__walk()))
    }
}

impl<A, B> IndexedParallelIterator for Chain<A, B>
where
    A: IndexedParallelIterator,
    B: IndexedParallelIterator<Item = A::Item>,
{
    fn __walk_both(self) -> impl BothEnds<Item = Self::Item> {
        let a = self.a.map(|a| a.__walk_both());
        let b = self.b.map(|b| b.__walk_both());
        Joined(a, b)
    }
}

/// One walk after another.
struct Joined<A, B>(Option<A>, Option<B>);

impl<T, A: BothEnds<Item = T>, B: BothEnds<Item = T>> Iterator for Joined<A, B> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let first = self.0.as_mut().and_then(Iterator::next);
        first.or_else(|| self.1.as_mut()?.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let a = self.0.as_ref().map_or(0, ExactSizeIterator::len);
        let len = a + self.1.as_ref().map_or(0, ExactSizeIterator::len);
        (len, Some(len))
    }
}

impl<T, A: BothEnds<Item = T>, B: BothEnds<Item = T>> DoubleEndedIterator for Joined<A, B> {
    fn next_back(&mut self) -> Option<T> {
        let last = self.1.as_mut().and_then(DoubleEndedIterator::next_back);
        last.or_else(|| self.0.as_mut()?.next_back())
    }
}

impl<T, A: BothEnds<Item = T>, B: BothEnds<Item = T>> ExactSizeIterator for Joined<A, B> {}

/// Of `chunks`.
#[derive(Clone)]
pub struct Chunks<I> {
    pub(super) base: I,
    pub(super) size: usize,
}

impl<I: IndexedParallelIterator> ParallelIterator for Chunks<I> {
    type Item = Vec<I::Item>;

    fn __shape(&self) -> Shape {
        let shape = self.base.__shape();
        Shape { items: shape.items.div_ceil(self.size), ..shape }
    }

    fn __cut(self, at: usize) -> (Self, Self) {
        let size = self.size;
        let at = (at * size).min(self.base.__shape().items);
        let (left, right) = self.base.__cut(at);
        (Chunks { base: left, size }, Chunks { base: right, size })
    }

    fn __walk(self) -> impl Iterator<Item = Self::Item> {
        let mut walk = self.base.__walk();
        iter::from_fn(move || {
            let chunk: Vec<_> = walk.by_ref().take(self.size).collect();
            (!chunk.is_empty()).then_some(chunk)
        })
    }
}

impl<I: IndexedParallelIterator> IndexedParallelIterator for Chunks<I> {
    fn __walk_both(self) -> impl BothEnds<Item = Self::Item> {
        let chunks: Vec<_> = self.__walk().collect();
        chunks.into_iter()
    }
}

/// Of `step_by`.
#[derive(Clone)]
pub struct StepBy<I> {
    pub(super) base: I,
    pub(super) step: usize,
}

impl<I: IndexedParallelIterator> ParallelIterator for StepBy<I> {
    type Item = I::Item;

    fn __shape(&self) -> Shape {
        let shape = self.base.__shape();
        Shape { items: shape.items.div_ceil(self.step), ..shape }
    }

    fn __cut(self, at: usize) -> (Self, Self) {
        let step = self.step;
        let at = (at * step).min(self.base.__shape().items);
        let (left, right) = self.base.__cut(at);
        (StepBy { base: left, step }, StepBy { base: right, step })
    }

    fn __walk(self) -> impl Iterator<Item = Self::Item> {
        self.__walk_both()
    }
}

impl<I: IndexedParallelIterator> IndexedParallelIterator for StepBy<I> {
    fn __walk_both(self) -> impl BothEnds<Item = Self::Item> {
        self.base.__walk_both().step_by(self.step)
    }
}
