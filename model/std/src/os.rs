//! `std::os`: nothing. What it opens (descriptors, sockets, raw threads) goes past the model.
