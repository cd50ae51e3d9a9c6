//! Does every call return, and is the money where it should be, under every schedule?
//!
//! The accounts of each check stand in one array, so that their order in memory is the same in each execution.

use std::sync::Barrier;
use std::thread;

use answer::{Account, statement, transfer};

/// Two who pay each other at the same time are both done at last.
pub fn opposite_transfers_both_end() {
    let [ada, bob] = &[20, 20].map(Account::new);
    thread::scope(|scope| {
        scope.spawn(|| transfer(ada, bob, 3));
        transfer(bob, ada, 5);
    });
    assert_eq!(
        statement(ada, bob),
        (22, 18),
        "balances after 3 cents went one way and 5 the other"
    );
}

/// Accounts that were opened at the same time, by two threads, have an order, too.
pub fn accounts_opened_at_the_same_time() {
    let opened = thread::scope(|scope| {
        let other = scope.spawn(|| Account::new(20));
        [Account::new(20), other.join().expect("this thread only opens an account")]
    });
    let [ada, bob] = &opened;
    thread::scope(|scope| {
        scope.spawn(|| transfer(ada, bob, 3));
        transfer(bob, ada, 5);
    });
    assert_eq!(
        statement(ada, bob),
        (22, 18),
        "balances after 3 cents went one way and 5 the other"
    );
}

/// Accounts between whose openings many others were opened have an order, too.
//@ bound: 2
pub fn many_accounts_later() {
    let first = Account::new(20);
    for _ in 0..255 {
        Account::new(0);
    }
    let [ada, bob] = &[first, Account::new(20)];
    thread::scope(|scope| {
        scope.spawn(|| transfer(ada, bob, 3));
        transfer(bob, ada, 5);
    });
    assert_eq!(
        statement(ada, bob),
        (22, 18),
        "balances after 3 cents went one way and 5 the other"
    );
}

/// Two who pay each other are done at last, also when a third one makes one of them richer meanwhile.
//@ bound: 2
pub fn the_order_does_not_turn_round() {
    let [ada, bob, eve] = &[10, 12, 5].map(Account::new);
    thread::scope(|scope| {
        scope.spawn(|| transfer(eve, ada, 5));
        scope.spawn(|| transfer(bob, ada, 1));
        transfer(ada, bob, 1);
    });
    let balances = [ada, bob, eve].map(|account| account.with(|cents| *cents));
    assert_eq!(balances, [15, 12, 0], "balances after 5 cents went to the first account");
}

/// Three who pay each other in a circle are all done at last.
//@ bound: 2
pub fn a_circle_of_transfers_ends() {
    let [ada, bob, eve] = &[10, 20, 30].map(Account::new);
    thread::scope(|scope| {
        scope.spawn(|| transfer(ada, bob, 1));
        scope.spawn(|| transfer(bob, eve, 1));
        transfer(eve, ada, 1);
    });
    let balances = [ada, bob, eve].map(|account| account.with(|cents| *cents));
    assert_eq!(balances, [10, 20, 30], "balances after each paid one cent to the next");
}

/// A statement never catches money on its way, in whichever order it names the accounts.
pub fn no_money_is_on_its_way() {
    let [ada, bob] = &[10, 20].map(Account::new);
    thread::scope(|scope| {
        scope.spawn(|| transfer(ada, bob, 4));
        let (b, a) = statement(bob, ada);
        assert!(
            (a, b) == (10, 20) || (a, b) == (6, 24),
            "4 cents of 10 go to an account with 20, and the statement says {a} and {b}"
        );
    });
}

/// A statement in the order of the transfer does not catch money on its way either.
pub fn no_money_is_counted_twice() {
    let [ada, bob] = &[10, 20].map(Account::new);
    thread::scope(|scope| {
        scope.spawn(|| transfer(ada, bob, 4));
        let (a, b) = statement(ada, bob);
        assert!(
            (a, b) == (10, 20) || (a, b) == (6, 24),
            "4 cents of 10 go to an account with 20, and the statement says {a} and {b}"
        );
    });
}

/// The same money is not spent twice.
pub fn no_money_is_spent_twice() {
    let [ada, bob, eve] = &[10, 0, 0].map(Account::new);
    let (first, second) = thread::scope(|scope| {
        let other = scope.spawn(|| transfer(ada, bob, 7));
        (transfer(ada, eve, 7), other.join().expect("a transfer does not panic"))
    });
    assert!(first || second, "there were 10 cents, and neither transfer of 7 went through");
    assert!(!(first && second), "there were 10 cents, and both transfers of 7 went through");
    assert_eq!(ada.with(|cents| *cents), 3, "the payer's balance");
}

/// Who waits for an account that is busy keeps nobody else waiting.
//@ bound: 2
pub fn a_waiting_transfer_holds_nobody_up() {
    let [ada, bob, eve, joe] = &[1, 2, 3, 4].map(Account::new);
    let done = Barrier::new(2);
    thread::scope(|scope| {
        scope.spawn(|| transfer(ada, bob, 1));
        scope.spawn(|| {
            transfer(eve, joe, 1);
            done.wait();
        });
        // Ada's account is busy until eve has paid.
        ada.with(|_| done.wait());
    });
}
