//! A permit is a value: it can be sent to another thread, be kept in a struct or a list, and be returned.

use std::sync::mpsc;
use std::thread;

use answer::{Permit, Slots};

struct Connection<'a> {
    _counts: Permit<'a>,
    server: &'static str,
}

fn connect(slots: &Slots) -> Option<Connection<'_>> {
    slots.try_acquire().map(|_counts| Connection { _counts, server: "mail" })
}

fn main() {
    let slots = Slots::new(3);
    let (hand_on, handed_on) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(|| {
            let open: Vec<Connection<'_>> = handed_on.into_iter().collect();
            open.into_iter().for_each(|connection| connection._counts.release());
        });
        for connection in [connect(&slots), connect(&slots)].into_iter().flatten() {
            println!("{}", connection.server);
            let _ = hand_on.send(connection);
        }
        drop(hand_on);
    });
    println!("{} free", slots.free());
}
