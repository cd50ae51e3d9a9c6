//! "Just add `par_`": a loop that pushes into a `Vec` of the function around it is not a parallel loop yet.

use rayon::prelude::*;

fn main() {
    let mut results = Vec::new();
    (1..4).into_par_iter().for_each(|item| results.push(item * 2)); //~ E0596
    println!("{results:?}");
}
