//! What the learner sees of a bad schedule, pinned: the sentence on top, lanes at three widths, in colour, every step of it,
//! and read aloud.

use checker::event::{Cause, CheckResult, Kind, Verdict};
use checker::explain::Texts;
use checker::explain::compact::Detail;
use checker::explain::finding::sentence;
use checker::explain::lanes::{Picture, draw};
use checker::explain::schedule::{conclude, name_check};
use checker::explain::sentences::tell;
use checker::explain::style::Style;

mod bad;

fn pictures(case: &bad::Case, kind: Kind, cause: Cause) -> String {
    let source = Texts::none().with("answer.rs", case.answer.as_str());
    let mut check = CheckResult {
        kind: Some(kind),
        cause: Some(cause),
        schedule: Some(case.schedule.clone()),
        ..CheckResult::refused("it_holds", "It holds.", Verdict::Failed, case.broken)
    };
    name_check(&mut check, &source);
    conclude(&mut check, &source);
    let sentence = sentence(&check);
    let schedule = check.schedule.expect("it has one");
    let picture = Picture { schedule: &schedule, broken: case.broken, source: &source };
    let mut out = format!("{sentence}\n\n");
    for columns in [60, 80, 120] {
        let drawn = draw(&picture, columns, Detail::Compact, Style::PLAIN);
        for line in drawn.lines() {
            assert!(line.chars().count() <= columns, "wider than {columns}: {line}");
        }
        out.push_str(&format!("-- {columns} columns\n{drawn}\n"));
        // Colours repeat what is said, and move nothing.
        let coloured = draw(&picture, columns, Detail::Compact, Style::COLOURS);
        assert_eq!(checker::explain::text::strip_ansi(&coloured), drawn);
    }
    let coloured = draw(&picture, 80, Detail::Compact, Style::COLOURS).replace('\x1b', "␛");
    out.push_str(&format!("-- 80 columns, in colour\n{coloured}\n"));
    let full = draw(&picture, 120, Detail::Full, Style::PLAIN);
    out.push_str(&format!("-- 120 columns, every step\n{full}\n"));
    out.push_str(&format!("-- aloud\n{}", tell(&picture, Detail::Compact)));
    out
}

#[test]
fn a_lost_update_shows_who_came_between() {
    insta::assert_snapshot!(pictures(&bad::lost_update(), Kind::Assertion, Cause::Scheduling));
}

#[test]
fn a_deadlock_shows_who_holds_what_the_other_wants() {
    insta::assert_snapshot!(pictures(&bad::two_locks(), Kind::Deadlock, Cause::Scheduling));
}

#[test]
fn a_relaxed_publish_marks_the_stale_read() {
    insta::assert_snapshot!(pictures(
        &bad::relaxed_publish(),
        Kind::Assertion,
        Cause::MemoryOrdering
    ));
}

#[test]
fn a_panic_in_a_worker_is_a_row_of_its_lane() {
    insta::assert_snapshot!(pictures(&bad::panicking_worker(), Kind::Panic, Cause::Scheduling));
}

#[test]
fn what_does_not_lead_to_the_failure_takes_one_row() {
    insta::assert_snapshot!(pictures(&bad::beside_the_point(), Kind::Assertion, Cause::Scheduling));
}
