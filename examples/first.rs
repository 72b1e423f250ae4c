//! The first program of the README. It opens the ward that `cargo run --release --example guandao` leaves behind.
use linli::cases::{Act, Register};
use linli::{Instant, Lang, Meta, Ward};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut ward = Ward::open("guandao.db")?;
    let now = Instant::parse("2026-01-05T09:30:00+08:00").ok_or("no such instant")?;
    let (resident, worker) = (
        Meta::new("p17".try_into()?, now),
        Meta::new("w07".try_into()?, now),
    );

    let case = ward.register(
        resident.clone(),
        Register::new("parking".try_into()?, "grid-07".try_into()?),
    )?;
    ward.act(worker, Act::new(case.clone(), "accept".try_into()?))?;
    println!(
        "to be settled by {:?}",
        ward.case(&case).and_then(|case| case.next_deadline())
    );

    match ward.act(resident, Act::new(case, "answer".try_into()?)) {
        Err(refusal) => println!("{}\n{}", refusal.explain(Lang::En), refusal.explain(Lang::Zh)),
        Ok(_) => println!("the resident answered the case"),
    }
    Ok(())
}
