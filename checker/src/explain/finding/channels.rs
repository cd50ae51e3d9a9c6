//! Channels whose other side is gone.

use super::Log;
use crate::event::{Finding, Term};
use crate::explain::text::visible_line;

/// A thread uses a channel that is disconnected and unwraps the error; the panic is what ends the check.
pub fn use_after_close(log: &Log<'_>) -> Option<Finding> {
    let steps = log.steps;
    // The first panic: the others may follow from it.
    let panic = steps.iter().position(|step| step.op == "panic")?;
    if !reaches_the_failure(log, panic) {
        return None;
    }
    let thread = &steps[panic].thread;
    let used = steps[..panic].iter().rposition(|step| step.thread == *thread)?;
    let step = &steps[used];
    let said = steps[panic].value.as_deref().unwrap_or_default();
    let unwrapped =
        ["SendError", "RecvError", "Disconnected", "RecvTimeoutError", "SendTimeoutError"];
    if step.value.as_deref() != Some("disconnected")
        || !unwrapped.iter().any(|name| said.contains(name))
    {
        return None;
    }
    let object = step.object.as_deref()?;
    let closed = steps[..used]
        .iter()
        .rposition(|step| step.op == "disconnect" && step.object.as_deref() == Some(object));
    let what = if step.op.contains("send") { "sends into" } else { "receives from" };
    let since = match closed {
        Some(at) => format!(
            "after {} has dropped the {} (step {})",
            visible_line(&steps[at].thread),
            visible_line(steps[at].value.as_deref().unwrap_or("other end")),
            log.number(at)
        ),
        None => "whose other side is gone".to_string(),
    };
    let sentence = format!(
        "{} {what} {} (step {}) {since}, and panics on the error (step {})",
        visible_line(thread),
        visible_line(object),
        log.number(used),
        log.number(panic),
    );
    let mut shown = vec![used, panic];
    shown.extend(closed);
    log.finding(Term::UseAfterClose, &sentence, &shown)
}

/// The panic in step `panic` is the one that the check fails with, or was handed on to it: each thread that panics after it
/// has just learned how another one ended.
fn reaches_the_failure(log: &Log<'_>, panic: usize) -> bool {
    let steps = log.steps;
    let Some(last) = steps.iter().rposition(|step| step.op == "panic") else { return false };
    let mut reached = last;
    while reached != panic {
        let before = steps[..reached].iter().rposition(|step| step.thread == steps[reached].thread);
        let Some(join) = before else { return false };
        let from = match (steps[join].op.as_str(), steps[join].value.as_deref()) {
            ("join", Some("panicked")) => {
                steps[join].target.as_deref().or(steps[join].object.as_deref())
            }
            // Whichever of its threads it was.
            ("end of scope", _) => None,
            _ => return false,
        };
        let Some(earlier) = steps[..join]
            .iter()
            .rposition(|step| step.op == "panic" && from.is_none_or(|from| step.thread == from))
        else {
            return false;
        };
        reached = earlier;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::log::Case;
    use crate::event::Kind::{Assertion, Panic};

    const ERROR: &str = "called `Result::unwrap()` on an `Err` value: SendError { .. }";

    #[test]
    fn an_unwrapped_send_into_a_channel_nobody_receives_from_is_a_use_after_close() {
        let steps = format!(
            "main disconnect jobs = last receiver\nT1 send jobs = disconnected\nT1 panic - = {ERROR}"
        );
        let sentence = "Use after close: T1 sends into jobs (step 2) after main has dropped the last receiver (step 1), and \
                        panics on the error (step 3).";
        assert_eq!(Case::new(Panic, &steps).found(), sentence);
        let joined = format!(
            "{steps}\nT1 end\nmain join - to=T1 = panicked\nmain panic - = called `Result::unwrap()`"
        );
        assert_eq!(Case::new(Panic, &joined).found(), sentence);
        assert_eq!(Case::new(Assertion, &joined).found(), sentence);
        let scoped =
            format!("{steps}\nT1 end\nmain end_of_scope\nmain panic - = a scoped thread panicked");
        assert_eq!(Case::new(Panic, &scoped).found(), sentence);
    }

    #[test]
    fn a_receive_names_the_senders() {
        let steps = "T1 disconnect jobs = last sender\nmain recv jobs = disconnected\nmain panic - = called `Result::unwrap()` on an `Err` value: RecvError";
        assert!(
            Case::new(Panic, steps)
                .found()
                .starts_with("Use after close: main receives from jobs (step 2) after T1 has dropped the last sender (step 1)")
        );
    }

    #[test]
    fn a_panic_about_something_else_is_none() {
        for steps in [
            // Handled, and then another panic.
            "T1 send jobs = disconnected\nT1 panic - = index out of bounds",
            // It was sent.
            "T1 send jobs = sent\nT1 panic - = called `Result::unwrap()` on an `Err` value: SendError { .. }",
            // Somebody else's error.
            "T1 send jobs = disconnected\nT2 load x = 0\nT2 panic - = called `Result::unwrap()` on an `Err` value: SendError { .. }",
        ] {
            assert_eq!(Case::new(Panic, steps).found(), "", "{steps}");
        }
    }

    #[test]
    fn a_panic_that_nobody_hands_on_does_not_fail_the_check() {
        let steps = format!(
            "T1 send jobs = disconnected\nT1 panic - = {ERROR}\nT1 end\nmain join - to=T1 = panicked\nmain load hits = 0\nmain panic - = no hits"
        );
        assert_eq!(Case::new(Assertion, &steps).found(), "");
    }
}
