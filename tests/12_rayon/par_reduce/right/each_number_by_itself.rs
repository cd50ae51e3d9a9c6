//! A pass for each number over the answers, each with rayon's own consumer; the outage by hand, as the longest gap between two that succeeded.

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
    let answers: Vec<Answer> = ids.par_iter().map(|id| load(*id)).collect();
    let total_ms: i64 = answers.par_iter().map(|answer| i64::from(answer.ms)).sum();
    let mut succeeded: Vec<usize> = vec![0];
    succeeded.par_extend(
        answers.par_iter().enumerate().filter(|(_, answer)| answer.ok).map(|(place, _)| place + 1),
    );
    succeeded.push(answers.len() + 1);
    Summary {
        calls: answers.len(),
        total_ms,
        fastest_ms: answers.par_iter().map(|answer| answer.ms).min(),
        mean_ms: total_ms.checked_div(answers.len() as i64),
        longest_outage: succeeded
            .par_windows(2)
            .map(|pair| pair[1] - pair[0] - 1)
            .max()
            .unwrap_or(0),
    }
}
