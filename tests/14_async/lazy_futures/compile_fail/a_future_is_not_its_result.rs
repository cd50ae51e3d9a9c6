//! In Go the call gives the number. Here it gives a future, and there is no number before somebody awaits it.

async fn charge(order: u64) -> u64 {
    order + 100
}

async fn total() -> u64 {
    let receipt = charge(7);
    receipt + 1 //~ E0369
}

fn main() {
    drop(total());
}
