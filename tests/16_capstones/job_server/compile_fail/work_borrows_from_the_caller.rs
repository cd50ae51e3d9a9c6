//! A job outlives the lines that submit it, so its work owns what it uses. In Go the closure keeps the invoice alive; here it has to take it along.

type Work = Box<dyn FnMut() -> u64 + Send>;

fn invoice(lines: Vec<u64>) -> Work {
    Box::new(|| lines.iter().sum()) //~ E0373
}

fn main() {
    println!("{}", invoice(vec![1, 2])());
}
