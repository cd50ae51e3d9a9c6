//! A worker that owns the sender owns it alone: whoever wants another one clones it *before*, and drops the original after.

use std::thread;

use crossbeam::channel;

fn main() {
    let (done, results) = channel::bounded::<u64>(1);
    thread::scope(|scope| {
        scope.spawn(move || done.send(7));
        scope.spawn(move || done.send(8)); //~ E0382
        println!("{}", results.iter().sum::<u64>());
    });
}
