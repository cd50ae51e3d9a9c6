//! What is reduced in the stand-ins' channels loses no outcome: each program of `answers/src/crossbeam_reference.rs` comes to
//! the same with them and with channels in which every clone, drop and waking up is a step.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::process::{Command, Stdio};

/// The lines that all executions print, and the number of executions.
fn outcomes(check: &str, args: &[&str]) -> (BTreeSet<String>, usize) {
    let (mut verdict, theirs) = io::pipe().expect("a pipe");
    let mut child = Command::new(env!("CARGO_BIN_EXE_selftest"))
        .arg(check)
        .args(args)
        .stdin(theirs)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the runner starts");
    let mut printed = String::new();
    let stdout = child.stdout.as_mut().expect("it is piped");
    stdout.read_to_string(&mut printed).expect("outcomes are text");
    let mut said = String::new();
    verdict.read_to_string(&mut said).expect("the verdict is text");
    child.wait().expect("the runner ends");
    assert!(said.contains("\"passed\""), "{check}: {said}");
    (printed.lines().map(str::to_owned).collect(), printed.lines().count())
}

/// The stand-in without a bound, and the reference with as many preemptions as there is time for.
#[track_caller]
fn same(program: &str, bound: &str, all: usize) {
    let (reduced, few) = outcomes(&format!("cb_set_{program}"), &["--unbounded"]);
    let (unreduced, many) = outcomes(&format!("cb_ref_{program}"), &["--bound", bound]);
    assert_eq!(reduced, unreduced, "{program}");
    assert_eq!(reduced.len(), all, "{program}: {reduced:#?}");
    println!("{program}: {all} outcomes in {few} executions, in {many} when nothing is reduced");
}

#[test]
fn queues() {
    same("producers", "2", 2);
    same("producers_1", "2", 2);
    same("consumers", "2", 2);
    same("leaves", "2", 2);
    same("leaves_1", "2", 2);
    same("try_1", "2", 4);
}

#[test]
fn rendezvous() {
    same("producers_0", "1", 2);
    same("consumers_0", "2", 2);
    same("leaves_0", "2", 1);
    same("try_0", "2", 3);
}

#[test]
fn select() {
    same("either", "2", 6);
    same("either_0", "1", 4);
    same("selects", "2", 6);
}
