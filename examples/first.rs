//! The first program of the README, as it stands there. It opens the ward that `cargo run --release --example guandao`
//! leaves behind.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    include!(concat!(env!("OUT_DIR"), "/first.rs"));
    Ok(())
}
