//! trybuild holds what the compiler says about every misuse against what is recorded beside it (`.stderr`), with the
//! solution as the answer, and builds every use that must stay allowed.
//!
//! For each exercise a package named `answer` is written under `target/`, and this program runs itself once more inside it.
//! `TRYBUILD=overwrite cargo test -p course-tests --test compile_fail` records anew; `… -- NAME` does one exercise.

use checker::catalogue::{Catalogue, Exercise};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

/// Set for the inner run: the folder that holds the cases.
const CASES: &str = "COURSE_CASES";

fn main() -> ExitCode {
    if let Some(cases) = env::var_os(CASES) {
        let cases = PathBuf::from(cases);
        let tests = trybuild::TestCases::new();
        tests.compile_fail(cases.join("compile_fail/*.rs"));
        if cases.join("compile_pass").is_dir() {
            tests.pass(cases.join("compile_pass/*.rs"));
        }
        // The cases run when `tests` is dropped, and a mismatch panics there.
        return ExitCode::SUCCESS;
    }
    let wanted: Vec<String> = env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    if env::args().any(|arg| arg == "--list") {
        return ExitCode::SUCCESS;
    }
    let root = course_tests::root();
    let catalogue = match Catalogue::load(&root) {
        Ok(catalogue) => catalogue,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let (mut passed, mut failed) = (0, 0);
    for exercise in catalogue.exercises() {
        if !wanted.is_empty() && !wanted.contains(&exercise.name) {
            continue;
        }
        match run(&root, exercise) {
            Ok(true) => passed += 1,
            Ok(false) => {
                failed += 1;
                eprintln!(
                    "{}: the compiler's words are not those recorded, see above",
                    exercise.name
                );
            }
            Err(error) => {
                failed += 1;
                eprintln!("{}: {error}", exercise.name);
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(root: &Path, exercise: &Exercise) -> io::Result<bool> {
    let package = root.join("target/loomlings/trybuild").join(&exercise.name);
    fs::create_dir_all(package.join("src"))?;
    fs::write(package.join("Cargo.toml"), manifest(root, exercise))?;
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock"))?;
    let status = Command::new(env::current_exe()?)
        .current_dir(&package)
        .env(CASES, root.join("tests").join(&exercise.dir).join(&exercise.name))
        .env("CARGO_MANIFEST_DIR", &package)
        .env("CARGO_PKG_NAME", "answer")
        // One target directory for all: the crates that answers may use are checked once.
        .env("CARGO_TARGET_DIR", root.join("target/loomlings/trybuild/target"))
        .status()?;
    Ok(status.success())
}

fn manifest(root: &Path, exercise: &Exercise) -> String {
    let solution = root.join(exercise.solution());
    let dependencies = fs::read_to_string(root.join("Cargo.toml"))
        .unwrap_or_default()
        .split("[workspace.dependencies]")
        .nth(1)
        .unwrap_or_default()
        .lines()
        .take_while(|line| !line.starts_with('['))
        .fold(String::new(), |text, line| text + line + "\n");
    format!(
        "[package]\nname = \"answer\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[lib]\npath = {:?}\n\n\
         [workspace]\n\n[dependencies]\n{dependencies}",
        solution
    )
}
