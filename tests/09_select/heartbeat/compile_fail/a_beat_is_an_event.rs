//! One callback for all that may happen: a `match` that forgets one of the events does not compile. (A `select!` that forgets
//! one of the channels does.)

#[derive(Debug)]
enum Event {
    Message(u64),
    Beat,
}

fn main() {
    let on = |event: Event| match event { //~ E0004
        Event::Message(number) => println!("{number}"),
    };
    on(Event::Message(7));
    on(Event::Beat);
}
