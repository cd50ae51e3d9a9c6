//@ caught-by: test
//@ says: A pool for each call, of the same size as the caller's: twice as many threads as there should be, half of which wait. `par_iter` works in the pool that the caller is in.
//@ fails: each_id_is_loaded_once
//@ sort: tempting

use rayon::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    pub ms: i32,
    pub ok: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    pub calls: usize,
    pub total_ms: i64,
    pub fastest_ms: Option<i32>,
    pub mean_ms: Option<i64>,
    pub longest_outage: usize,
}

pub fn summarize<F>(ids: &[u64], load: F) -> Summary
where
    F: Fn(u64) -> Answer + Send + Sync,
{
    let threads = rayon::current_num_threads();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.expect("threads can be started");
    let all = pool.install(|| ids.par_iter().map(|id| one(load(*id))).reduce(nothing, both));
    Summary {
        calls: all.calls,
        total_ms: all.total_ms,
        fastest_ms: all.fastest_ms,
        mean_ms: (all.calls > 0).then(|| all.total_ms / all.calls as i64),
        longest_outage: all.longest,
    }
}

struct Part {
    calls: usize,
    total_ms: i64,
    fastest_ms: Option<i32>,
    leading: usize,
    trailing: usize,
    longest: usize,
}

fn nothing() -> Part {
    Part { calls: 0, total_ms: 0, fastest_ms: None, leading: 0, trailing: 0, longest: 0 }
}

fn one(answer: Answer) -> Part {
    let failed = usize::from(!answer.ok);
    Part {
        calls: 1,
        total_ms: i64::from(answer.ms),
        fastest_ms: Some(answer.ms),
        leading: failed,
        trailing: failed,
        longest: failed,
    }
}

fn both(left: Part, right: Part) -> Part {
    Part {
        calls: left.calls + right.calls,
        total_ms: left.total_ms + right.total_ms,
        fastest_ms: match (left.fastest_ms, right.fastest_ms) {
            (Some(left), Some(right)) => Some(left.min(right)),
            (left, right) => left.or(right),
        },
        leading: if left.leading == left.calls { left.calls + right.leading } else { left.leading },
        trailing: if right.trailing == right.calls {
            right.calls + left.trailing
        } else {
            right.trailing
        },
        longest: left.longest.max(right.longest).max(left.trailing + right.leading),
    }
}
