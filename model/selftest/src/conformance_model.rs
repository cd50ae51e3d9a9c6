//! A model runner over the conformance suite, compiled against the stand-ins.

fn main() {
    model::main(&conformance_model::cases())
}
