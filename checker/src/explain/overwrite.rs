//! Whether a lock is taken in order to overwrite what is behind it without looking: what a guard cannot tell, since
//! `*guard = 1` and `*guard += 1` are the same to it, the source says.
//!
//! It knows two shapes, `*x.lock().unwrap() = value;` and a guard with a name that is assigned through and used for
//! nothing else. Whatever it does not know is no overwriting.

use proc_macro2::{LineColumn, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAssign, ExprMacro, ExprMethodCall, ExprPath, Pat, Stmt, UnOp};

/// Whoever takes the lock at this place (line and column of the method's name, from 1) only overwrites what it guards.
pub fn overwrites(text: &str, line: u32, column: u32) -> bool {
    let Some(place) = place(line, column) else { return false };
    let search = || {
        let Ok(file) = syn::parse_file(text) else { return false };
        let mut search = Search { place, found: false };
        search.visit_file(&file);
        search.found
    };
    std::thread::scope(|scope| {
        let deep = std::thread::Builder::new().stack_size(DEEP);
        // What cannot be found out is no overwriting.
        deep.spawn_scoped(scope, search).is_ok_and(|found| found.join().unwrap_or(false))
    })
}

/// A file may nest expressions as deep as it is long, and whoever walks through them does so on the stack. Only what is used
/// of it costs memory.
const DEEP: usize = 2 << 30;

fn place(line: u32, column: u32) -> Option<LineColumn> {
    Some(LineColumn {
        line: usize::try_from(line).ok()?,
        column: usize::try_from(column).ok()?.checked_sub(1)?,
    })
}

struct Search {
    place: LineColumn,
    found: bool,
}

impl Search {
    /// This expression is the guard: the lock's call, and perhaps `unwrap()` and the like behind it.
    fn is_guard(&self, expr: &Expr) -> bool {
        match expr {
            Expr::MethodCall(call) if call.method.span().start() == self.place => true,
            Expr::MethodCall(ExprMethodCall { receiver, method, .. }) => {
                ["unwrap", "expect", "unwrap_or_else"].iter().any(|name| method == name)
                    && self.is_guard(receiver)
            }
            Expr::Try(tried) => self.is_guard(&tried.expr),
            Expr::Paren(inner) => self.is_guard(&inner.expr),
            _ => false,
        }
    }
}

impl<'ast> Visit<'ast> for Search {
    fn visit_expr_assign(&mut self, assign: &'ast ExprAssign) {
        if let Some(target) = through(&assign.left) {
            self.found |= self.is_guard(target);
        }
        visit::visit_expr_assign(self, assign);
    }

    fn visit_block(&mut self, block: &'ast Block) {
        for (at, stmt) in block.stmts.iter().enumerate() {
            if let Stmt::Local(local) = stmt
                && let Pat::Ident(name) = &local.pat
                && let Some(init) = &local.init
                && self.is_guard(&init.expr)
            {
                let mut uses = Uses { name: name.ident.to_string(), writes: 0, others: 0 };
                block.stmts[at + 1..].iter().for_each(|stmt| uses.visit_stmt(stmt));
                self.found |= uses.writes > 0 && uses.others == 0;
            }
        }
        visit::visit_block(self, block);
    }
}

/// What `*` is applied to.
fn through(left: &Expr) -> Option<&Expr> {
    match left {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => Some(&unary.expr),
        Expr::Paren(inner) => through(&inner.expr),
        _ => None,
    }
}

/// How a name is used.
struct Uses {
    name: String,
    /// `*name = …`
    writes: usize,
    /// Anything else but `drop(name)`.
    others: usize,
}

impl Uses {
    fn is_it(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::Path(path) if path.path.is_ident(&self.name))
    }
}

impl<'ast> Visit<'ast> for Uses {
    fn visit_expr_assign(&mut self, assign: &'ast ExprAssign) {
        if through(&assign.left).is_some_and(|target| self.is_it(target)) {
            self.writes += 1;
            self.visit_expr(&assign.right);
        } else {
            visit::visit_expr_assign(self, assign);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let drops = matches!(&*call.func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "drop"));
        if !(drops && call.args.len() == 1 && self.is_it(&call.args[0])) {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        self.others += usize::from(path.path.is_ident(&self.name));
    }

    fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
        // From here on the name is somebody else's.
        self.others += usize::from(pat.ident == self.name);
    }

    fn visit_expr_macro(&mut self, call: &'ast ExprMacro) {
        self.others += usize::from(mentions(&call.mac.tokens, &self.name));
    }

    fn visit_stmt_macro(&mut self, call: &'ast syn::StmtMacro) {
        self.others += usize::from(mentions(&call.mac.tokens, &self.name));
    }
}

fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        // `"{name}"` in a format string.
        TokenTree::Literal(literal) => literal.to_string().contains(name),
        TokenTree::Punct(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asked of the place marked by `^`, inside of a function.
    fn asked(marked: &str) -> bool {
        let text = format!("fn f() {{ {marked} }}");
        let at = text.find('^').expect("a mark");
        let column = text[..at].chars().count() as u32 + 1;
        overwrites(&text.replacen('^', "", 1), 1, column)
    }

    #[test]
    fn an_assignment_through_the_guard_overwrites() {
        assert!(asked("*hits.^lock().unwrap() = seen + 1;"));
        assert!(asked("*self.hits.^lock().unwrap_or_else(PoisonError::into_inner) = 0;"));
        assert!(asked("*cell.^write().expect(\"not poisoned\") = Some(value);"));
        assert!(asked("scope.spawn(|| { *(hits.^lock().unwrap()) = 1; });"));
    }

    #[test]
    fn a_guard_that_is_only_assigned_through_overwrites() {
        assert!(asked("let mut guard = hits.^lock().unwrap(); *guard = seen + 1;"));
        assert!(asked("let mut guard = hits.^lock().unwrap(); *guard = 1; drop(guard); guards();"));
    }

    #[test]
    fn what_looks_first_or_afterwards_is_no_overwriting() {
        assert!(!asked("*hits.^lock().unwrap() += 1;"));
        assert!(!asked("let mut guard = hits.^lock().unwrap(); *guard += 1;"));
        assert!(!asked("let mut guard = hits.^lock().unwrap(); if *guard == 0 { *guard = 1; }"));
        assert!(!asked("let mut guard = hits.^lock().unwrap(); *guard = *guard + 1;"));
        assert!(!asked("let mut guard = hits.^lock().unwrap(); guard.count = 1;"));
        assert!(!asked(
            "let mut guard = hits.^lock().unwrap(); *guard = 1; println!(\"{guard}\");"
        ));
        assert!(!asked("let mut guard = hits.^lock().unwrap(); *guard = 1; let guard = 2;"));
        assert!(!asked("let seen = *hits.^lock().unwrap();"));
        assert!(!asked("take(hits.^lock().unwrap());"));
        assert!(!asked("let mut guard = hits.^lock().unwrap();"));
    }

    #[test]
    fn no_file_is_too_deep_to_be_looked_through() {
        let long = |start: &str, piece: &str, end: &str| {
            let body = piece.repeat(200_000 / piece.len());
            overwrites(&format!("fn f() {{ let x = {start}{body}{end}; }}"), 1, 1)
        };
        assert!(!long("0", "+1", ""));
        assert!(!long("", "!", "true"));
        assert!(!long("a", ".b()", ""));
        assert!(!long("", "if a {} else ", "{}"));
    }

    #[test]
    fn another_place_or_a_text_that_is_no_rust_says_nothing() {
        assert!(!overwrites("fn f() { *hits.lock().unwrap() = 1; }", 1, 3));
        assert!(!overwrites("fn f( {", 1, 1));
        assert!(!overwrites("", 0, 0));
    }
}
