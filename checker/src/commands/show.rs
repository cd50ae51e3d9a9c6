//! `show`: what belongs to an exercise, as it stands on disk.

use super::CommandError;
use crate::catalogue::Exercise;
use clap::ValueEnum;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// What can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The chapter's lesson.
    Lesson,
    /// What a Go developer would write.
    Go,
    /// The checks on real threads.
    Test,
    /// The checks on every schedule.
    Model,
    /// The reference answer.
    Solution,
}

/// Writes the part to `out`. Nobody is kept from the reference answer (it lies in the repository anyway), but a learner
/// who has not solved the exercise yet is told on `notes` what else would help.
pub fn show(
    out: &mut dyn Write,
    notes: &mut dyn Write,
    exercise: &Exercise,
    part: Part,
    solved: bool,
) -> Result<(), CommandError> {
    let path = file(exercise, part);
    let text = match fs::read(exercise.absolute(&path)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(CommandError::NotThere(missing(exercise, part)));
        }
        text => text.map_err(CommandError::file("read", &path))?,
    };
    if part == Part::Solution && !solved {
        let name = &exercise.name;
        writeln!(notes, "{name} is not solved yet, and this is only one of its right answers.")?;
        writeln!(
            notes,
            "`checker hint {name}` gives less away; `checker run {name}` judges yours."
        )?;
        writeln!(notes)?;
    }
    out.write_all(&text)?;
    if !text.ends_with(b"\n") {
        writeln!(out)?;
    }
    Ok(())
}

fn file(exercise: &Exercise, part: Part) -> PathBuf {
    match part {
        Part::Lesson => exercise.lesson(),
        Part::Go => exercise.go(),
        Part::Test => exercise.test_file(),
        Part::Model => exercise.model_file(),
        Part::Solution => exercise.solution(),
    }
}

fn missing(exercise: &Exercise, part: Part) -> String {
    let (name, path) = (&exercise.name, file(exercise, part));
    match part {
        Part::Test | Part::Model => {
            let stage = if part == Part::Test { "test" } else { "model" };
            format!("{name} has no stage {stage}: there is no {}", path.display())
        }
        Part::Solution if !exercise.absolute("solutions").is_dir() => {
            format!(
                "this is the course as students have it: it comes without reference answers\n`checker hint {name}` gives a hint"
            )
        }
        Part::Lesson | Part::Go | Part::Solution => {
            format!("{} is missing\n`git checkout -- {0}` brings it back", path.display())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, fixture};

    fn shown(part: Part, solved: bool) -> Result<(String, String), CommandError> {
        let dir = fixture::three();
        let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
        let (mut out, mut notes) = (Vec::new(), Vec::new());
        show(&mut out, &mut notes, &catalogue.exercises()[1], part, solved)?;
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Ok((text(out), text(notes)))
    }

    #[test]
    fn a_part_is_written_as_it_stands_with_a_newline_at_the_end() {
        assert_eq!(shown(Part::Test, false).expect("there"), ("t\n".into(), String::new()));
    }

    #[test]
    fn the_solution_is_shown_to_everybody_but_not_without_a_word() {
        let (out, notes) = shown(Part::Solution, false).expect("there");
        assert_eq!(out, "x\n");
        assert!(notes.contains("checker hint chunks"), "{notes}");
        assert_eq!(shown(Part::Solution, true).expect("there").1, "");
    }

    #[test]
    fn what_is_not_there_is_named() {
        let error = shown(Part::Model, false).expect_err("no model").to_string();
        assert_eq!(error, "chunks has no stage model: there is no tests/02_scope/chunks/model.rs");
        let dir = fixture::three();
        let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
        fs::remove_dir_all(dir.path().join("solutions")).expect("it was there");
        let exercise = &catalogue.exercises()[1];
        let error = show(&mut Vec::new(), &mut Vec::new(), exercise, Part::Solution, true);
        let error = error.expect_err("no reference answers").to_string();
        assert!(error.starts_with("this is the course as students have it"), "{error}");
        let error = shown(Part::Lesson, false).expect_err("no lesson").to_string();
        assert!(error.ends_with("`git checkout -- exercises/02_scope/README.md` brings it back"));
    }
}
