//@ caught-by: test
//@ says: `i32::MAX` stands for "no call", and a call may take as long: then there were calls, and none was the fastest. Ask how many there were.
//@ sort: boundary

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
#[derive(Clone, Copy)]
struct Part {
    n: usize,
    total: i64,
    fast: i32,
    head: usize,
    tail: usize,
    best: usize,
}
fn nothing() -> Part {
    Part { n: 0, total: 0, fast: i32::MAX, head: 0, tail: 0, best: 0 }
}
fn one(a: Answer) -> Part {
    let f = usize::from(!a.ok);
    Part { n: 1, total: a.ms.into(), fast: a.ms, head: f, tail: f, best: f }
}
fn both(l: Part, r: Part) -> Part {
    Part {
        n: l.n + r.n,
        total: l.total + r.total,
        fast: l.fast.min(r.fast),
        head: if l.head == l.n { l.n + r.head } else { l.head },
        tail: if r.tail == r.n { r.n + l.tail } else { r.tail },
        best: l.best.max(r.best).max(l.tail + r.head),
    }
}
fn sum(p: Part) -> Summary {
    let some = p.n > 0;
    Summary {
        calls: p.n,
        total_ms: p.total,
        fastest_ms: (p.fast < i32::MAX).then_some(p.fast),
        mean_ms: some.then(|| p.total / p.n as i64),
        longest_outage: p.best,
    }
}
pub fn summarize<F>(ids: &[u64], load: F) -> Summary
where
    F: Fn(u64) -> Answer + Send + Sync,
{
    sum(ids.par_iter().map(|i| one(load(*i))).reduce(nothing, both))
}
