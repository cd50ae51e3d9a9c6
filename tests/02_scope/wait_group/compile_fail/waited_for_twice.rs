//! `wait` takes the run: once it is over there is nothing left that anybody could wait for.

fn main() {
    let run = answer::launch(2, |_| (), |_| ());
    run.wait();
    run.wait(); //~ E0382
}
