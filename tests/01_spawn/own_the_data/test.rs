//! The caller goes on, reuses its buffer, and the audit still judges what it was given.
use answer::audit;
use harness::{Rendezvous, Rng};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// The caller goes on before a single line is judged.
pub fn the_caller_goes_on() {
    let caller = thread::current().id();
    let gate = Arc::new(FirstJudgement::default());
    let at_the_gate = Arc::clone(&gate);
    let handle = audit(&lines(&["login", "sudo"]), move |line| {
        assert_ne!(thread::current().id(), caller, "a line was judged on the caller's thread");
        at_the_gate.pass();
        line == "sudo"
    });
    // The first judgement cannot end before this line is reached.
    gate.open();
    assert_eq!(texts(handle), ["sudo"]);
}

/// The buffer may be written over while its old lines are being judged.
pub fn the_buffer_may_be_reused() {
    let gate = Arc::new(FirstJudgement::default());
    let at_the_gate = Arc::clone(&gate);
    let mut buffer = lines(&["alice: sudo", "alice: login", "alice: su"]);
    let handle = audit(&buffer, move |line| {
        at_the_gate.pass();
        line.contains("su")
    });
    for line in &mut buffer {
        *line = Arc::from("bob: sudo");
    }
    buffer.truncate(1);
    gate.open();
    assert_eq!(texts(handle), ["alice: sudo", "alice: su"]);
}

/// Two audits under way at the same time do not mix their lines.
pub fn audits_under_way_do_not_mix() {
    let all_at_work = Arc::new(Rendezvous::new(3));
    let mut handles = Vec::new();
    for customer in ["alice", "bob"] {
        let begun = Arc::new(Rendezvous::new(2));
        let (in_rule, both) = (Arc::clone(&begun), Arc::clone(&all_at_work));
        handles.push(audit(&lines(&[customer]), move |_| {
            in_rule.meet();
            both.meet();
            true
        }));
        // The second audit is started while the first one is in the middle of a judgement.
        begun.meet();
    }
    all_at_work.meet();
    let found: Vec<_> = handles.into_iter().map(texts).collect();
    assert_eq!(found, [["alice"], ["bob"]]);
}

/// A rule that panics is reported by join.
pub fn a_panicking_rule_reaches_join() {
    let outcome = audit(&lines(&["login"]), |_| panic!("this rule is broken")).join();
    assert!(outcome.is_err(), "the rule panicked, but join returned {outcome:?}");
}

/// After join nothing holds on to the lines any more.
pub fn nothing_is_kept_after_join() {
    let buffer = lines(&["login", "sudo", "logout"]);
    let found = audit(&buffer, |line| line == "sudo").join().expect("no rule panics");
    assert_eq!(found.len(), 1);
    drop(found);
    for line in &buffer {
        // Two owners would mean that the audit, which is over, still has a copy: a leak.
        assert_eq!(Arc::strong_count(line), 1, "owners of {line:?} after the audit");
    }
}

/// The suspicious lines come back in the order of the batch, for batches of random lines.
pub fn the_same_lines_are_suspicious(seed: u64) -> Vec<Vec<String>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|round| {
            let len = if round == 0 { 0 } else { rng.below(40) };
            let batch: Vec<Arc<str>> =
                (0..len).map(|_| Arc::from(format!("user {}", rng.below(50)))).collect();
            texts(audit(&batch, |line| line.ends_with('7') || line.contains("user 3")))
        })
        .collect()
}

/// Holds the first judgement up until the check has got its handle; lets all others pass.
struct FirstJudgement {
    meeting: Rendezvous,
    passed: AtomicBool,
}

impl Default for FirstJudgement {
    fn default() -> Self {
        FirstJudgement { meeting: Rendezvous::new(2), passed: AtomicBool::new(false) }
    }
}

impl FirstJudgement {
    fn pass(&self) {
        if !self.passed.swap(true, Ordering::Relaxed) {
            self.meeting.meet();
        }
    }

    fn open(&self) {
        self.meeting.meet();
    }
}

fn lines(texts: &[&str]) -> Vec<Arc<str>> {
    texts.iter().map(|&text| Arc::from(text)).collect()
}

fn texts(handle: thread::JoinHandle<Vec<Arc<str>>>) -> Vec<String> {
    let found = handle.join().expect("no rule panics here");
    found.iter().map(|line| line.to_string()).collect()
}
