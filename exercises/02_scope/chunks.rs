//! # A sum in as many parts as there are workers
//!
//! The billing job adds up the bytes of all requests of a day. A goroutine for each number would
//! cost more than the addition, so the numbers are divided: each worker adds up one run of
//! neighbours, and the parts are added at the end. The job below was tried with 8 numbers and 4
//! workers, and the sum was right.
//!
//! In Go you would compute `size := len(data) / workers`, slice `data[i*size:(i+1)*size]`, and give
//! the last worker whatever is left. All of it is index arithmetic that nobody checks. Rust's slices
//! have methods that cut, and they check some of it.
//!
//! Before you edit: there are 8 numbers and 3 workers. How many pieces does the code make? And how
//! many workers are at work when the second one starts?
//!
//! What must hold:
//!
//! - `pub fn parallel_sum(data: &[u64], workers: usize) -> u64` returns the sum of `data`. The sum
//!   always fits into a `u64`, so you need not think about overflow.
//! - `workers` workers share the work, and are at work at the same time. Never more: no call starts
//!   more threads than `workers`. The calling thread may be one of the workers.
//! - Fewer workers are fine where there are fewer numbers. In production you would add short data up
//!   on the spot; leave such a cut-off out here, because the checks use short data.
//! - 0 workers are treated as 1 worker.
//! - An empty `data` has the sum 0, and more workers than numbers are fine.
//! - When `parallel_sum` returns, no thread that it started is still running.
//!
//! A caveat: a thread that does nothing looks just like a thread that adds. The checks see whether
//! workers are there at the same time, not which of them does the sum.

use std::thread;

/// The sum of `data`, added up by `workers` threads.
pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    // TODO: what if the division leaves a remainder, or gives 0? What if `workers` is 0?
    let size = data.len() / workers;
    thread::scope(|scope| {
        // TODO: iterators are lazy. When does the second worker start?
        data.chunks(size)
            .map(|part| scope.spawn(move || part.iter().sum::<u64>()))
            .map(|worker| worker.join().expect("adding does not panic"))
            .sum()
    })
}
