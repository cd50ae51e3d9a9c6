//! `tokio::runtime`.

use std::fmt::Debug;
use std::time::Duration;

use tokio::runtime::{Builder, EnterGuard, Handle, Runtime, RuntimeFlavor, TryCurrentError};

use crate::Case;

is! {
    Runtime: Send, Sync, Debug;
    Handle: Send, Sync, Clone, Debug;
    TryCurrentError: std::error::Error, Send, Sync, Debug;
    EnterGuard<'static>: Debug;
}
is_not! {
    Runtime: Clone;
    EnterGuard<'static>: Send;
}

pub fn cases() -> Vec<Case> {
    [runtime_::CASES, handle::CASES, builder::CASES].concat()
}

/// `Runtime`.
mod runtime_ {
    use super::*;

    pub mod runtime {
        use super::*;

        cases! { runs_futures_and_tasks shutting_down }

        fn runs_futures_and_tasks() {
            let runtime = Runtime::new().unwrap();
            assert_eq!(runtime.block_on(async { 1 }), 1);
            let task = runtime.spawn(async { 2 });
            assert_eq!(runtime.block_on(task).unwrap(), 2);
            let closure = runtime.spawn_blocking(|| 3);
            assert_eq!(runtime.block_on(closure).unwrap(), 3);
            let _inside = runtime.enter();
            let task = tokio::spawn(async { 4 });
            assert_eq!(runtime.handle().block_on(task).unwrap(), 4);
        }

        fn shutting_down() {
            let runtime = Runtime::new().unwrap();
            runtime.spawn(std::future::pending::<()>());
            runtime.shutdown_timeout(Duration::from_secs(1));
            let runtime = Runtime::new().unwrap();
            runtime.spawn(async {});
            runtime.shutdown_background();
        }
    }

    pub const CASES: &[Case] = runtime::CASES;
}

mod handle {
    use super::*;

    cases! { is_known_inside_of_a_runtime spawns_from_elsewhere }

    fn is_known_inside_of_a_runtime() {
        let error = Handle::try_current().unwrap_err();
        assert!(error.is_missing_context() && !error.is_thread_local_destroyed());
        assert!(error.to_string().contains("no reactor running"), "{error}");
        let runtime = Runtime::new().unwrap();
        runtime.block_on(async {
            let handle = Handle::current();
            assert_eq!(handle.runtime_flavor(), RuntimeFlavor::MultiThread);
            assert_eq!(handle.spawn(async { 1 }).await.unwrap(), 1);
            assert!(Handle::try_current().is_ok());
        });
    }

    fn spawns_from_elsewhere() {
        let runtime = Runtime::new().unwrap();
        let handle = runtime.handle().clone();
        let closure = handle.spawn_blocking(|| 1);
        assert_eq!(handle.block_on(closure).unwrap(), 1);
        {
            let _inside = handle.enter();
            drop(tokio::spawn(async {}));
        }
    }
}

mod builder {
    use super::*;

    cases! { one_thread_or_several }

    fn one_thread_or_several() {
        let alone = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        assert_eq!(alone.handle().runtime_flavor(), RuntimeFlavor::CurrentThread);
        assert_eq!(alone.block_on(async { tokio::spawn(async { 1 }).await }).unwrap(), 1);
        let several = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(2)
            .thread_name("worker")
            .thread_stack_size(1 << 20)
            .thread_keep_alive(Duration::from_secs(1))
            .enable_all()
            .build()
            .unwrap();
        assert_eq!(several.block_on(async { 2 }), 2);
    }
}
