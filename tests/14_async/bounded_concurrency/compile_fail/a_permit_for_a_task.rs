//! A permit of `acquire` borrows the semaphore, and a task may borrow nothing: `acquire_owned`, on an `Arc`, gives a permit that can be moved into it.

use tokio::sync::Semaphore;

async fn fetch_all(ids: Vec<u64>) {
    let slots = Semaphore::new(8);
    for id in ids {
        let permit = slots.acquire().await.unwrap(); //~ E0597
        tokio::spawn(async move {
            println!("page {id}");
            drop(permit);
        });
    }
}

fn main() {
    drop(fetch_all(Vec::new()));
}
