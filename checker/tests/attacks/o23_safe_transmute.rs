// attack o23 safe_transmute | class=forge | rust-lang/rust#25860: safe code that makes a descriptor of a number, and speaks on it
static UNIT: &&() = &&();
fn extend<'a, 'b, T: ?Sized>(_: &'a &'b (), value: &'b mut T) -> &'a mut T { value }
fn forget<'a, T: ?Sized + 'static>(value: &'a mut T) -> &'static mut T { let f: for<'x> fn(_, &'x mut T) -> &'static mut T = extend; f(UNIT, value) }
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 {
    let dangling: &'static mut Box<u64> = { let mut own = Box::new(7); forget(&mut own) };
    **dangling
}
