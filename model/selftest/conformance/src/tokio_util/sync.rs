//! `tokio_util::sync`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use tokio_util::sync::{CancellationToken, DropGuard, WaitForCancellationFuture};

use crate::Case;
use crate::tokio::{alone, run};

is! {
    CancellationToken: Send, Sync, Clone, Debug, Default, Eq, UnwindSafe, RefUnwindSafe;
    DropGuard: Send, Sync, Debug;
    WaitForCancellationFuture<'static>: Send, Sync, Debug;
}
is_not! {
    DropGuard: Clone;
    CancellationToken: Copy;
}

pub fn cases() -> Vec<Case> {
    [cancellation_token::CASES, drop_guard::CASES, drop_guard_ref::CASES].concat()
}

mod cancellation_token {
    use super::*;

    cases! {
        ends_all_waits children_follow_and_parents_do_not runs_until_cancelled guards_cancel_it is_itself
    }

    fn ends_all_waits() {
        run(async {
            let token = CancellationToken::new();
            let task = tokio::spawn({
                let token = token.clone();
                async move { token.cancelled().await }
            });
            let owned = tokio::spawn(token.clone().cancelled_owned());
            assert!(!token.is_cancelled());
            token.cancel();
            task.await.unwrap();
            owned.await.unwrap();
            assert!(token.is_cancelled());
            token.cancelled().await;
        });
    }

    fn children_follow_and_parents_do_not() {
        alone(async {
            let token = CancellationToken::default();
            let (one, two) = (token.child_token(), token.child_token());
            one.cancel();
            assert!(one.is_cancelled() && !two.is_cancelled() && !token.is_cancelled());
            token.cancel();
            assert!(two.is_cancelled() && token.child_token().is_cancelled());
        });
    }

    fn runs_until_cancelled() {
        alone(async {
            let token = CancellationToken::new();
            assert_eq!(token.run_until_cancelled(async { 1 }).await, Some(1));
            assert_eq!(token.clone().run_until_cancelled_owned(async { 1 }).await, Some(1));
            token.cancel();
            assert_eq!(token.run_until_cancelled(std::future::pending::<()>()).await, None);
        });
    }

    fn guards_cancel_it() {
        let token = CancellationToken::new();
        drop(token.drop_guard_ref());
        assert!(token.is_cancelled());
        let token = CancellationToken::new();
        drop(token.clone().drop_guard());
        assert!(token.is_cancelled());
    }

    fn is_itself() {
        let token = CancellationToken::new();
        assert_eq!(token, token.clone());
        assert_ne!(token, token.child_token());
    }
}

mod drop_guard {
    use super::*;

    cases! { cancels_when_it_is_dropped }

    fn cancels_when_it_is_dropped() {
        let token = CancellationToken::new();
        let guard = token.clone().drop_guard();
        assert_eq!(guard.token(), &token);
        let disarmed = guard.disarm();
        assert!(!disarmed.is_cancelled());
        drop(disarmed.drop_guard());
        assert!(token.is_cancelled());
    }
}

mod drop_guard_ref {
    use super::*;

    cases! { cancels_when_it_is_dropped }

    fn cancels_when_it_is_dropped() {
        let token = CancellationToken::new();
        let guard = token.drop_guard_ref();
        assert_eq!(guard.token(), &token);
        assert!(!guard.disarm().is_cancelled());
        drop(token.drop_guard_ref());
        assert!(token.is_cancelled());
    }
}
