//! `dev new CHAPTER/NAME`: every file of an exercise, in all three trees, with honest TODOs in them.
//!
//! What it writes can be read by the catalogue and is refused by `dev check`: the solution only panics, and nothing that
//! still says `TODO:` counts as finished. It never writes over a file.

use super::sync;
use crate::catalogue::problem::Source;
use crate::catalogue::{Catalogue, CatalogueError, Exercise, INFO, Problem, info};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why no exercise was created.
#[derive(Debug, Error)]
pub enum NewError {
    /// Not `CHAPTER/NAME`, or a name that may not be used.
    #[error(
        "{what}\nwrite CHAPTER/NAME, such as 02_scope/chunks: each at most {} of a-z, 0-9 and _",
        info::MAX_NAME
    )]
    Name {
        /// What is wrong with it.
        what: String,
    },
    /// There is such an exercise, or a file where one of its files would go.
    #[error("nothing was created, because there is already\n{}", list(taken))]
    Taken {
        /// What is in the way.
        taken: Vec<PathBuf>,
    },
    /// The course has mistakes already: they come first.
    #[error(transparent)]
    Course(#[from] CatalogueError),
    /// `info.toml` is written in a way in which an entry cannot be added.
    #[error(
        "info.toml would not be valid with this entry in it; add it by hand, then try again\n\n{entry}"
    )]
    Entry {
        /// The text to add.
        entry: String,
    },
    /// A file cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| format!("  {}", path.display())).collect::<Vec<_>>().join("\n")
}

/// Creates the exercise and says what is to be done now.
pub fn new(out: &mut dyn Write, root: &Path, asked: &str) -> Result<(), NewError> {
    let (chapter, name) = split(asked)?;
    let catalogue = Catalogue::load(root)?;
    let taken: Vec<PathBuf> =
        catalogue.exercises().iter().filter(|e| e.name == name).map(Exercise::path).collect();
    if !taken.is_empty() {
        return Err(NewError::Taken { taken });
    }
    let files = files(chapter, name);
    let taken: Vec<PathBuf> = files
        .iter()
        .map(|(path, _)| path)
        .filter(|path| root.join(path).exists() && !shared(path))
        .cloned()
        .collect();
    if !taken.is_empty() {
        return Err(NewError::Taken { taken });
    }
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |source| NewError::Write { path, source }
    };
    let text = fs::read_to_string(root.join(INFO)).map_err(failed(Path::new(INFO)))?;
    let text = with_entry(&catalogue, &text, chapter, name)?;

    let mut created = Vec::new();
    for (path, text) in files {
        if !root.join(&path).exists() {
            create(&root.join(&path), &text).map_err(failed(&path))?;
            created.push(path);
        }
    }
    // The entry comes last: as long as it is missing, half an exercise is no exercise.
    replace(&root.join(INFO), &text).map_err(failed(Path::new(INFO)))?;
    let written = sync::sync(&Catalogue::load(root)?).map_err(failed(Path::new("exercises")))?;

    let say = |out: &mut dyn Write| -> io::Result<()> {
        writeln!(out, "created\n{}", list(&created))?;
        writeln!(out, "added an entry to\n  {INFO}")?;
        if !written.is_empty() {
            writeln!(out, "generated anew\n{}", list(&written))?;
        }
        writeln!(out, "\nReplace every `TODO:`, then: checker dev check {name}")
    };
    say(out).map_err(failed(Path::new("standard output")))
}

fn split(asked: &str) -> Result<(&str, &str), NewError> {
    let Some((chapter, name)) = asked.split_once('/') else {
        return Err(NewError::Name { what: format!("`{asked}` has no chapter") });
    };
    for part in [chapter, name] {
        info::check_name(part).map_err(|what| NewError::Name { what })?;
    }
    Ok((chapter, name))
}

/// The lesson belongs to the whole chapter.
fn shared(path: &Path) -> bool {
    path.file_name() == Some("README.md".as_ref())
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(fs::metadata(path)?.permissions())?;
    file.persist(path)?;
    Ok(())
}

/// The text of `info.toml` with the entry behind the last one of its chapter, or at the end.
fn with_entry(
    catalogue: &Catalogue,
    text: &str,
    chapter: &str,
    name: &str,
) -> Result<String, NewError> {
    let entry = entry(chapter, name);
    let mut begins: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim() == "[[exercises]]" {
            begins.push(at);
        }
        at += line.len();
    }
    let exercises = catalogue.exercises();
    let last = exercises.iter().rposition(|exercise| exercise.dir == chapter);
    let behind = match last.and_then(|last| begins.get(last + 1)) {
        Some(next) if begins.len() == exercises.len() => above_comments(text, *next),
        _ => text.len(),
    };
    let (before, after) = (text[..behind].trim_end(), text[behind..].trim_start_matches('\n'));
    let blank = if after.is_empty() { "" } else { "\n" };
    let new = format!("{before}\n\n{entry}{blank}{after}");
    match info::parse(catalogue.root(), &new) {
        Ok(_) => Ok(new),
        Err(_) => Err(NewError::Entry { entry }),
    }
}

/// Where the comments begin that stand directly above the line at this offset: they speak of it.
fn above_comments(text: &str, mut at: usize) -> usize {
    while at > 0 {
        let line = text[..at - 1].rfind('\n').map_or(0, |newline| newline + 1);
        if !text[line..at].starts_with('#') {
            break;
        }
        at = line;
    }
    at
}

fn entry(chapter: &str, name: &str) -> String {
    format!(
        r#"[[exercises]]
name = "{name}"
dir = "{chapter}"
points = 10
minutes = 15
track = "core"
refused_at = "test"
rows = []
hints = [
    "TODO: a question",
    "TODO: the place to look",
    "TODO: the shape",
]
"#
    )
}

/// The files of a new exercise, relative to the workspace.
fn files(chapter: &str, name: &str) -> Vec<(PathBuf, String)> {
    let tests = format!("tests/{chapter}/{name}");
    let fill = |text: &str| text.replace("NAME", name).replace("CHAPTER", chapter);
    [
        (format!("exercises/{chapter}/README.md"), LESSON),
        (format!("exercises/{chapter}/{name}.rs"), START),
        (format!("exercises/{chapter}/{name}.go"), GO),
        (format!("solutions/{chapter}/{name}.rs"), SOLUTION),
        (format!("{tests}/start.rs"), START),
        (format!("{tests}/test.rs"), TEST),
        (format!("{tests}/oracle.rs"), ORACLE),
        (format!("{tests}/model.rs"), MODEL),
        (format!("{tests}/compile_fail/todo_what_is_misused.rs"), COMPILE_FAIL),
        (format!("{tests}/wrong/todo_tempting.rs"), TEMPTING),
        (format!("{tests}/wrong/todo_schedule_only.rs"), SCHEDULE_ONLY),
        (format!("{tests}/wrong/todo_boundary.rs"), BOUNDARY),
        (format!("{tests}/right/todo_idea.rs"), RIGHT),
    ]
    .into_iter()
    .map(|(path, text)| (PathBuf::from(path), fill(text)))
    .collect()
}

const LESSON: &str = "\
# TODO: the one insight of this chapter, in one sentence

TODO: the Go idea and the Rust idea, side by side.

## Which tool?

TODO: when to use what.

## To think about

TODO: a question.

<details><summary>A strong answer</summary>

TODO: the answer.

</details>

| Go | Rust |
|---|---|
| TODO: | TODO: |
";

const START: &str = "\
//! # TODO: a title in the learner's words
//!
//! TODO: a story that a backend developer recognises, the Go instinct that it corrects, and one question.
//!
//! What must hold:
//!
//! - TODO: every requirement that a check enforces, and the signature of every name that a check uses.

/// TODO: what it does.
pub fn solve(input: Vec<u64>) -> Vec<u64> {
    // TODO: what is left to do here.
    input
}
";

const GO: &str = "\
//go:build ignore
// race: no

// TODO: what a Go developer would write, and what it prints to make the point.
package main

func main() {
\tpanic(\"TODO: write the Go counterpart\")
}
";

const SOLUTION: &str = "\
//! TODO: the reference answer, commented where threads may come between each other.

/// TODO: what it does.
pub fn solve(_input: Vec<u64>) -> Vec<u64> {
    todo!(\"solve NAME\")
}
";

const TEST: &str = "\
//! TODO: what these checks on real threads are about.

use answer::solve;
use harness::Rng;

/// TODO: a fact that the learner reads in the checklist.
pub fn nothing_in_nothing_out() {
    assert_eq!(solve(Vec::new()), []);
}

/// TODO: a fact about values that `oracle.rs` computes, too.
pub fn agrees_with_plain_code(seed: u64) -> Vec<u64> {
    solve(Rng::new(seed).vec(8))
}
";

const ORACLE: &str = "\
//! TODO: what is right, said without threads.

use harness::Rng;

/// TODO: the same values from plain code.
pub fn agrees_with_plain_code(seed: u64) -> Vec<u64> {
    let _input = Rng::new(seed).vec(8);
    todo!(\"say what is right for this input\")
}
";

const MODEL: &str = "\
//! TODO: what must hold under every schedule.

/// TODO: a fact about every schedule that the learner reads in the checklist.
pub fn holds_under_every_schedule() {
    assert_eq!(answer::solve(vec![1, 2]), [1, 2]);
    model::sometimes(\"two threads were alive at the same time\", model::most_alive() >= 2);
}
";

const COMPILE_FAIL: &str = "\
//! TODO: what the compiler refuses here, and why.

fn main() {
    // TODO: misuse of what the learner designed (or the rule of the language that stops the Go habit).
    let _misuse = answer::solve(Vec::new()); //~ E0000
}
";

const TEMPTING: &str = "\
//@ caught-by: test
//@ says: TODO: one sentence to the learner who wrote what a Go developer writes first.
//@ sort: tempting

pub fn solve(input: Vec<u64>) -> Vec<u64> {
    // TODO: what a Go developer writes first.
    input
}
";

const SCHEDULE_ONLY: &str = "\
//@ caught-by: model
//@ says: TODO: one sentence to the learner whose tests pass although some schedule breaks it.
//@ sort: schedule-only

pub fn solve(input: Vec<u64>) -> Vec<u64> {
    // TODO: what only some schedules break.
    input
}
";

const BOUNDARY: &str = "\
//@ caught-by: test
//@ says: TODO: one sentence to the learner who forgot zero workers, empty input or a panicking callback.
//@ sort: boundary

pub fn solve(input: Vec<u64>) -> Vec<u64> {
    // TODO: what breaks at a boundary.
    input
}
";

const RIGHT: &str = "\
//! TODO: the idea of a right answer that goes about it differently.

pub fn solve(_input: Vec<u64>) -> Vec<u64> {
    todo!(\"another way to solve NAME\")
}
";

/// Every place at which an exercise is still what `dev new` wrote: a `TODO:` in a file of the course (in the unsolved
/// file only in its docs: what its code leaves to do is the learner's), or in its entry in `info.toml`.
pub fn unfinished(exercise: &Exercise) -> Result<Vec<Problem>, CatalogueError> {
    let unreadable = |path: &Path| {
        let path = path.to_path_buf();
        move |source| CatalogueError::Unreadable { path, source }
    };
    let read = |path: &Path| match fs::read_to_string(exercise.absolute(path)) {
        // Whether a file must exist is another question.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        text => text.map_err(unreadable(path)),
    };
    let tests = exercise.tests_dir();
    let mut files = vec![exercise.lesson(), exercise.go(), exercise.solution(), exercise.start()];
    files.extend(exercise.course_files().map_err(unreadable(&tests))?);
    for kind in [crate::catalogue::SampleKind::Wrong, crate::catalogue::SampleKind::Right] {
        files.extend(exercise.samples(kind).map_err(unreadable(&tests))?);
    }
    let mut problems = Vec::new();
    for path in files {
        let text = read(&path)?;
        let is_start = path == exercise.start();
        problems.extend(todos(Source::new(&path, &text), 0..text.len(), |line| {
            !is_start || line.starts_with("//!") || line.starts_with("///")
        }));
    }
    let text = read(Path::new(INFO))?;
    if let Ok(info) = info::parse(exercise.root(), &text)
        && let Some(entry) = info.exercises.iter().find(|e| e.exercise.name == exercise.name)
    {
        let from = entry.name_at.start;
        let to = text[from..].find("[[exercises]]").map_or(text.len(), |length| from + length);
        problems.extend(todos(Source::new(Path::new(INFO), &text), from..to, |_| true));
    }
    Ok(problems)
}

/// The places in that part of a text that say `TODO:`, in lines that count.
fn todos(
    source: Source<'_>,
    part: std::ops::Range<usize>,
    counts: impl Fn(&str) -> bool,
) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.text().split_inclusive('\n') {
        if part.contains(&at) && counts(line.trim_start()) {
            for (column, marker) in line.match_indices("TODO:") {
                let bytes = at + column..at + column + marker.len();
                found.push(source.problem(
                    bytes,
                    "this is still to do",
                    "write what it asks for and delete the `TODO:`",
                ));
            }
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{CaseKind, SampleKind, fixture};

    fn create(root: &Path, asked: &str) -> Result<String, NewError> {
        let mut out = Vec::new();
        new(&mut out, root, asked)?;
        Ok(String::from_utf8(out).expect("text"))
    }

    #[test]
    fn a_new_exercise_can_be_read_and_is_behind_its_chapter() {
        let dir = fixture::three();
        let text = create(dir.path(), "00_start/first_steps").expect("created");
        assert!(text.contains("  tests/00_start/first_steps/model.rs\n"), "{text}");
        assert!(text.ends_with("checker dev check first_steps\n"), "{text}");
        let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
        let names: Vec<&str> = catalogue.exercises().iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["lost_update", "first_steps", "chunks", "wait_group"]);
        let exercise = catalogue.find("first_steps").expect("there");
        assert!(exercise.missing_files().is_empty());
        assert_eq!(exercise.stages().expect("readable"), crate::event::Stage::ALL);
        assert_eq!(exercise.test_checks().expect("checks").len(), 2);
        assert_eq!(exercise.model_checks().expect("checks").len(), 1);
        assert!(exercise.read_cases(CaseKind::CompileFail).expect("a case")[0].design);
        assert_eq!(exercise.read_samples(SampleKind::Wrong).expect("answers").len(), 3);
        assert_eq!(exercise.read_samples(SampleKind::Right).expect("answers").len(), 1);
        assert!(sync::stale(&catalogue).is_empty());
        let read = |path| fs::read_to_string(exercise.absolute(path)).expect("text");
        assert_eq!(read(exercise.path()), read(exercise.start()));
        syn::parse_file(&read(exercise.start())).expect("Rust");
    }

    #[test]
    fn what_is_created_is_unfinished_in_every_file() {
        let dir = fixture::three();
        create(dir.path(), "03_new/gate").expect("created");
        let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
        let exercise = catalogue.find("gate").expect("there");
        let problems = unfinished(exercise).expect("readable");
        for (path, _) in files("03_new", "gate") {
            if path != exercise.path() {
                assert!(problems.iter().any(|p| p.file == path), "{}", path.display());
            }
        }
        assert_eq!(problems.iter().filter(|p| p.file == Path::new(INFO)).count(), 3);
        let start: Vec<u32> =
            problems.iter().filter(|p| p.file == exercise.start()).map(|p| p.line).collect();
        assert_eq!(start, [1, 3, 7, 9], "what the code leaves to do is the learner's");
        assert!(unfinished(&catalogue.exercises()[0]).expect("readable").is_empty());
    }

    #[test]
    fn the_lesson_of_a_chapter_is_kept() {
        let dir = fixture::three();
        let lesson = dir.path().join("exercises/02_scope/README.md");
        fs::create_dir_all(lesson.parent().expect("a directory")).expect("created");
        fs::write(&lesson, "# Waiting").expect("written");
        let text = create(dir.path(), "02_scope/gate").expect("created");
        assert!(!text.contains("README.md"), "{text}");
        assert_eq!(fs::read_to_string(&lesson).expect("text"), "# Waiting");
    }

    #[test]
    fn nothing_is_created_over_a_name_or_a_file() {
        let dir = fixture::three();
        let before = fs::read_to_string(dir.path().join(INFO)).expect("text");
        let error = create(dir.path(), "00_start/chunks").expect_err("taken").to_string();
        assert!(error.ends_with("  exercises/02_scope/chunks.rs"), "{error}");
        let stray = dir.path().join("solutions/02_scope/gate.rs");
        fs::write(&stray, "mine").expect("written");
        let error = create(dir.path(), "02_scope/gate").expect_err("in the way").to_string();
        assert!(error.ends_with("  solutions/02_scope/gate.rs"), "{error}");
        assert_eq!(fs::read_to_string(&stray).expect("text"), "mine");
        assert_eq!(fs::read_to_string(dir.path().join(INFO)).expect("text"), before);
        assert!(!dir.path().join("tests/02_scope/gate").exists());
    }

    #[test]
    fn a_name_that_may_not_be_used_is_refused() {
        let dir = fixture::three();
        for (asked, what) in [
            ("gate", "`gate` has no chapter"),
            ("02_scope/", "the name is empty"),
            ("../gate", "the name `..` has a '.' in it"),
            ("02_scope/Gate", "the name `Gate` has a 'G' in it"),
            ("02_scope/a/b", "the name `a/b` has a '/' in it"),
        ] {
            let error = create(dir.path(), asked).expect_err(asked).to_string();
            assert!(error.starts_with(what), "{error}");
        }
    }

    #[test]
    fn comments_stay_with_the_entry_that_they_speak_of() {
        let dir = fixture::three();
        let path = dir.path().join(INFO);
        let text = fs::read_to_string(&path).expect("text");
        let marked = text.replace(
            "[[exercises]]\nname = \"chunks\"",
            "# The second chapter.\n# Scopes.\n[[exercises]]\nname = \"chunks\"",
        );
        fs::write(&path, &marked).expect("written");
        create(dir.path(), "00_start/first_steps").expect("created");
        let text = fs::read_to_string(&path).expect("text");
        assert!(
            text.contains(
                "]\n\n# The second chapter.\n# Scopes.\n[[exercises]]\nname = \"chunks\""
            ),
            "{text}"
        );
    }

    #[test]
    fn an_entry_that_cannot_be_added_is_shown() {
        let dir = fixture::three();
        let inline = "format_version = 1\nexercises = [{ name = \"chunks\", dir = \"02_scope\", points = 1, minutes = 1, \
             track = \"core\", refused_at = \"test\", rows = [], hints = [\"a\", \"b\", \"c\"] }]\n";
        fs::write(dir.path().join(INFO), inline).expect("written");
        let error = create(dir.path(), "02_scope/gate").expect_err("no list of tables").to_string();
        assert!(error.contains("[[exercises]]\nname = \"gate\""), "{error}");
        assert!(!dir.path().join("tests/02_scope/gate").exists());
    }
}
