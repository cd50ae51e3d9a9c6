//! There is one answer, so there is one `wait`: a second one would wait for ever, or be told something untrue.

fn main() {
    let (promise, pending) = answer::one_shot();
    let _ = promise.keep(1);
    println!("{:?}", pending.wait());
    println!("{:?}", pending.wait()); //~ E0382
}
