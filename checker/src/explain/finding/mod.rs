//! What went wrong, in one sentence and in the field's term, where the log proves it.
//!
//! Every rule is a pure function over the log of one bad execution. It may only say what every reader can check in the
//! rows: who read, who wrote, who waited, in which steps. A rule that is not sure says nothing; then the sentence is
//! that an assertion failed under this schedule, and the rows speak for themselves.

mod channels;
mod ends;
#[cfg(test)]
mod log;
mod stale;
mod values;
mod waits;

use super::access::{Access, accesses};
use super::overwrite::overwrites;
use super::past::leads_to_failure;
use super::text::visible_line;
use super::{Source, listed};
use crate::event::{Cause, CheckResult, Finding, Kind, Schedule, Step, Term};

/// A failing execution, looked at from all sides that rules need.
struct Log<'a> {
    check: &'a CheckResult,
    schedule: &'a Schedule,
    steps: &'a [Step],
    accesses: Vec<Access<'a>>,
    /// For each step, whether it leads to the failure.
    leads: Vec<bool>,
    source: &'a dyn Source,
}

/// What the check's schedule proves. Objects should have their names already: the sentence is made of them.
pub fn find(check: &CheckResult, source: &dyn Source) -> Option<Finding> {
    let log = Log::new(check, source)?;
    let rules: &[fn(&Log<'_>) -> Option<Finding>] = match check.kind {
        Some(Kind::Deadlock) => {
            &[waits::cycle, waits::missed_wakeup, ends::unobserved_panic, waits::deadlock]
        }
        Some(Kind::Leak) => &[waits::cycle, waits::missed_wakeup, waits::leaked_thread],
        Some(Kind::Assertion) if check.cause == Some(Cause::MemoryOrdering) => {
            &[stale::stale_publish]
        }
        Some(Kind::Assertion) => &[
            values::lost_update,
            values::double_initialisation,
            channels::use_after_close,
            values::torn_read,
            ends::unobserved_panic,
            ends::leaked_thread,
        ],
        Some(Kind::Panic) if check.cause == Some(Cause::MemoryOrdering) => &[stale::stale_publish],
        Some(Kind::Panic) => &[channels::use_after_close],
        _ => &[],
    };
    rules.iter().find_map(|rule| rule(&log))
}

/// The sentence on top: what is proven, or else what kind of failure it is.
pub fn sentence(check: &CheckResult) -> String {
    let schedule = check.schedule.as_ref();
    if let Some(finding) = schedule.and_then(|schedule| schedule.finding.as_ref()) {
        return finding.sentence.clone();
    }
    match check.kind {
        Some(Kind::Assertion) | None => "Assertion failed under this schedule.",
        Some(Kind::Deadlock) => "Deadlock: nobody can go on.",
        Some(Kind::Livelock) => "Livelock: the threads run for ever and get nowhere.",
        Some(Kind::DataRace) => {
            "Data race: two threads reach the same memory, and nothing orders them."
        }
        Some(Kind::Panic) => "Panic under this schedule.",
        Some(Kind::Leak) => "Leak: something is left behind.",
        Some(Kind::Nondeterministic) => {
            "Not deterministic: the same schedule led to different operations."
        }
    }
    .to_string()
}

impl<'a> Log<'a> {
    fn new(check: &'a CheckResult, source: &'a dyn Source) -> Option<Log<'a>> {
        let schedule = check.schedule.as_ref()?;
        let steps = schedule.steps.as_slice();
        let leads = leads_to_failure(schedule, check.kind);
        Some(Log { check, schedule, steps, accesses: accesses(steps), leads, source })
    }

    /// The access puts a value there without having looked at the one before: an atomic's store, or, as the source
    /// says, an assignment through a guard.
    fn overwrites(&self, access: &Access<'_>) -> bool {
        if access.blind {
            return true;
        }
        let step = &self.steps[access.first];
        access.locked
            && access.changes
            && !access.looks
            && self
                .source
                .text(&step.file)
                .is_some_and(|text| overwrites(&text, step.line, step.column))
    }

    /// The last access of that thread to that object that ends before step `before` begins.
    fn last_of(&self, thread: &str, object: &str, before: usize) -> Option<&Access<'a>> {
        self.accesses
            .iter()
            .filter(|one| one.thread == thread && one.object == object && one.last < before)
            .max_by_key(|one| one.last)
    }

    /// The step as it is numbered.
    fn number(&self, at: usize) -> usize {
        self.steps[at].step
    }

    fn finding(&self, term: Term, sentence: &str, steps: &[usize]) -> Option<Finding> {
        let mut steps: Vec<usize> = steps.iter().map(|&at| self.number(at)).collect();
        steps.sort_unstable();
        steps.dedup();
        Some(Finding { term, sentence: format!("{}: {sentence}.", term.title()), steps })
    }
}

/// ` = 7`, or nothing where the value is not known.
fn equals(value: Option<&str>) -> String {
    value
        .map(|value| format!(" = {}", super::text::cut(&visible_line(value), 32)))
        .unwrap_or_default()
}

/// `steps 3 and 5`
fn steps_words(numbers: &[usize]) -> String {
    let words: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!("{} {}", if words.len() == 1 { "step" } else { "steps" }, listed(&words))
}

#[cfg(test)]
mod tests {
    use super::log::Case;
    use super::*;

    #[test]
    fn where_nothing_is_proven_the_sentence_says_what_kind_of_failure_it_is() {
        let check = Case::new(Kind::Assertion, "T1 load hits = 0\nmain panic").check();
        assert_eq!(find(&check, &crate::explain::Texts::none()), None);
        assert_eq!(sentence(&check), "Assertion failed under this schedule.");
        let check = Case::new(Kind::Livelock, "T1 load hits = 0").check();
        assert!(sentence(&check).starts_with("Livelock: "));
    }

    #[test]
    fn a_check_without_a_schedule_proves_nothing() {
        let mut check = Case::new(Kind::Assertion, "").check();
        check.schedule = None;
        assert_eq!(find(&check, &crate::explain::Texts::none()), None);
    }
}
