//! A job may be a closure, and the worker only borrows the queue: what is left is still there.

fn main() {
    let (queue, jobs) = crossbeam::channel::unbounded::<Box<dyn FnOnce() + Send>>();
    let (stop, stopped) = crossbeam::channel::bounded(0);
    queue.send(Box::new(|| println!("done"))).ok();
    drop(stop);
    let ended = answer::work(&jobs, &stopped, |job| job());
    println!("{ended:?}, {} left", jobs.len());
}
