//! That dropping waits is no proof that somebody drops: work that borrows from its caller is refused.
use answer::Background;

fn main() {
    let lines = vec!["GET /", "GET /health"];
    drop(Background::start(|| println!("{lines:?}"))); //~ E0373|E0597
    println!("{lines:?}");
}
