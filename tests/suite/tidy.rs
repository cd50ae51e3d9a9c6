//! What keeps the sources in order is checked, not remembered.

use course_tests::root;
use std::fs;
use std::path::{Path, PathBuf};

/// The checker's modules: each may use only those before it.
const ORDER: [&str; 16] = [
    "event",
    "catalogue",
    "diagnose",
    "explain",
    "process",
    "store",
    "toolchain",
    "plan",
    "runner",
    "report",
    "commands",
    "watch",
    "grade",
    "dev",
    "cli",
    "app",
];

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|other| other == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn data_flows_one_way_through_the_checker() {
    let source = root().join("checker/src");
    let place = |module: &str| ORDER.iter().position(|name| *name == module);
    let mut wrong = Vec::new();
    for file in files(&source, "rs") {
        let inside = file.strip_prefix(&source).expect("a file of the checker");
        let module = inside
            .iter()
            .next()
            .expect("a name")
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_string();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let own = place(&module)
            .unwrap_or_else(|| panic!("{module} has no place in the order of modules"));
        for (number, line) in read(&file).lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let used: String =
                    used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if place(&used).is_some_and(|other| other > own) {
                    wrong.push(format!(
                        "{}:{}: {module} uses {used}",
                        inside.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn architecture_names_every_module_of_the_checker_and_of_the_model() {
    let text = read(&root().join("ARCHITECTURE.md"));
    for module in ORDER {
        assert!(text.contains(&format!("`{module}`")), "ARCHITECTURE.md does not name `{module}`");
    }
    for entry in fs::read_dir(root().join("model")).expect("the model's folder").flatten() {
        if entry.path().join("Cargo.toml").is_file() {
            let name = entry.file_name();
            let name = format!("model/{}", name.to_string_lossy());
            assert!(text.contains(&name), "ARCHITECTURE.md does not name {name}");
        }
    }
}

#[test]
fn every_file_of_an_exercise_belongs_to_an_exercise_of_the_catalogue() {
    let root = root();
    let info = read(&root.join("info.toml"));
    let mut strays = Vec::new();
    for tree in ["exercises", "solutions"] {
        for file in files(&root.join(tree), "rs").into_iter().chain(files(&root.join(tree), "go")) {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let chapter = file
                .parent()
                .and_then(Path::file_name)
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if chapter != "src"
                && !info.contains(&format!("name = \"{name}\"\ndir = \"{chapter}\""))
            {
                strays.push(file);
            }
        }
    }
    assert!(strays.is_empty(), "not in info.toml: {strays:?}");
}

#[test]
fn start_files_parse_and_say_where_to_begin() {
    for file in files(&root().join("tests"), "rs") {
        if file.file_name().is_some_and(|name| name == "start.rs") {
            assert!(read(&file).contains("TODO"), "{}", file.display());
        }
    }
}
