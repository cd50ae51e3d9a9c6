//! A spawned task may outlive the function that spawned it, so it may borrow nothing of it. The futures of `join!` may: they are
//! part of this one.

async fn load_dashboard(names: &[String]) -> usize {
    let loading = tokio::spawn(async { names.len() }); //~ E0521
    loading.await.unwrap()
}

fn main() {
    drop(load_dashboard(&[]));
}
