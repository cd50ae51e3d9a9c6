//! What all iterators begin with.

use super::{BothEnds, IndexedParallelIterator, ParallelIterator, Shape};

/// Items that are there already: elements of a collection, references to them, numbers of a range, chunks.
#[derive(Clone, Debug)]
pub struct Items<T> {
    items: Vec<T>,
}

/// The same, by the name that most of the real ones have.
pub type Iter<T> = Items<T>;

impl<T> Items<T> {
    pub(crate) fn new(items: impl IntoIterator<Item = T>) -> Items<T> {
        Items { items: items.into_iter().collect() }
    }
}

impl<T: Send> ParallelIterator for Items<T> {
    type Item = T;

    fn __shape(&self) -> Shape {
        Shape { items: self.items.len(), shared: false, min: 1, max: usize::MAX, grouped: false }
    }

    fn __cut(mut self, at: usize) -> (Self, Self) {
        let right = self.items.split_off(at);
        (self, Items { items: right })
    }

    fn __walk(self) -> impl Iterator<Item = T> {
        self.items.into_iter()
    }
}

impl<T: Send> IndexedParallelIterator for Items<T> {
    fn __walk_both(self) -> impl BothEnds<Item = T> {
        self.items.into_iter()
    }
}
