//! Every `pub fn` of a stand-in is asked about by a case of the conformance suite, or `untested.txt` says why not.
//!
//! A function counts as asked about when the module named after its type (or, for a free function, after one of the modules it
//! is in) calls something of its name: see the first lines of `conformance/src/lib.rs`, and `source::functions`. A name is not
//! a proof; it is what keeps a new method from being forgotten.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

mod common;
use common::source;

/// The stand-ins: their folders in `model/`, and what they stand for.
const STAND_INS: &[(&str, &str)] = &[
    ("std", "std"),
    ("crossbeam", "crossbeam"),
    ("rayon", "rayon"),
    ("tokio", "tokio"),
    ("tokio-util", "tokio_util"),
];

fn model() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("selftest is in model").to_owned()
}

/// What has no case, with the reason: `std Mutex::lock: …`.
fn untested() -> BTreeMap<String, String> {
    let file = model().join("selftest/conformance/untested.txt");
    let text = fs::read_to_string(&file).expect("untested.txt is there");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, reason) = line
                .split_once(": ")
                .unwrap_or_else(|| panic!("{}: `{line}` gives no reason", file.display()));
            assert!(reason.len() > 10, "`{reason}` is no reason");
            (name.to_owned(), reason.to_owned())
        })
        .collect()
}

#[test]
fn every_function_of_a_stand_in_is_asked_about() {
    let untested = untested();
    let (mut missing, mut rows) = (Vec::new(), Vec::new());
    let mut unasked: Vec<_> = untested.keys().cloned().collect();
    for (folder, name) in STAND_INS {
        let functions = source::functions(name, &model().join(folder).join("src"));
        rows.push(format!("| `{name}` | {} |", functions.len()));
        let called = source::called(&model().join("selftest/conformance/src"), name);
        for function in functions {
            let asked = called.iter().any(|(path, calls)| {
                calls.contains(&function.name)
                    && function.places.iter().any(|place| place.has(path))
            });
            let listed = format!("{name} {}", function.show());
            if untested.contains_key(&listed) {
                unasked.retain(|other| *other != listed || asked);
            } else if !asked {
                let places: Vec<_> = function.places.iter().map(source::Place::show).collect();
                missing.push(format!("{listed} ({})", places.join(" or ")));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "no case of the conformance suite calls these; write one, or say in conformance/untested.txt why there is \
         none:\n{}",
        missing.join("\n")
    );
    common::readme_has(&rows);
    assert!(
        unasked.is_empty(),
        "conformance/untested.txt names what is asked about, or is not there:\n{}",
        unasked.join("\n")
    );
}

#[test]
fn every_stand_in_is_looked_at() {
    let mut folders: Vec<String> = Vec::new();
    for entry in fs::read_dir(model()).expect("model can be listed") {
        let path = entry.expect("an entry").path();
        let manifest = fs::read_to_string(path.join("Cargo.toml")).unwrap_or_default();
        if manifest.contains("\ndescription = \"A stand-in for ") {
            folders.push(path.file_name().expect("a folder has a name").to_string_lossy().into());
        }
    }
    folders.sort();
    let mut expected: Vec<_> = STAND_INS.iter().map(|(folder, ..)| *folder).collect();
    expected.sort();
    assert_eq!(folders, expected, "give each stand-in in model/ a row in STAND_INS");
}
