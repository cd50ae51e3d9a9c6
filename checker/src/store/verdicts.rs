//! Verdicts by key, a file each.
//!
//! It may not keep what another run could contradict: a deadline that was missed or a signal may have been the machine's
//! doing.

use super::Key;
use crate::event::{CheckResult, Report, Verdict};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{fs, time::SystemTime};

/// So many verdicts are kept; the oldest go first.
const MOST: usize = 5_000;

/// A folder of verdicts.
#[derive(Debug, Clone)]
pub struct Verdicts {
    folder: PathBuf,
}

impl Verdicts {
    /// The verdicts in `folder`, which is created where it is missing. More than can be kept are thinned out now and not
    /// at every verdict.
    ///
    /// # Errors
    /// When the folder cannot be created or read.
    pub fn open(folder: &Path) -> io::Result<Verdicts> {
        Verdicts::open_for(folder, MOST)
    }

    /// The same for a folder in which more is kept.
    ///
    /// # Errors
    /// When the folder cannot be created or read.
    pub fn open_for(folder: &Path, most: usize) -> io::Result<Verdicts> {
        fs::create_dir_all(folder)?;
        let verdicts = Verdicts { folder: folder.to_path_buf() };
        verdicts.thin_out(most)?;
        Ok(verdicts)
    }

    /// The verdict of that key, where one is remembered. What is not a verdict is removed.
    pub fn get(&self, key: &Key) -> Option<Report> {
        let file = self.file(key);
        let text = fs::read(&file).ok()?;
        let report = serde_json::from_slice::<Report>(&text).ok().filter(storable);
        if report.is_none() {
            let _ = fs::remove_file(file);
        }
        report
    }

    /// Remembers a verdict, if it is one that no other run can contradict.
    ///
    /// # Errors
    /// When it cannot be written; the check it came from is none the worse for that.
    pub fn put(&self, key: &Key, report: &Report) -> io::Result<()> {
        if !storable(report) {
            return Ok(());
        }
        self.write(key, &serde_json::to_vec(report)?)?;
        Ok(())
    }

    /// The result of a case that shows a rule of the language: it depends on no answer.
    pub fn lesson(&self, key: &Key) -> Option<CheckResult> {
        let text = fs::read(self.file(key)).ok()?;
        serde_json::from_slice::<CheckResult>(&text).ok().filter(|check| check.lesson)
    }

    /// Remembers the result of such a case, if the language is as the case says.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_lesson(&self, key: &Key, check: &CheckResult) -> io::Result<()> {
        if check.lesson && check.verdict == Verdict::Passed {
            self.write(key, &serde_json::to_vec(check)?)?;
        }
        Ok(())
    }

    /// Renamed into place: a reader sees all of it or nothing, and of two writers the last one wins with the same text.
    fn write(&self, key: &Key, text: &[u8]) -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(text)?;
        file.persist(self.file(key))?;
        Ok(())
    }

    fn file(&self, key: &Key) -> PathBuf {
        self.folder.join(format!("{}.json", key.hex()))
    }

    fn thin_out(&self, most: usize) -> io::Result<()> {
        let entries: Vec<_> = fs::read_dir(&self.folder)?.flatten().collect();
        if entries.len() <= most {
            return Ok(());
        }
        let age = |entry: &fs::DirEntry| {
            entry.metadata().and_then(|meta| meta.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
        };
        let mut entries: Vec<_> = entries.iter().map(|entry| (age(entry), entry.path())).collect();
        entries.sort();
        // Half of them, so that this is rare.
        for (_, path) in entries.iter().take(entries.len() - most / 2) {
            let _ = fs::remove_file(path);
        }
        Ok(())
    }
}

/// The same answer would get the same verdict again.
fn storable(report: &Report) -> bool {
    let lasting = |verdict: Verdict| !verdict.may_be_the_machines();
    lasting(report.verdict)
        && report.stages.iter().all(|stage| {
            // A stage that is skipped although the build passed was cancelled.
            let built = report.stages.first().is_some_and(|build| build.verdict == Verdict::Passed);
            lasting(stage.verdict)
                && !(built && stage.verdict == Verdict::Skipped)
                && stage.checks.iter().all(|check| lasting(check.verdict))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Stage, StageResult};

    fn report(verdict: Verdict) -> Report {
        let stage = |stage, verdict| StageResult {
            stage,
            verdict,
            ms: 1,
            checks: vec![CheckResult::refused("check", "It holds.", verdict, "why")],
            diagnostics: Vec::new(),
            message: None,
        };
        Report {
            exercise: "chunks".to_string(),
            verdict,
            stage: Some(Stage::Test),
            ms: 3,
            stages: vec![stage(Stage::Build, Verdict::Passed), stage(Stage::Test, verdict)],
            diagnosis: None,
            known_as: None,
            answer: Key::of_bytes(b"fn main() {}"),
            cached: false,
        }
    }

    fn key(text: &str) -> Key {
        let mut key = Key::builder();
        key.part("answer", text.as_bytes());
        key.finish()
    }

    #[test]
    fn what_is_put_is_what_is_found_under_the_same_key_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let verdicts = Verdicts::open(&folder.path().join("verdicts")).expect("writable");
        verdicts.put(&key("a"), &report(Verdict::Failed)).expect("writable");
        assert_eq!(verdicts.get(&key("a")), Some(report(Verdict::Failed)));
        assert_eq!(verdicts.get(&key("b")), None);
    }

    #[test]
    fn what_another_run_could_contradict_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let verdicts = Verdicts::open(folder.path()).expect("writable");
        for verdict in [
            Verdict::TimedOut,
            Verdict::Crashed,
            Verdict::Skipped,
            Verdict::Tampered,
            Verdict::Limit,
            Verdict::InfraError,
        ] {
            verdicts.put(&key("a"), &report(verdict)).expect("writable");
            assert_eq!(verdicts.get(&key("a")), None, "{verdict}");
        }
    }

    #[test]
    fn a_rule_of_the_language_is_remembered_and_a_demand_on_an_answer_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let verdicts = Verdicts::open(folder.path()).expect("writable");
        let demand = CheckResult::passed("case", "It is so.");
        let rule = CheckResult { lesson: true, ..demand.clone() };
        verdicts.put_lesson(&key("demand"), &demand).expect("writable");
        verdicts.put_lesson(&key("rule"), &rule).expect("writable");
        assert_eq!(verdicts.lesson(&key("demand")), None);
        assert_eq!(verdicts.lesson(&key("rule")), Some(rule));
    }

    #[test]
    fn an_entry_that_is_no_verdict_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let verdicts = Verdicts::open(folder.path()).expect("writable");
        let file = verdicts.file(&key("a"));
        fs::write(&file, "{\"exercise\":").expect("writable");
        assert_eq!(verdicts.get(&key("a")), None);
        assert!(!file.exists());
    }

    #[test]
    fn the_oldest_go_when_there_are_too_many() {
        let folder = tempfile::tempdir().expect("a folder");
        let verdicts = Verdicts::open(folder.path()).expect("writable");
        for number in 0..10 {
            verdicts.put(&key(&number.to_string()), &report(Verdict::Passed)).expect("writable");
        }
        verdicts.thin_out(10).expect("writable");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 10);
        verdicts.thin_out(6).expect("writable");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 3);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_and_not_a_panic() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("writable");
        assert!(Verdicts::open(&file.join("verdicts")).is_err());
    }
}
