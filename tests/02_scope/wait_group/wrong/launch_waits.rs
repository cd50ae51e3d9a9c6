//@ caught-by: test
//@ says: A scope waits before it ends, so `launch` returns when everything is over: the clients can borrow, and nobody can go on.
//@ fails: every_client_has_its_turn
//@ sort: tempting

use std::sync::Barrier;
use std::thread;

pub struct Run;

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Sync,
    R: Fn(usize) + Sync,
{
    let gate = Barrier::new(clients);
    let client = |client| {
        connect(client);
        gate.wait();
        request(client);
    };
    thread::scope(|scope| {
        let clients: Vec<_> =
            (0..clients).map(|number| scope.spawn(move || client(number))).collect();
        for client in clients {
            let _ = client.join();
        }
    });
    Run
}

impl Run {
    pub fn wait(self) {}
}
