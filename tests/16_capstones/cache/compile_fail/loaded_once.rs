//! A load is called at most once, and that is in its type: `FnOnce` is used up by the call. A loop in which one `load` may be called
//! twice does not compile; one that returns after the call does.

fn get<V, E>(load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
    loop {
        if let Ok(value) = load() { //~ E0382
            return Ok(value);
        }
    }
}

fn main() {
    println!("{:?}", get(|| Ok::<_, ()>(7)));
}
