//! The same work for many items, a few at a time.
//!
//! It may not know what the work is. Items are taken in order; results are handed on as they come.

use anyhow::Result;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

/// Does `work` for the items `0..count`, `jobs` at a time, and hands each result to `done` on the calling thread, in the order
/// of finishing. After the first error, of either, no further item is begun.
///
/// # Errors
/// The first error of `work` or `done`.
pub fn in_parallel<T: Send>(
    jobs: usize,
    count: usize,
    work: impl Fn(usize) -> Result<T> + Sync,
    mut done: impl FnMut(usize, T) -> Result<()>,
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let (to, results) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, count.max(1)) {
            let (to, next, stop, work) = (to.clone(), &next, &stop, &work);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count || to.send((index, work(index))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(to);
        let mut outcome = Ok(());
        for (index, result) in results {
            if outcome.is_ok() {
                outcome = result.and_then(|value| done(index, value));
                // What is under way is waited for all the same: it may have children to end.
                stop.store(outcome.is_err(), Ordering::Relaxed);
            }
        }
        outcome
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_done_once_however_many_work() {
        for jobs in [0, 1, 3, 100] {
            let mut seen = vec![0; 20];
            in_parallel(
                jobs,
                20,
                |index| Ok(index * 2),
                |index, twice| {
                    assert_eq!(twice, index * 2);
                    seen[index] += 1;
                    Ok(())
                },
            )
            .expect("nothing fails");
            assert_eq!(seen, [1; 20], "{jobs} jobs");
        }
    }

    #[test]
    fn the_first_error_is_told_and_ends_it() {
        let begun = AtomicUsize::new(0);
        let work = |index| {
            begun.fetch_add(1, Ordering::Relaxed);
            if index == 2 { anyhow::bail!("two") } else { Ok(()) }
        };
        let error =
            in_parallel(1, 1_000_000, work, |_, ()| Ok(())).expect_err("the third item fails");
        assert_eq!(error.to_string(), "two");
        assert!(begun.load(Ordering::Relaxed) < 1_000_000);
    }

    #[test]
    fn nothing_to_do_is_done() {
        in_parallel(4, 0, |_| Ok(()), |_, ()| Ok(())).expect("nothing fails");
    }
}
