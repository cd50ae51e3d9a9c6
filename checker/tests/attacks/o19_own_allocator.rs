// attack o19 own_allocator | class=override | replaces the allocator, which runs inside of everything
#[global_allocator] static ALLOCATOR: std::alloc::System = std::alloc::System;
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { 0 }
