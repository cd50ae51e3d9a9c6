//! A parallel iterator is moved into the next stage, as a sequential one is: nobody reads from the first one beside it.

use rayon::prelude::*;

fn main() {
    let parsed = [1, 2, 3].into_par_iter().map(|line| line * 10);
    let priced: Vec<i32> = parsed.map(|record| record + 3).collect();
    println!("{priced:?} {}", parsed.count()); //~ E0382
}
