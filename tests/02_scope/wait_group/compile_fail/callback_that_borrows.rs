//! The clients outlive the function that launches them, so what they call may not borrow from its stack.

fn main() {
    let host = String::from("localhost");
    answer::launch(2, |_| (), |client| println!("{client} asks {host}")).wait(); //~ E0373
    println!("{host} was asked");
}
