//! A permit cannot be cloned: two values for one slot would give it back twice.

fn main() {
    let slots = answer::Slots::new(1);
    let permit = slots.acquire();
    let second = permit.clone(); //~ E0599
    drop(permit);
    println!("{} free", slots.free());
}
