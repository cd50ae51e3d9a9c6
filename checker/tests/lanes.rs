//! What the learner sees of a bad schedule, pinned: at three widths and read aloud.

use checker::explain::Texts;
use checker::explain::compact::Detail;
use checker::explain::lanes::{Picture, draw};
use checker::explain::schedule::name_objects;
use checker::explain::sentences::tell;
use checker::explain::style::Style;

mod bad;

fn pictures(case: &bad::Case) -> String {
    let source = Texts::none().with("answer.rs", case.answer.as_str());
    let mut schedule = case.schedule.clone();
    name_objects(&mut schedule, &source);
    let picture = Picture { schedule: &schedule, broken: case.broken, source: &source };
    let mut out = String::new();
    for columns in [60, 80, 120] {
        let drawn = draw(&picture, columns, Detail::Compact, Style::PLAIN);
        for line in drawn.lines() {
            assert!(line.chars().count() <= columns, "wider than {columns}: {line}");
        }
        out.push_str(&format!("-- {columns} columns\n{drawn}\n"));
    }
    out.push_str(&format!("-- aloud\n{}", tell(&picture, Detail::Compact)));
    out
}

#[test]
fn a_lost_update_shows_who_came_between() {
    insta::assert_snapshot!(pictures(&bad::lost_update()));
}

#[test]
fn a_deadlock_shows_who_holds_what_the_other_wants() {
    insta::assert_snapshot!(pictures(&bad::two_locks()));
}

#[test]
fn a_relaxed_publish_marks_the_stale_read() {
    insta::assert_snapshot!(pictures(&bad::relaxed_publish()));
}

#[test]
fn a_panic_in_a_worker_is_a_row_of_its_lane() {
    insta::assert_snapshot!(pictures(&bad::panicking_worker()));
}
