//! What the benchmarks measure with: processor time and bytes, neither of which the machine's other tenants add to, and
//! each figure printed beside its limit.
#![allow(dead_code, unreachable_pub, reason = "each benchmark uses its own part")]
#![allow(unsafe_code, reason = "counting what is allocated takes an allocator")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);

// The benchmarks run on one thread, so that a plain load and store will do: an atomic addition would be charged to
// whoever allocates.
fn count(change: impl Fn(usize) -> usize) {
    LIVE.store(change(LIVE.load(Relaxed)), Relaxed);
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(|live| live.wrapping_add(layout.size()));
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        count(|live| live.wrapping_sub(layout.size()));
        unsafe { System.dealloc(at, layout) }
    }
    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(|live| live.wrapping_add(size).wrapping_sub(layout.size()));
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// The bytes asked for and not given back.
pub fn live() -> usize {
    LIVE.load(Relaxed)
}

/// Time this thread spent on a processor (Linux): on a shared machine the clock on the wall measures the neighbours.
pub fn on_cpu() -> Duration {
    // The kernel brings the account up to date when a thread offers to pause.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|text| text.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// The processor time of some work.
pub fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let begin = on_cpu();
    black_box(work());
    on_cpu() - begin
}

/// So many rounds: on a shared machine, a few seldom meet a quiet one.
pub const ROUNDS: usize = 15;

/// One way of doing a job: does all of it once and says how long it took.
pub type Way<'a> = &'a mut dyn FnMut() -> Duration;

/// Nanoseconds an operation took at best in each of the ways, over rounds in which they take turns, so that what the
/// machine does besides strikes all alike.
pub fn in_turn<const N: usize>(rounds: usize, operations: usize, mut ways: [Way<'_>; N]) -> [f64; N] {
    let mut best = [f64::INFINITY; N];
    for _ in 0..rounds {
        for (way, best) in ways.iter_mut().zip(&mut best) {
            *best = best.min(way().as_nanos() as f64 / operations as f64);
        }
    }
    best
}

/// A rate and the share of a hand-written one, beside their limits.
pub fn report(job: &str, ours: f64, by_hand: f64, share: f64) {
    let second = 1e9;
    println!(
        "{job}: {ours:.0} ns of CPU, {:.2} million/s (to reach: 1); by hand {by_hand:.0} ns: {:.0}% of its speed (to reach: {:.0}%)",
        second / ours / 1e6,
        100.0 * by_hand / ours,
        100.0 * share,
    );
}
