//! This compiles, and waits for ever: on one thread the item would have to be taken before it has been given. It is not run here.

fn main() {
    let never = || {
        let (giver, taker) = answer::hand_over();
        let _ = giver.give(7);
        taker.take()
    };
    let _ = never;
}
