//! Logs for the rules' tests, written as they are read.

use super::find;
use crate::event::{Blocked, Cause, CheckResult, Kind, Object, Schedule, Step, Verdict};
use crate::explain::Texts;

/// A failing execution.
pub struct Case {
    check: CheckResult,
    source: Texts,
}

impl Case {
    /// A step a line: `thread op object`, then any of `= value`, `holds=0`, `access=write`, `old=0`, `ok=true`,
    /// `expected=0`, `to=T1` (the thread it is about), `order=Relaxed`, `latest=1` (which makes it stale), `line=7`,
    /// `in=model.rs`. Spaces in an operation are written `_`; `-` is no object.
    pub fn new(kind: Kind, lines: &str) -> Case {
        let mut steps = Vec::new();
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (line, value) = match line.split_once(" = ") {
                Some((line, value)) => {
                    let (value, rest) = value.split_once(" & ").unwrap_or((value, ""));
                    (format!("{line} {rest}"), Some(value.to_string()))
                }
                None => (line.to_string(), None),
            };
            let words: Vec<&str> = line.split_whitespace().collect();
            let word = |name: &str| {
                words.iter().find_map(|word| word.strip_prefix(name)).map(ToString::to_string)
            };
            let object = words.get(2).filter(|word| !word.contains('=') && **word != "-");
            steps.push(Step {
                step: steps.len() + 1,
                thread: words[0].into(),
                op: words[1].replace("end_of_", "end of "),
                object: object.map(ToString::to_string),
                value,
                holds: word("holds="),
                access: word("access="),
                old: word("old="),
                ok: word("ok=").map(|ok| ok == "true"),
                expected: word("expected="),
                target: word("to="),
                ordering: word("order="),
                stale: word("latest=").is_some(),
                latest: word("latest="),
                file: word("in=").unwrap_or_else(|| "answer.rs".into()),
                line: word("line=").map_or(0, |line| line.parse().expect("a number")),
                column: word("column=").map_or(0, |column| column.parse().expect("a number")),
                ..Step::default()
            });
        }
        let schedule = Schedule { steps, ..Schedule::default() };
        let check = CheckResult {
            kind: Some(kind),
            cause: Some(Cause::Scheduling),
            schedule: Some(schedule),
            file: Some("model.rs".into()),
            ..CheckResult::refused("it_holds", "It holds.", Verdict::Failed, "it does not")
        };
        Case { check, source: Texts::none() }
    }

    /// `T1 lock b T2`: who waits in what for which object, and who has it (`reads:T2` for a reader); `-` for nobody.
    pub fn blocked(mut self, lines: &str) -> Case {
        let blocked = lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let some =
                |at: usize| words.get(at).filter(|word| **word != "-").map(ToString::to_string);
            let holder = some(3);
            let reader = holder
                .as_deref()
                .and_then(|word| word.strip_prefix("reads:"))
                .map(ToString::to_string);
            Blocked {
                thread: words[0].into(),
                op: words[1]
                    .replace("end_of_the_check", "end of the check")
                    .replace("end_of_scope", "end of scope"),
                object: some(2),
                held_by: holder.filter(|_| reader.is_none()),
                read_by: reader.into_iter().collect(),
                file: "answer.rs".into(),
                line: 26,
                ..Blocked::default()
            }
        });
        self.schedule().blocked = blocked.collect();
        self
    }

    /// What the objects are: `gate Condvar`, one a line.
    pub fn objects(mut self, lines: &str) -> Case {
        let objects = lines.lines().filter_map(|line| line.trim().split_once(' '));
        self.schedule().objects = objects
            .map(|(name, kind)| Object {
                name: name.into(),
                kind: kind.into(),
                ..Object::default()
            })
            .collect();
        self
    }

    /// The answer's text.
    pub fn answer(mut self, text: &str) -> Case {
        self.source = Texts::none().with("answer.rs", text);
        self
    }

    pub fn memory_ordering(mut self) -> Case {
        self.check.cause = Some(Cause::MemoryOrdering);
        self
    }

    pub fn schedule(&mut self) -> &mut Schedule {
        self.check.schedule.as_mut().expect("made with one")
    }

    pub fn check(self) -> CheckResult {
        self.check
    }

    /// What is found; empty when nothing is proven.
    pub fn found(self) -> String {
        find(&self.check, &self.source).map(|finding| finding.sentence).unwrap_or_default()
    }
}
