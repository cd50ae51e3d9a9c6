//! `select!` and `select_biased!`, on [`crate::channel::Select`]'s parts.
//!
//! The arms are read one by one into a list of the form `(kind var (message)) (pattern) {body}`; then their
//! channels are evaluated in order, an operation is selected, and `if` by `if` the body of the selected one
//! is found. No closure is made of a body, so that `?`, `break` and `return` in it work as written, and no
//! channel is borrowed while it runs, so that it may assign to one (`rx = never()`).
//!
//! What does not parse is refused by the real macro, which compiles the same text first; this one only
//! has to accept what that one accepts.

/// Selects from several operations on channels; when several are ready, each may be taken.
#[macro_export]
macro_rules! select {
    ($($tokens:tt)*) => {
        $crate::__select!(@arms (new) [] [] $($tokens)*)
    };
}

/// Selects from several operations on channels; when several are ready, the first is taken.
#[macro_export]
macro_rules! select_biased {
    ($($tokens:tt)*) => {
        $crate::__select!(@arms (new_biased) [] [] $($tokens)*)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __select {
    // All arms are read.
    (@arms $how:tt $arms:tt $default:tt) => {
        $crate::__select!(@channels $how $arms [] $default)
    };
    // The head of an arm.
    (@arms $how:tt $arms:tt $default:tt recv($r:expr $(,)?) -> $res:pat => $($rest:tt)*) => {
        $crate::__select!(@body $how $arms $default [recv ($r) () ($res)] $($rest)*)
    };
    (@arms $how:tt $arms:tt $default:tt send($s:expr, $m:expr $(,)?) -> $res:pat => $($rest:tt)*) => {
        $crate::__select!(@body $how $arms $default [send ($s) ($m) ($res)] $($rest)*)
    };
    (@arms $how:tt $arms:tt [] default => $($rest:tt)*) => {
        $crate::__select!(@body $how $arms [] [default ()] $($rest)*)
    };
    (@arms $how:tt $arms:tt [] default() => $($rest:tt)*) => {
        $crate::__select!(@body $how $arms [] [default ()] $($rest)*)
    };
    (@arms $how:tt $arms:tt [] default($timeout:expr $(,)?) => $($rest:tt)*) => {
        $crate::__select!(@body $how $arms [] [default ($timeout)] $($rest)*)
    };
    // Its body: a block, after which the comma may be left out, or an expression.
    (@body $how:tt $arms:tt $default:tt $head:tt { $($body:tt)* }, $($rest:tt)*) => {
        $crate::__select!(@arm $how $arms $default $head { $($body)* } $($rest)*)
    };
    (@body $how:tt $arms:tt $default:tt $head:tt $body:expr, $($rest:tt)*) => {
        $crate::__select!(@arm $how $arms $default $head { $body } $($rest)*)
    };
    (@body $how:tt $arms:tt $default:tt $head:tt { $($body:tt)* } $($rest:tt)*) => {
        $crate::__select!(@arm $how $arms $default $head { $($body)* } $($rest)*)
    };
    (@body $how:tt $arms:tt $default:tt $head:tt $body:expr) => {
        $crate::__select!(@arm $how $arms $default $head { $body })
    };
    // Into the list, or aside.
    (@arm $how:tt $arms:tt [] [default $timeout:tt] $body:tt $($rest:tt)*) => {
        $crate::__select!(@arms $how $arms [$timeout $body] $($rest)*)
    };
    (@arm $how:tt [$($arms:tt)*] $default:tt $head:tt $body:tt $($rest:tt)*) => {
        $crate::__select!(@arms $how [$($arms)* ($head $body)] $default $($rest)*)
    };

    // The channels, each under a name of its own: every expansion's `end` is another one.
    (@channels $how:tt [([recv ($r:expr) () $res:tt] $body:tt) $($arms:tt)*] [$($done:tt)*] $default:tt) => {
        match $r {
            ref end => {
                let end: &$crate::channel::Receiver<_> = end;
                $crate::__select!(
                    @channels $how [$($arms)*] [$($done)* (recv end () $res $body)] $default
                )
            }
        }
    };
    (@channels $how:tt [([send ($s:expr) $m:tt $res:tt] $body:tt) $($arms:tt)*] [$($done:tt)*] $default:tt) => {
        match $s {
            ref end => {
                let end: &$crate::channel::Sender<_> = end;
                $crate::__select!(
                    @channels $how [$($arms)*] [$($done)* (send end $m $res $body)] $default
                )
            }
        }
    };

    // The selection.
    (@channels ($how:ident) [] [$(($kind:ident $end:ident $m:tt $res:tt $body:tt))*] []) => {{
        let selected = {
            #[allow(unused_mut)]
            let mut all = $crate::channel::Select::$how();
            $(all.$kind($end);)*
            all.__select()
        };
        $crate::__select!(@complete selected 0; $(($kind $end $m $res $body))*)
    }};
    (@channels ($how:ident) [] [$(($kind:ident $end:ident $m:tt $res:tt $body:tt))*] [($($timeout:expr)?) $in_vain:tt]) => {{
        let selected = {
            #[allow(unused_mut)]
            let mut all = $crate::channel::Select::$how();
            $(all.$kind($end);)*
            $crate::__select!(@default all $($timeout)?)
        };
        match selected {
            $crate::channel::__Option::None => $in_vain,
            $crate::channel::__Option::Some(selected) => {
                $crate::__select!(@complete selected 0; $(($kind $end $m $res $body))*)
            }
        }
    }};
    (@default $all:ident) => {
        $all.__try_select()
    };
    (@default $all:ident $timeout:expr) => {
        $all.__select_timeout($timeout)
    };

    // Whose turn it is.
    (@complete $selected:ident $i:expr; ($kind:ident $end:ident ($($m:expr)?) ($res:pat) $body:tt) $($rest:tt)*) => {
        if $selected.index() == $i {
            let $res = $selected.$kind($end $(, $m)?);
            $body
        } else {
            $crate::__select!(@complete $selected $i + 1; $($rest)*)
        }
    };
    (@complete $selected:ident $i:expr;) => {
        $selected.no_such_operation()
    };
}
