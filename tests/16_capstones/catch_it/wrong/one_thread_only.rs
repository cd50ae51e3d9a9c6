//@ caught-by: model
//@ says: Every sentence of the contract is checked, with one thread. A queue that goes wrong only between two calls passes.
//@ fails: of_two_pushed_one_is_lost, one_too_many_is_accepted, one_item_for_two, pushed_while_another_pops, said_to_be_empty, said_to_be_full, an_item_out_of_nothing, the_second_before_the_first, nothing_comes_with_the_item
//@ sort: tempting

pub const ROOM: usize = 2;

pub trait Queue: Sync {
    fn push(&self, item: u64) -> bool;

    fn pop(&self) -> Option<u64>;
}

pub type Check = fn(&dyn Queue);

pub const CHECKS: &[Check] = &[one_after_the_other, round_and_round];

fn rest(queue: &dyn Queue) -> Vec<u64> {
    (0..=ROOM).map_while(|_| queue.pop()).collect()
}

fn one_after_the_other(queue: &dyn Queue) {
    assert_eq!(queue.pop(), None, "from a new queue");
    assert!(queue.push(1) && queue.push(2), "there is room for two");
    assert!(!queue.push(3), "and for no third one");
    assert_eq!(rest(queue), [1, 2], "first in, first out");
    assert_eq!(queue.pop(), None, "from an empty queue");
}

fn round_and_round(queue: &dyn Queue) {
    assert!(queue.push(0), "into a new queue");
    for item in 1..=6 {
        assert!(queue.push(item), "there is room for {item}");
        assert!(!queue.push(99), "it is full");
        assert_eq!(queue.pop(), Some(item - 1), "the oldest one");
    }
    assert_eq!(rest(queue), [6], "the last one");
    assert!(queue.push(7), "into a queue that was emptied");
    assert_eq!(rest(queue), [7], "after that");
}
