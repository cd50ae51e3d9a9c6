//! Two closures for `join`, and both borrow the whole list to write into it: that they mean different places is in the numbers, and the compiler does not look there.

fn main() {
    let mut folders = vec![1, 2];
    let measured = rayon::join(|| folders[0] += 10, || folders[1] += 20); //~ E0499
    println!("{measured:?} {folders:?}");
}
