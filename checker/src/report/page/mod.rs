//! A bad schedule as a file to look at: a page, or one picture.
//!
//! Both are whole in themselves: no script, no font, no image from anywhere. Whatever comes from an answer is text in them
//! and nothing else. They may not explain more than the terminal does; they have more room to show it.

mod html;
mod svg;

pub use html::html;
pub use svg::svg;

use crate::event::{CheckResult, Report, Schedule, Stage};
use crate::explain::text::visible_line;

/// The checks that show a schedule, in table order.
fn shown(report: &Report) -> Vec<(Stage, &CheckResult, &Schedule)> {
    report
        .stages
        .iter()
        .flat_map(|result| result.checks.iter().map(|check| (result.stage, check)))
        .filter_map(|(stage, check)| Some((stage, check, check.schedule.as_ref()?)))
        .filter(|(_, _, schedule)| !schedule.steps.is_empty() || !schedule.blocked.is_empty())
        .collect()
}

/// One line of text for a page or a picture: what would steer a terminal is made visible, what would be markup is not.
pub(crate) fn text(raw: &str) -> String {
    escaped(&visible_line(raw))
}

/// Also inside of an attribute's quotation marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML has no way to write these two.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_of_an_answer_are_text() {
        assert_eq!(
            text("<script>alert(\"1\")</script>&'\u{1b}[2J\u{ffff}"),
            "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;␛[2J\u{fffd}"
        );
    }
}
