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
    /// The modules of the conformance suite that may ask about it.
    pub modules: BTreeSet<String>,
}

impl Function {
    pub fn show(&self) -> String {
        format!("{}::{}", self.owner, self.name)
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
    exports_of(name, &src.join("lib.rs"), src, name, &mut found);
    found.sort();
    found.dedup();
    found
}

fn exports_of(root: &str, file: &Path, folder: &Path, path: &str, found: &mut Vec<Export>) {
    for item in parse(file).items {
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
            Item::Mod(item) if is_public(&item.vis) && item.content.is_none() => {
                let name = item.ident.to_string();
                let alone = folder.join(format!("{name}.rs"));
                let file = if alone.exists() { alone } else { folder.join(&name).join("mod.rs") };
                exports_of(root, &file, &folder.join(&name), &format!("{path}::{name}"), found);
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
/// Cases about it belong in the module named after its type. Where no other type of the same file has one of that
/// name, they may as well stand in a module named after the file, or after another type of the file.
pub fn functions(name: &str, src: &Path) -> Vec<Function> {
    let offered: BTreeSet<_> = exports(name, src)
        .into_iter()
        .filter_map(|export| Some(export.path.rsplit("::").next()?.to_owned()))
        .collect();
    let mut found = Vec::new();
    for file in files(src) {
        let inside = file.strip_prefix(src).expect("a file below it").with_extension("");
        let modules: Vec<_> =
            inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let module = modules.last().expect("a file has a name").clone();
        let mut here = Vec::new();
        functions_of(parse(&file).items, &module, &modules, &mut here);
        here.retain(|f| {
            f.owner == module || modules.contains(&f.owner) || offered.contains(&f.owner)
        });
        here.sort();
        here.dedup();
        let owners: BTreeSet<_> = here.iter().map(|f| snake(&f.owner)).collect();
        let names: Vec<_> = here.iter().map(|f| f.name.clone()).collect();
        for f in &mut here {
            if names.iter().filter(|name| **name == f.name).count() == 1 {
                let others = modules.iter().chain(&owners).cloned();
                f.modules.extend(others);
            }
        }
        found.extend(here);
    }
    found.sort();
    found
}

fn functions_of(items: Vec<Item>, module: &str, modules: &[String], found: &mut Vec<Function>) {
    for item in items {
        let mut add = |owner: &str, name: String, modules: &[String]| {
            found.push(Function {
                owner: owner.into(),
                name,
                modules: modules.iter().cloned().collect(),
            });
        };
        match item {
            Item::Fn(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                add(module, item.sig.ident.to_string(), modules);
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let Type::Path(of) = &*item.self_ty else { continue };
                let of = of.path.segments.last().expect("a path has an end").ident.to_string();
                for item in item.items {
                    if let ImplItem::Fn(f) = item
                        && is_public(&f.vis)
                        && !is_hidden(&f.attrs)
                    {
                        add(&of, f.sig.ident.to_string(), &[snake(&of)]);
                    }
                }
            }
            Item::Trait(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let of = item.ident.to_string();
                for item in item.items {
                    if let TraitItem::Fn(f) = item
                        && !is_hidden(&f.attrs)
                    {
                        add(&of, f.sig.ident.to_string(), &[snake(&of)]);
                    }
                }
            }
            Item::Macro(item) if item.ident.is_some() => {
                let mut names = BTreeSet::new();
                in_tokens(item.mac.tokens, &mut names);
                names.into_iter().for_each(|name| add(module, name, modules));
            }
            Item::Mod(item)
                if item.content.is_some() && is_public(&item.vis) && !is_hidden(&item.attrs) =>
            {
                let name = item.ident.to_string();
                let modules: Vec<_> = modules.iter().cloned().chain([name.clone()]).collect();
                let (_, items) = item.content.expect("it has some");
                functions_of(items, &name, &modules, found);
            }
            _ => {}
        }
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

/// What the modules of the conformance suite in `src/NAME.rs` and `src/NAME/` call, by module.
pub fn called(src: &Path, name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut calls = BTreeMap::new();
    let root = src.join(format!("{name}.rs"));
    let folder = src.join(name);
    let below = if folder.is_dir() { files(&folder) } else { Vec::new() };
    for file in [root].into_iter().chain(below) {
        let module = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("{} cannot be read: {error}", file.display()));
        let tokens: TokenStream =
            text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        calls_in(tokens, &module, &mut calls);
    }
    calls
}

/// `.name`, `::name` and `name(…)`, but for what a `use` brings and what a `fn` begins.
fn calls_in(tokens: TokenStream, module: &str, calls: &mut BTreeMap<String, BTreeSet<String>>) {
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
                let name = ident.to_string();
                let before = at.checked_sub(1);
                let follows = |delimiter| matches!(tokens.get(at + 1), Some(TokenTree::Group(g)) if g.delimiter() == delimiter);
                let defined = is(before, "fn");
                let reached = is(before, ".") || is(before, ":");
                let macro_call = is(Some(at + 1), "!");
                if !defined && (reached || macro_call || follows(Delimiter::Parenthesis)) {
                    calls.entry(module.to_owned()).or_default().insert(name.clone());
                }
                if is(before, "mod")
                    && let Some(TokenTree::Group(inner)) = tokens.get(at + 1)
                {
                    calls_in(inner.stream(), &name, calls);
                    at += 1;
                }
            }
            TokenTree::Group(group) => calls_in(group.stream(), module, calls),
            _ => {}
        }
        at += 1;
    }
}
