//! `Select`, for as many sources as there are: one that is closed is taken off the list.

use crossbeam::channel::{Receiver, Select};

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    let sources = [shop, warehouse];
    let mut all = Select::new();
    for source in &sources {
        all.recv(source);
    }
    let mut open = sources.len();
    while open > 0 {
        let ready = all.select();
        let index = ready.index();
        match ready.recv(&sources[index]) {
            Ok(order) => book(order),
            Err(_) => {
                all.remove(index);
                open -= 1;
            }
        }
    }
}
