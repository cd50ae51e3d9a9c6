//! A promise with two owners would be kept twice, or dropped by one while the other still means to keep it: it has no `clone`.

fn main() {
    let (promise, pending) = answer::one_shot();
    let second = promise.clone(); //~ E0599
    let _ = promise.keep(1);
    println!("{:?}", pending.wait());
}
