//! There is one taker. With a second one nobody could say any more who has left.

fn main() {
    let (giver, taker) = answer::hand_over();
    let second = taker.clone(); //~ E0599
    let giving = std::thread::spawn(move || giver.give(7));
    println!("{:?} {:?}", taker.take(), giving.join());
}
