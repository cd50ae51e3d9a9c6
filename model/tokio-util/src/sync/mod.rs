//! `tokio_util::sync`.

mod cancellation_token;
mod guard;

pub use cancellation_token::{
    CancellationToken, WaitForCancellationFuture, WaitForCancellationFutureOwned,
};
pub use guard::{DropGuard, DropGuardRef};
