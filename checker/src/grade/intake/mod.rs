//! A folder of submissions → what each student handed in for each exercise, as bytes.
//!
//! Only files that the course names are taken, as regular files of bounded size, and nothing is ever written: archives are
//! read where they lie, never unpacked. Links are not followed, neither to a file nor on the way to one. It may not look into
//! what it takes.

mod archive;
mod tree;

use crate::catalogue::Exercise;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// No answer is longer than this: the longest solution has some hundred lines.
pub const MOST_BYTES: u64 = 256 * 1024;

/// Of a student's name so many characters are kept.
const LONGEST_NAME: usize = 100;

/// What lies there for one exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A file, read once.
    Bytes(Vec<u8>),
    /// Something that is not taken, and why.
    Refused(String),
    /// Nothing.
    Missing,
}

/// What one student handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The student: the name of the folder or archive.
    pub student: String,
    /// What there is for each exercise, by its name.
    pub found: BTreeMap<String, Found>,
}

/// All that was handed in.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Intake {
    /// Sorted by student.
    pub submissions: Vec<Submission>,
    /// What lies beside the submissions and is none, and what was odd about those that are; for whoever grades.
    pub notes: Vec<String>,
}

/// Where in a submission the file of an exercise may lie, the first that is there.
fn places(exercise: &Exercise) -> [PathBuf; 3] {
    let file = format!("{}.rs", exercise.name);
    [exercise.path(), Path::new(&exercise.dir).join(&file), PathBuf::from(file)]
}

/// Takes what is in `folder`: a folder or an archive for each student, or one student's checkout.
///
/// # Errors
/// When the folder cannot be read, or two submissions are by the same student.
pub fn take(folder: &Path, exercises: &[Exercise]) -> Result<Intake> {
    let meta = fs::metadata(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    if !meta.is_dir() {
        bail!("{} is no folder", folder.display());
    }
    let mut intake = Intake::default();
    let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
    if is_folder(&folder.join("exercises")) {
        // The folder's own name, however it was given.
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let name = whole.file_name().unwrap_or(OsStr::new("submission")).to_owned();
        intake.submissions.push(one(folder, &name, Kind::Folder, exercises, &mut intake.notes));
        return Ok(intake);
    }
    let mut entries = Vec::new();
    let list = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in list {
        entries.push(entry.with_context(|| format!("cannot read {}", folder.display()))?);
    }
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut students: BTreeMap<String, String> = BTreeMap::new();
    for entry in entries {
        let name = entry.file_name();
        let shown = plain(name.as_bytes());
        if name.as_bytes().starts_with(b".") {
            continue;
        }
        let kind = entry.file_type().ok().and_then(|kind| match () {
            () if kind.is_dir() => Some((name.clone(), Kind::Folder)),
            () if kind.is_file() => archive_name(&name),
            () => None,
        });
        let Some((stem, kind)) = kind else {
            intake.notes.push(format!(
                "{shown} is no submission: neither a folder nor an archive (.zip, .tar.gz)"
            ));
            continue;
        };
        let submission = one(&entry.path(), &stem, kind, exercises, &mut intake.notes);
        if let Some(other) = students.insert(submission.student.clone(), shown.clone()) {
            bail!(
                "{other} and {shown} are both submissions by {}: keep one of them",
                submission.student
            );
        }
        intake.submissions.push(submission);
    }
    intake.submissions.sort_by(|a, b| a.student.cmp(&b.student));
    Ok(intake)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Folder,
    Zip,
    Tar,
    TarGz,
}

/// The name without the ending of an archive.
fn archive_name(name: &OsStr) -> Option<(std::ffi::OsString, Kind)> {
    let bytes = name.as_bytes();
    let endings: [(&[u8], Kind); 4] = [
        (b".zip", Kind::Zip),
        (b".tar.gz", Kind::TarGz),
        (b".tgz", Kind::TarGz),
        (b".tar", Kind::Tar),
    ];
    let lower = bytes.to_ascii_lowercase();
    endings.into_iter().find(|(ending, _)| lower.ends_with(ending)).and_then(|(ending, kind)| {
        let stem = &bytes[..bytes.len() - ending.len()];
        (!stem.is_empty()).then(|| (OsStr::from_bytes(stem).to_owned(), kind))
    })
}

fn one(
    path: &Path,
    name: &OsStr,
    kind: Kind,
    exercises: &[Exercise],
    notes: &mut Vec<String>,
) -> Submission {
    let student = plain(name.as_bytes());
    let wanted: Vec<[PathBuf; 3]> = exercises.iter().map(places).collect();
    // What somebody packed may find a mistake in a library; that is no reason not to grade the others.
    let taken = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Folder => tree::take(path, &wanted),
        Kind::Zip => archive::zip(path, &wanted),
        Kind::Tar => archive::tar(path, false, &wanted),
        Kind::TarGz => archive::tar(path, true, &wanted),
    }));
    let taken =
        taken.unwrap_or_else(|_| Err("it cannot be read without breaking the reader".to_string()));
    let found = match taken {
        Ok((found, odd)) => {
            notes.extend(odd.into_iter().map(|odd| format!("{student}: {odd}")));
            found
        }
        Err(why) => {
            notes.push(format!("{student}: nothing is taken: {why}"));
            vec![Found::Refused(why); exercises.len()]
        }
    };
    let names = exercises.iter().map(|exercise| exercise.name.clone());
    Submission { student, found: names.zip(found).collect() }
}

/// What was found for each exercise, and what was odd about the rest.
type Taken = (Vec<Found>, Vec<String>);

/// The name of a file as text that can do no harm wherever it is shown: what is not plain is written as `%XX`.
pub fn plain(name: &[u8]) -> String {
    let mut text = String::new();
    for chunk in name.utf8_chunks() {
        for c in chunk.valid().chars() {
            let hidden = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
            if c.is_control() || hidden || matches!(c, '%' | '/' | '\\') {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes)
                    .bytes()
                    .for_each(|byte| text.push_str(&format!("%{byte:02X}")));
            } else {
                text.push(c);
            }
        }
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("%{byte:02X}")));
    }
    match text.char_indices().nth(LONGEST_NAME) {
        // Two long names stay two.
        Some((end, _)) => format!("{}~{}", &text[..end], &crate::store::Key::of_bytes(name)[..12]),
        None => text,
    }
}

/// The part of a path before one of the wanted ones, where that is nothing or a single folder: archives made by hosting sites
/// put everything into one.
fn depth_of_root<'p>(path: &'p str, wanted: &Path) -> Option<&'p str> {
    let wanted = wanted.to_str()?;
    if path == wanted {
        return Some("");
    }
    let root = path.strip_suffix(wanted)?.strip_suffix('/')?;
    (!root.is_empty() && !root.contains('/')).then_some(root)
}

/// The roots that archives or folders may have, the best first: none, or the only one.
fn choose_root(roots: &BTreeSet<String>) -> Result<Option<String>, String> {
    if roots.contains("") {
        return Ok(Some(String::new()));
    }
    match roots.len() {
        0 => Ok(None),
        1 => Ok(roots.first().cloned()),
        _ => Err(format!(
            "exercises lie in several folders, and nobody can tell which of them count: {}",
            roots.iter().map(|root| plain(root.as_bytes())).collect::<Vec<_>>().join(", ")
        )),
    }
}

fn too_large(bytes: u64) -> Found {
    Found::Refused(format!("it has {bytes} bytes; an answer has at most {MOST_BYTES}"))
}

#[cfg(test)]
mod tests;
