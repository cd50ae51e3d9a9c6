//@ caught-by: test
//@ says: `move` gave every thread a copy of the number, because a `usize` is copied when it moves: they counted their copies and nobody looked.
//@ sort: tempting

#![allow(unused_assignments, unused_variables)]
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let mut hits = 0;
    thread::scope(|scope| {
        for _ in 0..workers {
            // The compiler asks for `move`, and with `move` it compiles.
            scope.spawn(move || {
                for _ in 0..hits_each {
                    hits += 1;
                }
            });
        }
    });
    hits
}
