//! Under every schedule: each audit judges its own batch, late or early, and keeps nothing.
use answer::audit;
use std::sync::Arc;
use std::thread::JoinHandle;

/// Two audits under way never mix their lines, however late they begin.
pub fn audits_under_way_do_not_mix() {
    let mut buffer = vec![line("alice")];
    let first = audit(&buffer, |_| true);
    buffer[0] = line("bob");
    let second = audit(&buffer, |_| true);
    buffer.clear();
    assert_eq!(texts(first), ["alice"], "the first audit");
    assert_eq!(texts(second), ["bob"], "the second audit");
}

/// The caller goes on while the lines are being judged.
pub fn the_caller_goes_on() {
    let handle = audit(&[line("login")], |_| true);
    model::sometimes("the audit was under way when `audit` returned", model::alive() >= 1);
    assert_eq!(texts(handle), ["login"]);
}

/// After join nothing holds on to the lines any more.
pub fn nothing_is_kept_after_join() {
    let buffer = [line("login"), line("sudo")];
    assert_eq!(texts(audit(&buffer, |line| line == "sudo")), ["sudo"]);
    assert_eq!(buffer.each_ref().map(Arc::strong_count), [1, 1], "owners of each line");
}

fn line(text: &str) -> Arc<str> {
    Arc::from(text)
}

fn texts(handle: JoinHandle<Vec<Arc<str>>>) -> Vec<String> {
    let found = handle.join().expect("no rule panics here");
    found.iter().map(|line| line.to_string()).collect()
}
