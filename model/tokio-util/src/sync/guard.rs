//! Guards that cancel when they are dropped.

use model::rt::Loc;

use super::CancellationToken;

/// Cancels its token when it is dropped.
#[derive(Debug)]
pub struct DropGuard {
    pub(super) inner: Option<CancellationToken>,
    pub(super) created: Loc,
}

/// Cancels the token that it borrows when it is dropped.
#[derive(Debug)]
pub struct DropGuardRef<'a> {
    pub(super) inner: Option<&'a CancellationToken>,
    pub(super) created: Loc,
}

impl DropGuard {
    /// The token.
    pub fn token(&self) -> &CancellationToken {
        self.inner.as_ref().expect("`token` can be only called on an armed guard")
    }

    /// The token, without cancelling it.
    pub fn disarm(mut self) -> CancellationToken {
        self.inner.take().expect("`disarm` can be only called on an armed guard")
    }
}

impl Drop for DropGuard {
    fn drop(&mut self) {
        if let Some(inner) = &self.inner {
            inner.cancel_at(self.created);
        }
    }
}

impl<'a> DropGuardRef<'a> {
    /// The token.
    pub fn token(&self) -> &CancellationToken {
        self.inner.expect("`token` can be only called on an armed guard")
    }

    /// The token, without cancelling it.
    pub fn disarm(mut self) -> &'a CancellationToken {
        self.inner.take().expect("`disarm` can be only called on an armed guard")
    }
}

impl Drop for DropGuardRef<'_> {
    fn drop(&mut self) {
        if let Some(inner) = self.inner {
            inner.cancel_at(self.created);
        }
    }
}
