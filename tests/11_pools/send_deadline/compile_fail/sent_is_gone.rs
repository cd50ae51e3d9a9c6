//! What has been sent belongs to somebody else, sent or not: the only way back is the error.

use std::time::{Duration, Instant};

use crossbeam::channel;

fn main() {
    let (queue, _inbox) = channel::bounded(1);
    let event = String::from("login");
    if queue.send_deadline(event, Instant::now() + Duration::from_secs(2)).is_err() {
        println!("not sent: {event}"); //~ E0382
    }
}
