//! A promise is kept once: `keep` takes it away, so there is nothing left for a second answer.

fn main() {
    let (promise, pending) = answer::one_shot();
    let _ = promise.keep(1);
    let _ = promise.keep(2); //~ E0382
    println!("{:?}", pending.wait());
}
