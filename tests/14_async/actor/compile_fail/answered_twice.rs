//! A `oneshot` is for one answer: to send takes the sender. In Go the second send would wait for ever, in the owner of the state.

use tokio::sync::oneshot;

fn answer(reply: oneshot::Sender<u64>, total: u64) {
    let _ = reply.send(total);
    let _ = reply.send(total); //~ E0382
}

fn main() {
    drop(answer);
}
