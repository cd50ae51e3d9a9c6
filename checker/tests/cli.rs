//! The command line, end to end: the real program in a copy of the course, judged by exit status, output and files.
#![cfg(unix)]

mod support;

use quick_xml::events::Event as Xml;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use support::{Course, Ran, hash};

const EXERCISE: &str = "exercises/00_start/lost_update.rs";
const START: &str = "tests/00_start/lost_update/start.rs";
const SOLUTION: &str = "solutions/00_start/lost_update.rs";

/// Two locks, taken in one order by even workers and in the other by odd ones.
const OPPOSITE_ORDERS: &str = "\
use std::sync::Mutex;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let (hits, log) = (Mutex::new(0), Mutex::new(()));
    thread::scope(|scope| {
        for worker in 0..workers {
            let (hits, log) = (&hits, &log);
            scope.spawn(move || {
                for _ in 0..hits_each {
                    if worker % 2 == 0 {
                        let mut hits = hits.lock().unwrap();
                        let _log = log.lock().unwrap();
                        *hits += 1;
                    } else {
                        let _log = log.lock().unwrap();
                        let mut hits = hits.lock().unwrap();
                        *hits += 1;
                    }
                }
            });
        }
    });
    hits.into_inner().unwrap()
}
";

fn wrong(name: &str) -> String {
    format!("tests/00_start/lost_update/wrong/{name}.rs")
}

#[track_caller]
fn expect_status(ran: &Ran, status: i32) {
    assert_eq!(ran.status, status, "stdout:\n{}\nstderr:\n{}", ran.stdout, ran.stderr);
}

// --- exit statuses -----------------------------------------------------------------------------------------------

#[test]
fn a_right_answer_exits_with_0_and_its_result_is_on_stdout() {
    let course = Course::new();
    let ran = course.run(&["run", "lost_update", "--file", SOLUTION]);
    expect_status(&ran, 0);
    assert!(ran.stdout.contains("lost_update"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
    assert!(!course.root.join(".loomlings").exists(), "another file's verdict is no progress");
}

#[test]
fn an_unsolved_exercise_exits_with_1_and_solving_it_is_remembered() {
    let course = Course::new();
    let ran = course.run(&["run", "lost_update"]);
    expect_status(&ran, 1);
    assert!(ran.stdout.contains("two workers recorded one hit each"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
    let solution = course.read(SOLUTION);
    course.write(EXERCISE, &solution);
    expect_status(&course.run(&["run", "lost_update"]), 0);
    let progress = course.read(".loomlings/progress.jsonl");
    let lines: Vec<Value> =
        progress.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let outcomes: Vec<(&Value, &Value)> =
        lines.iter().map(|line| (&line["outcome"], &line["answer"])).collect();
    assert_eq!(
        outcomes,
        [
            (&json!("failed"), &json!(hash(course.read(START)))),
            (&json!("solved"), &json!(hash(&solution)))
        ]
    );
    // Failing again takes nothing back.
    course.write(EXERCISE, course.read(START));
    expect_status(&course.run(&["run", "lost_update"]), 1);
    let list = course.run(&["list", "--format", "json"]).json();
    let line = list.iter().find(|line| line["name"] == "lost_update").expect("it is in the course");
    assert_eq!((&line["verdict"], &line["progress"]), (&json!("passed"), &json!("solved")));
}

/// One's own file is linked with the checks while its code is still being generated. Here that takes longer than compiling
/// the checks, so the linker finds nothing the first time.
#[test]
fn an_answer_whose_code_comes_late_gets_the_same_verdict() {
    let course = Course::new();
    let much: String = (0..2_000)
        .map(|n| {
            format!("pub fn much_{n}(x: u64) -> String {{ format!(\"{{x}} {{}}\", x + {n}) }}\n")
        })
        .collect();
    course.write(EXERCISE, format!("{}{much}", course.read(SOLUTION)));
    let ran = course.run(&["run", "lost_update"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    course.write(EXERCISE, format!("{}{much}", course.read(START)));
    let ran = course.run(&["run", "lost_update"]);
    expect_status(&ran, 1);
    assert!(ran.stdout.contains("two workers recorded one hit each"), "{}", ran.stdout);
}

#[test]
fn wrong_usage_exits_with_2_and_says_why_on_stderr_alone() {
    let course = Course::new();
    let cases: &[(&[&str], &str)] = &[
        (&["run", "lost_updat"], "lost_update"),
        (&["watch", "lost_updat"], "lost_update"),
        (&["hint", "lost_updat"], "lost_update"),
        (&["reset", "lost_updat"], "lost_update"),
        (&["show", "lost_updat", "go"], "lost_update"),
        (&["dev", "check", "lost_updat"], "lost_update"),
        (&["run", "lost_update", "--file", "no/such/file.rs"], "no/such/file.rs"),
        (&["run", "lost_update", "--file", "solutions"], "solutions is not a file"),
        (&["run", "--frobnicate"], "--frobnicate"),
        (&["run", "lost_update", "--stage", "nonsense"], "compile_fail"),
        (&["check-all", "--format", "yaml"], "junit"),
        (&["frobnicate"], "frobnicate"),
        (&[], "Usage"),
    ];
    for (args, says) in cases {
        let ran = course.run(args);
        expect_status(&ran, 2);
        assert_eq!(ran.stdout, "", "{args:?}");
        assert!(ran.stderr.contains(says), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn a_misspelt_exercise_is_met_with_the_one_that_was_meant() {
    let ran = Course::new().run(&["run", "lost_updat"]);
    expect_status(&ran, 2);
    assert!(
        ran.stderr.contains("lost_updat") && ran.stderr.contains("`lost_update`"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains("nobody_waited"), "only what is near: {}", ran.stderr);
}

#[test]
fn a_missing_exercise_file_is_wrong_usage_and_reset_brings_it_back() {
    let course = Course::new();
    fs::remove_file(course.root.join(EXERCISE)).expect("it was there");
    let ran = course.run(&["run", "lost_update"]);
    expect_status(&ran, 2);
    assert_eq!(ran.stdout, "");
    assert!(
        ran.stderr.contains(EXERCISE) && ran.stderr.contains("reset lost_update"),
        "{}",
        ran.stderr
    );
    let ran = course.run(&["reset", "lost_update"]);
    expect_status(&ran, 0);
    assert_eq!(ran.stdout, format!("{EXERCISE} is back, unsolved\n"));
    assert_eq!(course.read(EXERCISE), course.read(START));
}

#[test]
fn a_broken_list_of_exercises_is_wrong_usage_with_file_line_and_column() {
    let course = Course::new();
    let info = course.read("info.toml");
    // A value of the wrong type, and text that is no TOML.
    for (from, to) in [("points = 5", "points = \"many\""), ("points = 5", "points = = 5")] {
        let broken = info.replacen(from, to, 1);
        assert_ne!(broken, info);
        let line = broken.lines().position(|line| line == to).expect("it is there now") + 1;
        course.write("info.toml", broken);
        for args in [&["list"][..], &["run", "lost_update"], &["check-all"]] {
            let ran = course.run(args);
            expect_status(&ran, 2);
            assert_eq!(ran.stdout, "");
            assert!(ran.stderr.contains(&format!("info.toml:{line}:10")), "{}", ran.stderr);
        }
    }
}

#[test]
fn outside_of_a_course_is_wrong_usage() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let course = Course::new();
    let mut command = course.command(&["list"]);
    let ran = Ran::of(command.current_dir(nowhere.path()));
    expect_status(&ran, 2);
    assert!(ran.stderr.contains("info.toml"), "{}", ran.stderr);
}

#[test]
fn a_checker_that_cannot_work_exits_with_3() {
    let course = Course::new();
    course.write("target/loomlings/work", "a file where a folder must be");
    for args in [
        &["run", "lost_update"][..],
        &["run", "lost_update", "--format", "json"],
        &["check-all", "--solutions"],
    ] {
        let ran = course.run(args);
        expect_status(&ran, 3);
        assert!(ran.stderr.contains("target/loomlings/work"), "{}", ran.stderr);
        assert!(!ran.stdout.contains("finished"), "there is no verdict: {}", ran.stdout);
    }
}

#[test]
fn a_place_for_verdicts_that_cannot_be_used_costs_the_memory_and_no_verdict() {
    let course = Course::new();
    course.write("target/loomlings/verdicts", "a file where a folder must be");
    let (ran, last) = course.judge("lost_update", Path::new(SOLUTION));
    expect_status(&ran, 0);
    assert_eq!(last["verdict"], "passed");
}

#[test]
fn any_folder_of_the_course_will_do() {
    let course = Course::new();
    let mut command =
        course.command(&["run", "lost_update", "--file", "lost_update.rs", "--stage", "build"]);
    let ran = Ran::of(command.current_dir(course.root.join("exercises/00_start")));
    expect_status(&ran, 0);
    assert!(ran.stdout.contains(EXERCISE), "{}", ran.stdout);
}

// --- JSON --------------------------------------------------------------------------------------------------------

/// What a field of the contract must be.
#[derive(Debug, Clone, Copy)]
enum Is {
    Text,
    Number,
    Bool,
    List,
    Object,
    /// One of these words.
    One(&'static [&'static str]),
    /// One of these words, or null.
    OneOrNull(&'static [&'static str]),
}

const VERDICTS: &[&str] = &[
    "passed",
    "failed",
    "timed_out",
    "crashed",
    "rejected",
    "not_modelled",
    "too_large",
    "skipped",
];
const STAGES: &[&str] = &["build", "test", "compile_fail", "model"];
const KINDS: &[&str] =
    &["assertion", "deadlock", "livelock", "data_race", "panic", "leak", "nondeterministic"];
const CAUSES: &[&str] = &["scheduling", "memory_ordering"];

#[track_caller]
fn has(object: &Value, fields: &[(&str, Is)]) {
    for (name, is) in fields {
        let value = object.get(name).unwrap_or_else(|| panic!("no field {name} in {object}"));
        let fits = match is {
            Is::Text => value.as_str().is_some_and(|text| !text.is_empty()),
            Is::Number => value.is_u64(),
            Is::Bool => value.is_boolean(),
            Is::List => value.is_array(),
            Is::Object => value.is_object(),
            Is::One(words) => value.as_str().is_some_and(|text| words.contains(&text)),
            Is::OneOrNull(words) => {
                value.is_null() || value.as_str().is_some_and(|text| words.contains(&text))
            }
        };
        assert!(fits, "{name} must be {is:?}, but it is {value}");
    }
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// Holds a `finished` object against the contract, field by field.
#[track_caller]
fn keeps_the_contract(finished: &Value) {
    has(
        finished,
        &[
            ("event", Is::One(&["finished"])),
            ("exercise", Is::Text),
            ("verdict", Is::One(VERDICTS)),
            ("stage", Is::OneOrNull(STAGES)),
            ("ms", Is::Number),
            ("stages", Is::List),
        ],
    );
    let stages = list(finished, "stages");
    let order: Vec<usize> = stages
        .iter()
        .map(|stage| STAGES.iter().position(|name| stage["stage"] == **name).expect("a stage"))
        .collect();
    assert!(order.is_sorted() && order.first() == Some(&0), "not in table order: {order:?}");
    let first = stages.iter().find(|stage| stage["verdict"] != "passed");
    assert_eq!(finished["stage"], first.map_or(Value::Null, |stage| stage["stage"].clone()));
    let verdict = first.map_or(json!("passed"), |stage| stage["verdict"].clone());
    assert_eq!(finished["verdict"], verdict);
    for stage in stages {
        has(
            stage,
            &[
                ("stage", Is::One(STAGES)),
                ("verdict", Is::One(VERDICTS)),
                ("ms", Is::Number),
                ("checks", Is::List),
            ],
        );
        for check in list(stage, "checks") {
            has(
                check,
                &[
                    ("name", Is::Text),
                    ("verdict", Is::One(VERDICTS)),
                    ("kind", Is::OneOrNull(KINDS)),
                    ("cause", Is::OneOrNull(CAUSES)),
                ],
            );
            if check["verdict"] != "passed" {
                has(check, &[("message", Is::Text)]);
            }
            if check.get("schedule").is_some() {
                has(check, &[("schedule", Is::Object)]);
                schedule_keeps_the_contract(&check["schedule"]);
            }
        }
    }
}

#[track_caller]
fn schedule_keeps_the_contract(schedule: &Value) {
    has(
        schedule,
        &[
            ("executions", Is::Number),
            ("preemptions", Is::Number),
            ("threads", Is::List),
            ("steps", Is::List),
            ("blocked", Is::List),
        ],
    );
    let threads = list(schedule, "threads");
    assert_eq!(threads.first(), Some(&json!("main")));
    let place = [("file", Is::Text), ("line", Is::Number), ("column", Is::Number)];
    for (nth, step) in list(schedule, "steps").iter().enumerate() {
        has(
            step,
            &[("step", Is::Number), ("thread", Is::Text), ("op", Is::Text), ("stale", Is::Bool)],
        );
        has(step, &place);
        assert_eq!(step["step"], nth + 1);
        assert!(threads.contains(&step["thread"]), "{step}");
        let file = step["file"].as_str().unwrap_or_default();
        assert!(Path::new(file).is_relative(), "relative to the course: {step}");
    }
    for blocked in list(schedule, "blocked") {
        has(blocked, &[("thread", Is::Text), ("op", Is::Text), ("object", Is::Text)]);
        has(blocked, &place);
        assert!(threads.contains(&blocked["thread"]), "{blocked}");
    }
}

fn stage<'v>(finished: &'v Value, name: &str) -> &'v Value {
    let found = list(finished, "stages").iter().find(|stage| stage["stage"] == *name);
    found.unwrap_or_else(|| panic!("no stage {name} in {finished}"))
}

fn check<'v>(finished: &'v Value, of: &str, name: &str) -> &'v Value {
    let found = list(stage(finished, of), "checks").iter().find(|check| check["name"] == *name);
    found.unwrap_or_else(|| panic!("no check {name} in {finished}"))
}

#[test]
fn the_last_line_of_run_keeps_the_contract_for_a_lost_update() {
    let course = Course::new();
    let file = wrong("atomic_load_then_atomic_store");
    let (ran, last) = course.judge("lost_update", Path::new(&file));
    expect_status(&ran, 1);
    keeps_the_contract(&last);
    assert_eq!((&last["verdict"], &last["stage"]), (&json!("failed"), &json!("model")));
    let check = check(&last, "model", "no_hit_is_lost");
    assert_eq!((&check["kind"], &check["cause"]), (&json!("assertion"), &json!("scheduling")));
    assert!(check["message"].as_str().is_some_and(|text| text.contains("left: 1")), "{check}");
    let schedule = &check["schedule"];
    assert_eq!(schedule["threads"], json!(["main", "T1", "T2"]));
    assert_eq!(schedule["preemptions"], 1);
    // Both workers load 0 before either stores 1: that is the story, told in threads, objects and values.
    let accesses: Vec<(String, String, String)> = list(schedule, "steps")
        .iter()
        .filter(|step| {
            step["file"] == *file && step["object"].is_string() && step["value"].is_string()
        })
        .filter(|step| step["thread"] != "main")
        .map(|step| {
            let text = |name: &str| step[name].as_str().unwrap_or_default().to_string();
            (text("thread"), text("op"), text("value"))
        })
        .collect();
    let of = |thread: &str| -> Vec<(&str, &str)> {
        let own = accesses.iter().filter(|access| access.0 == thread);
        own.map(|(_, op, value)| (op.as_str(), value.as_str())).collect()
    };
    assert_eq!(of("T1"), [("load", "0"), ("store", "1")], "{schedule}");
    assert_eq!(of("T2"), [("load", "0"), ("store", "1")], "{schedule}");
}

#[test]
fn a_stale_read_is_marked_and_its_cause_is_the_ordering() {
    let course = Course::new();
    let (ran, last) =
        course.judge("lost_update", Path::new(&wrong("done_is_announced_with_relaxed")));
    expect_status(&ran, 1);
    keeps_the_contract(&last);
    let refused: Vec<&Value> = list(stage(&last, "model"), "checks")
        .iter()
        .filter(|check| check["verdict"] == "failed")
        .collect();
    assert!(!refused.is_empty(), "{last}");
    for check in refused {
        assert_eq!(check["cause"], "memory_ordering", "{check}");
        let stale = list(&check["schedule"], "steps").iter().any(|step| step["stale"] == true);
        assert!(stale, "{check}");
    }
}

#[test]
fn a_deadlock_names_who_waits_for_what_and_who_holds_it() {
    let course = Course::new();
    let file = course.write("opposite.rs", OPPOSITE_ORDERS);
    let file = file.to_str().expect("a name in UTF-8");
    // Only the model is asked: on real threads it hangs now and then, and a test must not depend on that.
    let ran =
        course.run(&["run", "lost_update", "--file", file, "--stage", "model", "--format", "json"]);
    expect_status(&ran, 1);
    let last = ran.last();
    keeps_the_contract(&last);
    let names: Vec<&Value> = list(&last, "stages").iter().map(|stage| &stage["stage"]).collect();
    assert_eq!(names, ["build", "model"]);
    let check = check(&last, "model", "no_hit_is_lost");
    assert_eq!((&check["kind"], &check["cause"]), (&json!("deadlock"), &json!("scheduling")));
    let waits: BTreeMap<&str, (&str, Option<&str>)> = list(&check["schedule"], "blocked")
        .iter()
        .filter(|blocked| blocked["op"] == "lock")
        .map(|blocked| {
            let text = |name: &str| blocked[name].as_str();
            (
                text("thread").unwrap_or_default(),
                (text("object").unwrap_or_default(), text("held_by")),
            )
        })
        .collect();
    assert_eq!(waits.len(), 2, "{check}");
    assert_eq!(waits["T1"], ("log", Some("T2")));
    assert_eq!(waits["T2"], ("hits", Some("T1")));
    for blocked in list(&check["schedule"], "blocked") {
        assert_eq!(blocked["file"], "opposite.rs", "relative to the course: {blocked}");
    }
}

#[test]
fn every_line_of_run_is_an_event_and_the_first_names_the_bytes() {
    let course = Course::new();
    let (_, last) = course.judge("lost_update", Path::new(SOLUTION));
    let ran = course.run(&["run", "lost_update", "--format", "json"]);
    let events = ran.json();
    assert_eq!(events[0]["event"], "started");
    assert_eq!(events[0]["path"], EXERCISE);
    assert_eq!(events[0]["answer"], *hash(course.read(START)));
    assert_eq!(events[0]["stages"], json!(STAGES));
    for event in &events {
        has(event, &[("event", Is::Text), ("exercise", Is::Text)]);
    }
    keeps_the_contract(&last);
    assert_eq!(last["stage"], Value::Null);
    assert_eq!(last["answer"], *hash(course.read(SOLUTION)));
    for check in list(stage(&last, "model"), "checks") {
        has(check, &[("bound", Is::Number), ("executions", Is::Number)]);
    }
}

#[test]
fn an_answer_may_lie_anywhere_and_is_named_as_it_was_found() {
    let course = Course::new();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let file = elsewhere.path().join("mine.rs");
    fs::write(&file, course.read(wrong("plain_variable"))).expect("writable");
    let (ran, last) = course.judge("lost_update", &file);
    expect_status(&ran, 1);
    assert_eq!(ran.json()[0]["path"], *file.to_str().expect("a name in UTF-8"));
    let build = stage(&last, "build");
    let error = &list(build, "diagnostics")[0];
    assert_eq!((&error["level"], &error["code"]), (&json!("error"), &json!("E0499")));
    assert_eq!(error["file"], *file.to_str().expect("a name in UTF-8"));
}

#[test]
fn one_stage_is_asked_with_the_build_and_no_other() {
    let course = Course::new();
    for (name, stages) in [
        ("build", json!(["build"])),
        ("test", json!(["build", "test"])),
        ("compile_fail", json!(["build", "compile_fail"])),
        ("model", json!(["build", "model"])),
    ] {
        let ran = course.run(&[
            "run",
            "lost_update",
            "--file",
            SOLUTION,
            "--stage",
            name,
            "--format",
            "json",
        ]);
        expect_status(&ran, 0);
        let last = ran.last();
        let asked: Vec<&Value> =
            list(&last, "stages").iter().map(|stage| &stage["stage"]).collect();
        assert_eq!(json!(asked), stages);
    }
}

#[test]
fn list_keeps_the_contract_and_names_files_that_are_there() {
    let course = Course::new();
    expect_status(&course.run(&["run", "lost_update"]), 1);
    let ran = course.run(&["list", "--format", "json"]);
    expect_status(&ran, 0);
    let lines = ran.json();
    for line in &lines {
        has(
            line,
            &[
                ("event", Is::One(&["exercise"])),
                ("name", Is::Text),
                ("chapter", Is::Text),
                ("path", Is::Text),
                ("solution", Is::Text),
                ("go", Is::Text),
                ("points", Is::Number),
                ("minutes", Is::Number),
                ("track", Is::One(&["core", "more", "deep"])),
                ("verdict", Is::OneOrNull(VERDICTS)),
            ],
        );
        for file in ["path", "solution", "go"] {
            let file = line[file].as_str().unwrap_or_default();
            assert!(Path::new(file).is_relative() && course.root.join(file).is_file(), "{line}");
        }
    }
    let verdict = |name: &str| {
        let line = lines.iter().find(|line| line["name"] == *name);
        line.unwrap_or_else(|| panic!("no {name}"))["verdict"].clone()
    };
    assert_eq!(verdict("lost_update"), "failed");
    assert_eq!(verdict("chunks"), Value::Null);
    let human = course.run(&["list"]);
    expect_status(&human, 0);
    assert!(human.stdout.contains(&format!("0 of {} solved", lines.len())), "{}", human.stdout);
}

// --- verdicts ----------------------------------------------------------------------------------------------------

#[test]
fn wrong_answers_get_the_verdicts_they_are_known_for() {
    let course = Course::new();
    for (name, stage_name, verdict) in [
        ("plain_variable", "build", "failed"),
        ("last_batch_never_flushed", "test", "failed"),
        ("lock_released_between_read_and_write", "model", "failed"),
        ("multiplied_without_threads", "model", "failed"),
    ] {
        let (ran, last) = course.judge("lost_update", Path::new(&wrong(name)));
        expect_status(&ran, 1);
        keeps_the_contract(&last);
        assert_eq!(
            (&last["stage"], &last["verdict"]),
            (&json!(stage_name), &json!(verdict)),
            "{name}"
        );
        if stage_name == "build" {
            for later in &list(&last, "stages")[1..] {
                assert_eq!(later["verdict"], "skipped", "{later}");
            }
        }
    }
}

#[test]
fn an_answer_that_fails_like_a_known_mistake_is_told_its_sentence_and_the_unsolved_file_is_not() {
    let course = Course::new();
    let known = course.read(wrong("the_caller_works_even_for_nobody"));
    let mut lines = known.lines();
    let says = lines.by_ref().find_map(|line| line.strip_prefix("//@ says: ")).expect("it has one");
    // The learner's file has other bytes and other names.
    let theirs =
        known.lines().filter(|line| !line.starts_with("//@")).collect::<Vec<_>>().join("\n");
    let file =
        course.write("theirs.rs", format!("// mine\n{}", theirs.replace("hits_each", "rounds")));
    let (ran, last) = course.judge("lost_update", &file);
    expect_status(&ran, 1);
    keeps_the_contract(&last);
    assert_eq!(last["diagnosis"], says, "{last:#}");
    assert_eq!(last["known_as"], "the_caller_works_even_for_nobody");
    let (_, again) = course.judge("lost_update", &file);
    assert_eq!((&again["cached"], &again["diagnosis"]), (&json!(true), &json!(says)));
    let (_, unsolved) = course.judge("lost_update", Path::new(START));
    assert_eq!(unsolved["diagnosis"], Value::Null);
}

#[test]
fn misuse_that_still_compiles_is_refused_by_its_stage() {
    let course = Course::new();
    let (ran, last) =
        course.judge("borrow_the_stack", Path::new("tests/02_scope/borrow_the_stack/start.rs"));
    expect_status(&ran, 1);
    keeps_the_contract(&last);
    assert_eq!((&last["stage"], &last["verdict"]), (&json!("compile_fail"), &json!("failed")));
}

#[test]
fn what_the_model_does_not_know_is_unproven_and_named() {
    let course = Course::new();
    let unknown =
        "\npub fn editor() -> std::process::Command { std::process::Command::new(\"vi\") }\n";
    course.write(EXERCISE, course.read(SOLUTION) + unknown);
    let ran = course.run(&["run", "lost_update", "--format", "json"]);
    expect_status(&ran, 1);
    let last = ran.last();
    keeps_the_contract(&last);
    assert_eq!((&last["stage"], &last["verdict"]), (&json!("model"), &json!("not_modelled")));
    let message = stage(&last, "model")["message"].as_str().unwrap_or_default().to_string();
    assert!(message.contains("std::process::Command"), "{message}");
    let lines = course.run(&["list", "--format", "json"]).json();
    let line =
        lines.iter().find(|line| line["name"] == "lost_update").expect("it is in the course");
    assert_eq!(line["progress"], "unproven");
}

#[test]
fn an_unchanged_answer_is_not_checked_twice_and_a_changed_byte_is() {
    let course = Course::new();
    let cached = |course: &Course| {
        let ran = course.run(&["run", "lost_update", "--format", "json"]);
        expect_status(&ran, 1);
        let last = ran.last();
        (last["cached"].as_bool(), last["verdict"].clone(), ran.json().len())
    };
    let (first, verdict, events) = cached(&course);
    assert_eq!((first, &verdict), (Some(false), &json!("failed")));
    let (second, again, fewer) = cached(&course);
    assert_eq!((second, again), (Some(true), verdict.clone()));
    assert!(fewer < events, "nothing was run, so nothing began");
    course.write(EXERCISE, course.read(START) + " ");
    assert_eq!(cached(&course).0, Some(false), "one byte more");
    course.write(EXERCISE, course.read(START));
    assert_eq!(cached(&course).0, Some(true), "the old bytes are still known");
    // What is asked changes the verdict as much as what is answered.
    course.own_tests("00_start", "lost_update");
    assert_eq!(cached(&course).0, Some(true), "the same checks, in files of their own");
    let checks = course.read("tests/00_start/lost_update/test.rs");
    course.write("tests/00_start/lost_update/test.rs", checks + "\n");
    assert_eq!(cached(&course).0, Some(false), "a changed check");
}

#[test]
fn a_mistake_in_a_check_file_is_told_with_its_place_as_one_in_the_list_of_exercises_is() {
    let course = Course::new();
    course.own_tests("00_start", "lost_update");
    let file = "tests/00_start/lost_update/model.rs";
    course.write(file, course.read(file) + "\npub fn without_end( {\n");
    let line = course.read(file).lines().count();
    let ran = course.run(&["run", "lost_update"]);
    expect_status(&ran, 2);
    assert!(ran.stderr.contains(&format!("{file}:{line}:")), "{}", ran.stderr);
}

// --- many exercises ----------------------------------------------------------------------------------------------

#[test]
fn every_solution_passes_and_the_second_time_nothing_is_run() {
    let course = Course::new();
    let names: Vec<String> = course
        .run(&["list", "--format", "json"])
        .json()
        .iter()
        .map(|line| line["name"].as_str().unwrap_or_default().to_string())
        .collect();
    let finished = |ran: &Ran| -> Vec<Value> {
        ran.json().into_iter().filter(|event| event["event"] == "finished").collect()
    };
    let ran = course.run(&["check-all", "--solutions", "--format", "json"]);
    expect_status(&ran, 0);
    let first = finished(&ran);
    let order: Vec<&str> = first.iter().filter_map(|report| report["exercise"].as_str()).collect();
    assert_eq!(order, names, "in the order of the course");
    for report in &first {
        keeps_the_contract(report);
        assert_eq!((&report["verdict"], &report["cached"]), (&json!("passed"), &json!(false)));
    }
    let again = course.run(&["check-all", "--solutions", "--format", "json"]);
    expect_status(&again, 0);
    for report in finished(&again) {
        assert_eq!((&report["verdict"], &report["cached"]), (&json!("passed"), &json!(true)));
    }
    assert!(again.json().iter().all(|event| event["event"] != "stage_started"), "nothing began");
    assert!(!course.root.join(".loomlings").exists(), "solutions are no progress");

    let human = course.run(&["check-all", "--solutions"]);
    expect_status(&human, 0);
    for name in &names {
        assert!(human.stdout.contains(name.as_str()), "{}", human.stdout);
    }

    let junit = course.run(&["check-all", "--solutions", "--format", "junit"]);
    expect_status(&junit, 0);
    let suites = suites(&junit.stdout);
    let named: BTreeSet<&str> = suites.keys().map(String::as_str).collect();
    assert_eq!(named, names.iter().map(String::as_str).collect());
    for (name, suite) in &suites {
        assert!(suite.cases > 0, "{name}");
        assert_eq!((suite.tests, suite.failures), (suite.cases, 0), "{name}");
        assert_eq!(suite.refused, 0, "{name}");
    }
}

#[test]
fn unsolved_exercises_are_failures_of_their_suites_and_exit_with_1() {
    let course = Course::new();
    let junit = course.run(&["check-all", "--format", "junit"]);
    expect_status(&junit, 1);
    for (name, suite) in suites(&junit.stdout) {
        assert_eq!(suite.tests, suite.cases, "{name}");
        assert!(suite.refused > 0, "{name} is unsolved");
        assert!(suite.failures <= suite.refused, "{name}");
    }
}

#[derive(Debug, Default)]
struct Suite {
    tests: usize,
    failures: usize,
    cases: usize,
    /// `failure` and `error` elements.
    refused: usize,
}

/// Reads JUnit, and fails where it is not XML.
fn suites(text: &str) -> BTreeMap<String, Suite> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut suites: BTreeMap<String, Suite> = BTreeMap::new();
    let mut current = String::new();
    let mut depth = 0;
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in:\n{text}"));
        let element = match &event {
            Xml::Start(element) => {
                depth += 1;
                element
            }
            Xml::Empty(element) => element,
            Xml::End(_) => {
                depth -= 1;
                continue;
            }
            Xml::Eof => break,
            _ => continue,
        };
        let attribute = |name: &str| -> String {
            let found = element.try_get_attribute(name).expect("well-formed");
            let found = found.unwrap_or_else(|| panic!("no {name} in {element:?}"));
            found.unescape_value().expect("well-formed").into_owned()
        };
        let number = |name: &str| attribute(name).parse().expect("a number");
        match element.name().as_ref() {
            b"testsuite" => {
                current = attribute("name");
                let suite = Suite {
                    tests: number("tests"),
                    failures: number("failures"),
                    ..Suite::default()
                };
                assert!(suites.insert(current.clone(), suite).is_none(), "{current} twice");
            }
            b"testcase" => suites.get_mut(&current).expect("in a suite").cases += 1,
            b"failure" | b"error" => suites.get_mut(&current).expect("in a suite").refused += 1,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    suites
}

#[test]
fn an_exercise_is_proven_and_the_table_says_so() {
    let course = Course::new();
    let ran = course.run(&["dev", "check", "lost_update"]);
    expect_status(&ran, 0);
    let row = ran.stdout.lines().find(|line| line.contains("lost_update"));
    assert!(row.is_some(), "{}", ran.stdout);
    assert!(ran.stderr.contains("1/1 lost_update: proven"), "{}", ran.stderr);
    // The same exercise with a wrong answer that is right is not proven.
    course.own_tests("00_start", "lost_update");
    let right = course.read(SOLUTION);
    let claim = "//@ caught-by: model\n//@ says: It is not wrong at all.\n";
    course.write(wrong("lock_released_between_read_and_write"), format!("{claim}{right}"));
    let ran = course.run(&["dev", "check", "lost_update"]);
    expect_status(&ran, 1);
    assert!(ran.stdout.contains("lock_released_between_read_and_write"), "{}", ran.stdout);
}

// --- what learners see -------------------------------------------------------------------------------------------

#[test]
fn colours_go_where_they_are_wanted() {
    let course = Course::new();
    let escapes = |ran: &Ran| ran.stdout.contains('\x1b');
    let run = ["run", "lost_update"];
    let coloured = ["run", "lost_update", "--color", "always"];
    assert!(!escapes(&course.run(&run)), "a pipe is no terminal");
    assert!(escapes(&course.run(&coloured)), "asked for");
    assert!(!escapes(&course.run(&["run", "lost_update", "--color", "never"])));
    let without = |args: &[&str]| Ran::of(course.command(args).env("NO_COLOR", "1"));
    assert!(!escapes(&without(&run)));
    assert!(escapes(&without(&coloured)), "what is typed outranks the environment");
    // The compiler's own words too.
    let file = wrong("plain_variable");
    assert!(!escapes(&course.run(&["run", "lost_update", "--file", &file])));
    assert!(escapes(&course.run(&["run", "lost_update", "--file", &file, "--color", "always"])));
}

#[test]
fn hints_come_one_level_at_a_time_and_the_last_one_stays() {
    let course = Course::new();
    let nth = |ran: &Ran| ran.stdout.split(['\n', ':']).next().unwrap_or_default().to_string();
    for level in [1, 2, 3, 3] {
        let ran = course.run(&["hint", "lost_update"]);
        expect_status(&ran, 0);
        assert_eq!(nth(&ran), format!("lost_update, hint {level} of 3"));
    }
    assert_eq!(
        nth(&course.run(&["hint", "lost_update", "--level", "1"])),
        "lost_update, hint 1 of 3"
    );
    assert_eq!(nth(&course.run(&["hint", "lost_update"])), "lost_update, hint 3 of 3");
    assert_eq!(nth(&course.run(&["hint", "chunks"])), "chunks, hint 1 of 3", "each has its own");
}

#[test]
fn reset_keeps_what_the_learner_wrote() {
    let course = Course::new();
    let ran = course.run(&["reset", "lost_update"]);
    expect_status(&ran, 0);
    assert!(ran.stdout.contains("nothing to reset"), "{}", ran.stdout);
    course.write(EXERCISE, "mine\u{e4}\n");
    let ran = course.run(&["reset", "lost_update"]);
    expect_status(&ran, 0);
    assert_eq!(course.read(EXERCISE), course.read(START));
    let backup = ".loomlings/backup/00_start/lost_update.1.rs";
    assert!(ran.stdout.contains(backup), "{}", ran.stdout);
    assert_eq!(course.read(backup), "mine\u{e4}\n");
}

#[test]
fn every_part_of_an_exercise_can_be_shown() {
    let course = Course::new();
    for (part, file) in [
        ("lesson", "exercises/00_start/README.md"),
        ("go", "exercises/00_start/lost_update.go"),
        ("test", "tests/00_start/lost_update/test.rs"),
        ("model", "tests/00_start/lost_update/model.rs"),
        ("solution", SOLUTION),
    ] {
        let ran = course.run(&["show", "lost_update", part]);
        expect_status(&ran, 0);
        assert_eq!(ran.stdout.trim_end(), course.read(file).trim_end());
        // Only whoever asks for the solution before solving is told of the hints, and not in the middle of it.
        assert_eq!(ran.stderr.contains("checker hint lost_update"), part == "solution");
    }
    fs::remove_file(course.root.join("exercises/00_start/README.md")).expect("it was there");
    let ran = course.run(&["show", "lost_update", "lesson"]);
    expect_status(&ran, 2);
    assert!(ran.stderr.contains("exercises/00_start/README.md"), "{}", ran.stderr);
}

#[test]
fn a_name_with_its_chapter_or_a_path_is_as_good() {
    let course = Course::new();
    for name in ["00_start/lost_update", EXERCISE, SOLUTION] {
        let ran = course.run(&["hint", name, "--level", "1"]);
        expect_status(&ran, 0);
        assert!(ran.stdout.starts_with("lost_update, hint 1"), "{name}: {}", ran.stdout);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure_of_the_checker() {
    use std::process::Stdio;
    let course = Course::new();
    let mut child = course
        .command(&["list"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the checker starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it is our child");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.as_str()), (Some(0), ""));
}
