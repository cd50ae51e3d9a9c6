//! The sentence on top of a bad schedule, end to end: real wrong answers, refused by the real model, and each term proven by
//! the log of a real execution.
#![cfg(unix)]

mod support;

use serde_json::Value;
use std::path::Path;
use support::{Course, real};

/// Answers to `lost_update`, each wrong in a way of its own; the term, and what its sentence must say.
const WRONG: [(&str, &str, &[&str]); 13] = [
    (
        "lost_update",
        "lost_update",
        &["T1 reads hits = 0", "T2 writes 1", "T1 writes 1 over it", "without looking again"],
    ),
    (
        "deadlock",
        "deadlock",
        &["T1 holds hits and waits for log", "T2 holds log and waits for hits"],
    ),
    ("locked_twice", "deadlock", &["T1 waits for hits, which it holds itself"]),
    (
        "upgraded_read_lock",
        "deadlock",
        &["waits to write hits, which it reads itself", "does not become a write lock"],
    ),
    (
        "missed_wakeup",
        "missed_wakeup",
        &[
            "notifies idle when nobody waits",
            "main has last looked at done before that was changed",
        ],
    ),
    (
        "stale_publish",
        "stale_publish",
        &[
            "the new done",
            "the old hits = 1",
            "because the write of done is Relaxed and its read Relaxed",
        ],
    ),
    (
        "double_initialisation",
        "double_initialisation",
        &["T1 and T2 both find hits empty", "both fill it"],
    ),
    (
        "once_lock_made_twice",
        "double_initialisation",
        &["T1 and T2 both find hits empty", "both fill it"],
    ),
    (
        "torn_read",
        "torn_read",
        &[
            "T1 changes counted and left one after the other",
            "main sees the new left",
            "the old counted",
        ],
    ),
    (
        "leaked_thread",
        "leaked_thread",
        &["T1 still runs when the check fails", "its handle is dropped"],
    ),
    (
        "leaked_receiver",
        "leaked_thread",
        &["the check is over", "T1 still waits for a value from hits/recorded"],
    ),
    (
        "use_after_close",
        "use_after_close",
        &["sends into hits/recorded", "after main has dropped the receiver", "panics on the error"],
    ),
    (
        "unobserved_panic",
        "unobserved_panic",
        &["panics", "nobody else counts", "main has dropped its handle"],
    ),
];

#[test]
fn every_term_is_proven_by_a_real_execution_of_a_wrong_answer() {
    let course = Course::new();
    let mut wrong = Vec::new();
    for (name, term, words) in WRONG {
        let file = real().join("checker/tests/findings").join(format!("{name}.rs"));
        let check = refused(&course, &file);
        let finding = &check["schedule"]["finding"];
        let sentence = finding["sentence"].as_str().unwrap_or_default();
        if finding["term"] != term {
            wrong.push(format!("{name}: {term} expected, not {}: {sentence}", finding["term"]));
        }
        for said in words {
            if !sentence.contains(said) {
                wrong.push(format!("{name}: `{said}` is not in: {sentence}"));
            }
        }
        // What a sentence names must be there to be looked at.
        let steps = check["schedule"]["steps"].as_array().map_or(0, Vec::len);
        for number in finding["steps"].as_array().into_iter().flatten() {
            assert!(
                number.as_u64().is_some_and(|number| number as usize <= steps),
                "{name}: {finding}"
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the model's first check says of an answer.
fn refused(course: &Course, file: &Path) -> Value {
    let file = file.to_str().expect("a name in UTF-8");
    // Only the model is asked: on real threads some of them hang now and then.
    let ran =
        course.run(&["run", "lost_update", "--file", file, "--stage", "model", "--format", "json"]);
    let last = ran.last();
    let stages = last["stages"].as_array().expect("a list").clone();
    let model =
        stages.into_iter().find(|stage| stage["stage"] == "model").expect("the model was asked");
    let check = model["checks"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|check| check["verdict"] == "failed");
    check.unwrap_or_else(|| panic!("{file} is not refused: {model}")).clone()
}

#[test]
fn run_writes_the_schedule_as_a_page_or_a_picture_and_says_so() {
    let course = Course::new();
    let start = "tests/00_start/lost_update/start.rs";
    for (file, begins) in [("bad.html", "<!DOCTYPE html>"), ("bad.svg", "<svg ")] {
        let ran = course.run(&[
            "run",
            "lost_update",
            "--file",
            start,
            "--stage",
            "model",
            "--schedule",
            file,
        ]);
        assert_eq!((ran.status, ran.stderr.trim_end()), (1, format!("wrote {file}").as_str()));
        let written = course.read(file);
        assert!(written.starts_with(begins), "{written}");
        // The learner's own line, and what was read there.
        for text in ["*hits.lock().unwrap() = value;", "locks hits, reads 0", "T1 writes 1 over it"]
        {
            assert!(written.contains(text), "{file}: no {text}");
        }
    }
    let solution = "solutions/00_start/lost_update.rs";
    let ran = course.run(&["run", "lost_update", "--file", solution, "--schedule", "none.html"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("no check shows a bad schedule; none.html is not written"));
    assert!(!course.root.join("none.html").exists());
    let ran =
        course.run(&["run", "lost_update", "--file", start, "--schedule", "no/such/folder.svg"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
}

#[test]
fn run_unfolds_on_demand_and_reads_aloud() {
    let course = Course::new();
    let run = |flag: &str| {
        let start = "tests/00_start/lost_update/start.rs";
        course.run(&["run", "lost_update", "--file", start, "--stage", "model", flag]).stdout
    };
    let unfolded = run("--unfold");
    for row in [" 1  starts T1 ", " 2  starts T2 ", "unlocks hits = 1", "(guard of line 61 ends)"] {
        assert!(unfolded.contains(row), "no `{row}` in:\n{unfolded}");
    }
    let aloud = run("--plain");
    assert!(aloud.contains("3 to 4. T1 locks hits, reads 0. (start.rs line 55:"), "{aloud}");
    assert!(!aloud.contains(['│', '✗', '→']), "{aloud}");
}

#[test]
fn the_readme_shows_what_really_is_printed() {
    let course = Course::new();
    let ran = course.run(&["run", "lost_update"]);
    let readme = std::fs::read_to_string(real().join("README.md")).expect("there is one");
    let picture =
        readme.split("```").find(|block| block.contains("starts T1, T2")).expect("a picture");
    let mut printed = ran.stdout.lines();
    for line in picture.lines().filter(|line| !line.trim().is_empty()) {
        // A stage's line ends with the milliseconds that it took.
        let found = printed.any(|printed| {
            printed.trim_end() == line.trim_end() || printed.starts_with(&format!("{line}  "))
        });
        assert!(
            found,
            "the README says `{line}`, and that is not (or not there) in:\n{}",
            ran.stdout
        );
    }
}
