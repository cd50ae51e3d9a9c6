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
    /// Say something that changes nothing.
    Say(&'static str),
    /// Show the keys.
    Help,
    /// End.
    Quit,
}

/// The keys and what they do, in the order of the key bar.
pub const KEYS: [(&str, &str); 7] = [
    ("n", "next"),
    ("h", "hint"),
    ("l", "list"),
    ("r", "run again"),
    ("x", "reset"),
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
    /// The highest hint shown so far.
    hints: u8,
    /// A key that asks for confirmation was pressed before.
    asked: Option<u8>,
}

impl Session {
    /// A session in which `hints` hints were shown before.
    pub fn new(hints: u8) -> Session {
        Session { hints, ..Session::default() }
    }

    /// Takes note of a verdict.
    pub fn judged(&mut self, report: &Report) {
        self.verdict = Some(report.verdict);
    }

    /// Takes note that the file changed: what was said about it no longer holds.
    pub fn changed(&mut self) {
        self.verdict = None;
        self.asked = None;
    }

    /// What a key asks for.
    pub fn key(&mut self, key: u8) -> Option<Action> {
        let asked = self.asked.take();
        Some(match key {
            b'n' => match self.verdict {
                Some(verdict) if verdict == Verdict::Passed || verdict.is_unproven() => {
                    Action::Next
                }
                _ if asked == Some(b'n') => Action::Skip,
                None => Action::Say("the check is still running; its verdict comes first"),
                Some(_) => {
                    self.asked = Some(b'n');
                    Action::Say("this one is not solved yet; press n again to leave it for later")
                }
            },
            b'p' => Action::Previous,
            b'l' => Action::List,
            b'h' => {
                self.hints = (self.hints + 1).min(HINTS);
                Action::Hint(self.hints)
            }
            b'r' => Action::CheckAgain,
            b'x' if asked == Some(b'x') => Action::Reset,
            b'x' => {
                self.asked = Some(b'x');
                Action::Say(
                    "press x again to put the unsolved file back; your text is kept as a backup",
                )
            }
            b'?' => Action::Help,
            b'q' => Action::Quit,
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
            assert_eq!(with(Some(verdict)).key(b'n'), Some(Action::Next));
        }
    }

    #[test]
    fn an_unsolved_exercise_is_left_only_when_asked_twice() {
        let mut session = with(Some(Verdict::Failed));
        assert!(matches!(session.key(b'n'), Some(Action::Say(_))));
        assert_eq!(session.key(b'n'), Some(Action::Skip));
    }

    #[test]
    fn reset_asks_and_another_key_in_between_takes_the_question_back() {
        let mut session = with(None);
        assert!(matches!(session.key(b'x'), Some(Action::Say(_))));
        assert_eq!(session.key(b'r'), Some(Action::CheckAgain));
        assert!(matches!(session.key(b'x'), Some(Action::Say(_))));
        assert_eq!(session.key(b'x'), Some(Action::Reset));
    }

    #[test]
    fn hints_come_one_level_a_press_and_stop_at_the_last() {
        let mut session = Session::new(1);
        let levels: Vec<_> = (0..3).filter_map(|_| session.key(b'h')).collect();
        assert_eq!(levels, [Action::Hint(2), Action::Hint(3), Action::Hint(3)]);
    }

    #[test]
    fn a_save_makes_the_old_verdict_void() {
        let mut session = with(Some(Verdict::Passed));
        session.changed();
        assert!(matches!(session.key(b'n'), Some(Action::Say(_))));
    }
}
