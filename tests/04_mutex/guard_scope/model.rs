//! Is every item sold once, is everybody told the truth, and does a frozen stock stand still, under every schedule?

use std::thread;

use answer::Stock;

/// The last item is taken by one of two threads.
pub fn no_item_is_taken_twice() {
    let stock = Stock::new(1);
    let (first, second) = thread::scope(|scope| {
        let other = scope.spawn(|| stock.take(1, |_| ()));
        (stock.take(1, |_| ()), other.join().expect("this thread only takes an item"))
    });
    assert!(first || second, "nobody got the last item");
    assert!(!(first && second), "both threads got the last item");
    assert_eq!(stock.available(), 0, "items");
}

/// Each `take` tells what it has left itself.
pub fn everyone_tells_what_they_left() {
    let stock = Stock::new(5);
    let take = || {
        let mut told = None;
        assert!(stock.take(1, |left| told = Some(left)), "one of at least four items");
        told
    };
    let mut told = thread::scope(|scope| {
        let other = scope.spawn(take);
        [take(), other.join().expect("this thread only takes an item")]
    });
    told.sort();
    assert_eq!(told, [Some(3), Some(4)], "what the two who took one of 5 items each told");
}

/// No lock is held while `low` runs.
pub fn no_lock_is_held_in_low() {
    let stock = Stock::new(3);
    let mut held = None;
    stock.take(1, |_| held = Some(model::locks_held()));
    assert_eq!(held, Some(0), "locks held while purchasing was told");
}

/// While the stock is frozen nobody takes anything, and nothing that is taken later is lost.
pub fn a_frozen_stock_stands_still() {
    let stock = Stock::new(50);
    thread::scope(|scope| {
        scope.spawn(|| stock.take(1, |_| ()));
        let mut frozen = stock.freeze();
        let items = frozen.items();
        frozen.correct(items + 10);
        assert_eq!(frozen.items(), items + 10, "items in the frozen stock, as corrected");
    });
    assert_eq!(stock.available(), 50 + 10 - 1, "10 items were found and 1 was taken");
}

/// Everybody who waited for the stocktaking to end goes on.
//@ bound: 2
pub fn everybody_goes_on_when_it_thaws() {
    let stock = Stock::new(50);
    thread::scope(|scope| {
        let frozen = stock.freeze();
        scope.spawn(|| stock.take(1, |_| ()));
        scope.spawn(|| stock.take(2, |_| ()));
        drop(frozen);
    });
    assert_eq!(stock.available(), 47, "two threads took 1 and 2 of 50 items");
}

/// Two stocktakings come one after the other.
pub fn one_stocktaking_at_a_time() {
    let stock = Stock::new(50);
    let find_one = || {
        let mut frozen = stock.freeze();
        let items = frozen.items();
        frozen.correct(items + 1);
    };
    thread::scope(|scope| {
        scope.spawn(find_one);
        find_one();
    });
    assert_eq!(stock.available(), 52, "two stocktakings found an item each");
}
