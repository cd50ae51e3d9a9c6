use super::*;
use crate::catalogue::fixture;
use crate::catalogue::{Catalogue, Exercise};
use std::fs;
use tempfile::TempDir;

const TEST: &str = "/// It adds.\npub fn adds() {}\n";

/// An exercise with a test, one with a model besides, and one with parts.
fn course() -> TempDir {
    let entry = |name: &str, more: &str| {
        format!("[[exercises]]\nname = \"{name}\"\ndir = \"02_scope\"\n{}{more}\n", fixture::ENTRY)
    };
    let parts = "[[exercises.parts]]\ntitle = \"Loads\"\npoints = 4\nchecks = [\"test/adds\"]\n[[exercises.parts]]\n\
                 title = \"Keeps\"\npoints = 6\nchecks = [\"test/keeps\"]\n";
    let info = format!(
        "format_version = 1\n{}{}{}{}",
        entry("chunks", ""),
        entry("gate", ""),
        entry("cache", parts),
        entry("shares", "stage_points = { test = 10 }\n")
    );
    let both = format!("{TEST}\n/// It keeps.\npub fn keeps() {{}}\n");
    let mut files = Vec::new();
    for name in ["chunks", "gate", "cache", "shares"] {
        for (path, text) in [
            (format!("tests/02_scope/{name}/start.rs"), ""),
            (format!("solutions/02_scope/{name}.rs"), ""),
            (format!("tests/02_scope/{name}/test.rs"), if name == "cache" { &both } else { TEST }),
        ] {
            files.push((path, text.to_string()));
        }
    }
    files.push(("tests/02_scope/gate/model.rs".into(), "/// One.\npub fn one() {}\n".into()));
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    fixture::course(&info, &files)
}

fn overlay(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }
    dir
}

fn laid_over(files: &[(&str, &str)]) -> Result<(Vec<Exercise>, Overlay), String> {
    let course = course();
    let mut catalogue = Catalogue::load(course.path()).unwrap_or_else(|error| panic!("{error}"));
    let dir = overlay(files);
    let overlay = catalogue
        .add_overlay(dir.path())
        .map_err(|error| error.to_string().replace(&dir.path().display().to_string(), "DIR"))?;
    Ok((catalogue.exercises().to_vec(), overlay))
}

#[track_caller]
fn refused(files: &[(&str, &str)]) -> String {
    match laid_over(files) {
        Ok(_) => panic!("taken"),
        Err(error) => error,
    }
}

const TWO: &str = "/// Much.\npub fn much() {}\n\n/// More.\n//@ visibility: shown\npub fn more() {}\n\n/// Most.\npub fn most() {}\n";

#[test]
fn private_checks_are_hidden_unless_somebody_says_otherwise() {
    let settings = "[exercises.chunks]\n\"test/most\" = \"name only\"\n";
    let (exercises, overlay) =
        laid_over(&[("tests/02_scope/chunks/test.rs", TWO), ("overlay.toml", settings)])
            .expect("no mistake");
    assert_eq!((overlay.checks, overlay.files.len()), (3, 2));
    let private = exercises[0].private.as_ref().expect("it has some");
    let seen: Vec<_> = private.test.iter().map(|check| check.visibility).collect();
    let all = [Visibility::Hidden, Visibility::Shown, Visibility::NameOnly];
    assert_eq!(seen, all.map(Some));
    assert!(exercises[1..].iter().all(|exercise| exercise.private.is_none()));
    let open = format!("visibility = \"shown\"\n{settings}");
    let (exercises, _) =
        laid_over(&[("tests/02_scope/chunks/test.rs", TWO), ("overlay.toml", &open)])
            .expect("no mistake");
    let private = exercises[0].private.as_ref().expect("it has some");
    assert_eq!(private.test[0].visibility, Some(Visibility::Shown));
}

#[test]
fn seeds_of_the_overlay_are_for_all_that_take_one_and_those_of_an_exercise_replace_them() {
    let settings = "seeds = [7, 4_711]\n[exercises.gate]\nseeds = [0x10]\n";
    let (exercises, overlay) = laid_over(&[("overlay.toml", settings)]).expect("no mistake");
    assert_eq!(overlay.checks, 0);
    let seeds = |place: usize| exercises[place].private.as_ref().map(|p| p.seeds.clone());
    assert_eq!((seeds(0), seeds(1)), (Some(vec![7, 4711]), Some(vec![16])));
}

#[test]
fn a_stage_that_only_the_overlay_has_is_a_stage() {
    let files = [("tests/02_scope/chunks/model.rs", "/// Always.\npub fn always() {}\n")];
    let (exercises, _) = laid_over(&files).expect("no mistake");
    assert!(exercises[0].stages().expect("readable").contains(&Stage::Model));
}

#[test]
fn an_exercise_that_does_not_exist_is_told_with_the_one_that_was_meant() {
    let error = refused(&[("tests/02_scope/chnuks/test.rs", TEST)]);
    assert_eq!(
        error,
        "DIR/tests/02_scope/chnuks: there is no exercise `02_scope/chnuks`\ndid you mean `02_scope/chunks`?"
    );
    let error = refused(&[("tests/03_mutex/gate/test.rs", TEST)]);
    assert!(error.ends_with("did you mean `02_scope/gate`?"), "{error}");
    let error = refused(&[("overlay.toml", "[exercises.chunk]\n")]);
    assert!(error.starts_with("DIR/overlay.toml:1:12: there is no exercise `chunk`"), "{error}");
    assert!(error.ends_with("= did you mean `chunks`?"), "{error}");
}

#[test]
fn every_mistake_in_the_settings_has_a_line_and_a_way_out() {
    let checks = ("tests/02_scope/chunks/test.rs", TWO);
    for (settings, says) in [
        ("seeds = [1, 1]\n", &["1:13: this seed is there twice"][..]),
        ("seeds = [-1, \"x\"]\n", &["1:10: this is no seed", "1:14: this is no seed"]),
        ("seeds = 7\n", &["1:9: this is an integer", "write a list of numbers"]),
        ("sedes = []\n", &["1:1: unknown key `sedes`", "did you mean `seeds`?"]),
        ("visibility = \"secret\"\n", &["1:14: `secret` is no visibility", "`shown`, `name only`"]),
        ("[exercises.chunks\n", &["overlay.toml:1:"]),
        (
            "[exercises.chunks]\n\n\"test/mush\" = \"shown\"\n",
            &["3:1: the overlay has no check `test/mush` for chunks", "did you mean `test/much`?"],
        ),
        ("[exercises.chunks]\n\"test/adds\" = \"shown\"\n", &["2:1: the overlay has no check"]),
        (
            "[exercises.chunks]\n\"test/much\" = { part = \"Loads\" }\n",
            &["2:24: chunks has no parts: the check counts for its stage"],
        ),
        (
            "[exercises.chunks]\n\"test/much\" = { hidden = true }\n",
            &["2:17: unknown key `hidden`"],
        ),
    ] {
        let error = refused(&[checks, ("overlay.toml", settings)]);
        for says in says {
            assert!(error.contains(says), "{settings}\n{error}");
        }
    }
}

#[test]
fn what_nobody_would_look_at_is_a_mistake() {
    for (path, says) in [
        ("tests/02_scope/chunks/compile_fail/a.rs", "compile_fail would never be looked at"),
        ("tests/02_scope/chunks/start.rs", "start.rs would never be looked at"),
        ("tests/02_scope/test.rs", "DIR/tests/02_scope/test.rs would never be looked at"),
        ("tests/02_scope/chunks/oracle.rs", "an oracle.rs belongs to a test.rs"),
        ("tests/02_scope/chunks/notes.md", "has no check"),
        ("checks/test.rs", "has neither overlay.toml nor a folder tests"),
    ] {
        let error = refused(&[(path, TEST)]);
        assert!(error.contains(says), "{path}\n{error}");
    }
    let error = refused(&[("tests/02_scope/chunks/test.rs", "pub fn bare() {}\n")]);
    assert!(error.contains("DIR/tests/02_scope/chunks/test.rs:1:8: the check `bare`"), "{error}");
    let mut catalogue = Catalogue::load(course().path()).expect("no mistake");
    assert!(catalogue.add_overlay(Path::new("/nowhere/at/all")).is_err());
}

#[test]
fn a_check_that_is_called_like_one_of_the_course_is_a_mistake() {
    let error = refused(&[("tests/02_scope/chunks/test.rs", TEST)]);
    assert!(error.contains("test.rs:2:1: chunks has a check `test/adds` already"), "{error}");
    // In another stage it is another check.
    assert!(laid_over(&[("tests/02_scope/chunks/model.rs", TEST)]).is_ok());
}

#[test]
fn every_private_check_is_worth_something() {
    let error = refused(&[("tests/02_scope/cache/test.rs", TWO)]);
    assert!(error.contains("test.rs:2:1: cache shares its points out among parts"), "{error}");
    assert!(error.contains("its parts are `Loads`, `Keeps`"), "{error}");
    let parts = "[exercises.cache]\n\"test/much\" = { part = \"Loads\" }\n\"test/more\" = { part = \"Keeps\" }\n\
                 \"test/most\" = { part = \"Keeps\" }\n";
    let files = [("tests/02_scope/cache/test.rs", TWO), ("overlay.toml", parts)];
    let (exercises, _) = laid_over(&files).expect("no mistake");
    let parts: Vec<Vec<String>> = exercises[2]
        .parts
        .iter()
        .map(|part| part.checks.iter().map(CheckName::to_string).collect())
        .collect();
    assert_eq!(
        parts,
        [vec!["test/adds", "test/much"], vec!["test/keeps", "test/more", "test/most"]]
    );
    let error = refused(&[("tests/02_scope/shares/model.rs", "/// One.\npub fn one() {}\n")]);
    assert!(error.contains("shares gives no points for `model`"), "{error}");
}
