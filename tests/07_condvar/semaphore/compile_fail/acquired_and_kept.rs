//! Whoever could take a permit without a work could forget to give it back: there is no `acquire` to be called from outside.

fn main() {
    let semaphore = answer::Semaphore::new(1);
    semaphore.acquire(); //~ E0599|E0624|E0061
    semaphore.run(|| println!("alone"));
}
