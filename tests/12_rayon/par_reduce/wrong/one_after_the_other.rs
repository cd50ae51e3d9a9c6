//@ caught-by: test
//@ says: A loop on one thread: right however many cores there are, and as fast with sixteen as with one.
//@ fails: two_loads_at_the_same_time
//@ sort: tempting

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
    let answers = ids.iter().map(|id| load(*id));
    let mut summary =
        Summary { calls: 0, total_ms: 0, fastest_ms: None, mean_ms: None, longest_outage: 0 };
    let mut run = 0;
    for answer in answers {
        summary.calls += 1;
        summary.total_ms += i64::from(answer.ms);
        summary.fastest_ms =
            Some(summary.fastest_ms.map_or(answer.ms, |fastest| fastest.min(answer.ms)));
        run = if answer.ok { 0 } else { run + 1 };
        summary.longest_outage = summary.longest_outage.max(run);
    }
    summary.mean_ms = (summary.calls > 0).then(|| summary.total_ms / summary.calls as i64);
    summary
}
