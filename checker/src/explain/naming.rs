//! What the learner calls the value that is created at a place in a file: its variable, static or field.
//!
//! It walks from the place of the constructor outwards through whatever hands the value on (`Arc::new(…)`, `Some(…)`, an
//! array, a closure given to `map`) until it meets a name. Where the value is handed to something it does not know, it
//! has no name: a wrong one would be worse than none.

use super::tokens::{Token, tokens};

/// What a place in the source says about the value created there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name; several in turn where one place creates several values (the fields of a derived `Default`).
    pub names: Vec<String>,
    /// The value is one of many that this place creates.
    pub many: bool,
}

/// Calls that hand on what they are given, under the same name.
const WRAPPERS: [&str; 7] = ["new", "from", "Some", "Ok", "pin", "leak", "unwrap_or_else"];

/// Types whose `new`, `from` and `pin` do: what another type makes of its argument is its own affair.
const HOLDERS: [&str; 17] = [
    "Arc",
    "Box",
    "Rc",
    "Pin",
    "Cell",
    "RefCell",
    "UnsafeCell",
    "OnceCell",
    "OnceLock",
    "LazyCell",
    "LazyLock",
    "Mutex",
    "RwLock",
    "ShardedLock",
    "CachePadded",
    "ManuallyDrop",
    "Vec",
];

/// Methods whose result still is, or still contains, the value they are called on. Of `.lock()` or `.len()` nothing is
/// left that the name on the left could mean.
const KEEPERS: [&str; 24] = [
    "chain",
    "clone",
    "cloned",
    "collect",
    "cycle",
    "enumerate",
    "expect",
    "filter",
    "fuse",
    "into",
    "into_boxed_slice",
    "into_iter",
    "iter",
    "map",
    "ok",
    "peekable",
    "rev",
    "take",
    "to_vec",
    "try_into",
    "unwrap",
    "unwrap_or_default",
    "unwrap_or_else",
    "unzip",
];

/// Calls that make many values of a closure.
const REPEATERS: [&str; 5] = ["map", "from_fn", "repeat_with", "resize_with", "flat_map"];

/// Calls that give the value to the variable, static or field in front of the dot.
const RECEIVERS: [&str; 6] = ["get_or_init", "push", "push_back", "insert", "set", "store"];

/// The name of the value of type `kind` that the expression at this position creates. The column is that of the path's
/// beginning (`Mutex::new`), of its last segment, or of the method called.
pub fn name_at(text: &str, line: u32, column: u32, kind: &str) -> Option<Name> {
    let tokens = tokens(text);
    let at = tokens
        .iter()
        .position(|token| token.line == line && token.column == column)
        .or_else(|| tokens.iter().position(|token| token.line == line && token.column > column))?;
    if let Some(names) = derived(&tokens, at, kind) {
        return Some(names);
    }
    let call = (at..tokens.len()).find(|&i| !in_path(&tokens[i]));
    if call.is_some_and(|open| tokens[open].is("(") && !is_kept(&tokens, open)) {
        return None;
    }
    Walk { tokens: &tokens, position: None, index: None, many: false, receiver: None }
        .outwards(chain_start(&tokens, at))
}

/// The field or static that a method is called on at this position (`self.hits.lock()`, at `lock`). A local variable may be
/// only a passing name for what it refers to, so it does not count.
pub fn receiver_at(text: &str, line: u32, column: u32) -> Option<String> {
    let tokens = tokens(text);
    let method = tokens.iter().position(|token| token.line == line && token.column == column)?;
    let dot = method.checked_sub(1).filter(|&dot| tokens[dot].is("."))?;
    let holder = &tokens[dot.checked_sub(1)?];
    let is_field = dot >= 2 && tokens[dot - 2].is(".");
    let is_static = !holder.text.chars().any(char::is_lowercase) && begins_upper(holder.text);
    (holder.is_ident() && !holder.is("await") && (is_field || is_static))
        .then(|| holder.text.strip_prefix("r#").unwrap_or(holder.text).to_string())
}

/// The names of the fields of that type, where the place is inside `#[derive(…)]`: that is where the code of a derived
/// `Default` stands, in the order of the fields.
fn derived(tokens: &[Token<'_>], at: usize, kind: &str) -> Option<Name> {
    let start = opening_before(tokens, at)?;
    if start < 3 || !tokens[start - 1].is("derive") || !tokens[start - 2].is("[") {
        return None;
    }
    let structure = (at..tokens.len()).find(|&i| tokens[i].is("struct"))?;
    let name = tokens.get(structure + 1)?.text;
    let open = (structure..tokens.len())
        .find(|&i| tokens[i].is("{") || tokens[i].is("(") || tokens[i].is(";"))?;
    let mut names = Vec::new();
    if !tokens[open].is(";") {
        let mut depth = 0_i32;
        let (mut field, mut index, mut fits) = (None, 0, false);
        for token in &tokens[open..] {
            match token.text {
                "{" | "(" | "[" | "<" => depth += 1,
                "}" | ")" | "]" | ">" => depth -= 1,
                _ => {}
            }
            if depth == 1 && token.is(":") {
                fits = false;
            } else if (depth == 1 && token.is(",")) || depth == 0 {
                if fits {
                    names.push(if tokens[open].is("(") {
                        format!("{name}.{index}")
                    } else {
                        field.unwrap_or(name).to_string()
                    });
                }
                (field, fits) = (None, false);
                index += 1;
            } else if token.is(kind) {
                fits = true;
            } else if depth == 1 && token.is_ident() && field.is_none() && !token.is("pub") {
                field = Some(token.text);
            }
            if depth == 0 {
                break;
            }
        }
    }
    if names.is_empty() {
        names.push(name.to_string());
    }
    Some(Name { names, many: false })
}

/// The way outwards from an expression to its name.
struct Walk<'t> {
    tokens: &'t [Token<'t>],
    /// The value's place in the innermost tuple that still looks for a name.
    position: Option<usize>,
    /// The value's place in a list that is written out.
    index: Option<usize>,
    many: bool,
    /// Where the walk ends: the value was given to the owner of this name.
    receiver: Option<usize>,
}

impl Walk<'_> {
    /// `start` is the first token of an expression.
    fn outwards(mut self, mut start: usize) -> Option<Name> {
        loop {
            if let Some(receiver) = self.receiver {
                return self.named(self.tokens[receiver].text);
            }
            let before = start.checked_sub(1)?;
            let token = &self.tokens[before];
            match token.text {
                "&" | "*" | "mut" | "move" | "&&" => start = before,
                "=" => return self.bound(before),
                ":" => {
                    let field = self.tokens.get(before.checked_sub(1)?)?;
                    return field.is_ident().then(|| self.named(field.text)).flatten();
                }
                "|" | "||" => start = self.closure_start(before)?,
                "," => {
                    let (open, position) = self.place_in_group(before)?;
                    start = self.group(open, position)?;
                }
                "(" | "[" => start = self.group(before, 0)?,
                "{" => start = self.block(before)?,
                ";" | "}" => start = self.block(opening_before(self.tokens, start)?)?,
                _ => return None,
            }
        }
    }

    /// The name on the left of `=`.
    fn bound(self, equals: usize) -> Option<Name> {
        let start = statement_start(self.tokens, equals);
        let left = &self.tokens[start..equals];
        let keyword = left
            .iter()
            .position(|token| token.is("let") || token.is("static") || token.is("const"))
            .map(|at| at + 1);
        let Some(mut at) = keyword else {
            // An assignment: the last name before `=`, not counting an index.
            let mut end = left.len().checked_sub(1)?;
            while left[end].is("]") {
                end = opening_of(left, end)?.checked_sub(1)?;
            }
            return left[end].is_ident().then(|| self.named(left[end].text)).flatten();
        };
        while left.get(at).is_some_and(|token| token.is("mut") || token.is("ref")) {
            at += 1;
        }
        let first = left.get(at)?;
        if first.is("(") || first.is("[") {
            let names: Vec<&str> = left[at..]
                .iter()
                .take_while(|token| !token.is(")") && !token.is("]"))
                .filter(|token| token.is_ident() && !token.is("mut") && !token.is("ref"))
                .map(|token| token.text)
                .collect();
            return match self.position {
                // `let (a, b) = (Mutex::new(1), Mutex::new(2))`
                Some(position) => {
                    let name = *names.get(position)?;
                    Walk { position: None, ..self }.named(name)
                }
                // `let (sender, receiver) = channel()`: one object with two ends.
                None => (!names.is_empty()).then(|| self.named(&names.join("/"))).flatten(),
            };
        }
        first.is_ident().then(|| self.named(first.text)).flatten()
    }

    fn named(&self, name: &str) -> Option<Name> {
        if name == "_" {
            return None;
        }
        let name = name.strip_prefix("r#").unwrap_or(name);
        let mut name = name.to_string();
        if let Some(position) = self.position {
            name.push_str(&format!(".{position}"));
        }
        if let Some(index) = self.index.filter(|_| !self.many) {
            name.push_str(&format!("[{index}]"));
        }
        Some(Name { names: vec![name], many: self.many })
    }

    /// The beginning of the expression that a bracket belongs to, given the value's place inside.
    fn group(&mut self, open: usize, position: usize) -> Option<usize> {
        if !is_kept(self.tokens, open) {
            return None;
        }
        // An element of a list has a place of its own; of `[x; n]` and of a closure's values only the sort is known.
        let index = self.is_list(open).then_some(position);
        let before = open.checked_sub(1).map(|before| without_generics(self.tokens, before));
        let callee = before.map(|before| &self.tokens[before]);
        if self.tokens[open].is("[") {
            if callee.is_some_and(|token| token.is("!")) {
                // vec![a, b], vec![a; n]
                let name = open.checked_sub(2)?;
                self.element(index);
                return self.tokens[name].is("vec").then_some(name);
            }
            if callee.is_some_and(|token| token.is_ident() && !is_keyword(token.text)) {
                return None;
            }
            self.element(index);
            return Some(open);
        }
        match callee {
            Some(token) if token.is_ident() && !is_keyword(token.text) => {
                let name = before?;
                let start = chain_start(self.tokens, name);
                let receiver = name.checked_sub(2).filter(|_| self.tokens[name - 1].is("."));
                if RECEIVERS.contains(&token.text) && receiver.is_some() {
                    self.receiver = receiver.filter(|&at| self.tokens[at].is_ident());
                    self.many |= token.text.starts_with("push") || token.is("insert");
                    self.receiver?;
                } else if REPEATERS.contains(&token.text) {
                    self.many = true;
                } else if token.text == "Self"
                    || (begins_upper(token.text) && !WRAPPERS.contains(&token.text))
                {
                    // A tuple struct: what binds it is the whole, and the value is its field.
                    self.position = Some(position);
                } else if matches!(token.text, "or_insert" | "or_insert_with") {
                    // `cache.entry(key).or_insert_with(…)`
                    self.receiver = self.entry_of(name);
                    self.many = true;
                    self.receiver?;
                } else if !WRAPPERS.contains(&token.text) || position > 0 || !self.holds(name) {
                    return None;
                }
                Some(start)
            }
            Some(token) if token.is("!") => None,
            _ => {
                // Brackets around one expression change nothing; a tuple has places.
                if index.is_some() {
                    self.position = Some(position);
                }
                Some(open)
            }
        }
    }

    /// The call that ends in this name hands on its argument: `Arc::new`, `Some`, `Box::<T>::pin`, but not `Pool::new`.
    fn holds(&self, name: usize) -> bool {
        if !matches!(self.tokens[name].text, "new" | "from" | "pin") {
            return true;
        }
        let Some(path) = name.checked_sub(2).filter(|_| self.tokens[name - 1].is("::")) else {
            return false;
        };
        HOLDERS.contains(&self.tokens[without_generics(self.tokens, path)].text)
            || (self.tokens[path].is(">")
                && opening_of(self.tokens, path)
                    .and_then(|open| open.checked_sub(1))
                    .is_some_and(|holder| HOLDERS.contains(&self.tokens[holder].text)))
    }

    /// The map, given the method of its entry.
    fn entry_of(&self, method: usize) -> Option<usize> {
        let close = method.checked_sub(2).filter(|&close| self.tokens[close].is(")"))?;
        let entry = opening_of(self.tokens, close)?.checked_sub(1)?;
        let map = entry.checked_sub(2)?;
        (self.tokens[entry].is("entry")
            && self.tokens[entry - 1].is(".")
            && self.tokens[map].is_ident())
        .then_some(map)
    }

    /// A block whose value is the expression: goes on with what the block belongs to.
    fn block(&mut self, open: usize) -> Option<usize> {
        let before = open.checked_sub(1)?;
        match self.tokens[before].text {
            "const" | "unsafe" | "move" => Some(before),
            "=" | "|" | "||" | "(" | "[" | "," | ":" => Some(open),
            _ => None,
        }
    }

    /// The closure's first token, given the `|` in front of its body.
    fn closure_start(&self, bar: usize) -> Option<usize> {
        if self.tokens[bar].is("||") {
            return Some(bar);
        }
        let mut at = bar;
        loop {
            at = at.checked_sub(1)?;
            match self.tokens[at].text {
                "|" => return Some(at),
                ";" | "{" | "}" => return None,
                _ => {}
            }
        }
    }

    /// The bracket that a comma stands in, and the number of commas up to it.
    fn place_in_group(&self, comma: usize) -> Option<(usize, usize)> {
        let mut position = 1;
        let mut at = comma;
        loop {
            at = at.checked_sub(1)?;
            match self.tokens[at].text {
                ")" | "]" | "}" => at = opening_of(self.tokens, at)?,
                "(" | "[" => return Some((at, position)),
                "," => position += 1,
                "{" | ";" => return None,
                _ => {}
            }
        }
    }

    fn element(&mut self, index: Option<usize>) {
        match index {
            Some(index) if !self.many => self.index = Some(index),
            _ => self.many = true,
        }
    }

    /// The bracket holds several expressions with commas between them.
    fn is_list(&self, open: usize) -> bool {
        let mut depth = 0_usize;
        for token in &self.tokens[open..] {
            match token.text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                "," if depth == 1 => return true,
                _ => {}
            }
            if depth == 0 {
                return false;
            }
        }
        false
    }
}

/// Part of a path, up to the bracket of the call.
fn in_path(token: &Token<'_>) -> bool {
    token.is_ident() || ["::", "<", ">", ","].iter().any(|text| token.is(text))
}

/// The methods called on what the bracket at `open` ends keep the value; `?` always does.
fn is_kept(tokens: &[Token<'_>], open: usize) -> bool {
    let Some(mut at) = closing_of(tokens, open) else { return true };
    loop {
        at += 1;
        match tokens.get(at) {
            Some(token) if token.is("?") => {}
            Some(token) if token.is(".") => {
                let Some(method) = tokens.get(at + 1) else { return true };
                if !KEEPERS.contains(&method.text) {
                    return false;
                }
                let call = (at + 2..tokens.len()).find(|&i| !in_path(&tokens[i]));
                match call.and_then(|open| closing_of(tokens, open)) {
                    Some(close) => at = close,
                    None => return true,
                }
            }
            _ => return true,
        }
    }
}

/// The bracket that belongs to the opening one at `open`.
fn closing_of(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The name in front of `::<…>` where `at` is the end of that, else `at` itself.
fn without_generics(tokens: &[Token<'_>], at: usize) -> usize {
    if !tokens[at].is(">") {
        return at;
    }
    let name = opening_of(tokens, at).and_then(|open| open.checked_sub(2));
    name.filter(|&name| tokens[name + 1].is("::")).unwrap_or(at)
}

fn begins_upper(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "let"
            | "in"
            | "if"
            | "match"
            | "return"
            | "else"
            | "while"
            | "break"
            | "mut"
            | "const"
            | "move"
    )
}

/// The first token of the path or method chain that ends in `at`: `std::sync::Mutex` of `…::new`, `(0..n)` of `….map`.
fn chain_start(tokens: &[Token<'_>], at: usize) -> usize {
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        let joined = tokens[before].is("::") || tokens[before].is(".");
        if joined {
            let Some(left) = before.checked_sub(1) else { return start };
            start = match tokens[left].text {
                ")" | "]" | ">" | "}" => match opening_of(tokens, left) {
                    Some(open) => open,
                    None => return start,
                },
                _ => left,
            };
        } else if belongs_to(tokens, start, before) {
            start = before;
        } else {
            return start;
        }
    }
    start
}

/// Brackets, `?`, `<…>` and a macro's `!` belong to what they stand behind.
fn belongs_to(tokens: &[Token<'_>], start: usize, before: usize) -> bool {
    let is_name = tokens[before].is_ident() && !is_keyword(tokens[before].text);
    match tokens[start].text {
        "(" | "[" | "?" => is_name || tokens[before].is("!"),
        "<" | "!" => is_name,
        _ => false,
    }
}

/// The bracket that belongs to the closing one at `close`.
fn opening_of(tokens: &[Token<'_>], close: usize) -> Option<usize> {
    let (open, shut) = match tokens[close].text {
        ")" => ("(", ")"),
        "]" => ("[", "]"),
        "}" => ("{", "}"),
        ">" => ("<", ">"),
        _ => return None,
    };
    let mut depth = 0_usize;
    for at in (0..=close).rev() {
        if tokens[at].is(shut) {
            depth += 1;
        } else if tokens[at].is(open) {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// The bracket that `at` stands in.
fn opening_before(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut at = at;
    loop {
        at = at.checked_sub(1)?;
        match tokens[at].text {
            ")" | "]" | "}" => at = opening_of(tokens, at)?,
            "(" | "[" | "{" => return Some(at),
            _ => {}
        }
    }
}

/// The first token of the statement that `at` belongs to.
fn statement_start(tokens: &[Token<'_>], at: usize) -> usize {
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        match tokens[before].text {
            ")" | "]" => match opening_of(tokens, before) {
                Some(open) => start = open,
                None => return start,
            },
            ";" | "{" | "}" | "(" | "[" => return start,
            _ => start = before,
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name found where `^` marks the constructor; `[]` after it stands for "one of many".
    fn found(marked: &str) -> String {
        found_of(marked, "Mutex")
    }

    fn found_of(marked: &str, kind: &str) -> String {
        let before = &marked[..marked.find('^').expect("a mark")];
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
        match name_at(&marked.replacen('^', "", 1), line, column, kind) {
            Some(name) => format!("{}{}", name.names.join(" "), if name.many { "[]" } else { "" }),
            None => "-".to_string(),
        }
    }

    #[test]
    fn a_variable_names_what_it_is_bound_to() {
        assert_eq!(found("fn f() { let hits = ^Mutex::new(0); }"), "hits");
        assert_eq!(found("let hits = Arc::new(^Mutex::new(0));"), "hits");
        assert_eq!(found("let hits = Arc::new(Mutex::^new(0));"), "hits");
        assert_eq!(
            found(
                "let hits: Arc<Mutex<u32>> = std::sync::Arc::new(^std::sync::Mutex::<u32>::new(0));"
            ),
            "hits"
        );
        assert_eq!(
            found("let mut hits =\n    Some(&*Box::leak(Box::new(^Mutex::new(0))));"),
            "hits"
        );
        assert_eq!(found("let hits = &^Mutex::new(0);"), "hits");
        assert_eq!(found("let r#type = ^Mutex::new(0);"), "type");
    }

    #[test]
    fn statics_and_constants_name_what_they_hold() {
        assert_eq!(found("static READY: AtomicBool = ^AtomicBool::new(false);"), "READY");
        assert_eq!(
            found("pub(crate) static SLOTS: [AtomicU8; 4] = [const { ^AtomicU8::new(0) }; 4];"),
            "SLOTS[]"
        );
        assert_eq!(
            found("thread_local! { static X: RefCell<u8> = const { ^RefCell::new(0) }; }"),
            "X"
        );
        assert_eq!(
            found("static MAP: LazyLock<Mutex<u8>> = LazyLock::new(|| ^Mutex::new(0));"),
            "MAP"
        );
        assert_eq!(
            found(
                "fn f() { static C: OnceLock<M> = OnceLock::new(); C.get_or_init(|| ^Mutex::new(0)); }"
            ),
            "C"
        );
    }

    #[test]
    fn a_field_names_what_it_is_given() {
        assert_eq!(found("let h = Hits { count: ^AtomicU64::new(0) };"), "count");
        assert_eq!(found("Self {\n  name,\n  count: Arc::new(^AtomicU64::new(0)),\n}"), "count");
        assert_eq!(found("self.inner.count = ^Mutex::new(0);"), "count");
        assert_eq!(found("slots[i] = ^Mutex::new(0);"), "slots");
        assert_eq!(found("let c = Counter(^Mutex::new(0));"), "c.0");
        assert_eq!(found("let c = Arc::new(Pair(1, ^Mutex::new(0)));"), "c.1");
    }

    #[test]
    fn tuples_give_names_by_place() {
        assert_eq!(found("let (a, b) = (Mutex::new(1), ^Mutex::new(2));"), "b");
        assert_eq!(found("let pair = (Mutex::new(1), Arc::new(^Mutex::new(2)));"), "pair.1");
        assert_eq!(found("let (jobs, queue) = ^mpsc::channel();"), "jobs/queue");
        assert_eq!(found("let (mut jobs, _queue) = mpsc::^sync_channel::<u8>(3);"), "jobs/_queue");
        assert_eq!(found("let one = (^Mutex::new(1));"), "one");
    }

    #[test]
    fn many_values_of_one_place_are_elements() {
        assert_eq!(
            found("let slots: Vec<_> = (0..n).map(|_| ^Mutex::new(0)).collect();"),
            "slots[]"
        );
        assert_eq!(
            found("let slots = std::array::from_fn::<_, 4, _>(|_| ^Mutex::new(0));"),
            "slots[]"
        );
        assert_eq!(found("let slots = vec![^Mutex::new(0), Mutex::new(1)];"), "slots[0]");
        assert_eq!(found("let slots = [Mutex::new(0), Arc::new(^Mutex::new(1))];"), "slots[1]");
        assert_eq!(found("let slots = [^Mutex::new(0)];"), "slots[]");
        assert_eq!(
            found(
                "let slots = iter::repeat_with(|| Arc::new(^Mutex::new(0))).take(3).collect::<Vec<_>>();"
            ),
            "slots[]"
        );
        assert_eq!(
            found(
                "let slots: Vec<_> = (0..n)\n    .map(|_| {\n        ^Mutex::new(0)\n    })\n    .collect();"
            ),
            "slots[]"
        );
    }

    #[test]
    fn what_is_stored_under_a_name_has_that_name() {
        assert_eq!(found("self.slots.push(Arc::new(^Mutex::new(0)));"), "slots[]");
        assert_eq!(found("cache.insert(key, ^Mutex::new(0));"), "cache[]");
        assert_eq!(found("all()[0].push(^Mutex::new(0));"), "-");
    }

    #[test]
    fn a_derived_default_names_the_fields_of_that_type() {
        let text = "#[derive(Debug, ^Default)]\npub struct Stats {\n    pub hits: Mutex<u64>,\n    label: String,\n    misses: Arc<Mutex<u64>>,\n}";
        assert_eq!(found(text), "hits misses");
        assert_eq!(found_of(text, "AtomicU8"), "Stats");
        assert_eq!(found("#[derive(^Default)] struct Two(u8, Mutex<u8>);"), "Two.1");
    }

    #[test]
    fn what_is_handed_to_a_stranger_has_no_name() {
        assert_eq!(found("let total = run(^Mutex::new(0));"), "-");
        assert_eq!(found("fn make() -> Mutex<u8> { ^Mutex::new(0) }"), "-");
        assert_eq!(found("let _ = ^Mutex::new(0);"), "-");
        assert_eq!(found("let a = 1; spawn(move || { ^Mutex::new(0) });"), "-");
    }

    #[test]
    fn what_a_method_makes_of_the_value_does_not_have_its_name() {
        for text in [
            "let hits = *^Mutex::new(0).lock().unwrap();",
            "let hits = ^Mutex::new(0).into_inner().unwrap();",
            "let ready = ^AtomicBool::new(true).load(Relaxed);",
            "let ready = Arc::new(AtomicBool::^new(true)).load(Relaxed);",
            "let n = (0..n).map(|_| ^Mutex::new(0)).count();",
            "let n = [^Mutex::new(0), Mutex::new(1)].len();",
            "let n = vec![^Mutex::new(0); 3].len();",
        ] {
            assert_eq!(found(text), "-", "{text}");
        }
        assert_eq!(found("let hits: Arc<Mutex<u8>> = ^Mutex::new(0).into();"), "hits");
        assert_eq!(
            found("let (t, r): (Vec<_>, Vec<_>) = (0..3).map(|_| ^channel::<u8>()).unzip();"),
            "t/r[]"
        );
        assert_eq!(
            found("let s: [M; 2] = [^Mutex::new(0), b].to_vec().try_into().unwrap();"),
            "s[0]"
        );
    }

    #[test]
    fn only_a_holder_shares_its_name_with_what_it_holds() {
        assert_eq!(found("let pool = Pool::new(^Mutex::new(0));"), "-");
        assert_eq!(found("let total = Sum::from(^Mutex::new(0));"), "-");
        assert_eq!(found("let hits = new(^Mutex::new(0));"), "-");
        assert_eq!(found("let hits = Rc::new(RefCell::new(^Mutex::new(0)));"), "hits");
        assert_eq!(found("let hits = std::sync::Arc::<Mutex<u8>>::new(^Mutex::new(0));"), "hits");
        assert_eq!(found("let hits = Arc::<Mutex<u8>>::from(^Mutex::new(0));"), "hits");
        assert_eq!(found("let n = Arc::strong_count(&Arc::new(^Mutex::new(0)));"), "-");
    }

    #[test]
    fn a_default_is_named_like_any_other_value() {
        assert_eq!(found("let hits: Mutex<u8> = ^Default::default();"), "hits");
        assert_eq!(found("let hits = ^<Mutex<u8> as Default>::default();"), "hits");
        assert_eq!(found("Self { a: 1, hits: ^Default::default(), ..rest() }"), "hits");
        assert_eq!(
            found("Self { shards: (0..n).map(|_| ^Mutex::default()).collect() }"),
            "shards[]"
        );
    }

    #[test]
    fn what_an_entry_is_filled_with_belongs_to_the_map() {
        assert_eq!(
            found(
                "let slot = self.slots.entry(key).or_insert_with(|| Arc::new(^Mutex::new(0))).clone();"
            ),
            "slots[]"
        );
        assert_eq!(found("slots.entry(key).or_insert(^Mutex::new(0));"), "slots[]");
        assert_eq!(found("entry.or_insert_with(|| ^Mutex::new(0));"), "-");
        assert_eq!(found("slots().entry(key).or_insert(^Mutex::new(0));"), "-");
    }

    #[test]
    fn a_method_is_called_on_a_field_or_a_static_by_name() {
        let receiver = |marked: &str| {
            let column = marked[..marked.find('^').expect("a mark")].chars().count() as u32 + 1;
            receiver_at(&marked.replacen('^', "", 1), 1, column)
        };
        assert_eq!(receiver("self.hits.^lock()").as_deref(), Some("hits"));
        assert_eq!(receiver("self.inner.r#type.^lock()").as_deref(), Some("type"));
        assert_eq!(receiver("READY.^store(true, Relaxed)").as_deref(), Some("READY"));
        for passing in [
            "slot.^lock()",
            "slots[0].^lock()",
            "hits().^lock()",
            "^lock()",
            "f.await.^lock()",
            "a.0.^lock()",
        ] {
            assert_eq!(receiver(passing), None, "{passing}");
        }
    }

    #[test]
    fn a_place_outside_the_text_has_no_name() {
        assert_eq!(name_at("let a = 1;", 7, 1, "Mutex"), None);
        assert_eq!(name_at("", 1, 1, "Mutex"), None);
    }
}
