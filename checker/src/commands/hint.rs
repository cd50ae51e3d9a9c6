//! `hint`: one of the three hints.

use super::CommandError;
use crate::catalogue::Exercise;
use std::io::Write;

/// What the three hints are.
const LEVELS: [&str; 3] = ["a question", "the place to look", "the shape"];

/// Writes the hint of that level, from 1 to 3; a level outside that range is taken for the nearest one.
pub fn hint(out: &mut dyn Write, exercise: &Exercise, level: u8) -> Result<(), CommandError> {
    let nth = usize::from(level.clamp(1, 3)) - 1;
    write(out, exercise, nth)?;
    if let Some(next) = LEVELS.get(nth + 1) {
        writeln!(out)?;
        writeln!(out, "For {next}: checker hint {} --level {}", exercise.name, nth + 2)?;
    }
    Ok(())
}

/// The same as a text for somebody who gets the next level by a key.
pub fn text(exercise: &Exercise, level: u8, key: char) -> String {
    let nth = usize::from(level.clamp(1, 3)) - 1;
    let mut out = Vec::new();
    // Writing to a vector cannot fail.
    let _ = write(&mut out, exercise, nth);
    let mut text = String::from_utf8_lossy(&out).into_owned();
    if let Some(next) = LEVELS.get(nth + 1) {
        text.push_str(&format!("\nFor {next}: press {key} again.\n"));
    }
    text
}

fn write(out: &mut dyn Write, exercise: &Exercise, nth: usize) -> Result<(), CommandError> {
    writeln!(out, "{}, hint {} of 3: {}", exercise.name, nth + 1, LEVELS[nth])?;
    writeln!(out)?;
    writeln!(out, "{}", exercise.hints[nth].trim_end())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, fixture};

    fn written(level: u8) -> String {
        let dir = fixture::three();
        let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
        let mut out = Vec::new();
        hint(&mut out, &catalogue.exercises()[1], level).expect("a vector takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_hint_says_how_many_there_are_and_how_to_see_the_next() {
        assert_eq!(
            written(1),
            "chunks, hint 1 of 3: a question\n\na\n\nFor the place to look: checker hint chunks --level 2\n"
        );
        assert_eq!(written(3), "chunks, hint 3 of 3: the shape\n\nc\n");
        assert_eq!(written(9), written(3));
    }
}
