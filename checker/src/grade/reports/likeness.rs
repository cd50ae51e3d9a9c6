//! Answers that are alike: evidence for somebody who asks, and never a penalty.
//!
//! Short answers to one task are alike by nature. So what the unsolved file and the reference answer have in common with an
//! answer does not count, nor do names, numbers, texts, comments and white space: what is compared is the order of the tokens
//! that remain, in overlapping pieces (Schleimer, Wilkerson, Aiken: "Winnowing", SIGMOD 2003, without the thinning out, which
//! answers of this size do not need).

use crate::grade::book::Book;
use std::collections::{BTreeMap, BTreeSet};

/// Tokens in a piece.
const PIECE: usize = 10;
/// Pieces of its own that an answer needs, or there is nothing to compare.
const ENOUGH: usize = 12;
/// So many of a hundred pieces in common are called near.
const NEAR: usize = 85;

/// Students whose answers to one exercise are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Which exercise.
    pub exercise: String,
    /// What they are called in the report.
    pub students: Vec<String>,
    /// Byte for byte; else nearly, after names and layout are taken away.
    pub identical: bool,
}

/// What answers are compared with.
pub trait Texts {
    /// The answer with that hash.
    fn answer(&self, hash: &str) -> Option<String>;
    /// The unsolved file and the reference answer of an exercise.
    fn given(&self, exercise: &str) -> Vec<String>;
}

/// The clusters of a class, by exercise. Members of one group are one.
pub fn clusters(book: &Book, texts: &dyn Texts) -> Vec<Cluster> {
    let mut clusters = Vec::new();
    for (column, item) in book.items.iter().enumerate() {
        // Who handed in which answer; a group counts as one.
        let mut who: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
        for row in &book.rows {
            let record = &row.cells[column].record;
            let Some(hash) = record.answer.as_deref().filter(|_| !record.untouched) else {
                continue;
            };
            let group = row.person.column("group");
            let one =
                group.map_or_else(|| format!("student {}", row.shown), |g| format!("group {g}"));
            who.entry(hash).or_default().entry(one).or_insert(&row.shown);
        }
        let names = |hash: &str| who[hash].values().map(|name| name.to_string());
        for (hash, students) in &who {
            if students.len() > 1 {
                clusters.push(Cluster {
                    exercise: item.name.clone(),
                    students: names(hash).collect(),
                    identical: true,
                });
            }
        }
        let given: BTreeSet<u64> =
            texts.given(&item.name).iter().flat_map(|text| pieces(text)).collect();
        let own: Vec<(&str, BTreeSet<u64>)> = who
            .keys()
            .filter_map(|hash| Some((*hash, texts.answer(hash)?)))
            .map(|(hash, text)| (hash, pieces(&text).difference(&given).copied().collect()))
            .filter(|(_, own): &(_, BTreeSet<u64>)| own.len() >= ENOUGH)
            .collect();
        for near in joined(&own) {
            let students: BTreeSet<String> = near.iter().flat_map(|hash| names(hash)).collect();
            if students.len() > 1 {
                let students = students.into_iter().collect();
                clusters.push(Cluster { exercise: item.name.clone(), students, identical: false });
            }
        }
    }
    clusters
}

/// Answers that are near each other, directly or through others; different bytes only.
fn joined<'h>(own: &[(&'h str, BTreeSet<u64>)]) -> Vec<Vec<&'h str>> {
    let mut of: Vec<usize> = (0..own.len()).collect();
    for a in 0..own.len() {
        for b in a + 1..own.len() {
            let (small, large) =
                (own[a].1.len().min(own[b].1.len()), own[a].1.len().max(own[b].1.len()));
            let common = own[a].1.intersection(&own[b].1).count();
            if common * 100 >= NEAR * small && small * 2 >= large && of[a] != of[b] {
                let (from, to) = (of[b], of[a]);
                of.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (index, group) in of.iter().enumerate() {
        groups.entry(*group).or_default().push(own[index].0);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// The overlapping pieces of a text, as numbers.
fn pieces(text: &str) -> BTreeSet<u64> {
    let tokens = tokens(text);
    tokens
        .windows(PIECE)
        .map(|piece| {
            // FNV-1a: equal pieces have equal numbers, and that is all that is asked.
            piece
                .iter()
                .flat_map(|token| token.bytes().chain([0]))
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
                })
        })
        .collect()
}

/// Keywords whose place says how a program is built; every other word is a name.
const KEYWORDS: [&str; 36] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub",
    "ref", "return", "self", "Self", "static", "struct", "trait", "true", "type", "use", "where",
    "while",
];

/// The tokens, without comments; names, numbers and texts are all alike. Not a Rust lexer: where it is wrong, it is wrong in the
/// same way for everybody. It does not recurse, whatever it is given.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            tokens.push("\"");
            string(rest)
        } else if c.is_alphabetic() || c == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let word = &rest[..end];
            tokens.push(KEYWORDS.into_iter().find(|known| *known == word).unwrap_or("name"));
            end
        } else if c.is_ascii_digit() {
            tokens.push("0");
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else {
            if !c.is_whitespace() {
                tokens.push(&rest[..c.len_utf8()]);
            }
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    tokens
}

/// Length of the text in quotation marks at the beginning.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_comments_and_layout_make_no_difference() {
        let one = "fn total(hits: u64) -> u64 { /* sum */ let all = hits + 17; all } // done";
        let two = "fn sum(n: u64)->u64{\n let x = n + 3;\n x\n}";
        assert_eq!(tokens(one), tokens(two));
        assert_ne!(tokens(one), tokens("fn total(hits: u64) -> u64 { hits + 17 }"));
    }

    #[test]
    fn a_text_that_does_not_end_is_read_to_its_end() {
        for text in ["\"\\", "/* never", "//", "é\u{202e}", "\"a\\\"b\"c"] {
            tokens(text);
        }
        assert_eq!(tokens("\"a\\\"b\" c"), ["\"", "name"]);
    }

    #[test]
    fn chains_of_near_answers_are_one_cluster() {
        let set = |range: std::ops::Range<u64>| range.collect::<BTreeSet<u64>>();
        let own =
            [("a", set(0..100)), ("b", set(10..110)), ("c", set(20..120)), ("d", set(500..600))];
        assert_eq!(joined(&own), [vec!["a", "b", "c"]]);
    }

    #[test]
    fn a_short_answer_inside_of_a_long_one_is_not_near() {
        let own = [("a", (0..20).collect()), ("b", (0..200).collect::<BTreeSet<u64>>())];
        assert!(joined(&own).is_empty());
    }
}
