//! The readable verbs: each is [`Ward::execute`] with one command, and gives what it created. A refusal is an
//! [`Error::Refused`] here; `execute` gives it as an answer.

use super::{Answer, Created, Error, Ward};
use crate::cases::{Act, Register};
use crate::grid::{
    AddBody, AddMember, AddUnits, Agree, Appoint, CloseUnit, EndAgreement, EndAppointment, EndBody,
    EndMember, UpdateUnit,
};
use crate::journal::Fault;
use crate::points::{Award, AwardAll, Capture, Correct, Join, Leave, Redeem, Restock, Review, Void};
use crate::rulebook::Bundle;
use crate::state::{Adopt, Command, Erase, Outcome};
use crate::vocabulary::{AgreementId, AppointmentId, AwardId, CaseId, DetailName, HoldId, MemberId, Meta};

macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident($command:ident) $(-> $id:ident in $created:ident)?;)*) => {
        impl Ward {$(
            $(#[$doc])*
            pub fn $verb(&mut self, meta: Meta, command: $command) -> verbs!(@result $($id)?) {
                let answer = self.accepted(meta, command)?;
                verbs!(@give answer $($created)?)
            }
        )*}
    };
    (@result $id:ident) => { Result<$id, Error> };
    (@result) => { Result<Answer, Error> };
    (@give $answer:ident $created:ident) => {
        $answer
            .created()
            .find_map(|created| match created {
                Created::$created(id) => Some(id),
                _ => None,
            })
            .ok_or_else(|| Fault::damaged($answer.sequence, "events").into())
    };
    (@give $answer:ident) => { Ok($answer) };
}

verbs! {
    /// Raises a matter at a unit 登记.
    register(Register) -> CaseId in Case;
    /// Takes an action on a case.
    act(Act);
    /// Enters a deed. The answer says whether it earned points, waits for review or was withheld.
    award(Award) -> AwardId in Award;
    /// Enters deeds in bulk; each line is answered for itself.
    award_all(AwardAll);
    /// Approves or turns down a deed that waits.
    review(Review);
    /// Takes back an award made in error.
    correct(Correct);
    /// Sets points and stock aside for a reward 兑换.
    redeem(Redeem) -> HoldId in Hold;
    /// Hands a reward out 核销.
    capture(Capture);
    /// Gives held points back 撤销.
    void(Void);
    /// Changes the stock at a counter.
    restock(Restock);
    /// Lets somebody join a household's passbook.
    join(Join);
    /// Lets somebody leave it.
    leave(Leave);
    /// Adds units, parents before their children.
    add_units(AddUnits);
    /// Changes what is said of a unit.
    update_unit(UpdateUnit);
    /// Ends a unit.
    close_unit(CloseUnit);
    /// Gives somebody a seat of a post.
    appoint(Appoint) -> AppointmentId in Appointment;
    /// Ends an appointment.
    end_appointment(EndAppointment);
    /// Attaches a body to a unit.
    add_body(AddBody);
    /// Ends a body, and with it its memberships and agreements.
    end_body(EndBody);
    /// Makes somebody a member of a body.
    add_member(AddMember) -> MemberId in Member;
    /// Ends a membership.
    end_member(EndMember);
    /// Records that a body serves a unit 协议.
    agree(Agree) -> AgreementId in Agreement;
    /// Ends an agreement.
    end_agreement(EndAgreement);
}

impl Ward {
    /// Adopts an edition of the rulebook.
    pub fn adopt(&mut self, meta: Meta, bundle: Bundle) -> Result<Answer, Error> {
        let bundle = bundle.into();
        self.accepted(meta, Adopt { bundle })
    }

    /// Erases the text of a detail of an entry, or of all of them. The journal keeps their digests, whose salts are erased
    /// too, and that they were erased. See [`erasure_pending`](Self::erasure_pending).
    pub fn erase(&mut self, meta: Meta, sequence: u64, name: Option<DetailName>) -> Result<Answer, Error> {
        self.accepted(meta, Erase { sequence, name })
    }

    fn accepted(&mut self, meta: Meta, command: impl Into<Command>) -> Result<Answer, Error> {
        let answer = self.execute(meta, command)?;
        match answer.outcome {
            Outcome::Refused(refusal) => Err(Error::Refused(refusal)),
            Outcome::Accepted(_) => Ok(answer),
        }
    }
}
