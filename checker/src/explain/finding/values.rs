//! Values that somebody came between: lost updates, double initialisation, torn reads.

use super::{Log, equals, steps_words};
use crate::event::{Finding, Term};
use crate::explain::access::Access;
use crate::explain::text::visible_line;

/// A thread reads a value, another one changes it, and the first writes over that without having looked again.
///
/// Not for flags and places for one value: to set what is set already loses nothing.
pub fn lost_update(log: &Log<'_>) -> Option<Finding> {
    let over =
        log.accesses.iter().rev().filter(|over| log.leads[over.last] && log.overwrites(over));
    over.filter_map(|over| lost_under(log, over)).next()
}

fn lost_under(log: &Log<'_>, over: &Access<'_>) -> Option<Finding> {
    let read = log.last_of(over.thread, over.object, over.first).filter(|read| read.looks)?;
    let lost = log
        .accesses
        .iter()
        .rev()
        .filter(|one| one.thread != over.thread && one.object == over.object)
        .find(|one| one.first > read.last && one.last < over.first && certainly_writes(log, one))?;
    let is_flag = |value: Option<&str>| value.is_some_and(|value| FLAGS.contains(&value));
    if [read.after, lost.after, over.after].into_iter().any(is_flag)
        // What was there before is there again: nothing of it can be lost.
        || (read.after.is_some() && read.after == lost.after)
    {
        return None;
    }
    let object = visible_line(over.object);
    let (first, second) = (visible_line(over.thread), visible_line(lost.thread));
    let written = |value: Option<&str>| {
        value.map(|value| format!(" {}", visible_line(value))).unwrap_or_default()
    };
    let (wrote, wrote_over) = (written(lost.after), written(over.after));
    let sentence = format!(
        "{first} reads {object}{} (step {}), {second} writes{} (step {}), and {first} writes{wrote_over} over it (step {}) \
         without looking again",
        equals(read.after),
        log.number(read.first),
        if wrote.is_empty() { " it".to_string() } else { wrote },
        log.number(lost.first),
        log.number(over.first),
    );
    log.finding(Term::LostUpdate, &sentence, &[read.first, lost.first, over.first])
}

const FLAGS: [&str; 6] = ["true", "false", "None", "Some(…)", "null", "pointer"];

/// It wrote, and not the value that was there.
fn certainly_writes(log: &Log<'_>, access: &Access<'_>) -> bool {
    match (access.before, access.after) {
        (Some(before), Some(after)) => before != after,
        _ => log.overwrites(access),
    }
}

/// Two threads both find a place empty, and both fill it.
pub fn double_initialisation(log: &Log<'_>) -> Option<Finding> {
    let fills: Vec<Access<'_>> = fills(log);
    for second in fills.iter().rev() {
        let first = fills.iter().filter(|first| {
            first.object == second.object
                && first.thread != second.thread
                && first.last < second.first
        });
        for first in first {
            let Some((one, other)) = found_empty(log, first).zip(found_empty(log, second)) else {
                continue;
            };
            // Whoever looks after the first has filled it is not deceived.
            if other >= first.first || one >= first.first {
                continue;
            }
            let mut looks = [(one, first.thread), (other, second.thread)];
            looks.sort_unstable();
            let sentence = format!(
                "{} and {} both find {} empty ({}), and both fill it ({})",
                visible_line(looks[0].1),
                visible_line(looks[1].1),
                visible_line(first.object),
                steps_words(&looks.map(|(at, _)| log.number(at))),
                steps_words(&[log.number(first.first), log.number(second.first)]),
            );
            return log.finding(
                Term::DoubleInitialisation,
                &sentence,
                &[one, other, first.first, second.first],
            );
        }
    }
    None
}

/// Accesses that put something into a place for one value, whether it was empty or not.
fn fills<'a>(log: &Log<'a>) -> Vec<Access<'a>> {
    let mut fills: Vec<Access<'a>> = log
        .accesses
        .iter()
        .filter(|one| matches!(one.after, Some("Some(…)" | "pointer")))
        .filter(|one| one.before == Some("None") || log.overwrites(one))
        .copied()
        .collect();
    // A `OnceLock` keeps the first value; the second one was made for nothing.
    for (at, step) in log.steps.iter().enumerate() {
        if step.op == "set"
            && matches!(step.value.as_deref(), Some("stored" | "done"))
            && let Some(object) = step.object.as_deref()
        {
            fills.push(Access {
                thread: &step.thread,
                object,
                first: at,
                last: at,
                looks: false,
                changes: true,
                blind: true,
                before: None,
                after: None,
                locked: false,
            });
        }
    }
    fills.sort_by_key(|one| one.first);
    fills
}

/// The step in which the thread, before it fills the place, last looks at it and finds it empty.
fn found_empty(log: &Log<'_>, fill: &Access<'_>) -> Option<usize> {
    let look = log.steps[..fill.first].iter().rposition(|step| {
        step.thread == fill.thread
            && step.op == "get"
            && step.object.as_deref() == Some(fill.object)
    });
    if let Some(look) = look {
        return (log.steps[look].value.as_deref() == Some("None")).then_some(look);
    }
    let look = log.last_of(fill.thread, fill.object, fill.first)?;
    (look.looks && !look.changes && matches!(look.after, Some("None" | "null")))
        .then_some(look.first)
}

/// A thread changes two things one after the other, and the thread whose assertion fails has seen the one changed and the
/// other not.
pub fn torn_read(log: &Log<'_>) -> Option<Finding> {
    let failure = log.steps.iter().rposition(|step| step.op == "panic")?;
    let reader = log.steps[failure].thread.as_str();
    let writes = || {
        log.accesses.iter().filter(|one| one.thread != reader && one.changes && one.last < failure)
    };
    let looks_at = |object: &str| {
        log.last_of(reader, object, failure).filter(|look| look.looks && !look.changes)
    };
    for first in writes() {
        for second in writes().filter(|second| {
            second.thread == first.thread
                && second.object != first.object
                && second.first > first.last
        }) {
            let Some((one, other)) = looks_at(first.object).zip(looks_at(second.object)) else {
                continue;
            };
            let saw = |look: &Access<'_>, write: &Access<'_>| {
                look.first > write.last && look.before.is_some() && look.before == write.after
            };
            let missed = |look: &Access<'_>, write: &Access<'_>| {
                look.last < write.first
                    && look.before.is_some()
                    && write.after.is_some()
                    && look.before != write.after
            };
            let (new, old) = match () {
                () if saw(one, first) && missed(other, second) => (one, other),
                () if missed(one, first) && saw(other, second) => (other, one),
                () => continue,
            };
            let sentence = format!(
                "{} changes {} and {} one after the other ({}), and {} sees the new {}{} and the old {}{} ({})",
                visible_line(first.thread),
                visible_line(first.object),
                visible_line(second.object),
                steps_words(&[log.number(first.first), log.number(second.first)]),
                visible_line(reader),
                visible_line(new.object),
                equals(new.before),
                visible_line(old.object),
                equals(old.before),
                steps_words(&[log.number(new.first), log.number(old.first)]),
            );
            return log.finding(
                Term::TornRead,
                &sentence,
                &[first.first, second.first, new.first, old.first],
            );
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::log::Case;
    use crate::event::Kind::{Assertion, Panic};

    const FAILS: &str = "\nmain end_of_scope\nmain load hits = 1\nmain panic";

    fn found(steps: &str) -> String {
        Case::new(Assertion, &format!("{steps}{FAILS}")).found()
    }

    #[test]
    fn an_old_value_written_back_over_a_new_one_is_a_lost_update() {
        assert_eq!(
            found(
                "T1 load hits = 0\nT2 load hits = 0\nT2 store hits = 1\nT1 store hits = 1\nT1 end\nT2 end"
            ),
            "Lost update: T1 reads hits = 0 (step 1), T2 writes 1 (step 3), and T1 writes 1 over it (step 4) without looking again."
        );
        assert!(
            found(
                "T1 load hits = 0\nT2 fetch_add hits = 0 -> 1 & old=0\nT1 store hits = 1\nT1 end"
            )
            .starts_with("Lost update: T1 reads hits = 0 (step 1), T2 writes 1 (step 2)"),
        );
    }

    #[test]
    fn whoever_looks_again_or_changes_in_one_step_loses_nothing() {
        // Looks again.
        assert_eq!(
            found(
                "T1 load hits = 0\nT2 store hits = 1\nT1 load hits = 1\nT1 store hits = 2\nT1 end\nT2 end"
            ),
            ""
        );
        // In one step.
        assert_eq!(
            found(
                "T1 load hits = 0\nT2 store hits = 1\nT1 fetch_add hits = 1 -> 2 & old=1\nT1 end\nT2 end"
            ),
            ""
        );
        // Nobody came between.
        assert_eq!(
            found("T2 store hits = 1\nT1 load hits = 1\nT1 store hits = 2\nT1 end\nT2 end"),
            ""
        );
        // What came between changed nothing.
        assert_eq!(
            found("T1 load hits = 0\nT2 store hits = 0\nT1 store hits = 1\nT1 end\nT2 end"),
            ""
        );
        // Another object.
        assert_eq!(
            found("T1 load hits = 0\nT2 store misses = 1\nT1 store hits = 1\nT1 end\nT2 end"),
            ""
        );
        // Never looked at all.
        assert_eq!(found("T2 store hits = 1\nT1 store hits = 1\nT1 end\nT2 end"), "");
    }

    #[test]
    fn a_flag_that_two_set_is_not_lost() {
        assert_eq!(
            found(
                "T1 load stop = false\nT2 store stop = true\nT1 store stop = true\nT1 end\nT2 end"
            ),
            ""
        );
    }

    #[test]
    fn what_leads_nowhere_near_the_failure_is_not_blamed() {
        let steps = "T1 load hits = 0\nT2 store hits = 1\nT1 store hits = 1\nmain load other = 0\nmain panic";
        assert_eq!(Case::new(Assertion, steps).found(), "");
        let steps = "T1 load hits = 0\nT2 store hits = 1\nT1 store hits = 1\nmain load hits = 1\nmain panic";
        assert_ne!(Case::new(Assertion, steps).found(), "");
        assert_eq!(Case::new(Panic, steps).found(), "");
    }

    const SECTIONS: &str = "
        T1 lock hits holds=0 line=1 column=17
        T1 unlock hits holds=0 access=read
        T2 lock hits holds=0 line=2 column=10
        T2 unlock hits holds=1 access=write
        T1 lock hits holds=1 line=2 column=10
        T1 unlock hits holds=1 access=write
        T1 end
        T2 end";

    #[test]
    fn under_a_lock_the_source_tells_overwriting_from_adding() {
        let case = || Case::new(Assertion, &format!("{SECTIONS}{FAILS}"));
        let overwriting =
            "fn f() { let seen = *hits.lock().unwrap();\n   *hits.lock().unwrap() = seen + 1; }";
        let adding = "fn f() { let seen = *hits.lock().unwrap();\n   *hits.lock().unwrap() += 1; }";
        let at = |text: &str| {
            // The column of `lock` in the second line is the tenth, as the steps say.
            assert_eq!(text.lines().nth(1).expect("two lines").find("lock"), Some(9));
            case().answer(text).found()
        };
        assert_eq!(
            at(overwriting),
            "Lost update: T1 reads hits = 0 (step 1), T2 writes 1 (step 3), and T1 writes 1 over it (step 5) without looking again."
        );
        assert_eq!(at(adding), "");
        assert_eq!(case().found(), "", "without the source nobody knows");
    }

    #[test]
    fn two_threads_that_find_a_place_empty_and_fill_it_initialise_twice() {
        assert_eq!(
            found(
                "T1 get config = None\nT2 get config = None\nT1 set config = stored\nT2 set config = done\nT1 end\nT2 end"
            ),
            "Double initialisation: T1 and T2 both find config empty (steps 1 and 2), and both fill it (steps 3 and 4)."
        );
        assert!(
            found("T1 load head = null\nT2 load head = null\nT2 store head = pointer\nT1 store head = pointer\nT1 end\nT2 end")
                .starts_with("Double initialisation: T1 and T2 both find head empty (steps 1 and 2)"),
        );
    }

    #[test]
    fn whoever_sees_that_the_place_is_full_or_never_looked_does_not_initialise_twice() {
        assert_eq!(
            found(
                "T1 get config = None\nT1 set config = stored\nT2 get config = Some\nT2 set config = done\nT1 end\nT2 end"
            ),
            ""
        );
        assert_eq!(
            found(
                "T1 get config = None\nT1 set config = stored\nT2 set config = done\nT1 end\nT2 end"
            ),
            ""
        );
        assert_eq!(
            found(
                "T1 get config = None\nT2 get config = None\nT1 set config = stored\nT1 end\nT2 end"
            ),
            ""
        );
        assert_eq!(
            found(
                "T1 get config = None\nT2 get other = None\nT1 set config = stored\nT2 set other = stored\nT1 end\nT2 end"
            ),
            ""
        );
    }

    #[test]
    fn who_sees_half_of_a_change_reads_torn() {
        let torn = "T1 store low = 1\nmain load low = 1\nmain load high = 0\nT1 store high = 1\nmain panic";
        assert_eq!(
            Case::new(Assertion, torn).found(),
            "Torn read: T1 changes low and high one after the other (steps 1 and 4), and main sees the new low = 1 and the old high = 0 (steps 2 and 3)."
        );
        let other_way = "main load low = 0\nT1 store low = 1\nT1 store high = 1\nmain load high = 1\nmain panic";
        assert_eq!(
            Case::new(Assertion, other_way).found(),
            "Torn read: T1 changes low and high one after the other (steps 2 and 3), and main sees the new high = 1 and the old low = 0 (steps 4 and 1)."
        );
    }

    #[test]
    fn who_reads_before_or_after_the_whole_change_does_not_read_torn() {
        for steps in [
            "T1 store low = 1\nT1 store high = 1\nmain load low = 1\nmain load high = 1\nmain panic",
            "main load low = 0\nmain load high = 0\nT1 store low = 1\nT1 store high = 1\nmain panic",
            // Looks again.
            "T1 store low = 1\nmain load low = 1\nmain load high = 0\nT1 store high = 1\nmain load high = 1\nmain panic",
            // Another thread reads.
            "T1 store low = 1\nT2 load low = 1\nT2 load high = 0\nT1 store high = 1\nmain panic",
            // Two threads write.
            "T1 store low = 1\nmain load low = 1\nmain load high = 0\nT2 store high = 1\nmain panic",
        ] {
            assert_eq!(Case::new(Assertion, steps).found(), "", "{steps}");
        }
    }
}
