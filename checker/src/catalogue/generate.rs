//! Text that nobody writes by hand: the runners around the checks, and the manifests that show every answer to an editor.
//!
//! Pure: data in, text out. It may not write a file, and what it generates contains no verdict: a runner names functions,
//! the crates that it links (`harness`, `model`) run them.

use super::checks::{Check, Form};
use super::exercise::Exercise;
use std::fmt::Write as _;
use std::path::Path;

/// The main file of the runner around `test.rs`.
pub fn test_runner(checks: &[Check], test_rs: &Path) -> String {
    let entries = checks.iter().map(|check| {
        let form = match check.form {
            Form::Assert => "assert_form",
            Form::Oracle { .. } => "oracle_form",
        };
        harness_entry(form, check)
    });
    runner(test_rs, "harness::main", entries)
}

/// The main file of the runner around `oracle.rs`: the twins of those checks that return a value.
pub fn oracle_runner(checks: &[Check], oracle_rs: &Path) -> String {
    let twins = checks.iter().filter(|check| matches!(check.form, Form::Oracle { .. }));
    runner(oracle_rs, "harness::main", twins.map(|check| harness_entry("oracle_form", check)))
}

/// The main file of the runner around `model.rs`.
pub fn model_runner(checks: &[Check], model_rs: &Path) -> String {
    let entries =
        checks.iter().map(|check| format!("({:?}, checks::{} as fn())", check.name, check.name));
    // Named, so that the runner links the dynamic library that holds the engine and all stand-ins instead of each of them.
    format!("extern crate model_bundle as _;\n\n{}", runner(model_rs, "model::main", entries))
}

fn harness_entry(form: &str, check: &Check) -> String {
    format!("harness::{form}({:?}, checks::{})", check.name, check.name)
}

fn runner(file: &Path, main: &str, entries: impl Iterator<Item = String>) -> String {
    // Debug is Rust's own notation for a string, quotes and escapes included. Nothing is lost on the way: a catalogue is
    // only loaded from a path that is UTF-8, and the names in it are ASCII.
    let path = format!("{:?}", file.to_string_lossy());
    let mut text = format!("#[path = {path}]\nmod checks;\n\nfn main() {{\n    {main}(&[\n");
    for entry in entries {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "        {entry},");
    }
    text.push_str("    ])\n}\n");
    text
}

/// `exercises/Cargo.toml`: one target for each learner's file.
pub fn exercises_manifest(exercises: &[Exercise]) -> String {
    manifest(
        "exercises",
        "# A target for each exercise: that is how an editor knows which crates your file may use.",
        exercises,
        |exercise| exercise.name.clone(),
    )
}

/// `solutions/Cargo.toml`: one target for each reference answer.
pub fn solutions_manifest(exercises: &[Exercise]) -> String {
    manifest(
        "solutions",
        "# A target for each reference answer. Its name differs from that of the exercise, because both end up in one directory.",
        exercises,
        |exercise| format!("{}_solution", exercise.name),
    )
}

/// Nothing but examples: `cargo test` and `cargo run` in the workspace neither build nor run them, so that an unsolved
/// exercise breaks nothing; a library needs no `main`.
fn manifest(
    package: &str,
    comment: &str,
    exercises: &[Exercise],
    name: impl Fn(&Exercise) -> String,
) -> String {
    let mut text = format!(
        r#"# Generated from info.toml by `cargo run -p checker -- dev sync`; a test compares the two.
{comment}
[package]
name = "{package}"
version.workspace = true
edition.workspace = true
publish.workspace = true
autobins = false
autoexamples = false
autotests = false
autobenches = false

[lib]
test = false
doctest = false
bench = false

[dependencies]
crossbeam.workspace = true
rayon.workspace = true
tokio.workspace = true
tokio-util.workspace = true
"#
    );
    for exercise in exercises {
        // Writing to a String cannot fail. Names and chapters are of a-z, 0-9 and _: nothing to escape.
        let _ = write!(
            text,
            "\n[[example]]\nname = \"{}\"\npath = \"{}.rs\"\ncrate-type = [\"lib\"]\ntest = false\n",
            name(exercise),
            exercise.full_name()
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::info;
    use super::*;

    fn check(name: &str, form: Form) -> Check {
        Check {
            name: name.into(),
            says: "S.".into(),
            doc: "S.".into(),
            form,
            deadline: None,
            bound: None,
            max_executions: None,
            visibility: None,
            line: 1,
        }
    }

    fn checks() -> [Check; 2] {
        [check("n", Form::Assert), check("m", Form::Oracle { returns: "Vec<u64>".into() })]
    }

    #[test]
    fn a_test_runner_names_every_check_in_its_form() {
        assert_eq!(
            test_runner(&checks(), Path::new("/course/tests/c/n/test.rs")),
            r#"#[path = "/course/tests/c/n/test.rs"]
mod checks;

fn main() {
    harness::main(&[
        harness::assert_form("n", checks::n),
        harness::oracle_form("m", checks::m),
    ])
}
"#
        );
    }

    #[test]
    fn an_oracle_runner_names_only_what_is_compared() {
        let text = oracle_runner(&checks(), Path::new("oracle.rs"));
        assert!(text.contains("oracle_form(\"m\", checks::m)") && !text.contains("checks::n"));
    }

    #[test]
    fn a_model_runner_names_functions() {
        let text = model_runner(&checks()[..1], Path::new("/course/model.rs"));
        assert!(text.contains("    model::main(&[\n        (\"n\", checks::n as fn()),\n    ])\n"));
    }

    #[test]
    fn a_path_is_quoted_as_rust_quotes_it() {
        for path in ["/a b/\"c\"\\d/test.rs", "/ä/\u{1f980}/\t/test.rs", "C:\\new\\test.rs"] {
            let text = test_runner(&checks(), Path::new(path));
            let file = syn::parse_file(&text).expect("a runner that parses");
            let syn::Item::Mod(module) = &file.items[0] else { panic!("a module first") };
            let syn::Meta::NameValue(meta) = &module.attrs[0].meta else { panic!("a path") };
            let syn::Expr::Lit(literal) = &meta.value else { panic!("a literal") };
            let syn::Lit::Str(quoted) = &literal.lit else { panic!("a string") };
            assert_eq!(quoted.value(), path);
        }
    }

    #[test]
    fn a_manifest_has_one_untested_library_for_each_exercise() {
        let info = info::parse(
            Path::new("/course"),
            "format_version = 1\n[[exercises]]\nname = \"chunks\"\ndir = \"02_scope\"\npoints = 1\nminutes = 1\n\
             track = \"core\"\nrefused_at = \"test\"\nrows = []\nhints = [\"a\", \"b\", \"c\"]\n",
        )
        .expect("no mistakes");
        let exercises: Vec<_> = info.exercises.into_iter().map(|entry| entry.exercise).collect();
        for (text, name) in [
            (exercises_manifest(&exercises), "chunks"),
            (solutions_manifest(&exercises), "chunks_solution"),
        ] {
            let table: toml::Table = text.parse().expect("a manifest that parses");
            let example = &table["example"][0];
            assert_eq!(example["name"].as_str(), Some(name));
            assert_eq!(example["path"].as_str(), Some("02_scope/chunks.rs"));
            assert_eq!(example["crate-type"][0].as_str(), Some("lib"));
            assert_eq!(example["test"].as_bool(), Some(false));
            assert_eq!(table["package"]["autoexamples"].as_bool(), Some(false));
        }
    }
}
