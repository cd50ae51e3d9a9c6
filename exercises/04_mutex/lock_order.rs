//! # Two transfers, each waiting for the other
//!
//! Every account of the ledger has its own lock, so that transfers between different accounts do not
//! wait for each other. A transfer locks the account that pays and the account that is paid. All
//! tests are green, and once a month two customers pay each other at the same moment, and neither of
//! them ever hears of it again.
//!
//! In Go the same code hangs in the same way. `-race` has nothing to say: every access is locked. The
//! runtime reports a deadlock only when no goroutine at all can go on, and a server always has one that
//! can. The compiler of Rust has nothing to say either: no data race, no complaint.
//!
//! Before you edit: one thread runs `transfer(&ada, &bob, …)`, another one `transfer(&bob, &ada, …)`.
//! Who holds what when nothing moves any more? In which order would they have to lock so that this
//! cannot happen, and what can you compare to find that order?
//!
//! What must hold:
//!
//! - Keep the signatures of `new`, `with`, `transfer` and `statement`, and the field `cents` as it is.
//!   `Account` may get more fields. Threads share `&Account`s.
//! - `account.with(f)` runs `f` on the balance while nobody else can get at it, and returns what `f`
//!   returned.
//! - `transfer(from, to, cents)` moves `cents` and returns true. If `from` has less, nothing moves, and
//!   it returns false. No balance ever gets near the largest `u64`.
//! - `from` and `to` may be the same account: nothing moves, and the result is the same as above.
//! - `statement(a, b)` returns both balances as they were at one moment: between two accounts no money
//!   is ever on its way. `a` and `b` may be the same account.
//! - Under every schedule every call returns, however many of them run at the same time on the same
//!   accounts, in whatever roles.
//! - A call waits for the accounts that it is given, and for no others. While somebody is inside `with`
//!   of one account, transfers between any two others go through.

use std::sync::Mutex;

/// Somebody's money.
pub struct Account {
    cents: Mutex<u64>,
}

impl Account {
    /// An account with so many cents on it.
    pub fn new(cents: u64) -> Account {
        Account { cents: Mutex::new(cents) }
    }

    /// Runs `f` on the balance.
    pub fn with<R>(&self, f: impl FnOnce(&mut u64) -> R) -> R {
        f(&mut self.cents.lock().unwrap())
    }
}

/// Moves `cents` from one account to the other, if there are enough; whether there were.
pub fn transfer(from: &Account, to: &Account, cents: u64) -> bool {
    if std::ptr::eq(from, to) {
        // One account, one lock: locking it twice would be waiting for ourselves.
        return from.with(|balance| *balance >= cents);
    }
    // TODO: who else locks these two, and in which order?
    let mut payer = from.cents.lock().unwrap();
    let mut payee = to.cents.lock().unwrap();
    if *payer < cents {
        return false;
    }
    *payer -= cents;
    *payee += cents;
    true
}

/// Both balances, as they were at one moment.
pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    // TODO: what if somebody moves money between these two, between these two calls?
    (a.with(|balance| *balance), b.with(|balance| *balance))
}
