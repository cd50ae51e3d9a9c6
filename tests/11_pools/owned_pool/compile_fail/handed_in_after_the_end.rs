//! After `shutdown` the pool is gone, so nothing can be handed in.

#[allow(unused_mut)]
fn main() {
    let mut pool = answer::Pool::new(2);
    pool.run(|| println!("in time"));
    pool.shutdown();
    pool.run(|| println!("too late")); //~ E0382
}
