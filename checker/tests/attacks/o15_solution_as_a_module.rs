// attack o15 solution_as_a_module | class=leak | the course's own solution as a module
#[path = "{ROOT}/solutions/02_scope/chunks.rs"] mod solution;
pub use solution::*;
