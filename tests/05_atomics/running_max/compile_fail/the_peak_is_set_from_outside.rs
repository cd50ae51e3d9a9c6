//! Only `Peak` may write the number: what anybody can set back is nobody's maximum.

fn main() {
    let mut peak = answer::Peak::new();
    peak.record(7);
    peak.max = Default::default(); //~ E0616|E0609|E0615
    println!("{}", peak.take());
}
