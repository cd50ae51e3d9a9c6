//! Is the sum right under every schedule, and who adds it up?

use answer::parallel_sum;

/// No part of the sum is lost, whichever worker is done first.
pub fn no_part_is_lost() {
    assert_eq!(parallel_sum(&[1, 20, 300], 2), 321, "three numbers, two workers");
    assert_eq!(model::alive(), 0, "threads that `parallel_sum` left running");
}

/// No part is lost with three workers either.
pub fn no_part_of_three_is_lost() {
    assert_eq!(parallel_sum(&[1, 20, 300], 3), 321, "three numbers, three workers");
    assert_eq!(model::alive(), 0, "threads that `parallel_sum` left running");
}

/// The workers are there at the same time.
pub fn the_workers_overlap() {
    // Three workers are at least two threads beside the caller's, which may be the third worker.
    assert_eq!(parallel_sum(&[1, 2, 3, 4, 5, 6], 3), 21);
    model::sometimes("two workers were alive at the same time", model::most_alive() >= 2);
}

/// No more threads are started than there are workers, also when the numbers cannot be shared out evenly.
pub fn never_more_threads_than_workers() {
    assert_eq!(parallel_sum(&[1, 2, 3], 2), 6);
    let threads = model::threads_spawned();
    assert!(threads <= 2, "2 workers were asked for, and {threads} threads were started");
}

/// One worker is at most one thread, and so is none.
pub fn one_worker_is_one_thread() {
    assert_eq!(parallel_sum(&[1, 2, 3], 1), 6);
    assert!(model::threads_spawned() <= 1, "threads started for one worker");
    assert_eq!(parallel_sum(&[4], 0), 4);
    assert!(model::threads_spawned() <= 2, "threads started for one worker, and then for none");
}
