//! "Just add `par_`": a loop that adds to a variable of the function around it would be a race. `sum` and `reduce` return what they add up.

use rayon::prelude::*;

fn main() {
    let mut total = 0;
    (1..4).into_par_iter().for_each(|ms| total += ms); //~ E0594
    println!("{total}");
}
