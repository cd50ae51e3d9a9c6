//! The command line of one direct compiler call.
//!
//! It may not run anything: it says which program, which arguments and which environment.

use super::{Extern, Toolchain, World};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Which compiler is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// rustc with clippy's lints: compiles and advises in one go.
    Clippy,
    /// rustc alone, lints silenced.
    Rustc,
}

/// What the compiler is to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emit {
    /// Only what other crates need to be checked against it.
    Metadata,
    /// A library; the metadata first, with a notice, so that others need not wait for the code.
    Library,
    /// A program, linked dynamically: linking dominates, and the warm crates are there as dynamic libraries.
    Program,
}

/// One file to compile.
#[derive(Debug, Clone)]
pub struct Compilation<'a> {
    /// The compilers and warm crates.
    pub toolchain: &'a Toolchain,
    /// Which compiler.
    pub driver: Driver,
    /// Against which crates.
    pub world: World,
    /// What to write.
    pub emit: Emit,
    /// Name of the crate.
    pub name: &'a str,
    /// The file.
    pub source: &'a Path,
    /// The directory to write into.
    pub out: &'a Path,
    /// Crates it may name besides those of its world.
    pub externs: Vec<Extern>,
    /// The course's folder: compilers run there and name files relative to it.
    pub root: &'a Path,
    /// The name under which messages and panics show the source, where it is not its own.
    pub shown_as: Option<&'a Path>,
    /// A folder outside of the course that messages and panics call something else, and what.
    pub remap: Option<(&'a Path, &'a Path)>,
    /// Where the compiler keeps what it may use again next time.
    pub incremental: Option<PathBuf>,
    /// Lints that refuse the file.
    pub deny: &'a [String],
    /// Lints that refuse the file and that it cannot allow.
    pub forbid: &'a [&'a str],
    /// Where clippy finds its settings, where not in the course's folder.
    pub lint_settings: Option<&'a Path>,
    /// The compiler learns nothing of whose machine this is: it gets this folder for its temporary files, and the usual
    /// search path.
    pub private: Option<&'a Path>,
}

/// A program to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
    /// The variables it needs beyond a clean environment.
    pub env: Vec<(OsString, OsString)>,
}

impl Compilation<'_> {
    /// Where the result is written.
    pub fn output(&self) -> PathBuf {
        match self.emit {
            Emit::Metadata => self.out.join(format!("lib{}.rmeta", self.name)),
            Emit::Library => self.out.join(format!("lib{}.rlib", self.name)),
            Emit::Program => {
                self.out.join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
            }
        }
    }

    /// The compiler call.
    pub fn call(&self) -> Call {
        let toolchain = self.toolchain;
        let mut args: Vec<OsString> = Vec::new();
        let program = match self.driver {
            Driver::Rustc => toolchain.rustc(),
            Driver::Clippy => {
                // As a wrapper: its first argument is the compiler it stands for.
                args.push(toolchain.rustc().into());
                toolchain.clippy()
            }
        };
        let mut push = |texts: &[&str]| args.extend(texts.iter().map(OsString::from));
        push(&["--crate-name", self.name, "--edition", "2024"]);
        push(&["--error-format=json", "--json=artifacts,diagnostic-rendered-ansi"]);
        push(&["-C", "embed-bitcode=no", "-C", "debuginfo=0"]);
        match self.emit {
            Emit::Metadata => push(&["--crate-type", "lib", "--emit=metadata"]),
            Emit::Library => push(&["--crate-type", "lib", "--emit=metadata,link"]),
            // One object file: a runner is small, and what is divided has to be put together again.
            Emit::Program => {
                push(&["--crate-type", "bin", "--emit=link"]);
                push(&["-C", "prefer-dynamic", "-C", "codegen-units=1"]);
            }
        }
        match self.driver {
            // A case says itself which lints are errors in it; nobody asks it for the others.
            // Its `main` is never called in a library, and that says nothing about it.
            Driver::Rustc if self.emit == Emit::Metadata => {
                push(&["--cap-lints", "deny", "-A", "dead_code"]);
            }
            Driver::Rustc => push(&["--cap-lints", "allow"]),
            Driver::Clippy => {
                for lint in self.deny {
                    push(&["-D", lint]);
                }
                for lint in self.forbid {
                    push(&["-F", lint]);
                }
            }
        }
        let joined = |prefix: &str, path: &Path| {
            let mut text = OsString::from(prefix);
            text.push(path);
            text
        };
        if let Some(folder) = &self.incremental
            && self.emit != Emit::Metadata
        {
            args.push("-C".into());
            args.push(joined("incremental=", &folder.join(self.world.name())));
        }
        args.push("--out-dir".into());
        args.push(self.out.into());
        // The later of two matching prefixes wins.
        let mut whole = self.root.as_os_str().to_owned();
        whole.push("/=");
        args.push("--remap-path-prefix".into());
        args.push(whole);
        if let Some(shown) = self.shown_as {
            let mut text = self.source.as_os_str().to_owned();
            text.push("=");
            text.push(shown);
            args.push("--remap-path-prefix".into());
            args.push(text);
        }
        if let Some((folder, shown)) = self.remap {
            let mut text = folder.as_os_str().to_owned();
            text.push("=");
            text.push(shown);
            args.push("--remap-path-prefix".into());
            args.push(text);
        }
        args.push(joined("-Ldependency=", &toolchain.deps));
        let runner: &[Extern] =
            if self.emit == Emit::Program { toolchain.runner_externs(self.world) } else { &[] };
        for krate in toolchain.externs(self.world).iter().chain(runner).chain(&self.externs) {
            args.push("--extern".into());
            args.push(joined(&format!("{}=", krate.name), &krate.file));
        }
        args.push(self.source.into());
        let mut env: Vec<(OsString, OsString)> = vec![
            // Without it clippy looks for its settings in every folder above the file.
            ("CLIPPY_CONF_DIR".into(), self.lint_settings.unwrap_or(self.root).into()),
            (Toolchain::library_path_variable().into(), toolchain.sysroot.join("lib").into()),
        ];
        if let Some(folder) = self.private {
            env.push(("PATH".into(), "/usr/local/bin:/usr/bin:/bin".into()));
            env.push(("TMPDIR".into(), folder.into()));
            return Call { program, args, env };
        }
        // The linker driver is found through the search path.
        if let Some(path) = std::env::var_os("PATH") {
            env.push(("PATH".into(), path));
        }
        for name in ["HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "SDKROOT", "LIB", "INCLUDE"] {
            if let Some(value) = std::env::var_os(name) {
                env.push((name.into(), value));
            }
        }
        Call { program, args, env }
    }
}
