//! Several threads call the closure at once, so it cannot change a variable of its own: this would be a race.

fn main() {
    let mut done = 0;
    let results = answer::map_all(&[1, 2, 3], |item| {
        done += 1; //~ E0594
        item * 2
    });
    println!("{results:?} {done}");
}
