//! Judges a class: every answer once, whoever handed it in, by the same runner as everything else.
//!
//! It may not take a submission apart (`intake` does) or say what a result is worth (`score` does). What it writes: the
//! journal while it works, the schedules that results name, and, once all is judged, the results, sorted and in one step.

use super::intake::{Found, Intake};
use super::journal::Journal;
use super::record::{Judged, Record, Terms};
use super::shard::{FORMAT, Header, Shard};
use crate::catalogue::overlay::Private;
use crate::catalogue::{Exercise, SampleKind};
use crate::event::{Report, Stage, Verdict};
use crate::plan::{Answer, Plan, Prepared};
use crate::process::{Cancel, Level};
use crate::runner::{Runner, in_parallel};
use crate::store::Key;
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use thiserror::Error;

/// What is to be graded, and where the results go.
pub struct Class<'a> {
    /// Judges each answer; it must not trust them.
    pub runner: &'a Runner,
    /// The exercises, in the order of the course.
    pub exercises: &'a [Exercise],
    /// What was handed in.
    pub intake: &'a Intake,
    /// Students who are on the roster, whether or not they handed something in.
    pub roster: Vec<String>,
    /// The part to do; all of it when there is none.
    pub shard: Option<Shard>,
    /// Hash of the overlay that the exercises have got, where there is one.
    pub overlay: Option<String>,
    /// Where results go.
    pub out: PathBuf,
    /// So many answers are judged at a time.
    pub jobs: usize,
    /// Why answers are not kept apart any further.
    pub why_not_further: Vec<String>,
}

/// How far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Answers that are judged.
    pub done: usize,
    /// Answers there are.
    pub total: usize,
    /// How much longer it takes, once something is known of that.
    pub left: Option<Duration>,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Students.
    pub students: usize,
    /// Exercises.
    pub exercises: usize,
    /// Results: a student and an exercise each.
    pub results: usize,
    /// Different answers among them, the unsolved files included.
    pub answers: usize,
    /// Answers that were compiled and run now.
    pub judged: usize,
    /// Checks that were run now.
    pub checks: usize,
    /// Answers whose verdict was in the store.
    pub from_store: usize,
    /// Answers that an earlier run into the same folder had judged.
    pub from_journal: usize,
    /// Results for which nothing was handed in.
    pub missing: usize,
    /// Results that are the unsolved file.
    pub untouched: usize,
    /// Results that are worth all their points.
    pub solved: usize,
    /// Results that somebody has to look at.
    pub review: usize,
    /// Results for which something of ours broke.
    pub broken: usize,
    /// How far answers were kept apart.
    pub isolation: Level,
    /// Milliseconds it took.
    pub ms: u64,
}

/// An answer that is judged once.
struct Group {
    exercise: usize,
    hash: String,
    bytes: Vec<u8>,
    key: String,
}

/// One student's result for one exercise, before it is known.
enum Unit {
    Answer(String),
    Nothing(Option<String>),
}

/// Judges the class; `None` when it was cancelled: everything that was judged until then is in the journal.
///
/// # Errors
/// When our own machinery broke for everybody: a disk that is full, a course whose own solution does not pass.
pub fn run(
    class: &Class<'_>,
    cancel: &Cancel,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<Summary>> {
    let began = Instant::now();
    let isolation = class.runner.untrusted.as_ref().map_or(Level::L0, |untrusted| untrusted.level);
    let students: BTreeSet<&str> = class
        .intake
        .submissions
        .iter()
        .map(|submission| submission.student.as_str())
        .chain(class.roster.iter().map(String::as_str))
        .collect();

    // What each answer is, and which ones are the same.
    let mut course = Vec::new();
    for exercise in class.exercises {
        course.push(Course::of(class.runner, exercise)?);
    }
    let (units, answers) = sort_out(class, &students, &course);
    let mut groups: Vec<Group> = Vec::new();
    for ((exercise, hash), bytes) in answers {
        // Whose schedules are shown, the source beside them is shown, too.
        keep(&class.out, ANSWERS, &format!("{hash}.rs"), &bytes)?;
        let key = course[exercise].prepared.key(&bytes).hex();
        groups.push(Group { exercise, hash, bytes, key });
    }

    let name = class
        .shard
        .map_or_else(|| "judged".to_string(), |s| format!("judged-{}-of-{}", s.index, s.of));
    let keys: BTreeSet<&str> = groups.iter().map(|group| group.key.as_str()).collect();
    let journal = class.out.join("journal").join(format!("{name}.jsonl"));
    let mut journal = Journal::open(&journal, &|key| keys.contains(key))?;
    let mut summary = Summary {
        students: students.len(),
        exercises: class.exercises.len(),
        answers: groups.len(),
        isolation,
        ..Summary::default()
    };
    let mut judged: BTreeMap<(usize, String), Judged> = BTreeMap::new();
    let mut open = Vec::new();
    for group in &groups {
        match journal.take(&group.key) {
            Some(known) => {
                summary.from_journal += 1;
                judged.insert((group.exercise, group.hash.clone()), known);
            }
            None => open.push(group),
        }
    }
    if !open.is_empty() {
        honest(class, cancel)?;
    }
    let mut desk = Desk { class, course: &course, journal, judged, summary };
    let complete = desk.judge(cancel, &open, progress)?;
    let Desk { judged, mut summary, .. } = desk;
    if !complete {
        return Ok(None);
    }

    let records = records(class, &units, &course, &judged, isolation);
    for record in &records {
        summary.results += 1;
        summary.missing += usize::from(record.missing);
        summary.untouched += usize::from(record.untouched);
        summary.solved += usize::from(record.verdict == Verdict::Passed);
        summary.review += usize::from(record.review);
        let infra = |stage: &super::record::StageRecord| stage.verdict == Verdict::InfraError;
        summary.broken += usize::from(record.stages.iter().any(infra));
    }
    write_results(class, &students, &units, &course, &records, isolation)?;
    summary.ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    write_run(class, &summary)?;
    Ok(Some(summary))
}

/// What the course says of one exercise.
struct Course {
    /// Hash of all that decides besides the answer.
    hash: String,
    prepared: Prepared,
    start: Answer,
}

impl Course {
    fn of(runner: &Runner, exercise: &Exercise) -> Result<Course> {
        let file = exercise.absolute(exercise.start());
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        // The key of an answer without a byte is a hash of all the rest.
        let prepared = runner.prepare(exercise, &[], false)?;
        let start = Answer::new(exercise.path(), bytes);
        Ok(Course { hash: prepared.key(&[]).hex(), prepared, start })
    }
}

type Units<'s> = BTreeMap<(&'s str, usize), Unit>;
type Answers = BTreeMap<(usize, String), Vec<u8>>;

/// All results of the whole, and the answers that this part needs, the unsolved files included.
fn sort_out<'s>(
    class: &Class<'s>,
    students: &BTreeSet<&'s str>,
    course: &[Course],
) -> (Units<'s>, Answers) {
    let (mut units, mut answers) = (BTreeMap::new(), BTreeMap::new());
    let found: BTreeMap<&str, _> =
        class.intake.submissions.iter().map(|s| (s.student.as_str(), &s.found)).collect();
    for student in students {
        for (index, exercise) in class.exercises.iter().enumerate() {
            let found = found.get(student).and_then(|found| found.get(&exercise.name));
            let unit = match found {
                Some(Found::Bytes(bytes)) => {
                    let hash = Key::of_bytes(bytes);
                    if owns(class, student, index) {
                        let start = &course[index].start;
                        answers.entry((index, hash.clone())).or_insert_with(|| bytes.clone());
                        // What the unsolved file earns decides what others do.
                        answers
                            .entry((index, start.hash.clone()))
                            .or_insert_with(|| start.bytes.clone());
                    }
                    Unit::Answer(hash)
                }
                Some(Found::Refused(why)) => Unit::Nothing(Some(why.clone())),
                Some(Found::Missing) | None => Unit::Nothing(None),
            };
            units.insert((*student, index), unit);
        }
    }
    (units, answers)
}

fn owns(class: &Class<'_>, student: &str, exercise: usize) -> bool {
    class.shard.is_none_or(|shard| shard.owns(student, &class.exercises[exercise].name))
}

/// The course's own solution must pass under the very same settings, or every verdict would be about the settings.
fn honest(class: &Class<'_>, cancel: &Cancel) -> Result<()> {
    let all_stages = |exercise: &&Exercise| {
        exercise.stages().is_ok_and(|stages| {
            [Stage::Test, Stage::Model].iter().all(|stage| stages.contains(stage))
        })
    };
    let Some(exercise) = class.exercises.iter().find(all_stages).or(class.exercises.first()) else {
        return Ok(());
    };
    let file = exercise.absolute(exercise.solution());
    let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let plan = class.runner.plan(exercise, Answer::new(exercise.path(), bytes), &[], false)?;
    let Some(report) = class.runner.check(&plan, cancel, &mut |_| {})? else { return Ok(()) };
    if report.solved() {
        return Ok(());
    }
    let stage = report.stage.map_or("", Stage::name);
    let result = report.stages.iter().find(|result| Some(result.stage) == report.stage);
    let said = result.and_then(|result| {
        let check = result.checks.iter().find(|check| check.verdict != Verdict::Passed);
        let error = result.diagnostics.first().map(|diagnostic| diagnostic.message.clone());
        result.message.clone().or_else(|| check.and_then(|check| check.message.clone())).or(error)
    });
    bail!(
        "the course's own solution of {} does not pass here ({} at {stage}{}): nothing is graded, because no verdict could be \
         trusted. `checker doctor` looks for what is missing",
        exercise.name,
        report.verdict,
        said.map(|said| format!(": {said}")).unwrap_or_default()
    )
}

/// A private check that refuses an answer of which the course says that it is right.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct BrokenOverlay(String);

/// Judges what the course says is right, with what an overlay adds: whatever refuses that is a mistake of the overlay's, and nobody
/// is to lose points by it. The solution of every exercise that it touches, and where it has checks, the other right answers that
/// come with the exercise, too. `None` when it was cancelled. Nothing of it is a student's result.
///
/// # Errors
/// A [`BrokenOverlay`] that names every check that refuses a right answer.
pub fn try_overlay(
    runner: &Runner,
    exercises: &[Exercise],
    jobs: usize,
    cancel: &Cancel,
) -> Result<Option<()>> {
    let mut right: Vec<(&Exercise, &Private, PathBuf)> = Vec::new();
    for exercise in exercises {
        let Some(private) = exercise.private.as_deref() else { continue };
        right.push((exercise, private, exercise.solution()));
        if !private.test.is_empty() || !private.model.is_empty() {
            let samples = exercise.samples(SampleKind::Right);
            let samples =
                samples.with_context(|| format!("cannot read {}'s folder", exercise.name))?;
            right.extend(samples.into_iter().map(|file| (exercise, private, file)));
        }
    }
    let work = |index: usize| {
        let (exercise, _, file) = &right[index];
        let file = exercise.absolute(file);
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let plan = runner.plan(exercise, Answer::new(exercise.path(), bytes), &[], false)?;
        let report = runner.check(&plan, cancel, &mut |_| {});
        report.with_context(|| format!("{} with the overlay", exercise.full_name()))
    };
    let (mut complete, mut wrong) = (true, BTreeMap::new());
    in_parallel(jobs, right.len(), work, |index, report| {
        match report {
            None => complete = false,
            Some(report) if report.solved() => {}
            Some(report) => {
                let (exercise, private, file) = &right[index];
                wrong.insert(index, refusals(private, file, *file == exercise.solution(), &report));
            }
        }
        Ok(())
    })?;
    let wrong: Vec<String> = wrong.into_values().flatten().collect();
    if !wrong.is_empty() {
        bail!(BrokenOverlay(format!(
            "nobody is graded: the overlay refuses answers that are right\n{}\nmend it; `checker run EXERCISE --file FILE --overlay \
             DIR` shows more",
            wrong.join("\n")
        )));
    }
    Ok(complete.then_some(()))
}

/// What refuses a right answer, a line for each check. Of others than the solution, what graded answers may not do says nothing
/// about the overlay.
fn refusals(private: &Private, file: &Path, solution: bool, report: &Report) -> Vec<String> {
    let file = file.display();
    let mut lines = Vec::new();
    for result in report.stages.iter().filter(|result| result.verdict != Verdict::Passed) {
        for check in result.checks.iter().filter(|check| check.verdict != Verdict::Passed) {
            let own = private.checks(result.stage).iter().any(|own| own.name == check.name)
                || check.seed.is_some_and(|seed| private.seeds.contains(&seed));
            if !(own || solution) {
                continue;
            }
            let why = check.message.as_deref().unwrap_or_default();
            let seed = check.seed.map(|seed| format!(" with seed {seed}")).unwrap_or_default();
            let (stage, name, verdict) = (result.stage, &check.name, check.verdict);
            lines.push(format!("  {file}: {stage}/{name}: {verdict}{seed}: {why}"));
        }
        if solution && result.checks.is_empty() && result.verdict != Verdict::Skipped {
            let why = result.message.as_deref().unwrap_or_default();
            lines.push(format!("  {file}: {}: {}: {why}", result.stage, result.verdict));
        }
    }
    lines
}

/// What is at hand while answers are judged.
struct Desk<'a, 'c> {
    class: &'a Class<'c>,
    course: &'a [Course],
    journal: Journal,
    judged: BTreeMap<(usize, String), Judged>,
    summary: Summary,
}

impl Desk<'_, '_> {
    /// Judges what is open; false when it was cancelled.
    fn judge(
        &mut self,
        cancel: &Cancel,
        open: &[&Group],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<bool> {
        let began = Instant::now();
        let total = open.len();
        let (mut done, mut complete) = (0, true);
        progress(Progress { done, total, left: None });
        let (class, course) = (self.class, self.course);
        let work = |index: usize| {
            let group: &Group = open[index];
            let answer = Answer::new(class.exercises[group.exercise].path(), group.bytes.clone());
            let plan = course[group.exercise].prepared.plan(answer);
            Ok(one(class.runner, &plan, cancel))
        };
        in_parallel(class.jobs, total, work, |index, result| {
            let Some(report) = result else {
                complete = false;
                return Ok(());
            };
            self.note(open[index], report)?;
            done += 1;
            let judged = self.summary.judged > 0;
            let left = began.elapsed().mul_f64((total - done) as f64 / done as f64);
            progress(Progress { done, total, left: judged.then_some(left) });
            Ok(())
        })?;
        Ok(complete)
    }

    /// Keeps what came of one answer.
    fn note(&mut self, group: &Group, report: Result<Report, String>) -> Result<()> {
        let (result, schedules) = match report {
            Ok(report) if report.cached => {
                self.summary.from_store += 1;
                Judged::new(report)
            }
            Ok(report) => {
                self.summary.judged += 1;
                let checks = report.stages.iter().map(|stage| stage.checks.len());
                self.summary.checks += checks.sum::<usize>();
                Judged::new(report)
            }
            Err(why) => {
                let name = &self.class.exercises[group.exercise].name;
                let stages = self.course[group.exercise].prepared.stages();
                (Judged::broken(name, &group.hash, stages, &why), Vec::new())
            }
        };
        for (name, schedule) in schedules {
            let text = serde_json::to_vec(&schedule)?;
            keep(&self.class.out, SCHEDULES, &format!("{name}.json"), &text)?;
        }
        // What broke on our side is tried again next time.
        if result.is_sound() {
            self.journal.add(&group.key, &result)?;
        }
        self.judged.insert((group.exercise, group.hash.clone()), result);
        Ok(())
    }
}

/// One answer: `None` when it was cancelled, a sentence when something of ours broke.
fn one(runner: &Runner, plan: &Plan, cancel: &Cancel) -> Option<Result<Report, String>> {
    if cancel.is_cancelled() {
        return None;
    }
    match runner.check(plan, cancel, &mut |_| {}) {
        Ok(report) => report.map(Ok),
        Err(_) if cancel.is_cancelled() => None,
        Err(error) => Some(Err(format!("{error:#}"))),
    }
}

/// Keeps what results refer to by its hash, once.
fn keep(out: &Path, kind: &str, name: &str, text: &[u8]) -> Result<()> {
    let folder = out.join(kind);
    let file = folder.join(name);
    if file.is_file() {
        return Ok(());
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    write_whole(&file, &[text])
}

/// The folder of bad schedules, beside the results.
pub const SCHEDULES: &str = "schedules";
/// The folder of the answers that were judged, beside the results.
pub const ANSWERS: &str = "answers";

/// Renamed into place: a reader sees all of it or nothing.
pub fn write_whole(file: &Path, pieces: &[&[u8]]) -> Result<()> {
    let folder = file.parent().unwrap_or(file);
    let write = || -> Result<()> {
        let mut temporary = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
        {
            let mut writer = std::io::BufWriter::new(temporary.as_file_mut());
            for piece in pieces {
                writer.write_all(piece)?;
            }
            writer.flush()?;
        }
        // A temporary file is its owner's alone; results are for whoever may read the folder.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            temporary.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
        }
        temporary.persist(file)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", file.display()))
}

/// The records of this part, by student and in the order of the course.
fn records(
    class: &Class<'_>,
    units: &Units<'_>,
    course: &[Course],
    judged: &BTreeMap<(usize, String), Judged>,
    isolation: Level,
) -> Vec<Record> {
    let terms: Vec<Terms> = class
        .exercises
        .iter()
        .zip(course)
        .enumerate()
        .map(|(index, (exercise, of))| {
            let unsolved = judged.get(&(index, of.start.hash.clone()));
            let unsolved = unsolved.map_or(&[][..], |judged| &judged.report.stages);
            let (start, hash) = (of.start.hash.clone(), of.hash.clone());
            Terms::new(exercise, &of.prepared, unsolved, start, hash, isolation)
        })
        .collect();
    units
        .iter()
        .filter(|((student, index), _)| owns(class, student, *index))
        .map(|((student, index), unit)| match unit {
            Unit::Nothing(why) => terms[*index].missing(student, why.clone()),
            Unit::Answer(hash) => match judged.get(&(*index, hash.clone())) {
                Some(judged) => terms[*index].record(student, judged),
                // Every answer of this part was judged, or this would not have been reached.
                None => {
                    let stages = course[*index].prepared.stages();
                    let name = &class.exercises[*index].name;
                    let broken = Judged::broken(name, hash, stages, "it was not judged");
                    terms[*index].record(student, &broken)
                }
            },
        })
        .collect()
}

fn write_results(
    class: &Class<'_>,
    students: &BTreeSet<&str>,
    units: &Units<'_>,
    course: &[Course],
    records: &[Record],
    isolation: Level,
) -> Result<()> {
    let mut texts = Vec::new();
    if let Some(shard) = class.shard {
        let mut text = Vec::new();
        let header = Header {
            format: FORMAT,
            plan: plan_hash(class, units, course, isolation),
            shard,
            students: students.iter().map(|student| (*student).to_string()).collect(),
            exercises: class.exercises.iter().map(|exercise| exercise.name.clone()).collect(),
            overlay: class.overlay.clone(),
        };
        serde_json::to_writer(&mut text, &header)?;
        text.push(b'\n');
        texts.push(text);
    }
    // Where nothing is judged anew, this is most of what there is to do.
    let parts: Vec<&[Record]> = records.chunks(LINES_AT_ONCE).collect();
    let lines = |part: usize| {
        let mut text = Vec::new();
        for record in parts[part] {
            serde_json::to_writer(&mut text, record)?;
            text.push(b'\n');
        }
        Ok(text)
    };
    let mut written = BTreeMap::new();
    in_parallel(class.jobs, parts.len(), lines, |part, text| {
        written.insert(part, text);
        Ok(())
    })?;
    texts.extend(written.into_values());
    let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
    let name = class.shard.map_or_else(|| RESULTS.to_string(), Shard::file_name);
    write_whole(&class.out.join(name), &texts)
}

/// So many results are put into words in one go.
const LINES_AT_ONCE: usize = 500;

/// The file of all results.
pub const RESULTS: &str = "results.jsonl";

/// Hash of all that decides the whole, for parts to know each other by.
fn plan_hash(class: &Class<'_>, units: &Units<'_>, course: &[Course], isolation: Level) -> String {
    let mut key = Key::builder();
    key.part("isolation", isolation.name().as_bytes());
    key.part("overlay", class.overlay.as_deref().unwrap_or_default().as_bytes());
    for (exercise, of) in class.exercises.iter().zip(course) {
        key.part("exercise", exercise.name.as_bytes());
        key.part("course", of.hash.as_bytes());
        key.part("start", of.start.hash.as_bytes());
        let terms = (exercise.points, &exercise.stage_points, &exercise.parts);
        key.part("points", format!("{terms:?}").as_bytes());
    }
    for ((student, index), unit) in units {
        key.part("student", student.as_bytes());
        key.part("of", &index.to_le_bytes());
        match unit {
            Unit::Answer(hash) => key.part("answer", hash.as_bytes()),
            Unit::Nothing(why) => {
                key.part("nothing", why.as_deref().unwrap_or_default().as_bytes())
            }
        }
    }
    key.finish().hex()
}

/// Times and hosts, beside the results and never in them.
#[derive(Serialize)]
struct Run<'r> {
    #[serde(flatten)]
    summary: &'r Summary,
    shard: Option<Shard>,
    host: String,
    finished: u64,
    user: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    overlay: Option<&'r str>,
    why_not_further: &'r [String],
    notes: &'r [String],
}

fn write_run(class: &Class<'_>, summary: &Summary) -> Result<()> {
    let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let run = Run {
        summary,
        shard: class.shard,
        host: host.trim().to_string(),
        finished: now.map_or(0, |now| now.as_secs()),
        user: class.runner.untrusted.as_ref().and_then(|untrusted| untrusted.user),
        overlay: class.overlay.as_deref(),
        why_not_further: &class.why_not_further,
        notes: &class.intake.notes,
    };
    let name =
        class.shard.map_or_else(|| "run".to_string(), |s| format!("run-{}-of-{}", s.index, s.of));
    let text = serde_json::to_vec_pretty(&run)?;
    write_whole(&class.out.join(format!("{name}.json")), &[&text, b"\n"])
}
