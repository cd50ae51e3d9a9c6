//@ caught-by: model
//@ says: Under a lock, one answer after the other, as they arrive: nothing is lost but the order, and "in a row" is about the order.
//@ fails: wherever_it_is_cut
//@ sort: schedule-only

use std::sync::Mutex;

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
    let summary = Mutex::new((0, 0, None, 0, 0));
    ids.par_iter().for_each(|id| {
        let answer = load(*id);
        let (calls, total, fastest, run, longest) = &mut *summary.lock().unwrap();
        *calls += 1;
        *total += i64::from(answer.ms);
        *fastest = Some(fastest.map_or(answer.ms, |fastest: i32| fastest.min(answer.ms)));
        *run = if answer.ok { 0 } else { *run + 1 };
        *longest = (*longest).max(*run);
    });
    let (calls, total_ms, fastest_ms, _, longest_outage) = summary.into_inner().unwrap();
    Summary {
        calls,
        total_ms,
        fastest_ms,
        mean_ms: (calls > 0).then(|| total_ms / calls as i64),
        longest_outage,
    }
}
