//! `drop_guard` takes the token: it is cancelled when the guard is dropped, and until then only the guard has it. A scope that lives on needs a
//! token of its own.

use tokio_util::sync::CancellationToken;

fn main() {
    let token = CancellationToken::new();
    let _guard = token.drop_guard();
    println!("{}", token.is_cancelled()); //~ E0382
}
