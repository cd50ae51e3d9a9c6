//! Two who wait for one answer: one of them would be told that the promise was broken. So this end has no `clone` either.

fn main() {
    let (promise, pending) = answer::one_shot();
    let second = pending.clone(); //~ E0599
    let _ = promise.keep(1);
    println!("{:?}", pending.wait());
}
