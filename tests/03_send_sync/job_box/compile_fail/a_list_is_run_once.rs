//! A job can be called once, and so can a list of them be run: `run` takes the list, and it is gone.

fn main() {
    let mut jobs = answer::Jobs::new();
    jobs.add(|| println!("flush"));
    println!("{}", jobs.run(1));
    println!("{}", jobs.run(1)); //~ E0382
}
