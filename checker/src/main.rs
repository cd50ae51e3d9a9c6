//! A thin binary over the library.

fn main() {}
