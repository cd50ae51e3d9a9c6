//! A `match` on an `enum` names every state: whoever adds one is led to all the places where it matters. Go's `switch` goes on without a word.

enum Order {
    Placed,
    Paid,
    Shipped,
}

fn main() {
    let order = Order::Paid;
    #[rustfmt::skip]
    let word = match order { //~ E0004
        Order::Placed => "placed",
        Order::Paid => "paid",
    };
    println!("{word} {}", matches!(order, Order::Shipped));
}
