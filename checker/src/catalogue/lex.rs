//! Tells comments from code in Rust source: directives and marks are comments, which `syn` drops.
//!
//! It works on any text, also one that does not parse. It may not know what a comment says.

/// A comment that begins with `//`, as it stands in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment<'t> {
    /// Where it begins, in bytes.
    pub offset: usize,
    /// The line in which it stands, from 1.
    pub line: u32,
    /// It stands alone in its line.
    pub alone: bool,
    /// Its text, from the two slashes to the end of the line.
    pub text: &'t str,
}

/// A source taken apart.
#[derive(Debug, Clone)]
pub struct Lexed<'t> {
    /// The line comments, in order.
    pub comments: Vec<Comment<'t>>,
    /// The source with comments and the contents of literals blanked out, byte for byte as long as the source.
    pub code: String,
}

/// Takes a source apart.
pub fn lex(text: &str) -> Lexed<'_> {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut comments = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let end = if rest.starts_with("//") {
            let end = rest.find('\n').map_or(bytes.len(), |length| at + length);
            let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            comments.push(Comment {
                offset: at,
                line: 1 + text[..at].matches('\n').count() as u32,
                alone: text[line_start..at].trim().is_empty(),
                text: text[at..end].trim_end(),
            });
            end
        } else if rest.starts_with("/*") {
            block_comment_end(bytes, at)
        } else if let Some(hashes) = raw_string(bytes, at) {
            raw_string_end(text, at, hashes)
        } else if bytes[at] == b'"' {
            string_end(bytes, at + 1, b'"')
        } else if bytes[at] == b'\'' && is_char_literal(rest) {
            string_end(bytes, at + 1, b'\'')
        } else {
            // Code: keep it. An identifier is passed as a whole, so that the `r` of `bar"` opens no raw string.
            at += rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .map(char::len_utf8)
                .sum::<usize>()
                .max(rest.chars().next().map_or(1, char::len_utf8));
            continue;
        };
        for byte in &mut code[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    // Only whole literals and comments were blanked, with ASCII: what is left is as valid as it was.
    let code = String::from_utf8_lossy(&code).into_owned();
    Lexed { comments, code }
}

fn block_comment_end(bytes: &[u8], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => {
                depth += 1;
                at += 2;
            }
            b"*/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The number of hashes, where a raw string (`r"`, `br#"`, `cr##"`) begins here.
fn raw_string(bytes: &[u8], at: usize) -> Option<usize> {
    let mut rest = &bytes[at..];
    if matches!(rest.first(), Some(b'b' | b'c')) {
        rest = &rest[1..];
    }
    let rest = rest.strip_prefix(b"r")?;
    let hashes = rest.iter().take_while(|byte| **byte == b'#').count();
    (rest.get(hashes) == Some(&b'"')).then_some(hashes)
}

fn raw_string_end(text: &str, at: usize, hashes: usize) -> usize {
    let open = at + text[at..].find('"').unwrap_or_default() + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    text[open..].find(&close).map_or(text.len(), |length| open + length + close.len())
}

fn string_end(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// `'a'` and `'\n'`, but not the lifetime `'a`.
fn is_char_literal(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('\\'), Some(_)) => true,
        (Some(_), Some(second)) => second == '\'',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(text: &str) -> Vec<(u32, bool, &str)> {
        lex(text).comments.into_iter().map(|c| (c.line, c.alone, c.text)).collect()
    }

    #[test]
    fn comments_know_their_line_and_whether_they_stand_alone() {
        assert_eq!(
            comments("//! top\nlet x = 1; //~ E0382\n    //@ bound: 2\n"),
            [(1, true, "//! top"), (2, false, "//~ E0382"), (3, true, "//@ bound: 2")]
        );
    }

    #[test]
    fn slashes_in_literals_and_block_comments_are_no_comments() {
        for text in [
            r#"let url = "http://x";"#,
            r#"let quote = "\"//";"#,
            "let raw = r#\"\"//\"#;",
            "let raw = br\"//\";",
            "let c = '\"'; let d = '\\'';",
            "/* // /* nested // */ // */ fn f<'a>(x: &'a str) {}",
        ] {
            assert_eq!(comments(text), [], "{text}");
        }
    }

    #[test]
    fn a_comment_after_tricky_literals_is_found() {
        for text in [
            "let bar = \"x\"; // yes",
            "let c = '\"'; // yes",
            "fn f<'a>(x: &'a str) {} // yes",
            "let r#type = 1; // yes",
            "let s = \"ä\\\\\"; // yes",
        ] {
            assert_eq!(comments(text), [(1, false, "// yes")], "{text}");
        }
    }

    #[test]
    fn code_keeps_its_places_and_loses_comments_and_literals() {
        let text = "use a; // answer::x\nlet s = \"answer::y\"; answer::z();";
        let code = lex(text).code;
        assert_eq!(code.len(), text.len());
        assert_eq!(code.matches("answer::").count(), 1);
        assert_eq!(code.find("answer::"), text.rfind("answer::"));
    }
}
