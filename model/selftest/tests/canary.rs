//! Whether this compiler still takes the stand-in for `std`.
//!
//! Everything rests on it: `rustc --extern std=libmodel_std.rlib` makes `std`, its prelude and its macros ours in a
//! file that knows nothing of a model. No reference promises that. Should a compiler stop doing it *silently*, answers
//! would run on the real `std`, and every check would pass.

use std::fs;
use std::path::Path;

mod common;
use common::compiler::{self, StandIn};

/// What each edition must find. `STAND_IN` is a name that the real std has not.
const PROBES: &[(&str, &str)] = &[
    ("paths that begin with `std`", "pub fn f() { std::STAND_IN; ::std::STAND_IN; }"),
    ("a `use` of std", "pub use std::sync::STAND_IN_TOO; pub fn f() { STAND_IN_TOO; }"),
    ("`core`", "pub fn f() { core::STAND_IN; ::core::STAND_IN; }"),
    ("`extern crate std`", "extern crate std as named; pub fn f() { named::STAND_IN; }"),
    (
        "the prelude's `thread_local!`",
        // With the real macro the types would not be the same.
        "thread_local!(static X: u8 = 1); pub fn f() -> &'static std::thread::LocalKey<u8> { &X }",
    ),
    (
        "the prelude, derives and formatting",
        "#[derive(Debug, Clone, PartialEq, Default, Hash)] pub struct S(Option<String>);\n\
         pub fn f() -> Vec<String> { println!(\"{:?}\", S::default()); vec![format!(\"{}\", 1)] }",
    ),
    (
        "async functions",
        "pub async fn f() -> u8 { std::future::ready(1).await } pub fn g() -> impl std::future::Future { f() }",
    ),
];

fn compile(what: &str, edition: &str, text: &str, stand_in: &StandIn) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let name =
        format!("canary_{edition}_{}", what.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    let source = folder.join(format!("{name}.rs"));
    fs::write(&source, text).expect("the probe can be written");
    let extern_of = |name: &str| format!("{name}={}", stand_in.rlib.display());
    let output = compiler::rustc()
        .args(["--crate-type=lib", "--emit=metadata"])
        .arg(format!("--edition={edition}"))
        .arg("--extern")
        .arg(extern_of("std"))
        .arg("--extern")
        .arg(extern_of("core"))
        .arg("-L")
        .arg(format!("dependency={}", stand_in.dependencies.display()))
        .arg("-o")
        .arg(folder.join(format!("{name}.rmeta")))
        .arg(&source)
        .output()
        .expect("rustc starts");
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

#[test]
fn this_compiler_takes_the_stand_in_for_std() {
    let stand_in = compiler::stand_in();
    for (what, text) in PROBES {
        for edition in ["2018", "2021", "2024"] {
            if let Err(said) = compile(what, edition, text, &stand_in) {
                panic!(
                    "{version} does not take the stand-in for `std` any more: in edition {edition}, {what} led past it or failed.\n\
                     An answer compiled against the model would run on the real std, where nothing is explored and every \
                     check passes.\n\
                     What to do: put the last compiler for which this test passes back into rust-toolchain.toml (1.95.0 is one). \
                     To go on with this one, find out how it names `std` now (ARCHITECTURE.md, \"How the stand-ins \
                     replace `std`\"; model/std/src/lib.rs, whose preludes rustc reads by name; \
                     checker/src/toolchain/warm.rs, which passes `--extern`), and change it until all probes of \
                     model/selftest/tests/canary.rs compile.\n\
                     The compiler says:\n{said}",
                    version = compiler::version(),
                );
            }
        }
    }
}

/// The canary can fall silent: without the stand-in, its probes are refused.
#[test]
fn the_real_std_has_no_such_names() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (i, (what, text)) in
        PROBES.iter().enumerate().filter(|(_, (_, text))| text.contains("STAND_IN"))
    {
        let source = folder.join(format!("no_canary_{i}.rs"));
        fs::write(&source, text).expect("the probe can be written");
        let output = compiler::rustc()
            .args(["--crate-type=lib", "--emit=metadata", "--edition=2024", "-o"])
            .arg(folder.join(format!("no_canary_{i}.rmeta")))
            .arg(&source)
            .output()
            .expect("rustc starts");
        assert!(!output.status.success(), "{what}: the real std has it, too");
    }
}
