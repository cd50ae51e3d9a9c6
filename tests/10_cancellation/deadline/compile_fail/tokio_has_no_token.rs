//! One reads that tokio has a `CancellationToken`. It is in `tokio_util::sync`.

use tokio::sync::CancellationToken; //~ E0432

fn main() {
    let token = tokio_util::sync::CancellationToken::new();
    println!("{}", token.child_token().is_cancelled());
}
