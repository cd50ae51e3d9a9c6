//! The Go counterparts: vetted, run, and run under the race detector, wherever a Go that is new enough is installed.
//!
//! It may not decide what a missing Go means: it says that there is none.

use anyhow::{Context, Result};
use std::path::Path;
use std::process::{Command, Stdio};

/// The oldest Go whose counterparts these are: `sync.WaitGroup.Go` came with it.
const OLDEST: (u32, u32) = (1, 25);

/// A Go that can judge the counterparts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Go {
    /// Its version, as it says itself.
    pub version: String,
}

/// Why there is no usable Go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No `go` on the search path.
    NotFound,
    /// It is older than the counterparts.
    TooOld(String),
}

impl Go {
    /// The Go on the search path.
    ///
    /// # Errors
    /// When there is none, or it is too old.
    pub fn find() -> Result<Go, Missing> {
        let output = Command::new("go")
            .arg("version")
            .stdin(Stdio::null())
            .output()
            .map_err(|_| Missing::NotFound)?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_string();
        match version(&text) {
            Some(version) if version >= OLDEST => Ok(Go { version: text }),
            Some(_) => Err(Missing::TooOld(text)),
            None => Err(Missing::NotFound),
        }
    }

    /// What is wrong with a counterpart; nothing when it is as it should be. A line before `package` says whether the race
    /// detector must find a race in it: `// race: yes` or `// race: no`.
    ///
    /// # Errors
    /// When `go` cannot be run or the file cannot be read.
    pub fn judge(&self, root: &Path, file: &Path) -> Result<Option<String>> {
        let path = root.join(file);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let head = || text.lines().map(str::trim).take_while(|line| !line.starts_with("package"));
        let race = match head().find(|line| line.starts_with("// race:")) {
            Some("// race: yes") => true,
            Some("// race: no") => false,
            _ => {
                return Ok(Some(
                    "a line before `package` must be `// race: yes` or `// race: no`".to_string(),
                ));
            }
        };
        if text.lines().next() != Some("//go:build ignore") {
            return Ok(Some("its first line must be `//go:build ignore`".to_string()));
        }
        let go = |args: &[&str]| -> Result<(bool, String)> {
            let output = Command::new("go")
                .args(args)
                .arg(&path)
                .current_dir(root)
                .stdin(Stdio::null())
                .output()
                .context("cannot run go")?;
            let said = format!(
                "{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
            Ok((output.status.success(), said))
        };
        let (vetted, said) = go(&["vet"])?;
        if !vetted {
            return Ok(Some(format!("go vet: {}", said.trim())));
        }
        let (ran, said) = go(&["run"])?;
        if !ran {
            return Ok(Some(format!("go run: {}", said.trim())));
        }
        if said.trim().is_empty() {
            return Ok(Some("it prints nothing".to_string()));
        }
        let (clean, said) = go(&["run", "-race"])?;
        let found = said.contains("WARNING: DATA RACE");
        Ok(match (race, found, clean) {
            (true, true, _) | (false, false, true) => None,
            (true, false, _) => Some(format!(
                "the race detector must find a race, but it found none: {}",
                said.trim()
            )),
            (false, true, _) => Some(format!("the race detector finds a race: {}", said.trim())),
            (false, false, false) => Some(format!("go run -race: {}", said.trim())),
        })
    }
}

fn version(text: &str) -> Option<(u32, u32)> {
    let number = text.split_whitespace().find_map(|word| word.strip_prefix("go1."))?;
    let minor = number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    Some((1, minor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_go_says() {
        assert_eq!(version("go version go1.27.3 linux/amd64"), Some((1, 27)));
        assert_eq!(version("go version go1.25rc1 linux/arm64"), Some((1, 25)));
        assert_eq!(version("go version devel"), None);
    }
}
