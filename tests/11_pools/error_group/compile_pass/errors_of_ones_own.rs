//! An error can be anything that may go to another thread; it need not be `Clone` or `Debug`.

use std::error::Error;

struct Broken(u8);

fn main() {
    let mut group = answer::Group::new();
    group.go(|_| Err(Broken(7)));
    if let Err(Broken(code)) = group.wait() {
        println!("{code}");
    }
    let mut boxed = answer::Group::<Box<dyn Error + Send + Sync>>::default();
    boxed.go(|_done| Ok("7".parse::<u8>().map(drop)?));
    println!("{:?}", boxed.wait());
}
