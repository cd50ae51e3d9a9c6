use super::fixture::{ENTRY, course, three};
use super::*;
use std::fs;

fn strings(paths: Vec<PathBuf>) -> Vec<String> {
    paths.into_iter().map(|path| path.display().to_string()).collect()
}

#[test]
fn a_course_is_loaded_in_the_order_of_its_entries() {
    let dir = three();
    let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
    let names: Vec<_> = catalogue.exercises().iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["lost_update", "chunks", "wait_group"]);
    assert_eq!(catalogue.chapters(), ["00_start", "02_scope"]);
    let [first, second, third] = catalogue.exercises() else { panic!("three exercises") };
    assert_eq!(catalogue.after(first), Some(second));
    assert_eq!(catalogue.after(third), None);
}

#[test]
fn paths_are_relative_and_lead_to_the_disk() {
    let dir = three();
    let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
    let exercise = &catalogue.exercises()[0];
    assert_eq!(exercise.path(), Path::new("exercises/00_start/lost_update.rs"));
    assert_eq!(exercise.go(), Path::new("exercises/00_start/lost_update.go"));
    assert_eq!(exercise.lesson(), Path::new("exercises/00_start/README.md"));
    assert_eq!(exercise.solution(), Path::new("solutions/00_start/lost_update.rs"));
    assert_eq!(fs::read_to_string(exercise.absolute(exercise.start())).expect("a file"), "s");
    assert_eq!(
        strings(exercise.missing_files()),
        ["exercises/00_start/lost_update.go", "exercises/00_start/README.md"]
    );
}

#[test]
fn a_stage_exists_because_its_file_exists() {
    let dir = three();
    let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
    assert_eq!(catalogue.exercises()[0].stages().expect("readable"), Stage::ALL);
    assert_eq!(catalogue.exercises()[1].stages().expect("readable"), [Stage::Build, Stage::Test]);
    let cases = dir.path().join("tests/02_scope/chunks/compile_pass");
    fs::create_dir(&cases).expect("a directory");
    assert_eq!(catalogue.exercises()[1].stages().expect("readable").len(), 2);
    fs::write(cases.join("allowed.rs"), "").expect("a case");
    assert!(catalogue.exercises()[1].stages().expect("readable").contains(&Stage::CompileFail));
}

#[test]
fn cases_samples_and_course_files_are_sorted() {
    let dir = three();
    let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
    let exercise = &catalogue.exercises()[0];
    let base = "tests/00_start/lost_update";
    let cases = strings(exercise.cases(CaseKind::CompileFail).expect("readable"));
    assert_eq!(cases, [format!("{base}/compile_fail/a.rs"), format!("{base}/compile_fail/b.rs")]);
    let wrong = strings(exercise.samples(SampleKind::Wrong).expect("readable"));
    assert_eq!(wrong, [format!("{base}/wrong/z.rs")]);
    assert!(exercise.cases(CaseKind::CompilePass).expect("readable").is_empty());
    let files = strings(exercise.course_files().expect("readable"));
    let expected = [
        "compile_fail/a.rs",
        "compile_fail/b.rs",
        "model.rs",
        "oracle.rs",
        "shared/mod.rs",
        "test.rs",
    ];
    assert_eq!(files, expected.map(|file| format!("{base}/{file}")));
}

#[test]
fn an_exercise_is_found_by_name_by_chapter_and_by_any_of_its_files() {
    let dir = three();
    let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
    let absolute = dir.path().join("exercises/02_scope/chunks.rs").display().to_string();
    for asked in [
        "chunks",
        "02_scope/chunks",
        "chunks.rs",
        "./chunks.rs",
        "exercises/02_scope/chunks.rs",
        "../02_scope/chunks.go",
        "solutions/02_scope/chunks.rs",
        "tests/02_scope/chunks",
        "tests/02_scope/chunks/model.rs",
        "tests/02_scope/chunks/wrong/one_lock.rs",
        &absolute,
    ] {
        let found = catalogue.find(asked).unwrap_or_else(|error| panic!("{asked}: {error}"));
        assert_eq!(found.name, "chunks", "{asked}");
    }
}

#[test]
fn an_unknown_exercise_is_answered_with_the_closest() {
    let dir = three();
    let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
    for (asked, close) in [
        ("chunk", "did you mean `chunks`?"),
        ("00_start/chunks", "did you mean `chunks`?"),
        ("waitgroup", "did you mean `wait_group`?"),
        ("semaphore", "`checker list` shows all there are"),
        ("", "`checker list` shows all there are"),
    ] {
        let error = catalogue.find(asked).expect_err(asked);
        assert_eq!(error.to_string(), format!("there is no exercise `{asked}`\n{close}"));
    }
}

#[test]
fn files_that_are_missing_are_all_reported_at_the_name_of_their_exercise() {
    let entry = |name| format!("[[exercises]]\nname = \"{name}\"\ndir = \"00_start\"\n{ENTRY}\n");
    let dir = course(
        &format!("format_version = 1\n{}{}", entry("one"), entry("two")),
        &[("tests/00_start/one/test.rs", ""), ("solutions/00_start/one.rs", "")],
    );
    let CatalogueError::Invalid(problems) = Catalogue::load(dir.path()).expect_err("mistakes")
    else {
        panic!("mistakes in info.toml")
    };
    let found: Vec<_> =
        problems.iter().map(|p| format!("{}:{} {}", p.line, p.column, p.what)).collect();
    assert_eq!(
        found,
        [
            "3:8 tests/00_start/one/start.rs is missing",
            "13:8 tests/00_start/two/start.rs is missing",
            "13:8 solutions/00_start/two.rs is missing",
            "18:14 this exercise has no stage `test`",
        ]
    );
}

#[test]
fn the_learner_may_delete_what_is_theirs() {
    let dir = three();
    fs::remove_dir_all(dir.path().join("exercises/00_start")).expect("it was there");
    Catalogue::load(dir.path()).expect("still a course");
}

#[test]
fn the_course_is_found_from_below_and_missed_with_a_next_step() {
    let dir = three();
    let below = dir.path().join("exercises/00_start");
    assert_eq!(Catalogue::find_root(&below).expect("above"), dir.path());
    let elsewhere = tempfile::tempdir().expect("a temporary directory");
    let error = Catalogue::find_root(elsewhere.path()).expect_err("no course").to_string();
    assert!(error.contains("change into the directory"), "{error}");
}

#[test]
fn an_unreadable_info_is_named() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let error = Catalogue::load(dir.path()).expect_err("nothing there").to_string();
    assert!(error.starts_with("cannot read info.toml: "), "{error}");
}

#[test]
fn files_of_an_exercise_are_read_and_complained_about_together() {
    let dir = three();
    let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
    let exercise = &catalogue.exercises()[0];
    let base = dir.path().join("tests/00_start/lost_update");
    for case in ["a", "b"] {
        fs::write(base.join(format!("compile_fail/{case}.rs")), "fn main() {} //~ E0382")
            .expect("a case");
    }
    let CatalogueError::Invalid(problems) =
        exercise.read_cases(CaseKind::CompileFail).expect_err("no headlines")
    else {
        panic!("mistakes")
    };
    let files: Vec<_> = problems.iter().map(|p| p.file.file_name()).collect();
    assert_eq!(files, [Some("a.rs".as_ref()), Some("b.rs".as_ref())]);

    fs::write(base.join("test.rs"), "/// D.\npub fn n(seed: u64) -> u64 { seed }\n")
        .expect("checks");
    fs::remove_file(base.join("oracle.rs")).expect("it was there");
    let error = exercise.test_checks().expect_err("no oracle").to_string();
    assert!(error.contains("in tests/00_start/lost_update/oracle.rs"), "{error}");
    fs::write(base.join("oracle.rs"), "pub fn n(seed: u64) -> u64 { seed }\n").expect("the oracle");
    assert_eq!(exercise.test_checks().expect("no mistakes").len(), 1);
    let error = catalogue.exercises()[1].model_checks().expect_err("no model").to_string();
    assert!(error.starts_with("cannot read tests/02_scope/chunks/model.rs"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_course_below_a_path_that_is_not_text_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let root = Path::new(std::ffi::OsStr::from_bytes(b"/no\xfftext"));
    assert!(matches!(Catalogue::load(root), Err(CatalogueError::NotUtf8 { .. })));
}

#[test]
fn every_check_belongs_to_one_part_and_every_part_names_checks_that_exist() {
    let files = [
        ("tests/00_start/one/start.rs", ""),
        (
            "tests/00_start/one/test.rs",
            "/// It adds.\npub fn adds() {}\n\n/// It ends.\npub fn ends() {}\n",
        ),
        ("solutions/00_start/one.rs", ""),
    ];
    let load = |checks: &str| {
        let part =
            format!("[[exercises.parts]]\ntitle = \"All\"\npoints = 10\nchecks = [{checks}]\n");
        let entry = format!("[[exercises]]\nname = \"one\"\ndir = \"00_start\"\n{ENTRY}\n{part}");
        let dir = course(&format!("format_version = 1\n{entry}"), &files);
        Catalogue::load(dir.path()).map(|catalogue| catalogue.exercises().len())
    };
    assert_eq!(load("\"test/adds\", \"test/ends\"").expect("no mistakes"), 1);
    let error = load("\"test/adds\"").expect_err("a check is forgotten").to_string();
    assert!(error.contains("info.toml:3:8: no part of one lists `test/ends`"), "{error}");
    let error = load("\"test/adds\", \"test/end\"").expect_err("no such check").to_string();
    assert!(error.contains("info.toml:15:24: this exercise has no check `test/end`"), "{error}");
    assert!(error.contains("did you mean `test/ends`?"), "{error}");
}

#[test]
fn points_of_a_stage_that_is_not_there_are_a_mistake() {
    let files = [
        ("tests/00_start/one/start.rs", ""),
        ("tests/00_start/one/test.rs", "/// It adds.\npub fn adds() {}\n"),
        ("solutions/00_start/one.rs", ""),
    ];
    let entry = format!(
        "[[exercises]]\nname = \"one\"\ndir = \"00_start\"\n{ENTRY}stage_points = {{ test = 4, model = 6 }}\n"
    );
    let dir = course(&format!("format_version = 1\n{entry}"), &files);
    let error = Catalogue::load(dir.path()).expect_err("no model").to_string();
    assert!(error.contains("this exercise has no stage `model`"), "{error}");
    assert!(error.contains("info.toml:11:28"), "{error}");
}
