//! A plain `thread::spawn` may outlive the function, and so it may not borrow a part of somebody else's data.

use std::thread;

fn part_sum(data: &[u64]) -> u64 {
    let part = &data[..data.len() / 2];
    let worker = thread::spawn(move || part.iter().sum::<u64>()); //~ E0521
    worker.join().unwrap()
}

fn main() {
    println!("{}", part_sum(&[1, 2, 3, 4]));
}
