//! Whoever implements `From` has written a public method: anybody can call `into`, and no sum is asked for.

fn main() {
    let placed = answer::Placed::new(100);
    let paid: answer::Paid = placed.into(); //~ E0277
    println!("converted");
}
