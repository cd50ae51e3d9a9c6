//! Markdown as it stands in the repository → the same text for a page of the book: links lead to pages, the names of
//! exercises become links, and Go that is followed by Rust stands beside it.
//!
//! Pure. It may not know which pages there are: whoever calls says where a link leads.

use anyhow::{Context, Result, bail};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What becomes of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// It leads there.
    To(String),
    /// What it leads to is not in the book: its words stay.
    Nowhere,
}

/// Where the words of a text lead.
pub trait Guide {
    /// Where a link leads that is written in the text.
    fn link(&self, written: &str) -> Result<Target>;
    /// Where a piece of code leads that is the name of an exercise; nothing if it is not.
    fn exercise(&self, name: &str) -> Option<String>;
}

/// What mdBook reads besides CommonMark.
pub fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// What stands before, between and behind two texts that are shown side by side.
pub const SIDE: (&str, &str, &str) =
    ("<div class=\"side\">\n<div>\n\n", "\n\n</div>\n<div>\n\n", "\n\n</div>\n</div>\n");

/// The text for the book.
///
/// # Errors
/// When a link leads nowhere, or is written in a way that is not understood here; with its line.
pub fn rewrite(text: &str, guide: &dyn Guide) -> Result<String> {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut place = Place::default();
    // The Go that a piece of Rust may follow.
    let mut go: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(text, dialect()).into_offset_iter() {
        place.enter(&event, &text[range.clone()]);
        let line = || text[..range.start].matches('\n').count() + 1;
        match &event {
            Event::Start(
                Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. },
            ) => {
                if let Some(edit) = link(text, &range, *link_type, dest_url, guide)
                    .with_context(|| format!("line {}", line()))?
                {
                    edits.push(edit);
                }
            }
            Event::Code(code) if place.may_link() => {
                let name = [".rs", ".go"].iter().find_map(|end| code.strip_suffix(end));
                // `chunks` may be a method, `lock_order.rs` is a file of the course.
                let sure = name.is_some() || place.of_exercises() || code.contains('_');
                let to = guide.exercise(name.unwrap_or(code)).filter(|_| sure);
                if let Some(to) = to {
                    edits.push((range.clone(), format!("[{}]({to})", &text[range.clone()])));
                }
            }
            // Inside of a list or a quotation it stays where it is.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if range.start == 0 || text[..range.start].ends_with('\n') =>
            {
                match &**language {
                    "go" => go = Some(range.clone()),
                    "rust" => {
                        if let Some(go) = go.take()
                            && text[go.end..range.start].trim().is_empty()
                        {
                            let (begin, middle, end) = SIDE;
                            edits.push((go.start..go.start, begin.to_string()));
                            edits.push((go.end..range.start, middle.to_string()));
                            edits.push((range.end..range.end, end.to_string()));
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        place.leave(&event);
    }
    let mut out = text.to_string();
    edits.sort_by_key(|(range, _)| range.start);
    for (range, new) in edits.into_iter().rev() {
        out.replace_range(range, &new);
    }
    Ok(out)
}

fn link(
    text: &str,
    range: &Range<usize>,
    kind: LinkType,
    to: &str,
    guide: &dyn Guide,
) -> Result<Option<(Range<usize>, String)>> {
    match kind {
        LinkType::Autolink | LinkType::Email => return Ok(None),
        LinkType::Inline => {}
        _ => bail!("the link to {to} is not written as [words](to)"),
    }
    let written = &text[range.clone()];
    let (Some(words), Some(middle)) = (written.find('['), written.rfind("](")) else {
        bail!("the link to {to} is not written as [words](to)");
    };
    Ok(match guide.link(to)? {
        Target::To(new) if new == to => None,
        Target::To(new) => {
            Some((range.start + middle + 2..range.end, format!("{})", destination(&new))))
        }
        Target::Nowhere => Some((range.clone(), written[words + 1..middle].to_string())),
    })
}

/// A destination is cut short by a space and by brackets, unless it is put between angle brackets.
fn destination(to: &str) -> String {
    if to.contains([' ', '(', ')']) { format!("<{to}>") } else { to.to_string() }
}

/// Where in the text an event stands.
#[derive(Default)]
struct Place {
    /// Inside so many headings, links and images: no link can be made there.
    closed: usize,
    /// The paragraph lists a chapter's exercises.
    listing: bool,
    in_head: bool,
    /// The cell's column.
    column: usize,
    /// The column whose head says that exercises stand in it.
    named: Option<usize>,
}

impl Place {
    fn enter(&mut self, event: &Event<'_>, text: &str) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. }) => {
                self.closed += 1;
            }
            Event::Start(Tag::Paragraph) => {
                self.listing = text.starts_with("Exercises, in this order");
            }
            Event::Start(Tag::Table(_)) => self.named = None,
            Event::Start(Tag::TableHead) => (self.in_head, self.column) = (true, 0),
            Event::Start(Tag::TableRow) => self.column = 0,
            Event::Text(words) if self.in_head && matches!(&**words, "exercise" | "exercises") => {
                self.named = Some(self.column);
            }
            _ => {}
        }
    }

    fn leave(&mut self, event: &Event<'_>) {
        match event {
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) => self.closed -= 1,
            Event::End(TagEnd::Paragraph) => self.listing = false,
            Event::End(TagEnd::TableHead) => self.in_head = false,
            Event::End(TagEnd::TableCell) => self.column += 1,
            Event::End(TagEnd::Table) => self.named = None,
            _ => {}
        }
    }

    fn may_link(&self) -> bool {
        self.closed == 0
    }

    fn of_exercises(&self) -> bool {
        self.listing || (!self.in_head && self.named == Some(self.column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Two;

    impl Guide for Two {
        fn link(&self, written: &str) -> Result<Target> {
            match written {
                "END.md" => Ok(Target::To("end.md".into())),
                "../LICENSE" => Ok(Target::Nowhere),
                "odd.md" => Ok(Target::To("a (b).md".into())),
                other if other.starts_with("https://") => Ok(Target::To(other.into())),
                other => bail!("{other} leads nowhere"),
            }
        }

        fn exercise(&self, name: &str) -> Option<String> {
            matches!(name, "chunks" | "lock_order").then(|| format!("{name}.md"))
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(rewrite(text, &Two).expect("links that lead somewhere"), expected);
    }

    #[test]
    fn links_lead_to_pages_and_what_is_not_there_keeps_its_words() {
        check(
            "see [the `end`](END.md), [x](https://x.org).",
            "see [the `end`](end.md), [x](https://x.org).",
        );
        check("![a *picture*](END.md)", "![a *picture*](end.md)");
        check("under [the *licence*](../LICENSE).", "under the *licence*.");
        check("[odd](odd.md)", "[odd](<a (b).md>)");
        check("<https://x.org>", "<https://x.org>");
    }

    #[test]
    fn a_link_that_leads_nowhere_is_told_with_its_line() {
        let error = rewrite("one\n\ntwo [three](four.md)", &Two).expect_err("no such page");
        assert_eq!(format!("{error:#}"), "line 3: four.md leads nowhere");
        rewrite("[a][b]\n\n[b]: END.md", &Two).expect_err("another way of writing");
    }

    #[test]
    fn go_and_the_rust_that_follows_it_stand_side_by_side() {
        let (begin, middle, end) = SIDE;
        let (go, rust) = ("```go\nx := 1\n```", "```rust\nlet x = 1;\n```");
        check(
            &format!("a\n\n{go}\n\n{rust}\n\nb"),
            &format!("a\n\n{begin}{go}{middle}{rust}{end}\n\nb"),
        );
        check(
            &format!("{go}\n\nnot at once:\n\n{rust}"),
            &format!("{go}\n\nnot at once:\n\n{rust}"),
        );
        check(&format!("{rust}\n\n{go}"), &format!("{rust}\n\n{go}"));
    }

    #[test]
    fn names_become_links_only_where_they_can_mean_an_exercise() {
        check(
            "`lock_order.rs` and `lock_order`",
            "[`lock_order.rs`](lock_order.md) and [`lock_order`](lock_order.md)",
        );
        check("`v.chunks(2)`, `chunks`", "`v.chunks(2)`, `chunks`");
        check(
            "Exercises, in this order: `chunks`.\n\n`chunks`",
            "Exercises, in this order: [`chunks`](chunks.md).\n\n`chunks`",
        );
        check(
            "# The `lock_order`\n\n[`lock_order`](END.md)",
            "# The `lock_order`\n\n[`lock_order`](end.md)",
        );
        check("```\n`lock_order`\n```\n", "```\n`lock_order`\n```\n");
        check(
            "| Rust | exercise |\n|---|---|\n| `chunks` \\| `x` | `chunks` |\n",
            "| Rust | exercise |\n|---|---|\n| `chunks` \\| `x` | [`chunks`](chunks.md) |\n",
        );
    }
}
