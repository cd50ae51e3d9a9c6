//! A part knows what it needs to be put beside another one: sums, not means; and for what may lie across a cut, its edges.

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
    Summary {
        calls: all.calls,
        total_ms: all.total_ms,
        fastest_ms: all.fastest_ms,
        // Divided once, in the end: a mean cannot be put together with another one.
        mean_ms: (all.calls > 0).then(|| all.total_ms / all.calls as i64),
        longest_outage: all.longest,
    }
}

/// What is known of some calls in a row.
struct Part {
    calls: usize,
    total_ms: i64,
    /// `None` if there are no calls: there is no number that would be neutral and could not be a time.
    fastest_ms: Option<i32>,
    /// How many calls at the beginning failed.
    leading: usize,
    /// How many calls at the end failed.
    trailing: usize,
    /// How many in a row failed at most.
    longest: usize,
}

/// Of no calls. rayon begins every piece with it, so it is put together with others as often as there are pieces.
fn nothing() -> Part {
    Part { calls: 0, total_ms: 0, fastest_ms: None, leading: 0, trailing: 0, longest: 0 }
}

/// Of one call.
fn one(answer: Answer) -> Part {
    let failed = usize::from(!answer.ok);
    Part {
        calls: 1,
        // Widened before anything is added.
        total_ms: i64::from(answer.ms),
        fastest_ms: Some(answer.ms),
        leading: failed,
        trailing: failed,
        longest: failed,
    }
}

/// Of the calls of both parts, those of `left` first.
fn both(left: Part, right: Part) -> Part {
    Part {
        calls: left.calls + right.calls,
        total_ms: left.total_ms + right.total_ms,
        // Not `left.min(right)`: `None` is less than every `Some`.
        fastest_ms: match (left.fastest_ms, right.fastest_ms) {
            (Some(left), Some(right)) => Some(left.min(right)),
            (left, right) => left.or(right),
        },
        // A part in which all failed hands on what its neighbour begins, or ends, with.
        leading: if left.leading == left.calls { left.calls + right.leading } else { left.leading },
        trailing: if right.trailing == right.calls {
            right.calls + left.trailing
        } else {
            right.trailing
        },
        // In one of them, or across the cut.
        longest: left.longest.max(right.longest).max(left.trailing + right.leading),
    }
}
