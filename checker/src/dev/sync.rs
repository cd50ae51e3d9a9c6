//! `dev sync`: writes the manifests that are generated from `info.toml`, where they differ from what is there.

use crate::catalogue::{Catalogue, generate};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The generated files and what they should say.
pub fn generated(catalogue: &Catalogue) -> [(PathBuf, String); 2] {
    let exercises = catalogue.exercises();
    [
        (PathBuf::from("exercises/Cargo.toml"), generate::exercises_manifest(exercises)),
        (PathBuf::from("solutions/Cargo.toml"), generate::solutions_manifest(exercises)),
    ]
}

/// The generated files that do not say what they should.
pub fn stale(catalogue: &Catalogue) -> Vec<(PathBuf, String)> {
    let differs = |path: &Path, text: &str| {
        // A file that cannot be read is as good as stale: writing it either helps or says why not.
        fs::read_to_string(catalogue.root().join(path)).ok().as_deref() != Some(text)
    };
    generated(catalogue).into_iter().filter(|(path, text)| differs(path, text)).collect()
}

/// Writes the stale ones and returns their paths.
pub fn sync(catalogue: &Catalogue) -> io::Result<Vec<PathBuf>> {
    let mut written = Vec::new();
    for (path, text) in stale(catalogue) {
        let target = catalogue.root().join(&path);
        if let Some(dir) = target.parent() {
            fs::create_dir_all(dir)?;
        }
        fs::write(target, text)?;
        written.push(path);
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::fixture;

    #[test]
    fn only_what_differs_is_written() {
        let dir = fixture::three();
        let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
        assert_eq!(sync(&catalogue).expect("writable").len(), 2);
        assert_eq!(sync(&catalogue).expect("writable").len(), 0);
        fs::write(dir.path().join("exercises/Cargo.toml"), "[package]").expect("writable");
        assert_eq!(sync(&catalogue).expect("writable"), [Path::new("exercises/Cargo.toml")]);
        assert!(stale(&catalogue).is_empty());
    }
}
