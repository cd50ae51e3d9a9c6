//! `for_each_with` takes the sender, clones it for its pieces and drops it: there is nothing left that could be forgotten.

use std::sync::mpsc;

use rayon::prelude::*;

fn main() {
    let (done, results) = mpsc::channel();
    [1, 2, 3].par_iter().for_each_with(done, |done, item| done.send(item * 2).unwrap());
    drop(done); //~ E0382
    println!("{:?}", results.into_iter().collect::<Vec<_>>());
}
