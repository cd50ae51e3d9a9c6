//! The compiler, called directly, and the stand-in `std` as a file that it can be given.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The compiler that compiles the tests.
pub fn rustc() -> Command {
    Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()))
}

/// The stand-in, compiled.
pub struct StandIn {
    pub rlib: PathBuf,
    /// Where the crates are that it needs.
    pub dependencies: PathBuf,
}

/// Builds it, or finds it built.
pub fn stand_in() -> StandIn {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--locked", "--offline", "--package=model-std"])
        .arg("--message-format=json")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    let rlib = said.lines().find_map(|line| {
        let said = serde_json::from_str::<Value>(line).ok()?;
        let ours = said["target"]["name"] == "model_std";
        let files = said["filenames"].as_array().filter(|_| ours)?;
        let rlib = files.iter().filter_map(Value::as_str).find(|file| file.ends_with(".rlib"))?;
        Some(PathBuf::from(rlib))
    });
    let rlib = rlib.expect("cargo says where model_std is");
    // The hashed one, beside which all that it needs lies.
    let dependencies = rlib.parent().expect("a file is in a folder").join("deps");
    StandIn { rlib, dependencies }
}

/// The compiler, as `std_api.txt` names it.
pub fn version() -> String {
    let output = rustc().arg("--version").output().expect("rustc starts");
    let said = String::from_utf8(output.stdout).expect("a version is text");
    said.split(' ').take(2).collect::<Vec<_>>().join(" ")
}
