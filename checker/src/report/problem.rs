//! The first problem of an answer, in full: what the compiler said, or what the schedule did, and one place to look.
//!
//! It may not choose the problem by taste: it is the first in table order, because what comes later may follow from it.

use super::checklist::{Look, sign};
use crate::event::{CheckResult, Diagnostic, Kind, Report, Stage, StageResult, Verdict};
use crate::explain::compact::Detail;
use crate::explain::compiler::rendered;
use crate::explain::finding::sentence;
use crate::explain::lanes::{Picture, draw};
use crate::explain::sentences::tell;
use crate::explain::style::Tone;
use crate::explain::text::{cut, indented, visible_line, visible_text, wrap};
use crate::explain::verdict::paragraph;
use crate::explain::words::assertion;
use crate::explain::{Source, counted};

/// Lines of an answer's output that are shown: what is worth reading stands at the ends.
const OUTPUT: usize = 20;

/// The problem that decides the verdict; nothing where there is none.
pub fn problem(report: &Report, source: &dyn Source, detail: Detail, look: Look) -> String {
    let Some(result) = report.stage.and_then(|stage| report.stage(stage)) else {
        return String::new();
    };
    let mut out = String::new();
    match first(result) {
        Some(check) => out.push_str(&self::check(result.stage, check, source, detail, look)),
        None => out.push_str(&stage(result, look)),
    }
    if let Some(diagnosis) = &report.diagnosis {
        out.push('\n');
        out.push_str(&indented(
            &format!("A known mistake fails in the same way: {}", visible_line(diagnosis)),
            "",
            text_width(look),
        ));
    }
    out
}

/// The first check with the stage's verdict.
fn first(result: &StageResult) -> Option<&CheckResult> {
    result
        .checks
        .iter()
        .find(|check| check.verdict == result.verdict && check.verdict != Verdict::Passed)
}

/// A stage that did not get as far as its checks.
fn stage(result: &StageResult, look: Look) -> String {
    let mut out = String::new();
    if let Some(message) = &result.message {
        out.push_str(&indented(&visible_text(message), "", text_width(look)));
    }
    let errors: Vec<&Diagnostic> =
        result.diagnostics.iter().filter(|said| said.level == "error").collect();
    // What the model build says concerns the model. The message has put it in words.
    if !result.verdict.is_unproven() {
        if let Some(error) = errors.first() {
            out.push_str(&rendered(error, look.style));
        }
        if errors.len() > 1 {
            let more = counted(errors.len() as u64 - 1, "more error");
            out.push_str(&format!(
                "\n… and {more}; an error may be the consequence of the one before it\n"
            ));
        }
    }
    let about = CheckResult {
        // The message is told above.
        message: result.message.clone(),
        ..CheckResult::refused("", "", result.verdict, "")
    };
    let paragraph = paragraph(result.stage, &about);
    if !paragraph.is_empty() {
        out.push('\n');
        out.push_str(&indented(&paragraph, "", text_width(look)));
    }
    out
}

fn check(
    stage: Stage,
    check: &CheckResult,
    source: &dyn Source,
    detail: Detail,
    look: Look,
) -> String {
    let (mark, word, tone) = sign(check.verdict);
    let says = visible_line(if check.says.is_empty() { &check.name } else { &check.says });
    let head =
        if look.aloud { format!("{word}: {says}") } else { format!("{mark} {word}: {says}") };
    let mut out = String::new();
    for line in wrap(&head, text_width(look)) {
        out.push_str(&format!("{}\n", look.style.paint(tone, &line)));
    }
    // Not wrapped: a place is to be clicked on or copied.
    let place = format!("  {stage}, {}{}", visible_line(&check.name), place(check));
    out.push_str(&format!("{}\n", look.style.paint(Tone::Faint, &place)));
    let message = check.message.as_deref().unwrap_or_default();
    match &check.schedule {
        Some(schedule) if !schedule.steps.is_empty() || !schedule.blocked.is_empty() => {
            let picture = Picture { schedule, broken: broken(check), source };
            out.push('\n');
            for line in wrap(&visible_line(&sentence(check)), text_width(look)) {
                out.push_str(&format!("{}\n", look.style.paint(Tone::Strong, &line)));
            }
            out.push('\n');
            out.push_str(&if look.aloud {
                tell(&picture, detail)
            } else {
                draw(&picture, look.columns, detail, look.style)
            });
        }
        _ if message.is_empty() => {}
        _ => {
            out.push('\n');
            out.push_str(&indented(&told(message), "  ", text_width(look)));
        }
    }
    if let Some(line) = failing_line(check, source, look) {
        out.push_str(&format!("  {line}\n"));
    }
    if let Some(seed) = check.seed {
        out.push_str(&format!("  the input was drawn at random, with seed {seed}\n"));
    }
    if !check.output.trim().is_empty() {
        out.push_str(&printed(&check.output));
    }
    let paragraph = paragraph(stage, check);
    if !paragraph.is_empty() {
        out.push('\n');
        out.push_str(&indented(&paragraph, "", text_width(look)));
    }
    out
}

/// What stands below the schedule: the broken assertion. Of a deadlock the rows of those who wait have said it already.
pub fn broken(check: &CheckResult) -> &str {
    let told = matches!(check.kind, Some(Kind::Deadlock | Kind::Leak))
        && check.schedule.as_ref().is_some_and(|schedule| !schedule.blocked.is_empty());
    check.message.as_deref().filter(|_| !told).unwrap_or_default()
}

/// An assertion as a sentence; a longer text (two values that differ, say) keeps its lines.
fn told(message: &str) -> String {
    if message.starts_with("assertion ") { assertion(message) } else { visible_text(message) }
}

fn place(check: &CheckResult) -> String {
    match (&check.file, check.line) {
        (Some(file), Some(line)) => format!(" ({}:{line})", visible_line(file)),
        (Some(file), None) => format!(" ({})", visible_line(file)),
        _ => String::new(),
    }
}

/// The assertion's own source line, where no schedule shows it.
fn failing_line(check: &CheckResult, source: &dyn Source, look: Look) -> Option<String> {
    if check.schedule.is_some() {
        return None;
    }
    let line = source.line(check.file.as_deref()?, check.line?)?;
    Some(cut(&format!("{} | {}", check.line?, visible_line(&line)), look.columns.saturating_sub(2)))
}

fn printed(output: &str) -> String {
    let text = visible_text(output.trim_end());
    let lines: Vec<&str> = text.lines().collect();
    let mut out = "\n  printed by the answer:\n".to_string();
    let half = OUTPUT / 2;
    for (at, line) in lines.iter().enumerate() {
        if lines.len() > OUTPUT && at >= half && at < lines.len() - half {
            if at == half {
                out.push_str(&format!(
                    "  … {}\n",
                    counted((lines.len() - OUTPUT) as u64, "more line")
                ));
            }
            continue;
        }
        out.push_str(&format!("  | {line}\n"));
    }
    out
}

/// Running text is read in lines of a book's length, however wide the terminal is.
fn text_width(look: Look) -> usize {
    look.columns.min(100)
}
