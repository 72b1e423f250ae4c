//! From meta to stamp: checks the envelope of a command and seals its details. Keeps the promise *two-instants*.

use crate::journal::KeptDetail;
use crate::state::{Command, WardRefusal};
use crate::vocabulary::{CommandId, Detail, DetailName, Instant, Meta, Salt, Stamp, bounds};

/// The actor of what the ward does by itself.
pub(super) const SYSTEM: &str = "system";
/// The origin of the ids the ward gives.
pub(super) const WARD: &str = "ward";

/// A command's envelope, sealed.
#[derive(Debug)]
pub(super) struct Sealed {
    pub(super) stamp: Stamp,
    /// As it was given: for the salt of its entry.
    pub(super) salt: Option<Salt>,
    pub(super) details: Vec<KeptDetail>,
}

/// Seals an envelope. Every part gets a salt of its own, derived from the command's, which is kept nowhere: so one detail
/// can be erased, salt and all, while the others and the chain still verify.
pub(super) fn seal(meta: &Meta, id: CommandId) -> Result<Sealed, WardRefusal> {
    few(meta.details.len())?;
    few(meta.attachments.len())?;
    let mut details = meta.details.clone();
    details.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    if let Some(name) = twice(&details) {
        return Err(WardRefusal::DetailTwice { name });
    }
    details.iter().try_for_each(short)?;
    if meta.salt.is_none() && !details.is_empty() {
        return Err(WardRefusal::SaltMissing {});
    }
    let mut kept = Vec::new();
    let mut references = Vec::new();
    if let Some(salt) = &meta.salt {
        for (detail, ordinal) in details.into_iter().zip(1..) {
            let salt = salt.derive(ordinal);
            references.push(detail.seal(&salt));
            kept.push(KeptDetail {
                name: detail.name,
                salt: Some(salt),
                text: Some(detail.text),
            });
        }
    }
    let mut attachments = meta.attachments.clone();
    attachments.sort_unstable();
    let stamp = Stamp {
        id,
        actor: meta.actor.clone(),
        capacity: meta.capacity.clone(),
        on_behalf_of: meta.on_behalf_of.clone(),
        occurred: meta.occurred,
        recorded: meta.recorded,
        details: references,
        attachments,
    };
    Ok(Sealed {
        stamp,
        salt: meta.salt,
        details: kept,
    })
}

/// What must hold of the envelope of a new command.
pub(super) fn check(meta: &Meta, last: Instant) -> Result<(), WardRefusal> {
    for at in core::iter::once(meta.recorded).chain(meta.occurred) {
        in_range(at)?;
    }
    if meta.recorded < last {
        let recorded = meta.recorded;
        return Err(WardRefusal::TimeRunsBackwards { recorded, last });
    }
    if meta.actor.as_str() == SYSTEM {
        return Err(reserved(SYSTEM));
    }
    let Some(id) = &meta.id else { return Ok(()) };
    if id.origin.as_str() == WARD {
        return Err(reserved(WARD));
    }
    if i64::try_from(id.number).is_err() {
        return Err(WardRefusal::NumberTooLarge { id: id.clone() });
    }
    Ok(())
}

pub(super) fn in_range(at: Instant) -> Result<(), WardRefusal> {
    if at.is_in_range() {
        Ok(())
    } else {
        Err(WardRefusal::InstantOutOfRange { at })
    }
}

/// What is refused is kept too, so a command of any length will not do.
pub(super) fn fits(command: &Command, bytes: usize) -> Result<(), WardRefusal> {
    let (found, most) = (bytes as u64, command.most_bytes());
    if found > most {
        return Err(WardRefusal::CommandTooLong { found, most });
    }
    Ok(())
}

fn reserved(name: &'static str) -> WardRefusal {
    WardRefusal::ReservedName {
        name: smol_str::SmolStr::new_static(name),
    }
}

fn few(count: usize) -> Result<(), WardRefusal> {
    let exceeded = bounds::DETAILS.check(count as u64);
    exceeded.map_err(|exceeded| WardRefusal::TooManyDetails {
        found: exceeded.found,
        most: exceeded.bound.most,
    })
}

fn short(detail: &Detail) -> Result<(), WardRefusal> {
    let exceeded = bounds::DETAIL_BYTES.check(detail.text.len() as u64);
    exceeded.map_err(|exceeded| WardRefusal::DetailTooLong {
        name: detail.name.clone(),
        found: exceeded.found,
        most: exceeded.bound.most,
    })
}

fn twice(sorted: &[Detail]) -> Option<DetailName> {
    sorted
        .iter()
        .zip(sorted.iter().skip(1))
        .find(|(a, b)| a.name == b.name)
        .map(|(a, _)| a.name.clone())
}
