//! To wait for a group ends it: there is no second `wait`, and no task that comes too late to be waited for.

fn main() {
    let mut group = answer::Group::<String>::new();
    group.go(|_| Ok(()));
    println!("{:?}", group.wait());
    group.go(|_| Ok(())); //~ E0382
}
