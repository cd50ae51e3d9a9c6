//! What was judged so far, appended as it comes: whoever is stopped at any instant goes on from here.
//!
//! It may not judge. A line that was cut off by a sudden end is left out, and what it told is judged again.

use super::record::Judged;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

#[derive(Serialize)]
struct Line<'j> {
    key: &'j str,
    judged: &'j Judged,
}

#[derive(Deserialize)]
struct OwnedLine {
    key: String,
    judged: Judged,
}

/// An open journal, this process's alone.
#[derive(Debug)]
pub struct Journal {
    file: File,
    known: BTreeMap<String, Judged>,
}

impl Journal {
    /// Opens the journal at `path`, or begins one; keeps what it tells of the keys that `wants` names.
    ///
    /// # Errors
    /// When it cannot be written, or another checker writes it.
    pub fn open(path: &Path, wants: &dyn Fn(&str) -> bool) -> Result<Journal> {
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(path)
            .with_context(|| format!("cannot open {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!(
                "another checker grades into this folder: wait for it, or give another one with --out"
            ),
            // Some network disks have no locks; two checkers at once then do the same work twice.
            Err(TryLockError::Error(_)) => {}
        }
        let (mut known, mut end) = (BTreeMap::new(), 0);
        let mut reader = BufReader::new(&file);
        let mut line = Vec::new();
        loop {
            line.clear();
            let length = reader
                .read_until(b'\n', &mut line)
                .with_context(|| format!("cannot read {}", path.display()))?;
            if !line.ends_with(b"\n") {
                break;
            }
            end += length as u64;
            // A line that nobody can read tells nothing.
            if let Ok(read) = serde_json::from_slice::<OwnedLine>(&line)
                && wants(&read.key)
            {
                known.insert(read.key, read.judged);
            }
        }
        // Half a line at the end would spoil the next one.
        file.set_len(end).with_context(|| format!("cannot mend {}", path.display()))?;
        file.seek(SeekFrom::End(0))?;
        Ok(Journal { file, known })
    }

    /// What is known of that key.
    pub fn take(&mut self, key: &str) -> Option<Judged> {
        self.known.remove(key)
    }

    /// Writes a result down, in one call.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, key: &str, judged: &Judged) -> Result<()> {
        let mut line =
            serde_json::to_vec(&Line { key, judged }).context("a result is plain data")?;
        line.push(b'\n');
        self.file.write_all(&line).context("cannot write the journal")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Stage;

    fn judged(name: &str) -> Judged {
        Judged::broken(name, "ab", &[Stage::Build], "why")
    }

    #[test]
    fn what_was_written_is_known_later_but_for_half_a_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal/judged.jsonl");
        let mut journal = Journal::open(&path, &|_| true).expect("writable");
        journal.add("a", &judged("one")).expect("writable");
        journal.add("b", &judged("two")).expect("writable");
        drop(journal);
        let text = fs::read(&path).expect("readable");
        for cut in (0..text.len()).step_by(37) {
            fs::write(&path, &text[..cut]).expect("writable");
            let mut journal = Journal::open(&path, &|_| true).expect("writable");
            let first = journal.take("a");
            assert_eq!(first.is_some(), text[..cut].contains(&b'\n'), "{cut} bytes");
            assert_eq!(journal.take("b"), None, "{cut} bytes");
            journal.add("c", &judged("three")).expect("writable");
            drop(journal);
            let mut journal = Journal::open(&path, &|_| true).expect("writable");
            assert_eq!(journal.take("c"), Some(judged("three")), "{cut} bytes");
        }
    }

    #[test]
    fn a_second_checker_is_told_that_it_is_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("judged.jsonl");
        let _first = Journal::open(&path, &|_| true).expect("writable");
        let error = Journal::open(&path, &|_| true).expect_err("the first one is there");
        assert!(error.to_string().contains("another checker"), "{error}");
    }

    #[test]
    fn only_what_is_wanted_is_kept_in_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("judged.jsonl");
        let mut journal = Journal::open(&path, &|_| true).expect("writable");
        journal.add("a", &judged("one")).expect("writable");
        drop(journal);
        assert!(Journal::open(&path, &|key| key == "b").expect("readable").known.is_empty());
    }
}
