//! A goroutine may use the variables of the function that started it, for as long as it likes. A task may outlive the function, so it has to own
//! what it uses: `async move`.

use tokio::task::JoinHandle;

fn start() -> JoinHandle<usize> {
    let lines = vec!["first".to_string()];
    tokio::spawn(async { lines.len() }) //~ E0373
}

fn main() {
    drop(start);
}
