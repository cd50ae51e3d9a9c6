//! Only an attempt fills it: whoever else could, would do it beside one that is running.

fn main() {
    let lazy = answer::Lazy::<u64>::new();
    let _ = lazy.value.set(7); //~ E0616|E0609|E0615
    println!("{:?}", lazy.get_or_try_init(|| Err("down")));
}
