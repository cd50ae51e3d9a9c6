//! Whatever may be sent can go through the queue: it need not be cloned, compared, printed, made from nothing, or be shared.

use std::cell::Cell;
use std::sync::{Arc, mpsc};
use std::thread;

struct Job {
    retries: Cell<u32>,
    reply: mpsc::Receiver<u32>,
    work: Box<dyn FnOnce() + Send>,
}

fn main() {
    let queue = Arc::new(answer::BoundedQueue::<Job>::new(4));
    let in_worker = Arc::clone(&queue);
    let worker = thread::spawn(move || {
        while let Some(job) = in_worker.pop() {
            job.retries.set(job.retries.get() + 1);
            (job.work)();
            println!("{:?}", job.reply.try_recv());
        }
    });
    let (_, reply) = mpsc::channel();
    let job = Job { retries: Cell::new(0), reply, work: Box::new(|| ()) };
    if let Err(job) = queue.push(job) {
        println!("{}", job.retries.get());
    }
    queue.close();
    println!("{:?}", worker.join());
}
