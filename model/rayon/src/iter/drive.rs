//! How a parallel iterator is consumed.
//!
//! It is cut in two, one part for each of two jobs. Rayon would cut the parts again, as it sees fit, and promises
//! nothing but their order; what of that is explored, and why no more:
//!
//! - Where it is cut matters only to those who can tell which items run side by side. If a closure takes a step
//!   (which the first execution shows), the call is *watched*: the exploration starts over, and cuts at every place, so
//!   that each two items run side by side in some execution, and in either order. Closures without a step cannot notice.
//! - How many parts there are matters if their results are put together by a closure (`reduce`, `fold`), or if something is
//!   made for each part (`map_init`). Then two parts are one choice, and as many as possible another.
//! - Several threads in one part at once, and three items side by side, are not explored.

use std::cell::Cell;

use model::rt::task::Turn;
use model::rt::{self, Event, Loc, Value};

use super::{ParallelIterator, Try};
use crate::pool;

/// How the results of parts are put together.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Merge {
    /// Nobody can tell how many there were.
    Smooth,
    /// An operation of the answer's does it.
    Grouped,
}

/// Walks all of `iter` by `leaf`, in parts, and puts their results together in order.
pub(super) fn drive<I: ParallelIterator, R>(
    op: &'static str,
    loc: Loc,
    iter: I,
    merging: Merge,
    leaf: impl Fn(I) -> R,
    merge: impl Fn(R, R) -> R,
) -> R {
    let shape = iter.__shape();
    if !shape.shared && (shape.items < 2 || shape.items / 2 < shape.min) {
        // Rayon does that where it is.
        return leaf(iter);
    }
    pool::in_worker(op, loc, || {
        let grouped = merging == Merge::Grouped || shape.grouped;
        let (at, fine) = cut(op, loc, &iter, grouped);
        let (left, right) = iter.__cut(at);
        let part = |part: I| {
            let before = rt::steps();
            let result = parts(part, fine, &leaf, &merge);
            if rt::steps() != before && !shape.shared {
                rt::task::watch(loc);
            }
            result
        };
        let (left, right) = pool::both(op, loc, || part(left), || part(right));
        merge(left, right)
    })
}

/// Where to cut, and whether to go on cutting.
fn cut<I: ParallelIterator>(op: &'static str, loc: Loc, iter: &I, grouped: bool) -> (usize, bool) {
    let shape = iter.__shape();
    let half = shape.items / 2;
    if shape.shared {
        return (half, false);
    }
    let mut ways = vec![(half, false)];
    if rt::task::is_watched(loc) {
        let least = shape.min.max(1);
        let others = least..=shape.items.saturating_sub(least);
        ways.extend(others.filter(|at| *at != half).map(|at| (at, false)));
    }
    if grouped && shape.items > 2 && shape.max > 1 {
        ways.push((half, true));
    }
    let (at, fine) = ways[one_of(ways.len())];
    if ways.len() > 1 {
        let mut event = Event::new("split", loc);
        event.value = Value::Owned(match fine {
            true => format!("{op}: all apart").into(),
            false => format!("{op}: {at} and {}", shape.items - at).into(),
        });
        event.chosen = true;
        event.among = rt::among(ways.len());
        rt::log(event);
    }
    (at, fine)
}

/// One of so many, the first one first; by halves, since an execution has only so many coins.
fn one_of(n: usize) -> usize {
    let (mut low, mut high) = (0, n);
    while high - low > 1 {
        let middle = low + (high - low).div_ceil(2);
        if rt::flip() {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// Walks what one job has to, cut further if it has to be.
fn parts<I: ParallelIterator, R>(
    part: I,
    fine: bool,
    leaf: &impl Fn(I) -> R,
    merge: &impl Fn(R, R) -> R,
) -> R {
    let shape = part.__shape();
    let half = shape.items / 2;
    if shape.shared || half == 0 || half < shape.min || !(fine || shape.items > shape.max) {
        return leaf(part);
    }
    let (left, right) = part.__cut(half);
    let left = parts(left, fine, leaf, merge);
    merge(left, parts(right, fine, leaf, merge))
}

/// What lets one part know that the other one has found what was looked for.
pub(super) struct Found {
    loc: Loc,
    found: Cell<bool>,
    /// The order of finding and looking, if anybody can tell.
    turn: Option<Turn>,
}

impl Found {
    pub(super) fn new(loc: Loc) -> Found {
        let turn = rt::task::is_watched(loc).then(Turn::new);
        Found { loc, found: Cell::new(false), turn }
    }

    /// This part has found it, and ends before that rest. While nobody can tell, the rest is looked at: was there
    /// another one, a part that begins later could have found that instead.
    pub(super) fn tell_after(&self, rest: &mut impl Iterator<Item: Try>) {
        match &self.turn {
            Some(turn) => turn.take("found", self.loc),
            None => {
                if rest.any(|item| item.branch().is_err()) {
                    rt::task::watch(self.loc);
                }
            }
        }
        self.found.set(true);
    }

    /// Whether to stop: whoever looks may be late. While nobody can tell, nobody looks.
    pub(super) fn is_told(&self) -> bool {
        let Some(turn) = &self.turn else { return false };
        turn.take("look", self.loc);
        self.found.get()
    }
}

/// Both parts have found something: any of both, and with another cut perhaps another one.
pub(super) fn either<T>(loc: Loc, left: T, right: T) -> T {
    rt::task::watch(loc);
    if rt::flip() { right } else { left }
}
