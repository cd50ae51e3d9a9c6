//! `test.rs`, `oracle.rs` and `model.rs` -> the checks in them.
//!
//! Pure: text in, checks or mistakes out. A check is an ordinary `pub fn` with a doc comment; whatever has another shape
//! is refused here, with its line, because the generated runner would only fail to compile, in a file nobody wrote.

use super::directives::{Directive, directives};
use super::lex::{Lexed, lex};
use super::problem::{Problem, Problems, Source};
use super::suggest::did_you_mean;
use crate::event::Visibility;
use proc_macro2::{Span, TokenStream, TokenTree};
use std::collections::HashSet;
use std::ops::Range;
use std::str::FromStr;
use std::time::Duration;

/// What a check is: what runs, and what is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// `pub fn name()`: it passes when it returns.
    Assert,
    /// `pub fn name(seed: u64) -> T`: its value is compared, in a process without the answer, with the value of
    /// `oracle.rs`'s function of the same name.
    Oracle {
        /// `T`, as it is written.
        returns: String,
    },
}

/// How far the schedules of a model check are explored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// All with at most so many preemptions.
    Preemptions(u32),
    /// All.
    Unbounded,
}

/// One named assertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The function's name.
    pub name: String,
    /// The first sentence of its doc comment: what the learner reads in the checklist.
    pub says: String,
    /// The whole doc comment.
    pub doc: String,
    /// Its form. Always [`Form::Assert`] in `model.rs`.
    pub form: Form,
    /// `//@ deadline:`, where one holds for it.
    pub deadline: Option<Duration>,
    /// `//@ bound:`, where one holds for it.
    pub bound: Option<Bound>,
    /// `//@ max-executions:`, where one holds for it.
    pub max_executions: Option<u64>,
    /// `//@ visibility:`, where one holds for it.
    pub visibility: Option<Visibility>,
    /// The line of its name, from 1.
    pub line: u32,
}

/// The checks of `test.rs`, in the order of the file. Each one in oracle form has its twin in `oracle.rs`.
pub fn parse_test(test: Source<'_>, oracle: Option<Source<'_>>) -> Result<Vec<Check>, Problems> {
    let mut problems = Vec::new();
    let functions = read(test, File::Test, &mut problems);
    let twins = oracle.map(|oracle| read(oracle, File::Oracle, &mut problems));
    // Without a file that parses, every comparison would only repeat the mistake that is reported already.
    if let (Some(functions), None | Some(Some(_))) = (&functions, &twins) {
        compare(test, functions, oracle.zip(twins.flatten()), &mut problems);
    }
    Problems::check(problems)?;
    Ok(functions.unwrap_or_default().into_iter().map(|function| function.check).collect())
}

/// The checks of `model.rs`, in the order of the file.
pub fn parse_model(model: Source<'_>) -> Result<Vec<Check>, Problems> {
    let mut problems = Vec::new();
    let functions = read(model, File::Model, &mut problems);
    Problems::check(problems)?;
    Ok(functions.unwrap_or_default().into_iter().map(|function| function.check).collect())
}

/// The text without the public functions of these names, their comments and attributes included. What they alone use stays.
pub fn without(source: Source<'_>, names: &[String]) -> Result<String, Problems> {
    let text = source.text();
    let parsed = syn::parse_file(text).map_err(|error| {
        source.problem(
            error.span().byte_range(),
            format!("this does not parse: {error}"),
            "`rustfmt --check` on this file says more",
        )
    })?;
    let lexed = lex(text);
    let mut cut = Vec::new();
    for item in &parsed.items {
        let syn::Item::Fn(function) = item else { continue };
        if names.iter().any(|name| function.sig.ident == name) {
            let first = lines_of(source, function, &lexed).start;
            let before = text.split_inclusive('\n').take(first as usize - 1).map(str::len).sum();
            cut.push(before..end(function.block.brace_token.span.close()));
        }
    }
    let (mut out, mut from) = (String::new(), 0);
    for range in cut {
        out.push_str(&text[from..range.start]);
        let rest = &text[range.end..];
        from = range.end + rest.len() - rest.trim_start_matches(['\n', '\r']).len();
    }
    out.push_str(&text[from..]);
    Ok(out.trim_end().to_string() + "\n")
}

/// Which file is read: they differ in the forms and directives they may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    Test,
    Oracle,
    Model,
}

impl File {
    fn directives(self) -> &'static [&'static str] {
        match self {
            File::Test => &["deadline", "visibility"],
            File::Oracle => &[],
            File::Model => &["deadline", "bound", "max-executions", "visibility"],
        }
    }

    fn shape(self) -> &'static str {
        match self {
            File::Test => {
                "write `pub fn name()` or `pub fn name(seed: u64) -> T`; a helper is a private `fn`"
            }
            File::Oracle => "write `pub fn name(seed: u64) -> T`; a helper is a private `fn`",
            File::Model => "write `pub fn name()`; a helper is a private `fn`",
        }
    }
}

/// A check, and where it stands.
struct Function {
    check: Check,
    name_at: Range<usize>,
    /// The returned type without regard to blanks, where there is one.
    returns: Option<(String, Range<usize>)>,
}

/// The public functions of a file; nothing when it does not parse.
fn read(source: Source<'_>, file: File, problems: &mut Vec<Problem>) -> Option<Vec<Function>> {
    let parsed = match syn::parse_file(source.text()) {
        Ok(parsed) => parsed,
        Err(error) => {
            for error in error {
                problems.push(source.problem(
                    error.span().byte_range(),
                    format!("this does not parse: {error}"),
                    "`rustfmt --check` on this file says more",
                ));
            }
            return None;
        }
    };
    let lexed = lex(source.text());
    let (directives, mut bad) = directives(source, &lexed.comments);
    problems.append(&mut bad);

    if file == File::Oracle && super::cases::mentions_answer(&lexed.code).is_some() {
        let at = super::cases::mentions_answer(&lexed.code).unwrap_or_default();
        problems.push(source.problem(
            at..at + "answer".len(),
            "the oracle uses the answer that it is there to judge",
            "say what is right without `answer`: this file is compiled without it",
        ));
    }
    let foreign = names_of_the_answer(&parsed);
    let top = first_item(&parsed, &lexed);
    let functions = parsed.items.iter().filter_map(|item| match item {
        syn::Item::Fn(function) if matches!(function.vis, syn::Visibility::Public(_)) => {
            Some(function)
        }
        _ => None,
    });

    // A directive belongs to the function right above which it stands, else to the file, where it stands on top.
    let mut unclaimed: Vec<&Directive<'_>> = directives.iter().collect();
    let mut own = Vec::new();
    let mut found = Vec::new();
    for function in functions {
        let lines = lines_of(source, function, &lexed);
        let (mine, rest): (Vec<_>, Vec<_>) =
            unclaimed.into_iter().partition(|directive| lines.contains(&directive.line));
        unclaimed = rest;
        own.push(settings(source, file, &mine, problems));
        found.push(shape(source, file, function, &foreign, problems));
    }
    let (global, lost): (Vec<_>, Vec<_>) =
        unclaimed.into_iter().partition(|directive| directive.key_at.start < top);
    for directive in lost {
        problems.push(source.problem(
            directive.key_at.start..directive.value_at.end,
            "this directive belongs to no check",
            "move it to the top of the file (for all checks) or directly above a `pub fn` (for that one)",
        ));
    }
    let global = settings(source, file, &global, problems);

    if found.is_empty() && file != File::Oracle {
        let text = source.text();
        problems.push(source.problem(
            text.len()..text.len(),
            "there is no check in this file, and so nothing that an answer could fail",
            file.shape(),
        ));
    }
    let found = found.into_iter().zip(own).filter_map(|(function, own)| {
        let mut function = function?;
        function.check.deadline = own.deadline.or(global.deadline);
        function.check.bound = own.bound.or(global.bound);
        function.check.max_executions = own.max_executions.or(global.max_executions);
        function.check.visibility = own.visibility.or(global.visibility);
        Some(function)
    });
    Some(found.collect())
}

/// The offset of the first thing that is no comment and speaks of no file as a whole.
fn first_item(parsed: &syn::File, lexed: &Lexed<'_>) -> usize {
    let inner =
        parsed.attrs.iter().map(|attribute| end(attribute.bracket_token.span.close())).max();
    let from = inner.unwrap_or(0);
    let code = lexed.code.get(from..).unwrap_or_default();
    from + code.len() - code.trim_start().len()
}

/// The lines of a function, from the first comment directly above it to its name.
fn lines_of(source: Source<'_>, function: &syn::ItemFn, lexed: &Lexed<'_>) -> Range<u32> {
    let name = source.line_of(start(function.sig.ident.span()));
    let attributes = function.attrs.iter().map(|a| source.line_of(start(a.pound_token.spans[0])));
    let mut first = attributes.min().unwrap_or(name).min(name);
    let above = |line: u32| {
        lexed.comments.iter().any(|comment| {
            comment.line == line && comment.alone && !comment.text.starts_with("//!")
        })
    };
    while first > 1 && above(first - 1) {
        first -= 1;
    }
    first..name + 1
}

/// A public function as a check, or nothing where it is none (and then the problem is noted).
fn shape(
    source: Source<'_>,
    file: File,
    function: &syn::ItemFn,
    foreign: &HashSet<String>,
    problems: &mut Vec<Problem>,
) -> Option<Function> {
    let signature = &function.sig;
    let name_at = signature.ident.span().byte_range();
    let name = signature.ident.to_string();
    let before = problems.len();
    let mut refuse = |at: Range<usize>, what: String, instead: String| {
        problems.push(source.problem(at, what, instead));
    };

    let unusual = [
        (signature.asyncness.is_some(), "async"),
        (signature.constness.is_some(), "const"),
        (signature.unsafety.is_some(), "unsafe"),
        (signature.abi.is_some(), "extern"),
        (!signature.generics.params.is_empty(), "generic"),
        (signature.generics.where_clause.is_some(), "bound by a where clause"),
        (
            function.attrs.iter().any(|attribute| attribute.path().is_ident("cfg")),
            "compiled only sometimes",
        ),
    ];
    for (_, how) in unusual.iter().filter(|(is_so, _)| *is_so) {
        refuse(name_at.clone(), format!("the check `{name}` is {how}"), file.shape().to_string());
    }

    let takes_seed = match signature.inputs.iter().collect::<Vec<_>>()[..] {
        [] => Some(false),
        [syn::FnArg::Typed(argument)] if is_u64(&argument.ty) => Some(true),
        _ => None,
    };
    let returns = match &signature.output {
        syn::ReturnType::Default => None,
        syn::ReturnType::Type(arrow, _) => {
            let from = end(arrow.spans[1]);
            let to = start(function.block.brace_token.span.open());
            let text = source.text().get(from..to).unwrap_or_default();
            let at = from + text.len() - text.trim_start().len()..from + text.trim_end().len();
            Some((canonical(text), at))
        }
    };
    let form = match (takes_seed, &returns) {
        (Some(false), None) if file != File::Oracle => Some(Form::Assert),
        (Some(true), Some((_, at))) if file != File::Model => Some(Form::Oracle {
            returns: source.text()[at.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
        }),
        _ => {
            let what = format!("the public function `{name}` has not the shape of a check");
            refuse(name_at.clone(), what, file.shape().to_string());
            None
        }
    };
    if let (Some(Form::Oracle { .. }), Some((returned, at))) = (&form, &returns) {
        let words = words(returned);
        if returned == "()" {
            refuse(
                at.clone(),
                format!("`{name}` returns nothing that could be compared"),
                "return the value, or write `pub fn name()` with assertions".to_string(),
            );
        }
        if words.iter().any(|word| word == "impl") {
            refuse(
                at.clone(),
                format!("`{name}` does not spell out the type that it returns"),
                "name the type, such as `Vec<u64>`".to_string(),
            );
        }
        // The answer would decide how its own value is printed, and so what it is compared as.
        if let Some(word) = words.iter().find(|word| foreign.contains(*word)) {
            refuse(
                at.clone(),
                format!("`{name}` returns `{word}`, a type of the answer"),
                "return what it stands for in types of `std`: the comparison must not rest on an answer's `Debug`"
                    .to_string(),
            );
        }
    }

    let doc = doc_of(&function.attrs);
    if doc.is_empty() && file != File::Oracle {
        refuse(
            name_at.clone(),
            format!("the check `{name}` has no doc comment"),
            "write `/// One sentence.` above it: the learner reads it in the checklist".to_string(),
        );
    }
    if problems.len() > before {
        return None;
    }
    Some(Function {
        check: Check {
            says: first_sentence(&doc),
            doc,
            form: form?,
            deadline: None,
            bound: None,
            max_executions: None,
            visibility: None,
            line: source.line_of(name_at.start),
            name,
        },
        name_at,
        returns,
    })
}

/// What directives ask for.
#[derive(Default)]
struct Settings {
    deadline: Option<Duration>,
    bound: Option<Bound>,
    max_executions: Option<u64>,
    visibility: Option<Visibility>,
}

fn settings(
    source: Source<'_>,
    file: File,
    directives: &[&Directive<'_>],
    problems: &mut Vec<Problem>,
) -> Settings {
    let mut settings = Settings::default();
    let mut seen = HashSet::new();
    for directive in directives {
        let key = directive.key.as_str();
        if !file.directives().contains(&key) {
            let all = File::Model.directives();
            let (what, instead) = if all.contains(&key) {
                let instead = if file == File::Oracle {
                    "write it in `test.rs`".to_string()
                } else {
                    "write it in `model.rs`".to_string()
                };
                (format!("`{key}` means nothing in this file"), instead)
            } else {
                let list = format!("the directives of a check are {}", all.join(", "));
                let known = all.iter().copied();
                (format!("unknown directive `{key}`"), did_you_mean(key, known).unwrap_or(list))
            };
            problems.push(source.problem(directive.key_at.clone(), what, instead));
            continue;
        }
        if !seen.insert(key) {
            problems.push(source.problem(
                directive.key_at.clone(),
                format!("`{key}` is said twice"),
                "delete one of the two",
            ));
        }
        let instead = match key {
            "deadline" => {
                settings.deadline = duration(directive.value);
                settings.deadline.is_none().then_some("write a time such as `5s`, `500ms` or `2m`")
            }
            "bound" => {
                settings.bound = match directive.value {
                    "unbounded" => Some(Bound::Unbounded),
                    number => number.parse().ok().filter(|n| *n > 0).map(Bound::Preemptions),
                };
                settings
                    .bound
                    .is_none()
                    .then_some("write a number of preemptions, from 1, or `unbounded`")
            }
            "visibility" => {
                settings.visibility = Visibility::from_name(directive.value);
                settings
                    .visibility
                    .is_none()
                    .then_some("write `shown`, `name only` or `hidden`: what a student gets to see")
            }
            _ => {
                let digits = directive.value.replace('_', "");
                settings.max_executions = digits.parse().ok().filter(|n| *n > 0);
                settings.max_executions.is_none().then_some("write a number such as `200_000`")
            }
        };
        if let Some(instead) = instead {
            problems.push(source.problem(
                directive.value_at.clone(),
                format!("`{}` is no {key}", directive.value),
                instead,
            ));
        }
    }
    settings
}

fn duration(text: &str) -> Option<Duration> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: u64 = digits.trim().parse().ok().filter(|number| *number > 0)?;
    match &text[digits.len()..] {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "m" => number.checked_mul(60).map(Duration::from_secs),
        _ => None,
    }
}

/// Every check in oracle form has a twin that returns the same type, and no twin is left over.
fn compare(
    test: Source<'_>,
    functions: &[Function],
    oracle: Option<(Source<'_>, Vec<Function>)>,
    problems: &mut Vec<Problem>,
) {
    let path = test.file().with_file_name("oracle.rs");
    for function in functions {
        let name = &function.check.name;
        let Form::Oracle { returns } = &function.check.form else {
            continue;
        };
        let twin = oracle
            .as_ref()
            .and_then(|(_, twins)| twins.iter().find(|twin| twin.check.name == *name));
        let wanted = format!("`pub fn {name}(seed: u64) -> {returns}`");
        match twin {
            None => problems.push(test.problem(
                function.name_at.clone(),
                format!("`{name}` returns a value, but there is nothing to compare it with"),
                format!("write {wanted} in {}", path.display()),
            )),
            Some(twin) => {
                let types =
                    |function: &Function| function.returns.as_ref().map(|(text, _)| text.clone());
                if types(twin) != types(function)
                    && let (Some((source, _)), Some((_, at))) = (&oracle, &twin.returns)
                {
                    problems.push(source.problem(
                        at.clone(),
                        format!(
                            "`{name}` returns another type here than in {}",
                            test.file().display()
                        ),
                        format!("write {wanted}"),
                    ));
                }
            }
        }
    }
    let Some((source, twins)) = oracle else {
        return;
    };
    for twin in twins {
        let compared = |function: &Function| {
            function.check.name == twin.check.name && function.check.form != Form::Assert
        };
        if !functions.iter().any(compared) {
            let name = &twin.check.name;
            problems.push(source.problem(
                twin.name_at.clone(),
                format!(
                    "no check `{name}` in {} returns a value to compare with this",
                    test.file().display()
                ),
                format!(
                    "write `pub fn {name}(seed: u64) -> …` there, or make this one a private `fn`"
                ),
            ));
        }
    }
}

fn start(span: Span) -> usize {
    span.byte_range().start
}

fn end(span: Span) -> usize {
    span.byte_range().end
}

fn is_u64(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path) if path.qself.is_none() && path.path.is_ident("u64"))
}

/// The text of a type as its tokens, so that blanks and comments make no difference.
fn canonical(text: &str) -> String {
    TokenStream::from_str(text)
        .map_or_else(|_| text.trim().to_string(), |tokens| tokens.to_string())
}

/// The words of a type.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut left: Vec<TokenStream> = TokenStream::from_str(text).into_iter().collect();
    while let Some(tokens) = left.pop() {
        for token in tokens {
            match token {
                TokenTree::Group(group) => left.push(group.stream()),
                TokenTree::Ident(word) => words.push(word.to_string()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
    words
}

/// `answer`, and the names that the file imports from it.
fn names_of_the_answer(parsed: &syn::File) -> HashSet<String> {
    fn leaves(tree: &syn::UseTree, names: &mut HashSet<String>) {
        match tree {
            syn::UseTree::Path(path) => leaves(&path.tree, names),
            syn::UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
            syn::UseTree::Rename(rename) => drop(names.insert(rename.rename.to_string())),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
            syn::UseTree::Glob(_) => {}
        }
    }
    fn find(tree: &syn::UseTree, names: &mut HashSet<String>) {
        match tree {
            syn::UseTree::Path(path) if path.ident == "answer" => leaves(&path.tree, names),
            syn::UseTree::Rename(rename) if rename.ident == "answer" => {
                names.insert(rename.rename.to_string());
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| find(tree, names)),
            _ => {}
        }
    }
    let mut names = HashSet::from(["answer".to_string()]);
    for item in &parsed.items {
        if let syn::Item::Use(item) = item {
            find(&item.tree, &mut names);
        }
    }
    names
}

/// The doc comment, without the blank that follows the slashes.
fn doc_of(attributes: &[syn::Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let syn::Meta::NameValue(meta) = &attribute.meta
            && meta.path.is_ident("doc")
            && let syn::Expr::Lit(literal) = &meta.value
            && let syn::Lit::Str(text) = &literal.lit
        {
            let text = text.value();
            lines.extend(
                text.split('\n')
                    .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end().to_string()),
            );
        }
    }
    lines.join("\n").trim().to_string()
}

/// The first sentence of the first paragraph, in one line.
pub(super) fn first_sentence(doc: &str) -> String {
    let paragraph = doc.split("\n\n").next().unwrap_or_default();
    let text = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut in_code = false;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '`' => in_code = !in_code,
            // "e.g. this" goes on: a sentence ends where the next one begins like a sentence.
            '.' | '?' | '!' if !in_code => {
                let next = rest.strip_prefix(' ').and_then(|next| next.chars().next());
                if next.is_some_and(|next| next.is_uppercase() || next.is_numeric() || next == '`')
                {
                    return text[..at + c.len_utf8()].to_string();
                }
            }
            _ => {}
        }
    }
    text
}

#[cfg(test)]
#[path = "checks_tests.rs"]
mod tests;
