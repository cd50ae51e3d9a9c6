//! `info.toml` and the disk -> exercises, validated: whoever has a [`Catalogue`] need not doubt it.
//!
//! It reads, and it never writes. It may not run anything, and it knows nothing of terminals: a mistake is a value that
//! carries file, line and the way out.

pub mod cases;
pub mod checks;
mod directives;
pub mod exercise;
#[cfg(test)]
pub(crate) mod fixture;
pub mod generate;
pub mod info;
pub mod lex;
pub mod overlay;
pub mod problem;
mod read;
pub mod samples;
pub mod suggest;

pub use cases::{Case, Expected, Mark};
pub use checks::{Bound, Check, Form};
pub use exercise::{CaseKind, CheckName, Exercise, Limits, Part, SampleKind, Track};
pub use problem::{Problem, Problems};
pub use samples::{Sample, Sort};

use crate::event::Stage;
use problem::Source;
use std::io;
use std::path::{Component, Path, PathBuf};
use thiserror::Error;

/// The name of the file that makes a directory a course.
pub const INFO: &str = "info.toml";

/// The directory of the reference answers. A course without it is one as students have it.
const SOLUTIONS: &str = "solutions";

/// Why there is no catalogue, or why a file of the course cannot be used.
#[derive(Debug, Error)]
pub enum CatalogueError {
    /// Neither here nor above is a course.
    #[error(
        "no course here: neither {} nor a directory above it has an info.toml beside a directory exercises\n\
         change into the directory that you cloned the course into, and try again",
        from.display()
    )]
    NoWorkspace {
        /// Where the search began.
        from: PathBuf,
    },
    /// The compiler is given the paths of files inside Rust source, which is UTF-8.
    #[error(
        "the path {} is not valid UTF-8, and a path in Rust source must be\n\
         move the course to a directory whose name is plain text",
        root.display()
    )]
    NotUtf8 {
        /// The workspace.
        root: PathBuf,
    },
    /// A file of the course cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// Which one, relative to the workspace.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A teacher's overlay is not what it has to be, and no line of a file says why.
    #[error("{what}\n{instead}")]
    Overlay {
        /// What is wrong.
        what: String,
        /// What to do.
        instead: String,
    },
    /// A file of the course has mistakes.
    #[error(transparent)]
    Invalid(#[from] Problems),
}

/// There is no exercise of that name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "there is no exercise `{asked}`\n{}",
    close.as_deref().unwrap_or("`checker list` shows all there are")
)]
pub struct UnknownExercise {
    /// What was asked for.
    pub asked: String,
    /// `did you mean …?`, where something is close.
    pub close: Option<String>,
}

/// The course.
#[derive(Debug, Clone)]
pub struct Catalogue {
    root: PathBuf,
    /// Shown to a learner who begins.
    pub welcome_message: Option<String>,
    /// Shown to a learner who has solved everything.
    pub final_message: Option<String>,
    exercises: Vec<Exercise>,
}

impl Catalogue {
    /// The directory that holds `info.toml` and `exercises`: `from`, or the nearest one above it.
    pub fn find_root(from: &Path) -> Result<PathBuf, CatalogueError> {
        from.ancestors()
            .find(|dir| dir.join(INFO).is_file() && dir.join("exercises").is_dir())
            .map(Path::to_path_buf)
            .ok_or_else(|| CatalogueError::NoWorkspace { from: from.to_path_buf() })
    }

    /// Reads and validates `info.toml` and looks for the files it speaks of.
    pub fn load(root: &Path) -> Result<Catalogue, CatalogueError> {
        if root.to_str().is_none() {
            return Err(CatalogueError::NotUtf8 { root: root.to_path_buf() });
        }
        let unreadable = |path: &Path| {
            let path = path.to_path_buf();
            move |source| CatalogueError::Unreadable { path, source }
        };
        let text = std::fs::read_to_string(root.join(INFO)).map_err(unreadable(Path::new(INFO)))?;
        let info = info::parse(root, &text)?;
        let source = Source::new(Path::new(INFO), &text);
        let mut problems = Vec::new();
        let has_solutions = root.join(SOLUTIONS).is_dir();
        for entry in &info.exercises {
            let exercise = &entry.exercise;
            let stages = exercise.stages().map_err(unreadable(&exercise.tests_dir()))?;
            for file in [exercise.start(), exercise.solution()] {
                let expected = has_solutions || file != exercise.solution();
                if expected && !exercise.absolute(&file).is_file() {
                    problems.push(source.problem(
                        entry.name_at.clone(),
                        format!("{} is missing", file.display()),
                        format!(
                            "create it; for an exercise that does not exist yet, `checker dev new {}` creates all its files and this entry",
                            exercise.full_name()
                        ),
                    ));
                }
            }
            if !stages.contains(&exercise.refused_at) {
                let file = match exercise.refused_at {
                    Stage::Test => exercise.test_file(),
                    Stage::Model => exercise.model_file(),
                    Stage::Build | Stage::CompileFail => {
                        exercise.tests_dir().join("compile_fail/WHAT_IS_MISUSED.rs")
                    }
                };
                let names: Vec<String> = stages.iter().map(|stage| format!("`{stage}`")).collect();
                problems.push(source.problem(
                    entry.refused_at.clone(),
                    format!("this exercise has no stage `{}`", exercise.refused_at),
                    format!("write one of {}, or create {}", names.join(", "), file.display()),
                ));
            }
            for (stage, at) in &entry.stage_points_at {
                if !stages.contains(stage) {
                    let names: Vec<_> = stages.iter().map(|stage| format!("`{stage}`")).collect();
                    problems.push(source.problem(
                        at.clone(),
                        format!(
                            "this exercise has no stage `{stage}`, so nobody can earn its points"
                        ),
                        format!("share the points out among {}", names.join(", ")),
                    ));
                }
            }
            if !exercise.parts.is_empty() {
                parts_cover_checks(entry, &stages, source, &mut problems)?;
            }
        }
        Problems::check(problems)?;
        Ok(Catalogue {
            root: root.to_path_buf(),
            welcome_message: info.welcome_message,
            final_message: info.final_message,
            exercises: info.exercises.into_iter().map(|entry| entry.exercise).collect(),
        })
    }

    /// The workspace.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// It has reference answers. A pack for students has none.
    pub fn has_solutions(&self) -> bool {
        self.root.join(SOLUTIONS).is_dir()
    }

    /// Gives exercises the checks and seeds that a teacher keeps in `folder` besides.
    pub fn add_overlay(&mut self, folder: &Path) -> Result<overlay::Overlay, CatalogueError> {
        overlay::add(folder, &mut self.exercises)
    }

    /// The exercises, in the order of `info.toml`.
    pub fn exercises(&self) -> &[Exercise] {
        &self.exercises
    }

    /// The chapters, in the order of their first exercises.
    pub fn chapters(&self) -> Vec<&str> {
        let mut chapters: Vec<&str> = Vec::new();
        for exercise in &self.exercises {
            if !chapters.contains(&exercise.dir.as_str()) {
                chapters.push(&exercise.dir);
            }
        }
        chapters
    }

    /// The exercise after that one, in the order of `info.toml`.
    pub fn after(&self, exercise: &Exercise) -> Option<&Exercise> {
        let at = self.exercises.iter().position(|other| other.name == exercise.name)?;
        self.exercises.get(at + 1)
    }

    /// The exercise that somebody means: by `NAME`, by `CHAPTER/NAME`, or by the path of its file (in any of the three
    /// trees, from wherever they stand).
    pub fn find(&self, asked: &str) -> Result<&Exercise, UnknownExercise> {
        let names = names_in(asked);
        let found = self.exercises.iter().find(|exercise| match &names[..] {
            [name] => *name == exercise.name,
            [.., dir, name] if *dir == exercise.dir => *name == exercise.name,
            // Inside `tests/CHAPTER/NAME/`, at any depth.
            names => names
                .windows(3)
                .any(|names| names == ["tests", exercise.dir.as_str(), exercise.name.as_str()]),
        });
        found.ok_or_else(|| {
            let last = names.last().copied().unwrap_or_default();
            let known = self.exercises.iter().map(|exercise| exercise.name.as_str());
            UnknownExercise { asked: asked.to_string(), close: suggest::did_you_mean(last, known) }
        })
    }
}

/// Complains about checks that parts name and nobody wrote, and about checks of test and model that belong to no part: a
/// check that earns nothing could fail without anybody noticing.
fn parts_cover_checks(
    entry: &info::Entry,
    stages: &[Stage],
    source: Source<'_>,
    problems: &mut Vec<Problem>,
) -> Result<(), CatalogueError> {
    let exercise = &entry.exercise;
    let mut there: Vec<CheckName> = Vec::new();
    let mut add = |stage, names: Vec<String>| {
        there.extend(names.into_iter().map(|name| CheckName { stage, name }));
    };
    let names = |checks: Vec<Check>| checks.into_iter().map(|check| check.name).collect();
    if stages.contains(&Stage::Test) {
        add(Stage::Test, names(exercise.test_checks()?));
    }
    if stages.contains(&Stage::Model) {
        add(Stage::Model, names(exercise.model_checks()?));
    }
    for kind in [CaseKind::CompileFail, CaseKind::CompilePass] {
        let cases = exercise.read_cases(kind)?.into_iter().map(|case| case.name).collect();
        add(Stage::CompileFail, cases);
    }
    for (check, at) in &entry.checks_at {
        if !there.contains(check) {
            let known = there.iter().map(|check| check.to_string()).collect::<Vec<_>>();
            let advice =
                suggest::did_you_mean(&check.to_string(), known.iter().map(String::as_str));
            problems.push(source.problem(
                at.clone(),
                format!("this exercise has no check `{check}`"),
                advice.unwrap_or_else(|| format!("its checks are {}", known.join(", "))),
            ));
        }
    }
    let listed = |check: &&CheckName| entry.checks_at.iter().any(|(listed, _)| listed == *check);
    let forgotten: Vec<String> = there
        .iter()
        .filter(|check| check.stage != Stage::CompileFail && !listed(check))
        .map(|check| format!("`{check}`"))
        .collect();
    if !forgotten.is_empty() {
        problems.push(source.problem(
            entry.name_at.clone(),
            format!("no part of {} lists {}", exercise.name, forgotten.join(", ")),
            "let every check of test and model belong to one part",
        ));
    }
    Ok(())
}

/// The names along a path, without the ending of its file.
fn names_in(asked: &str) -> Vec<&str> {
    let asked = [".rs", ".go"].iter().find_map(|end| asked.strip_suffix(end)).unwrap_or(asked);
    Path::new(asked)
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
