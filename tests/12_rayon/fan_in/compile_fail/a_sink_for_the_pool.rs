//! `rayon::scope` runs its closure in the pool, so what is in it must be `Send`: a sink that stays on its thread cannot go there. (`in_place_scope` lets it stay.)

use std::cell::Cell;
use std::rc::Rc;

fn main() {
    let given = Rc::new(Cell::new(0));
    rayon::scope(|scope| { //~ E0277
        scope.spawn(|_| println!("at work"));
        given.set(given.get() + 1);
    });
}
