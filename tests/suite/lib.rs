//! What the tests of the course share: where the course is.

use std::path::{Path, PathBuf};

/// The course's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.to_path_buf(), Path::to_path_buf)
}
