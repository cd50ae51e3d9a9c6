//! The threads may outlast `gather`, so a shard may not borrow from its caller's stack.

fn main() {
    let index = vec![1, 2, 3];
    answer::gather(vec![index.iter()], |hit| println!("{hit}")); //~ E0597
}
