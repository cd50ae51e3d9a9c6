//! Pages may be of any type, errors among them, and fetching all can be a task of its own.

use answer::fetch_all;

async fn nightly() -> Vec<Result<String, u64>> {
    let all = fetch_all(vec![1, 2, 3], 8, |id| async move {
        if id == 2 { Err(id) } else { Ok(format!("page {id}")) }
    });
    tokio::spawn(all).await.unwrap()
}

fn main() {
    drop(nightly());
}
