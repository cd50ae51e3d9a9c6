//! The grade book: records, and what a teacher adds to them when reporting.
//!
//! Pure, and it never judges anything anew: lateness, excuses, groups and a teacher's own decisions change what a record
//! *counts*, never the record. So a new policy or a new override is a new report, not a new run.

pub mod late;
pub mod names;
pub mod overrides;
pub mod points;

use super::record::Record;
use late::{Lateness, Policy};
use overrides::Override;
use points::Points;
use std::collections::{BTreeMap, BTreeSet};

/// What reports need to know of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// Its chapter.
    pub chapter: String,
    /// What it is worth.
    pub points: u32,
}

/// A student, as the roster and the records know them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name that submissions carry.
    pub student: String,
    /// What the roster says besides, by column name in lower case.
    pub columns: BTreeMap<String, String>,
}

impl Person {
    /// A column of the roster, where it says something.
    pub fn column(&self, name: &str) -> Option<&str> {
        self.columns.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Written `yes`, `true`, `x` or `1`.
    fn is_marked(&self, name: &str) -> bool {
        self.column(name)
            .is_some_and(|value| ["yes", "true", "x", "1"].contains(&value.to_lowercase().as_str()))
    }
}

/// What a cell counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// So many points.
    Points(Points),
    /// Somebody has to look; so many points are certain.
    Review(Points),
    /// It does not count at all.
    Excused,
}

/// One student's one exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What was judged.
    pub record: Record,
    /// What it counts.
    pub counts: Counts,
    /// Why it counts something else than the record says, a sentence each.
    pub notes: Vec<String>,
}

/// One student's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Who it is.
    pub person: Person,
    /// What reports call them: their name, or a pseudonym.
    pub shown: String,
    /// That is a pseudonym: nothing else may tell who it is.
    pub hidden: bool,
    /// How late the submission was.
    pub late: Lateness,
    /// In the order of [`Book::items`].
    pub cells: Vec<Cell>,
}

/// A sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// Points that are certain.
    pub points: Points,
    /// What the exercises that count are worth.
    pub most: Points,
    /// Exercises that somebody has to look at.
    pub open: usize,
}

impl Row {
    /// Takes away what tells who it is, as far as it is ours to know: what an answer itself says stays.
    fn hide(&mut self) {
        for cell in &mut self.cells {
            cell.record.student.clone_from(&self.shown);
            if cell.record.not_taken.is_some() {
                cell.record.not_taken = Some("it is no plain file of that name".to_string());
            }
        }
    }

    /// What the line adds up to.
    pub fn total(&self) -> Total {
        let mut total = Total { points: Points::ZERO, most: Points::ZERO, open: 0 };
        for cell in &self.cells {
            let most = Points::whole(cell.record.max_points);
            match cell.counts {
                Counts::Excused => {}
                Counts::Points(points) => {
                    total.points += points;
                    total.most += most;
                }
                Counts::Review(certain) => {
                    total.points += certain;
                    total.most += most;
                    total.open += 1;
                }
            }
        }
        total
    }
}

/// The class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// The exercises, in the order of the course.
    pub items: Vec<Item>,
    /// The students: first those of the roster, in its order, then the others by name.
    pub rows: Vec<Row>,
}

/// What a teacher adds.
#[derive(Debug, Clone, Default)]
pub struct Additions {
    /// The roster's students, in its order.
    pub people: Vec<Person>,
    /// What lateness costs.
    pub policy: Policy,
    /// Decisions of a person.
    pub overrides: Vec<Override>,
    /// Call students by pseudonyms made with this secret.
    pub pseudonyms: Option<String>,
}

impl Book {
    /// Puts the records of one run into lines and columns. Exercises without any record are left out: the run was not
    /// about them.
    ///
    /// # Errors
    /// In words, when a time of the roster cannot be read, or an override names nobody or too many points.
    pub fn new(
        items: &[Item],
        records: Vec<Record>,
        additions: &Additions,
    ) -> Result<Book, String> {
        let graded: BTreeSet<String> =
            records.iter().map(|record| record.exercise.clone()).collect();
        let items: Vec<Item> =
            items.iter().filter(|item| graded.contains(&item.name)).cloned().collect();
        if let Some(unknown) = graded.iter().find(|name| !items.iter().any(|i| i.name == **name)) {
            return Err(format!(
                "the results are about `{unknown}`, which this course does not have"
            ));
        }
        let mut by_student: BTreeMap<String, BTreeMap<String, Record>> = BTreeMap::new();
        for record in records {
            by_student
                .entry(record.student.clone())
                .or_default()
                .insert(record.exercise.clone(), record);
        }
        let people = people(additions, &by_student);
        overrides::known(&additions.overrides, &people, &items)?;
        let shared = shared(&people, &by_student);
        let mut rows = Vec::new();
        for person in &people {
            let late = additions.policy.lateness(person)?;
            let own = by_student.get(&person.student);
            let cells = items
                .iter()
                .filter_map(|item| {
                    let own = own.and_then(|records| records.get(&item.name));
                    let group = person.column("group").unwrap_or_default();
                    let shared = shared.get(&(group, item.name.as_str())).copied();
                    Some(cell(own?, shared, person, &late, additions))
                })
                .collect::<Vec<Cell>>();
            if cells.len() != items.len() {
                let student = &person.student;
                return Err(format!(
                    "the results say nothing about some exercises of {student}: grade them again with this roster"
                ));
            }
            let shown = match &additions.pseudonyms {
                Some(secret) => names::pseudonym(secret, &person.student),
                None => person.column("name").unwrap_or(&person.student).to_string(),
            };
            let hidden = additions.pseudonyms.is_some();
            let mut row = Row { person: person.clone(), shown, hidden, late, cells };
            if hidden {
                row.hide();
            }
            rows.push(row);
        }
        if additions.pseudonyms.is_some() {
            // The order of the roster would tell who is who.
            rows.sort_by(|a, b| a.shown.cmp(&b.shown));
        }
        Ok(Book { items, rows })
    }
}

fn people(
    additions: &Additions,
    by_student: &BTreeMap<String, BTreeMap<String, Record>>,
) -> Vec<Person> {
    let mut people = additions.people.clone();
    let known: BTreeSet<String> = people.iter().map(|person| person.student.clone()).collect();
    let others = by_student.keys().filter(|student| !known.contains(*student));
    people.extend(
        others.map(|student| Person { student: student.clone(), columns: BTreeMap::new() }),
    );
    people
}

/// The best record of each group for each exercise, among those who handed something in.
fn shared<'r>(
    people: &'r [Person],
    by_student: &'r BTreeMap<String, BTreeMap<String, Record>>,
) -> BTreeMap<(&'r str, &'r str), &'r Record> {
    let mut best: BTreeMap<(&str, &str), &Record> = BTreeMap::new();
    for person in people {
        let Some(group) = person.column("group") else { continue };
        let records = by_student.get(&person.student).into_iter().flat_map(BTreeMap::values);
        for record in records.filter(|record| !record.missing) {
            let best = best.entry((group, record.exercise.as_str())).or_insert(record);
            if record.at_least > best.at_least {
                *best = record;
            }
        }
    }
    best
}

fn cell(
    own: &Record,
    shared: Option<&Record>,
    person: &Person,
    late: &Lateness,
    additions: &Additions,
) -> Cell {
    let mut notes = Vec::new();
    let mut record = own.clone();
    if own.missing
        && let Some(of_group) = shared
    {
        notes.push("handed in by another member of the group".to_string());
        record = Record { student: own.student.clone(), ..of_group.clone() };
    }
    let certain = Points::whole(record.at_least);
    let mut counts = match record.points {
        Some(points) => Counts::Points(Points::whole(points)),
        None => Counts::Review(certain),
    };
    if late.percent > 0 {
        let less = |points: Points| points.less_percent(late.percent);
        counts = match counts {
            Counts::Points(points) => Counts::Points(less(points)),
            Counts::Review(points) => Counts::Review(less(points)),
            Counts::Excused => Counts::Excused,
        };
        notes.push(late.sentence());
    }
    if person.is_marked("excused") {
        counts = Counts::Excused;
        notes.push("excused".to_string());
    }
    // A person's word is the last one.
    let decided = additions
        .overrides
        .iter()
        .rfind(|decided| decided.is_about(&person.student, &record.exercise));
    if let Some(decided) = decided {
        counts = decided.counts();
        notes.push(decided.sentence());
    }
    Cell { record, counts, notes }
}

#[cfg(test)]
mod tests;
