//! `rayon::slice`.

use std::cmp::Ordering;
use std::panic::Location;

use crate::iter::Items;
use crate::pool;

pub use crate::iter::Iter;

/// Shorter ones are sorted by whoever asks.
const SHORT: usize = 20;

/// What can be cut into slices.
pub trait ParallelSlice<T: Sync> {
    #[doc(hidden)]
    fn as_parallel_slice(&self) -> &[T];

    /// So many at a time.
    #[track_caller]
    fn par_chunks(&self, chunk_size: usize) -> Items<&[T]> {
        assert!(chunk_size != 0, "chunk_size must not be zero");
        Items::new(self.as_parallel_slice().chunks(chunk_size))
    }

    /// So many at a time; what is left over is left out.
    #[track_caller]
    fn par_chunks_exact(&self, chunk_size: usize) -> Items<&[T]> {
        assert!(chunk_size != 0, "chunk_size must not be zero");
        Items::new(self.as_parallel_slice().chunks_exact(chunk_size))
    }

    /// So many at a time, from the end.
    #[track_caller]
    fn par_rchunks(&self, chunk_size: usize) -> Items<&[T]> {
        assert!(chunk_size != 0, "chunk_size must not be zero");
        Items::new(self.as_parallel_slice().rchunks(chunk_size))
    }

    /// All that are so long.
    #[track_caller]
    fn par_windows(&self, window_size: usize) -> Items<&[T]> {
        Items::new(self.as_parallel_slice().windows(window_size))
    }

    /// What is between those.
    fn par_split<P>(&self, separator: P) -> Items<&[T]>
    where
        P: Fn(&T) -> bool + Send + Sync,
    {
        Items::new(self.as_parallel_slice().split(separator))
    }
}

impl<T: Sync> ParallelSlice<T> for [T] {
    fn as_parallel_slice(&self) -> &[T] {
        self
    }
}

/// What can be cut into exclusive slices, and sorted.
pub trait ParallelSliceMut<T: Send> {
    #[doc(hidden)]
    fn as_parallel_slice_mut(&mut self) -> &mut [T];

    /// So many at a time.
    #[track_caller]
    fn par_chunks_mut(&mut self, chunk_size: usize) -> Items<&mut [T]> {
        assert!(chunk_size != 0, "chunk_size must not be zero");
        Items::new(self.as_parallel_slice_mut().chunks_mut(chunk_size))
    }

    /// So many at a time; what is left over is left out.
    #[track_caller]
    fn par_chunks_exact_mut(&mut self, chunk_size: usize) -> Items<&mut [T]> {
        assert!(chunk_size != 0, "chunk_size must not be zero");
        Items::new(self.as_parallel_slice_mut().chunks_exact_mut(chunk_size))
    }

    /// So many at a time, from the end.
    #[track_caller]
    fn par_rchunks_mut(&mut self, chunk_size: usize) -> Items<&mut [T]> {
        assert!(chunk_size != 0, "chunk_size must not be zero");
        Items::new(self.as_parallel_slice_mut().rchunks_mut(chunk_size))
    }

    /// What is between those.
    fn par_split_mut<P>(&mut self, separator: P) -> Items<&mut [T]>
    where
        P: Fn(&T) -> bool + Send + Sync,
    {
        Items::new(self.as_parallel_slice_mut().split_mut(separator))
    }

    /// Sorts; equal ones keep their order.
    #[track_caller]
    fn par_sort(&mut self)
    where
        T: Ord,
    {
        sort("par_sort", Location::caller(), self.as_parallel_slice_mut(), &T::cmp);
    }

    /// … by that comparison.
    #[track_caller]
    fn par_sort_by<F>(&mut self, compare: F)
    where
        F: Fn(&T, &T) -> Ordering + Sync,
    {
        sort("par_sort_by", Location::caller(), self.as_parallel_slice_mut(), &compare);
    }

    /// … by that key.
    #[track_caller]
    fn par_sort_by_key<K, F>(&mut self, f: F)
    where
        K: Ord,
        F: Fn(&T) -> K + Sync,
    {
        let compare = |a: &T, b: &T| f(a).cmp(&f(b));
        sort("par_sort_by_key", Location::caller(), self.as_parallel_slice_mut(), &compare);
    }

    /// … by that key, which is made once for each.
    #[track_caller]
    fn par_sort_by_cached_key<K, F>(&mut self, f: F)
    where
        F: Fn(&T) -> K + Sync,
        K: Ord + Send,
    {
        self.as_parallel_slice_mut().sort_by_cached_key(f);
    }

    /// Sorts. Here, equal ones keep their order all the same.
    #[track_caller]
    fn par_sort_unstable(&mut self)
    where
        T: Ord,
    {
        sort("par_sort_unstable", Location::caller(), self.as_parallel_slice_mut(), &T::cmp);
    }

    /// … by that comparison.
    #[track_caller]
    fn par_sort_unstable_by<F>(&mut self, compare: F)
    where
        F: Fn(&T, &T) -> Ordering + Sync,
    {
        sort("par_sort_unstable_by", Location::caller(), self.as_parallel_slice_mut(), &compare);
    }

    /// … by that key.
    #[track_caller]
    fn par_sort_unstable_by_key<K, F>(&mut self, f: F)
    where
        K: Ord,
        F: Fn(&T) -> K + Sync,
    {
        let compare = |a: &T, b: &T| f(a).cmp(&f(b));
        let op = "par_sort_unstable_by_key";
        sort(op, Location::caller(), self.as_parallel_slice_mut(), &compare);
    }
}

impl<T: Send> ParallelSliceMut<T> for [T] {
    fn as_parallel_slice_mut(&mut self) -> &mut [T] {
        self
    }
}

/// Both halves by two jobs, then all of it.
fn sort<T>(
    op: &'static str,
    loc: model::rt::Loc,
    items: &mut [T],
    compare: &impl Fn(&T, &T) -> Ordering,
) {
    if items.len() > SHORT {
        pool::in_worker(op, loc, || {
            let (left, right) = items.split_at_mut(items.len() / 2);
            pool::both(op, loc, || left.sort_by(compare), || right.sort_by(compare))
        });
    }
    items.sort_by(compare);
}
