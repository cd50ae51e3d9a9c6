//! What the task has taken nobody else can touch, not even the one who made it: ask.

use tokio::sync::mpsc;

async fn serve() {
    let (mailbox, mut requests) = mpsc::channel(16);
    let mut total = vec![0_u64];
    tokio::spawn(async move {
        while let Some(units) = requests.recv().await {
            total.push(units);
        }
    });
    let _ = mailbox.send(5).await;
    println!("{total:?}"); //~ E0382
}

fn main() {
    drop(serve());
}
