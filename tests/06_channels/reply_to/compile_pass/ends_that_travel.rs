//! A `Meter` can be cloned and moved to another thread; so can a `Reply` be moved, to whoever is to wait for it.

fn main() {
    let (meter, owner) = answer::open();
    let other = meter.clone();
    let asking = std::thread::spawn(move || other.add(1, 5));
    let reply = asking.join().unwrap();
    let waiting = std::thread::spawn(move || reply.wait());
    println!("{:?}", waiting.join());
    drop(meter);
    println!("{:?}", owner.join());
}
