//! It is often written that tokio has a `CancellationToken`. The crate that has it is tokio-util.

use tokio::sync::CancellationToken; //~ E0432

fn main() {
    drop(CancellationToken::new());
}
