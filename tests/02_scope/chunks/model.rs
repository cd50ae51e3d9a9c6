//! Is the sum right under every schedule, and who adds it up?

use answer::parallel_sum;

/// No part of the sum is lost, whichever worker is done first.
pub fn no_part_is_lost() {
    assert_eq!(parallel_sum(&[1, 20, 300], 2), 321, "three numbers, two workers");
    assert_eq!(model::alive(), 0, "threads that `parallel_sum` left running");
}

/// The workers are there at the same time.
//@ bound: 2
pub fn the_workers_overlap() {
    // Three workers are at least two threads beside the caller's, which may be the third worker.
    parallel_sum(&[1, 2, 3], 3);
    model::sometimes("two workers were alive at the same time", model::most_alive() >= 2);
}

/// No more threads are started than there are workers, also when the numbers cannot be shared out evenly.
pub fn never_more_threads_than_workers() {
    parallel_sum(&[1, 2, 3], 2);
    let threads = model::threads_spawned();
    assert!(threads <= 2, "2 workers were asked for, and {threads} threads were started");
}

/// One worker is at most one thread, and so is none.
pub fn one_worker_is_one_thread() {
    parallel_sum(&[1, 2, 3], 1);
    assert!(model::threads_spawned() <= 1, "threads started for one worker");
    parallel_sum(&[4, 5], 0);
    assert!(model::threads_spawned() <= 2, "threads started for one worker, and then for none");
}
