//! `connect` takes the closed connection.

fn main() {
    let closed = answer::Connection::<answer::Closed>::new("a");
    let open = closed.connect();
    println!("{}", closed.host()); //~ E0382
    println!("{:?}", open.close());
}
