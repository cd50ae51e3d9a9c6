//! Takes luck out of a verdict on threads.
//!
//! Pure. An answer with a race passes a check on real threads, or fails it, as the machine pleases; the model refuses it either
//! way. Points must not depend on that, nor on how busy the machine was. So where the model refuses an answer, a check on real
//! threads counts against it only if it failed every time it was asked; otherwise the model's word, which knows every schedule,
//! stands alone. And what a check said that found something wrong is kept only if it failed each time, and said the same; of
//! one that used more than it may or did not come to its end, be it at times, that is told.

use crate::event::{CheckResult, Report, Stage, StageResult, Verdict};

/// Said instead of a message that was not always the same one.
const OTHER_WORDS: &str = "it fails at times, or not in the same way each time: what happens depends on which thread is faster";

/// Said of a check that did not end: whether its threads were seen to stand still before the deadline depends on what else runs.
const NO_END: &str = "it does not end: its threads wait for each other or for something that never comes, or one of them runs without end";

/// The report without luck, and without what an answer printed.
pub fn steady(mut report: Report) -> Report {
    let refused_by_model =
        report.stage(Stage::Model).is_some_and(|model| model.verdict == Verdict::Failed);
    for stage in &mut report.stages {
        stage.ms = 0;
        for check in &mut stage.checks {
            check.output.clear();
        }
        if stage.stage == Stage::Test {
            stage.checks.iter_mut().for_each(|check| settle(check, refused_by_model));
            decide(stage);
        }
    }
    report.ms = 0;
    report.cached = false;
    (report.verdict, report.stage) = Report::decide(&report.stages);
    report
}

fn settle(check: &mut CheckResult, refused_by_model: bool) {
    if check.unsteady && refused_by_model {
        *check = CheckResult {
            seed: check.seed,
            ..CheckResult::passed(check.name.clone(), check.says.clone())
        };
    } else if check.verdict == Verdict::Failed && (check.unsteady || check.other_words) {
        check.message = Some(OTHER_WORDS.to_string());
        check.line = None;
        check.file = None;
    } else if check.verdict == Verdict::TimedOut {
        check.message = Some(NO_END.to_string());
    }
    check.unsteady = false;
    check.other_words = false;
}

/// The stage's verdict after its checks have changed; one that failed without any check stays as it is.
fn decide(stage: &mut StageResult) {
    if stage.checks.is_empty() {
        return;
    }
    let counted = || stage.checks.iter().filter(|check| !check.lesson).map(|check| check.verdict);
    stage.verdict = counted()
        .find(|verdict| *verdict != Verdict::Passed && !verdict.is_unproven())
        .or_else(|| counted().find(|verdict| *verdict != Verdict::Passed))
        .unwrap_or(Verdict::Passed);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(model: Verdict, check: CheckResult) -> Report {
        let stage = |stage, verdict, checks| StageResult {
            stage,
            verdict,
            ms: 7,
            checks,
            diagnostics: Vec::new(),
            message: None,
        };
        let stages = vec![
            stage(Stage::Build, Verdict::Passed, Vec::new()),
            stage(Stage::Test, check.verdict, vec![check]),
            stage(Stage::Model, model, Vec::new()),
        ];
        let (verdict, at) = Report::decide(&stages);
        Report {
            exercise: "chunks".to_string(),
            verdict,
            stage: at,
            ms: 9,
            stages,
            diagnosis: None,
            known_as: None,
            answer: "ab".to_string(),
            cached: true,
        }
    }

    fn lucky() -> CheckResult {
        let failed = CheckResult::refused("adds", "It adds.", Verdict::Failed, "got 41");
        CheckResult { unsteady: true, other_words: true, output: "hello".to_string(), ..failed }
    }

    #[test]
    fn a_race_that_the_model_refuses_is_refused_by_the_model_whatever_luck_said() {
        let steady = steady(report(Verdict::Failed, lucky()));
        assert_eq!((steady.verdict, steady.stage), (Verdict::Failed, Some(Stage::Model)));
        let lucky_run = report(Verdict::Failed, CheckResult::passed("adds", "It adds."));
        assert_eq!(steady, super::steady(lucky_run));
    }

    #[test]
    fn where_the_model_says_nothing_a_failure_that_was_seen_is_a_failure() {
        for model in [Verdict::Passed, Verdict::NotModelled, Verdict::TooLarge] {
            let steady = steady(report(model, lucky()));
            assert_eq!((steady.verdict, steady.stage), (Verdict::Failed, Some(Stage::Test)));
            assert_eq!(steady.stages[1].checks[0].message.as_deref(), Some(OTHER_WORDS));
        }
    }

    #[test]
    fn one_that_does_not_end_is_told_the_same_however_that_was_found_out() {
        let no_end = |message, unsteady| {
            let check = CheckResult::refused("adds", "It adds.", Verdict::TimedOut, message);
            steady(report(Verdict::Passed, CheckResult { unsteady, ..check }))
        };
        let stuck = no_end("it would never end", false);
        assert_eq!(stuck, no_end("it had not ended after 8 s", false));
        assert_eq!(stuck, no_end("it would never end", true));
        assert_eq!((stuck.verdict, stuck.stage), (Verdict::TimedOut, Some(Stage::Test)));
    }

    #[test]
    fn a_failure_that_is_always_the_same_keeps_its_words() {
        let always = CheckResult::refused("adds", "It adds.", Verdict::Failed, "got 41");
        let steady = steady(report(Verdict::Failed, always));
        assert_eq!((steady.verdict, steady.stage), (Verdict::Failed, Some(Stage::Test)));
        assert_eq!(steady.stages[1].checks[0].message.as_deref(), Some("got 41"));
    }
}
