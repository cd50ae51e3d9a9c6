//! `authenticate` takes the open connection. In Go the old pointer would still be there.

fn main() {
    let open = answer::Connection::<answer::Closed>::new("a").connect();
    let ready = open.authenticate("secret").ok();
    let second = open.authenticate("somebody else").ok(); //~ E0382
    println!("{}", ready.is_some());
}
