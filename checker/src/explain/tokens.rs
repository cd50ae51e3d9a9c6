//! Just enough of Rust's lexical structure to find out what a value is called.
//!
//! Not a parser, on purpose: it works inside macros, and a file that does not parse costs nothing but a name. It may not
//! panic on any text.

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A name or a keyword.
    Ident,
    /// A literal of any kind, or a lifetime.
    Literal,
    /// Punctuation; `::`, `=>`, `->`, `..` and comparison operators are one token each.
    Punct,
}

/// One token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its text.
    pub text: &'a str,
    /// What it is made of.
    pub sort: Sort,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters as rustc counts them.
    pub column: u32,
}

impl Token<'_> {
    /// It is exactly this text, and not a literal that looks like it.
    pub fn is(&self, text: &str) -> bool {
        self.sort != Sort::Literal && self.text == text
    }

    /// A name, keywords included.
    pub fn is_ident(&self) -> bool {
        self.sort == Sort::Ident
    }
}

/// The tokens of a text, comments left out.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { text, at: 0, line: 1, column: 1 };
    let mut tokens = Vec::new();
    while let Some(c) = lexer.peek() {
        if c.is_whitespace() {
            lexer.skip(c.len_utf8());
        } else if lexer.rest().starts_with("//") {
            let end = lexer.rest().find('\n').unwrap_or(lexer.rest().len());
            lexer.skip(end);
        } else if lexer.rest().starts_with("/*") {
            lexer.skip(block_comment(lexer.rest()));
        } else {
            let (sort, length) = measure(lexer.rest(), c);
            let (line, column, start) = (lexer.line, lexer.column, lexer.at);
            lexer.skip(length);
            tokens.push(Token { text: &text[start..lexer.at], sort, line, column });
        }
    }
    tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes on by `length` bytes, which end between two characters.
    fn skip(&mut self, length: usize) {
        for c in self.rest()[..length].chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at += length;
    }
}

/// What begins here and how many bytes it has (at least one character).
fn measure(rest: &str, first: char) -> (Sort, usize) {
    if let Some(length) = string(rest) {
        return (Sort::Literal, length);
    }
    if first == '\'' {
        return (Sort::Literal, character(rest));
    }
    if first.is_ascii_digit() {
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        return (Sort::Literal, length);
    }
    if first.is_alphabetic() || first == '_' {
        let raw = if rest.starts_with("r#") { 2 } else { 0 };
        let length = rest[raw..]
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .map_or(rest.len(), |length| length + raw);
        return (Sort::Ident, length.max(1));
    }
    const LONG: [&str; 20] = [
        "..=", "<<=", ">>=", "::", "=>", "->", "..", "==", "!=", "<=", "&&", "||", "+=", "-=",
        "*=", "/=", "%=", "^=", "&=", "|=",
    ];
    let long = LONG.iter().find(|long| rest.starts_with(**long));
    (Sort::Punct, long.map_or(first.len_utf8(), |long| long.len()))
}

/// Length of a string literal in any of its forms, if one begins here.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        rest.strip_prefix(*prefix).is_some_and(|rest| rest.starts_with(['"', '#']))
    })?;
    let body = &rest[prefix.len()..];
    let hashes = body.bytes().take_while(|&byte| byte == b'#').count();
    if !body[hashes..].starts_with('"') || (hashes > 0 && !prefix.contains('r')) {
        return None;
    }
    let open = prefix.len() + hashes + 1;
    if prefix.contains('r') {
        let close = format!("\"{}", "#".repeat(hashes));
        return Some(rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len()));
    }
    let mut escaped = false;
    for (at, c) in rest[open..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(open + at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// Length of a character literal or of a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            let end = rest[2..].char_indices().skip(1).find(|&(_, c)| c == '\'');
            end.map_or(rest.len(), |(at, _)| at + 3)
        }
        Some((_, c)) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ if c.is_alphabetic() || c == '_' => rest[1..]
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .map_or(rest.len(), |length| length + 1),
            _ => 1,
        },
        None => 1,
    }
}

/// Length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_and_strings_hide_what_is_in_them() {
        assert_eq!(
            texts("let s = \"a; // {\\\"\"; /* x /* y */ z */ b // c"),
            ["let", "s", "=", "\"a; // {\\\"\"", ";", "b"]
        );
        assert_eq!(
            texts("r#\"a \" b\"# br\"\\\" r#type b'x'"),
            ["r#\"a \" b\"#", "br\"\\\"", "r#type", "b", "'x'"]
        );
    }

    #[test]
    fn lifetimes_are_not_character_literals() {
        assert_eq!(
            texts("&'a str '\\'' 'x' '\\u{1f}'"),
            ["&", "'a", "str", "'\\''", "'x'", "'\\u{1f}'"]
        );
    }

    #[test]
    fn positions_count_characters_from_one() {
        let tokens = tokens("let é = 1;\n  x\n");
        assert_eq!((tokens[2].text, tokens[2].line, tokens[2].column), ("=", 1, 7));
        assert_eq!((tokens[5].text, tokens[5].line, tokens[5].column), ("x", 2, 3));
    }

    #[test]
    fn no_text_is_too_broken() {
        for text in ["'", "'\\", "\"", "r#\"", "/*", "b'", "é'", "r#", "0x", "\u{feff}"] {
            let _ = tokens(text);
        }
    }
}
