//! There is one answer to one question: who has it cannot wait for it again.

fn main() {
    let (meter, _owner) = answer::open();
    let reply = meter.add(1, 5);
    println!("{}", reply.wait());
    println!("{}", reply.wait()); //~ E0382
}
