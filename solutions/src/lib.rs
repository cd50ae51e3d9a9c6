//! The reference answers are targets of their own: see `Cargo.toml`.
