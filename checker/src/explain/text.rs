//! Text on its way to a terminal: made harmless, measured, cut and wrapped.
//!
//! An answer may print and name what it likes. It may not move the learner's cursor, clear the screen or reorder a line:
//! whatever comes from an answer or a compiler passes through here.

use std::fmt::Write;

/// One line, whatever is in it: control characters become visible signs, line ends too.
pub fn visible_line(text: &str) -> String {
    visible(text, false)
}

/// Several lines: line ends stay, a tab becomes four spaces, every other control character a visible sign.
pub fn visible_text(text: &str) -> String {
    visible(&text.replace("\r\n", "\n"), true)
}

fn visible(text: &str, lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' if lines => out.push('\n'),
            '\t' => out.push_str("    "),
            // The pictures of the control characters stand in the same order as the characters.
            '\0'..='\x1f' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\x7f' => out.push('␡'),
            '\u{80}'..='\u{9f}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            c if reorders(c) => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

/// Characters without a shape of their own that change how the rest of a line is shown.
fn reorders(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Removes colours and every other escape sequence, and makes the rest visible.
pub fn strip_ansi(text: &str) -> String {
    ansi(text, false)
}

/// Keeps colours (`ESC [ … m`), removes every other escape sequence, and makes the rest visible.
pub fn only_colours(text: &str) -> String {
    ansi(text, true)
}

fn ansi(text: &str, keep_colours: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\x1b') {
        out.push_str(&visible_text(&rest[..at]));
        let after = &rest[at + 1..];
        let length = sequence(after);
        let body = &after[..length];
        if keep_colours && is_colour(body) {
            out.push('\x1b');
            out.push_str(body);
        } else if length == 0 {
            out.push('␛');
        }
        rest = &after[length..];
    }
    out.push_str(&visible_text(rest));
    out
}

/// `[1;31m` and its like, and nothing that hides behind the same ending.
fn is_colour(body: &str) -> bool {
    body.strip_prefix('[')
        .and_then(|body| body.strip_suffix('m'))
        .is_some_and(|codes| codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'))
}

/// Length of what follows ESC and belongs to it; 0 when it is no known form.
fn sequence(after: &str) -> usize {
    let bytes = after.as_bytes();
    match bytes.first() {
        // CSI: parameters, then one final byte.
        Some(b'[') => bytes[1..]
            .iter()
            .position(|byte| !(0x20..0x40).contains(byte))
            .filter(|&end| (0x40..0x7f).contains(&bytes[1 + end]))
            .map_or(1, |end| end + 2),
        // OSC: up to BEL or ESC \.
        Some(b']') => match after.find(['\x07', '\x1b']) {
            Some(end) if bytes[end] == 0x07 => end + 1,
            Some(end) if bytes.get(end + 1) == Some(&b'\\') => end + 2,
            _ => 1,
        },
        Some(byte) if byte.is_ascii_graphic() => 1,
        _ => 0,
    }
}

/// Columns that the text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Columns of one character: combining marks take none, East Asian ideographs and most pictures two. An approximation:
/// what matters is that columns stay in line for the text that exercises really contain.
fn char_width(c: char) -> usize {
    match c as u32 {
        0x300..=0x36f | 0x200b..=0x200d | 0xfe00..=0xfe0f | 0x20d0..=0x20ff => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f680..=0x1f6ff
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// At most `columns` wide; what is missing is marked by `…`.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_string();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        if used + char_width(c) + 1 > columns {
            break;
        }
        used += char_width(c);
        out.push(c);
    }
    if columns > 0 {
        out.truncate(out.trim_end().len());
        out.push('…');
    }
    out
}

/// The text and as many spaces as make it `columns` wide.
pub fn padded(text: &str, columns: usize) -> String {
    let mut out = text.to_string();
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(text))));
    out
}

/// Lines of at most `columns`, broken between words, and inside a word only where it does not fit on a line of its own.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let before = lines.len();
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let mut word = word;
            if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            while width(word) > columns && line.is_empty() {
                let mut used = 0;
                let end = word
                    .char_indices()
                    .find(|&(_, c)| {
                        used += char_width(c);
                        used > columns
                    })
                    // At least one character a line, however narrow: otherwise this would not end.
                    .map_or(word.len(), |(at, c)| if at == 0 { c.len_utf8() } else { at });
                lines.push(word[..end].to_string());
                word = &word[end..];
            }
            if word.is_empty() {
                continue;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if !line.is_empty() || lines.len() == before {
            lines.push(line);
        }
    }
    lines
}

/// The lines of a wrapped paragraph, each behind the same indent.
pub fn indented(text: &str, indent: &str, columns: usize) -> String {
    wrap(text, columns.saturating_sub(width(indent)).max(20))
        .into_iter()
        .map(|line| if line.is_empty() { "\n".to_string() } else { format!("{indent}{line}\n") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_that_an_answer_prints_are_shown_instead_of_obeyed() {
        assert_eq!(visible_line("a\x1b[2J\x07b\nc\u{9b}1m"), "a␛[2J␇b␊c\\x9b1m");
        assert_eq!(visible_text("a\r\nb\tc\rd"), "a\nb    c␍d");
        assert_eq!(visible_line("user\u{202e}nimda"), "user\\u{202e}nimda");
    }

    #[test]
    fn a_compilers_colours_can_be_kept_and_nothing_else() {
        let text =
            "\x1b[1m\x1b[31merror\x1b[0m\x1b[2J \x1b]0;title\x07x\x1b]8;;http://a\x1b\\y\x1b";
        assert_eq!(strip_ansi(text), "error xy␛");
        assert_eq!(only_colours(text), "\x1b[1m\x1b[31merror\x1b[0m xy␛");
        assert_eq!(only_colours("\x1b[?25m"), "");
    }

    #[test]
    fn cutting_marks_what_is_missing_and_fits() {
        assert_eq!(cut("let seen = 1;", 13), "let seen = 1;");
        assert_eq!(cut("let seen = 1;", 10), "let seen…");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn wrapping_breaks_between_words_and_long_words_where_it_must() {
        assert_eq!(wrap("reads READY = false", 10), ["reads", "READY =", "false"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("日本", 1), ["日", "本"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
    }
}
