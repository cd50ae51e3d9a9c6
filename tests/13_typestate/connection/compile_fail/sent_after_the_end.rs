//! `close` takes the connection: nothing can be sent on one that is closed.

fn main() {
    let open = answer::Connection::<answer::Closed>::new("a").connect();
    let Ok(mut ready) = open.authenticate("secret") else { return };
    println!("{:?}", ready.close());
    ready.send("too late"); //~ E0382
}
