//! `dev check`: the proof that an exercise tells right from wrong.
//!
//! Every answer the course ships is put through the runner that judges learners, and what comes out is held against what
//! the file claims of itself. It may not have a second way of judging, and it forgives nothing: an exercise with one
//! unproven claim is not proven. What threads do by luck is asked again, and said.

use super::go::{Go, Missing};
use crate::catalogue::{Case, CaseKind, Exercise, Sample, SampleKind};
use crate::diagnose::{Failure, Known};
use crate::event::{Kind, Report, Stage, Verdict};
use crate::plan::{Answer, Plan};
use crate::process::Cancel;
use crate::runner::{Repeated, Runner, in_parallel};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

/// Fewer wrong answers than these prove too little.
const FEWEST_WRONG: usize = 4;
/// Fewer right answers besides the solution, and the checks may just know the solution.
const FEWEST_RIGHT: usize = 2;

/// An answer that fails on threads is asked this often before it is written down how it fails.
const RECORDED_RUNS: usize = 16;

/// An answer whose verdict on threads is not the one it claims is asked this often once more. A test that meets the bad
/// schedule every second time is taken nine times in a row for one that always does in one run of two hundred.
const ASKED_AGAIN: usize = 8;

/// Under stress an answer that `test` refuses is run this often at most: whatever fails by luck shows in fewer.
const WRONG_RUNS: usize = 64;

/// Time for each check of an answer that only the model refuses: those that sleep would take hours.
const SAMPLE_BUDGET: Duration = Duration::from_secs(15);

/// Time for each check of an answer that `test` refuses: many of them hang until their deadline.
const WRONG_BUDGET: Duration = Duration::from_secs(5);

/// What is asked of the exercises beyond one run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Demands {
    /// Run the tests of each right answer, and of each answer that only the model refuses, this often; those of answers
    /// that the tests refuse at most [`WRONG_RUNS`] times.
    pub stress: usize,
    /// Explore without a preemption bound.
    pub deep: bool,
    /// Write down how the unsolved file and the wrong answers fail, instead of holding them against what is written.
    pub record: bool,
}

/// What was found out about one exercise.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// Name of the exercise.
    pub exercise: String,
    /// The stage that refused the unsolved file.
    pub unsolved: Option<Stage>,
    /// Right answers accepted, the solution among them.
    pub right: usize,
    /// Wrong answers refused, by the stage that did.
    pub wrong: BTreeMap<Stage, usize>,
    /// Cases that the compiler judged as it should.
    pub cases: usize,
    /// Claims that do not hold, in words.
    pub faults: Vec<String>,
    /// What a reader of the table should know although nothing is wrong.
    pub notes: Vec<String>,
}

impl Proof {
    /// Nothing speaks against the exercise.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Checks the exercises, `jobs` at a time; `done` hears of each as it is finished, in the order of finishing.
///
/// # Errors
/// When our own machinery broke.
pub fn run(
    runner: &Runner,
    exercises: &[&Exercise],
    demands: Demands,
    jobs: usize,
    cancel: &Cancel,
    done: &mut dyn FnMut(&Proof),
) -> Result<Vec<Proof>> {
    let go = Go::find();
    let examine = |index: usize| {
        let exercise = exercises[index];
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let examiner = Examiner {
            runner,
            exercise,
            demands,
            cancel,
            proof: Proof::default(),
            seen: Known::default(),
            known: if demands.record { None } else { Known::read(exercise)? },
        };
        let proof = examiner
            .examine(&go)
            .with_context(|| format!("while {} was checked", exercise.name))?;
        Ok(Some(proof))
    };
    let mut proofs = BTreeMap::new();
    in_parallel(jobs, exercises.len(), examine, |index, proof| {
        if let Some(proof) = proof {
            done(&proof);
            proofs.insert(index, proof);
        }
        Ok(())
    })?;
    Ok(proofs.into_values().collect())
}

struct Examiner<'a> {
    runner: &'a Runner,
    exercise: &'a Exercise,
    demands: Demands,
    cancel: &'a Cancel,
    proof: Proof,
    /// How the answers failed just now.
    seen: Known,
    /// How they failed when it was written down; nothing where that is being done, or has not been done yet.
    known: Option<Known>,
}

impl Examiner<'_> {
    fn examine(mut self, go: &Result<Go, Missing>) -> Result<Proof> {
        self.proof.exercise = self.exercise.name.clone();
        self.unsolved()?;
        let exercise = self.exercise;
        let right = exercise.read_samples(SampleKind::Right)?;
        let wrong = exercise.read_samples(SampleKind::Wrong)?;
        if right.len() < FEWEST_RIGHT {
            self.fault(format!(
                "it has {} right answers besides the solution; {FEWEST_RIGHT} are the least",
                right.len()
            ));
        }
        if wrong.len() < FEWEST_WRONG {
            self.fault(format!(
                "it has {} wrong answers; {FEWEST_WRONG} are the least",
                wrong.len()
            ));
        }
        self.right(&exercise.solution())?;
        for sample in &right {
            self.right(&sample.path)?;
        }
        for sample in &wrong {
            self.wrong(sample)?;
        }
        self.diagnoses()?;
        self.cases(&wrong)?;
        match go {
            Ok(go) => {
                if let Some(fault) = go.judge(&self.runner.root, &exercise.go())? {
                    self.fault(format!("{}: {fault}", exercise.go().display()));
                }
            }
            Err(Missing::NotFound) => {
                self.proof.notes.push("skipped: go is not installed".to_string())
            }
            Err(Missing::TooOld(version)) => {
                self.proof
                    .notes
                    .push(format!("skipped: this go is too old for the counterparts: {version}"));
            }
        }
        Ok(self.proof)
    }

    fn fault(&mut self, text: String) {
        self.proof.faults.push(text);
    }

    fn judge(&self, path: &Path) -> Result<Option<Report>> {
        self.runner.check(&self.plan(path)?, self.cancel, &mut |_| {})
    }

    /// Whatever is remembered.
    fn judge_anew(&self, path: &Path) -> Result<Option<Report>> {
        let plan = Plan { anew: true, ..self.plan(path)? };
        self.runner.check(&plan, self.cancel, &mut |_| {})
    }

    fn plan(&self, path: &Path) -> Result<Plan> {
        let answer = Answer::read(&self.runner.root, path, &self.exercise.name)?;
        self.runner.plan(self.exercise, answer, &[], self.demands.deep)
    }

    /// The unsolved file parses, and is refused by the stage that `info.toml` names.
    fn unsolved(&mut self) -> Result<()> {
        let start = self.exercise.start();
        let text = std::fs::read_to_string(self.exercise.absolute(&start))
            .with_context(|| format!("cannot read {}", start.display()))?;
        if let Err(error) = syn::parse_file(&text) {
            let place = error.span().start();
            self.fault(format!(
                "{}:{}:{}: it does not parse: {error}",
                start.display(),
                place.line,
                place.column + 1
            ));
        }
        if !text.contains("TODO") {
            self.fault(format!("{}: no TODO says where to begin", start.display()));
        }
        let named = self.exercise.refused_at;
        let claims = |report: &Report| {
            let holds = report.stage == Some(named) && !report.verdict.is_unproven();
            let fault = || {
                let (start, how) = (start.display(), summary(report));
                format!("{start}: it should be refused by {named}, but: {how}")
            };
            if holds { Vec::new() } else { vec![fault()] }
        };
        let Some((report, faults)) = self.judge_until(&start, "start", named, claims)? else {
            return Ok(());
        };
        self.proof.faults.extend(faults);
        self.proof.unsolved = report.stage;
        self.seen.unsolved = self.failure(&start, &report)?;
        // While the record is being written there is none to go by.
        if let Some(says) = report.diagnosis.as_ref().filter(|_| !self.demands.record) {
            self.fault(format!("{}: the unsolved file is diagnosed: {says}", start.display()));
        }
        Ok(())
    }

    /// A right answer passes every stage, every time.
    fn right(&mut self, path: &Path) -> Result<()> {
        let Some(report) = self.judge(path)? else { return Ok(()) };
        if report.solved() {
            self.proof.right += 1;
        } else {
            self.fault(format!(
                "{}: a right answer is refused: {}",
                path.display(),
                summary(&report)
            ));
            return Ok(());
        }
        // Rules of the language count for no answer; so nothing but this would notice that one of them does not hold.
        for check in report.stages.iter().flat_map(|stage| &stage.checks) {
            if check.lesson && check.verdict != Verdict::Passed {
                let message = check.message.as_deref().unwrap_or_default();
                self.fault(format!("{}: a rule that does not hold: {message}", check.name));
            }
        }
        for repeated in self.stress(path, self.demands.stress, None)? {
            if repeated.refused > 0 {
                let message = repeated.first.and_then(|check| check.message).unwrap_or_default();
                self.fault(format!(
                    "{}: {} refused a right answer {} times in {}: {message}",
                    path.display(),
                    repeated.check,
                    repeated.refused,
                    repeated.runs
                ));
            }
        }
        Ok(())
    }

    fn stress(&self, path: &Path, times: usize, budget: Option<Duration>) -> Result<Vec<Repeated>> {
        if times == 0 {
            return Ok(Vec::new());
        }
        let answer = Answer::read(&self.runner.root, path, &self.exercise.name)?;
        let plan = self.runner.plan(self.exercise, answer, &[Stage::Test], false)?;
        self.runner.repeat_tests(&plan, times, budget, self.cancel)
    }

    /// Judges an answer that is wrong until all holds that is claimed of it, or it has been asked often enough; with the last
    /// report comes what does not hold. `expected` is the stage that is to refuse it.
    ///
    /// Only what `test` says can be luck: it may meet the one bad schedule, or miss it. An answer that no stage refuses is
    /// not asked again: where a checker says yes to it once, that once is the fault.
    fn judge_until(
        &mut self,
        path: &Path,
        name: &str,
        expected: Stage,
        claims: impl Fn(&Report) -> Vec<String>,
    ) -> Result<Option<(Report, Vec<String>)>> {
        let Some(mut report) = self.judge(path)? else { return Ok(None) };
        let mut faults = claims(&report);
        let first = summary(&report);
        let luck = |report: &Report| report.stage.map(|stage| stage.min(expected));
        for time in 2..2 + ASKED_AGAIN {
            if faults.is_empty() || luck(&report) != Some(Stage::Test) {
                break;
            }
            let Some(again) = self.judge_anew(path)? else { return Ok(None) };
            report = again;
            faults = claims(&report);
            if faults.is_empty() {
                self.proof.notes.push(format!(
                    "{name}: as it claims only when it was asked for the {time}. time, and by luck at first: {first}"
                ));
            }
        }
        Ok(Some((report, faults)))
    }

    /// A wrong answer is refused by the stage it names, and by no earlier one, but for what `test` finds by luck.
    fn wrong(&mut self, sample: &Sample) -> Result<()> {
        let path = sample.path.display();
        let Some(expected) = sample.caught_by else {
            self.fault(format!("{path}:1: `//@ caught-by:` names no stage"));
            return Ok(());
        };
        let claims = |report: &Report| broken_claims(sample, expected, report);
        let judged = self.judge_until(&sample.path, &sample.name, expected, claims)?;
        let Some((report, faults)) = judged else { return Ok(()) };
        let refused = report.stage == Some(expected) && !report.verdict.is_unproven();
        self.proof.faults.extend(faults);
        if !refused {
            return Ok(());
        }
        let failure = self.failure(&sample.path, &report)?;
        self.seen.wrong.insert(sample.name.clone(), failure);
        *self.proof.wrong.entry(expected).or_default() += 1;
        if expected == Stage::Test {
            self.always_refused(sample)?;
        }
        if expected == Stage::Model {
            let repeated = self.stress(&sample.path, self.demands.stress, Some(SAMPLE_BUDGET))?;
            if let Some(worst) = repeated.iter().max_by_key(|check| (check.refused, check.runs)) {
                let fewest = repeated.iter().map(|check| check.runs).min().unwrap_or_default();
                self.proof.notes.push(format!(
                    "{}: its checks in test refused it {} times at most, in {fewest} to {} runs each",
                    sample.name, worst.refused, self.demands.stress
                ));
            }
        }
        Ok(())
    }

    /// An answer that `test` refuses is refused by the checks it names every time, and by any check at all.
    fn always_refused(&mut self, sample: &Sample) -> Result<()> {
        let times = self.demands.stress.min(WRONG_RUNS);
        let repeated = self.stress(&sample.path, times, Some(WRONG_BUDGET))?;
        for check in repeated.iter().filter(|check| sample.fails.contains(&check.check)) {
            if check.refused < check.runs {
                self.fault(format!(
                    "{}: it should fail {}, and did {} times in {}",
                    sample.path.display(),
                    check.check,
                    check.refused,
                    check.runs
                ));
            }
        }
        let surest = repeated.iter().max_by(|one, other| {
            // Shares are compared without a division: a check whose time was up has fewer runs.
            (one.refused * other.runs).cmp(&(other.refused * one.runs))
        });
        if let Some(check) = surest.filter(|check| check.refused < check.runs) {
            self.proof.notes.push(format!(
                "{}: no check refuses it every time; the surest, {}, did {} times in {}",
                sample.name, check.check, check.refused, check.runs
            ));
        }
        Ok(())
    }

    /// How an answer fails. On threads that may differ from run to run: what is to be written down is asked many times,
    /// with other random input each time.
    fn failure(&self, path: &Path, report: &Report) -> Result<Option<Failure>> {
        let Some(mut failure) = Failure::of(report) else { return Ok(None) };
        if failure.stage == Stage::Test && self.demands.record {
            let answer = Answer::read(&self.runner.root, path, &self.exercise.name)?;
            let plan = self.runner.plan(self.exercise, answer, &[Stage::Test], false)?;
            let (times, budget) = (RECORDED_RUNS, Some(SAMPLE_BUDGET));
            let repeated = self.runner.repeat_tests(&plan, times, budget, self.cancel)?;
            let sometimes =
                repeated.iter().filter(|check| (1..check.runs).contains(&check.refused));
            failure.not_always(sometimes.map(|check| check.check.clone()).collect());
        }
        Ok((!failure.checks.is_empty()).then_some(failure))
    }

    /// What is written down about the wrong answers is how they fail.
    fn diagnoses(&mut self) -> Result<()> {
        if self.demands.record {
            return self.seen.write(self.exercise);
        }
        let path = Known::path(self.exercise);
        let command = format!("`checker dev check --record {}` writes it down", self.exercise.name);
        let Some(known) = &self.known else {
            self.fault(format!(
                "{}: there is no record of how the answers fail; {command}",
                path.display()
            ));
            return Ok(());
        };
        let mut pairs = vec![("start", Some(&self.seen.unsolved), Some(&known.unsolved))];
        let names: BTreeSet<&String> = self.seen.wrong.keys().chain(known.wrong.keys()).collect();
        pairs.extend(
            names
                .iter()
                .map(|name| (name.as_str(), self.seen.wrong.get(*name), known.wrong.get(*name))),
        );
        let (mut stale, mut otherwise) = (Vec::new(), Vec::new());
        for (name, seen, known) in pairs {
            match (seen, known) {
                (Some(Some(seen)), Some(Some(known))) if known.covers(seen) => {}
                (Some(None), Some(None)) => {}
                // On threads an answer may fail as it has never failed before, or not fail where it always did.
                (Some(seen), Some(_)) if seen.as_ref().is_none_or(|f| f.stage == Stage::Test) => {
                    otherwise.push(name);
                }
                _ => stale.push(name),
            }
        }
        let path = path.display();
        let (stale, otherwise) = (stale.join(", "), otherwise.join(", "));
        if !otherwise.is_empty() {
            self.proof
                .notes
                .push(format!("{path}: on threads these failed otherwise: {otherwise}"));
        }
        if !stale.is_empty() {
            self.fault(format!("{path}: not how these fail now: {stale}; {command}"));
        }
        Ok(())
    }

    /// Each exercise has a case that the compiler must refuse. A case about the learner's own type depends on what they
    /// wrote: it compiles without its marked lines, and it compiles as it is on some wrong answer.
    fn cases(&mut self, wrong: &[Sample]) -> Result<()> {
        let cases = self.exercise.read_cases(CaseKind::CompileFail)?;
        if cases.is_empty() {
            self.fault("it has no compile_fail case".to_string());
        }
        for case in &cases {
            if !self.exercise.absolute(&case.path).with_extension("stderr").is_file() {
                self.fault(format!(
                    "{}: the compiler's words are not recorded beside it (.stderr)",
                    case.path.display()
                ));
            }
        }
        let design: Vec<Case> = cases.iter().filter(|case| case.design).cloned().collect();
        self.proof.cases = cases.len() + self.exercise.read_cases(CaseKind::CompilePass)?.len();
        if design.is_empty() {
            return Ok(());
        }
        let mut stripped = Vec::new();
        let mut whole = Vec::new();
        for case in &design {
            let text = std::fs::read_to_string(self.exercise.absolute(&case.path))
                .with_context(|| format!("cannot read {}", case.path.display()))?;
            let kept: Vec<&str> = text
                .lines()
                .enumerate()
                .map(|(index, line)| {
                    if case.marks.iter().any(|mark| mark.line as usize == index + 1) {
                        ""
                    } else {
                        line
                    }
                })
                .collect();
            stripped.push((case.clone(), kept.join("\n")));
            whole.push((case.clone(), text));
        }
        let answer = |path: &Path| Answer::read(&self.runner.root, path, &self.exercise.name);
        let solution = self.runner.plan(
            self.exercise,
            answer(&self.exercise.solution())?,
            &[Stage::Build],
            false,
        )?;
        let found =
            self.runner.compile_cases(&solution, &stripped, self.cancel)?.unwrap_or_default();
        for (case, errors) in design.iter().zip(found) {
            if let Some(error) = errors.first() {
                self.fault(format!(
                    "{}: without its marked lines it should compile, but: {}",
                    case.path.display(),
                    error.message
                ));
            }
        }
        let mut allowed = vec![false; design.len()];
        for sample in wrong.iter().filter(|sample| sample.caught_by != Some(Stage::Build)) {
            if allowed.iter().all(|allowed| *allowed) {
                break;
            }
            let plan =
                self.runner.plan(self.exercise, answer(&sample.path)?, &[Stage::Build], false)?;
            let found = self.runner.compile_cases(&plan, &whole, self.cancel)?.unwrap_or_default();
            for (allowed, errors) in allowed.iter_mut().zip(found) {
                *allowed |= errors.is_empty();
            }
        }
        for (case, allowed) in design.iter().zip(allowed) {
            if !allowed {
                self.fault(format!(
                    "{}: it compiles on no wrong answer, so it says nothing about what the learner wrote",
                    case.path.display()
                ));
            }
        }
        Ok(())
    }
}

/// What a wrong answer claims of itself, and does not hold.
fn broken_claims(sample: &Sample, expected: Stage, report: &Report) -> Vec<String> {
    let path = sample.path.display();
    let fault = |should: String| format!("{path}: it should {should}, but: {}", summary(report));
    if report.stage != Some(expected) || report.verdict.is_unproven() {
        return vec![fault(format!("be refused by {expected}"))];
    }
    let checks = || report.stage(expected).into_iter().flat_map(|stage| &stage.checks);
    let fails = |name: &String| {
        checks().any(|check| check.name == *name && check.verdict != Verdict::Passed)
    };
    let missed = sample.fails.iter().filter(|name| !fails(name));
    let mut faults: Vec<String> = missed.map(|name| fault(format!("fail {name}"))).collect();
    let as_claimed = |kind: &Kind| checks().any(|check| check.kind == Some(*kind));
    if let Some(kind) = sample.kind.filter(|kind| !as_claimed(kind)) {
        faults.push(fault(format!("fail as {}", kind.name())));
    }
    faults
}

/// What came of an answer, in one line.
fn summary(report: &Report) -> String {
    let Some(stage) = report.stage.and_then(|stage| report.stage(stage)) else {
        return "it passes every stage".to_string();
    };
    let mut text = format!("{} says {}", stage.stage, stage.verdict);
    for check in stage.checks.iter().filter(|check| check.verdict != Verdict::Passed) {
        let _ = write!(text, "; {}: {}", check.name, check.verdict);
        if let Some(kind) = check.kind {
            let _ = write!(text, " ({})", kind.name());
        }
        if let Some(message) = &check.message {
            let _ = write!(text, ": {}", message.lines().next().unwrap_or_default());
        }
    }
    if let Some(message) = &stage.message {
        let _ = write!(text, "; {message}");
    }
    if let Some(error) = stage.diagnostics.iter().find(|diagnostic| diagnostic.level == "error") {
        let code = error.code.as_deref().map(|code| format!("{code}: ")).unwrap_or_default();
        let _ = write!(text, "; {code}{} (line {})", error.message, error.line.unwrap_or_default());
    }
    text
}

/// The proofs as a table, faults and notes below it.
pub fn table(proofs: &[Proof]) -> String {
    let width =
        proofs.iter().map(|proof| proof.exercise.len()).max().unwrap_or(0).max("exercise".len());
    let mut text = format!(
        "{:width$}  unsolved      right  wrong: build  test  compile_fail  model  cases  proven\n",
        "exercise"
    );
    for proof in proofs {
        let wrong = |stage| proof.wrong.get(&stage).copied().unwrap_or(0);
        let unsolved = proof.unsolved.map_or("accepted", Stage::name);
        let _ = writeln!(
            text,
            "{:width$}  {unsolved:12}  {:5}  {:12}  {:4}  {:12}  {:5}  {:5}  {}",
            proof.exercise,
            proof.right,
            wrong(Stage::Build),
            wrong(Stage::Test),
            wrong(Stage::CompileFail),
            wrong(Stage::Model),
            proof.cases,
            if proof.holds() { "yes" } else { "NO" },
        );
    }
    for proof in proofs {
        for fault in &proof.faults {
            let _ = writeln!(text, "{}: {fault}", proof.exercise);
        }
    }
    for proof in proofs {
        for note in &proof.notes {
            let _ = writeln!(text, "{}: {note}", proof.exercise);
        }
    }
    let sum = |count: &dyn Fn(&Proof) -> usize| proofs.iter().map(count).sum::<usize>();
    let _ = writeln!(
        text,
        "{} of {} exercises proven; {} right answers accepted, {} wrong answers refused, {} of them by the model alone",
        proofs.iter().filter(|proof| proof.holds()).count(),
        proofs.len(),
        sum(&|proof| proof.right),
        sum(&|proof| proof.wrong.values().sum()),
        sum(&|proof| proof.wrong.get(&Stage::Model).copied().unwrap_or(0)),
    );
    text
}
