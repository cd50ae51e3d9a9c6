//! `checker report`, end to end: the real program on results that need no grading.
#![cfg(unix)]

mod support;

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use support::Course;

fn record(student: &str, points: u32) -> Value {
    json!({
        "student": student, "exercise": "lost_update", "verdict": "failed", "stage": "model", "points": points,
        "max_points": 10, "at_least": points, "stages": [], "course": "c", "isolation": "L2",
    })
}

fn write_results(folder: &Path, records: &[Value]) {
    fs::create_dir_all(folder).expect("a folder");
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    fs::write(folder.join("results.jsonl"), lines).expect("results");
}

#[test]
fn results_become_pages_and_tables_and_the_same_again_changes_nothing() {
    let course = Course::new();
    let out = course.root.join("out");
    write_results(&out, &[record("ada", 7), record("bob", 3)]);
    fs::write(out.join("roster.csv"), "student,name\nada,Ada Lovelace\n").expect("a roster");
    let ran = course.run(&["report", "out", "--roster", "out/roster.csv"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let page = fs::read_to_string(out.join("report.html")).expect("a page");
    assert!(page.contains("Ada Lovelace") && page.contains("feedback/bob.html"), "{page}");
    let written = |name: &str| fs::metadata(out.join(name)).and_then(|m| m.modified()).expect(name);
    let before = written("report.html");
    assert_eq!(course.run(&["report", "out", "--roster", "out/roster.csv"]).status, 0);
    assert_eq!(written("report.html"), before, "what is as it should be is left alone");
}

#[test]
fn decisions_beside_the_results_count_and_pseudonyms_leave_no_page_with_a_name() {
    let course = Course::new();
    let out = course.root.join("out");
    write_results(&out, &[record("ada", 7)]);
    let decided = "[[override]]\nstudent = \"ada\"\nexercise = \"lost_update\"\npoints = 9.5\nwho = \"Lin\"\nwhy = \"read it\"\n";
    fs::write(out.join("overrides.toml"), decided).expect("decisions");
    assert_eq!(course.run(&["report", "out"]).status, 0);
    let grades = || fs::read_to_string(out.join("grades.csv")).expect("grades");
    assert!(grades().contains("ada,ada,9.5,10,0,9.5"), "{}", grades());
    assert!(out.join("feedback/ada.html").is_file());
    assert_eq!(course.run(&["report", "out", "--pseudonyms"]).status, 0);
    assert!(!grades().contains("ada"), "{}", grades());
    assert!(!out.join("feedback/ada.html").exists(), "the page with the name is gone");
    let first = grades();
    assert_eq!(course.run(&["report", "out", "--pseudonyms"]).status, 0);
    assert_eq!(grades(), first, "the same names the next time");
}

#[test]
fn what_cannot_be_reported_is_wrong_usage_said_with_file_and_line() {
    let course = Course::new();
    let out = course.root.join("out");
    let refused = |arguments: &[&str], words: &str| {
        let ran = course.run(arguments);
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    };
    refused(&["report", "out"], "grade into this folder first");
    fs::create_dir_all(&out).expect("a folder");
    fs::write(out.join("results.jsonl"), format!("{}\nnonsense\n", record("ada", 1)))
        .expect("results");
    refused(&["report", "out"], "results.jsonl:2");
    write_results(&out, &[record("ada", 1)]);
    fs::write(out.join("late.toml"), "grace = \"soon\"\n").expect("a policy");
    refused(&["report", "out", "--policy", "out/late.toml"], "soon");
    fs::write(out.join("overrides.toml"), "[[override]]\nstudent = \"nobody\"\nexercise = \"lost_update\"\nexcused = true\nwho = \"L\"\nwhy = \"w\"\n").expect("decisions");
    refused(&["report", "out"], "nobody is called `nobody`");
}

#[test]
fn a_report_against_an_older_run_tells_whose_result_is_another_one() {
    let course = Course::new();
    write_results(&course.root.join("old"), &[record("ada", 7), record("bob", 3)]);
    write_results(&course.root.join("out"), &[record("ada", 7), record("bob", 10)]);
    let ran = course.run(&["report", "out", "--against", "old"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("1 result different") && ran.stdout.contains("| bob |"),
        "{}",
        ran.stdout
    );
}
