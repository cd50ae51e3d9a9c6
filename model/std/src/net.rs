//! `std::net`: addresses. Connections wait for the world outside, which no explorer can make try again.

pub use std::net::{
    AddrParseError, IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, SocketAddrV4, SocketAddrV6,
};
