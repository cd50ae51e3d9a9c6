//! One student's folder. Every folder on the way is opened by itself, so that no link is followed and nobody can put one
//! there between a look and the opening.

use super::{Found, MOST_BYTES, Taken, choose_root, plain, too_large};
use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, fstat, openat, statat};
use rustix::io::Errno;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Component, Path, PathBuf};

/// In a folder with more entries than this nobody looks for another one.
const MOST_ENTRIES: usize = 10_000;

/// What is told of odd files is bounded, too.
const MOST_NOTES: usize = 5;

pub(super) fn take(root: &Path, wanted: &[[PathBuf; 3]]) -> Result<Taken, String> {
    let failed = |error: Errno| format!("the folder cannot be opened: {error}");
    let top = openat(CWD, root, FOLDER | OFlags::DIRECTORY, Mode::empty()).map_err(failed)?;
    let inner = match has_any(top.as_fd(), wanted) {
        true => None,
        false => only_folder_with(&top, root, wanted)?,
    };
    let start = match &inner {
        None => top,
        Some(name) => openat(&top, name, FOLDER, Mode::empty()).map_err(failed)?,
    };
    let mut odd = Vec::new();
    let found = wanted.iter().map(|places| {
        for place in places {
            let (found, names) = open_and_count(start.as_fd(), place);
            if names > 1 && odd.len() < MOST_NOTES {
                // Whoever keeps copies apart by links has such files, too: it is taken, and somebody is told.
                let place = plain(place.as_os_str().as_encoded_bytes());
                odd.push(format!("{place} has {names} names on this disk: whose file is it?"));
            }
            if found != Found::Missing {
                return found;
            }
        }
        Found::Missing
    });
    Ok((found.collect(), odd))
}

const FOLDER: OFlags =
    OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

fn has_any(top: BorrowedFd<'_>, wanted: &[[PathBuf; 3]]) -> bool {
    wanted.iter().flatten().any(|place| open(top, place) != Found::Missing)
}

/// The single folder in which exercises lie, where they do not lie at the top.
fn only_folder_with(
    top: &OwnedFd,
    root: &Path,
    wanted: &[[PathBuf; 3]],
) -> Result<Option<OsString>, String> {
    let mut roots = BTreeSet::new();
    let mut names = Vec::new();
    for entry in fs::read_dir(root).into_iter().flatten().flatten().take(MOST_ENTRIES) {
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let name = entry.file_name();
        if let Ok(folder) = openat(top, &name, FOLDER, Mode::empty())
            && has_any(folder.as_fd(), wanted)
        {
            roots.insert(plain(name.as_encoded_bytes()));
            names.push(name);
        }
    }
    choose_root(&roots)?;
    Ok(names.pop())
}

fn open(start: BorrowedFd<'_>, place: &Path) -> Found {
    open_and_count(start, place).0
}

/// What lies there, and how many names it has on its disk.
fn open_and_count(start: BorrowedFd<'_>, place: &Path) -> (Found, u64) {
    let one = |found: Found| (found, 1);
    let refused = |what: &str| one(Found::Refused(what.to_string()));
    let mut folder: Option<OwnedFd> = None;
    let mut parts = place.components().peekable();
    while let Some(part) = parts.next() {
        let Component::Normal(name) = part else { return one(Found::Missing) };
        let at = folder.as_ref().map_or(start, AsFd::as_fd);
        let stat = match statat(at, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => stat,
            Err(Errno::NOENT | Errno::NOTDIR) => return one(Found::Missing),
            Err(error) => return one(Found::Refused(format!("it cannot be looked at: {error}"))),
        };
        let kind = FileType::from_raw_mode(stat.st_mode);
        if parts.peek().is_some() {
            match kind {
                FileType::Directory => {}
                FileType::Symlink => return refused("a folder on the way to it is a link"),
                _ => return one(Found::Missing),
            }
            folder = match openat(at, name, FOLDER, Mode::empty()) {
                Ok(next) => Some(next),
                Err(error) => {
                    return one(Found::Refused(format!("its folder cannot be opened: {error}")));
                }
            };
            continue;
        }
        return match kind {
            FileType::RegularFile => (read(at, name.as_ref()), links(&stat)),
            FileType::Symlink => refused("it is a link"),
            FileType::Directory => refused("it is a folder"),
            _ => refused("it is no file"),
        };
    }
    one(Found::Missing)
}

/// Systems count in different widths.
#[allow(clippy::unnecessary_cast, reason = "not unnecessary on every system")]
fn links(stat: &rustix::fs::Stat) -> u64 {
    stat.st_nlink as u64
}

fn read(at: BorrowedFd<'_>, name: &Path) -> Found {
    // Not to be made to wait: what was a file when we looked may be a pipe now.
    let flags =
        OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = match openat(at, name, flags, Mode::empty()) {
        Ok(file) => file,
        Err(error) => return Found::Refused(format!("it cannot be opened: {error}")),
    };
    match fstat(&file) {
        Ok(stat) if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile => {
            return Found::Refused("it is no file".to_string());
        }
        // A file of holes is as long as it says, and nobody reads it.
        Ok(stat) if u64::try_from(stat.st_size).unwrap_or(u64::MAX) > MOST_BYTES => {
            return too_large(u64::try_from(stat.st_size).unwrap_or(u64::MAX));
        }
        Ok(_) => {}
        Err(error) => return Found::Refused(format!("it cannot be looked at: {error}")),
    }
    let mut bytes = Vec::new();
    match File::from(file).take(MOST_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > MOST_BYTES => too_large(bytes.len() as u64),
        Ok(_) => Found::Bytes(bytes),
        Err(error) => Found::Refused(format!("it cannot be read: {error}")),
    }
}
