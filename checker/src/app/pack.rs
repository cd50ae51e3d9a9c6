//! `dev pack`.

use super::{Course, Exit, Usage, from_here};
use crate::cli::Pack;
use crate::dev::pack;
use anyhow::Result;
use std::io::Write;

/// Writes a students' pack, and says what to do with it.
pub fn pack(course: &Course, asked: &Pack, out: &mut dyn Write) -> Result<Exit> {
    course.needs_solutions("dev pack")?;
    let target = from_here(&asked.students)?;
    let packed = pack::pack(&course.catalogue, &target, asked.offline)
        .map_err(|error| Usage(format!("{error:#}")))?;
    let left_out = match packed.hidden {
        0 => String::new(),
        1 => ", 1 hidden check left out".to_string(),
        several => format!(", {several} hidden checks left out"),
    };
    writeln!(
        out,
        "{} exercises in {} files{left_out}: {}",
        packed.exercises,
        packed.files,
        asked.students.display()
    )?;
    writeln!(out, "try it: cd {} && cargo run -p checker -- watch", asked.students.display())?;
    Ok(Exit::Fine)
}
