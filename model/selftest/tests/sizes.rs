//! How much there is to explore in models as exercises have them: `model/README.md` has a table, and its executions are true.
//!
//! How long that takes is not tested: it depends on the machine, and on what else that does. `PRINT=1` measures, and prints the
//! table anew, to be run with nothing beside it.

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

mod common;

const HEADING: &str = "### Typical models";

struct Row {
    model: String,
    check: String,
    /// At bounds 1, 2 and 3.
    executions: [u64; 3],
}

/// `| queue: … | `size_queue` | 12 in 5 | 30 in 8 | 51 in 11 |`
fn row(line: &str) -> Option<Row> {
    let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
    let [model, check, bounds @ ..] = &cells[..] else { return None };
    let check = check.strip_prefix('`')?.strip_suffix('`')?;
    let executions: Vec<u64> = bounds
        .iter()
        .map(|cell| {
            let (executions, _) = cell.split_once(" in ").expect("executions, and milliseconds");
            executions.replace(',', "").parse().expect("a number of executions")
        })
        .collect();
    let executions = executions.try_into().expect("three bounds");
    Some(Row { model: (*model).to_owned(), check: check.to_owned(), executions })
}

fn explored(check: &str, bound: usize) -> (u64, Duration) {
    let began = Instant::now();
    let verdict =
        common::verdict(env!("CARGO_BIN_EXE_selftest"), &[check, "--bound", &bound.to_string()]);
    assert_eq!(verdict["verdict"], "passed", "{check}: {verdict:#}");
    (verdict["executions"].as_u64().expect("it says how many"), began.elapsed())
}

/// `12,345`
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().collect();
    groups.iter().map(|group| String::from_utf8_lossy(group)).collect::<Vec<_>>().join(",")
}

#[test]
fn typical_models_take_as_many_executions_as_the_table_says() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let text = fs::read_to_string(&readme).expect("model/README.md is there");
    let (_, table) = text.split_once(HEADING).expect("it has the table");
    let rows: Vec<_> =
        table.lines().take_while(|line| !line.starts_with("## ")).filter_map(row).collect();
    assert!(rows.len() > 8, "{} rows", rows.len());
    let (print, mut wrong) = (env::var_os("PRINT").is_some(), Vec::new());
    for row in &rows {
        let mut cells = Vec::new();
        for bound in 1..=3 {
            let (executions, first) = explored(&row.check, bound);
            if executions != row.executions[bound - 1] {
                wrong.push(format!(
                    "{} at bound {bound}: {executions} executions, and not {}",
                    row.check,
                    row.executions[bound - 1]
                ));
            }
            let again = (0..if print { 4 } else { 0 }).map(|_| explored(&row.check, bound).1);
            let least = again.fold(first, Duration::min);
            cells.push(format!("{} in {}", grouped(executions), least.as_millis()));
        }
        println!("| {} | `{}` | {} |", row.model, row.check, cells.join(" | "));
    }
    assert!(wrong.is_empty(), "{} says otherwise:\n{}", readme.display(), wrong.join("\n"));
}
