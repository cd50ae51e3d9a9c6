//! There is one giver. With a second one the end of the first would not be the end.

fn main() {
    let (giver, taker) = answer::hand_over();
    let second = giver.clone(); //~ E0599
    let taking = std::thread::spawn(move || taker.take());
    println!("{:?} {:?}", giver.give(7), taking.join());
}
