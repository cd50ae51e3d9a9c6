//! trybuild holds what the compiler says about every misuse against what is recorded beside it (`.stderr`), with the
//! solution as the answer, and builds every use that must stay allowed.
//!
//! For each exercise a package named `answer` is written under `target/`, and this program runs itself once more inside it.
//! `TRYBUILD=overwrite cargo test -p course-tests --test compile_fail` records anew; `… -- NAME` does one exercise.

use checker::catalogue::{Catalogue, Exercise};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

/// Set for the inner run.
const INSIDE: &str = "COURSE_INSIDE_PACKAGE";

fn main() -> ExitCode {
    if env::var_os(INSIDE).is_some() {
        let tests = trybuild::TestCases::new();
        for case in cases_in(Path::new("compile_fail")) {
            tests.compile_fail(case);
        }
        if Path::new("compile_pass").is_dir() {
            tests.pass("compile_pass/*.rs");
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

/// Everything is copied into the package: what the compiler says then names no path of this machine.
fn run(root: &Path, exercise: &Exercise) -> io::Result<bool> {
    let package = root.join("target/loomlings/trybuild").join(&exercise.name);
    let cases = root.join(exercise.tests_dir());
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    fs::create_dir_all(package.join("src"))?;
    fs::write(package.join("Cargo.toml"), manifest(root))?;
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock"))?;
    fs::copy(root.join(exercise.solution()), package.join("src/lib.rs"))?;
    for folder in ["compile_fail", "compile_pass"] {
        copy_files(&cases.join(folder), &package.join(folder))?;
    }
    let status = Command::new(env::current_exe()?)
        .current_dir(&package)
        .env(INSIDE, "1")
        .env("CARGO_MANIFEST_DIR", &package)
        .env("CARGO_PKG_NAME", "answer")
        // One target directory for all: the crates that answers may use are checked once.
        .env("CARGO_TARGET_DIR", root.join("target/loomlings/trybuild/target"))
        .status()?;
    if env::var_os("TRYBUILD").is_some_and(|mode| mode == "overwrite") {
        copy_files(&package.join("compile_fail"), &cases.join("compile_fail"))?;
    }
    Ok(status.success())
}

/// The misuse cases whose record can be compared here. Where std's own source is installed the compiler quotes it, where it
/// is not it cannot: a record with such a place in it holds for machines without. Which lines are refused, and with which
/// codes, is proven by `dev check` in any case.
fn cases_in(folder: &Path) -> Vec<PathBuf> {
    let quotes_std = std_source_is_installed();
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let record = fs::read_to_string(path.with_extension("stderr")).unwrap_or_default();
            if quotes_std && record.contains("$RUST/") {
                println!("skipped, because rust-src is installed: {}", path.display());
            } else {
                cases.push(path);
            }
        }
    }
    cases.sort();
    cases
}

fn std_source_is_installed() -> bool {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = sysroot.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_string());
    sysroot.is_ok_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library").is_dir())
}

fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        // A file that is the same already keeps its time: others rebuild when it changes.
        if fs::read(&target).ok() != Some(fs::read(entry.path())?) {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn manifest(root: &Path) -> String {
    let dependencies = fs::read_to_string(root.join("Cargo.toml"))
        .unwrap_or_default()
        .split("[workspace.dependencies]")
        .nth(1)
        .unwrap_or_default()
        .lines()
        .take_while(|line| !line.starts_with('['))
        .fold(String::new(), |text, line| text + line + "\n");
    format!(
        "[package]\nname = \"answer\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    )
}
