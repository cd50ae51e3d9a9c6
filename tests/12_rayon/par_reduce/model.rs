//! Is the summary the same wherever the ids are cut, and whoever is first?
//!
//! Where rayon cuts, and how often, is explored if a closure that puts results together could notice.

use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Answer, Summary, summarize};

/// Five calls, of which three in the middle fail: one summary, wherever they are cut.
pub fn wherever_it_is_cut() {
    let loads = AtomicUsize::new(0);
    let summary = summarize(&[10, 21, 21, 33, 40], |id| {
        loads.fetch_add(1, Ordering::Relaxed);
        Answer { ms: id as i32, ok: id % 10 == 0 }
    });
    let expected = Summary {
        calls: 5,
        total_ms: 125,
        fastest_ms: Some(10),
        mean_ms: Some(25),
        longest_outage: 3,
    };
    assert_eq!(summary, expected, "five calls: 10, 21!, 21!, 33!, 40, of which ! failed");
    assert_eq!(loads.load(Ordering::Relaxed), 5, "calls of `load`");
}

/// All of four calls fail, or the last two.
pub fn outages_at_the_edge() {
    let all = summarize(&[1, 1, 1, 1], |_| Answer { ms: 9, ok: false });
    assert_eq!(all.longest_outage, 4, "four calls, all of which failed");
    let last = summarize(&[1, 2, 3, 4], |id| Answer { ms: 9, ok: id < 3 });
    assert_eq!(last.longest_outage, 2, "four calls, of which the last two failed");
    assert_eq!((last.total_ms, last.mean_ms, last.fastest_ms), (36, Some(9), Some(9)));
}

/// Two loads run at the same time.
pub fn two_loads_at_a_time() {
    let at_work = AtomicUsize::new(0);
    let summary = summarize(&[1, 2], |_| {
        // Read-modify-write: nothing stale is counted.
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        Answer { ms: others as i32, ok: true }
    });
    model::sometimes("two loads ran at the same time", summary.total_ms > 0);
}
