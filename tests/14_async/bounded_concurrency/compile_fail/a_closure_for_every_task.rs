//! Every task owns what it calls. A closure that is moved into the first one is not there for the second: share it in an `Arc`, or make the
//! future before the task.

use tokio::task::JoinSet;

async fn fetch_all(ids: Vec<u64>, fetch: impl Fn(u64) -> u64 + Send + 'static) -> usize {
    let mut fetching = JoinSet::new();
    for id in ids {
        let call = fetch; //~ E0382
        fetching.spawn(async move {
            drop(call);
            id
        });
    }
    fetching.len()
}

fn main() {
    drop(fetch_all(Vec::new(), |id| id));
}
