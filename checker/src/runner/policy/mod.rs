//! What an answer may not contain when nobody trusts it: decided before anything of it is compiled or run.
//!
//! Three layers, each for what it can do best. A look at the words of the file finds what a macro could not hide, because a
//! macro cannot make a word that stands nowhere. Lints of the compiler find what a word alone does not prove. The jail around
//! compilers and checks keeps in whatever both have missed. This module is the first two, and pure: it may not run anything.

use crate::event::Diagnostic;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The settings of the lints: which functions, types and macros are refused.
pub const LINT_SETTINGS: &str = include_str!("clippy.toml");

/// The lints that refuse an untrusted answer, and that it cannot allow.
pub const LINTS: [&str; 4] = [
    "clippy::disallowed_methods",
    "clippy::disallowed_types",
    "clippy::disallowed_macros",
    "long_running_const_eval",
];

/// Words that have no place in an answer, and why.
pub const WORDS: [(&str, &str); 21] = [
    ("include", "an answer is one file"),
    ("include_str", "an answer is one file"),
    ("include_bytes", "an answer is one file"),
    ("option_env", "an answer does not depend on where it is compiled"),
    ("asm", "an answer is written in Rust"),
    ("global_asm", "an answer is written in Rust"),
    ("naked_asm", "an answer is written in Rust"),
    ("no_mangle", "an answer replaces no symbols"),
    ("export_name", "an answer replaces no symbols"),
    ("link_section", "an answer places no symbols"),
    ("link_name", "an answer replaces no symbols"),
    ("global_allocator", "an answer replaces no part of the runtime"),
    ("panic_handler", "an answer replaces no part of the runtime"),
    ("rustc_private", "an answer uses what the course offers"),
    ("os", "an answer does not depend on the system that it runs on"),
    ("size_of", TELLS),
    ("size_of_val", TELLS),
    ("align_of", TELLS),
    ("type_name", TELLS),
    ("type_name_of_val", TELLS),
    ("type_id", TELLS),
];

/// The model's types have other sizes and names than those they stand in for.
const TELLS: &str = "an answer does the same whether it runs for real or in the model";

/// Why a file is refused unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What stands there, and why it may not.
    pub message: String,
}

/// The first word of a file that refuses it. A file that cannot be taken apart is the compiler's to refuse, see [`reads`].
pub fn refusal(text: &str) -> Option<Refusal> {
    find(tokens(text)?)
}

/// Whether the words of a file can be told apart at all.
pub fn reads(text: &str) -> bool {
    tokens(text).is_some()
}

fn tokens(text: &str) -> Option<TokenStream> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A first line for a shell is no token. `#![` begins an attribute.
    let shebang = text.starts_with("#!") && !text[2..].trim_start().starts_with('[');
    let body = if shebang { text.find('\n').map_or("", |end| &text[end..]) } else { text };
    body.parse().ok()
}

/// Deeper than this nobody nests, and whoever reads a file must not run out of stack.
const DEEPEST: usize = 200;

/// Without recursion, in the order of the text.
fn find(stream: TokenStream) -> Option<Refusal> {
    let all = |stream: TokenStream| -> Vec<TokenTree> { stream.into_iter().collect() };
    let mut levels = vec![(all(stream), 0)];
    while !levels.is_empty() {
        let deep = levels.len() > DEEPEST;
        let Some((tokens, index)) = levels.last_mut() else { break };
        let at = *index;
        *index += 1;
        let Some(token) = tokens.get(at) else {
            levels.pop();
            continue;
        };
        let start = token.span().start();
        let refuse =
            |message: String| Some(Refusal { line: start.line, column: start.column + 1, message });
        if let Some(message) = refused(&tokens[at..]) {
            return refuse(message);
        }
        if let TokenTree::Group(group) = token {
            if deep {
                return refuse(format!("brackets are nested more than {DEEPEST} deep"));
            }
            let inner = all(group.stream());
            levels.push((inner, 0));
        }
    }
    None
}

/// Why the first of these tokens has no place in an answer.
fn refused(tokens: &[TokenTree]) -> Option<String> {
    match tokens.first()? {
        TokenTree::Ident(ident) => {
            let word = ident.to_string();
            let word = word.strip_prefix("r#").unwrap_or(&word);
            if let Some((_, why)) = WORDS.iter().find(|(refused, _)| *refused == word) {
                return Some(format!("`{word}` is not allowed in a graded answer: {why}"));
            }
            let foreign = word == "extern" && !is_word(tokens.get(1), "crate");
            foreign.then(|| {
                "`extern` is not allowed in a graded answer: nothing foreign is linked".to_string()
            })
        }
        TokenTree::Punct(_) => nested_lifetimes(tokens).then(|| {
            "a reference to a reference with two different lifetimes is not allowed in a graded answer: it is how safe code has \
             been made to break the compiler's promises (rust-lang/rust#25860). One lifetime does"
                .to_string()
        }),
        TokenTree::Group(_) | TokenTree::Literal(_) => None,
    }
}

fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == word)
}

/// `&'a &'b …`, also with parentheses or `mut` in between.
fn nested_lifetimes(tokens: &[TokenTree]) -> bool {
    let Some((first, rest)) = reference(tokens) else { return false };
    let inner = match rest {
        [TokenTree::Group(group), ..] if group.delimiter() != Delimiter::Brace => {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            return reference(&inside).is_some_and(|(second, _)| second != first);
        }
        rest => rest,
    };
    reference(inner).is_some_and(|(second, _)| second != first)
}

/// The lifetime of a reference that begins here, and what follows it.
fn reference(tokens: &[TokenTree]) -> Option<(String, &[TokenTree])> {
    let [TokenTree::Punct(and), TokenTree::Punct(tick), TokenTree::Ident(name), rest @ ..] = tokens
    else {
        return None;
    };
    if and.as_char() != '&' || tick.as_char() != '\'' || tick.spacing() != Spacing::Joint {
        return None;
    }
    let rest = if is_word(rest.first(), "mut") { &rest[1..] } else { rest };
    Some((name.to_string(), rest))
}

/// The compiler refused the file because of what this module forbids, or because it tried to allow that.
pub fn is_forbidden(error: &Diagnostic, lints: &[&str]) -> bool {
    let code = error.code.as_deref();
    code.is_some_and(|code| lints.contains(&code))
        || (code == Some("E0453") && lints.iter().any(|lint| error.message.contains(lint)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<(usize, usize)> {
        refusal(text).map(|refusal| (refusal.line, refusal.column))
    }

    #[test]
    fn words_are_found_wherever_they_hide() {
        assert_eq!(refused("pub fn f() {}\n  include!(\"a\");\n"), Some((2, 3)));
        for text in [
            "use std::include as harmless;",
            "use std::{mem, include_str as s};",
            "macro_rules! m { ($($t:tt)*) => { $($t)* } } m! { extern \"C\" {} }",
            "fn f() { r#include!(\"a\") }",
            "#[unsafe(no_mangle)] pub fn memcmp() {}",
            "#![feature(x)]\n#[global_allocator] static A: u8 = 0;",
            "#!/usr/bin/env run-cargo-script\nconst X: &str = include_str!(\"/etc/passwd\");",
            "\u{feff}const X: &str = include_str!(\"/etc/passwd\");",
            "fn f<'a, 'b, T>(_: &'a &'b (), v: &'b T) -> &'a T { v }",
            "fn f<'a, 'b, T>(_: &'a mut &'b mut (), v: &'b T) -> &'a T { v }",
            "fn f<'b, T>(_: &'static (&'b ()), v: &'b T) -> &'static T { v }",
            "type F<'a, 'b> = fn(&'static &'a (), &'b ());",
            "use std::{os as harmless};",
            "fn f() -> bool { std::mem::size_of::<u8>() == 1 }",
        ] {
            assert!(refused(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_answers_are_made_of_is_not_refused() {
        for text in [
            "// include_str! in a comment\n/// and include! here\npub fn f() { let s = \"extern asm\"; }",
            "extern crate std as real;",
            "fn f<'a>(a: &'a &'a str, b: &'a [&'a str], c: &'a u8, d: &&u8) {}",
            "fn f<'a, 'b>(a: &'a str, b: &'b str, c: Vec<&'b str>) {}",
            "fn f(x: u8, y: u8) -> bool { x & y == 'a' as u8 & 'b' as u8 }",
        ] {
            assert_eq!(refusal(text), None, "{text}");
        }
    }

    #[test]
    fn no_nesting_is_too_deep_to_be_refused() {
        for depth in [300, 60_000] {
            let text = format!("fn f() {{ {}0{} }}", "(".repeat(depth), ")".repeat(depth));
            assert!(refusal(&text).is_some_and(|refusal| refusal.message.contains("nested")));
            assert!(!reads(&text[..text.len() / 2]));
        }
        let fine = format!("fn f() {{ {}0{} }}", "(".repeat(100), ")".repeat(100));
        assert_eq!(refusal(&fine), None);
    }

    #[test]
    fn what_cannot_be_taken_apart_is_known() {
        assert!(reads("pub fn f() {}") && !reads("pub fn f() {") && !reads("'"));
    }
}
