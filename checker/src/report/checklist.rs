//! The stages of an answer and their checks, each with a sign, a word and a sentence.
//!
//! It may not explain a failure; `problem` does.

use crate::event::{CheckResult, StageResult, Verdict};
use crate::explain::style::{Style, Tone};
use crate::explain::text::{cut, padded, visible_line, width};
use crate::explain::verdict::proof;

/// How lines are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the terminal.
    pub columns: usize,
    /// Emphasis.
    pub style: Style,
    /// Words only: no signs, no columns, nothing to see.
    pub aloud: bool,
}

/// The sign and the word for a verdict. The word alone says it.
pub fn sign(verdict: Verdict) -> (&'static str, &'static str, Tone) {
    match verdict {
        Verdict::Passed => ("✓", "passed", Tone::Good),
        Verdict::Failed => ("✗", "failed", Tone::Bad),
        Verdict::TimedOut => ("✗", "timed out", Tone::Bad),
        Verdict::Crashed => ("✗", "crashed", Tone::Bad),
        Verdict::Rejected => ("✗", "rejected", Tone::Bad),
        Verdict::NotModelled => ("?", "unproven", Tone::Unsure),
        Verdict::TooLarge => ("?", "unproven", Tone::Unsure),
        Verdict::Skipped => ("-", "skipped", Tone::Faint),
        Verdict::Tampered => ("✗", "tampered", Tone::Bad),
        Verdict::Limit => ("✗", "limit", Tone::Bad),
        Verdict::InfraError => ("?", "unproven", Tone::Unsure),
    }
}

/// Columns of the longest word above.
const WORD: usize = 9;

/// A stage and its checks.
pub fn stage(result: &StageResult, look: Look) -> String {
    let (sign, word, tone) = sign(result.verdict);
    let time = match result.verdict {
        Verdict::Skipped => String::new(),
        _ => format!("{} ms", result.ms),
    };
    let mut out = if look.aloud {
        let time = if time.is_empty() { time } else { format!(" ({time})") };
        format!("Stage {}: {word}. {}{time}\n", result.stage, result.stage.question())
    } else {
        let head = format!("{sign} {}  {}", padded(word, WORD), padded(result.stage.name(), 12));
        let question = cut(result.stage.question(), look.columns.saturating_sub(width(&head) + 14));
        let rest = look.columns.min(100).saturating_sub(width(&head) + 2 + width(&question));
        let time = format!("{}{time}", padded("", rest.saturating_sub(width(&time))));
        let line = format!(
            "{}  {question}{}",
            look.style.paint(tone, &head),
            look.style.paint(Tone::Faint, &time)
        );
        format!("{}\n", line.trim_end())
    };
    // A stage that was skipped has nothing to tell about its checks.
    if result.verdict != Verdict::Skipped {
        for check in &result.checks {
            out.push_str(&self::check(check, look));
        }
    }
    out
}

fn check(check: &CheckResult, look: Look) -> String {
    let (sign, word, tone) = sign(check.verdict);
    let mut sentence = visible_line(if check.says.is_empty() { &check.name } else { &check.says });
    if check.lesson {
        sentence = format!("the rule: {sentence}");
    }
    if let Some(proof) = proof(check) {
        sentence = format!("{} ({proof})", sentence.trim_end_matches('.'));
    }
    if look.aloud {
        return format!("  {word}: {sentence}\n");
    }
    // The column of signs is enough for what passed; whatever did not is said in words too.
    let lead = if check.verdict == Verdict::Passed { String::new() } else { format!("{word}: ") };
    let room = look.columns.saturating_sub(6);
    let text = cut(&format!("{lead}{sentence}"), room);
    format!("    {} {text}\n", look.style.paint(tone, sign))
}
