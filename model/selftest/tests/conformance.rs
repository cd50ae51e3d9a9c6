//! Each case of the conformance suite holds for the real crate and for the stand-in: run natively, and explored.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::{thread, vec};

mod common;

/// Natively one run is one schedule.
const NATIVE_RUNS: usize = 3;

fn real(args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_conformance-real"))
        .args(args)
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .output()
        .expect("the runner starts")
}

fn cases() -> Vec<String> {
    let listed = String::from_utf8(real(&[]).stdout).expect("names are text");
    let cases: Vec<_> = listed.lines().map(str::to_owned).collect();
    assert!(cases.len() > 10, "{listed}");
    cases
}

/// Asks about every case, and panics with all that is to be said.
fn each(ask: impl Fn(&str) -> Result<(), String> + Sync) {
    let cases = cases();
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(2, |n| n.get());
    let work = || {
        let mut failed = vec![];
        while let Some(case) = cases.get(next.fetch_add(1, Relaxed)) {
            failed.extend(ask(case).err().map(|said| format!("{case}: {said}")));
        }
        failed
    };
    let failed: Vec<String> = thread::scope(|s| {
        let workers: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        workers.into_iter().flat_map(|w| w.join().expect("asking does not panic")).collect()
    });
    assert!(failed.is_empty(), "{} cases failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn every_case_has_a_name_of_its_own() {
    let cases = cases();
    assert_eq!(cases.iter().collect::<BTreeSet<_>>().len(), cases.len());
}

/// `| CRATE | cases | of which: MODULE 3, … |`: what `model/README.md` says of a crate, whose functions `coverage.rs` counts.
#[test]
fn the_readme_says_how_many_cases_there_are() {
    let mut crates: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for case in cases() {
        let path: Vec<_> = case.split("::").collect();
        let [name, modules @ .., _case] = &path[..] else { panic!("{case} is in no module") };
        // Of files that are there to hold modules, the module.
        let module = match modules {
            [file, module, ..] if *name != "std" => {
                format!("{file}::{}", module.trim_end_matches('_'))
            }
            [module, ..] => (*module).to_owned(),
            [] => panic!("{case} is in no module"),
        };
        *crates.entry((*name).to_owned()).or_default().entry(module).or_default() += 1;
    }
    let rows: Vec<_> = crates
        .iter()
        .map(|(name, modules)| {
            let each: Vec<_> =
                modules.iter().map(|(module, n)| format!("`{module}` {n}")).collect();
            format!("| `{name}` | {} | {} |", modules.values().sum::<usize>(), each.join(", "))
        })
        .collect();
    common::readme_has(&rows);
}

#[test]
fn the_real_crates_do_what_the_cases_say() {
    each(|case| {
        (0..NATIVE_RUNS).try_for_each(|_| {
            let output = real(&[case]);
            let said = || String::from_utf8_lossy(&output.stderr).into_owned();
            if output.status.success() { Ok(()) } else { Err(said()) }
        })
    });
}

#[test]
fn the_stand_ins_do_it_under_every_schedule() {
    each(|case| {
        let verdict = common::verdict(env!("CARGO_BIN_EXE_conformance-model"), &[case]);
        let passed = verdict["verdict"] == "passed" && verdict["bound"] == 3;
        if passed { Ok(()) } else { Err(format!("{verdict:#}")) }
    });
}
