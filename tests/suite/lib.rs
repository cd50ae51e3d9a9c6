//! The proof that the course holds: what every exercise must show runs as tests of this package.
