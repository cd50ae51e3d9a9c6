//! `.await` gives the thread back to a runtime. A plain function has none to give it back to; Go has no such difference.

async fn journal(line: &str) {
    println!("{line}");
}

fn main() {
    journal("charged").await; //~ E0728
}
