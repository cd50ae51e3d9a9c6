//! A model runner over the answers of `selftest-answers`, as the checker generates one.

fn main() {
    model::main(selftest_answers::CHECKS)
}
