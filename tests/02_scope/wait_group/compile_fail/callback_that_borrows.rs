//! The clients outlive the function that launches them, so what they call may not borrow from its stack.

fn start() -> answer::Run {
    let host = String::from("localhost");
    let request = |client: usize| println!("client {client} asks {host}"); //~ E0373
    answer::launch(2, |_| (), request)
}

fn main() {
    start().wait();
}
