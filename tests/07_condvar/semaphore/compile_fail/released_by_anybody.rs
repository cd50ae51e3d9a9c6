//! A permit that nobody has cannot be given back: there is no `release` to be called from outside.

fn main() {
    let semaphore = answer::Semaphore::new(1);
    semaphore.release(); //~ E0599|E0624|E0061
    semaphore.run(|| println!("alone"));
}
