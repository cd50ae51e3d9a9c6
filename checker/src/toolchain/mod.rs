//! The compilers and the warm crates: where they are, and how one file is compiled against them.
//!
//! It may not know about exercises, stages or verdicts: it is asked to compile a file against a world and hands back what
//! the compiler said. Everything an answer is compiled against is built once, by one cargo call ([`warm`]); after that each
//! compilation is a direct call of the compiler.

mod compile;
mod warm;

pub use warm::Progress;

pub use compile::{Call, Compilation, Driver, Emit};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which set of crates a file is compiled against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum World {
    /// The real `std` and the real crates.
    Real,
    /// The stand-ins on which every schedule is explored.
    Model,
}

impl World {
    /// A name for folders.
    pub fn name(self) -> &'static str {
        match self {
            World::Real => "real",
            World::Model => "model",
        }
    }
}

/// A crate that compiled files may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extern {
    /// The name in the source.
    pub name: String,
    /// The compiled library.
    pub file: PathBuf,
}

/// The compilers and libraries of one machine, ready for use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toolchain {
    /// Root of the pinned toolchain.
    pub sysroot: PathBuf,
    /// `rustc -vV`: version, commit and host.
    pub version: String,
    /// Target triple of this machine.
    pub host: String,
    /// Directory of the warm crates and of what they depend on.
    deps: PathBuf,
    /// What an answer may name.
    real: Vec<Extern>,
    /// What the generated test runner names besides.
    harness: Extern,
    /// The stand-ins, under the names of what they stand in for.
    model: Vec<Extern>,
    /// What the generated model runner names besides.
    engine: Vec<Extern>,
    /// Hash of everything the warm crates are made of.
    pub warm_hash: String,
}

impl Toolchain {
    /// The compilers and warm crates for the workspace at `root`; builds the crates when they are missing or when the
    /// lock file, the toolchain or the model changed since. `progress` hears of each crate that was built.
    ///
    /// # Errors
    /// When there is no usable toolchain or the crates cannot be built; the message names the next step.
    pub fn prepare(root: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Toolchain> {
        warm::prepare(root, progress)
    }

    /// The dynamic libraries a runner needs at run time, as a value for the loader's search path.
    pub fn library_path(&self) -> OsString {
        let mut paths = vec![self.sysroot.join("lib/rustlib").join(&self.host).join("lib")];
        paths.extend(
            self.engine.iter().filter_map(|krate| krate.file.parent()).map(Path::to_path_buf),
        );
        paths.push(self.deps.clone());
        paths.dedup();
        std::env::join_paths(paths).unwrap_or_default()
    }

    /// Name of the variable in which this system's loader looks for [`Toolchain::library_path`].
    pub fn library_path_variable() -> &'static str {
        if cfg!(target_os = "macos") {
            "DYLD_FALLBACK_LIBRARY_PATH"
        } else if cfg!(windows) {
            "PATH"
        } else {
            "LD_LIBRARY_PATH"
        }
    }

    /// The crates an answer may name in that world.
    pub fn externs(&self, world: World) -> &[Extern] {
        match world {
            World::Real => &self.real,
            World::Model => &self.model,
        }
    }

    /// The crates a generated runner names besides.
    pub fn runner_externs(&self, world: World) -> &[Extern] {
        match world {
            World::Real => std::slice::from_ref(&self.harness),
            World::Model => &self.engine,
        }
    }

    /// What everybody who compiles with it must be able to read.
    pub fn needs_reading(&self) -> impl Iterator<Item = PathBuf> {
        [self.rustc(), self.clippy(), self.sysroot.join("lib"), self.deps.clone()].into_iter()
    }

    fn rustc(&self) -> PathBuf {
        self.sysroot.join("bin").join(exe("rustc"))
    }

    fn clippy(&self) -> PathBuf {
        self.sysroot.join("bin").join(exe("clippy-driver"))
    }
}

fn exe(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// Root, version and host of the toolchain that `rust-toolchain.toml` pins for `root`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Located {
    sysroot: PathBuf,
    version: String,
    host: String,
    /// Length and modification time of rustc, so that an update in place is noticed.
    stamp: String,
}

impl Located {
    fn find(root: &Path) -> Result<Located> {
        let rustc = |args: &[&str]| -> Result<String> {
            let output = Command::new(exe("rustc")).args(args).current_dir(root).output().context(
                "cannot run `rustc`: install Rust from https://rustup.rs, then open a new terminal",
            )?;
            if !output.status.success() {
                bail!(
                    "`rustc {}` failed:\n{}\nThe course pins its toolchain in rust-toolchain.toml; `rustup toolchain install` \
                     in the course's folder installs it",
                    args.join(" "),
                    String::from_utf8_lossy(&output.stderr).trim()
                );
            }
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
        };
        let sysroot = PathBuf::from(rustc(&["--print", "sysroot"])?);
        let version = rustc(&["-vV"])?;
        let host = version
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .context("`rustc -vV` names no host")?
            .to_string();
        let located = Located { stamp: Located::stamp(&sysroot)?, sysroot, version, host };
        if !located.sysroot.join("bin").join(exe("clippy-driver")).is_file() {
            bail!(
                "the toolchain in {} has no clippy: `rustup component add clippy rustfmt` in the course's folder installs it",
                located.sysroot.display()
            );
        }
        Ok(located)
    }

    fn stamp(sysroot: &Path) -> Result<String> {
        let rustc = sysroot.join("bin").join(exe("rustc"));
        let meta =
            fs::metadata(&rustc).with_context(|| format!("no rustc at {}", rustc.display()))?;
        let modified = meta
            .modified()
            .ok()
            .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok())
            .map_or(0, |time| time.as_secs());
        Ok(format!("{} {modified}", meta.len()))
    }

    fn still_there(&self) -> bool {
        Located::stamp(&self.sysroot).is_ok_and(|stamp| stamp == self.stamp)
    }
}
