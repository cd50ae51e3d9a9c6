//! Reads the sources of the stand-ins and of the conformance suite: what is offered, and what is asked about.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, ImplItem, Item, TraitItem, Type, UseTree, Visibility};

/// A name that a module of a stand-in offers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Export {
    /// `std::sync::Mutex`.
    pub path: String,
    /// The real crate's own, not one of ours.
    pub real: bool,
}

/// A `pub fn` of a stand-in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Function {
    /// Its type or trait, or the file that it is in.
    pub owner: String,
    pub name: String,
    /// Where in the conformance suite it may be asked about.
    pub places: BTreeSet<Place>,
}

impl Function {
    pub fn show(&self) -> String {
        format!("{}::{}", self.owner, self.name)
    }
}

/// Some modules of the conformance suite.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Those of this name.
    Named(String),
    /// Those of the first name that are inside of one of the second.
    NamedInside(String, String),
    /// Those of this name, and all inside.
    Inside(String),
}

impl Place {
    /// Whether the module at this path is one of them.
    pub fn has(&self, path: &[String]) -> bool {
        match self {
            Place::Named(name) => path.last() == Some(name),
            Place::NamedInside(name, around) => path.last() == Some(name) && path.contains(around),
            Place::Inside(name) => path.contains(name),
        }
    }

    pub fn show(&self) -> String {
        match self {
            Place::Named(name) => format!("`mod {name}`"),
            Place::NamedInside(name, around) => format!("`mod {name}` inside of `mod {around}`"),
            Place::Inside(name) => format!("anywhere in `mod {name}`"),
        }
    }
}

fn parse(file: &Path) -> syn::File {
    let text = fs::read_to_string(file)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", file.display()));
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// All Rust files below, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{} cannot be listed: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What the public modules of the stand-in `name`, whose sources are in `src`, offer, besides what they take by `*`.
pub fn exports(name: &str, src: &Path) -> Vec<Export> {
    let mut found = Vec::new();
    exports_of(name, parse(&src.join("lib.rs")).items, src, name, &mut found);
    found.sort();
    found.dedup();
    found
}

fn exports_of(root: &str, items: Vec<Item>, folder: &Path, path: &str, found: &mut Vec<Export>) {
    for item in items {
        let mut offer = |name: String, real| {
            found.push(Export { path: format!("{path}::{name}"), real });
        };
        match item {
            Item::Use(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let mut names = Vec::new();
                leaves(&item.tree, &mut Vec::new(), &mut names);
                for (from, name) in names {
                    offer(name, from.first().is_some_and(|first| first == root));
                }
            }
            Item::Fn(item) if is_public(&item.vis) => offer(item.sig.ident.to_string(), false),
            Item::Struct(item) if is_public(&item.vis) => offer(item.ident.to_string(), false),
            Item::Enum(item) if is_public(&item.vis) => offer(item.ident.to_string(), false),
            Item::Type(item) if is_public(&item.vis) => offer(item.ident.to_string(), false),
            Item::Const(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                offer(item.ident.to_string(), false)
            }
            Item::Trait(item) if is_public(&item.vis) => offer(item.ident.to_string(), false),
            // `integer!(AtomicU8, …)`: a type by a macro, which is named first.
            Item::Macro(item)
                if ["atomic", "integer"].iter().any(|m| item.mac.path.is_ident(m)) =>
            {
                let first = item.mac.tokens.into_iter().find_map(|token| match token {
                    TokenTree::Ident(ident) => Some(ident.to_string()),
                    _ => None,
                });
                offer(first.expect("a macro that is told a type"), false);
            }
            // The preludes repeat what is elsewhere.
            Item::Mod(item)
                if is_public(&item.vis) && !is_hidden(&item.attrs) && item.ident != "prelude" =>
            {
                let name = item.ident.to_string();
                let inside = match item.content {
                    Some((_, items)) => items,
                    None => {
                        let alone = folder.join(format!("{name}.rs"));
                        let in_folder = folder.join(&name).join("mod.rs");
                        parse(if alone.exists() { &alone } else { &in_folder }).items
                    }
                };
                exports_of(root, inside, &folder.join(&name), &format!("{path}::{name}"), found);
            }
            _ => {}
        }
    }
}

/// The names that a `use` brings, each with the path before it.
fn leaves(tree: &UseTree, path: &mut Vec<String>, names: &mut Vec<(Vec<String>, String)>) {
    match tree {
        UseTree::Path(next) => {
            path.push(next.ident.to_string());
            leaves(&next.tree, path, names);
            path.pop();
        }
        UseTree::Name(name) => names.push((path.clone(), name.ident.to_string())),
        UseTree::Rename(name) => names.push((path.clone(), name.rename.to_string())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, path, names)),
        UseTree::Glob(_) => {}
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("doc")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|ident| ident == "hidden")
    })
}

/// Every `pub fn` of the types, traits and modules that the stand-in `name` offers, those that macros write included.
///
/// Where its cases belong: a method's in a module named after its type. Where no other type of the same file has one of that
/// name, they may as well stand in a module named after the file or another type of the file, or anywhere inside of the
/// former. Where several files have a type of that name (`Sender`), the module is inside of one named after the file. A free
/// function's belong in, or inside of, a module named after one that it is in; after the innermost, where there are
/// several of that name.
pub fn functions(name: &str, src: &Path) -> Vec<Function> {
    let exports = exports(name, src);
    let types: BTreeSet<_> =
        exports.iter().filter_map(|export| export.path.rsplit("::").next()).collect();
    // A free function is offered where it is, or re-exported by a module around it.
    let offers = |modules: &[String], function: &str| {
        exports.iter().any(|export| {
            let mut path: Vec<_> = export.path.split("::").skip(1).collect();
            path.pop() == Some(function)
                && path.iter().zip(modules).all(|(a, b)| a == b)
                && path.len() <= modules.len()
        })
    };
    let parsed: Vec<_> =
        files(src).iter().map(|file| (modules_of(src, file), parse(file))).collect();
    let macros: Vec<_> = parsed.iter().flat_map(|(_, file)| written(&file.items)).collect();
    let defined: Vec<_> = parsed
        .iter()
        .flat_map(|(_, file)| &file.items)
        .filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            Item::Trait(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    let mut by_file = Vec::new();
    for (modules, file) in parsed {
        let module = modules.last().map_or("lib", String::as_str);
        let mut here = Vec::new();
        functions_of(file.items, module, &modules, &macros, &mut here);
        here.retain(|f| match f.of_a_type {
            true => types.contains(f.owner.as_str()),
            false => f.in_a_macro || offers(&f.path, &f.name),
        });
        here.sort();
        here.dedup();
        by_file.push((modules, here));
    }
    let in_files = |wanted: &dyn Fn(&Found) -> bool| {
        by_file.iter().filter(|(_, here)| here.iter().any(wanted)).count()
    };
    let mut found = Vec::new();
    for (modules, here) in &by_file {
        let innermost = modules.last().cloned().unwrap_or_default();
        let owners: BTreeSet<_> =
            here.iter().filter(|f| f.of_a_type).map(|f| f.owner.as_str()).collect();
        let alone = |owner: &str| defined.iter().filter(|name| *name == owner).count() <= 1;
        let after = |owner: &str| match alone(owner) {
            true => Place::Named(snake(owner)),
            false => Place::NamedInside(snake(owner), innermost.clone()),
        };
        for f in here {
            let mut places = BTreeSet::new();
            if !f.of_a_type {
                let several = in_files(&|other| !other.of_a_type && other.name == f.name) > 1;
                let around = f.path.iter().skip(if several { f.path.len() - 1 } else { 0 });
                places.extend(around.cloned().map(Place::Inside));
            } else if here.iter().filter(|other| other.name == f.name).count() == 1 {
                places.extend(owners.iter().map(|owner| after(owner)));
                places.insert(Place::Inside(innermost.clone()));
            } else {
                places.insert(after(&f.owner));
            }
            found.push(Function { owner: f.owner.clone(), name: f.name.clone(), places });
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The modules that a file's items are in: `sync/mpsc/mod.rs` is `sync::mpsc`.
fn modules_of(src: &Path, file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(src).expect("a file below it").with_extension("");
    let mut modules: Vec<_> =
        inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if modules.last().is_some_and(|last| ["mod", "lib"].contains(&last.as_str())) {
        modules.pop();
    }
    modules
}

/// A `pub fn`, before it is known where its cases belong.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    owner: String,
    name: String,
    of_a_type: bool,
    in_a_macro: bool,
    /// The modules that it is in.
    path: Vec<String>,
}

fn functions_of(
    items: Vec<Item>,
    module: &str,
    modules: &[String],
    macros: &[Written],
    found: &mut Vec<Found>,
) {
    for item in items {
        let mut add = |owner: &str, name: String, of_a_type, in_a_macro| {
            let path = modules.to_vec();
            found.push(Found { owner: owner.into(), name, of_a_type, in_a_macro, path });
        };
        match item {
            Item::Fn(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                add(module, item.sig.ident.to_string(), false, false);
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let Type::Path(of) = &*item.self_ty else { continue };
                let of = of.path.segments.last().expect("a path has an end").ident.to_string();
                for item in item.items {
                    if let ImplItem::Fn(f) = item
                        && is_public(&f.vis)
                        && !is_hidden(&f.attrs)
                    {
                        add(&of, f.sig.ident.to_string(), true, false);
                    }
                }
            }
            Item::Trait(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let of = item.ident.to_string();
                for item in item.items {
                    if let TraitItem::Fn(f) = item
                        && !is_hidden(&f.attrs)
                    {
                        add(&of, f.sig.ident.to_string(), true, false);
                    }
                }
            }
            Item::Macro(item) => match &item.ident {
                // What is written where it is called is counted there.
                Some(name) if macros.iter().any(|m| name == m.name.as_str()) => {}
                Some(_) => {
                    let mut names = BTreeSet::new();
                    in_tokens(item.mac.tokens, &mut names);
                    names.into_iter().for_each(|name| add(module, name, false, true));
                }
                None if item.mac.path.segments.len() > 1 => {
                    let called = &item.mac.path.segments.last().expect("there are two").ident;
                    let Some(written) = macros.iter().find(|m| called == m.name.as_str()) else {
                        continue;
                    };
                    let owners: Vec<_> = item.mac.tokens.into_iter().filter_map(ident).collect();
                    for (nth, name) in &written.functions {
                        add(&owners[*nth], name.clone(), true, true);
                    }
                }
                None => {}
            },
            Item::Mod(item)
                if item.content.is_some() && is_public(&item.vis) && !is_hidden(&item.attrs) =>
            {
                let name = item.ident.to_string();
                let modules: Vec<_> = modules.iter().cloned().chain([name.clone()]).collect();
                let (_, items) = item.content.expect("it has some");
                functions_of(items, &name, &modules, macros, found);
            }
            _ => {}
        }
    }
}

/// A macro of which another file writes methods of its types: `super::senders!(Sender, WeakSender)`.
struct Written {
    name: String,
    /// Which of its arguments has the method, and its name.
    functions: Vec<(usize, String)>,
}

/// The macros among these that take names of types, `($a:ident, $b:ident)`, and have `impl<T> $a<T> { … }`.
fn written(items: &[Item]) -> Vec<Written> {
    let mut all = Vec::new();
    for item in items {
        let Item::Macro(item) = item else { continue };
        let Some(name) = &item.ident else { continue };
        let tokens: Vec<_> = item.mac.tokens.clone().into_iter().collect();
        // `(…) => { … }`, and no second rule.
        let [TokenTree::Group(takes), _, _, TokenTree::Group(body), ..] = &tokens[..] else {
            continue;
        };
        let takes: Vec<_> = takes.stream().into_iter().filter_map(ident).collect();
        let (parameters, kinds): (Vec<_>, Vec<_>) =
            takes.chunks(2).map(|pair| (pair[0].clone(), pair.get(1).cloned())).unzip();
        if !kinds.iter().all(|kind| kind.as_deref() == Some("ident")) {
            continue;
        }
        let mut functions = Vec::new();
        let (mut inherent, mut of) = (false, None);
        for token in body.stream() {
            match &token {
                TokenTree::Ident(word) if word == "impl" => (inherent, of) = (true, None),
                TokenTree::Ident(word) if word == "for" => inherent = false,
                TokenTree::Ident(word) if of.is_none() => {
                    of = parameters.iter().position(|parameter| word == parameter.as_str());
                }
                TokenTree::Group(inside) if inside.delimiter() == Delimiter::Brace => {
                    if let (true, Some(of)) = (inherent, of) {
                        let mut names = BTreeSet::new();
                        in_tokens(inside.stream(), &mut names);
                        functions.extend(names.into_iter().map(|name| (of, name)));
                    }
                    inherent = false;
                }
                _ => {}
            }
        }
        if !functions.is_empty() {
            all.push(Written { name: name.to_string(), functions });
        }
    }
    // Only those that no rule of the file's own calls: the others' names come from where they are called.
    let called_here = |name: &str| {
        items.iter().any(|item| matches!(item, Item::Macro(m) if m.mac.path.is_ident(name)))
    };
    all.retain(|written| !called_here(&written.name));
    all
}

fn ident(token: TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    }
}

/// `pub fn name` in a macro's own words.
fn in_tokens(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut last = [String::new(), String::new()];
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                in_tokens(group.stream(), names);
                // `pub(super) fn` is not public.
                last = Default::default();
            }
            TokenTree::Ident(ident) => {
                if last == ["pub", "fn"] {
                    names.insert(ident.to_string());
                }
                last = [std::mem::take(&mut last[1]), ident.to_string()];
            }
            _ => {}
        }
    }
}

/// `OnceLock` → `once_lock`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (i, c) in name.char_indices() {
        if c.is_uppercase() && i > 0 {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// What the modules of the conformance suite in `src/NAME.rs` and `src/NAME/` call, by the modules' paths inside of that one.
pub fn called(src: &Path, name: &str) -> BTreeMap<Vec<String>, BTreeSet<String>> {
    let mut calls = BTreeMap::new();
    let root = src.join(format!("{name}.rs"));
    let folder = src.join(name);
    let below = if folder.is_dir() { files(&folder) } else { Vec::new() };
    for file in [root].into_iter().chain(below) {
        let path = if file.starts_with(&folder) { modules_of(&folder, &file) } else { Vec::new() };
        let text = fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("{} cannot be read: {error}", file.display()));
        let tokens: TokenStream =
            text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        calls_in(tokens, &path, &mut calls);
    }
    calls
}

/// `.name`, `::name` and `name(…)`, but for what a `use` brings and what a `fn` begins.
fn calls_in(
    tokens: TokenStream,
    path: &[String],
    calls: &mut BTreeMap<Vec<String>, BTreeSet<String>>,
) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is = |at: Option<usize>, text: &str| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| token.to_string() == text)
    };
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(ident) if ident == "use" => {
                while at < tokens.len() && !is(Some(at), ";") {
                    at += 1;
                }
            }
            TokenTree::Ident(ident) => {
                let name = ident.to_string().trim_start_matches("r#").to_owned();
                let before = at.checked_sub(1);
                let follows = |delimiter| matches!(tokens.get(at + 1), Some(TokenTree::Group(g)) if g.delimiter() == delimiter);
                let defined = is(before, "fn");
                let reached = is(before, ".") || is(before, ":");
                let macro_call = is(Some(at + 1), "!");
                if !defined && (reached || macro_call || follows(Delimiter::Parenthesis)) {
                    calls.entry(path.to_owned()).or_default().insert(name.clone());
                }
                if is(before, "mod")
                    && let Some(TokenTree::Group(inner)) = tokens.get(at + 1)
                {
                    let inside: Vec<_> = path.iter().cloned().chain([name]).collect();
                    calls_in(inner.stream(), &inside, calls);
                    at += 1;
                }
            }
            TokenTree::Group(group) => calls_in(group.stream(), path, calls),
            _ => {}
        }
        at += 1;
    }
}
