//! The one place where the compiler warns of a future that never runs: a statement. (Here the warning is an error. With `let _written = …` there
//! is none.)

#![deny(unused_must_use)]

async fn journal(line: &str) {
    println!("{line}");
}

async fn checkout() {
    journal("charged"); //~ unused_must_use
}

fn main() {
    drop(checkout());
}
