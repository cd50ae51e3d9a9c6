//! Checks that become one program: the course's, and a teacher's own beside them.
//!
//! They are compiled apart: what an answer does not have that only a private check asks for says nothing about the
//! others, and no message about a private check stands among those about the course's.

use super::children::Site;
use crate::catalogue::Check;
use crate::catalogue::overlay::SHOWN_AS;
use crate::event::{CheckResult, Stage, Verdict};
use std::path::{Path, PathBuf};

/// Such checks of one stage.
pub struct Suite<'a> {
    /// The checks, in the order of their file.
    pub checks: &'a [Check],
    /// How many checks of this stage come before them.
    pub before: usize,
    /// Whose they are.
    pub private: bool,
    /// Where their files lie.
    pub folder: PathBuf,
    /// What messages call that folder.
    pub shown: PathBuf,
    /// The folder that messages call something else, and what.
    pub remap: Option<(PathBuf, &'static Path)>,
}

impl<'a> Suite<'a> {
    /// The suites of a stage, the course's first; each has a check at least.
    pub fn of(site: &Site<'a>, stage: Stage) -> Vec<Suite<'a>> {
        let exercise = &site.plan.exercise;
        let own = match stage {
            Stage::Test => &site.plan.test,
            _ => &site.plan.model,
        };
        let course = Suite {
            checks: own,
            before: 0,
            private: false,
            folder: exercise.absolute(exercise.tests_dir()),
            shown: exercise.tests_dir(),
            remap: None,
        };
        let private = exercise.private.as_deref().map(|private| Suite {
            checks: private.checks(stage),
            before: own.len(),
            private: true,
            folder: private.root.join(&private.folder),
            shown: Path::new(SHOWN_AS).join(&private.folder),
            remap: Some((private.root.clone(), Path::new(SHOWN_AS))),
        });
        let suites = std::iter::once(course).chain(private);
        suites.filter(|suite| !suite.checks.is_empty()).collect()
    }

    /// A name for a file or a program of this suite alone.
    pub fn named(&self, name: &str) -> String {
        if self.private { format!("private_{name}") } else { name.to_string() }
    }

    /// The results of all its checks where none could be asked.
    pub fn refused(&self, verdict: Verdict, message: &str) -> Vec<CheckResult> {
        let refused = |check: &Check| {
            CheckResult::refused(&check.name, &check.says, verdict, message.to_string())
        };
        self.checks.iter().map(refused).collect()
    }
}
