//! # Ask every rule about one order
//!
//! Before an order is charged, checkout asks several fraud rules about it. Each rule waits for a
//! service of its own, so they are asked at the same time.
//!
//! In Go you would start one goroutine per rule, let each closure look at the order, and `wg.Wait()`.
//! The garbage collector keeps the order alive for whoever still looks at it. Rust has nobody like
//! that, so `thread::spawn` asks for more: what the thread uses must be able to live for as long as
//! the program does. The version below pays that price, and sends the bill to its callers: only
//! orders that can be copied, and that own every part of themselves, are welcome. The order that
//! checkout has borrows the customer's name from the request.
//!
//! Before you edit: the threads are all done when `objections` returns. Who could vouch for that
//! before the compiler?
//!
//! What must hold:
//!
//! - `objections(order, rules)` returns how many rules objected (returned `true`). Keep the types of
//!   the two parameters and of the result.
//! - It asks only one thing of `R`: that several threads may look at it (`R: Sync`). No `Clone`, no
//!   `'static`.
//! - Every rule is asked exactly once, and the rules are asked at the same time, not one after the
//!   other. The calling thread may ask one of them itself.
//! - Without rules there are no objections.
//! - A rule that panics has not approved anything: `objections` panics, too.
//! - When `objections` is over, by return or by panic, nothing that it started is still running.

use std::sync::Arc;
use std::thread;

/// Asks all `rules` about `order` at the same time, and returns how many objected.
pub fn objections<R>(order: &R, rules: &[fn(&R) -> bool]) -> usize
where
    R: Clone + Send + Sync + 'static, // TODO: ask for less
{
    // TODO: this copy is the price of `thread::spawn`. Do without it.
    let order = Arc::new(order.clone());

    let mut asked = Vec::new();
    for &rule in rules {
        let order = Arc::clone(&order);
        asked.push(thread::spawn(move || rule(&order)));
    }

    let answers = asked.into_iter().map(|asked| asked.join().expect("a rule panicked"));
    answers.filter(|&objected| objected).count()
}
