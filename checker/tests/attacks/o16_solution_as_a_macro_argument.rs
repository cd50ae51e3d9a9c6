// attack o16 solution_as_a_macro_argument | class=leak | the same, where no item names it
macro_rules! call { ($name:ident, $($argument:tt)*) => { $name!($($argument)*); } }
call!(include, "{ROOT}/solutions/02_scope/chunks.rs");
