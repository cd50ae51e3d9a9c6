//! A cause may be an error in an `Arc`, and a `Cancel` may be a static, or shared by those who own a part of it.

use std::error::Error;
use std::sync::Arc;
use std::thread;

use answer::Cancel;

fn main() {
    let cancel = Arc::new(Cancel::<Arc<dyn Error + Send + Sync>>::new());
    let part = Arc::clone(&cancel);
    let failed = thread::spawn(move || part.cancel(Arc::from(Box::from("disk full"))));
    println!("{}", cancel.wait());
    println!("{:?} {}", failed.join(), cancel.is_cancelled());
}
