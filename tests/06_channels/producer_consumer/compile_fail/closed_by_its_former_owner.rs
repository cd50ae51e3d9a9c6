//! `close(queue)` by the function that made the channel: the sender has moved into the producer, and only the producer can drop it.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (queue, inbox) = mpsc::sync_channel(100);
    let producer = thread::spawn(move || {
        for order in 0..1000 {
            queue.send(order).unwrap();
        }
    });
    drop(queue); //~ E0382
    println!("{}", inbox.iter().count());
    producer.join().unwrap();
}
