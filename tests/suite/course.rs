//! The course proves itself: every exercise tells right from wrong, and the learner's own files are never judged here.

use checker::catalogue::Catalogue;
use checker::dev::check::{self, Demands};
use checker::dev::sync;
use checker::process::Cancel;
use checker::runner::Runner;
use checker::store::Verdicts;
use checker::toolchain::Toolchain;
use course_tests::root;
use std::fs;

#[test]
fn every_exercise_refuses_every_wrong_answer_and_accepts_every_right_one() {
    let root = root();
    let catalogue = Catalogue::load(&root).unwrap_or_else(|error| panic!("{error}"));
    let toolchain =
        Toolchain::prepare(&root, &mut |_| {}).unwrap_or_else(|error| panic!("{error:#}"));
    let verdicts = Verdicts::open(&root.join("target/loomlings/verdicts")).ok();
    let runner = Runner { root, toolchain, verdicts, incremental: false, untrusted: None };
    let cancel = Cancel::new().expect("a pipe to cancel through");
    let exercises: Vec<_> = catalogue.exercises().iter().collect();
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let proofs = check::run(&runner, &exercises, Demands::default(), jobs, &cancel, &mut |_| {})
        .unwrap_or_else(|error| panic!("{error:#}"));
    let table = check::table(&proofs);
    println!("{table}");
    assert_eq!(proofs.len(), exercises.len());
    assert!(proofs.iter().all(check::Proof::holds), "\n{table}");
}

#[test]
fn the_editor_sees_every_exercise_and_every_solution_as_a_target() {
    let root = root();
    let catalogue = Catalogue::load(&root).unwrap_or_else(|error| panic!("{error}"));
    for (file, text) in sync::generated(&catalogue) {
        let found = fs::read_to_string(root.join(&file)).unwrap_or_default();
        assert_eq!(
            found,
            text,
            "{} is out of date: `cargo run -p checker -- dev sync` writes it",
            file.display()
        );
    }
}

#[test]
fn both_lock_files_name_the_same_versions_of_what_an_answer_may_use() {
    let version = |lock: &str, name: &str| {
        let text = fs::read_to_string(root().join(lock)).expect("a committed lock file");
        let entry =
            text.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{name}\"\n")));
        let line =
            entry.and_then(|entry| entry.lines().find(|line| line.starts_with("version = ")));
        line.map(str::to_string).unwrap_or_else(|| panic!("{lock} does not name {name}"))
    };
    for name in
        ["crossbeam", "crossbeam-channel", "crossbeam-utils", "rayon", "tokio", "tokio-util"]
    {
        assert_eq!(version("Cargo.lock", name), version("model/Cargo.lock", name), "{name}");
    }
}
