//! What a teacher adds to the course and gives away of it: private checks and seeds, and the pack for students.
#![cfg(unix)]

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use support::{CHECKER, Course, Ran, real};

const CHUNKS: &str = "exercises/02_scope/chunks.rs";

/// What only a private check finds out: the course's own never ask for so many workers, or for that number.
const PRIVATE: &str = "use answer::parallel_sum;\n\n/// A crowd of workers adds up three numbers.\npub fn a_crowd_of_workers() {\n    \
    assert_eq!(parallel_sum(&[1, 2, 3], 40), 6, \"the crowd\");\n}\n\n/// One number is its own sum.\npub fn one_number(seed: u64) -> u64 \
    {\n    parallel_sum(&[seed], 1)\n}\n";
const ORACLE: &str = "pub fn one_number(seed: u64) -> u64 {\n    seed\n}\n";
const MODEL: &str = "use answer::parallel_sum;\n\n/// Three workers lose nothing.\n//@ visibility: shown\npub fn three_workers() {\n    \
    assert_eq!(parallel_sum(&[1, 20, 300], 3), 321);\n}\n";

fn overlay(course: &Course, settings: &str) {
    let folder = course.root.join("private/tests/02_scope/chunks");
    fs::create_dir_all(&folder).expect("writable");
    for (name, text) in [("test.rs", PRIVATE), ("oracle.rs", ORACLE), ("model.rs", MODEL)] {
        fs::write(folder.join(name), text).expect("writable");
    }
    course.write("private/overlay.toml", settings);
}

fn hand_in(course: &Course, student: &str, text: &str) {
    let file = course.root.join("submissions").join(student).join(CHUNKS);
    fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
    fs::write(file, text).expect("writable");
}

/// The solution, but for what it makes of some input.
fn unless(course: &Course, condition: &str) -> String {
    let solution = course.read("solutions/02_scope/chunks.rs");
    let body = "    let size = data";
    assert!(solution.contains(body), "the solution is written otherwise");
    solution.replace(body, &format!("    if {condition} {{\n        return 0;\n    }}\n{body}"))
}

fn grade(course: &Course, out: &str, more: &[&str]) -> Ran {
    let mut args = vec!["grade", "submissions", "--out", out, "--only", "chunks"];
    args.extend(more);
    course.run(&args)
}

fn records(course: &Course, out: &str) -> BTreeMap<String, Value> {
    let results = course.read(format!("{out}/results.jsonl"));
    let records = results.lines().map(|line| {
        let record: Value = serde_json::from_str(line).expect("a record");
        (record["student"].as_str().expect("a name").to_string(), record)
    });
    records.collect()
}

/// The checks of one stage, by name.
fn checks(record: &Value, stage: usize) -> BTreeMap<String, Value> {
    let checks = record["stages"][stage]["checks"].as_array().expect("checks");
    let named = |check: &Value| check["name"].as_str().expect("a name").to_string();
    checks.iter().map(|check| (named(check), check.clone())).collect()
}

#[test]
fn private_checks_and_seeds_count_and_students_see_of_them_what_they_may() {
    let course = Course::new();
    overlay(&course, "seeds = [4711]\n");
    hand_in(&course, "ada", &course.read("solutions/02_scope/chunks.rs"));
    hand_in(&course, "bob", &unless(&course, "workers > 30"));
    hand_in(&course, "cleo", &unless(&course, "data == [4711]"));
    let ran = grade(&course, "out", &["--overlay", "private"]);
    assert_eq!(ran.status, 0, "{}\n{}", ran.stdout, ran.stderr);
    let with = records(&course, "out");
    // The solution that was tried first is nobody's result.
    assert_eq!(with.keys().collect::<Vec<_>>(), ["ada", "bob", "cleo"]);
    assert_eq!((&with["ada"]["verdict"], &with["ada"]["points"]), (&"passed".into(), &10.into()));
    let (bob, cleo) = (checks(&with["bob"], 1), checks(&with["cleo"], 1));
    let crowd = &bob["a_crowd_of_workers"];
    assert_eq!((&crowd["verdict"], &crowd["visibility"]), (&"failed".into(), &"hidden".into()));
    assert_eq!(crowd["file"], "overlay/tests/02_scope/chunks/test.rs");
    assert_eq!((&with["bob"]["stage"], &with["bob"]["points"]), (&"test".into(), &0.into()));
    let one = &cleo["one_number"];
    assert_eq!((&one["verdict"], &one["seed"]), (&"failed".into(), &4711.into()));
    let three = &checks(&with["ada"], 3)["three_workers"];
    assert_eq!((&three["private"], &three["visibility"]), (&true.into(), &Value::Null));

    let report = course.run(&["report", "out"]);
    assert_eq!(report.status, 0, "{}", report.stderr);
    let seen = course.read("out/feedback/bob.html");
    assert!(
        seen.contains("A check that is not shown.") && seen.contains("Three workers lose nothing.")
    );
    assert!(!seen.contains("crowd") && !seen.contains("private/"), "{seen}");
    assert!(course.read("out/teacher/bob.html").contains("A crowd of workers"));
    assert!(course.read("out/report.html").contains("A crowd of workers"));

    // Without it nobody knows better, and no verdict of the one is taken for the other's.
    let ran = grade(&course, "without", &[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let without = records(&course, "without");
    assert!(without.values().all(|record| record["points"] == 10), "{without:?}");
    assert!(without["bob"]["course"] != with["bob"]["course"]);

    // Parts of a whole have the same overlay.
    let ran = grade(&course, "parts", &["--overlay", "private", "--shard", "1/2"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let ran = grade(&course, "parts", &["--shard", "2/2"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let merged = course.run(&["merge", "parts", "--out", "merged"]);
    assert_eq!(merged.status, 2);
    assert!(merged.stderr.contains("another overlay, or none"), "{}", merged.stderr);
    let ran = grade(&course, "parts", &["--overlay", "private", "--shard", "2/2"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let merged = course.run(&["merge", "parts", "--out", "merged"]);
    assert_eq!(merged.status, 0, "{}", merged.stderr);
    assert_eq!(course.read("merged/results.jsonl"), course.read("out/results.jsonl"));
}

#[test]
fn an_overlay_that_refuses_the_solution_is_told_before_anybody_is_graded() {
    let course = Course::new();
    overlay(&course, "");
    hand_in(&course, "ada", &course.read("solutions/02_scope/chunks.rs"));
    let test = "private/tests/02_scope/chunks/test.rs";
    for (text, says) in [
        (
            PRIVATE.replace("40), 6", "40), 7"),
            "solutions/02_scope/chunks.rs: test/a_crowd_of_workers: failed",
        ),
        (
            PRIVATE.replace("parallel_sum(&[1", "no_such_sum(&[1"),
            "test/a_crowd_of_workers: failed: the checks do not compile against this file",
        ),
    ] {
        course.write(test, text);
        let ran = grade(&course, "out", &["--overlay", "private"]);
        assert_eq!(ran.status, 2, "{}\n{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
        assert!(!course.root.join("out/results.jsonl").exists());
    }
    for (settings, says) in [
        ("[exercises.chunk]\n", "private/overlay.toml:1:12: there is no exercise `chunk`"),
        ("seeds = [-1]\n", "private/overlay.toml:1:10: this is no seed"),
    ] {
        course.write("private/overlay.toml", settings);
        let ran = grade(&course, "out", &["--overlay", "private"]);
        assert_eq!(ran.status, 2, "{}\n{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
    }
    let ran = grade(&course, "out", &["--overlay", "nowhere"]);
    assert_eq!(ran.status, 2, "{}\n{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("cannot read nowhere"), "{}", ran.stderr);
}

/// A call of the checker somewhere else than in a copy of the course.
fn run(folder: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new(CHECKER);
    command.args(args).current_dir(folder);
    for name in ["NO_COLOR", "CARGO", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    Ran::of(&mut command)
}

#[test]
fn a_students_pack_is_a_course_without_answers_and_what_is_solved_in_it_is_graded_as_any_other() {
    // The crates that answers are compiled against are there after this.
    let course = Course::new();
    let pack = course.root.join("class/pack");
    let out = pack.to_str().expect("a name in UTF-8");
    let ran = run(&real(), &["dev", "pack", "--students", out]);
    assert_eq!(ran.status, 0, "{}\n{}", ran.stdout, ran.stderr);
    let again = run(&real(), &["dev", "pack", "--students", out]);
    assert!(again.status == 2 && again.stderr.contains("is not empty"), "{}", again.stderr);
    let under = pack.join("info.toml/pack");
    let ran = run(&real(), &["dev", "pack", "--students", under.to_str().expect("UTF-8")]);
    assert!(ran.status == 2 && ran.stderr.contains("info.toml/pack"), "{}", ran.stderr);
    let lock = |manifest: &str| {
        // Fails where cargo would write another lock file.
        let mut cargo = Command::new("cargo");
        cargo.args(["tree", "--locked", "--offline", "--quiet", "--manifest-path"]);
        Ran::of(cargo.arg(pack.join(manifest)).current_dir(&pack))
    };
    for manifest in ["Cargo.toml", "model/Cargo.toml"] {
        let ran = lock(manifest);
        assert_eq!(ran.status, 0, "{manifest}: {}", ran.stderr);
    }

    // Nothing is built twice: the model of a pack is that of the course but for its own tests.
    fs::remove_dir_all(pack.join("model")).expect("it is there");
    symlink(real().join("model"), pack.join("model")).expect("a link");
    let stamp = Path::new("target/loomlings/warm/stamp.json");
    fs::create_dir_all(pack.join(stamp).parent().expect("a folder")).expect("writable");
    fs::copy(course.root.join(stamp), pack.join(stamp)).expect("a copy");

    let unsolved = run(&pack, &["run", "chunks"]);
    assert_eq!(unsolved.status, 1, "{}\n{}", unsolved.stdout, unsolved.stderr);
    for args in [
        &["show", "chunks", "solution"][..],
        &["check-all", "--solutions"],
        &["dev", "check", "chunks"],
        &["dev", "new", "02_scope/another"],
        &["dev", "sync"],
        &["dev", "pack", "--students", "again"],
        &["grade", ".", "--out", "out"],
    ] {
        let ran = run(&pack, args);
        assert_eq!(ran.status, 2, "{args:?}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains("the course as students have it"), "{args:?}: {}", ran.stderr);
    }
    for args in
        [&["list"][..], &["hint", "chunks"], &["show", "chunks", "lesson"], &["reset", "chunks"]]
    {
        assert_eq!(run(&pack, args).status, 0, "{args:?}");
    }

    let solution = course.read("solutions/02_scope/chunks.rs");
    fs::write(pack.join(CHUNKS), &solution).expect("writable");
    let solved = run(&pack, &["run", "chunks"]);
    assert_eq!(solved.status, 0, "{}\n{}", solved.stdout, solved.stderr);
    assert!(solved.stdout.contains("Solved: go on with the next one"), "{}", solved.stdout);
    // Handed in as it is, and judged by the whole course.
    let ran = course.run(&["grade", "class", "--out", "out", "--only", "chunks"]);
    assert_eq!(ran.status, 0, "{}\n{}", ran.stdout, ran.stderr);
    assert_eq!(records(&course, "out")["pack"]["points"], 10);
}
