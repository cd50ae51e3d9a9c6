//! What the model explores of a program that is written as text.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::thread;

use selftest_answers::program::VARIABLE;

/// How it ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    Passed,
    /// In some schedule, threads wait for ever, or look again and again for what nobody is left to change.
    Stuck,
    TooLarge,
    Other,
}

pub struct Explored {
    pub outcomes: BTreeSet<String>,
    /// Executions that came to an end.
    pub executions: usize,
    pub end: End,
    /// The verdict.
    pub said: String,
}

/// Explores it, in a process of its own.
pub fn explore(program: &str, options: &[&str]) -> Explored {
    let (mut verdict, theirs) = io::pipe().expect("a pipe");
    let mut child = Command::new(env!("CARGO_BIN_EXE_selftest"))
        .arg("interpreted")
        .args(options)
        .env(VARIABLE, program)
        .stdin(theirs)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the runner starts");
    // Both at once: a long schedule fills its pipe before the other one ends.
    let reading = thread::spawn(move || {
        let mut said = String::new();
        verdict.read_to_string(&mut said).expect("the verdict is text");
        said
    });
    let mut printed = String::new();
    let stdout = child.stdout.as_mut().expect("it is piped");
    stdout.read_to_string(&mut printed).expect("outcomes are text");
    let mut said = reading.join().expect("it does not panic");
    child.wait().expect("the runner ends");
    let says = |words: &str| said.contains(words);
    let end = if says(r#""verdict":"passed""#) {
        End::Passed
    } else if says(r#""kind":"deadlock""#)
        || says(r#""kind":"leak""#)
        || says(r#""kind":"livelock""#)
    {
        End::Stuck
    } else if says(r#""verdict":"too_large""#) {
        End::TooLarge
    } else {
        End::Other
    };
    said.truncate(600);
    Explored {
        outcomes: printed.lines().map(str::to_owned).collect(),
        executions: printed.lines().count(),
        end,
        said: said.trim().to_owned(),
    }
}
