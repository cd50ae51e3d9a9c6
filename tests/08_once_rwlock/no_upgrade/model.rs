//! Is it renewed once, do the numbers belong together, and does everybody get on, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::{Session, Token};

/// Two find the token expired: one renews it, and both get that one.
pub fn renewed_once() {
    let (session, renewals) = (Session::new(Token { id: 1, expires: 10 }), AtomicUsize::new(0));
    // A new token may have the number of the old one.
    let renew = |expires| {
        let renewals = &renewals;
        move || {
            renewals.fetch_add(1, Ordering::SeqCst);
            Token { id: 1, expires }
        }
    };
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| session.token(10, renew(20)));
        (session.token(11, renew(30)), other.join().expect("this thread only asks for a token"))
    });
    assert_eq!(here, there, "the tokens of two threads");
    assert_eq!(renewals.load(Ordering::SeqCst), 1, "renewals of one expired token");
}

/// What somebody else has got may be too old for this one: then it renews, too, but never at the same time.
pub fn good_for_whoever_gets_it() {
    let (session, renewing) = (Session::new(Token { id: 1, expires: 10 }), AtomicUsize::new(0));
    let ask = |now, expires| {
        let mut own = None;
        let got = session.token(now, || {
            // Read-modify-write: nothing stale is counted.
            assert_eq!(renewing.fetch_add(1, Ordering::SeqCst), 0, "other renewals at this moment");
            renewing.fetch_sub(1, Ordering::SeqCst);
            *own.insert(Token { id: expires, expires })
        });
        assert_eq!(got, own.unwrap_or(got), "what whoever renewed got, and what it had renewed");
        got
    };
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| ask(10, 20));
        (ask(20, 30), other.join().expect("no two renewals at once, and everybody gets its own"))
    });
    assert_eq!(here.expires, 30, "a token that is good in second 20");
    assert!(
        there.expires > 10,
        "in second 10 a thread got a token that expires in second {}",
        there.expires
    );
}

/// The status page beside a renewal: both get on, and both numbers are of one token.
pub fn the_status_page_beside_a_renewal() {
    let session = Session::new(Token { id: 1, expires: 10 });
    let summary = thread::scope(|scope| {
        let other = scope.spawn(|| session.summary(4));
        session.token(10, || Token { id: 2, expires: 24 });
        other.join().expect("this thread only reads")
    });
    assert!(
        summary == "token 1: 6 s" || summary == "token 2: 20 s",
        "the token before is good for 6 s, the one after for 20 s, and the status page says \"{summary}\""
    );
    model::sometimes("the status page showed the new token", summary.starts_with("token 2"));
}

/// A renewal that panics is followed by whoever waits for it.
pub fn a_panic_lets_the_next_one_renew() {
    let session = Session::new(Token { id: 1, expires: 10 });
    let there = thread::scope(|scope| {
        let other = scope.spawn(|| {
            let broken = || -> Token { panic!("broken on purpose") };
            catch_unwind(AssertUnwindSafe(|| session.token(10, broken))).ok()
        });
        let renewed = session.token(10, || Token { id: 2, expires: 20 });
        assert_eq!(renewed.id, 2, "the renewed token");
        other.join().expect("this thread catches its panic")
    });
    assert!(there.is_none_or(|token| token.id == 2), "whose renewal panics, and who got {there:?}");
}
