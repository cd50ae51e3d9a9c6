//! `reset`: the unsolved file comes back, and nothing that the learner wrote is lost.
//!
//! The order is what matters: first the backup is complete on disk, then one rename replaces the file. Whenever this is
//! interrupted, the learner's text is in at least one of the two places.

use super::CommandError;
use crate::catalogue::Exercise;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What a reset did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The file is the unsolved one already.
    NothingToReset,
    /// The file was not there, and is there again.
    Restored,
    /// The file was replaced; what it said before is here, relative to the workspace.
    Replaced {
        /// The backup.
        backup: PathBuf,
    },
}

/// Replaces the learner's file by the unsolved one and says what became of the old text.
pub fn reset(out: &mut dyn Write, exercise: &Exercise) -> Result<Outcome, CommandError> {
    let outcome = replace(exercise)?;
    let path = exercise.path();
    match &outcome {
        Outcome::NothingToReset => {
            writeln!(out, "{} is as it was at the start: nothing to reset", path.display())?;
        }
        Outcome::Restored => writeln!(out, "{} is back, unsolved", path.display())?,
        Outcome::Replaced { backup } => {
            writeln!(out, "{} is as it was at the start", path.display())?;
            writeln!(out, "your text is kept in {}", backup.display())?;
        }
    }
    Ok(outcome)
}

fn replace(exercise: &Exercise) -> Result<Outcome, CommandError> {
    let (path, start) = (exercise.path(), exercise.start());
    let target = exercise.absolute(&path);
    let unsolved =
        fs::read(exercise.absolute(&start)).map_err(CommandError::file("read", &start))?;
    let old = match fs::read(&target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        old => Some(old.map_err(CommandError::file("read", &path))?),
    };
    if old.as_ref() == Some(&unsolved) {
        return Ok(Outcome::NothingToReset);
    }
    let outcome = match &old {
        None => Outcome::Restored,
        Some(old) => Outcome::Replaced { backup: back_up(exercise, old)? },
    };
    write_atomically(&target, &exercise.absolute(&start), &unsolved)
        .map_err(CommandError::file("write", &path))?;
    Ok(outcome)
}

/// Writes the text under the first number above all that are taken, and never over another backup.
fn back_up(exercise: &Exercise, text: &[u8]) -> Result<PathBuf, CommandError> {
    let dir = Path::new(".loomlings/backup").join(&exercise.dir);
    fs::create_dir_all(exercise.absolute(&dir)).map_err(CommandError::file("create", &dir))?;
    let numbers =
        fs::read_dir(exercise.absolute(&dir)).map_err(CommandError::file("read", &dir))?;
    let mut number = 1;
    for entry in numbers {
        let entry = entry.map_err(CommandError::file("read", &dir))?;
        if let Some(taken) = number_of(&entry.file_name().to_string_lossy(), &exercise.name) {
            number = number.max(taken.saturating_add(1));
        }
    }
    loop {
        let backup = dir.join(format!("{}.{number}.rs", exercise.name));
        match OpenOptions::new().write(true).create_new(true).open(exercise.absolute(&backup)) {
            Ok(mut file) => {
                file.write_all(text)
                    .and_then(|()| file.sync_all())
                    .map_err(CommandError::file("write", &backup))?;
                return Ok(backup);
            }
            // Another reset took the number between the look and the creation: take the next.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(CommandError::file("write", &backup)(error)),
        }
    }
}

fn number_of(file: &str, name: &str) -> Option<u64> {
    file.strip_prefix(name)?.strip_prefix('.')?.strip_suffix(".rs")?.parse().ok()
}

/// A file in the same directory is renamed over the target, so that a watcher (or a crash) sees the old text or the new
/// one, never half of it. `like` lends its permissions: a temporary file is private, and a shared course is not.
fn write_atomically(target: &Path, like: &Path, text: &[u8]) -> io::Result<()> {
    let dir = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(dir)?;
    let mut file = NamedTempFile::new_in(dir)?;
    file.write_all(text)?;
    let permissions = fs::metadata(target).or_else(|_| fs::metadata(like))?.permissions();
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(target)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, fixture};
    use tempfile::TempDir;

    fn three() -> (TempDir, Catalogue) {
        let dir = fixture::three();
        let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
        (dir, catalogue)
    }

    fn run(exercise: &Exercise) -> (Outcome, String) {
        let mut out = Vec::new();
        let outcome = reset(&mut out, exercise).expect("a reset");
        (outcome, String::from_utf8(out).expect("text"))
    }

    fn backup(number: u32) -> PathBuf {
        PathBuf::from(format!(".loomlings/backup/00_start/lost_update.{number}.rs"))
    }

    #[test]
    fn a_file_as_it_was_at_the_start_is_left_alone() {
        let (dir, catalogue) = three();
        let (outcome, text) = run(&catalogue.exercises()[0]);
        assert_eq!(outcome, Outcome::NothingToReset);
        assert!(text.ends_with("nothing to reset\n"), "{text}");
        assert!(!dir.path().join(".loomlings").exists());
    }

    #[test]
    fn what_the_learner_wrote_is_kept_under_a_new_number_each_time() {
        let (dir, catalogue) = three();
        let exercise = &catalogue.exercises()[0];
        let path = dir.path().join(exercise.path());
        for number in 1..=3 {
            let mine = format!("// attempt {number}");
            fs::write(&path, &mine).expect("the learner's file");
            let (outcome, text) = run(exercise);
            assert_eq!(outcome, Outcome::Replaced { backup: backup(number) });
            assert!(text.contains(&backup(number).display().to_string()), "{text}");
            assert_eq!(fs::read_to_string(&path).expect("there"), "s");
            let kept = fs::read_to_string(dir.path().join(backup(number))).expect("a backup");
            assert_eq!(kept, mine);
        }
        let first = fs::read_to_string(dir.path().join(backup(1))).expect("still there");
        assert_eq!(first, "// attempt 1");
    }

    #[test]
    fn a_backup_gets_a_number_above_all_that_are_taken() {
        let (dir, catalogue) = three();
        let exercise = &catalogue.exercises()[0];
        let backups = dir.path().join(".loomlings/backup/00_start");
        fs::create_dir_all(&backups).expect("a directory");
        fs::write(backups.join("lost_update.7.rs"), "old").expect("a backup");
        fs::write(backups.join("lost_update_too.9.rs"), "another's").expect("a backup");
        fs::write(dir.path().join(exercise.path()), "mine").expect("the learner's file");
        assert_eq!(run(exercise).0, Outcome::Replaced { backup: backup(8) });
        assert_eq!(fs::read_to_string(backups.join("lost_update.7.rs")).expect("there"), "old");
    }

    #[test]
    fn a_deleted_file_or_directory_comes_back() {
        let (dir, catalogue) = three();
        let exercise = &catalogue.exercises()[0];
        fs::remove_file(dir.path().join(exercise.path())).expect("it was there");
        let (outcome, text) = run(exercise);
        assert_eq!(outcome, Outcome::Restored);
        assert_eq!(text, "exercises/00_start/lost_update.rs is back, unsolved\n");
        fs::remove_dir_all(dir.path().join("exercises/00_start")).expect("it was there");
        assert_eq!(run(exercise).0, Outcome::Restored);
        assert_eq!(fs::read_to_string(dir.path().join(exercise.path())).expect("there"), "s");
    }

    #[test]
    fn bytes_that_are_no_text_are_kept_as_they_are() {
        let (dir, catalogue) = three();
        let exercise = &catalogue.exercises()[0];
        fs::write(dir.path().join(exercise.path()), b"\xff\xfe").expect("the learner's file");
        run(exercise);
        assert_eq!(fs::read(dir.path().join(backup(1))).expect("a backup"), b"\xff\xfe");
    }

    #[test]
    fn nothing_is_replaced_when_the_backup_cannot_be_written() {
        let (dir, catalogue) = three();
        let exercise = &catalogue.exercises()[0];
        let path = dir.path().join(exercise.path());
        fs::write(&path, "mine").expect("the learner's file");
        // A file where the directory of the backups should be.
        fs::write(dir.path().join(".loomlings"), "").expect("a file");
        let error = reset(&mut Vec::new(), exercise).expect_err("no place for the backup");
        assert!(error.to_string().contains(".loomlings/backup/00_start"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("there"), "mine");
    }

    #[cfg(unix)]
    #[test]
    fn the_file_stays_as_readable_as_it_was() {
        use std::os::unix::fs::PermissionsExt;
        let (dir, catalogue) = three();
        let exercise = &catalogue.exercises()[0];
        let path = dir.path().join(exercise.path());
        fs::write(&path, "mine").expect("the learner's file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("its owner");
        run(exercise);
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
    }
}
