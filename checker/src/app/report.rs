//! `report`: the results of a run as files, and what is different from another run.

use super::check::Disk;
use super::{Course, Exit, Usage};
use crate::cli::Report as Asked;
use crate::event::Schedule;
use crate::explain::Source;
use crate::grade::book::{Additions, Book, Item, Person, Row, late::Policy, overrides};
use crate::grade::record::Record;
use crate::grade::reports::{self, Archive, File, changes, classroom50, likeness};
use crate::grade::roster::Roster;
use crate::grade::run::{ANSWERS, RESULTS, SCHEDULES, write_whole};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where decisions lie if nobody says otherwise: grading leaves it alone.
const OVERRIDES: &str = "overrides.toml";
/// The secret that pseudonyms are made with: kept, so that the same student has the same one next time.
const SECRET: &str = "pseudonyms.secret";

/// Writes the reports, and says where.
pub fn report(course: &Course, asked: &Asked, out: &mut dyn Write) -> Result<Exit> {
    let records = read_records(&asked.results)?;
    let additions = additions(asked)?;
    let items: Vec<Item> = course.catalogue.exercises().iter().map(item).collect();
    let book = Book::new(&items, records.clone(), &additions).map_err(Usage)?;
    let beside = Beside { folder: &asked.results, course };
    let clusters = likeness::clusters(&book, &beside);
    let mut files = reports::all(&book, &beside, &clusters);
    if let Some(before) = &asked.against {
        let text = changes::text(&read_records(before)?, &records);
        write!(out, "{text}")?;
        files.push(File { path: "changes.md".into(), text });
    }
    if let [row] = &book.rows[..] {
        match classroom(row, &|name| std::env::var(name).ok()) {
            Ok(None) => {}
            Ok(Some(run)) => {
                files.push(File { path: "result.json".into(), text: classroom50::json(row, &run) });
            }
            Err(why) => writeln!(std::io::stderr(), "note: no result.json: {why}")?,
        }
    }
    let count = files.len();
    write_all(&asked.results, &files)?;
    let page = asked.results.join("report.html");
    writeln!(out, "{count} files; begin with {}", page.display())?;
    Ok(Exit::Fine)
}

fn item(exercise: &crate::catalogue::Exercise) -> Item {
    Item { name: exercise.name.clone(), chapter: exercise.dir.clone(), points: exercise.points }
}

/// The lines of `results.jsonl`.
fn read_records(folder: &Path) -> Result<Vec<Record>> {
    let path = folder.join(RESULTS);
    let text = fs::read_to_string(&path).map_err(|error| {
        Usage(format!("cannot read {} ({error}): grade into this folder first", path.display()))
    })?;
    let read = |(line, text): (usize, &str)| {
        serde_json::from_str(text)
            .map_err(|error| Usage(format!("{}:{}: {error}", path.display(), line + 1)).into())
    };
    text.lines().enumerate().map(read).collect()
}

fn additions(asked: &Asked) -> Result<Additions> {
    let text = |path: &Path| {
        fs::read_to_string(path)
            .map_err(|error| Usage(format!("cannot read {}: {error}", path.display())))
    };
    let in_file = |path: &Path, error: String| Usage(format!("{}: {error}", path.display()));
    let people = match &asked.roster {
        None => Vec::new(),
        Some(path) => Roster::read(path)
            .map_err(|error| Usage(format!("{error:#}")))?
            .students
            .into_iter()
            .map(|student| Person { student: student.student, columns: student.columns })
            .collect(),
    };
    let policy = match &asked.policy {
        None => Policy::default(),
        Some(path) => Policy::parse(&text(path)?).map_err(|error| in_file(path, error))?,
    };
    let own = asked.results.join(OVERRIDES);
    let overrides = match &asked.overrides {
        Some(path) => overrides::parse(&text(path)?).map_err(|error| in_file(path, error))?,
        None if own.is_file() => {
            overrides::parse(&text(&own)?).map_err(|error| in_file(&own, error))?
        }
        None => Vec::new(),
    };
    let pseudonyms = match asked.pseudonyms {
        true => Some(secret(&asked.results)?),
        false => None,
    };
    Ok(Additions { people, policy, overrides, pseudonyms })
}

fn secret(folder: &Path) -> Result<String> {
    let path = folder.join(SECRET);
    if let Ok(known) = fs::read_to_string(&path)
        && !known.trim().is_empty()
    {
        return Ok(known.trim().to_string());
    }
    let mut bytes = [0; 16];
    let random = "the system gives no random bytes";
    fs::File::open("/dev/urandom")
        .and_then(|mut file| std::io::Read::read_exact(&mut file, &mut bytes))
        .context(random)?;
    let secret: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(&path, &secret).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(secret)
}

/// What Classroom 50 sets where it grades; none elsewhere. What its schema wants and nobody says is an error: half a result
/// would be refused there, and nobody would know why.
fn classroom(
    row: &Row,
    get: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<classroom50::Run>, String> {
    let variable = |name: &str| get(name).filter(|value| !value.is_empty());
    let Some(submission) = variable("SUBMISSION_TAG").filter(|tag| tag.starts_with("submit/"))
    else {
        return Ok(None);
    };
    let needed = |name: &str| variable(name).ok_or_else(|| format!("{name} is not set"));
    Ok(Some(classroom50::Run {
        classroom: needed("CLASSROOM")?,
        assignment: needed("ASSIGNMENT")?,
        // The runner there writes who it really is over this.
        owner: variable("OWNER").unwrap_or_else(|| row.person.student.clone()),
        submission,
        commit: needed("COMMIT_URL")?,
        release: needed("RELEASE_URL")?,
        review: needed("REVIEW_URL")?,
        datetime: humantime::format_rfc3339_seconds(std::time::SystemTime::now()).to_string(),
    }))
}

/// Each file is there as a whole or as it was before. A page that no longer belongs to anybody is taken away.
fn write_all(folder: &Path, files: &[File]) -> Result<()> {
    for kind in [reports::FEEDBACK, reports::TEACHER, "gradescope", "exercism"] {
        // These are ours alone, one entry for each student: after a change of names the old ones would stay.
        let old = folder.join(kind);
        let wanted: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
        for entry in fs::read_dir(&old).into_iter().flatten().flatten() {
            let path = entry.path();
            if wanted.iter().any(|file| file.starts_with(&path)) {
                continue;
            }
            let gone =
                if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            gone.with_context(|| format!("cannot take {} away", path.display()))?;
        }
    }
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        // What is as it should be is left alone.
        if fs::read(&path).is_ok_and(|old| old == file.text.as_bytes()) {
            continue;
        }
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot create {}", parent.display()))?;
        write_whole(&path, &[file.text.as_bytes()])?;
    }
    Ok(())
}

struct Beside<'a> {
    folder: &'a Path,
    course: &'a Course,
}

impl Archive for Beside<'_> {
    fn schedule(&self, hash: &str) -> Option<Schedule> {
        let text =
            fs::read(self.folder.join(SCHEDULES).join(format!("{}.json", name(hash)?))).ok()?;
        serde_json::from_slice(&text).ok()
    }

    fn answer(&self, hash: &str) -> Option<String> {
        let bytes = fs::read(self.folder.join(ANSWERS).join(format!("{}.rs", name(hash)?))).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn course(&self, file: &str) -> Option<String> {
        // Only what lies in the workspace, whatever a record says.
        let inside = Path::new(file)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)));
        let disk = Disk(self.course.root.clone());
        inside.then(|| disk.text(file).map(|text| text.into_owned())).flatten()
    }
}

impl likeness::Texts for Beside<'_> {
    fn answer(&self, hash: &str) -> Option<String> {
        Archive::answer(self, hash)
    }

    fn given(&self, exercise: &str) -> Vec<String> {
        let Ok(exercise) = self.course.catalogue.find(exercise) else { return Vec::new() };
        [exercise.start(), exercise.solution()]
            .iter()
            .filter_map(|path| fs::read_to_string(exercise.absolute(path)).ok())
            .collect()
    }
}

/// A hash is a file's name, and nothing else is.
fn name(hash: &str) -> Option<&str> {
    hash.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(hash)
}
