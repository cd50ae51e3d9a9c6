//! How the tests ask a model runner, and how they read sources.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

pub mod compiler;
pub mod source;

/// `model/README.md` has these lines.
#[track_caller]
pub fn readme_has(lines: &[String]) {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let text = fs::read_to_string(&readme).expect("model/README.md is there");
    let missing: Vec<_> =
        lines.iter().filter(|line| !text.lines().any(|there| there == *line)).cloned().collect();
    assert!(missing.is_empty(), "{} is to say:\n{}", readme.display(), missing.join("\n"));
}

/// Runs one check; the verdict comes through descriptor 0.
pub fn verdict(runner: &str, args: &[&str]) -> Value {
    let (mut ours, theirs) = std::io::pipe().expect("a pipe");
    let mut child = Command::new(runner)
        .args(args)
        .stdin(theirs)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the runner starts");
    // `theirs` went into the `Command`, which is gone: the line ends when the child does.
    let mut line = String::new();
    ours.read_to_string(&mut line).expect("the verdict is text");
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .expect("it is piped")
        .read_to_string(&mut stderr)
        .expect("messages are text");
    let status = child.wait().expect("the runner ends");
    assert!(status.success(), "{args:?}: {status}: {stderr}");
    assert_eq!(line.matches('\n').count(), 1, "{args:?}: one line, not {line:?}");
    serde_json::from_str(&line).unwrap_or_else(|error| panic!("{args:?}: {error}: {line}"))
}
