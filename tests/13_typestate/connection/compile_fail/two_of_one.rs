//! One connection is one value: a clone would be an old handle again.

fn main() {
    let open = answer::Connection::<answer::Closed>::new("a").connect();
    let second = open.clone(); //~ E0599
    println!("{:?}", open.close());
}
