//! Two texts -> their lines, those of one text alone marked. Pure.

use similar::{ChangeTag, TextDiff};

/// Every line with a mark before it: `-` only in `before`, `+` only in `after`, a space in both.
pub fn lines(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut out = String::new();
    for change in diff.iter_all_changes() {
        let (mark, colour) = match change.tag() {
            ChangeTag::Delete => ("-", "31"),
            ChangeTag::Insert => ("+", "32"),
            ChangeTag::Equal => (" ", "0"),
        };
        let text = change.value().trim_end_matches(['\n', '\r']);
        out.push_str(&format!("\x1b[{colour}m{mark} {text}\x1b[0m\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::text::strip_ansi;

    #[test]
    fn every_line_is_there_once_and_says_whose_it_is() {
        let text = strip_ansi(&lines("a\nb\nc\n", "a\nx\nc\n"));
        assert_eq!(text, "  a\n- b\n+ x\n  c\n");
    }
}
