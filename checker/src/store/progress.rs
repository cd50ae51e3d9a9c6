//! What the learner has solved: an append-only record outside the build directory.
//!
//! Each line is written by one append, so that two checkers at once lose nothing and one that is killed leaves at most half
//! a last line. It may not forget: lines about exercises that the course no longer has are kept.

use crate::event::{Report, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// What is worth remembering of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Shown to be wrong, or not shown to be anything yet.
    Failed,
    /// Nothing speaks against it, but the model could not say: it did not know something, or there was too much of it.
    Unproven,
    /// Every stage passed.
    Solved,
}

impl Outcome {
    /// What a report is worth remembering as. Nothing, where it only stopped for the machine's sake.
    pub fn of(report: &Report) -> Option<Outcome> {
        match report.verdict {
            Verdict::Passed => Some(Outcome::Solved),
            verdict if verdict.is_unproven() => Some(Outcome::Unproven),
            Verdict::Skipped => None,
            _ => Some(Outcome::Failed),
        }
    }

    /// The verdict it stands for in a list.
    pub fn verdict(self) -> Verdict {
        match self {
            Outcome::Failed => Verdict::Failed,
            Outcome::Unproven => Verdict::NotModelled,
            Outcome::Solved => Verdict::Passed,
        }
    }
}

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
enum Line {
    Judged { exercise: String, answer: String, outcome: Outcome, at: u64 },
    Hinted { exercise: String, level: u8, at: u64 },
}

/// The learner's record in `.loomlings/`.
#[derive(Debug, Clone)]
pub struct Progress {
    folder: PathBuf,
}

impl Progress {
    /// The record in `folder`. Nothing is created before there is something to remember.
    pub fn open(folder: &Path) -> Progress {
        Progress { folder: folder.to_path_buf() }
    }

    /// Remembers what came of an answer. Failing after having solved takes nothing back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn record(&self, exercise: &str, answer: &str, outcome: Outcome) -> io::Result<()> {
        if self.best().get(exercise).is_some_and(|best| *best >= outcome) {
            return Ok(());
        }
        self.append(&Line::Judged {
            exercise: exercise.to_string(),
            answer: answer.to_string(),
            outcome,
            at: now(),
        })
    }

    /// Remembers that a hint was shown.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn record_hint(&self, exercise: &str, level: u8) -> io::Result<()> {
        if self.hints(exercise) >= level {
            return Ok(());
        }
        self.append(&Line::Hinted { exercise: exercise.to_string(), level, at: now() })
    }

    /// The best that came of each exercise so far.
    pub fn best(&self) -> BTreeMap<String, Outcome> {
        let mut best = BTreeMap::new();
        for line in self.lines() {
            if let Line::Judged { exercise, outcome, .. } = line {
                let so_far = best.entry(exercise).or_insert(outcome);
                *so_far = outcome.max(*so_far);
            }
        }
        best
    }

    /// The highest level of hint that was shown; 0 for none.
    pub fn hints(&self, exercise: &str) -> u8 {
        let levels = self.lines().into_iter().filter_map(|line| match line {
            Line::Hinted { exercise: of, level, .. } if of == exercise => Some(level),
            _ => None,
        });
        levels.max().unwrap_or(0)
    }

    /// The exercise at which the learner was last.
    pub fn current(&self) -> Option<String> {
        let name = fs::read_to_string(self.folder.join("current")).ok()?;
        Some(name.trim().to_string()).filter(|name| !name.is_empty())
    }

    /// Remembers the exercise at which the learner is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_current(&self, exercise: &str) -> io::Result<()> {
        if self.current().as_deref() == Some(exercise) {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        writeln!(file, "{exercise}")?;
        file.persist(self.folder.join("current"))?;
        Ok(())
    }

    fn file(&self) -> PathBuf {
        self.folder.join("progress.jsonl")
    }

    /// Everything that can be read. Half a line, left by a checker that was killed, is no line.
    fn lines(&self) -> Vec<Line> {
        let text = fs::read(self.file()).unwrap_or_default();
        text.split(|byte| *byte == b'\n')
            .filter_map(|line| serde_json::from_slice(line).ok())
            .collect()
    }

    fn append(&self, line: &Line) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(self.file())?;
        let mut text = Vec::new();
        // After half a line a new one begins, or both would be lost.
        if file.seek(SeekFrom::End(0))? > 0 {
            file.seek(SeekFrom::End(-1))?;
            let mut last = [0];
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                text.push(b'\n');
            }
        }
        text.extend(serde_json::to_vec(line)?);
        text.push(b'\n');
        // One write: appended as a whole wherever the end is by then.
        file.write_all(&text)
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress() -> (tempfile::TempDir, Progress) {
        let folder = tempfile::tempdir().expect("a folder");
        let progress = Progress::open(&folder.path().join(".loomlings"));
        (folder, progress)
    }

    #[test]
    fn the_best_outcome_counts_and_failing_later_takes_nothing_back() {
        let (_folder, progress) = progress();
        for outcome in [Outcome::Failed, Outcome::Solved, Outcome::Unproven, Outcome::Failed] {
            progress.record("chunks", "hash", outcome).expect("writable");
        }
        assert_eq!(progress.best(), BTreeMap::from([("chunks".to_string(), Outcome::Solved)]));
    }

    #[test]
    fn half_a_last_line_is_no_line_and_harms_no_other() {
        let (_folder, progress) = progress();
        progress.record("chunks", "hash", Outcome::Solved).expect("writable");
        let mut text = fs::read(progress.file()).expect("readable");
        text.extend(b"{\"what\":\"judged\",\"exer");
        fs::write(progress.file(), text).expect("writable");
        assert_eq!(progress.best().len(), 1);
        progress.record("first_thread", "hash", Outcome::Solved).expect("writable");
        assert_eq!(progress.best().len(), 2);
    }

    #[test]
    fn two_checkers_at_once_lose_nothing() {
        let (_folder, progress) = progress();
        std::thread::scope(|scope| {
            for writer in 0..2 {
                let progress = &progress;
                scope.spawn(move || {
                    for number in 0..200 {
                        let name = format!("exercise_{writer}_{number}");
                        progress.record(&name, "hash", Outcome::Solved).expect("writable");
                    }
                });
            }
        });
        assert_eq!(progress.best().len(), 400);
    }

    #[test]
    fn hints_and_the_current_exercise_are_remembered() {
        let (_folder, progress) = progress();
        assert_eq!((progress.hints("chunks"), progress.current()), (0, None));
        progress.record_hint("chunks", 2).expect("writable");
        progress.record_hint("chunks", 1).expect("writable");
        progress.set_current("chunks").expect("writable");
        progress.set_current("gate").expect("writable");
        assert_eq!((progress.hints("chunks"), progress.current()), (2, Some("gate".to_string())));
    }

    #[test]
    fn a_record_that_cannot_be_written_is_an_error_and_an_empty_past() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("writable");
        let progress = Progress::open(&file.join(".loomlings"));
        assert!(progress.record("chunks", "hash", Outcome::Solved).is_err());
        assert!(progress.best().is_empty());
    }
}
