//! Text with colours, as compilers and reporters write it -> styled lines.
//!
//! Pure. It knows what sets colours and drops every other escape sequence: none of them may reach the terminal, whoever wrote
//! the text.

use ratatui_core::style::{Color, Modifier, Style};
use ratatui_core::text::{Line, Span};

/// The lines of a text; tabs become four spaces.
pub fn lines(text: &str) -> Vec<Line<'static>> {
    let mut style = Style::new();
    text.lines().map(|line| styled(line, &mut style)).collect()
}

fn styled(line: &str, style: &mut Style) -> Line<'static> {
    let mut spans = Vec::new();
    let mut plain = String::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\x1b' if chars.peek() == Some(&'[') => {
                chars.next();
                let mut codes = String::new();
                let last = loop {
                    match chars.next() {
                        Some(c @ ('0'..='9' | ';' | ':')) => codes.push(c),
                        other => break other,
                    }
                };
                if last == Some('m') {
                    if !plain.is_empty() {
                        spans.push(Span::styled(std::mem::take(&mut plain), *style));
                    }
                    *style = select(*style, &codes);
                }
            }
            '\t' => plain.push_str("    "),
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    if !plain.is_empty() {
        spans.push(Span::styled(plain, *style));
    }
    Line::from(spans)
}

/// "Select graphic rendition" (ECMA-48, 8.3.117), as far as it is about colour and weight.
fn select(mut style: Style, codes: &str) -> Style {
    let mut numbers = codes.split([';', ':']).map(|code| code.parse::<u8>().unwrap_or(0));
    while let Some(code) = numbers.next() {
        style = match code {
            0 => Style::new(),
            1 => style.add_modifier(Modifier::BOLD),
            2 => style.add_modifier(Modifier::DIM),
            3 => style.add_modifier(Modifier::ITALIC),
            4 => style.add_modifier(Modifier::UNDERLINED),
            7 => style.add_modifier(Modifier::REVERSED),
            22 => style.remove_modifier(Modifier::BOLD | Modifier::DIM),
            23 => style.remove_modifier(Modifier::ITALIC),
            24 => style.remove_modifier(Modifier::UNDERLINED),
            27 => style.remove_modifier(Modifier::REVERSED),
            30..=37 => style.fg(Color::Indexed(code - 30)),
            90..=97 => style.fg(Color::Indexed(code - 90 + 8)),
            39 => style.fg(Color::Reset),
            38 | 48 => {
                let color = match numbers.next() {
                    Some(5) => numbers.next().map(Color::Indexed),
                    Some(2) => match (numbers.next(), numbers.next(), numbers.next()) {
                        (Some(red), Some(green), Some(blue)) => Some(Color::Rgb(red, green, blue)),
                        _ => None,
                    },
                    _ => None,
                };
                match color {
                    Some(color) if code == 38 => style.fg(color),
                    Some(color) => style.bg(color),
                    None => style,
                }
            }
            _ => style,
        };
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_styles_and_last_until_they_are_taken_back() {
        let lines = lines("\x1b[1;31merror\x1b[0m: no\n\x1b[38;5;12m| two\nthree");
        let red = Style::new().add_modifier(Modifier::BOLD).fg(Color::Indexed(1));
        assert_eq!(lines[0].spans, [Span::styled("error", red), Span::raw(": no")]);
        let blue = Style::new().fg(Color::Indexed(12));
        assert_eq!(lines[2].spans, [Span::styled("three", blue)]);
    }

    #[test]
    fn no_other_escape_sequence_survives() {
        let told: String = lines("a\x1b[2Jb\x1b[10;10Hc\x1b]0;title\x07d\x1be\u{9b}1mf\rg\x1b[")
            .into_iter()
            .flat_map(|line| line.spans)
            .map(|span| span.content.into_owned())
            .collect();
        assert!(!told.chars().any(char::is_control), "{told:?}");
        assert!(told.starts_with("abc"), "{told:?}");
    }
}
