//! A step borrows what it works on for as long as its future lives: there cannot be a second one beside it. So whatever a step has left
//! behind, one other goes on with it.

struct Relay {
    rows: Vec<u64>,
}

impl Relay {
    async fn step(&mut self) -> Option<u64> {
        self.rows.pop()
    }
}

async fn export(mut relay: Relay) {
    let first = relay.step();
    relay.step().await; //~ E0499
    first.await;
}

fn main() {
    drop(export(Relay { rows: Vec::new() }));
}
