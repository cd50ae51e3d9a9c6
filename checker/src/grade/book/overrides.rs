//! A teacher's own decisions: who decided what about whom, and why.
//!
//! They live in a file of their own and are read when reporting, so that grading again leaves them as they are.

use super::points::Points;
use super::{Counts, Item, Person};
use serde::Deserialize;
use toml::Spanned;

/// One decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// About whom.
    pub student: String,
    /// About which exercise.
    pub exercise: String,
    /// What it counts; excused without.
    pub points: Option<Points>,
    /// Who decided.
    pub who: String,
    /// And why.
    pub why: String,
    /// Where it stands in the file, from 1.
    pub line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    r#override: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    student: String,
    exercise: String,
    points: Option<f64>,
    #[serde(default)]
    excused: bool,
    who: String,
    why: String,
}

/// Reads decisions.
///
/// # Errors
/// In words, with the line.
pub fn parse(text: &str) -> Result<Vec<Override>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let read = |entry: Spanned<Entry>| {
        let line = text[..entry.span().start].matches('\n').count() + 1;
        let entry = entry.into_inner();
        let points = match (entry.points, entry.excused) {
            (Some(number), false) => Some(Points::from_number(number).ok_or_else(|| {
                format!("line {line}: {number} is no number of points with at most two decimals")
            })?),
            (None, true) => None,
            _ => return Err(format!("line {line}: say either `points = …` or `excused = true`")),
        };
        if entry.who.trim().is_empty() || entry.why.trim().is_empty() {
            return Err(format!("line {line}: a decision needs a `who` and a `why`"));
        }
        let Entry { student, exercise, who, why, .. } = entry;
        Ok(Override { student, exercise, points, who, why, line })
    };
    file.r#override.into_iter().map(read).collect()
}

/// Whether everybody and everything that is named is there.
///
/// # Errors
/// In words, with the line.
pub(super) fn known(
    overrides: &[Override],
    people: &[Person],
    items: &[Item],
) -> Result<(), String> {
    for decided in overrides {
        let Override { student, exercise, line, .. } = decided;
        if !people.iter().any(|person| person.student == *student) {
            return Err(format!("overrides, line {line}: nobody is called `{student}`"));
        }
        let Some(item) = items.iter().find(|item| item.name == *exercise) else {
            return Err(format!("overrides, line {line}: `{exercise}` was not graded"));
        };
        if decided.points.is_some_and(|points| points > Points::whole(item.points)) {
            return Err(format!(
                "overrides, line {line}: `{exercise}` is worth {} points, not more",
                item.points
            ));
        }
    }
    Ok(())
}

impl Override {
    /// Whether it is about this student's exercise.
    pub fn is_about(&self, student: &str, exercise: &str) -> bool {
        self.student == student && self.exercise == exercise
    }

    /// What it counts now.
    pub fn counts(&self) -> Counts {
        self.points.map_or(Counts::Excused, Counts::Points)
    }

    /// For the student.
    pub fn sentence(&self) -> String {
        let what =
            self.points.map_or("excused".to_string(), |points| format!("set to {points} points"));
        format!("{what} by {}: {}", self.who, self.why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_has_somebody_who_made_it_and_a_reason() {
        let text = "[[override]]\nstudent = \"ada\"\nexercise = \"chunks\"\npoints = 7.5\nwho = \"Lin\"\nwhy = \"shown in class\"\n";
        let decided = parse(text).expect("a decision");
        assert_eq!(decided[0].sentence(), "set to 7.5 points by Lin: shown in class");
        let without = text.replace("who = \"Lin\"", "who = \" \"");
        assert!(parse(&without).expect_err("nobody").contains("line 1"));
        let both = text.replace("who", "excused = true\nwho");
        assert!(parse(&both).expect_err("both").contains("either"));
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let text = "\n\n[[override]]\nstudent = \"ada\"\nexercise = \"chunks\"\nexcused = true\nwho = \"Lin\"\nwhy = \"ill\"\n";
        let decided = parse(text).expect("a decision");
        assert_eq!(decided[0].line, 3);
        let people = [Person { student: "bob".into(), ..Person::default() }];
        let items = [Item { name: "chunks".into(), chapter: "02_scope".into(), points: 5 }];
        let error = known(&decided, &people, &items).expect_err("not here");
        assert_eq!(error, "overrides, line 3: nobody is called `ada`");
    }
}
