//! Two threads may not add to one variable: the second borrow is refused while the first thread may still run.

use std::thread;

fn main() {
    let data = [1, 2, 3, 4];
    let (left, right) = data.split_at(2);
    let mut total: u64 = 0;
    thread::scope(|scope| {
        scope.spawn(|| total += left.iter().sum::<u64>());
        scope.spawn(|| total += right.iter().sum::<u64>()); //~ E0499
    });
    println!("{total}");
}
