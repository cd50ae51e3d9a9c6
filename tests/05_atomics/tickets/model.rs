//! Is every ticket given out once, and none beyond the last, under every schedule?

use std::thread;

use answer::Tickets;

/// Two handlers get two numbers, and none is left out.
pub fn no_number_is_given_twice() {
    let tickets = Tickets::new(5);
    let mut numbers = thread::scope(|scope| {
        let other = scope.spawn(|| tickets.take());
        [tickets.take(), other.join().expect("taking a ticket does not panic")]
    });
    numbers.sort();
    assert_eq!(numbers, [Some(1), Some(2)], "the numbers that two handlers got");
    assert_eq!(tickets.taken(), 2, "tickets taken");
}

/// The last ticket is given to one of two.
pub fn the_last_ticket_is_given_once() {
    let tickets = Tickets::new(1);
    let mut numbers = thread::scope(|scope| {
        let other = scope.spawn(|| tickets.take());
        [tickets.take(), other.join().expect("taking a ticket does not panic")]
    });
    numbers.sort();
    assert_eq!(numbers, [None, Some(1)], "what two handlers got when one ticket was left");
    assert_eq!(tickets.taken(), 1, "tickets taken, of 1");
    assert_eq!(tickets.take(), None, "a third handler");
}

/// Nobody is sent away while there are tickets left.
pub fn nobody_is_sent_away_too_early() {
    let tickets = Tickets::new(3);
    let mut numbers = thread::scope(|scope| {
        let others = [(); 2].map(|()| scope.spawn(|| tickets.take()));
        let own = tickets.take();
        let [first, second] = others.map(|other| other.join().expect("taking does not panic"));
        [own, first, second]
    });
    numbers.sort();
    assert_eq!(numbers, [Some(1), Some(2), Some(3)], "what three handlers got of three tickets");
}

/// However many ask, there are never more tickets taken than there are.
pub fn never_more_taken_than_there_are() {
    let tickets = Tickets::new(1);
    thread::scope(|scope| {
        scope.spawn(|| tickets.take());
        scope.spawn(|| tickets.take());
        let taken = tickets.taken();
        assert!(taken <= 1, "{taken} tickets taken, of 1");
    });
}

/// Whoever has a ticket finds it counted.
pub fn a_ticket_that_is_given_is_counted() {
    let tickets = Tickets::new(5);
    let take_and_count = || {
        let number = tickets.take().expect("two tickets of five");
        let taken = tickets.taken();
        assert!(taken >= number, "ticket {number} is given, and {taken} are taken");
    };
    thread::scope(|scope| {
        let other = scope.spawn(take_and_count);
        take_and_count();
        other.join().expect("the other handler finds its ticket counted");
    });
}
