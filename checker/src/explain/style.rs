//! Emphasis by meaning. Colour only repeats what a word or a sign already says, so that nothing is lost without it.
//!
//! It may not ask the environment or the terminal whether colours are wanted: its user says so.

use std::borrow::Cow;

/// What a piece of text is, as far as its looks are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is as it should be.
    Good,
    /// It is wrong.
    Bad,
    /// It is neither.
    Unsure,
    /// A title, or the one line to read first.
    Strong,
    /// There for completeness.
    Faint,
}

/// Whether emphasis is shown at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    colours: bool,
}

impl Style {
    /// Text without any escape sequence.
    pub const PLAIN: Style = Style { colours: false };
    /// The sixteen colours that every terminal has, in its owner's palette.
    pub const COLOURS: Style = Style { colours: true };

    /// Colours are on.
    pub fn has_colours(self) -> bool {
        self.colours
    }

    /// The text in that tone.
    pub fn paint(self, tone: Tone, text: &str) -> Cow<'_, str> {
        if !self.colours || text.is_empty() {
            return Cow::Borrowed(text);
        }
        let code = match tone {
            Tone::Good => "32",
            Tone::Bad => "1;31",
            Tone::Unsure => "33",
            Tone::Strong => "1",
            Tone::Faint => "2",
        };
        Cow::Owned(format!("\x1b[{code}m{text}\x1b[0m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_text_stays_as_it_is() {
        assert_eq!(Style::PLAIN.paint(Tone::Bad, "failed"), "failed");
        assert_eq!(Style::COLOURS.paint(Tone::Bad, "failed"), "\x1b[1;31mfailed\x1b[0m");
    }
}
