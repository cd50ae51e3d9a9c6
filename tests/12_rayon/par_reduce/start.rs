//! # The report that depended on the number of cores
//!
//! A nightly report reads the answers of all calls of the day and sums them up: how many, how long, the fastest, the mean, the
//! longest outage. On the developer's laptop it was right. On the server, with more cores, the mean is another one, the fastest call
//! took 0 ms, the longest outage is shorter than the incident that everybody remembers, and on busy days the report panics.
//!
//! In Go each worker sums up its part, and in the end somebody puts the parts together: two loops, and both are yours. rayon's
//! `reduce` has one function for both, and cuts where it likes. It asks two things of you, and checks neither: putting parts
//! together must be *associative*, and the part of nothing must be *neutral*. (That left and right may be swapped it does
//! not ask: the parts stay in their order.)
//!
//! Before you edit: two parts with means of 10 and 20 ms. What is the mean of both? What do you have to know besides?
//!
//! What must hold, for `summarize(ids, load)`:
//!
//! - Keep the signature, `Answer` and `Summary`. `load` is called once with each id; several calls of it run at the same time, in
//!   the pool that the caller is in, or in the global one.
//! - `calls` is the number of ids; `total_ms` their times together, also if that is more than an `i32` can hold.
//! - `fastest_ms` is the shortest time and `mean_ms` is `total_ms / calls` (whole milliseconds, rounded down); both are `None` if there
//!   are no calls.
//! - `longest_outage` is how many calls in a row, in the order of `ids`, failed at most.
//! - The summary is the same however many threads there are and wherever the ids are cut.
//! - If `load` panics, so does `summarize`.

use rayon::prelude::*;

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// How long it took; never negative.
    pub ms: i32,
    /// Whether it succeeded.
    pub ok: bool,
}

/// What came of all calls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// How many there were.
    pub calls: usize,
    /// How long all of them took.
    pub total_ms: i64,
    /// How long the fastest took.
    pub fastest_ms: Option<i32>,
    /// How long they took in the mean.
    pub mean_ms: Option<i64>,
    /// How many in a row failed at most.
    pub longest_outage: usize,
}

/// Sums up the answers to these calls.
pub fn summarize<F>(ids: &[u64], load: F) -> Summary
where
    F: Fn(u64) -> Answer + Send + Sync,
{
    let all = ids.par_iter().map(|id| one(load(*id))).reduce(nothing, both);
    let some = all.calls > 0;
    Summary {
        calls: all.calls,
        total_ms: i64::from(all.total_ms),
        fastest_ms: some.then_some(all.fastest_ms),
        mean_ms: some.then_some(all.mean_ms),
        longest_outage: all.outage,
    }
}

/// What is known of some calls in a row.
// TODO: is this enough to know it of twice as many?
struct Part {
    calls: usize,
    total_ms: i32,
    fastest_ms: i32,
    mean_ms: i64,
    outage: usize,
}

/// Of no calls. Put beside a part, on either side, it changes nothing.
// TODO: does it?
fn nothing() -> Part {
    Part { calls: 0, total_ms: 0, fastest_ms: 0, mean_ms: 0, outage: 0 }
}

/// Of one call.
fn one(answer: Answer) -> Part {
    Part {
        calls: 1,
        total_ms: answer.ms,
        fastest_ms: answer.ms,
        mean_ms: i64::from(answer.ms),
        outage: usize::from(!answer.ok),
    }
}

/// Of the calls of both parts, those of `left` first. It does not matter which of three parts are put together first.
// TODO: does it?
fn both(left: Part, right: Part) -> Part {
    Part {
        calls: left.calls + right.calls,
        total_ms: left.total_ms + right.total_ms,
        fastest_ms: left.fastest_ms.min(right.fastest_ms),
        mean_ms: (left.mean_ms + right.mean_ms) / 2,
        // The outage of which half is in `left` and half in `right`?
        outage: left.outage.max(right.outage),
    }
}
