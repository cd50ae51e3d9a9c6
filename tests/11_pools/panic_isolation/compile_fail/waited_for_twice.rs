//! A ticket is for one result, and is given away for it.

use std::sync::mpsc;

struct Ticket(mpsc::Receiver<u64>);

impl Ticket {
    fn wait(self) -> Option<u64> {
        self.0.recv().ok()
    }
}

fn main() {
    let (reply, answer) = mpsc::channel();
    let ticket = Ticket(answer);
    println!("{:?} {:?}", reply.send(7), ticket.wait());
    println!("{:?}", ticket.wait()); //~ E0382
}
