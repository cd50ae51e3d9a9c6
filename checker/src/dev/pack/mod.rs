//! `dev pack`: the course as students get it.
//!
//! It takes what a student needs and nothing else, by name: a new file of the course is not in a pack until somebody says
//! so, and whatever lies about in a teacher's checkout stays there. Left out are reference answers, wrong and right answers, what
//! compilers say about them, hidden checks, the course's own tests, and all that git knows.

mod manifest;

use crate::catalogue::problem::Source;
use crate::catalogue::{Catalogue, Check, Exercise, checks};
use crate::event::{Stage, Visibility};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Files at the top that a pack has as they are.
const AS_THEY_ARE: [&str; 7] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "info.toml",
    "rust-toolchain.toml",
    "rust-analyzer.toml",
    "rustfmt.toml",
    ".gitignore",
];

/// Folders that a pack has as they are.
const FOLDERS: [&str; 4] = [".devcontainer", ".vscode", "checker/src", "exercises/src"];

/// The model's own tests, and what is built.
const NOT_OF_MODEL: [&str; 2] = ["selftest", "target"];

/// The folder of the crates' sources, where a pack has them.
const VENDOR: &str = "vendor";

/// What a pack consists of, by path.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// How a pack came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Exercises in it.
    pub exercises: usize,
    /// Files of the course in it.
    pub files: usize,
    /// Checks that were left out because they are hidden.
    pub hidden: usize,
}

/// Writes the pack to `out`, which must not exist or be empty. What is there is a whole pack or nothing.
///
/// # Errors
/// When something is there already, the disk refuses, or the crates cannot be had; the message names the next step.
pub fn pack(catalogue: &Catalogue, out: &Path, offline: bool) -> Result<Packed> {
    if !is_free(out)? {
        bail!(
            "{} is not empty: name a folder that does not exist yet, or empty this one",
            out.display()
        );
    }
    let (mut files, hidden) = files(catalogue)?;
    files.insert("README.md".into(), readme(offline).into_bytes());
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
    // Beside its place, so that it gets there in one step.
    let folder = tempfile::Builder::new()
        .prefix(".loomlings-pack-")
        .tempdir_in(parent)
        .with_context(|| format!("cannot write into {}", parent.display()))?;
    let root = folder.path();
    for (path, text) in &files {
        let path = root.join(path);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(root))?;
            fs::write(&path, text)
        };
        write().with_context(|| format!("cannot write {}", path.display()))?;
    }
    Catalogue::load(root).with_context(|| match hidden {
        0 => "this pack would not be a course".to_string(),
        _ => "without its hidden checks this would not be a course: checks that points or `refused_at` depend on are better \
              kept in an overlay (docs/running-a-class.md)"
            .to_string(),
    })?;
    if offline {
        vendor(root)?;
    }
    readable(root)?;
    // An empty folder may be replaced, and a file that came meanwhile may not.
    let root = folder.keep();
    let moved = fs::rename(&root, out).with_context(|| format!("cannot create {}", out.display()));
    if moved.is_err() {
        // What cannot be taken away is what could not be moved: the message names it.
        let _ = fs::remove_dir_all(&root);
    }
    moved?;
    Ok(Packed { exercises: catalogue.exercises().len(), files: files.len(), hidden })
}

/// There is nothing, or a folder with nothing in it.
fn is_free(out: &Path) -> Result<bool> {
    match out.read_dir() {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot look into {}", out.display())),
    }
}

/// A temporary folder is its owner's alone; a pack is for others.
fn readable(root: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(root, fs::Permissions::from_mode(0o755))
            .with_context(|| format!("cannot open {} to others", root.display()))?;
    }
    Ok(())
}

fn readme(offline: bool) -> String {
    let network = match offline {
        true => "The network is not needed: the sources of all crates lie in `vendor/`.",
        false => {
            "The network is needed once: the first start downloads and builds the crates that answers are compiled against."
        }
    };
    include_str!("README.md").replace("@NETWORK@", network)
}

/// The files of the course that a student gets, and how many hidden checks were left out of them.
fn files(catalogue: &Catalogue) -> Result<(Files, usize)> {
    let root = catalogue.root();
    let mut files = Files::new();
    for name in AS_THEY_ARE {
        take(root, Path::new(name), &mut files)?;
    }
    for folder in FOLDERS {
        walk(root, Path::new(folder), &|_| true, &mut files)?;
    }
    take(root, Path::new("checker/build.rs"), &mut files)?;
    take(root, Path::new("exercises/Cargo.toml"), &mut files)?;
    let of_model = |path: &Path| {
        let name = path.strip_prefix("model").ok().and_then(|path| path.iter().next());
        !NOT_OF_MODEL.iter().any(|not| name == Some((*not).as_ref()))
    };
    walk(root, Path::new("model"), &of_model, &mut files)?;
    manifests(root, &mut files)?;

    for chapter in catalogue.chapters() {
        let folder = Path::new("exercises").join(chapter);
        // A learner's file is the unsolved one, whatever the teacher has made of it; and no other is theirs.
        let text = |path: &Path| path.extension().is_some_and(|end| end == "md" || end == "go");
        walk(root, &folder, &|path: &Path| path.extension().is_none() || text(path), &mut files)?;
    }
    let mut hidden = 0;
    for exercise in catalogue.exercises() {
        let start = exercise.start();
        take(root, &start, &mut files)?;
        let text = files[&start].clone();
        files.insert(exercise.path(), text);
        for file in exercise.course_files().context("cannot read the exercises' folders")? {
            take(root, &file, &mut files)?;
        }
        hidden += hide(exercise, &mut files)?;
    }
    Ok((files, hidden))
}

fn take(root: &Path, path: &Path, files: &mut Files) -> Result<()> {
    let file = root.join(path);
    let text = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    files.insert(path.to_path_buf(), text);
    Ok(())
}

/// Everything in a folder that is `wanted`, but for hidden files and an editor's leavings.
fn walk(
    root: &Path,
    folder: &Path,
    wanted: &dyn Fn(&Path) -> bool,
    files: &mut Files,
) -> Result<()> {
    let entries = root.join(folder).read_dir();
    for entry in entries.with_context(|| format!("cannot read {}", root.join(folder).display()))? {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let name = entry.file_name();
        let path = folder.join(&name);
        let name = name.to_string_lossy();
        let leavings = name.starts_with('.') || name.ends_with('~') || name.ends_with(".orig");
        if leavings || !wanted(&path) {
            continue;
        }
        match entry.path().is_dir() {
            true => walk(root, &path, wanted, files)?,
            false => take(root, &path, files)?,
        }
    }
    Ok(())
}

/// Both workspaces without the members that do not come along, and their lock files to match.
fn manifests(root: &Path, files: &mut Files) -> Result<()> {
    let read = |name: &str| {
        let path = root.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let checker = read("checker/Cargo.toml")?;
    let own = ["checker", "exercises"].map(String::from);
    let manifest = manifest::with_list(&read("Cargo.toml")?, "workspace", "members", &own)?;
    let manifest = manifest::with_list(&manifest, "workspace", "default-members", &own[..1])?;
    let unneeded = BTreeMap::from([("checker", manifest::only_for_tests(&checker)?)]);
    let lock = manifest::pruned(&read("Cargo.lock")?, &["checker", "exercises"], &unneeded)?;
    files.insert("Cargo.toml".into(), manifest.into_bytes());
    files.insert("Cargo.lock".into(), lock.into_bytes());
    files.insert("checker/Cargo.toml".into(), manifest::without_tests(&checker).into_bytes());

    let model = read("model/Cargo.toml")?;
    let mut members = manifest::list(&model, "workspace", "members")?;
    members.retain(|member| !member.starts_with(NOT_OF_MODEL[0]));
    let mut names = Vec::new();
    for member in &members {
        let text = read(&format!("model/{member}/Cargo.toml"))?;
        let name = text.lines().find_map(|line| line.strip_prefix("name = "));
        let name = name.with_context(|| format!("model/{member}/Cargo.toml names no package"))?;
        names.push(name.trim_matches('"').to_string());
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let lock = manifest::pruned(&read("model/Cargo.lock")?, &names, &BTreeMap::new())?;
    let manifest = manifest::with_list(&model, "workspace", "members", &members)?;
    files.insert("model/Cargo.toml".into(), manifest.into_bytes());
    files.insert("model/Cargo.lock".into(), lock.into_bytes());
    Ok(())
}

/// Cuts out the checks of an exercise that are hidden; a file that has no others is left out.
fn hide(exercise: &Exercise, files: &mut Files) -> Result<usize> {
    let stages = exercise.stages().context("cannot read the exercises' folders")?;
    let mut count = 0;
    for (stage, file) in
        [(Stage::Test, exercise.test_file()), (Stage::Model, exercise.model_file())]
    {
        if !stages.contains(&stage) {
            continue;
        }
        let all: Vec<Check> = match stage {
            Stage::Test => exercise.test_checks()?,
            _ => exercise.model_checks()?,
        };
        let hidden = all.iter().filter(|check| check.visibility == Some(Visibility::Hidden));
        let hidden: Vec<String> = hidden.map(|check| check.name.clone()).collect();
        if hidden.is_empty() {
            continue;
        }
        count += hidden.len();
        // The twins of checks that return a value go with them.
        let oracle = exercise.oracle_file();
        let with_oracle = stage == Stage::Test && files.contains_key(&oracle);
        let twins = with_oracle.then_some(oracle);
        for file in std::iter::once(file).chain(twins) {
            if hidden.len() == all.len() {
                files.remove(&file);
                continue;
            }
            let text = String::from_utf8_lossy(&files[&file]).into_owned();
            let text = checks::without(Source::new(&file, &text), &hidden)?;
            files.insert(file, text.into_bytes());
        }
    }
    Ok(count)
}

/// Puts the sources of all crates of both workspaces beside them, and has cargo look nowhere else.
fn vendor(root: &Path) -> Result<()> {
    let output = Command::new("cargo")
        .args(["vendor", "--locked", "--quiet", "--sync", "model/Cargo.toml", VENDOR])
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .context("cannot run cargo: install Rust from https://rustup.rs")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "the sources of the crates cannot be had ({}):\n{}\nconnect to the network, where they come from, and run the same \
             command again",
            output.status,
            said.trim()
        );
    }
    let folder = root.join(".cargo");
    let write = || {
        fs::create_dir_all(&folder)?;
        fs::write(
            folder.join("config.toml"),
            format!(
                "# The crates' sources lie beside the course: nothing is downloaded.\n[source.crates-io]\nreplace-with = \
                 \"vendored-sources\"\n\n[source.vendored-sources]\ndirectory = \"{VENDOR}\"\n\n[net]\noffline = true\n"
            ),
        )
    };
    write().with_context(|| format!("cannot write {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::fixture;

    fn course() -> Catalogue {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize();
        Catalogue::load(&root.expect("the course")).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_pack_has_no_answer_in_it() {
        let course = course();
        let (files, hidden) = files(&course).expect("readable");
        assert_eq!(hidden, 0);
        for exercise in course.exercises() {
            let start = fs::read(exercise.absolute(exercise.start())).expect("a start");
            assert_eq!(files[&exercise.path()], start, "{}", exercise.name);
        }
        let solutions: Vec<Vec<u8>> = course
            .exercises()
            .iter()
            .map(|exercise| fs::read(exercise.absolute(exercise.solution())).expect("a solution"))
            .collect();
        for (path, text) in &files {
            let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
            let in_tests = names[0] == "tests";
            let answers = ["wrong", "right"].iter().any(|name| names.iter().any(|n| n == name));
            assert!(!(in_tests && answers), "{}", path.display());
            assert!(names[0] != "solutions" && names[0] != ".git", "{}", path.display());
            assert!(path.extension() != Some("stderr".as_ref()), "{}", path.display());
            assert!(!solutions.contains(text), "{} is a solution", path.display());
        }
    }

    #[test]
    fn what_a_teacher_has_lying_about_stays_there() {
        let course = course();
        let (files, _) = files(&course).expect("readable");
        for path in files.keys() {
            let top = path.iter().next().expect("a name").to_string_lossy().into_owned();
            let known = [
                "Cargo.toml",
                "Cargo.lock",
                "checker",
                "exercises",
                "tests",
                "model",
                ".vscode",
                ".devcontainer",
            ];
            let known = known.contains(&top.as_str()) || AS_THEY_ARE.contains(&top.as_str());
            assert!(known, "{}", path.display());
        }
        assert!(files.contains_key(Path::new("checker/src/main.rs")));
        assert!(files.contains_key(Path::new("exercises/02_scope/README.md")));
        assert!(files.contains_key(Path::new("exercises/02_scope/chunks.go")));
        assert!(files.contains_key(Path::new("model/README.md")));
        assert!(!files.keys().any(|path| path.starts_with("model/selftest")));
    }

    #[test]
    fn only_a_folder_with_nothing_in_it_is_written_to() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        assert!(is_free(&at("new")).expect("readable"));
        assert!(is_free(dir.path()).expect("readable"));
        fs::write(at("file"), "").expect("writable");
        assert!(!is_free(dir.path()).expect("readable"));
        assert!(!is_free(&at("file")).expect("readable"));
    }

    #[test]
    fn hidden_checks_stay_with_the_teacher_and_their_twins_too() {
        let entry = format!("[[exercises]]\nname = \"one\"\ndir = \"a\"\n{}", fixture::ENTRY);
        let hidden = "/// Secret.\n//@ visibility: hidden\npub fn secret";
        let test = format!(
            "/// It adds.\npub fn adds() {{}}\n\n{hidden}(seed: u64) -> u64 {{\n    seed\n}}\n"
        );
        let oracle = "fn helper() {}\n\npub fn secret(seed: u64) -> u64 {\n    seed\n}\n";
        let dir = fixture::course(
            &format!("format_version = 1\n{entry}"),
            &[
                ("tests/a/one/start.rs", ""),
                ("tests/a/one/test.rs", &test),
                ("tests/a/one/oracle.rs", oracle),
                ("tests/a/one/model.rs", &format!("{hidden}() {{}}\n")),
                ("solutions/a/one.rs", ""),
            ],
        );
        let course = Catalogue::load(dir.path()).unwrap_or_else(|error| panic!("{error}"));
        let exercise = &course.exercises()[0];
        let mut files = Files::new();
        for file in exercise.course_files().expect("readable") {
            take(dir.path(), &file, &mut files).expect("readable");
        }
        assert_eq!(hide(exercise, &mut files).expect("it parses"), 2);
        let text = |name: &str| {
            let text = files.get(&exercise.tests_dir().join(name));
            text.map(|text| String::from_utf8_lossy(text).into_owned())
        };
        assert_eq!(text("test.rs").as_deref(), Some("/// It adds.\npub fn adds() {}\n"));
        assert_eq!(text("oracle.rs").as_deref(), Some("fn helper() {}\n"));
        // Nothing is left to ask of every schedule.
        assert_eq!(text("model.rs"), None);
    }
}
