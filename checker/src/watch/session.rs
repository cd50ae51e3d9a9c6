//! What the learner is doing: pure state, folded from keys and verdicts.
//!
//! It may not print, read files or start checks: it answers every key with what is to be done.

use crate::event::{Report, Verdict};

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Check the current file, whatever is remembered.
    CheckAgain,
    /// Go to the next exercise that is not solved yet.
    Next,
    /// Leave this exercise for later and go to the next.
    Skip,
    /// Go to the exercise before this one.
    Previous,
    /// Show all exercises and how far they are.
    List,
    /// Show the hint of this level, from 1.
    Hint(u8),
    /// Put the unsolved file back.
    Reset,
    /// Show the Go counterpart beside the learner's file.
    Go,
    /// Show the checks on real threads and on every schedule.
    Tests,
    /// Show the chapter's lesson.
    Lesson,
    /// Show how the learner's file differs from the reference answer.
    Solution,
    /// Open the learner's file in an editor.
    Open,
    /// Check every exercise.
    CheckAll,
    /// Say something that changes nothing.
    Say(&'static str),
    /// Show the keys.
    Help,
    /// End.
    Quit,
}

/// The keys and what they do, the most useful first; the last two are always shown.
pub const KEYS: [(&str, &str); 15] = [
    ("n", "next"),
    ("h", "hint"),
    ("g", "Go"),
    ("d", "lesson"),
    ("l", "list"),
    ("s", "schedule"),
    ("t", "tests"),
    ("o", "open"),
    ("r", "run again"),
    ("p", "previous"),
    ("S", "solution"),
    ("x", "reset"),
    ("c", "check all"),
    ("?", "help"),
    ("q", "quit"),
];

/// Hints an exercise has.
const HINTS: u8 = 3;

/// The learner's session with one exercise.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// The newest verdict on the current file.
    pub verdict: Option<Verdict>,
    /// The exercise was solved, now or before.
    solved: bool,
    /// The highest hint shown so far.
    hints: u8,
    /// A key that asks for confirmation was pressed before.
    asked: Option<char>,
}

impl Session {
    /// A session with an exercise that was `solved` before or not, and of which `hints` hints were shown.
    pub fn new(hints: u8, solved: bool) -> Session {
        Session { hints, solved, ..Session::default() }
    }

    /// Takes note of a verdict.
    pub fn judged(&mut self, report: &Report) {
        self.verdict = Some(report.verdict);
        self.solved |= report.solved();
    }

    /// Takes note that the file changed: what was said about it no longer holds.
    pub fn changed(&mut self) {
        self.verdict = None;
        self.asked = None;
    }

    /// What a key asks for.
    pub fn key(&mut self, key: char) -> Option<Action> {
        let asked = self.asked.take();
        Some(match key {
            'n' => match self.verdict {
                Some(verdict) if verdict == Verdict::Passed || verdict.is_unproven() => {
                    Action::Next
                }
                _ if asked == Some('n') => Action::Skip,
                None => Action::Say("the check is still running; its verdict comes first"),
                Some(_) => {
                    self.asked = Some('n');
                    Action::Say("this one is not solved yet; press n again to leave it for later")
                }
            },
            'p' => Action::Previous,
            'l' => Action::List,
            'h' => {
                self.hints = (self.hints + 1).min(HINTS);
                Action::Hint(self.hints)
            }
            'r' => Action::CheckAgain,
            'g' => Action::Go,
            't' => Action::Tests,
            'd' => Action::Lesson,
            'o' => Action::Open,
            'c' => Action::CheckAll,
            'S' if self.solved => Action::Solution,
            'S' => Action::Say(
                "the reference answer is compared with yours once this is solved; h gives a hint",
            ),
            's' => Action::Say("the schedule stands with the verdict"),
            'x' if asked == Some('x') => Action::Reset,
            'x' => {
                self.asked = Some('x');
                Action::Say(
                    "press x again to put the unsolved file back; your text is kept as a backup",
                )
            }
            '?' => Action::Help,
            'q' => Action::Quit,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(verdict: Option<Verdict>) -> Session {
        Session { verdict, ..Session::default() }
    }

    #[test]
    fn the_next_exercise_comes_at_once_after_a_pass_and_after_an_unproven_answer() {
        for verdict in [Verdict::Passed, Verdict::NotModelled, Verdict::TooLarge] {
            assert_eq!(with(Some(verdict)).key('n'), Some(Action::Next));
        }
    }

    #[test]
    fn an_unsolved_exercise_is_left_only_when_asked_twice() {
        let mut session = with(Some(Verdict::Failed));
        assert!(matches!(session.key('n'), Some(Action::Say(_))));
        assert_eq!(session.key('n'), Some(Action::Skip));
    }

    #[test]
    fn reset_asks_and_another_key_in_between_takes_the_question_back() {
        let mut session = with(None);
        assert!(matches!(session.key('x'), Some(Action::Say(_))));
        assert_eq!(session.key('r'), Some(Action::CheckAgain));
        assert!(matches!(session.key('x'), Some(Action::Say(_))));
        assert_eq!(session.key('x'), Some(Action::Reset));
    }

    #[test]
    fn hints_come_one_level_a_press_and_stop_at_the_last() {
        let mut session = Session::new(1, false);
        let levels: Vec<_> = (0..3).filter_map(|_| session.key('h')).collect();
        assert_eq!(levels, [Action::Hint(2), Action::Hint(3), Action::Hint(3)]);
    }

    #[test]
    fn the_reference_answer_is_compared_only_with_what_is_solved() {
        assert!(matches!(with(Some(Verdict::Failed)).key('S'), Some(Action::Say(_))));
        assert_eq!(Session::new(0, true).key('S'), Some(Action::Solution));
    }

    #[test]
    fn a_save_makes_the_old_verdict_void() {
        let mut session = with(Some(Verdict::Passed));
        session.changed();
        assert!(matches!(session.key('n'), Some(Action::Say(_))));
    }
}
