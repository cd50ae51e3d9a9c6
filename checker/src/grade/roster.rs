//! Who is in the class: a CSV file with a column `student`, and whatever else reports want to know.
//!
//! It may not judge: who is not on it is graded all the same, and who handed nothing in is on it all the same.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::Path;

/// One line of a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Student {
    /// The name that submissions carry.
    pub student: String,
    /// Every other column that has something in it, by its name in lower case: `name`, `email`, `due`, `excused` …
    pub columns: BTreeMap<String, String>,
}

/// A class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// Its students, in the order of the file.
    pub students: Vec<Student>,
}

impl Roster {
    /// Reads a roster.
    ///
    /// # Errors
    /// When it cannot be read, has no column `student`, or names somebody twice; the message names the line.
    pub fn read(path: &Path) -> Result<Roster> {
        let text =
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Roster::parse(&text).with_context(|| format!("{} is no roster", path.display()))
    }

    fn parse(text: &[u8]) -> Result<Roster> {
        // Spreadsheets put a mark in front.
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        let delimiter = match text.split(|byte| *byte == b'\n').next() {
            Some(first) if first.contains(&b';') && !first.contains(&b',') => b';',
            _ => b',',
        };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(delimiter)
            .from_reader(text);
        let headers: Vec<String> =
            reader.headers()?.iter().map(|name| name.to_lowercase()).collect();
        let Some(at) = headers.iter().position(|name| name == "student") else {
            bail!("line 1 has no column `student`; its columns are: {}", headers.join(", "));
        };
        let mut students: Vec<Student> = Vec::new();
        for row in reader.records() {
            let row = row?;
            let line = row.position().map_or(0, csv::Position::line);
            let student = row.get(at).unwrap_or_default().to_string();
            if student.is_empty() {
                bail!("line {line} names no student");
            }
            if students.iter().any(|other| other.student == student) {
                bail!("line {line} names {student} a second time");
            }
            let columns = headers.iter().zip(&row).enumerate();
            let columns = columns
                .filter(|(column, (_, value))| *column != at && !value.is_empty())
                .map(|(_, (name, value))| (name.clone(), value.to_string()));
            students.push(Student { student, columns: columns.collect() });
        }
        Ok(Roster { students })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_roster_has_students_and_whatever_else_is_known_of_them() {
        let text = "\u{feff}Name,Student,Due\n\"Lovelace, Ada\",ada,2026-12-01\nBob,bob,\n";
        let roster = Roster::parse(text.as_bytes()).expect("a roster");
        let names: Vec<_> = roster.students.iter().map(|s| s.student.as_str()).collect();
        assert_eq!(names, ["ada", "bob"]);
        assert_eq!(roster.students[0].columns["name"], "Lovelace, Ada");
        assert_eq!(roster.students[1].columns.get("due"), None);
        assert_eq!(Roster::parse(b"student;due\nada;now\n").expect("a roster").students.len(), 1);
    }

    #[test]
    fn mistakes_name_their_line() {
        for (text, says) in [
            ("name\nada\n", "line 1 has no column `student`"),
            ("student\nada\nbob\nada\n", "line 4 names ada a second time"),
            ("student,due\nada,1\n,2\n", "line 3 names no student"),
        ] {
            let error = Roster::parse(text.as_bytes()).expect_err(text);
            assert!(error.to_string().contains(says), "{error}");
        }
    }
}
