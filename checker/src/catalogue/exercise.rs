//! One exercise: its data, and where each of its files lies.
//!
//! Paths are relative to the workspace, `absolute` leads to the disk. It reads directories, never the text of a file.

use super::overlay::Private;
use crate::event::Stage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How much of the course an exercise belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// The course: complete without the others.
    Core,
    /// More of the same ideas.
    More,
    /// For those who want to know exactly.
    Deep,
}

impl Track {
    /// All tracks.
    pub const ALL: [Track; 3] = [Track::Core, Track::More, Track::Deep];

    /// The name used in `info.toml` and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Track::Core => "core",
            Track::More => "more",
            Track::Deep => "deep",
        }
    }

    /// The track of that name.
    pub fn from_name(name: &str) -> Option<Track> {
        Track::ALL.into_iter().find(|track| track.name() == name)
    }
}

/// What a check may use before it is stopped, unless a directive in its file says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limits {
    /// How long one check may run.
    pub deadline: Duration,
    /// Up to how many preemptions every schedule is explored.
    pub bound: u32,
    /// After how many executions at one bound the model is too large.
    pub max_executions: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { deadline: Duration::from_secs(10), bound: 3, max_executions: 20_000 }
    }
}

/// A part of a large exercise that is worth points of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is achieved, in the learner's words.
    pub title: String,
    /// What it is worth. At least 1.
    pub points: u32,
    /// The checks that must all have passed, each of a stage.
    pub checks: Vec<CheckName>,
}

/// A check, by its stage and name: `model/no_update_is_lost`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CheckName {
    /// The stage.
    pub stage: Stage,
    /// The function's (or the case file's) name.
    pub name: String,
}

impl std::fmt::Display for CheckName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.stage, self.name)
    }
}

/// Which way a case must go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseKind {
    /// `compile_fail/`: misuse that the compiler must refuse.
    CompileFail,
    /// `compile_pass/`: use that must stay allowed.
    CompilePass,
}

impl CaseKind {
    /// The directory of these cases.
    pub fn dir(self) -> &'static str {
        match self {
            CaseKind::CompileFail => "compile_fail",
            CaseKind::CompilePass => "compile_pass",
        }
    }
}

/// Which answers come with an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SampleKind {
    /// `wrong/`: answers that must be refused.
    Wrong,
    /// `right/`: answers that must be accepted.
    Right,
}

impl SampleKind {
    /// The directory of these answers.
    pub fn dir(self) -> &'static str {
        match self {
            SampleKind::Wrong => "wrong",
            SampleKind::Right => "right",
        }
    }
}

/// An exercise, as `info.toml` describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exercise {
    /// Its name, unique in the course.
    pub name: String,
    /// The chapter: a directory in each of the three trees.
    pub dir: String,
    /// What it is worth. At least 1.
    pub points: u32,
    /// How the points are shared out among the stages, where `info.toml` says so.
    pub stage_points: Option<Vec<(Stage, u32)>>,
    /// How the points are shared out among parts, where the exercise has such.
    pub parts: Vec<Part>,
    /// How long it takes somebody who does it for the first time.
    pub minutes: u32,
    /// How much of the course it belongs to.
    pub track: Track,
    /// The stage at which the unsolved file is refused.
    pub refused_at: Stage,
    /// Rows of the curriculum's table that it covers.
    pub rows: Vec<u32>,
    /// Lints that refuse an answer.
    pub strict_lints: Vec<String>,
    /// An answer may contain `unsafe` code. Elsewhere it may not: neither the compiler nor the model can vouch for it.
    pub allow_unsafe: bool,
    /// A question, the place to look, the shape.
    pub hints: [String; 3],
    /// Limits for its checks.
    pub limits: Limits,
    /// What a teacher's overlay asks besides.
    pub private: Option<Arc<Private>>,
    /// The workspace.
    pub(super) root: Arc<Path>,
}

impl Exercise {
    /// The workspace that it lies in.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a workspace-relative path lies on this machine.
    pub fn absolute(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// `CHAPTER/NAME`.
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.dir, self.name)
    }

    /// The learner's file.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(format!("exercises/{}/{}.rs", self.dir, self.name))
    }

    /// The reference answer.
    pub fn solution(&self) -> PathBuf {
        PathBuf::from(format!("solutions/{}/{}.rs", self.dir, self.name))
    }

    /// What a Go developer would write.
    pub fn go(&self) -> PathBuf {
        PathBuf::from(format!("exercises/{}/{}.go", self.dir, self.name))
    }

    /// The chapter's lesson.
    pub fn lesson(&self) -> PathBuf {
        PathBuf::from(format!("exercises/{}/README.md", self.dir))
    }

    /// The directory with all that checks an answer.
    pub fn tests_dir(&self) -> PathBuf {
        PathBuf::from(format!("tests/{}/{}", self.dir, self.name))
    }

    /// The unsolved file.
    pub fn start(&self) -> PathBuf {
        self.tests_dir().join("start.rs")
    }

    /// The checks on real threads.
    pub fn test_file(&self) -> PathBuf {
        self.tests_dir().join("test.rs")
    }

    /// What the checks in oracle form are compared with.
    pub fn oracle_file(&self) -> PathBuf {
        self.tests_dir().join("oracle.rs")
    }

    /// The checks on every schedule.
    pub fn model_file(&self) -> PathBuf {
        self.tests_dir().join("model.rs")
    }

    /// The cases of one kind, sorted; none where there is no such directory.
    pub fn cases(&self, kind: CaseKind) -> io::Result<Vec<PathBuf>> {
        self.rust_files(kind.dir())
    }

    /// The answers of one kind that come with the exercise, sorted; none where there is no such directory.
    pub fn samples(&self, kind: SampleKind) -> io::Result<Vec<PathBuf>> {
        self.rust_files(kind.dir())
    }

    /// The stages of this exercise, in table order. A stage exists because its file exists, in the course or in an overlay.
    pub fn stages(&self) -> io::Result<Vec<Stage>> {
        let private = |stage| self.private.as_ref().is_some_and(|p| !p.checks(stage).is_empty());
        let mut stages = vec![Stage::Build];
        if self.absolute(self.test_file()).is_file() || private(Stage::Test) {
            stages.push(Stage::Test);
        }
        if !self.cases(CaseKind::CompileFail)?.is_empty()
            || !self.cases(CaseKind::CompilePass)?.is_empty()
        {
            stages.push(Stage::CompileFail);
        }
        if self.absolute(self.model_file()).is_file() || private(Stage::Model) {
            stages.push(Stage::Model);
        }
        Ok(stages)
    }

    /// Every file of the course, besides `info.toml`, on which a verdict about an answer to this exercise depends,
    /// sorted: all that lies in its directory, without the answers that come with it (each is an answer like any other)
    /// and without trybuild's records (the checker compares codes and lines, never the text).
    pub fn course_files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = BTreeSet::new();
        let mut left = vec![self.tests_dir()];
        while let Some(dir) = left.pop() {
            for (path, is_dir) in self.entries(&dir)? {
                let top = dir == self.tests_dir();
                let is_answer = |name: &str| top && path.file_name() == Some(name.as_ref());
                if is_dir {
                    if !is_answer("wrong") && !is_answer("right") {
                        left.push(path);
                    }
                } else if !is_answer("start.rs") && path.extension() != Some("stderr".as_ref()) {
                    files.insert(path);
                }
            }
        }
        Ok(files.into_iter().collect())
    }

    /// Those of the learner's files that are not there: their file, the Go counterpart, the lesson. The checker works
    /// without them (`reset` brings the learner's file back), so they are no mistake in `info.toml`.
    pub fn missing_files(&self) -> Vec<PathBuf> {
        [self.path(), self.go(), self.lesson()]
            .into_iter()
            .filter(|path| !self.absolute(path).is_file())
            .collect()
    }

    fn rust_files(&self, dir: &str) -> io::Result<Vec<PathBuf>> {
        let mut files: Vec<PathBuf> = self
            .entries(&self.tests_dir().join(dir))?
            .into_iter()
            .filter(|(path, is_dir)| !is_dir && path.extension() == Some("rs".as_ref()))
            .map(|(path, _)| path)
            .collect();
        files.sort();
        Ok(files)
    }

    /// What lies in a directory, and whether it is a directory itself. Hidden files are an editor's, not the course's.
    fn entries(&self, dir: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
        let entries = match self.absolute(dir).read_dir() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            if !name.to_string_lossy().starts_with('.') {
                found.push((dir.join(name), entry.path().is_dir()));
            }
        }
        Ok(found)
    }
}
