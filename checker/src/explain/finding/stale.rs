//! Reads that the memory orderings allow to be old.

use super::{Log, equals};
use crate::event::{Finding, Step, Term};
use crate::explain::text::visible_line;

/// A stale read without which the schedule would hold: the explorer has tried the same search with every read up to date. If
/// the reader had seen an announcement that the writer made afterwards, the announcement is told, too.
pub fn stale_publish(log: &Log<'_>) -> Option<Finding> {
    let stale = || {
        let steps = log.steps.iter().enumerate().rev();
        steps.filter(|(at, step)| step.stale && log.leads[*at]).map(|(at, _)| at)
    };
    stale()
        .find_map(|read| announced(log, read))
        .or_else(|| stale().find_map(|read| plain(log, read)))
}

/// The write that the stale read in step `read` does not see: the newest one before it.
fn missed(log: &Log<'_>, read: usize) -> Option<usize> {
    let step = &log.steps[read];
    let writes = log.accesses.iter().filter(|one| {
        one.changes
            && one.last < read
            && Some(one.object) == step.object.as_deref()
            && one.thread != step.thread
    });
    writes.map(|one| one.last).max()
}

fn announced(log: &Log<'_>, read: usize) -> Option<Finding> {
    let steps = log.steps;
    let reader = &steps[read];
    let write = missed(log, read)?;
    let writer = &steps[write];
    // What the writer wrote next, and the reader read before the stale read: the newest value, which is the writer's.
    let (flag_write, flag_read) = log
        .accesses
        .iter()
        .filter(|flag| {
            flag.changes
                && flag.thread == writer.thread
                && flag.first > write
                && flag.last < read
                && Some(flag.object) != reader.object.as_deref()
        })
        .filter_map(|flag| {
            let seen = log.accesses.iter().rev().find(|look| {
                look.looks
                    && look.thread == reader.thread
                    && look.object == flag.object
                    && look.first > flag.last
                    && look.last < read
            })?;
            let newest = log.accesses.iter().filter(|other| {
                other.changes && other.object == flag.object && other.last < seen.first
            });
            let is_the_writers =
                newest.max_by_key(|other| other.last).is_some_and(|other| other == flag);
            (is_the_writers && !steps[seen.first].stale).then_some((flag.first, seen.first))
        })
        .next_back()?;
    let weak = |at: usize, strong: [&str; 3]| {
        let step: &Step = &steps[at];
        step.ordering.as_deref().filter(|ordering| !strong.contains(ordering))
    };
    let weak_write = weak(flag_write, ["Release", "AcqRel", "SeqCst"]);
    let weak_read = weak(flag_read, ["Acquire", "AcqRel", "SeqCst"]);
    let flag = visible_line(steps[flag_write].object.as_deref()?);
    let why = match (weak_write, weak_read) {
        (Some(write), Some(read)) => format!("the write of {flag} is {write} and its read {read}"),
        (Some(write), None) => format!("the write of {flag} is {write}"),
        (None, Some(read)) => format!("the read of {flag} is {read}"),
        // These two do order the rest: the reason is another one.
        (None, None) => return None,
    };
    let data = visible_line(reader.object.as_deref()?);
    let sentence = format!(
        "{} writes {data} and then {flag} (steps {} and {}); {} sees the new {flag} and after it the old {data}{} (steps {} \
         and {}), because {why}",
        visible_line(&writer.thread),
        log.number(write),
        log.number(flag_write),
        visible_line(&reader.thread),
        equals(reader.value.as_deref()),
        log.number(flag_read),
        log.number(read),
    );
    log.finding(Term::StalePublish, &sentence, &[write, flag_write, flag_read, read])
}

fn plain(log: &Log<'_>, read: usize) -> Option<Finding> {
    let step = &log.steps[read];
    let write = missed(log, read)?;
    let sentence = format!(
        "{} reads an old {}{} (step {}), although {} has written{} (step {}): nothing makes the read see the write",
        visible_line(&step.thread),
        visible_line(step.object.as_deref()?),
        equals(step.value.as_deref()),
        log.number(read),
        visible_line(&log.steps[write].thread),
        step.latest
            .as_deref()
            .map(|latest| format!(" {}", visible_line(latest)))
            .unwrap_or_default(),
        log.number(write),
    );
    log.finding(Term::StalePublish, &sentence, &[write, read])
}

#[cfg(test)]
mod tests {
    use super::super::log::Case;
    use crate::event::Kind::Assertion;

    fn found(steps: &str) -> String {
        Case::new(Assertion, steps).memory_ordering().found()
    }

    #[test]
    fn a_new_flag_and_old_data_are_a_stale_publish_and_the_weak_side_is_named() {
        let steps = |write: &str, read: &str| {
            format!(
                "T1 store DATA = 42 & order=Relaxed
                T1 store READY = true & order={write}
                main load READY = true & order={read}
                main load DATA = 7 & order=Relaxed latest=42
                main panic"
            )
        };
        assert_eq!(
            found(&steps("Relaxed", "Acquire")),
            "Stale read: T1 writes DATA and then READY (steps 1 and 2); main sees the new READY and after it the old DATA = 7 \
             (steps 3 and 4), because the write of READY is Relaxed."
        );
        assert!(
            found(&steps("Release", "Relaxed")).ends_with("because the read of READY is Relaxed.")
        );
        assert!(
            found(&steps("Relaxed", "Relaxed"))
                .ends_with("because the write of READY is Relaxed and its read Relaxed.")
        );
    }

    #[test]
    fn without_an_announcement_only_the_stale_read_is_told() {
        let stale = "main reads an old DATA = 7";
        // The flag was not seen.
        let unseen = found(
            "T1 store DATA = 42\nT1 store READY = true & order=Relaxed\nmain load READY = false & latest=true order=Relaxed\nmain load DATA = 7 & latest=42\nmain panic",
        );
        assert!(
            unseen.starts_with(&format!(
                "Stale read: {stale} (step 4), although T1 has written 42 (step 1)"
            )),
            "{unseen}"
        );
        // Written before the data.
        let before = found(
            "T1 store READY = true & order=Relaxed\nT1 store DATA = 42\nmain load READY = true & order=Relaxed\nmain load DATA = 7 & latest=42\nmain panic",
        );
        assert!(before.contains(stale) && !before.contains("READY"), "{before}");
        // Somebody else's flag.
        let others = found(
            "T1 store DATA = 42\nT1 store READY = true & order=Relaxed\nT2 store READY = true & order=Relaxed\nmain load READY = true & order=Relaxed\nmain load DATA = 7 & latest=42\nmain panic",
        );
        assert!(others.contains(stale) && !others.contains("READY"), "{others}");
        // Both sides do order.
        let ordered = found(
            "T1 store DATA = 42\nT1 store READY = true & order=Release\nmain load READY = true & order=Acquire\nmain load DATA = 7 & latest=42\nmain panic",
        );
        assert!(ordered.contains(stale) && !ordered.contains("READY"), "{ordered}");
    }

    #[test]
    fn a_stale_read_is_no_reason_where_the_order_of_steps_is() {
        let steps = "T1 store DATA = 42\nmain load DATA = 7 & latest=42\nmain panic";
        assert_eq!(Case::new(Assertion, steps).found(), "");
        assert_ne!(found(steps), "");
    }

    #[test]
    fn without_a_stale_read_there_is_nothing_to_tell() {
        assert_eq!(found("T1 store DATA = 42\nmain load DATA = 42\nmain panic"), "");
    }
}
