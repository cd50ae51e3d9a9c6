//! `yield_now`.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use model::rt::{self, Event, Loc, Pending};

/// Lets other tasks go first, perhaps.
#[track_caller]
pub fn yield_now() -> impl Future<Output = ()> {
    YieldNow { yielded: false, loc: Location::caller() }
}

struct YieldNow {
    yielded: bool,
    loc: Loc,
}

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.yielded {
            rt::log(Event::new("yield_now", self.loc));
            rt::task::observed();
            return Poll::Ready(());
        }
        self.yielded = true;
        cx.waker().wake_by_ref();
        rt::task::awaits(Pending::new("yield_now", None, self.loc));
        Poll::Pending
    }
}
