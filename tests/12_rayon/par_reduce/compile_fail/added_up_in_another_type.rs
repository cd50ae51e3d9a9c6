//! `sum` adds in the type that it is told, if the items can be added in it: widen them first, with `map(i64::from)`.

use rayon::prelude::*;

fn main() {
    let times: [i32; 2] = [i32::MAX, 1];
    let total = times.par_iter().copied().sum::<i64>(); //~ E0277
    println!("{total}");
}
