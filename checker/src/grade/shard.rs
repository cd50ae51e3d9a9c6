//! One part of many: which results a part makes, the file it writes, and how parts become one again.
//!
//! A part is chosen by a hash of student and exercise, so that parts need no coordinator and adding a student moves nobody
//! else. Parts are only put together if they are parts of the same: same submissions, same course, same checker, same
//! isolation.

use super::record::Record;
use crate::store::Key;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

/// Part `index` of `of`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// Which part, from 1.
    pub index: usize,
    /// How many parts there are.
    pub of: usize,
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

/// Everything that can be said of a number of a part that is none.
fn check(index: usize, of: usize) -> Result<Shard, String> {
    match index {
        _ if of == 0 || of > 100_000 => Err(format!("there cannot be {of} parts")),
        index if (1..=of).contains(&index) => Ok(Shard { index, of }),
        _ => Err(format!("part {index} of {of} does not exist: parts are numbered from 1 to {of}")),
    }
}

impl Shard {
    /// `I/N`, as it is typed.
    ///
    /// # Errors
    /// When it is something else; the sentence says what it must be.
    pub fn parse(text: &str) -> Result<Shard, String> {
        let numbers = text.split_once('/').and_then(|(index, of)| {
            Some((index.parse::<usize>().ok()?, of.parse::<usize>().ok()?))
        });
        let (index, of) = numbers.ok_or("write I/N, such as 1/4 for the first of four parts")?;
        check(index, of)
    }

    /// The part that an array job, an indexed job or a matrix gives to this process, by the variables that they set.
    ///
    /// # Errors
    /// When variables are there that do not fit together: judging everything instead would waste a cluster.
    pub fn from_variables(get: &dyn Fn(&str) -> Option<String>) -> Result<Option<Shard>, String> {
        let number = |name: &str| match get(name).filter(|text| !text.is_empty()) {
            None => Ok(None),
            Some(text) => match text.parse::<usize>() {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(format!("{name} is {text:?}, which is no number")),
            },
        };
        if let Some(id) = number("SLURM_ARRAY_TASK_ID")? {
            let of =
                number("SLURM_ARRAY_TASK_COUNT")?.ok_or("SLURM_ARRAY_TASK_COUNT is not set")?;
            let first = number("SLURM_ARRAY_TASK_MIN")?.unwrap_or(1);
            let step = number("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1).max(1);
            let index = id.checked_sub(first).map(|above| above / step + 1).unwrap_or(0);
            return check(index, of).map(Some);
        }
        if let Some(index) = number("JOB_COMPLETION_INDEX")? {
            let of = number("LOOMLINGS_SHARDS")?.ok_or(
                "JOB_COMPLETION_INDEX is set, but Kubernetes does not say how many completions there are: set LOOMLINGS_SHARDS \
                 to the job's `completions`",
            )?;
            return check(index + 1, of).map(Some);
        }
        if let Some(index) = number("CI_NODE_INDEX")? {
            let of = number("CI_NODE_TOTAL")?.ok_or("CI_NODE_TOTAL is not set")?;
            return check(index, of).map(Some);
        }
        Ok(None)
    }

    /// Whether this part makes that result.
    pub fn owns(self, student: &str, exercise: &str) -> bool {
        let mut key = Key::builder();
        key.part("student", student.as_bytes());
        key.part("exercise", exercise.as_bytes());
        key.finish().number() % self.of as u64 == self.index as u64 - 1
    }

    /// The file that a part's results go into.
    pub fn file_name(self) -> String {
        format!("shard-{}-of-{}.jsonl", self.index, self.of)
    }
}

/// The first line of a part's file: of what it is a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The form of this file.
    pub format: u32,
    /// Hash of all that decides the whole: submissions, course, checker, compiler, isolation.
    pub plan: String,
    /// Which part.
    pub shard: Shard,
    /// The students of the whole, sorted.
    pub students: Vec<String>,
    /// The exercises of the whole, in their order.
    pub exercises: Vec<String>,
    /// Hash of a teacher's overlay, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
}

/// The form that is written.
pub const FORMAT: u32 = 1;

/// A part, as it was read.
#[derive(Debug, Clone)]
struct Part {
    file: PathBuf,
    header: Header,
    lines: Vec<(Record, String)>,
}

fn read(file: &Path) -> Result<Part> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut lines = text.lines();
    let header: Header = lines
        .next()
        .and_then(|line| serde_json::from_str(line).ok())
        .with_context(|| format!("{} is not the result of a shard", file.display()))?;
    if header.format != FORMAT {
        bail!("{} has the form {}, and this checker reads {FORMAT}", file.display(), header.format);
    }
    let lines = lines.enumerate().map(|(number, line)| {
        let record = serde_json::from_str::<Record>(line).with_context(|| {
            format!("{}:{}: this line is no result", file.display(), number + 2)
        })?;
        Ok((record, line.to_string()))
    });
    let lines = lines.collect::<Result<Vec<_>>>()?;
    Ok(Part { file: file.to_path_buf(), header, lines })
}

/// The parts' files among `paths`: files as they are, folders by what lies in them.
///
/// # Errors
/// When one cannot be read.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = BTreeSet::new();
    for path in paths {
        if !path.is_dir() {
            files.insert(path.clone());
            continue;
        }
        let entries = path.read_dir().with_context(|| format!("cannot read {}", path.display()))?;
        for entry in entries {
            let entry = entry?;
            let name: OsString = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with("shard-") && name.ends_with(".jsonl") {
                files.insert(entry.path());
            }
        }
    }
    Ok(files.into_iter().collect())
}

/// So many results are named of those that are missing or in two parts.
const MOST_NAMED: usize = 20;

/// Puts parts together: the lines of `results.jsonl`, exactly as one process would have written them.
///
/// # Errors
/// When they are not all parts of one whole. The message lists what is missing, what is there twice, and what contradicts.
pub fn merge(files: &[PathBuf]) -> Result<Vec<String>> {
    let parts = files.iter().map(|file| read(file)).collect::<Result<Vec<_>>>()?;
    let Some(first) = parts.first() else {
        bail!("there is no part here: a part is called shard-I-of-N.jsonl");
    };
    let mut wrong = Vec::new();
    for part in &parts[1..] {
        let (a, b) = (&first.header, &part.header);
        let differs = match () {
            () if a.shard.of != b.shard.of => Some("another number of parts"),
            () if a.students != b.students => Some("other students"),
            () if a.exercises != b.exercises => Some("other exercises"),
            () if a.overlay != b.overlay => Some("another overlay, or none"),
            () if a.plan != b.plan => Some(
                "other submissions, another version of the course or the checker, another compiler or another isolation",
            ),
            () => None,
        };
        if let Some(differs) = differs {
            wrong.push(format!(
                "{} and {} are not parts of one whole: {differs}",
                first.file.display(),
                part.file.display()
            ));
        }
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    let header = &first.header;
    for index in 1..=header.shard.of {
        let same: Vec<_> = parts.iter().filter(|part| part.header.shard.index == index).collect();
        match &same[..] {
            [] => wrong.push(format!("part {index} of {} is missing", header.shard.of)),
            [_] => {}
            several => wrong.push(format!(
                "part {index} is there {} times: {}",
                several.len(),
                several
                    .iter()
                    .map(|part| part.file.display().to_string())
                    .collect::<Vec<_>>()
                    .join(", ")
            )),
        }
    }
    let mut found: BTreeMap<(&str, &str), (&Part, &str)> = BTreeMap::new();
    let (mut twice, mut conflicts, mut strays) = (Vec::new(), Vec::new(), Vec::new());
    for part in &parts {
        for (record, line) in &part.lines {
            let unit = (record.student.as_str(), record.exercise.as_str());
            let name = format!("{} {}", unit.0, unit.1);
            let known = header.students.iter().any(|student| student == unit.0)
                && header.exercises.iter().any(|exercise| exercise == unit.1);
            if !known || !part.header.shard.owns(unit.0, unit.1) {
                strays.push(format!("{name} ({})", part.file.display()));
            }
            match found.insert(unit, (part, line)) {
                None => {}
                Some((other, before)) => {
                    let files =
                        format!("{name} ({}, {})", other.file.display(), part.file.display());
                    if before == line { twice.push(files) } else { conflicts.push(files) }
                }
            }
        }
    }
    let mut lines = Vec::new();
    let mut missing = Vec::new();
    for student in &header.students {
        for exercise in &header.exercises {
            match found.get(&(student.as_str(), exercise.as_str())) {
                Some((_, line)) => lines.push((*line).to_string()),
                None => missing.push(format!("{student} {exercise}")),
            }
        }
    }
    for (what, list) in [
        ("missing", missing),
        ("there twice", twice),
        ("there twice, and not the same", conflicts),
        ("in a part that it does not belong to", strays),
    ] {
        if !list.is_empty() {
            let more = match list.len().saturating_sub(MOST_NAMED) {
                0 => String::new(),
                more => format!("\n  … and {more} more"),
            };
            let named =
                list.iter().take(MOST_NAMED).map(|name| format!("\n  {name}")).collect::<String>();
            wrong.push(format!("{what}: {}{named}{more}", list.len()));
        }
    }
    match wrong.is_empty() {
        true => Ok(lines),
        false => bail!("{}", wrong.join("\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Verdict;
    use crate::process::Level;
    use std::fs;
    use tempfile::TempDir;

    fn record(student: &str, exercise: &str) -> Record {
        Record {
            student: student.to_string(),
            exercise: exercise.to_string(),
            verdict: Verdict::Passed,
            stage: None,
            points: Some(3),
            max_points: 3,
            at_least: 3,
            review: false,
            review_because: None,
            missing: false,
            not_taken: None,
            untouched: false,
            stages: Vec::new(),
            parts: Vec::new(),
            diagnosis: None,
            known_as: None,
            answer: None,
            course: "c".to_string(),
            isolation: Level::L2,
        }
    }

    const STUDENTS: [&str; 4] = ["ada", "bob", "cleo", "dan"];
    const EXERCISES: [&str; 3] = ["gate", "chunks", "lost_update"];

    fn line(record: &Record) -> String {
        serde_json::to_string(record).expect("plain data")
    }

    fn write(
        folder: &TempDir,
        shard: Shard,
        plan: &str,
        change: impl Fn(&mut Vec<String>),
    ) -> PathBuf {
        let header = Header {
            format: FORMAT,
            plan: plan.to_string(),
            shard,
            students: STUDENTS.map(String::from).to_vec(),
            exercises: EXERCISES.map(String::from).to_vec(),
            overlay: (plan == "o").then(|| "ab".to_string()),
        };
        let mut lines = Vec::new();
        for student in STUDENTS {
            for exercise in EXERCISES {
                if shard.owns(student, exercise) {
                    lines.push(line(&record(student, exercise)));
                }
            }
        }
        change(&mut lines);
        let head = serde_json::to_string(&header).expect("plain data");
        let file = folder.path().join(shard.file_name());
        fs::write(
            &file,
            format!("{head}\n{}", lines.iter().map(|l| format!("{l}\n")).collect::<String>()),
        )
        .expect("writable");
        file
    }

    fn shard(index: usize, of: usize) -> Shard {
        Shard { index, of }
    }

    #[test]
    fn every_result_belongs_to_exactly_one_part() {
        for of in [1, 2, 3, 7] {
            for student in STUDENTS {
                for exercise in EXERCISES {
                    let owners = (1..=of).filter(|&i| shard(i, of).owns(student, exercise));
                    assert_eq!(owners.count(), 1, "{student} {exercise} of {of}");
                }
            }
        }
    }

    #[test]
    fn parts_become_what_one_process_writes() {
        let folder = tempfile::tempdir().expect("a folder");
        for index in 1..=4 {
            write(&folder, shard(index, 4), "p", |_| ());
        }
        let files = find(&[folder.path().to_path_buf()]).expect("readable");
        assert_eq!(files.len(), 4);
        let whole: Vec<String> = STUDENTS
            .iter()
            .flat_map(|student| EXERCISES.map(|exercise| line(&record(student, exercise))))
            .collect();
        assert_eq!(merge(&files).expect("a whole"), whole);
    }

    #[test]
    fn what_is_missing_is_listed() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = write(&folder, shard(1, 2), "p", |_| ());
        let error = merge(std::slice::from_ref(&first)).expect_err("one of two").to_string();
        assert!(error.contains("part 2 of 2 is missing"), "{error}");
        let second = write(&folder, shard(2, 2), "p", |lines| drop(lines.pop()));
        let error = merge(&[first, second]).expect_err("a line is missing").to_string();
        assert!(error.starts_with("missing: 1\n  dan "), "{error}");
    }

    #[test]
    fn what_is_there_twice_or_contradicts_or_is_of_something_else_is_listed() {
        let (folder, other) =
            (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let first = write(&folder, shard(1, 2), "p", |_| ());
        let second = write(&folder, shard(2, 2), "p", |_| ());
        let again = write(&other, shard(1, 2), "p", |_| ());
        let error = merge(&[first.clone(), second.clone(), again]).expect_err("twice").to_string();
        assert!(error.contains("part 1 is there 2 times"), "{error}");
        assert!(error.contains("there twice:"), "{error}");
        let again = write(&other, shard(1, 2), "p", |lines| {
            lines[0] = lines[0].replace("\"points\":3", "\"points\":2");
        });
        let error =
            merge(&[first.clone(), second.clone(), again]).expect_err("conflict").to_string();
        assert!(error.contains("there twice, and not the same: 1"), "{error}");
        let stranger = write(&other, shard(2, 2), "q", |_| ());
        let error = merge(&[first.clone(), stranger]).expect_err("another plan").to_string();
        assert!(error.contains("not parts of one whole: other submissions"), "{error}");
        let private = write(&other, shard(2, 2), "o", |_| ());
        let error = merge(&[first.clone(), private]).expect_err("another overlay").to_string();
        assert!(error.ends_with("another overlay, or none"), "{error}");
        let forged =
            write(&other, shard(2, 2), "p", |lines| lines.push(line(&record("eve", "gate"))));
        let error = merge(&[first, forged]).expect_err("nobody knows eve").to_string();
        assert!(error.contains("does not belong to: 1\n  eve gate"), "{error}");
        assert!(merge(&[]).is_err());
    }

    #[test]
    fn a_part_is_typed_or_read_from_what_a_cluster_sets() {
        assert_eq!(Shard::parse("2/4"), Ok(shard(2, 4)));
        for text in ["0/4", "5/4", "1/0", "4", "a/b", "-1/4", "1/4/2"] {
            assert!(Shard::parse(text).is_err(), "{text}");
        }
        let read = |pairs: &[(&str, &str)]| {
            let pairs: BTreeMap<String, String> =
                pairs.iter().map(|(k, v)| ((*k).to_string(), (*v).to_string())).collect();
            Shard::from_variables(&|name| pairs.get(name).cloned())
        };
        assert_eq!(read(&[]), Ok(None));
        let slurm = [
            ("SLURM_ARRAY_TASK_ID", "3"),
            ("SLURM_ARRAY_TASK_COUNT", "6"),
            ("SLURM_ARRAY_TASK_MIN", "1"),
        ];
        assert_eq!(read(&slurm), Ok(Some(shard(3, 6))));
        let from_zero = [
            ("SLURM_ARRAY_TASK_ID", "0"),
            ("SLURM_ARRAY_TASK_COUNT", "4"),
            ("SLURM_ARRAY_TASK_MIN", "0"),
        ];
        assert_eq!(read(&from_zero), Ok(Some(shard(1, 4))));
        let kubernetes = [("JOB_COMPLETION_INDEX", "0"), ("LOOMLINGS_SHARDS", "4")];
        assert_eq!(read(&kubernetes), Ok(Some(shard(1, 4))));
        assert_eq!(read(&[("CI_NODE_INDEX", "4"), ("CI_NODE_TOTAL", "4")]), Ok(Some(shard(4, 4))));
        for broken in [
            &[("SLURM_ARRAY_TASK_ID", "3")][..],
            &[("JOB_COMPLETION_INDEX", "0")],
            &[("CI_NODE_INDEX", "0"), ("CI_NODE_TOTAL", "4")],
            &[("CI_NODE_INDEX", "x"), ("CI_NODE_TOTAL", "4")],
        ] {
            assert!(read(broken).is_err(), "{broken:?}");
        }
    }
}
