//! Small courses on disk, for tests.

use super::INFO;
use std::fs;
use tempfile::TempDir;

/// What an entry needs besides name and chapter.
pub(crate) const ENTRY: &str = "points = 10\nminutes = 10\ntrack = \"core\"\nrefused_at = \"test\"\nrows = []\nhints = [\"a\", \"b\", \"c\"]\n";

/// A course on disk, made of `(path, text)`.
pub(crate) fn course(info: &str, files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary directory");
    fs::create_dir(dir.path().join("exercises")).expect("an empty directory");
    fs::write(dir.path().join(INFO), info).expect("info.toml");
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a file in a directory")).expect("its directory");
        fs::write(path, text).expect("the file");
    }
    dir
}

/// Three exercises in two chapters with all that a catalogue needs.
pub(crate) fn three() -> TempDir {
    let entry = |name, dir| format!("[[exercises]]\nname = \"{name}\"\ndir = \"{dir}\"\n{ENTRY}\n");
    course(
        &format!(
            "format_version = 1\n{}{}{}",
            entry("lost_update", "00_start"),
            entry("chunks", "02_scope"),
            entry("wait_group", "02_scope")
        ),
        &[
            ("tests/00_start/lost_update/start.rs", "s"),
            ("tests/00_start/lost_update/test.rs", "t"),
            ("tests/00_start/lost_update/oracle.rs", "o"),
            ("tests/00_start/lost_update/model.rs", "m"),
            ("tests/00_start/lost_update/shared/mod.rs", "h"),
            ("tests/00_start/lost_update/compile_fail/b.rs", "b"),
            ("tests/00_start/lost_update/compile_fail/a.rs", "a"),
            ("tests/00_start/lost_update/compile_fail/a.stderr", "e"),
            ("tests/00_start/lost_update/wrong/z.rs", "z"),
            ("tests/00_start/lost_update/wrong/.z.rs.swp", "z"),
            ("tests/00_start/lost_update/right/y.rs", "y"),
            ("solutions/00_start/lost_update.rs", "x"),
            ("exercises/00_start/lost_update.rs", "s"),
            ("tests/02_scope/chunks/start.rs", "s"),
            ("tests/02_scope/chunks/test.rs", "t"),
            ("solutions/02_scope/chunks.rs", "x"),
            ("tests/02_scope/wait_group/start.rs", "s"),
            ("tests/02_scope/wait_group/test.rs", "t"),
            ("solutions/02_scope/wait_group.rs", "x"),
        ],
    )
}
