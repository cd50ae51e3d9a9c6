//! The exercises are targets of their own: see `Cargo.toml`.
