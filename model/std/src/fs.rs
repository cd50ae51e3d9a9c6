//! `std::fs`: nothing. A file keeps what an execution wrote into it, so that the next one would not start from
//! the same state.
