//! One student's archive. It is read where it lies, entry by entry, and nothing is unpacked: a name that climbs out, a link or
//! a device has nowhere to lead to. Only the bytes of wanted files are kept, each up to its limit.

use super::{Found, MOST_BYTES, Taken, choose_root, depth_of_root, plain, too_large};
use flate2::read::MultiGzDecoder;
use rustix::fs::{CWD, FileType, Mode, OFlags, fstat, openat};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// An archive with a checkout has some hundred kilobytes.
const MOST_ARCHIVE: u64 = 32 << 20;

/// So much of a packed archive is looked through.
const MOST_UNPACKED: u64 = 256 << 20;

/// A checkout has some hundred entries.
const MOST_ENTRIES: usize = 20_000;

/// What is told of odd entries is bounded, too.
const MOST_NOTES: usize = 5;

/// Wanted files by path, each with what was found under it, and what was odd.
#[derive(Default)]
struct Entries {
    found: BTreeMap<String, Found>,
    odd: Vec<String>,
    count: usize,
}

impl Entries {
    fn count(&mut self) -> Result<(), String> {
        self.count += 1;
        match self.count > MOST_ENTRIES {
            true => Err(format!("the archive has more than {MOST_ENTRIES} entries")),
            false => Ok(()),
        }
    }

    /// Whether the entry of that name is one that may be taken; its path without `./` in front.
    fn wants(&mut self, name: &[u8], wanted: &[[PathBuf; 3]]) -> Option<String> {
        let path = str::from_utf8(name).ok().map(|path| path.strip_prefix("./").unwrap_or(path));
        let strange = path.is_none_or(|path| {
            let climbs = path.split(['/', '\\']).any(|part| part == "..");
            climbs || path.starts_with(['/', '\\']) || path.contains('\0') || path.contains(':')
        });
        if strange {
            if self.odd.len() < MOST_NOTES {
                self.odd.push(format!("an entry named {} is left out", plain(name)));
            }
            return None;
        }
        let path = path?;
        let mut places = wanted.iter().flatten();
        places.any(|place| depth_of_root(path, place).is_some()).then(|| path.to_string())
    }

    fn add(&mut self, path: String, found: Found) {
        // Which of two is meant nobody can tell, and readers of archives do not agree on it.
        let twice = Found::Refused("the archive has two files of that name".to_string());
        self.found.entry(path).and_modify(|there| *there = twice).or_insert(found);
    }

    fn sort(mut self, wanted: &[[PathBuf; 3]]) -> Result<Taken, String> {
        let mut roots = BTreeSet::new();
        for path in self.found.keys() {
            for place in wanted.iter().flatten() {
                roots.extend(depth_of_root(path, place).map(str::to_string));
            }
        }
        let root = match choose_root(&roots)? {
            None => return Ok((vec![Found::Missing; wanted.len()], self.odd)),
            Some(root) if root.is_empty() => root,
            Some(root) => root + "/",
        };
        let mut take = |place: &PathBuf| {
            let path = format!("{root}{}", place.to_str()?);
            self.found.remove(&path)
        };
        let found = wanted.iter().map(|places| places.iter().find_map(&mut take));
        let found = found.map(|found| found.unwrap_or(Found::Missing)).collect();
        Ok((found, self.odd))
    }
}

fn open(path: &Path) -> Result<File, String> {
    let flags =
        OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = openat(CWD, path, flags, Mode::empty())
        .map_err(|error| format!("the archive cannot be opened: {error}"))?;
    let stat = fstat(&file).map_err(|error| format!("the archive cannot be looked at: {error}"))?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err("the archive is no file".to_string());
    }
    if u64::try_from(stat.st_size).unwrap_or(u64::MAX) > MOST_ARCHIVE {
        return Err(format!(
            "the archive has {} bytes; at most {MOST_ARCHIVE} are looked at (leave `target` out)",
            stat.st_size
        ));
    }
    Ok(file.into())
}

/// As much of one entry as an answer may have.
fn content(entry: impl Read) -> Found {
    let mut bytes = Vec::new();
    match entry.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > MOST_BYTES => too_large(bytes.len() as u64),
        Ok(_) => Found::Bytes(bytes),
        Err(error) => Found::Refused(format!("it cannot be unpacked: {error}")),
    }
}

pub(super) fn zip(path: &Path, wanted: &[[PathBuf; 3]]) -> Result<Taken, String> {
    let damaged = |error: zip::result::ZipError| format!("the archive is damaged: {error}");
    let mut archive = zip::ZipArchive::new(BufReader::new(open(path)?)).map_err(damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(format!("the archive has more than {MOST_ENTRIES} entries"));
    }
    let mut entries = Entries::default();
    for index in 0..archive.len() {
        entries.count()?;
        // The raw entry first: nothing is unpacked to learn a name.
        let (wanted_path, kind, size) = {
            let entry = archive.by_index_raw(index).map_err(damaged)?;
            let Some(path) = entries.wants(entry.name_raw(), wanted) else { continue };
            let mode = entry.unix_mode().map(FileType::from_raw_mode);
            let kind = match mode {
                Some(FileType::Symlink) => Some("it is a link"),
                Some(FileType::RegularFile | FileType::Unknown) | None if entry.is_file() => None,
                Some(FileType::Directory) => Some("it is a folder"),
                _ if entry.is_dir() => Some("it is a folder"),
                _ if entry.encrypted() => Some("it is encrypted"),
                _ => Some("it is no file"),
            };
            (path, kind, entry.size())
        };
        let found = match kind {
            Some(what) => Found::Refused(what.to_string()),
            None if size > MOST_BYTES => too_large(size),
            None => match archive.by_index(index) {
                Ok(entry) => content(entry),
                Err(error) => Found::Refused(format!("it cannot be unpacked: {error}")),
            },
        };
        entries.add(wanted_path, found);
    }
    entries.sort(wanted)
}

pub(super) fn tar(path: &Path, packed: bool, wanted: &[[PathBuf; 3]]) -> Result<Taken, String> {
    let file = BufReader::new(open(path)?);
    let stream: Box<dyn Read> =
        if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    // Whoever packs zeros finds an end here: what is cut off is damaged.
    let mut archive = tar::Archive::new(stream.take(MOST_UNPACKED));
    let mut entries = Entries::default();
    let damaged = |error: std::io::Error| format!("the archive is damaged or too large: {error}");
    for entry in archive.entries().map_err(damaged)? {
        let entry = entry.map_err(damaged)?;
        entries.count()?;
        let name = entry.path_bytes().into_owned();
        let Some(path) = entries.wants(&name, wanted) else { continue };
        let kind = entry.header().entry_type();
        let size = entry.size();
        let found = match kind {
            tar::EntryType::Regular | tar::EntryType::Continuous if size > MOST_BYTES => {
                too_large(size)
            }
            tar::EntryType::Regular | tar::EntryType::Continuous => content(entry),
            tar::EntryType::Symlink | tar::EntryType::Link => {
                Found::Refused("it is a link".to_string())
            }
            tar::EntryType::Directory => Found::Refused("it is a folder".to_string()),
            tar::EntryType::GNUSparse => Found::Refused("it is a sparse file".to_string()),
            _ => Found::Refused("it is no file".to_string()),
        };
        entries.add(path, found);
    }
    entries.sort(wanted)
}
