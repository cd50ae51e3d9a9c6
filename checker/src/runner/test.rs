//! `test`: does the answer do its job on real threads?
//!
//! Each check runs alone in a process, all side by side. The verdict comes over the channel and counts only with a clean
//! exit; it may not be read from what the answer prints.

use super::children::{Code, Job, Site};
use super::suite::Suite;
use super::{Emit, Repeated, SILENCED, TOO_LONG, decide, in_parallel, millis, readable};
use crate::catalogue::{Check, Form, generate};
use crate::event::{CheckResult, Stage, StageResult, Verdict};
use crate::process::{Ended, Outcome};
use crate::store::Key;
use crate::toolchain::{self, Driver, World};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{fs, io};

/// What the harness sends.
#[derive(Debug, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
enum Record {
    Passed,
    /// Every thread waits for another.
    Stuck,
    Value {
        value: String,
    },
    Failed {
        message: String,
        file: Option<String>,
        line: Option<u32>,
        #[serde(default)]
        elsewhere: Vec<String>,
    },
}

/// The runner of an exercise's checks, linked with the answer, and what their values are compared with.
pub struct Linked {
    program: PathBuf,
    oracle: Option<PathBuf>,
}

/// Links the test runner and asks every check; `has_code` waits for the code of the answer.
pub fn run(
    site: &Site,
    emit: &Emit,
    has_code: impl FnOnce() -> Result<bool>,
) -> Result<StageResult> {
    let began = Instant::now();
    emit.stage_started(Stage::Test);
    let mut checks = Vec::new();
    let mut refused = None;
    let mut code = Code::to_come(has_code);
    for suite in Suite::of(site, Stage::Test) {
        match link(site, &suite, &mut code)? {
            Ok(linked) => checks.extend(ask(site, emit, &suite, &linked)?),
            Err(result) if suite.private => {
                // What only a private check asks for is no reason to doubt what the others found.
                let mut errors = result.diagnostics.iter().filter(|said| said.level == "error");
                let error = errors.next().map(|error| format!(": {}", error.message));
                let message = result.message.unwrap_or_default() + &error.unwrap_or_default();
                let found = suite.refused(result.verdict, &message);
                found.iter().for_each(|check| emit.check(Stage::Test, check));
                checks.extend(found);
            }
            Err(result) => {
                refused = Some(result);
                break;
            }
        }
    }
    let mut result = refused.unwrap_or_else(|| stage(decide(&checks), checks));
    result.ms = millis(began);
    emit.stage_finished(&result);
    Ok(result)
}

/// Asks every check of a suite, all at once: one that waits leaves the processor to the others.
fn ask(site: &Site, emit: &Emit, suite: &Suite, linked: &Linked) -> Result<Vec<CheckResult>> {
    let checks = suite.checks;
    let with = |index: usize, seed: u64| {
        let asked = |patience| judge(site, suite, &checks[index], seed, linked, patience);
        let first = patiently(asked, busy)?;
        match site.runner.untrusted {
            Some(_) => steadied(first, || asked(1)),
            None => Ok(first.result),
        }
    };
    let once = |index: usize| {
        let first = with(index, seed(site, suite, index, 0))?;
        let private = site.plan.exercise.private.iter().flat_map(|private| &private.seeds);
        let mut result = first;
        for seed in private {
            if result.verdict != Verdict::Passed {
                break;
            }
            let next = with(index, *seed)?;
            // Where all of them pass, the input that followed from the answer is the one that is named.
            if next.verdict != Verdict::Passed {
                result = next;
            }
        }
        Ok(result)
    };
    let mut found = BTreeMap::new();
    in_parallel(checks.len(), checks.len(), once, |index, check| {
        emit.check(Stage::Test, &check);
        found.insert(index, check);
        Ok(())
    })?;
    Ok(found.into_values().collect())
}

/// So often a check is asked again that did not pass. One that fails nine times in ten fails so often in a row once in eight.
const AGAIN: usize = 19;

/// So often at least, however long each time takes.
const AGAIN_AT_LEAST: usize = 4;

/// After so long it is not asked more often than that.
const LONG: Duration = Duration::from_secs(30);

/// So many times its deadline a check is given on a busy machine.
const PATIENCE: u32 = 6;

/// A check that had more than this part of its deadline to itself on a processor is not short of it: it spins. No check of the
/// course needs as much when it is alone.
const SHARE: u32 = 8;

/// More threads want to run here than twice the processors.
fn busy() -> bool {
    let load = fs::read_to_string("/proc/loadavg").ok();
    let load = load.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    load.is_some_and(|load| load > 2.0 * processors as f64)
}

/// What came of asking a check once.
struct Asked {
    result: CheckResult,
    /// It had not ended at its deadline.
    late: bool,
    /// It had little time on a processor until then, or nobody can tell.
    short_of_time: bool,
}

/// A check that did not end in time because it was short of it, on a busy machine, is given more: neither a verdict nor points may
/// depend on the machine.
fn patiently(asked: impl Fn(u32) -> Result<Asked>, busy: impl Fn() -> bool) -> Result<Asked> {
    let first = asked(1)?;
    if first.late && first.short_of_time && busy() { asked(PATIENCE) } else { Ok(first) }
}

/// On real threads luck decides much. Whoever grades must know what did: a check that did not pass is asked again with the same
/// input, and it is noted whether it passes then, or fails in other words.
///
/// Of several ways in which it fails the worst is told: each was seen, and which of them came first, or whether a milder one came
/// at all, was luck.
fn steadied(first: Asked, mut again: impl FnMut() -> Result<Asked>) -> Result<CheckResult> {
    let Asked { mut result, late, .. } = first;
    // Whoever spoke in the check's place once has done so, whatever comes of it another time.
    if matches!(result.verdict, Verdict::Passed | Verdict::Tampered) {
        return Ok(result);
    }
    let (began, mut unsteady) = (Instant::now(), false);
    for time in 0..AGAIN {
        if time >= AGAIN_AT_LEAST && began.elapsed() > LONG {
            break;
        }
        let next = again()?;
        match next.result.verdict {
            Verdict::Passed => unsteady = true,
            Verdict::Tampered => return Ok(next.result),
            _ => result = worse(result, next.result),
        }
        // A deadline is a long time to learn that it waits or spins again.
        if late || next.late {
            break;
        }
    }
    Ok(CheckResult { unsteady, ..result })
}

/// The worse of two ways in which a check failed. Two of the same kind are told as one, the same whichever came first.
fn worse(one: CheckResult, other: CheckResult) -> CheckResult {
    let rank = |check: &CheckResult| match check.verdict {
        Verdict::Limit => 3,
        Verdict::TimedOut => 2,
        Verdict::Crashed => 1,
        _ => 0,
    };
    if (rank(&one), rank(&other)) == (0, 0) {
        let same = one.message == other.message && one.line == other.line;
        let other_words = one.other_words || other.other_words || !same;
        return CheckResult { other_words, ..one };
    }
    let badness = |check: &CheckResult| (rank(check), Reverse(check.message.clone()));
    if badness(&other) > badness(&one) { other } else { one }
}

/// So many runs of a check go on at once: a check that waits leaves the processor to the others.
const AT_ONCE: usize = 6;

/// Runs every check again and again, each time with other input, until each has run `times` times or, where there is one,
/// the `budget` of the check is used up.
pub fn repeat(
    site: &Site,
    suite: &Suite,
    linked: &Linked,
    times: usize,
    budget: Option<Duration>,
) -> Result<Vec<Repeated>> {
    let mut found = Vec::new();
    for (index, check) in suite.checks.iter().enumerate() {
        let began = Instant::now();
        let mut repeated = Repeated { check: check.name.clone(), runs: 0, refused: 0, first: None };
        let once = |round| {
            let late = budget.is_some_and(|budget| began.elapsed() > budget);
            if late || site.cancel.is_cancelled() {
                return Ok(None);
            }
            let seed = seed(site, suite, index, round as u64);
            let asked =
                patiently(|patience| judge(site, suite, check, seed, linked, patience), busy)?;
            Ok(Some(asked.result))
        };
        in_parallel(AT_ONCE, times, once, |_, result| {
            let Some(result) = result else { return Ok(()) };
            repeated.runs += 1;
            if result.verdict != Verdict::Passed {
                repeated.refused += 1;
                repeated.first.get_or_insert(result);
            }
            Ok(())
        })?;
        found.push(repeated);
    }
    Ok(found)
}

fn stage(verdict: Verdict, checks: Vec<CheckResult>) -> StageResult {
    StageResult {
        stage: Stage::Test,
        verdict,
        ms: 0,
        checks,
        diagnostics: Vec::new(),
        message: None,
    }
}

/// Links the checks with the answer; `Err` in the result when they do not fit together, or there is no code to link with.
pub fn link(site: &Site, suite: &Suite, code: &mut Code) -> Result<Result<Linked, StageResult>> {
    let source = site.folder(&suite.named("checks.rs"));
    let text = generate::test_runner(suite.checks, &suite.folder.join("test.rs"));
    fs::write(&source, text).context("cannot write the test runner")?;
    let job = Job {
        driver: Driver::Rustc,
        world: World::Real,
        emit: toolchain::Emit::Program,
        name: &suite.named("checks"),
        source: &source,
        out: &site.folder("real"),
        externs: site.answer_externs(World::Real),
        shown_as: None,
        remap: suite.remap.clone(),
        reads: vec![suite.folder.clone()],
    };
    let has_oracle = suite.checks.iter().any(|check| matches!(check.form, Form::Oracle { .. }));
    let (compiled, oracle) = std::thread::scope(|scope| {
        let oracle = has_oracle.then(|| scope.spawn(|| compile_oracle(site, suite)));
        let compiled = site.link(&job, code);
        (compiled, oracle.map(super::join).transpose())
    });
    let (compiled, oracle) = (compiled?, oracle?);
    let Some(compiled) = compiled else {
        return Ok(Err(stage(Verdict::Skipped, Vec::new())));
    };
    if compiled.succeeded() {
        return Ok(Ok(Linked { program: compiled.output, oracle }));
    }
    Ok(Err(match compiled.outcome.ended {
        Ended::Cancelled => stage(Verdict::Skipped, Vec::new()),
        _ if compiled.has_errors() => StageResult {
            message: Some(
                "the checks do not compile against this file: does it still have what the task promises, with the same \
                 signatures?"
                    .to_string(),
            ),
            diagnostics: compiled.diagnostics,
            ..stage(Verdict::Failed, Vec::new())
        },
        _ if site.used_up(&compiled.outcome).is_some() => StageResult {
            message: site.used_up(&compiled.outcome).map(|what| {
                format!("compiling the checks with this file used {what}")
            }),
            ..stage(Verdict::Limit, Vec::new())
        },
        _ if site.runner.untrusted.is_some() => StageResult {
            message: Some("the compiler did not get to an end with the checks and this file".to_string()),
            ..stage(Verdict::Crashed, Vec::new())
        },
        _ => bail!(compiled.broke_down("the test runner cannot be compiled")),
    }))
}

/// One seed for each check, following from the plan's: the same answer gets the same input, another answer another.
fn seed(site: &Site, suite: &Suite, index: usize, round: u64) -> u64 {
    site.plan
        .seed
        .wrapping_add(((suite.before + index) as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
        .wrapping_add(round)
}

/// What one process said: a verdict, or a value that is yet to be compared.
enum Said {
    Verdict(Box<CheckResult>),
    Value(String),
}

/// Asks a check once, and gives it that many times its deadline.
fn judge(
    site: &Site,
    suite: &Suite,
    check: &Check,
    seed: u64,
    linked: &Linked,
    patience: u32,
) -> Result<Asked> {
    // What is said of a check that did not end names the deadline that holds everywhere, not what it was given here.
    let said = check.deadline.unwrap_or(site.plan.exercise.limits.deadline);
    let deadline = said * patience;
    let args = || vec![OsString::from(&check.name), "--seed".into(), seed.to_string().into()];
    // What is right does not depend on the answer, so nobody waits for the one after the other.
    let oracle = linked.oracle.as_ref().filter(|_| matches!(check.form, Form::Oracle { .. }));
    let (outcome, right) = std::thread::scope(|scope| {
        let oracle = oracle.map(|oracle| scope.spawn(|| site.run_check(oracle, args(), deadline)));
        let outcome = site.run_check(&linked.program, args(), deadline);
        (outcome, oracle.map(super::join))
    });
    let outcome = outcome?;
    let mut result = match read(site, check, &outcome, said) {
        Said::Verdict(result) => *result,
        Said::Value(value) => {
            let right = right.context("a check returned a value, but there is no oracle")??;
            match read(site, check, &right, said) {
                Said::Value(right) => compare(check, seed, &value, &right),
                Said::Verdict(result) => bail!(
                    "{}: the oracle of {} gave no value: {}",
                    suite.shown.join("oracle.rs").display(),
                    check.name,
                    result.message.unwrap_or_default()
                ),
            }
        }
    };
    result.output = printed(&outcome);
    result.seed = Some(seed);
    Ok(Asked {
        result,
        late: outcome.ended == Ended::TimedOut,
        short_of_time: outcome.worked.is_none_or(|worked| worked < deadline / SHARE),
    })
}

/// Reads the record of one process.
fn read(site: &Site, check: &Check, outcome: &Outcome, deadline: Duration) -> Said {
    let refused = |verdict, message: String| {
        Said::Verdict(Box::new(CheckResult::refused(&check.name, &check.says, verdict, message)))
    };
    if let Some(what) = site.used_up(outcome) {
        return refused(Verdict::Limit, format!("it used {what}"));
    }
    if let Some(why) = site.tampered(outcome) {
        return refused(Verdict::Tampered, why);
    }
    let mut lines = outcome.channel.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let record = match (lines.next(), lines.next()) {
        (Some(line), None) => serde_json::from_slice::<Record>(line).ok(),
        _ => None,
    };
    match (outcome.ended, record) {
        (Ended::TimedOut, _) => refused(
            Verdict::TimedOut,
            format!(
                "it had not ended after {} s: a thread waits for something that never comes, or runs without end",
                deadline.as_secs_f64()
            ),
        ),
        (Ended::Cancelled | Ended::TooMuchOutput, _) => {
            refused(Verdict::Skipped, "cancelled".to_string())
        }
        (Ended::Signaled { name, .. }, _) => {
            let stderr = outcome.stderr.text();
            let why = if stderr.contains("has overflowed its stack") {
                ": a thread overflowed its stack"
            } else if stderr.contains("memory allocation of") {
                ": it asked for more memory than there is"
            } else {
                ""
            };
            refused(Verdict::Crashed, format!("the process was ended by the signal {name}{why}"))
        }
        (Ended::Exited(_), _) if outcome.channel_overflowed => {
            refused(Verdict::Failed, TOO_LONG.to_string())
        }
        // A check that returns a value has not passed because somebody says so: its value is compared outside.
        (Ended::Exited(0), Some(Record::Passed)) if matches!(check.form, Form::Assert) => {
            Said::Verdict(Box::new(CheckResult::passed(&check.name, &check.says)))
        }
        (Ended::Exited(0), Some(Record::Stuck)) => refused(
            Verdict::TimedOut,
            "it would never end: every thread waits for another one, and nothing can happen any more".to_string(),
        ),
        (Ended::Exited(0), Some(Record::Value { value }))
            if matches!(check.form, Form::Oracle { .. }) =>
        {
            Said::Value(value)
        }
        (Ended::Exited(0), Some(Record::Failed { message, file, line, elsewhere })) => {
            let mut text = readable(message);
            // The check saw only that a thread had panicked; what that thread said is the cause.
            text.push_str(&panicked_before(elsewhere));
            let mut result = CheckResult::refused(&check.name, &check.says, Verdict::Failed, text);
            result.file = file;
            result.line = line;
            Said::Verdict(Box::new(result))
        }
        (Ended::Exited(0), _) if site.runner.untrusted.is_some() => {
            refused(Verdict::Tampered, SILENCED.to_string())
        }
        (Ended::Exited(code), _) => refused(
            Verdict::Crashed,
            format!(
                "the process ended with status {code} before the check had: does the answer end the process?"
            ),
        ),
    }
}

/// What the threads said that had panicked before, each text once: often all of them say the same.
fn panicked_before(elsewhere: Vec<String>) -> String {
    let mut said: Vec<(String, usize)> = Vec::new();
    for text in elsewhere.into_iter().map(readable) {
        match said.iter_mut().find(|(other, _)| *other == text) {
            Some((_, threads)) => *threads += 1,
            None => said.push((text, 1)),
        }
    }
    said.into_iter()
        .map(|(text, threads)| match threads {
            1 => format!("\nA thread panicked before: {text}"),
            _ => format!("\n{threads} threads panicked before, each of them: {text}"),
        })
        .collect()
}

fn compare(check: &Check, seed: u64, value: &str, right: &str) -> CheckResult {
    if value == right {
        return CheckResult::passed(&check.name, &check.says);
    }
    let message = format!(
        "for the input of seed {seed} the answer gives {}, but right is {}",
        short(value),
        short(right)
    );
    CheckResult::refused(&check.name, &check.says, Verdict::Failed, message)
}

fn short(value: &str) -> String {
    const MOST: usize = 200;
    match value.char_indices().nth(MOST) {
        None => value.to_string(),
        Some((end, _)) => format!("{} …", &value[..end]),
    }
}

/// What the answer printed: shown, never parsed.
fn printed(outcome: &Outcome) -> String {
    let (out, err) = (outcome.stdout.text(), outcome.stderr.text());
    match (out.is_empty(), err.is_empty()) {
        (_, true) => out,
        (true, false) => err,
        (false, false) => format!("{out}\n{err}"),
    }
}

/// The oracle's program, compiled once for its text and the warm crates: it does not depend on the answer.
fn compile_oracle(site: &Site, suite: &Suite) -> Result<PathBuf> {
    let file = suite.folder.join("oracle.rs");
    let text = fs::read(&file).with_context(|| {
        format!(
            "{} has checks that return a value, so {} must exist",
            suite.shown.join("test.rs").display(),
            file.display()
        )
    })?;
    let mut key = Key::builder();
    key.part("oracle", &text);
    key.part("path", file.as_os_str().as_encoded_bytes());
    key.part("warm", site.runner.toolchain.warm_hash.as_bytes());
    let folder =
        site.runner.root.join("target").join("loomlings").join("oracles").join(key.finish().hex());
    let program = folder.join(format!("oracle{}", std::env::consts::EXE_SUFFIX));
    if program.is_file() {
        return Ok(program);
    }
    let source = site.folder("oracle.rs");
    fs::write(&source, generate::oracle_runner(suite.checks, &file))
        .context("cannot write the oracle's runner")?;
    let out = site.make_folder("oracle")?;
    let job = Job {
        driver: Driver::Rustc,
        world: World::Real,
        emit: toolchain::Emit::Program,
        name: "oracle",
        source: &source,
        out: &out,
        externs: Vec::new(),
        shown_as: None,
        remap: suite.remap.clone(),
        reads: vec![suite.folder.clone()],
    };
    let compiled = site.compile(&job, &mut |_| {})?;
    if !compiled.succeeded() {
        let said: Vec<&str> = compiled.errors().map(|error| error.rendered.as_str()).collect();
        bail!(
            "{} does not compile:\n{}{}",
            suite.shown.join("oracle.rs").display(),
            said.join("\n"),
            compiled.rest
        );
    }
    // Renamed into place whole; a checker that was faster has put the same thing there.
    fs::create_dir_all(folder.parent().unwrap_or(&folder))
        .context("cannot create the folder of oracles")?;
    match fs::rename(&out, &folder) {
        Ok(()) => Ok(program),
        Err(_) if program.is_file() => Ok(program),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(error).context("the compiled oracle has disappeared")
        }
        Err(error) => {
            Err(error).with_context(|| format!("cannot keep the oracle in {}", folder.display()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AGAIN, Asked, PATIENCE, panicked_before, patiently, steadied};
    use crate::event::{CheckResult, Verdict};
    use std::cell::RefCell;

    fn refused(verdict: Verdict, message: &str) -> Asked {
        let result = CheckResult::refused("c", "S.", verdict, message.to_string());
        Asked { result, late: false, short_of_time: false }
    }

    /// Deadlines that a check is given which ends like that each time.
    fn deadlines(late: bool, short_of_time: bool, busy: bool) -> Vec<u32> {
        let given = RefCell::new(Vec::new());
        let asked = |patience| {
            given.borrow_mut().push(patience);
            let verdict = if late { Verdict::TimedOut } else { Verdict::Failed };
            Ok(Asked { late, short_of_time, ..refused(verdict, "") })
        };
        patiently(asked, || busy).expect("nothing broke");
        given.into_inner()
    }

    #[test]
    fn more_time_is_for_those_who_were_short_of_it_on_a_busy_machine() {
        assert_eq!(deadlines(true, true, true), [1, PATIENCE]);
        assert_eq!(deadlines(true, false, true), [1], "it spins");
        assert_eq!(deadlines(true, true, false), [1], "it waits for ever");
        assert_eq!(deadlines(false, true, true), [1], "it has said what it had to say");
    }

    /// What is made of a check that ends like that, one time after the other and the last one for ever, and how often it is asked.
    fn asked(mut ends: Vec<Asked>) -> (CheckResult, usize) {
        ends.reverse();
        let mut next = || {
            let last = ends.last().expect("it is known how it ends");
            let next = Asked { result: last.result.clone(), ..*last };
            if ends.len() > 1 {
                ends.pop();
            }
            next
        };
        let (first, mut times) = (next(), 1);
        let again = || {
            times += 1;
            Ok(next())
        };
        let result = steadied(first, again).expect("nothing broke");
        (result, times)
    }

    fn passed() -> Asked {
        Asked { result: CheckResult::passed("c", "S."), late: false, short_of_time: false }
    }

    fn late() -> Asked {
        Asked { late: true, ..refused(Verdict::TimedOut, "it had not ended") }
    }

    #[test]
    fn what_passes_is_not_asked_again() {
        assert_eq!(asked(vec![passed()]).1, 1);
    }

    #[test]
    fn what_fails_is_asked_often_enough_and_whether_it_passed_is_noted() {
        let (result, times) = asked(vec![refused(Verdict::Failed, "got 1")]);
        assert_eq!((result.unsteady, result.other_words, times), (false, false, 1 + AGAIN));
        let failed = || refused(Verdict::Failed, "got 1");
        let (result, times) = asked(vec![failed(), failed(), failed(), passed()]);
        assert_eq!((result.unsteady, result.other_words, times), (true, false, 1 + AGAIN));
    }

    #[test]
    fn two_failures_in_other_words_are_the_same_one_whichever_came_first() {
        for texts in [["got 1", "got 2"], ["got 2", "got 1"]] {
            let (result, _) = asked(texts.map(|text| refused(Verdict::Failed, text)).into());
            assert_eq!((result.verdict, result.other_words), (Verdict::Failed, true));
        }
    }

    #[test]
    fn of_several_ways_to_fail_the_worst_is_told_whichever_came_first() {
        let worst_of = |ways: &[(Verdict, &str)]| {
            let result =
                asked(ways.iter().map(|(verdict, text)| refused(*verdict, text)).collect()).0;
            assert!(!result.other_words, "what is told was seen");
            (result.verdict, result.message.expect("it says why"))
        };
        let from_bad_to_worse = [
            (Verdict::Failed, "got 1"),
            (Verdict::Crashed, "SIGABRT"),
            (Verdict::TimedOut, "stuck"),
            (Verdict::TimedOut, "late"),
            (Verdict::Limit, "memory"),
        ];
        for pair in from_bad_to_worse.windows(2) {
            let worst = (pair[1].0, pair[1].1.to_string());
            assert_eq!(worst_of(pair), worst);
            assert_eq!(worst_of(&[pair[1], pair[0]]), worst);
        }
    }

    #[test]
    fn who_spoke_in_the_checks_place_once_is_not_excused_by_another_time() {
        let tampered = || refused(Verdict::Tampered, "somebody spoke");
        for ends in
            [vec![tampered(), passed()], vec![refused(Verdict::Failed, "got 1"), tampered()]]
        {
            let (result, _) = asked(ends);
            assert_eq!((result.verdict, result.unsteady), (Verdict::Tampered, false));
        }
    }

    #[test]
    fn a_deadline_is_waited_for_twice_at_most() {
        assert_eq!(asked(vec![late()]).1, 2);
        assert_eq!(asked(vec![refused(Verdict::Failed, "got 1"), late()]).1, 2);
        assert!(asked(vec![late(), passed()]).0.unsteady);
    }

    #[test]
    fn what_several_threads_say_is_told_once() {
        let said = |texts: &[&str]| {
            panicked_before(texts.iter().map(|text| (*text).to_string()).collect())
        };
        assert_eq!(said(&[]), "");
        assert_eq!(said(&["left: 1"]), "\nA thread panicked before: left: 1");
        assert_eq!(
            said(&["a", "b", "a", "a"]),
            "\n3 threads panicked before, each of them: a\nA thread panicked before: b"
        );
    }
}
