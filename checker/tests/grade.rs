//! Grading a class, end to end: what is judged, how often, and that the results are the same however the work was cut.
#![cfg(unix)]

mod support;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;
use support::class::{attacks, choices, write};
use support::{Course, Ran, eventually, memory};

/// Small exercises that have all stages.
const SOME: [&str; 3] = ["four_questions", "lost_update", "chunks"];

fn some_class(course: &Course, students: usize) {
    let folder = course.root.join("submissions");
    fs::create_dir_all(&folder).expect("writable");
    write(&folder, 0..students, &choices(&SOME), &[], 3);
}

fn arguments<'a>(out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["grade", "submissions", "--out", out];
    args.extend(SOME.iter().flat_map(|name| ["--only", name]));
    args.extend(more);
    args
}

#[track_caller]
fn grade(course: &Course, out: &str, more: &[&str]) -> Ran {
    let ran = course.run(&arguments(out, more));
    assert_eq!(ran.status, 0, "{}\n{}", ran.stdout, ran.stderr);
    ran
}

fn run_of(course: &Course, out: &str) -> Value {
    serde_json::from_str(&course.read(format!("{out}/run.json"))).expect("a summary")
}

fn records(course: &Course, out: &str) -> BTreeMap<(String, String), Value> {
    let results = course.read(format!("{out}/results.jsonl"));
    let records = results.lines().map(|line| {
        let record: Value = serde_json::from_str(line).expect("a record");
        let field = |name: &str| record[name].as_str().expect("text").to_string();
        ((field("student"), field("exercise")), record)
    });
    records.collect()
}

fn hand_in(course: &Course, student: &str, path: &str, text: impl AsRef<[u8]>) {
    let file = course.root.join("submissions").join(student).join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
    fs::write(file, text).expect("writable");
}

#[test]
fn what_is_judged_is_judged_once_and_what_is_missing_is_named() {
    let course = Course::new();
    let solution = course.read("solutions/02_scope/chunks.rs");
    let path = "exercises/02_scope/chunks.rs";
    hand_in(&course, "ada", path, &solution);
    hand_in(&course, "bob", path, &solution);
    hand_in(&course, "cleo", path, course.read("tests/02_scope/chunks/start.rs"));
    hand_in(&course, "cleo", "Cargo.toml", "[package]\nbuild = \"evil.rs\"");
    hand_in(&course, "cleo", ".cargo/config.toml", "[target.'cfg(all())']\nrunner = \"true\"");
    hand_in(&course, "cleo", "tests/02_scope/chunks/test.rs", "");
    course.write("class.csv", "student,name\nada,Ada\nbob,Bob\nzoe,Zoë\n");
    let ran = grade(&course, "out", &["--roster", "class.csv"]);
    assert!(ran.stderr.contains("cleo is not on the roster"), "{}", ran.stderr);
    let run = run_of(&course, "out");
    // The solution and the unsolved file, whoever handed them in.
    assert_eq!(
        (&run["students"], &run["answers"], &run["results"]),
        (&4.into(), &2.into(), &12.into())
    );
    let records = records(&course, "out");
    let of = |student: &str| &records[&(student.to_string(), "chunks".to_string())];
    assert_eq!((&of("ada")["verdict"], &of("ada")["points"]), (&"passed".into(), &10.into()));
    assert_eq!(of("ada")["answer"], of("bob")["answer"]);
    let cleo = of("cleo");
    assert_eq!((&cleo["untouched"], &cleo["points"]), (&true.into(), &0.into()));
    assert_eq!((&of("zoe")["missing"], &of("zoe")["points"]), (&true.into(), &0.into()));
    assert_eq!(of("zoe")["verdict"], "skipped");
    // A second time there is nothing left to do.
    let before = course.read("out/results.jsonl");
    grade(&course, "out", &["--roster", "class.csv"]);
    let run = run_of(&course, "out");
    assert_eq!((&run["judged"], &run["from_journal"]), (&0.into(), &2.into()));
    assert_eq!(course.read("out/results.jsonl"), before);
    // Into another folder, the store knows.
    grade(&course, "other", &["--roster", "class.csv"]);
    let run = run_of(&course, "other");
    assert_eq!((&run["judged"], &run["from_store"]), (&0.into(), &2.into()));
    assert_eq!(course.read("other/results.jsonl"), before);
}

#[test]
fn what_lies_beside_the_answers_in_a_submission_changes_nothing() {
    let course = Course::new();
    let path = "exercises/02_scope/chunks.rs";
    let wrong = "pub fn parallel_sum(_numbers: &[u64], _workers: usize) -> u64 { 0 }\n";
    let marker = course.root.join("marker");
    let build = format!("fn main() {{ std::fs::write({marker:?}, \"here\").unwrap(); }}\n");
    for student in ["plain", "packed"] {
        hand_in(&course, student, path, wrong);
    }
    // Each of these has made a failing answer pass somewhere, or run something, or told who it is.
    let beside = [
        (
            ".cargo/config.toml",
            "[build]\nrustc-wrapper = \"/bin/true\"\n[env]\nRUSTC_BOOTSTRAP = \"1\"\n[target.'cfg(all())']\nrunner = \"true\"\n",
        ),
        ("exercises/02_scope/.cargo/config.toml", "[build]\nrustflags = [\"--cfg\", \"solved\"]\n"),
        ("build.rs", build.as_str()),
        ("exercises/build.rs", build.as_str()),
        (
            "Cargo.toml",
            "[package]\nname = \"exercises\"\nversion = \"0.0.0\"\nbuild = \"build.rs\"\n",
        ),
        ("rust-toolchain.toml", "[toolchain]\npath = \"/tmp\"\n"),
        ("clippy.toml", "disallowed-methods = []\n"),
        ("info.toml", "format_version = 1\n"),
        ("tests/02_scope/chunks/test.rs", "pub fn nothing() {}\n"),
        ("solutions/02_scope/chunks.rs", wrong),
        ("results.jsonl", "{\"student\":\"packed\",\"exercise\":\"chunks\",\"points\":10}\n"),
        ("target/debug/checker", "#!/bin/sh\nexit 0\n"),
    ];
    for (file, text) in beside {
        hand_in(&course, "packed", file, text);
    }
    grade(&course, "out", &[]);
    let records = records(&course, "out");
    let of = |student: &str| {
        let mut record = records[&(student.to_string(), "chunks".to_string())].clone();
        record["student"] = Value::Null;
        record
    };
    assert_eq!(of("plain")["verdict"], "failed", "{}", of("plain"));
    assert_eq!(of("packed"), of("plain"));
    assert!(!marker.exists(), "a build script ran");
}

#[test]
fn parts_that_are_merged_are_what_one_process_writes() {
    let course = Course::new();
    some_class(&course, 12);
    grade(&course, "whole", &[]);
    // Nothing of what the whole has found out is used.
    fs::remove_dir_all(course.root.join("target/loomlings/graded")).expect("it is there");
    for index in 1..=3 {
        grade(&course, "parts", &["--shard", &format!("{index}/3")]);
    }
    let merged = course.run(&["merge", "parts", "--out", "merged"]);
    assert_eq!(merged.status, 0, "{}", merged.stderr);
    assert_eq!(course.read("merged/results.jsonl"), course.read("whole/results.jsonl"));
    let schedules = |out: &str| {
        let entries = fs::read_dir(course.root.join(out).join("schedules"));
        let mut names: Vec<_> =
            entries.into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    assert!(!schedules("whole").is_empty());
    assert_eq!(schedules("merged"), schedules("whole"));
    // As a cluster says it.
    let mut command = course.command(&arguments("array", &[]));
    command.env("SLURM_ARRAY_TASK_ID", "2").env("SLURM_ARRAY_TASK_COUNT", "3");
    command.env("SLURM_ARRAY_TASK_MIN", "1");
    let ran = Ran::of(&mut command);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let part = "shard-2-of-3.jsonl";
    assert_eq!(course.read(format!("array/{part}")), course.read(format!("parts/{part}")));
    // One is missing.
    fs::remove_file(course.root.join("parts").join(part)).expect("it is there");
    let merged = course.run(&["merge", "parts", "--out", "merged"]);
    assert_eq!(merged.status, 2);
    assert!(merged.stderr.contains("part 2 of 3 is missing"), "{}", merged.stderr);
    assert!(merged.stderr.contains("\n  student_0"), "{}", merged.stderr);
}

#[test]
fn a_grader_that_is_killed_goes_on_where_it_was() {
    let course = Course::new();
    some_class(&course, 6);
    grade(&course, "whole", &[]);
    fs::remove_dir_all(course.root.join("target/loomlings/graded")).expect("it is there");
    let journal = course.root.join("killed/journal/judged.jsonl");
    let lines =
        || fs::read(&journal).map_or(0, |text| text.iter().filter(|b| **b == b'\n').count());
    for more in [2, 4] {
        let before = lines();
        let child = course
            .command(&arguments("killed", &[]))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the checker starts");
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw).expect("a number");
        eventually("some answers are judged", || lines() >= before.min(1) + more);
        let _ = kill_process(pid, Signal::KILL);
        Ran::end(child);
    }
    // Even if the last line was cut off.
    let mut text = fs::read(&journal).expect("readable");
    text.truncate(text.len() - 5);
    fs::write(&journal, text).expect("writable");
    grade(&course, "killed", &[]);
    let run = run_of(&course, "killed");
    assert!(run["from_journal"].as_u64() >= Some(2), "{run}");
    assert_eq!(course.read("killed/results.jsonl"), course.read("whole/results.jsonl"));
}

#[test]
fn what_breaks_on_our_side_is_no_zero_and_is_tried_again() {
    let course = Course::new();
    course.own_tests("02_scope", "chunks");
    let path = "exercises/02_scope/chunks.rs";
    hand_in(&course, "ada", path, course.read("solutions/02_scope/chunks.rs"));
    // The course is broken, not the answer.
    let oracle = course.read("tests/02_scope/chunks/oracle.rs");
    course.write("tests/02_scope/chunks/oracle.rs", format!("{oracle}\nmod nowhere;\n"));
    let args =
        ["grade", "submissions", "--out", "out", "--only", "lost_update", "--only", "chunks"];
    let ran = course.run(&args);
    assert_eq!(ran.status, 3, "{}\n{}", ran.stdout, ran.stderr);
    let broken = &records(&course, "out")[&("ada".to_string(), "chunks".to_string())];
    assert_eq!((&broken["verdict"], &broken["points"]), (&"infra_error".into(), &Value::Null));
    assert_eq!(broken["review"], true, "{broken}");
    course.write("tests/02_scope/chunks/oracle.rs", oracle);
    let ran = course.run(&args);
    assert_eq!(ran.status, 0, "{}\n{}", ran.stdout, ran.stderr);
    let mended = &records(&course, "out")[&("ada".to_string(), "chunks".to_string())];
    assert_eq!(mended["points"], 10, "{mended}");
}

#[test]
fn wrong_usage_is_told_before_anything_runs() {
    let course = Course::new();
    fs::create_dir_all(course.root.join("submissions")).expect("writable");
    for (args, says) in [
        (&["grade", "nowhere", "--out", "out"][..], "cannot read"),
        (&["grade", "submissions", "--out", "out", "--roster", "nowhere.csv"], "nowhere.csv"),
        (&["grade", "submissions", "--out", "out", "--only", "chunk"], "did you mean `chunks`"),
        (&["grade", "submissions", "--out", "info.toml"], "cannot create info.toml"),
        (&["merge", "submissions", "--out", "out"], "there is no part here"),
        (
            &[
                "grade",
                "submissions",
                "--out",
                "out",
                "--isolation",
                "L1",
                "--require-isolation",
                "L2",
            ],
            "L2 is required: nothing was run",
        ),
    ] {
        let ran = course.run(args);
        assert_eq!(ran.status, 2, "{args:?}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(says), "{args:?}: {}", ran.stderr);
    }
    let mut command = course.command(&["grade", "submissions", "--out", "out"]);
    let ran = Ran::of(command.env("JOB_COMPLETION_INDEX", "0"));
    assert!(ran.status == 2 && ran.stderr.contains("LOOMLINGS_SHARDS"), "{}", ran.stderr);
}

/// The figures of a whole class: `cargo test -p checker --test grade -- --ignored --nocapture`. Takes its time.
#[test]
#[ignore = "measures; takes minutes"]
fn two_hundred_submissions() {
    let number = |name: &str, default: usize| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    // How many students, and which share of answers is like nobody else's (one in so many).
    let (students, own) = (number("LOOMLINGS_CLASS", 200), number("LOOMLINGS_OWN", 10));
    let course = Course::new();
    let folder = course.root.join("submissions");
    fs::create_dir_all(&folder).expect("writable");
    // All exercises, or only these.
    let only = std::env::var("LOOMLINGS_ONLY").unwrap_or_default();
    let only: Vec<&str> = only.split(',').filter(|name| !name.is_empty()).collect();
    let (choices, attacks) = (choices(&only), attacks(&course));
    write(&folder, 0..students, &choices, &attacks, own);
    let measured = |what: &str, out: &str, more: &[&str]| {
        let mut args = vec!["grade", "submissions", "--out", out];
        args.extend(only.iter().flat_map(|name| ["--only", name]));
        args.extend(more);
        let mut command: Command = course.command(&args);
        let began = Instant::now();
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().expect("starts");
        let mut peak = None;
        let status = loop {
            peak = peak.max(memory(child.id()));
            if let Some(status) = child.try_wait().expect("ours") {
                break status;
            }
            std::thread::sleep(support::LOOK * 10);
        };
        assert!(status.success(), "{what}: {status}");
        println!(
            "{what}: {:.1} s, peak {} MiB",
            began.elapsed().as_secs_f64(),
            peak.unwrap_or(0) / 1024
        );
        if more.is_empty() {
            println!("  {}", run_of(&course, out));
        }
    };
    measured(&format!("{students} submissions x {} exercises", choices.len()), "out", &[]);
    measured("unchanged again", "out", &[]);
    for part in 1..=4 {
        measured(&format!("part {part} of 4"), "parts", &["--shard", &format!("{part}/4")]);
    }
    let merged = course.run(&["merge", "parts", "--out", "merged"]);
    assert_eq!(merged.status, 0, "{}", merged.stderr);
    let (whole, merged) = (course.read("out/results.jsonl"), course.read("merged/results.jsonl"));
    // Both files in a panic message would be more than anybody can read.
    for (one, other) in whole.lines().zip(merged.lines()).filter(|(one, other)| one != other) {
        println!("in one run: {one}\nin parts:   {other}");
    }
    write(&folder, students..students + 10, &choices, &attacks, own);
    measured("10 new", "out", &[]);
    // Last, so that what took most of an hour is measured whatever this says.
    assert!(whole == merged, "the parts give another result than the whole");
}
