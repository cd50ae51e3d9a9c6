//! `fetch` may borrow what its caller has: `crawl` has waited for all threads when it returns.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

fn main() {
    let site = HashMap::from([("start", vec!["sale"]), ("sale", vec!["start"])]);
    let log = Mutex::new(Vec::new());
    let stop = AtomicBool::new(false);
    let report = answer::crawl("start", 2, &stop, |page| {
        log.lock().unwrap().push(page.to_string());
        let links = site.get(page).ok_or("gone")?;
        Ok(links.iter().map(|link| link.to_string()).collect())
    });
    println!("{report:?} {:?} {}", log.into_inner(), report.left.len());
}
