//! What a result is worth.
//!
//! Pure: verdicts in, points out. Points are never lost to something that is not the student's doing: what the model does not
//! know, what was too large for it, and what broke down on our side leave the points open, and somebody has to look.

use crate::catalogue::{CheckName, Exercise};
use crate::event::{Stage, StageResult, Verdict};

/// How much of an exercise's points each stage gets where `info.toml` does not say: the two that run the answer most, the
/// misuse half of that. That a file compiles earns nothing, unless there is nothing else.
const WEIGHTS: [(Stage, u32); 4] =
    [(Stage::Build, 0), (Stage::Test, 4), (Stage::CompileFail, 2), (Stage::Model, 4)];

/// Whether some points are earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earned {
    /// They are.
    Yes,
    /// They are not.
    No,
    /// Nobody knows: it could not be proven, or the checker broke down.
    Open,
}

/// Points that are earned, or lost, together: a stage's, or a part's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What they are worth.
    pub max: u32,
    /// Whether they are earned.
    pub earned: Earned,
    /// What they count, `None` while they are open. What the unsolved file earns too counts only for a solved exercise.
    pub points: Option<u32>,
}

/// What one result is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The points, or `None` where somebody has to look.
    pub points: Option<u32>,
    /// Points that are certain.
    pub at_least: u32,
    /// What the exercise is worth.
    pub max: u32,
    /// The items in the order of the scheme.
    pub items: Vec<Item>,
}

/// How the points of an exercise are shared out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// Among its stages, in table order.
    Stages(Vec<(Stage, u32)>),
    /// Among its parts, in the order of `info.toml`.
    Parts(Vec<(u32, Vec<CheckName>)>),
}

impl Scheme {
    /// The scheme of an exercise that has these stages.
    pub fn of(exercise: &Exercise, stages: &[Stage]) -> Scheme {
        if !exercise.parts.is_empty() {
            let parts = exercise.parts.iter();
            return Scheme::Parts(parts.map(|p| (p.points, p.checks.clone())).collect());
        }
        Scheme::Stages(match &exercise.stage_points {
            Some(shares) => stages
                .iter()
                .map(|stage| {
                    let share = shares.iter().find(|(other, _)| other == stage);
                    (*stage, share.map_or(0, |(_, points)| *points))
                })
                .collect(),
            None => share_out(exercise.points, stages),
        })
    }

    fn items(&self) -> usize {
        match self {
            Scheme::Stages(stages) => stages.len(),
            Scheme::Parts(parts) => parts.len(),
        }
    }

    fn max(&self, index: usize) -> u32 {
        match self {
            Scheme::Stages(stages) => stages[index].1,
            Scheme::Parts(parts) => parts[index].0,
        }
    }

    fn earned(&self, index: usize, results: &[StageResult]) -> Earned {
        match self {
            Scheme::Stages(stages) => stage_earned(stages[index].0, results),
            Scheme::Parts(parts) => part_earned(&parts[index].1, results),
        }
    }
}

/// Shares points out by weight, whole points only: what is left over goes to the largest remainders, later stages first.
fn share_out(points: u32, stages: &[Stage]) -> Vec<(Stage, u32)> {
    let weight = |stage: Stage| {
        let only = stages.len() == 1;
        WEIGHTS.iter().find(|(other, _)| *other == stage).map_or(0, |(_, w)| (*w).max(only.into()))
    };
    let all: u32 = stages.iter().map(|stage| weight(*stage)).sum();
    let mut shares: Vec<(Stage, u32)> =
        stages.iter().map(|stage| (*stage, points * weight(*stage) / all.max(1))).collect();
    let mut order: Vec<usize> = (0..stages.len()).filter(|i| weight(stages[*i]) > 0).collect();
    order.sort_by_key(|&i| (u32::MAX - points * weight(stages[i]) % all.max(1), usize::MAX - i));
    let left = points - shares.iter().map(|(_, share)| share).sum::<u32>();
    for &index in order.iter().cycle().take(left as usize) {
        shares[index].1 += 1;
    }
    shares
}

fn verdict_of(stage: Stage, results: &[StageResult]) -> Option<Verdict> {
    results.iter().find(|result| result.stage == stage).map(|result| result.verdict)
}

/// What a single verdict says about points.
fn of_verdict(verdict: Verdict) -> Earned {
    match verdict {
        Verdict::Passed => Earned::Yes,
        verdict if verdict.is_unproven() || verdict == Verdict::InfraError => Earned::Open,
        _ => Earned::No,
    }
}

/// All of them: one that is lost decides, then one that is open.
fn all(states: impl IntoIterator<Item = Earned>) -> Earned {
    states.into_iter().fold(Earned::Yes, |so_far, next| match (so_far, next) {
        (Earned::No, _) | (_, Earned::No) => Earned::No,
        (Earned::Open, _) | (_, Earned::Open) => Earned::Open,
        _ => Earned::Yes,
    })
}

fn stage_earned(stage: Stage, results: &[StageResult]) -> Earned {
    let state = |stage| verdict_of(stage, results).map(of_verdict);
    let Some(build) = state(Stage::Build) else { return Earned::No };
    let mut needed = vec![build];
    // Whoever returns at once races with nobody: being right under every schedule counts only where the job is done.
    if stage == Stage::Model {
        needed.extend(state(Stage::Test));
    }
    if build != Earned::Yes {
        // What comes after was never asked.
        return build;
    }
    needed.push(state(stage).unwrap_or(Earned::No));
    all(needed)
}

fn part_earned(checks: &[CheckName], results: &[StageResult]) -> Earned {
    let build = verdict_of(Stage::Build, results).map_or(Earned::No, of_verdict);
    if build != Earned::Yes {
        return build;
    }
    all(checks.iter().map(|wanted| {
        let Some(stage) = results.iter().find(|result| result.stage == wanted.stage) else {
            return Earned::No;
        };
        match stage.checks.iter().find(|check| check.name == wanted.name) {
            Some(check) => of_verdict(check.verdict),
            // The stage did not get as far as its checks.
            None => match of_verdict(stage.verdict) {
                Earned::Open => Earned::Open,
                _ => Earned::No,
            },
        }
    }))
}

/// What an answer's results are worth, given those of the unsolved file.
pub fn score(scheme: &Scheme, results: &[StageResult], unsolved: &[StageResult]) -> Score {
    let solved = !results.is_empty() && results.iter().all(|r| r.verdict == Verdict::Passed);
    let items: Vec<Item> = (0..scheme.items())
        .map(|index| {
            let max = scheme.max(index);
            let earned = if solved { Earned::Yes } else { scheme.earned(index, results) };
            let free = !solved && scheme.earned(index, unsolved) == Earned::Yes;
            let points = match earned {
                _ if free => Some(0),
                Earned::Yes => Some(max),
                Earned::No => Some(0),
                // Nothing to argue about where nothing is at stake.
                Earned::Open => (max == 0).then_some(0),
            };
            Item { max, earned, points }
        })
        .collect();
    // A file that may turn out to be solved is worth all of it, also what the unsolved file earns.
    let open = items.iter().any(|item| item.points.is_none())
        || (!solved && all(results.iter().map(|r| of_verdict(r.verdict))) == Earned::Open);
    let at_least = items.iter().filter_map(|item| item.points).sum();
    Score {
        points: (!open).then_some(at_least),
        at_least,
        max: items.iter().map(|item| item.max).sum(),
        items,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::CheckResult;

    const ALL: [Stage; 4] = Stage::ALL;

    fn result(stage: Stage, verdict: Verdict) -> StageResult {
        let checks = vec![CheckResult { verdict, ..CheckResult::passed("check", "It holds.") }];
        StageResult { stage, verdict, ms: 0, checks, diagnostics: Vec::new(), message: None }
    }

    fn results(verdicts: [Verdict; 4]) -> Vec<StageResult> {
        ALL.into_iter().zip(verdicts).map(|(stage, verdict)| result(stage, verdict)).collect()
    }

    use Verdict::{
        Failed as F, InfraError as I, NotModelled as N, Passed as P, Skipped as S, TooLarge as L,
    };

    fn scheme() -> Scheme {
        Scheme::Stages(share_out(10, &ALL))
    }

    fn points(answer: [Verdict; 4], unsolved: [Verdict; 4]) -> Option<u32> {
        score(&scheme(), &results(answer), &results(unsolved)).points
    }

    #[test]
    fn points_are_shared_out_whole_and_completely() {
        use Stage::{Build, CompileFail, Model, Test};
        assert_eq!(share_out(10, &ALL), [(Build, 0), (Test, 4), (CompileFail, 2), (Model, 4)]);
        assert_eq!(share_out(5, &[Build, Test, Model]), [(Build, 0), (Test, 2), (Model, 3)]);
        assert_eq!(share_out(7, &[Build]), [(Build, 7)]);
        for points in 1..60 {
            for stages in [&ALL[..], &ALL[..2], &[Build, CompileFail], &[Build, Test, Model]] {
                let shares = share_out(points, stages);
                assert_eq!(shares.iter().map(|(_, share)| share).sum::<u32>(), points);
            }
        }
    }

    #[test]
    fn a_solved_exercise_is_worth_all_of_it_whatever_the_unsolved_file_earns() {
        assert_eq!(points([P, P, P, P], [P, P, P, F]), Some(10));
    }

    #[test]
    fn what_the_unsolved_file_earns_too_counts_nothing() {
        assert_eq!(points([P, P, P, F], [P, P, P, F]), Some(0));
        assert_eq!(points([P, P, P, F], [P, F, P, F]), Some(4));
        assert_eq!(points([P, F, P, F], [P, P, F, F]), Some(2));
        assert_eq!(points([F, S, S, S], [P, F, F, F]), Some(0));
    }

    #[test]
    fn points_of_the_model_need_the_test() {
        assert_eq!(points([P, F, F, P], [F, S, S, S]), Some(0));
        assert_eq!(points([P, P, F, P], [F, S, S, S]), Some(8));
    }

    #[test]
    fn what_is_not_proven_is_open_and_never_zero() {
        for verdict in [N, L, I] {
            assert_eq!(points([P, P, P, verdict], [P, P, P, F]), None, "{verdict}");
            assert_eq!(points([P, P, F, verdict], [P, F, F, F]), None, "{verdict}");
        }
        assert_eq!(points([I, S, S, S], [P, F, F, F]), None);
        assert_eq!(points([P, I, P, P], [P, F, F, F]), None);
        // Lost all the same: the test is not passed, so the model's word would not count.
        assert_eq!(points([P, F, F, N], [P, F, F, F]), Some(0));
    }

    #[test]
    fn what_is_certain_is_told_while_the_rest_is_open() {
        let open = score(&scheme(), &results([P, P, P, L]), &results([P, F, F, F]));
        assert_eq!((open.points, open.at_least, open.max), (None, 6, 10));
    }

    #[test]
    fn a_part_is_earned_by_its_own_checks_alone() {
        let name = |stage, name: &str| CheckName { stage, name: name.to_string() };
        let scheme = Scheme::Parts(vec![
            (6, vec![name(Stage::Test, "a"), name(Stage::Model, "a")]),
            (4, vec![name(Stage::Test, "b")]),
        ]);
        let stage = |stage, verdict, checks: &[(&str, Verdict)]| StageResult {
            checks: checks
                .iter()
                .map(|(name, verdict)| CheckResult {
                    verdict: *verdict,
                    ..CheckResult::passed(*name, "S.")
                })
                .collect(),
            ..result(stage, verdict)
        };
        let answer = |a, b, model| {
            [
                result(Stage::Build, P),
                stage(Stage::Test, if a == P && b == P { P } else { F }, &[("a", a), ("b", b)]),
                stage(Stage::Model, model, &[("a", model)]),
            ]
        };
        let unsolved = answer(F, F, F);
        assert_eq!(score(&scheme, &answer(P, P, P), &unsolved).points, Some(10));
        assert_eq!(score(&scheme, &answer(P, F, P), &unsolved).points, Some(6));
        assert_eq!(score(&scheme, &answer(F, P, P), &unsolved).points, Some(4));
        assert_eq!(score(&scheme, &answer(P, P, L), &unsolved).points, None);
        assert_eq!(score(&scheme, &answer(F, P, L), &unsolved).points, Some(4));
        assert_eq!(score(&scheme, &answer(P, P, P), &answer(P, F, P)).points, Some(10));
    }
}
