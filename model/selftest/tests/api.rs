//! What the stand-in `std` offers, held against the real one and against the table in `model/README.md`.
//!
//! `std_api.txt` names what is stable in the modules that the stand-in lists name by name, and the methods of the types
//! that it models. Each name must exist in the real `std`; the stand-in must have exactly those that the table does not
//! call `not modelled`. So neither a new compiler nor a change of the stand-in leaves the table wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

mod common;
use common::compiler::{self, StandIn};
use common::source;

/// Modules of which the stand-in lists what it has.
const MODULES: &[&str] = &[
    "std::cell",
    "std::collections::hash_map",
    "std::collections::hash_set",
    "std::fs",
    "std::hint",
    "std::io",
    "std::net",
    "std::os",
    "std::panic",
    "std::process",
    "std::sync",
    "std::sync::atomic",
    "std::sync::mpsc",
    "std::thread",
    "std::time",
];

/// What stands for the parameters of a type that has some.
const ARGUMENTS: &[(&str, &str)] = &[
    ("AtomicPtr", "<u8>"),
    ("HashMap", "<u8, u8>"),
    ("HashSet", "<u8>"),
    ("IntoIter", "<u8>"),
    ("Iter", "<'static, u8>"),
    ("JoinHandle", "<u8>"),
    ("LazyLock", "<u8>"),
    ("LocalKey", "<std::cell::Cell<u8>>"),
    ("Mutex", "<u8>"),
    ("MutexGuard", "<'static, u8>"),
    ("OnceLock", "<u8>"),
    ("Receiver", "<u8>"),
    ("RwLock", "<u8>"),
    ("RwLockReadGuard", "<'static, u8>"),
    ("RwLockWriteGuard", "<'static, u8>"),
    ("Scope", "<'static, 'static>"),
    ("ScopedJoinHandle", "<'static, u8>"),
    ("Sender", "<u8>"),
    ("SyncSender", "<u8>"),
    ("TryIter", "<'static, u8>"),
    ("UnsafeCell", "<u8>"),
];

/// Methods that a type has with another parameter.
const OTHERWISE: &[(&str, &str)] =
    &[("with_borrow", "<std::cell::RefCell<u8>>"), ("with_borrow_mut", "<std::cell::RefCell<u8>>")];

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// `std::sync::Mutex`, or a method of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    item: String,
    method: Option<String>,
}

impl Name {
    fn item(item: &str) -> Name {
        Name { item: item.to_owned(), method: None }
    }

    fn method(item: &str, method: &str) -> Name {
        Name { item: item.to_owned(), method: Some(method.to_owned()) }
    }

    fn show(&self) -> String {
        match &self.method {
            Some(method) => format!("{}::{method}", self.item),
            None => self.item.clone(),
        }
    }

    /// One line that compiles when there is such a name.
    fn probe(&self) -> String {
        let item = &self.item;
        let Some(method) = &self.method else {
            return match item.strip_suffix("::{self}") {
                Some(module) => format!("use {module}::{{self as _}};"),
                None => format!("use {item} as _;"),
            };
        };
        let of = item.rsplit("::").next().unwrap_or_default();
        let known = OTHERWISE.iter().find(|(name, _)| name == method);
        let known = known.or_else(|| ARGUMENTS.iter().find(|(name, _)| *name == of));
        let arguments = known.map_or("", |(_, arguments)| arguments);
        format!("let _ = <{item}{arguments}>::{method};")
    }
}

/// `std_api.txt`: the compiler it is about, and its names. A line is an item and its methods.
fn listed() -> (String, BTreeSet<Name>) {
    let text = fs::read_to_string(here("std_api.txt")).expect("std_api.txt is there");
    let (version, rest) = text.split_once('\n').expect("it has a first line");
    let mut names = BTreeSet::new();
    for line in rest.lines() {
        let mut words = line.split(' ');
        let item = words.next().expect("a line has a word");
        names.insert(Name::item(item));
        names.extend(words.map(|method| Name::method(item, method)));
    }
    (version.to_owned(), names)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Modelled,
    Real,
    NotModelled,
}

/// The table in `model/README.md`: what its rows name, and how it is modelled.
fn table() -> BTreeMap<String, How> {
    let text = fs::read_to_string(here("../README.md")).expect("model/README.md is there");
    let atomics =
        text.split("`std::sync::atomic::{").nth(1).and_then(|rest| rest.split('}').next());
    let atomics: Vec<_> = atomics.expect("a row lists the atomics").split(", ").collect();
    let mut table = BTreeMap::new();
    for row in text.lines().filter(|line| line.starts_with("| `std::")) {
        let mut cells = row.split(" | ");
        let names = cells.next().expect("a row has a first cell").trim_start_matches("| ");
        let how = match cells.next().unwrap_or_default() {
            how if how.starts_with("modelled") => How::Modelled,
            how if how.starts_with("real") => How::Real,
            how if how.starts_with("not modelled") => How::NotModelled,
            how => panic!("model/README.md: `{how}` does not begin with what it is: {row}"),
        };
        for name in names.split('`').skip(1).step_by(2).flat_map(braces) {
            let each: Vec<_> = match name.split_once("Atomic*") {
                Some((before, after)) => {
                    atomics.iter().map(|atomic| format!("{before}{atomic}{after}")).collect()
                }
                None => vec![name],
            };
            for name in each {
                assert_eq!(table.insert(name.clone(), how), None, "README: `{name}` twice");
            }
        }
    }
    table
}

/// `a::{b, c}` → `a::b`, `a::c`.
fn braces(name: &str) -> Vec<String> {
    match name.split_once('{') {
        Some((before, rest)) => {
            let inside = rest.strip_suffix('}').unwrap_or_else(|| panic!("`{name}` has no end"));
            inside.split(", ").map(|name| format!("{before}{name}")).collect()
        }
        None => vec![name.to_owned()],
    }
}

/// The names that are not there, when `std` is `stand_in`, or the real one.
fn unknown(names: &BTreeSet<Name>, stand_in: Option<&StandIn>) -> BTreeSet<Name> {
    // A name that is not there may hide others from the compiler: ask again without it.
    let mut unknown = BTreeSet::new();
    loop {
        let asked: Vec<_> = names.difference(&unknown).cloned().collect();
        let refused = refused(&asked, stand_in);
        if refused.is_empty() {
            return unknown;
        }
        unknown.extend(refused.into_iter().map(|at| asked[at].clone()));
    }
}

fn refused(names: &[Name], stand_in: Option<&StandIn>) -> BTreeSet<usize> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let name = format!("probe_{}_{}", std::process::id(), stand_in.is_some());
    let source = folder.join(format!("{name}.rs"));
    let mut text = String::from("#![allow(unused_imports, deprecated)]\n");
    for (i, name) in names.iter().enumerate() {
        text.push_str(&format!("fn f{i}() {{ {} }}\n", name.probe()));
    }
    fs::write(&source, text).expect("the probe can be written");
    let mut rustc = compiler::rustc();
    rustc.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--error-format=json"]);
    rustc.arg("-o").arg(folder.join(format!("{name}.rmeta"))).arg(&source);
    if let Some(StandIn { rlib, dependencies }) = stand_in {
        rustc.arg("--extern").arg(format!("std={}", rlib.display()));
        rustc.arg("-L").arg(format!("dependency={}", dependencies.display()));
    }
    let output = rustc.output().expect("rustc starts");
    let mut refused = BTreeSet::new();
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        let Ok(said) = serde_json::from_str::<Value>(line) else { continue };
        // A name that leaves something to be inferred is there.
        let inferred =
            matches!(said["code"]["code"].as_str(), Some("E0282" | "E0283" | "E0284" | "E0790"));
        if said["level"] == "error"
            && !inferred
            && let Some(line) = said["spans"][0]["line_start"].as_u64()
        {
            assert!(line >= 2, "{said:#}");
            refused.insert(line as usize - 2);
        }
    }
    refused
}

fn show(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    names.into_iter().map(|name| format!("  {}\n", name.as_ref())).collect()
}

#[test]
fn the_list_is_about_this_compiler() {
    let (version, names) = listed();
    assert_eq!(
        version,
        compiler::version(),
        "std_api.txt is about another compiler. With its documentation installed (`rustup component add rust-docs`), \
         `UPDATE=1 cargo test -p selftest --test api` writes it anew; then give what is new a row in model/README.md"
    );
    let unknown = unknown(&names, None);
    let unknown = show(unknown.iter().map(Name::show));
    assert!(unknown.is_empty(), "std_api.txt names what std does not have:\n{unknown}");
}

#[test]
fn the_table_names_what_std_has_and_nothing_else() {
    let names = listed().1;
    let table = table();
    let items: BTreeSet<_> =
        names.iter().filter(|name| name.method.is_none()).map(Name::show).collect();
    let missing: Vec<_> = items.iter().filter(|item| !table.contains_key(*item)).collect();
    assert!(
        missing.is_empty(),
        "model/README.md does not say how these are modelled:\n{}",
        show(missing)
    );
    let all: BTreeSet<_> = names.iter().map(Name::show).collect();
    // Whole modules have a row, too.
    let invented = table.keys().filter(|name| {
        let module =
            name.rsplit("::").next().is_some_and(|last| last.starts_with(char::is_lowercase));
        !all.contains(*name) && !(module && (MODULES.contains(&name.as_str()) || is_module(name)))
    });
    let invented = show(invented);
    assert!(invented.is_empty(), "model/README.md names what is not stable in std:\n{invented}");
}

/// Whether the real std has such a module.
fn is_module(name: &str) -> bool {
    unknown(&[Name::item(&format!("{name}::{{self}}"))].into(), None).is_empty()
}

#[test]
fn the_stand_in_has_what_the_table_says_and_nothing_else() {
    let table = table();
    let names = listed().1;
    let stand_in = compiler::stand_in();
    let refused = |name: &Name| {
        let item = table.get(&name.item);
        table.get(&name.show()).or(item) == Some(&How::NotModelled)
            || item == Some(&How::NotModelled)
    };
    let unknown = unknown(&names, Some(&stand_in));
    let expected: BTreeSet<_> = names.iter().filter(|name| refused(name)).cloned().collect();
    let lacking = show(unknown.difference(&expected).map(Name::show));
    assert!(
        lacking.is_empty(),
        "the stand-in has no such names, and model/README.md does not say `not modelled`:\n{lacking}"
    );
    let more = show(expected.difference(&unknown).map(Name::show));
    assert!(
        more.is_empty(),
        "model/README.md says `not modelled`, and the stand-in has them:\n{more}"
    );
}

#[test]
fn what_the_stand_in_takes_from_std_is_called_real() {
    let table = table();
    let (mut invented, mut wrong) = (Vec::new(), Vec::new());
    for export in source::exports("std", &here("../std/src")) {
        let how = if export.real { How::Real } else { How::Modelled };
        match table.get(&export.path) {
            // Not a name of the real std's: nothing that an answer could use.
            None => invented.push(export.path),
            Some(said) if *said != how => wrong.push(format!("{} is {how:?}", export.path)),
            Some(_) => {}
        }
    }
    assert!(
        invented.is_empty(),
        "the stand-in has names without a row in model/README.md:\n{}",
        show(invented)
    );
    assert!(wrong.is_empty(), "model/README.md says otherwise:\n{}", show(wrong));
}

/// Everything that the documentation names, stable or not.
fn documented(docs: &Path) -> BTreeSet<Name> {
    let modelled: BTreeSet<_> = source::exports("std", &here("../std/src"))
        .into_iter()
        .filter(|export| !export.real)
        .map(|export| export.path)
        .collect();
    let page = |item: &str, kind: &str| {
        let (module, name) = item.rsplit_once("::").expect("an item is in a module");
        let folder = module.split("::").collect::<PathBuf>();
        docs.join(folder).join(format!("{kind}.{name}.html"))
    };
    let mut names = BTreeSet::new();
    for module in MODULES {
        let Ok(entries) = fs::read_dir(docs.join(module.split("::").collect::<PathBuf>())) else {
            panic!("the documentation has no {module}");
        };
        for entry in entries {
            let file = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            if let [_kind, name, "html"] = file.split('.').collect::<Vec<_>>()[..] {
                names.insert(Name::item(&format!("{module}::{name}")));
            }
        }
    }
    let elsewhere = modelled.iter().filter(|item| item.starts_with("std::") && item.contains("::"));
    names.extend(elsewhere.map(|item| Name::item(item)));
    for item in &modelled {
        let text =
            ["struct", "enum"].iter().find_map(|kind| fs::read_to_string(page(item, kind)).ok());
        let Some(text) = text else { continue };
        let Some((_, own)) = text.split_once("id=\"implementations\"") else { continue };
        let own = own.split("id=\"trait-implementations\"").next().unwrap_or(own);
        let own = own.split("id=\"deref-methods").next().unwrap_or(own);
        for id in ["id=\"method.", "id=\"associatedconstant."] {
            for rest in own.split(id).skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                let name =
                    name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
                // `fetch_add` and the like keep what is theirs: only rustdoc's `-1` goes.
                let name = if rest.starts_with(&format!("{name}-")) {
                    name
                } else {
                    rest.split('"').next().unwrap_or(name)
                };
                names.insert(Name::method(item, name));
            }
        }
    }
    names
}

/// Where the documentation is installed, the list has all that it names and the compiler calls stable.
#[test]
fn the_list_has_all_that_is_documented_and_stable() {
    let output = compiler::rustc().args(["--print", "sysroot"]).output().expect("rustc starts");
    let sysroot = String::from_utf8(output.stdout).expect("a path is text");
    let docs = Path::new(sysroot.trim()).join("share/doc/rust/html");
    if !docs.is_dir() {
        eprintln!(
            "skipped: rust-docs is not installed, so that only std_api.txt says what std has"
        );
        return;
    }
    let documented = documented(&docs);
    assert!(documented.len() > 300, "the documentation is not read rightly: {}", documented.len());
    let unstable = unknown(&documented, None);
    let stable: BTreeSet<_> = documented.difference(&unstable).cloned().collect();
    if env::var_os("UPDATE").is_some() {
        let mut text = format!("{}\n", compiler::version());
        for name in stable.iter().filter(|name| name.method.is_none()) {
            let methods = stable.iter().filter(|other| other.item == name.item);
            let words: Vec<_> =
                methods.map(|other| other.method.as_ref().unwrap_or(&name.item).as_str()).collect();
            text.push_str(&format!("{}\n", words.join(" ")));
        }
        fs::write(here("std_api.txt"), text).expect("std_api.txt can be written");
        return;
    }
    let listed = listed().1;
    let missing = show(stable.difference(&listed).map(Name::show));
    assert!(
        missing.is_empty(),
        "std_api.txt lacks what is stable; `UPDATE=1 cargo test -p selftest --test api` writes it:\n{missing}"
    );
    let more = show(listed.difference(&stable).map(Name::show));
    assert!(more.is_empty(), "std_api.txt names what is not documented:\n{more}");
}
