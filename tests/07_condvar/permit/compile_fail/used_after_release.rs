//! After `release` the permit is gone: it can be neither released again nor handed on.

fn main() {
    let slots = answer::Slots::new(1);
    let permit = slots.acquire();
    permit.release();
    permit.release(); //~ E0382
    println!("{} free", slots.free());
}
