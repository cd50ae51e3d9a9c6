//! Exercise and answer → what is to be done: the steps, their limits and the key under which the verdict is remembered.
//!
//! It may not run anything. It reads the course's files (they decide what is asked) and the answer's bytes once: whatever
//! happens to the file afterwards, the verdict belongs to these bytes.

use crate::catalogue::{Case, CaseKind, Check, Exercise};
use crate::event::Stage;
use crate::store::Key;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::{fs, io};
use thiserror::Error;

/// No answer is longer than this: the longest solution has some hundred lines.
const MOST_BYTES: u64 = 256 * 1024;

/// A file offered for an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Where it came from; shown in messages. Relative to the course's folder where it lies inside.
    pub path: PathBuf,
    /// Its text, as read once.
    pub bytes: Vec<u8>,
    /// SHA-256 of its bytes, in hex.
    pub hash: String,
}

/// An answer that cannot be read. Wrong usage, not a verdict.
#[derive(Debug, Error)]
pub enum AnswerError {
    /// There is no such file.
    #[error("{0} does not exist. `checker reset {1}` puts the unsolved file back")]
    Missing(PathBuf, String),
    /// It is something else than a file.
    #[error("{0} is not a file")]
    NotAFile(PathBuf),
    /// It is too long to be an answer.
    #[error("{path} has {bytes} bytes; an answer has at most {MOST_BYTES}")]
    TooLong {
        /// The file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
    },
    /// The system refuses to give it out.
    #[error("{path} cannot be read: {error}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl Answer {
    /// Reads the answer at `path` (relative paths are relative to `root`) for the exercise of that name.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be an answer.
    pub fn read(root: &Path, path: &Path, exercise: &str) -> Result<Answer, AnswerError> {
        let absolute = root.join(path);
        let shown = absolute.strip_prefix(root).unwrap_or(&absolute).to_path_buf();
        let unreadable = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => AnswerError::Missing(shown.clone(), exercise.to_string()),
            _ => AnswerError::Unreadable { path: shown.clone(), error },
        };
        let meta = fs::metadata(&absolute).map_err(unreadable)?;
        if !meta.is_file() {
            return Err(AnswerError::NotAFile(shown));
        }
        if meta.len() > MOST_BYTES {
            return Err(AnswerError::TooLong { path: shown, bytes: meta.len() });
        }
        let bytes = fs::read(&absolute).map_err(unreadable)?;
        Ok(Answer::new(shown, bytes))
    }

    /// An answer of these bytes.
    pub fn new(path: PathBuf, bytes: Vec<u8>) -> Answer {
        let hash = Key::of_bytes(&bytes);
        Answer { path, bytes, hash }
    }

    /// Where the text stops being UTF-8: line and byte, each from 1.
    pub fn not_text(&self) -> Option<(usize, usize)> {
        let error = std::str::from_utf8(&self.bytes).err()?;
        let before = &self.bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Some((line, error.valid_up_to() + 1))
    }
}

/// What is to be done with one answer.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The exercise.
    pub exercise: Exercise,
    /// The answer.
    pub answer: Answer,
    /// The stages to ask, in table order; `build` always.
    pub stages: Vec<Stage>,
    /// The checks of `test.rs`.
    pub test: Vec<Check>,
    /// The cases to compile against the answer.
    pub cases: Vec<Case>,
    /// The checks of `model.rs`.
    pub model: Vec<Check>,
    /// Explore without a preemption bound.
    pub deep: bool,
    /// Ask even if the verdict is remembered.
    pub anew: bool,
    /// Under which the verdict is remembered.
    pub key: Key,
    /// From which the seeds of random input follow. The same answer to the same exercise gets the same input from whoever
    /// asks, whatever has become of the checker since: a verdict that depends on the input can be repeated.
    pub seed: u64,
}

/// What is to be done with any answer to an exercise: read once, for all of them.
#[derive(Debug, Clone)]
pub struct Prepared {
    exercise: Exercise,
    stages: Vec<Stage>,
    test: Vec<Check>,
    cases: Vec<Case>,
    model: Vec<Check>,
    deep: bool,
    /// What decides a verdict besides the answer, by label.
    parts: Vec<(String, Vec<u8>)>,
}

impl Prepared {
    /// Prepares for asking `asked` (all stages when empty). `versions` names what else decides the verdict: the checker, the
    /// warm crates, the toolchain.
    ///
    /// # Errors
    /// When a course file is missing or malformed; the message names file and line.
    pub fn new(
        exercise: &Exercise,
        asked: &[Stage],
        deep: bool,
        versions: &[&str],
    ) -> Result<Prepared> {
        let stages: Vec<Stage> = exercise
            .stages()
            .with_context(|| format!("cannot read {}", exercise.tests_dir().display()))?
            .into_iter()
            .filter(|stage| asked.is_empty() || *stage == Stage::Build || asked.contains(stage))
            .collect();
        let has = |stage| stages.contains(&stage);
        // A stage may be there for the sake of private checks alone.
        let there = |file: PathBuf| exercise.absolute(file).is_file();
        let mut parts = vec![("exercise".to_string(), exercise.name.as_bytes().to_vec())];
        let mut part = |label: &str, bytes: &[u8]| parts.push((label.to_string(), bytes.to_vec()));
        let course = exercise.course_files();
        for file in
            course.with_context(|| format!("cannot read {}", exercise.tests_dir().display()))?
        {
            let path = exercise.absolute(&file);
            let text =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            part(&format!("course {}", file.display()), &text);
        }
        if let Some(private) = &exercise.private {
            // Whose verdict was reached with other private checks, or without any, is another one.
            for (name, text) in &private.files {
                part(&format!("private {name}"), text);
            }
            part("seeds", format!("{:?}", private.seeds).as_bytes());
        }
        part("lints", exercise.strict_lints.join(" ").as_bytes());
        part("unsafe", &[exercise.allow_unsafe.into()]);
        part("limits", format!("{:?} {deep}", exercise.limits).as_bytes());
        part("stages", format!("{stages:?}").as_bytes());
        for version in versions {
            part("version", version.as_bytes());
        }
        Ok(Prepared {
            test: if has(Stage::Test) && there(exercise.test_file()) {
                exercise.test_checks()?
            } else {
                Vec::new()
            },
            cases: if has(Stage::CompileFail) {
                let mut cases = exercise.read_cases(CaseKind::CompileFail)?;
                cases.extend(exercise.read_cases(CaseKind::CompilePass)?);
                cases
            } else {
                Vec::new()
            },
            model: if has(Stage::Model) && there(exercise.model_file()) {
                exercise.model_checks()?
            } else {
                Vec::new()
            },
            exercise: exercise.clone(),
            stages,
            deep,
            parts,
        })
    }

    /// The stages that are asked, in table order.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The checks of a stage that have names of their own: those of the course, then those of an overlay.
    pub fn checks(&self, stage: Stage) -> impl Iterator<Item = &Check> {
        let own: &[Check] = match stage {
            Stage::Test => &self.test,
            Stage::Model => &self.model,
            Stage::Build | Stage::CompileFail => &[],
        };
        let private = self.exercise.private.as_deref();
        own.iter().chain(private.into_iter().flat_map(move |private| private.checks(stage)))
    }

    /// The key of what comes of an answer of these bytes.
    pub fn key(&self, bytes: &[u8]) -> Key {
        let mut key = Key::builder();
        key.part("answer", bytes);
        for (label, bytes) in &self.parts {
            key.part(label, bytes);
        }
        key.finish()
    }

    /// The plan for one answer.
    pub fn plan(&self, answer: Answer) -> Plan {
        let mut seed = Key::builder();
        seed.part("exercise", self.exercise.name.as_bytes());
        seed.part("answer", &answer.bytes);
        Plan {
            key: self.key(&answer.bytes),
            seed: seed.finish().number(),
            exercise: self.exercise.clone(),
            answer,
            stages: self.stages.clone(),
            test: self.test.clone(),
            cases: self.cases.clone(),
            model: self.model.clone(),
            deep: self.deep,
            anew: false,
        }
    }
}

impl Plan {
    /// The plan for asking `asked` (all stages when empty) of `answer`; see [`Prepared::new`].
    ///
    /// # Errors
    /// When a course file is missing or malformed; the message names file and line.
    pub fn new(
        exercise: &Exercise,
        answer: Answer,
        asked: &[Stage],
        deep: bool,
        versions: &[&str],
    ) -> Result<Plan> {
        Ok(Prepared::new(exercise, asked, deep, versions)?.plan(answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, fixture};

    #[test]
    fn a_verdict_reached_with_private_checks_or_seeds_is_no_other_s() {
        let entry = format!("[[exercises]]\nname = \"one\"\ndir = \"a\"\n{}", fixture::ENTRY);
        let course = fixture::course(
            &format!("format_version = 1\n{entry}"),
            &[
                ("tests/a/one/start.rs", ""),
                ("tests/a/one/test.rs", "/// It adds.\npub fn adds() {}\n"),
                ("solutions/a/one.rs", ""),
            ],
        );
        let key = |overlay: &[(&str, &str)]| {
            let mut catalogue = Catalogue::load(course.path()).expect("no mistake");
            let dir = tempfile::tempdir().expect("a folder");
            for (path, text) in overlay {
                let path = dir.path().join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
                fs::write(path, text).expect("writable");
            }
            if !overlay.is_empty() {
                catalogue.add_overlay(dir.path()).unwrap_or_else(|error| panic!("{error}"));
            }
            let prepared = Prepared::new(&catalogue.exercises()[0], &[], false, &[]);
            prepared.expect("readable").key(b"answer").hex()
        };
        let test = ("tests/a/one/test.rs", "/// More.\npub fn more() {}\n");
        let changed = ("tests/a/one/test.rs", "/// More.\npub fn more() { panic!() }\n");
        let seeds = ("overlay.toml", "seeds = [7]\n");
        let shown = ("overlay.toml", "visibility = \"shown\"\n");
        let keys = [key(&[]), key(&[test]), key(&[changed]), key(&[test, seeds]), key(&[seeds])];
        for (index, one) in keys.iter().enumerate() {
            assert!(keys[index + 1..].iter().all(|other| other != one), "{index}");
        }
        // Where the folder lies and what students get to see decide no verdict.
        assert_eq!(key(&[test]), keys[1]);
        assert_eq!(key(&[test, shown]), keys[1]);
    }

    #[test]
    fn the_same_answer_gets_the_same_input_from_another_checker() {
        let entry = format!("[[exercises]]\nname = \"one\"\ndir = \"a\"\n{}", fixture::ENTRY);
        let course = fixture::course(
            &format!("format_version = 1\n{entry}"),
            &[
                ("tests/a/one/start.rs", ""),
                ("tests/a/one/test.rs", "/// It adds.\npub fn adds() {}\n"),
                ("solutions/a/one.rs", ""),
            ],
        );
        let catalogue = Catalogue::load(course.path()).expect("no mistake");
        let plan = |versions: &[&str], answer: &str| {
            let answer = Answer::new(PathBuf::from("a.rs"), answer.into());
            Plan::new(&catalogue.exercises()[0], answer, &[], false, versions).expect("readable")
        };
        let (old, new) = (plan(&["1"], "fn one() {}"), plan(&["2"], "fn one() {}"));
        assert_ne!(old.key.hex(), new.key.hex(), "the verdict is another one's");
        assert_eq!(old.seed, new.seed);
        assert_ne!(old.seed, plan(&["1"], "fn two() {}").seed);
    }
}
