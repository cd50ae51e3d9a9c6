//! Only `load` announces and forgets: whoever can take the lock of the map can make a load forgotten that is still running.

fn main() {
    let flights = answer::Flights::<u64>::new();
    flights.load("page", || 7);
    flights.running.lock().unwrap().clear(); //~ E0616|E0609|E0615
    println!("{} in flight", flights.in_flight());
}
