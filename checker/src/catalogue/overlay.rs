//! A teacher's private folder -> checks and seeds that exercises get besides their own.
//!
//! `DIR/tests/CHAPTER/NAME/` holds `test.rs` (with `oracle.rs`) and `model.rs`, written as those of the course are;
//! `DIR/overlay.toml` says which seeds are tried besides, and how much of each check a student gets to see. It reads and
//! validates, like the rest of the catalogue, and every mistake has a way out. It may not judge, and it knows no student.

use super::CatalogueError;
use super::checks::{Check, parse_model, parse_test};
use super::exercise::{CheckName, Exercise};
use super::info::{quoted, syntax_advice, with_article};
use super::problem::{Problem, Problems, Source};
use super::suggest::did_you_mean;
use crate::event::{Stage, Visibility};
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file that says what an overlay's checks are to students.
pub const SETTINGS: &str = "overlay.toml";

/// What the folder is called in results: where it lies is the business of one machine.
pub const SHOWN_AS: &str = "overlay";

/// Each of them runs every check on real threads once more.
const MOST_SEEDS: usize = 32;

/// What belongs to an exercise of the course, and what nobody would look at in an overlay.
const NOT_THERE: [&str; 5] = ["compile_fail", "compile_pass", "wrong", "right", "start.rs"];

/// Files, by their names relative to the overlay.
type Files = Vec<(String, Vec<u8>)>;

/// What an overlay asks of the answers to one exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Private {
    /// The overlay's folder.
    pub root: PathBuf,
    /// The folder of these checks, relative to that.
    pub folder: PathBuf,
    /// Checks on real threads.
    pub test: Vec<Check>,
    /// Checks on every schedule.
    pub model: Vec<Check>,
    /// With these, too, every check on real threads is run, the course's own as well.
    pub seeds: Vec<u64>,
    /// The files of these checks.
    pub files: Files,
}

impl Private {
    /// Its checks of one stage.
    pub fn checks(&self, stage: Stage) -> &[Check] {
        match stage {
            Stage::Test => &self.test,
            Stage::Model => &self.model,
            Stage::Build | Stage::CompileFail => &[],
        }
    }

    /// Where a file lies that results call `overlay/…`.
    pub fn absolute(&self, shown: &Path) -> Option<PathBuf> {
        Some(self.root.join(shown.strip_prefix(SHOWN_AS).ok()?))
    }

    fn all_checks(&self) -> impl Iterator<Item = CheckName> {
        let named = |stage| {
            let checks = self.checks(stage).iter();
            checks.map(move |check| CheckName { stage, name: check.name.clone() })
        };
        named(Stage::Test).chain(named(Stage::Model))
    }
}

/// An overlay as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// All that is in it, sorted by name.
    pub files: Files,
    /// How many checks it adds.
    pub checks: usize,
}

/// Reads the overlay in `folder` and gives the exercises what it has for them.
pub(super) fn add(folder: &Path, exercises: &mut [Exercise]) -> Result<Overlay, CatalogueError> {
    let root = folder.canonicalize().map_err(unreadable(folder))?;
    if root.to_str().is_none() {
        return Err(CatalogueError::NotUtf8 { root });
    }
    let file = folder.join(SETTINGS);
    let text = match std::fs::read_to_string(root.join(SETTINGS)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        text => Some(text.map_err(unreadable(&file))?),
    };
    if text.is_none() && !root.join("tests").is_dir() {
        return Err(CatalogueError::Overlay {
            what: format!("{} has neither {SETTINGS} nor a folder tests", folder.display()),
            instead: "an overlay is a folder with tests/CHAPTER/NAME/test.rs or model.rs in it"
                .to_string(),
        });
    }
    let mut found = Reader { shown: folder, root: &root }.checks(exercises)?;
    let settings = match &text {
        Some(text) => parse(Source::new(&file, text), &found, exercises)?,
        None => Settings::default(),
    };
    let mut problems = Vec::new();
    for (index, exercise) in exercises.iter_mut().enumerate() {
        let own = settings.exercises.get(&index);
        let seeds = own.and_then(|own| own.seeds.clone()).or_else(|| settings.seeds.clone());
        let tested = exercise.absolute(exercise.test_file()).is_file();
        let private = found.remove(&index);
        let seeds =
            seeds.filter(|_| tested || private.as_ref().is_some_and(|p| !p.test.is_empty()));
        if private.is_none() && seeds.is_none() {
            continue;
        }
        let mut private = private.unwrap_or_else(|| empty(&root, exercise));
        private.seeds = seeds.unwrap_or_default();
        let wishes = own.map(|own| &own.checks);
        let wish = |name: &CheckName| wishes.and_then(|wishes| wishes.get(name));
        for (stage, checks) in
            [(Stage::Test, &mut private.test), (Stage::Model, &mut private.model)]
        {
            for check in checks {
                let name = CheckName { stage, name: check.name.clone() };
                let wish = wish(&name);
                let wanted = wish.and_then(|wish| wish.visibility).or(check.visibility);
                // Whoever says nothing about a private check means that it is private.
                check.visibility =
                    Some(wanted.or(settings.visibility).unwrap_or(Visibility::Hidden));
                let title = wish.and_then(|wish| wish.part.as_ref());
                let part = exercise.parts.iter_mut().find(|part| Some(&part.title) == title);
                if let Some(part) = part {
                    part.checks.push(name);
                } else if !exercise.parts.is_empty() {
                    problems.push(no_part(folder, &private.files, exercise, &name, check.line));
                }
            }
        }
        exercise.private = Some(Arc::new(private));
    }
    Problems::check(problems)?;
    let private = || exercises.iter().filter_map(|exercise| exercise.private.as_deref());
    let mut files: Files = private().flat_map(|private| private.files.iter().cloned()).collect();
    files.extend(text.map(|text| (SETTINGS.to_string(), text.into_bytes())));
    files.sort();
    let checks = private().map(|private| private.test.len() + private.model.len()).sum();
    Ok(Overlay { files, checks })
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> CatalogueError + use<> {
    let path = path.to_path_buf();
    move |source| CatalogueError::Unreadable { path, source }
}

fn empty(root: &Path, exercise: &Exercise) -> Private {
    Private {
        root: root.to_path_buf(),
        folder: exercise.tests_dir(),
        test: Vec::new(),
        model: Vec::new(),
        seeds: Vec::new(),
        files: Vec::new(),
    }
}

/// Points that are shared out among parts leave nothing for a check of no part.
fn no_part(
    folder: &Path,
    files: &Files,
    exercise: &Exercise,
    check: &CheckName,
    line: u32,
) -> Problem {
    let path = exercise.tests_dir().join(format!("{}.rs", check.stage));
    let text = files.iter().find(|(name, _)| Path::new(name) == path);
    let text = text.map(|(_, bytes)| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let titles: Vec<&str> = exercise.parts.iter().map(|part| part.title.as_str()).collect();
    Source::new(&folder.join(&path), &text).problem_in_line(
        line,
        format!("{} shares its points out among parts, and `{check}` belongs to none", exercise.name),
        format!(
            "write `\"{check}\" = {{ part = \"…\" }}` below `[exercises.{}]` in {SETTINGS}; its parts are {}",
            exercise.name,
            quoted(&titles)
        ),
    )
}

/// Finds the checks in an overlay's folder.
struct Reader<'a> {
    /// As it was typed: what messages say.
    shown: &'a Path,
    root: &'a Path,
}

impl Reader<'_> {
    /// What there is for each exercise, by its place in the course.
    fn checks(&self, exercises: &[Exercise]) -> Result<BTreeMap<usize, Private>, CatalogueError> {
        let mut found = BTreeMap::new();
        let tests = Path::new("tests");
        for chapter in self.folders(tests, "tests/CHAPTER/NAME")? {
            for folder in self.folders(&chapter, "tests/CHAPTER/NAME")? {
                let place = exercises.iter().position(|exercise| exercise.tests_dir() == folder);
                let Some(place) = place else { return Err(self.unknown(&folder, exercises)) };
                found.insert(place, self.exercise(&folder, &exercises[place])?);
            }
        }
        Ok(found)
    }

    fn unknown(&self, folder: &Path, exercises: &[Exercise]) -> CatalogueError {
        let asked = folder.strip_prefix("tests").unwrap_or(folder).display().to_string();
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        // The right name in another chapter is the likeliest slip.
        let same = exercises.iter().find(|exercise| exercise.name == name);
        let instead = match same {
            Some(exercise) => Some(format!("did you mean `{}`?", exercise.full_name())),
            None => {
                let known: Vec<String> = exercises.iter().map(Exercise::full_name).collect();
                did_you_mean(&asked, known.iter().map(String::as_str))
            }
        };
        CatalogueError::Overlay {
            what: format!("{}: there is no exercise `{asked}`", self.shown.join(folder).display()),
            instead: instead.unwrap_or_else(|| "`checker list` shows all there are".to_string()),
        }
    }

    /// The folders in a folder; files of Rust must not lie beside them, where nobody looks.
    fn folders(&self, folder: &Path, place: &str) -> Result<Vec<PathBuf>, CatalogueError> {
        let mut folders = Vec::new();
        for (path, is_folder) in self.entries(folder)? {
            if is_folder {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                return Err(CatalogueError::Overlay {
                    what: format!("{} would never be looked at", self.shown.join(path).display()),
                    instead: format!("checks of an exercise lie in {place}"),
                });
            }
        }
        Ok(folders)
    }

    /// What lies in a folder, sorted, and whether it is a folder. Hidden files are an editor's.
    fn entries(&self, folder: &Path) -> Result<Vec<(PathBuf, bool)>, CatalogueError> {
        let unreadable = || unreadable(&self.shown.join(folder));
        let entries = match self.root.join(folder).read_dir() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(unreadable())?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(unreadable())?;
            let name = entry.file_name();
            if !name.to_string_lossy().starts_with('.') {
                found.push((folder.join(name), entry.path().is_dir()));
            }
        }
        found.sort();
        Ok(found)
    }

    fn exercise(&self, folder: &Path, exercise: &Exercise) -> Result<Private, CatalogueError> {
        for name in NOT_THERE {
            let path = folder.join(name);
            if self.root.join(&path).exists() {
                return Err(CatalogueError::Overlay {
                    what: format!("{} would never be looked at", self.shown.join(path).display()),
                    instead: "an overlay adds checks in test.rs (with oracle.rs) and model.rs"
                        .to_string(),
                });
            }
        }
        let mut files = Vec::new();
        let mut left = vec![folder.to_path_buf()];
        while let Some(folder) = left.pop() {
            for (path, is_folder) in self.entries(&folder)? {
                if is_folder {
                    left.push(path);
                    continue;
                }
                let shown = self.shown.join(&path);
                let text = std::fs::read(self.root.join(&path)).map_err(unreadable(&shown))?;
                files.push((path.display().to_string(), text));
            }
        }
        files.sort();
        let text = |name: &str| -> Result<Option<(PathBuf, &str)>, CatalogueError> {
            let path = folder.join(name);
            let Some((_, bytes)) = files.iter().find(|(name, _)| Path::new(name) == path) else {
                return Ok(None);
            };
            let shown = self.shown.join(path);
            let text = str::from_utf8(bytes)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error));
            Ok(Some((shown.clone(), text.map_err(unreadable(&shown))?)))
        };
        let (test, oracle, model) = (text("test.rs")?, text("oracle.rs")?, text("model.rs")?);
        if test.is_none() && (model.is_none() || oracle.is_some()) {
            return Err(CatalogueError::Overlay {
                what: format!("{} has no check", self.shown.join(folder).display()),
                instead: match oracle {
                    Some(_) => "an oracle.rs belongs to a test.rs: write it, too".to_string(),
                    None => "write a test.rs or a model.rs there".to_string(),
                },
            });
        }
        fn source<'t>((path, text): &'t (PathBuf, &'t str)) -> Source<'t> {
            Source::new(path, text)
        }
        let (mut private, mut problems) = (empty(self.root, exercise), Vec::new());
        if let Some(test) = &test {
            private.test = parse_test(source(test), oracle.as_ref().map(source))?;
            problems.extend(clashes(source(test), &private.test, Stage::Test, exercise)?);
        }
        if let Some(model) = &model {
            private.model = parse_model(source(model))?;
            problems.extend(clashes(source(model), &private.model, Stage::Model, exercise)?);
        }
        Problems::check(problems)?;
        private.files = files;
        Ok(private)
    }
}

/// Private checks that are called like one of the course's, or that no point could depend on.
fn clashes(
    source: Source<'_>,
    checks: &[Check],
    stage: Stage,
    exercise: &Exercise,
) -> Result<Vec<Problem>, CatalogueError> {
    let file = match stage {
        Stage::Test => exercise.test_file(),
        _ => exercise.model_file(),
    };
    let own = match (exercise.absolute(&file).is_file(), stage) {
        (false, _) => Vec::new(),
        (true, Stage::Test) => exercise.test_checks()?,
        (true, _) => exercise.model_checks()?,
    };
    let mut problems = Vec::new();
    for check in checks {
        if own.iter().any(|other| other.name == check.name) {
            problems.push(source.problem_in_line(
                check.line,
                format!("{} has a check `{stage}/{}` already", exercise.name, check.name),
                "give it another name: results are kept by name",
            ));
        }
    }
    let shares = exercise.stage_points.as_ref();
    if let (Some(shares), Some(check)) = (shares, checks.first())
        && !shares.iter().any(|(other, _)| *other == stage)
    {
        problems.push(source.problem_in_line(
            check.line,
            format!(
                "{} gives no points for `{stage}`, and so this check earns nobody any",
                exercise.name
            ),
            "ask it in a stage that `stage_points` in info.toml names",
        ));
    }
    Ok(problems)
}

/// What `overlay.toml` says.
#[derive(Debug, Default)]
struct Settings {
    seeds: Option<Vec<u64>>,
    visibility: Option<Visibility>,
    /// By the exercise's place in the course.
    exercises: BTreeMap<usize, OfExercise>,
}

#[derive(Debug, Default)]
struct OfExercise {
    seeds: Option<Vec<u64>>,
    checks: BTreeMap<CheckName, Wish>,
}

#[derive(Debug, Default)]
struct Wish {
    visibility: Option<Visibility>,
    part: Option<String>,
}

type Value<'t> = Spanned<DeValue<'t>>;

/// Reads `overlay.toml`; every mistake at once.
fn parse(
    source: Source<'_>,
    found: &BTreeMap<usize, Private>,
    exercises: &[Exercise],
) -> Result<Settings, Problems> {
    let text = source.text();
    let (document, errors) = DeTable::parse_recoverable(text);
    let syntax = errors.iter().map(|error| {
        let end = text.len()..text.len();
        source.problem(error.span().unwrap_or(end), error.message(), syntax_advice(error))
    });
    Problems::check(syntax.collect())?;
    let mut parser = Parser { source, found, exercises, problems: Vec::new() };
    let settings = parser.document(document.get_ref());
    Problems::check(parser.problems)?;
    Ok(settings)
}

struct Parser<'a> {
    source: Source<'a>,
    found: &'a BTreeMap<usize, Private>,
    exercises: &'a [Exercise],
    problems: Vec<Problem>,
}

impl Parser<'_> {
    fn complain(&mut self, at: Range<usize>, what: impl Into<String>, instead: impl Into<String>) {
        self.problems.push(self.source.problem(at, what, instead));
    }

    fn wrong_type(&mut self, value: &Value<'_>, expected: &str) {
        let what = format!("this is {}", with_article(value.get_ref().type_str()));
        self.complain(value.span(), what, format!("write {expected}"));
    }

    fn unknown(&mut self, at: Range<usize>, what: String, name: &str, known: &[&str]) {
        let advice = did_you_mean(name, known.iter().copied());
        let advice = advice.unwrap_or_else(|| match known {
            [] => "delete it".to_string(),
            known => format!("there are {}", quoted(known)),
        });
        self.complain(at, what, advice);
    }

    fn document(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in table.iter() {
            match key.get_ref().as_ref() {
                "seeds" => settings.seeds = self.seeds(value),
                "visibility" => settings.visibility = self.visibility(value),
                "exercises" => match value.get_ref().as_table() {
                    Some(table) => settings.exercises = self.of_exercises(table),
                    None => self.wrong_type(value, "a table for each exercise: `[exercises.NAME]`"),
                },
                name => {
                    let known = ["seeds", "visibility", "exercises"];
                    self.unknown(key.span(), format!("unknown key `{name}`"), name, &known);
                }
            }
        }
        settings
    }

    fn of_exercises(&mut self, table: &DeTable<'_>) -> BTreeMap<usize, OfExercise> {
        let mut all = BTreeMap::new();
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            let place = self.exercises.iter().position(|exercise| exercise.name == name);
            match (place, value.get_ref().as_table()) {
                (Some(place), Some(table)) => {
                    let own = self.exercise(place, table);
                    all.insert(place, own);
                }
                (None, _) => {
                    let known = self.exercises.iter().map(|exercise| exercise.name.as_str());
                    let advice = did_you_mean(name, known);
                    self.complain(
                        key.span(),
                        format!("there is no exercise `{name}`"),
                        advice.unwrap_or_else(|| "`checker list` shows all there are".to_string()),
                    );
                }
                (_, None) => self.wrong_type(value, "a table: `[exercises.NAME]`"),
            }
        }
        all
    }

    fn exercise(&mut self, place: usize, table: &DeTable<'_>) -> OfExercise {
        let mut own = OfExercise::default();
        let there: Vec<CheckName> =
            self.found.get(&place).into_iter().flat_map(Private::all_checks).collect();
        let exercise = &self.exercises[place];
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            if name == "seeds" {
                let tested = exercise.absolute(exercise.test_file()).is_file();
                if !tested && !there.iter().any(|check| check.stage == Stage::Test) {
                    self.complain(
                        key.span(),
                        format!(
                            "{} has no checks on real threads, and only those take a seed",
                            exercise.name
                        ),
                        "delete this line",
                    );
                }
                own.seeds = self.seeds(value);
                continue;
            }
            match there.iter().find(|check| check.to_string() == name) {
                Some(check) => {
                    let wish = self.wish(value, exercise);
                    own.checks.insert(check.clone(), wish);
                }
                None => {
                    let known: Vec<String> = there.iter().map(CheckName::to_string).collect();
                    let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
                    known.push("seeds");
                    let what = format!("the overlay has no check `{name}` for {}", exercise.name);
                    self.unknown(key.span(), what, name, &known);
                }
            }
        }
        own
    }

    /// A visibility, or a table with one and the title of a part.
    fn wish(&mut self, value: &Value<'_>, exercise: &Exercise) -> Wish {
        if value.get_ref().as_str().is_some() {
            return Wish { visibility: self.visibility(value), part: None };
        }
        let mut wish = Wish::default();
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "`{ visibility = \"name only\" }`, or the visibility alone");
            return wish;
        };
        for (key, value) in table.iter() {
            match key.get_ref().as_ref() {
                "visibility" => wish.visibility = self.visibility(value),
                "part" => wish.part = self.part(value, exercise),
                name => {
                    let what = format!("unknown key `{name}`");
                    self.unknown(key.span(), what, name, &["visibility", "part"]);
                }
            }
        }
        wish
    }

    fn part(&mut self, value: &Value<'_>, exercise: &Exercise) -> Option<String> {
        let Some(title) = value.get_ref().as_str() else {
            self.wrong_type(value, "the title of a part, in double quotes");
            return None;
        };
        let titles: Vec<&str> = exercise.parts.iter().map(|part| part.title.as_str()).collect();
        if titles.contains(&title) {
            return Some(title.to_string());
        }
        let what = match titles[..] {
            [] => format!("{} has no parts: the check counts for its stage", exercise.name),
            _ => format!("{} has no part of that title", exercise.name),
        };
        self.unknown(value.span(), what, title, &titles);
        None
    }

    fn visibility(&mut self, value: &Value<'_>) -> Option<Visibility> {
        let names = Visibility::ALL.map(Visibility::name);
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type(value, &format!("one of {}", quoted(&names)));
            return None;
        };
        let found = Visibility::from_name(name);
        if found.is_none() {
            self.complain(
                value.span(),
                format!("`{name}` is no visibility"),
                format!("write one of {}", quoted(&names)),
            );
        }
        found
    }

    fn seeds(&mut self, value: &Value<'_>) -> Option<Vec<u64>> {
        let expected = "a list of numbers from 0, such as `[7, 4711]`";
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, expected);
            return None;
        };
        let mut seeds = Vec::new();
        for seed in list.iter() {
            let number = seed.get_ref().as_integer().and_then(|number| {
                let digits = number.as_str().replace('_', "");
                u64::from_str_radix(&digits, number.radix()).ok()
            });
            match number {
                None => self.complain(seed.span(), "this is no seed", format!("write {expected}")),
                Some(number) if seeds.contains(&number) => {
                    self.complain(seed.span(), "this seed is there twice", "delete one of the two");
                }
                Some(number) => seeds.push(number),
            }
        }
        if list.len() > MOST_SEEDS {
            self.complain(
                value.span(),
                format!("these are {} seeds, and each runs every check once more", list.len()),
                format!("keep {MOST_SEEDS} at most"),
            );
        }
        Some(seeds)
    }
}

#[cfg(test)]
#[path = "overlay_tests.rs"]
mod tests;
