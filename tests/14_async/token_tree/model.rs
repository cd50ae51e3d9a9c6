//! Is every child ended with its parent, whenever it was made?

use std::future::pending;
use std::sync::Arc;

use answer::{Scope, Stopped};
use tokio::runtime::Runtime;
use tokio::time::Duration;

/// A child is made while its parent is cancelled: it ends, too.
pub fn a_child_in_the_last_moment() {
    Runtime::new().unwrap().block_on(async {
        let root = Arc::new(Scope::root());
        let theirs = root.clone();
        let cancelling = tokio::spawn(async move { theirs.cancel() });
        let child = root.child();
        assert_eq!(child.run(pending::<()>()).await, Err(Stopped::Cancelled));
        assert_eq!(root.run(pending::<()>()).await, Err(Stopped::Cancelled));
        cancelling.await.unwrap();
    });
}

/// A request is cancelled while another one begins: the other one is done.
pub fn a_neighbour_is_not_disturbed() {
    Runtime::new().unwrap().block_on(async {
        let root = Scope::root();
        let (one, other) = (Arc::new(root.child()), root.child());
        let theirs = one.clone();
        let cancelling = tokio::spawn(async move { theirs.cancel() });
        let in_other = other.run(async { 7 }).await;
        assert_eq!(in_other, Ok(7), "in the other scope");
        let in_one = one.run(async { 8 }).await;
        let either = in_one == Ok(8) || in_one == Err(Stopped::Cancelled);
        assert!(either, "in the scope that is cancelled meanwhile: {in_one:?}");
        cancelling.await.unwrap();
    });
}

/// Cancelled, and the time is up: work that never ends is stopped by whatever comes first.
pub fn whatever_comes_first() {
    Runtime::new().unwrap().block_on(async {
        let root = Scope::root();
        let scope = Arc::new(root.with_limit(Duration::from_secs(1)));
        let theirs = scope.clone();
        let cancelling = tokio::spawn(async move { theirs.cancel() });
        let stopped = scope.run(pending::<()>()).await;
        assert!(stopped.is_err(), "the work never ends: {stopped:?}");
        cancelling.await.unwrap();
        assert_eq!(root.run(async { 7 }).await, Ok(7), "above it");
    });
}
