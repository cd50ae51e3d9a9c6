//! Only `token` writes: whoever else has the lock can put in a token that nobody has renewed.

fn main() {
    let session = answer::Session::new(answer::Token { id: 1, expires: 10 });
    session.token.write().unwrap().expires = u64::MAX; //~ E0616|E0615|E0609
    println!("{}", session.summary(0));
}
