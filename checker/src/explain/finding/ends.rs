//! Threads that nobody waits for.

use super::Log;
use crate::event::{Finding, Kind, Term};
use crate::explain::text::{cut, visible_line};

/// A thread ended by a panic, nobody joined it, and nobody ever will: the check fails without a word about it.
pub fn unobserved_panic(log: &Log<'_>) -> Option<Finding> {
    let steps = log.steps;
    let dead = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.op == "end" && step.value.as_deref() == Some("panicked"));
    for (end, step) in dead {
        let thread = step.thread.as_str();
        let is_it = |text: &Option<String>| text.as_deref() == Some(thread);
        let joined = steps
            .iter()
            .any(|step| step.op == "join" && (is_it(&step.target) || is_it(&step.object)));
        // A scope tells its owner of a panic when it ends.
        let told_by_scope = steps[end..].iter().any(|step| step.op == "end of scope");
        // Whoever is about to join it will learn of it.
        let awaited = log.schedule.blocked.iter().any(|blocked| is_it(&blocked.object));
        if joined || told_by_scope || awaited {
            continue;
        }
        let Some(panic) =
            steps[..end].iter().rposition(|step| step.op == "panic" && step.thread == thread)
        else {
            continue;
        };
        let dropped = steps
            .iter()
            .position(|step| step.op == "detach" && (is_it(&step.target) || is_it(&step.object)));
        let said =
            steps[panic].value.as_deref().map(|said| format!(": {}", cut(&visible_line(said), 60)));
        let nobody = match dropped {
            Some(at) => format!(
                "{} has dropped its handle (step {})",
                visible_line(&steps[at].thread),
                log.number(at)
            ),
            None => "nobody has joined it".to_string(),
        };
        let after = match log.check.kind {
            Some(Kind::Deadlock) => "the others wait as if it were alive",
            _ => "the others go on as if it had done its work",
        };
        let sentence = format!(
            "{} panics (step {}{}); {nobody}, and {after}",
            visible_line(thread),
            log.number(panic),
            said.unwrap_or_default(),
        );
        let mut shown = vec![panic, end];
        shown.extend(dropped);
        return log.finding(Term::UnobservedPanic, &sentence, &shown);
    }
    None
}

/// The check fails while a thread of the answer's still runs, its handle is gone, and nothing it does is waited for.
pub fn leaked_thread(log: &Log<'_>) -> Option<Finding> {
    let steps = log.steps;
    let check = log.check.file.as_deref()?;
    let failure = steps.iter().rposition(|step| step.op == "panic")?;
    // The answer has returned: what fails is the check itself.
    if steps[failure].file != check {
        return None;
    }
    let is = |text: &Option<String>, thread: &str| text.as_deref() == Some(thread);
    let leaked: Vec<(usize, usize, &str)> = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.op == "spawn" && step.file != check)
        .filter_map(|(spawn, step)| {
            let thread = step.target.as_deref().or(step.object.as_deref())?;
            let dropped = steps.iter().position(|step| {
                step.op == "detach" && (is(&step.target, thread) || is(&step.object, thread))
            })?;
            let mut own = steps.iter().enumerate().filter(|(_, step)| step.thread == thread);
            // Somebody who has met it since may well have waited for all that matters.
            let unmet = own.clone().all(|(at, _)| !log.leads[at]);
            (unmet && own.all(|(_, step)| step.op != "end")).then_some((spawn, dropped, thread))
        })
        .collect();
    let &(spawn, dropped, thread) = leaked.first()?;
    let thread = visible_line(thread);
    let sentence = format!(
        "{thread} still runs when the check fails; its handle is dropped (step {}), and nothing that {thread} does is waited for",
        log.number(dropped)
    );
    log.finding(Term::LeakedThread, &sentence, &[spawn, dropped])
}

#[cfg(test)]
mod tests {
    use super::super::log::Case;
    use crate::event::Kind::{Assertion, Deadlock};

    #[test]
    fn a_panic_that_nobody_joins_is_told() {
        let steps = "main spawn - to=T1\nmain detach - to=T1\nT1 panic - = bad job\nT1 end - = panicked\nmain load done = 0\nmain panic";
        assert_eq!(
            Case::new(Assertion, steps).found(),
            "Unobserved panic: T1 panics (step 3: bad job); main has dropped its handle (step 2), and the others go on as if it had done its work."
        );
        let kept = "main spawn - to=T1\nT1 panic - = bad job\nT1 end - = panicked\nmain load done = 0\nmain panic";
        assert!(Case::new(Assertion, kept).found().contains("nobody has joined it"));
    }

    #[test]
    fn a_panic_that_somebody_learns_of_is_no_secret() {
        for steps in [
            "T1 panic - = bad job\nT1 end - = panicked\nmain join - to=T1 = panicked\nmain panic",
            "T1 panic - = bad job\nT1 end - = panicked\nmain end_of_scope\nmain panic",
            // Caught inside the thread.
            "T1 panic - = bad job\nT1 load done = 0\nT1 end\nmain panic",
            // Still unwinding: perhaps it is caught.
            "T1 panic - = bad job\nmain panic",
        ] {
            assert_eq!(Case::new(Assertion, steps).found(), "", "{steps}");
        }
    }

    #[test]
    fn whoever_waits_for_a_thread_that_died_waits_for_ever() {
        let steps = "main spawn - to=T1\nT1 panic - = bad job\nT1 end - = panicked";
        let found =
            Case::new(Deadlock, steps).blocked("main wait gate -").objects("gate Barrier").found();
        assert!(found.ends_with("the others wait as if it were alive."), "{found}");
        let joining = Case::new(Deadlock, steps).blocked("main join T1 -").found();
        assert!(!joining.contains("Unobserved"), "{joining}");
    }

    #[test]
    fn a_thread_that_runs_on_without_a_handle_is_leaked() {
        let steps = "main spawn - to=T1\nmain detach - to=T1\nT1 load hits = 0\nmain load other = 0\nmain panic - in=model.rs";
        assert_eq!(
            Case::new(Assertion, steps).found(),
            "Leaked thread: T1 still runs when the check fails; its handle is dropped (step 2), and nothing that T1 does is waited for."
        );
    }

    #[test]
    fn a_thread_that_has_ended_or_can_still_be_joined_or_was_met_is_not_leaked() {
        for steps in [
            // Ended.
            "main spawn - to=T1\nmain detach - to=T1\nT1 end\nmain panic - in=model.rs",
            // Its handle is still there.
            "main spawn - to=T1\nmain panic - in=model.rs",
            // The check's own thread.
            "main spawn - to=T1 in=model.rs\nmain detach - to=T1\nmain panic - in=model.rs",
            // The answer itself fails.
            "main spawn - to=T1\nmain detach - to=T1\nmain panic - in=answer.rs",
            // Its message has come.
            "main spawn - to=T1\nmain detach - to=T1\nT1 send done = sent\nmain recv done = received\nmain panic - in=model.rs",
        ] {
            assert_eq!(Case::new(Assertion, steps).found(), "", "{steps}");
        }
    }
}
