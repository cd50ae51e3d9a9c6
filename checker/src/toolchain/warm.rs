//! Builds the crates that answers are compiled against, once, and remembers where they are.
//!
//! The crates form a workspace of their own (`model/`) with a target directory of their own, and ONE fixed command builds
//! them: any other command could build them with other features and overwrite what answers link. It may not build
//! anything else there.

use super::{Extern, Located, Toolchain, exe};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How far the build has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Crates that are ready.
    pub done: usize,
    /// Crates there are.
    pub total: usize,
    /// The one just finished.
    pub krate: String,
}

/// The packages to build; what they depend on comes with them.
const PACKAGES: [&str; 2] = ["harness", "model-bundle"];

/// The flags they are built with: the bundle must share the toolchain's own dynamic std with the runners that link it.
const FLAGS: &str = "-Cprefer-dynamic";

/// What an answer may name in the real world. `true`: it is there under the same name for the model as a stand-in.
const CRATES: [&str; 4] = ["crossbeam", "rayon", "tokio", "tokio_util"];

/// Changes when what a stamp holds means something else than before.
const STAMP: u32 = 2;

/// Remembered between runs, beside the crates it describes.
#[derive(Serialize, Deserialize)]
struct Stamp {
    /// `RUSTUP_TOOLCHAIN` and the like: what chose the toolchain.
    chosen_by: String,
    located: Located,
    toolchain: Toolchain,
}

pub fn prepare(root: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Toolchain> {
    let target = root.join("target").join("loomlings").join("warm");
    let stamp_file = target.join("stamp.json");
    let chosen_by = std::env::var("RUSTUP_TOOLCHAIN").unwrap_or_default();
    let sources = hash_sources(root)?;

    let stamp =
        fs::read(&stamp_file).ok().and_then(|text| serde_json::from_slice::<Stamp>(&text).ok());
    let located = match &stamp {
        Some(stamp) if stamp.chosen_by == chosen_by && stamp.located.still_there() => {
            stamp.located.clone()
        }
        _ => Located::find(root)?,
    };
    let warm_hash = {
        let mut hash = Sha256::new();
        hash.update(&sources);
        hash.update(format!("{PACKAGES:?} {CRATES:?} {FLAGS} {STAMP}"));
        hash.update(&located.version);
        hash.update(&located.stamp);
        hex(&hash.finalize())
    };
    if let Some(stamp) = stamp
        && stamp.toolchain.warm_hash == warm_hash
        && stamp.located == located
        && stamp.toolchain.files().all(|file| file.is_file())
    {
        return Ok(stamp.toolchain);
    }

    let toolchain = build(root, &target, &located, warm_hash, progress)?;
    let stamp = Stamp { chosen_by, located, toolchain };
    let text = serde_json::to_vec_pretty(&stamp)?;
    // Renamed into place, so that a second checker reads the old stamp or the new one, never half of it.
    let temporary = tempfile::NamedTempFile::new_in(&target)
        .and_then(|mut file| std::io::Write::write_all(&mut file, &text).map(|()| file))
        .with_context(|| format!("cannot write into {}", target.display()))?;
    temporary
        .persist(&stamp_file)
        .with_context(|| format!("cannot write {}", stamp_file.display()))?;
    Ok(stamp.toolchain)
}

impl Toolchain {
    fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let externs = self.real.iter().chain(&self.model).chain(&self.engine);
        externs.chain([&self.harness]).map(|krate| &krate.file)
    }
}

/// Hash of what the warm crates are made of: their sources, manifests and lock file, and the pinned toolchain.
fn hash_sources(root: &Path) -> Result<Vec<u8>> {
    let mut files = vec![root.join("rust-toolchain.toml")];
    walk(&root.join("model"), &mut files)?;
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let text = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        hash.update(file.strip_prefix(root).unwrap_or(&file).to_string_lossy().as_bytes());
        hash.update([0]);
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(&text);
    }
    Ok(hash.finalize().to_vec())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            // Neither build output nor the model's own tests can change what answers are compiled against.
            if !matches!(name.as_str(), "target" | "selftest") && !name.starts_with('.') {
                walk(&path, files)?;
            }
        } else if name.ends_with(".rs") || name.ends_with(".toml") || name == "Cargo.lock" {
            files.push(path);
        }
    }
    Ok(())
}

fn build(
    root: &Path,
    target: &Path,
    located: &Located,
    warm_hash: String,
    progress: &mut dyn FnMut(Progress),
) -> Result<Toolchain> {
    fs::create_dir_all(target).with_context(|| {
        format!("cannot create {}: the course's folder must be writable", target.display())
    })?;
    let manifest = root.join("model").join("Cargo.toml");
    let total = count(&manifest, located).unwrap_or(0);
    let mut command = cargo(located);
    command.arg("build").args(["--locked", "--message-format=json-render-diagnostics"]);
    command.arg("--manifest-path").arg(&manifest).arg("--target-dir").arg(target);
    for package in PACKAGES {
        command.args(["--package", package]);
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot run cargo: is the toolchain complete?")?;
    let stdout = child.stdout.take().context("cargo's output is piped")?;
    let mut stderr = child.stderr.take().context("cargo's messages are piped")?;
    let messages = std::thread::spawn(move || {
        let mut text = String::new();
        let _ = stderr.read_to_string(&mut text);
        text
    });

    let mut built = Vec::new();
    let mut seen = BTreeSet::new();
    for line in BufReader::new(stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(&line?) else { continue };
        if message["reason"] != "compiler-artifact"
            || message["target"]["kind"][0] == "custom-build"
        {
            continue;
        }
        let name = message["target"]["name"].as_str().unwrap_or_default().to_string();
        if seen.insert(message["package_id"].to_string()) {
            progress(Progress {
                done: seen.len(),
                total: total.max(seen.len()),
                krate: name.clone(),
            });
        }
        let files = message["filenames"].as_array().into_iter().flatten();
        let library = files.filter_map(|file| file.as_str().map(PathBuf::from)).find(|file| {
            matches!(
                file.extension().and_then(|e| e.to_str()),
                Some("rlib" | "so" | "dylib" | "dll")
            )
        });
        if let Some(file) = library {
            built.push(Extern { name: name.replace('-', "_"), file });
        }
    }
    let status = child.wait().context("cannot wait for cargo")?;
    let messages = messages.join().unwrap_or_default();
    if !status.success() {
        bail!(
            "the crates that answers are compiled against cannot be built ({status}):\n{}\n{}",
            messages.trim(),
            advice(&messages)
        );
    }

    let find = |name: &str| -> Result<PathBuf> {
        let found = built.iter().find(|krate| krate.name == name).map(|krate| krate.file.clone());
        found
            .with_context(|| format!("cargo built no crate named {name} in {}", manifest.display()))
    };
    let named = |name: &str, file: PathBuf| Extern { name: name.to_string(), file };
    // `core::sync` would lead past the stand-in to the real atomics, where the model sees nothing.
    let mut model = vec![named("std", find("model_std")?), named("core", find("model_std")?)];
    // A crate without a stand-in is left out: naming it in the model is then an error that says so.
    for name in CRATES {
        if let Ok(file) = find(&format!("model_{name}")) {
            model.push(named(name, file));
        }
    }
    Ok(Toolchain {
        sysroot: located.sysroot.clone(),
        version: located.version.clone(),
        host: located.host.clone(),
        deps: target.join("debug").join("deps"),
        real: CRATES.iter().map(|name| Ok(named(name, find(name)?))).collect::<Result<_>>()?,
        harness: named("harness", find("harness")?),
        model,
        engine: vec![
            named("model", find("model_engine").or_else(|_| find("model"))?),
            named("model_bundle", find("model_bundle")?),
        ],
        warm_hash,
    })
}

/// The cargo of the pinned toolchain, undisturbed by the settings of the learner: flags and wrappers meant for their own
/// projects would change the crates under the answers.
fn cargo(located: &Located) -> Command {
    let mut command = Command::new(located.sysroot.join("bin").join(exe("cargo")));
    for name in [
        "RUSTFLAGS",
        "CARGO_TARGET_DIR",
        "CARGO_BUILD_TARGET",
        "CARGO_MAKEFLAGS",
        "MAKEFLAGS",
        "RUSTC",
        "CARGO_BUILD_RUSTC",
    ] {
        command.env_remove(name);
    }
    command
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS)
        .env("RUSTC_WRAPPER", "")
        .env("RUSTC_WORKSPACE_WRAPPER", "");
    command.env("RUSTC", located.sysroot.join("bin").join(exe("rustc")));
    command
}

/// How many packages the build consists of; only the progress bar depends on it.
fn count(manifest: &Path, located: &Located) -> Option<usize> {
    let mut command = cargo(located);
    command.arg("tree").args([
        "--locked",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    command.arg("--manifest-path").arg(manifest);
    for package in PACKAGES {
        command.args(["--package", package]);
    }
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let packages =
        text.lines().map(|line| line.trim_end_matches(" (*)")).filter(|line| !line.is_empty());
    Some(packages.collect::<BTreeSet<_>>().len())
}

fn advice(messages: &str) -> &'static str {
    if messages.contains("failed to download")
        || messages.contains("Could not resolve host")
        || messages.contains("failed to get")
        || messages.contains("network")
    {
        "The first start downloads these crates: connect to the network once, then run the same command again."
    } else if messages.contains("linker") && messages.contains("not found") {
        "A C compiler is needed as the linker: install gcc or clang (on Debian: `apt install build-essential`)."
    } else if messages.contains("No space left") {
        "The disk is full: make room, then run the same command again."
    } else {
        "`checker doctor` looks for what is missing on this machine."
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
