//! Has each result its place, and are several items at work, whoever finishes first?

use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{map_all, try_map_all, update_all};

/// Three results, in the order of their items, under every schedule.
pub fn the_order_is_that_of_the_items() {
    let done = AtomicUsize::new(0);
    // A step in each item, so that who is first is explored.
    let results = map_all(&[10, 20, 30], |item| {
        done.fetch_add(1, Ordering::SeqCst);
        item + 1
    });
    assert_eq!(results, [11, 21, 31], "the results for 10, 20, 30");
    assert_eq!(done.load(Ordering::SeqCst), 3, "calls");
}

/// The same for work that may fail, and does not.
pub fn all_is_well() {
    let done = AtomicUsize::new(0);
    let results = try_map_all(&[10, 20, 30], |item| {
        done.fetch_add(1, Ordering::SeqCst);
        Ok::<_, ()>(item + 1)
    });
    assert_eq!(results, Ok(vec![11, 21, 31]), "the results for 10, 20, 30");
    assert_eq!(done.load(Ordering::SeqCst), 3, "calls");
}

/// One item of three fails: that is the error, and no result.
pub fn one_fails() {
    let done = AtomicUsize::new(0);
    let result = try_map_all(&[10, 20, 30], |item| {
        done.fetch_add(1, Ordering::SeqCst);
        if *item == 20 { Err("broken") } else { Ok(*item) }
    });
    assert_eq!(result, Err("broken"), "the error of one of three items");
}

/// Two items are at work at the same time, in each of the three functions.
pub fn two_at_a_time() {
    let at_work = AtomicUsize::new(0);
    // Read-modify-write: nothing stale is counted.
    let work = || {
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        others
    };
    let mapped: usize = map_all(&[1, 2], |_| work()).into_iter().sum();
    model::sometimes("`map_all` had two items at work", mapped > 0);
}

/// Two items are changed at the same time, each once.
pub fn two_changes_at_a_time() {
    let at_work = AtomicUsize::new(0);
    let mut items = [(1, 0), (2, 0)];
    update_all(&mut items, |item| {
        item.1 = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        item.0 += 10;
    });
    assert_eq!(items.map(|item| item.0), [11, 12], "the changed items");
    let together = items.iter().any(|item| item.1 > 0);
    model::sometimes("`update_all` had two items at work", together);
}
