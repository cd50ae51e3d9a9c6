//! Only `Rates` may change the map: whoever can take its lock can also fix a second rate for the same day.

fn main() {
    let rates = answer::Rates::new();
    rates.get_or_load("CHF", || 95);
    rates.rates.lock().unwrap().clear(); //~ E0616|E0609|E0615
    println!("{} rates", rates.known());
}
