//! Do transfers do their job on real threads?
//!
//! Nowhere here do two threads need the same two accounts: on real threads that goes well nearly every time, and says little.
//! The model tries all of it.
//@ deadline: 5s

use std::thread;

use answer::{Account, statement, transfer};
use harness::{Rendezvous, Rng, seed};

/// Random transfers between four accounts, also from an account to itself, leave the right balances.
pub fn the_books_agree(seed: u64) -> Vec<(bool, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    let accounts: Vec<Account> = (0..4).map(|_| Account::new(rng.below(100))).collect();
    let mut seen = Vec::new();
    for _ in 0..100 {
        let from = rng.below(4) as usize;
        let to = rng.below(4) as usize;
        let moved = transfer(&accounts[from], &accounts[to], rng.below(80));
        seen.push((moved, accounts.iter().map(balance).collect()));
    }
    seen
}

/// Exactly what is there can be moved, and nothing is always there.
pub fn all_or_nothing() {
    let (ada, bob) = (Account::new(30), Account::new(0));
    assert!(!transfer(&ada, &bob, 31), "31 of 30 cents");
    assert_eq!(statement(&ada, &bob), (30, 0), "balances after a transfer that failed");
    assert!(transfer(&ada, &bob, 30), "30 of 30 cents");
    assert_eq!(statement(&ada, &bob), (0, 30), "balances after all was moved");
    assert!(transfer(&ada, &bob, 0), "0 of 0 cents");
    assert_eq!(statement(&bob, &ada), (30, 0), "balances, the other way round");
}

/// A transfer from an account to itself moves nothing, and needs as much money as any other.
pub fn to_oneself() {
    let cents = Rng::new(seed()).range(1..1_000);
    let ada = Account::new(cents);
    assert!(transfer(&ada, &ada, cents), "all of the money, to the same account");
    assert!(transfer(&ada, &ada, 0), "no money, to the same account");
    assert!(!transfer(&ada, &ada, cents + 1), "more than there is, to the same account");
    assert_eq!(balance(&ada), cents, "balance");
    assert_eq!(statement(&ada, &ada), (cents, cents), "the same account twice on a statement");
}

/// While somebody is at one account, transfers between others go through.
pub fn other_accounts_do_not_wait() {
    let [ada, bob, eve] = [5, 6, 7].map(Account::new);
    let (begin, end) = (Rendezvous::new(2), Rendezvous::new(2));
    for (busy, from, to) in [(&ada, &bob, &eve), (&bob, &eve, &ada), (&eve, &ada, &bob)] {
        thread::scope(|scope| {
            scope.spawn(|| {
                busy.with(|_| {
                    begin.meet();
                    end.meet();
                })
            });
            begin.meet();
            assert!(transfer(from, to, 1), "one cent of at least five");
            statement(to, from);
            end.meet();
        });
    }
    let balances = [&ada, &bob, &eve].map(balance);
    assert_eq!(balances, [5, 6, 7], "balances after each paid one cent to the next");
}

/// What `with` changes is changed, and what its closure returns is returned.
pub fn with_gets_at_the_balance() {
    let ada = Account::new(10);
    let before = ada.with(|cents| {
        let before = *cents;
        *cents += 5;
        before
    });
    assert_eq!((before, balance(&ada)), (10, 15), "the balance before and after");
}

fn balance(account: &Account) -> u64 {
    account.with(|cents| *cents)
}
