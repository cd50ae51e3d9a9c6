//! Does the session do its job on real threads, and do readers meet? Who comes between two guards is for the model.
//@ deadline: 8s

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::{Session, Token};
use harness::{Rendezvous, Rng, seed};

/// Time goes on, tokens expire, and each call gets what it should.
pub fn time_goes_on(seed: u64) -> Vec<(u64, u64, String)> {
    let mut rng = Rng::new(seed);
    let mut now = rng.below(10);
    let session = Session::new(Token { id: 1, expires: rng.below(20) });
    (2..60)
        .map(|id| {
            now += rng.below(6);
            // Some renewals come with a token that is not good either.
            let expires = now + rng.below(12);
            let token = session.token(now, || Token { id, expires });
            assert_eq!(session.inspect(|token| *token), token, "the token, right after");
            (token.id, session.remaining(now), session.summary(now))
        })
        .collect()
}

/// A token is renewed when it has expired, in that very second, and not before.
pub fn renewed_when_it_has_expired() {
    let expires = Rng::new(seed()).range(100..200);
    let (session, renewals) = (Session::new(Token { id: 1, expires }), Cell::new(0));
    let renew = |token: Token| {
        let renewals = &renewals;
        move || {
            renewals.set(renewals.get() + 1);
            token
        }
    };
    let next = Token { id: 2, expires: expires + 10 };
    assert_eq!(session.token(expires - 1, renew(next)).id, 1, "in its last second");
    assert_eq!((session.remaining(expires - 1), session.remaining(expires + 5)), (1, 0));
    assert_eq!(session.token(expires, renew(next)), next, "in the second in which it expires");
    assert_eq!(renewals.get(), 1, "renewals");
    assert_eq!(session.summary(expires), "token 2: 10 s");
    let old = Token { id: 3, expires: 0 };
    assert_eq!(session.token(expires + 50, renew(old)), old, "what `renew` returned, good or not");
    assert_eq!(renewals.get(), 2, "renewals, each called once");
    assert_eq!(session.summary(expires), "token 3: 0 s");
}

/// Readers meet: two who inspect, and one who does everything else that only reads.
pub fn readers_meet() {
    let (session, together) = (Session::new(Token { id: 7, expires: 40 }), Rendezvous::new(3));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                session.inspect(|token| {
                    together.meet();
                    assert_eq!(token.id, 7);
                    // Nobody has left before the third one has read, too.
                    together.meet();
                });
            });
        }
        together.meet();
        assert_eq!(session.remaining(10), 30, "seconds");
        assert_eq!(session.summary(10), "token 7: 30 s");
        assert_eq!(session.token(10, || panic!("the token is good")).id, 7);
        assert_eq!(session.inspect(|token| token.expires), 40);
        together.meet();
    });
    assert_eq!(together.meetings(), 2, "meetings of three readers");
}

/// A callback that panics harms nobody.
pub fn a_panic_harms_nobody() {
    let token = Token { id: 1, expires: 10 };
    let session = Session::new(token);
    for _ in 0..2 {
        let died = catch_unwind(AssertUnwindSafe(|| session.token(10, || panic!("on purpose"))));
        assert!(died.is_err(), "the panic of `renew` goes on to its caller");
        let died = catch_unwind(AssertUnwindSafe(|| session.inspect(|_| panic!("on purpose"))));
        assert!(died.is_err(), "the panic of `read` goes on to its caller");
        assert_eq!(session.inspect(|token| *token), token, "the token is what it was");
        assert_eq!(session.summary(4), "token 1: 6 s");
    }
    assert_eq!(session.token(10, || Token { id: 2, expires: 20 }).id, 2, "the next one renews");
}
