//! The verbs of the ward, from the arguments of a line.

use linli::cases::{Act, Assignee, Migrate, Register};
use linli::grid::{
    AddBody, AddMember, AddUnits, Agree, Appoint, EndAgreement, EndAppointment, EndBody, EndMember,
};
use linli::points::{Award, AwardAll, Capture, Correct, Deed, Join, Leave, Redeem, Restock, Review, Void};
use linli::state::{Adopt, Erase};
use linli::{Bundle, Command, Label};

use super::play::Player;
use super::step::Step;

impl Player {
    pub(super) fn command(&mut self, verb: &str, step: &Step) -> Command {
        match verb {
            "add_units" => AddUnits {
                units: step.read("units").unwrap(),
            }
            .into(),
            "appoint" => Appoint {
                person: step.id("person"),
                post: step.id("post"),
                unit: step.id("unit"),
                from: step.day("from").unwrap(),
                until: step.day("until"),
            }
            .into(),
            "end_appointment" => EndAppointment {
                appointment: self.named(step, "appointment"),
                until: step.day("until").unwrap(),
            }
            .into(),
            "register" => Register {
                channel: step.maybe("channel"),
                anonymous: step.get("anonymous").is_some(),
                ..Register::new(step.id("matter"), step.id("unit"))
            }
            .into(),
            "act" => Act {
                rating: step.number("rating").map(|rating| rating as u8),
                to: step.read::<Assignee>("to"),
                parties: step.read("parties").unwrap_or_default(),
                into: step.get("into").map(|_| self.named(step, "into")),
                names: step.maybe("names"),
                sitting: step.read("sitting"),
                ..Act::new(self.named(step, "case"), step.id("action"))
            }
            .into(),
            "migrate" => Migrate {
                procedure: step.id("procedure"),
                states: step.read("states").unwrap_or_default(),
            }
            .into(),
            "adopt" => Adopt {
                bundle: self.next_edition(step).into(),
            }
            .into(),
            "add_body" => AddBody {
                id: step.id("body"),
                kind: step.maybe("kind"),
                name: Label::One(step.must("name").into()),
                unit: step.id("unit"),
                from: step.day("from").unwrap(),
            }
            .into(),
            "end_body" => EndBody {
                body: step.id("body"),
                until: step.day("until").unwrap(),
            }
            .into(),
            "add_member" => AddMember {
                body: step.id("body"),
                person: step.id("person"),
                seat: step.maybe("seat"),
                from: step.day("from").unwrap(),
                until: step.day("until"),
            }
            .into(),
            "end_member" => EndMember {
                member: self.named(step, "member"),
                until: step.day("until").unwrap(),
            }
            .into(),
            "agree" => Agree {
                body: step.id("body"),
                unit: step.id("unit"),
                from: step.day("from").unwrap(),
                until: step.day("until"),
            }
            .into(),
            "end_agreement" => EndAgreement {
                agreement: self.named(step, "agreement"),
                until: step.day("until").unwrap(),
            }
            .into(),
            "award" => Award {
                deed: Deed {
                    quantity: step.number("quantity").map(|quantity| quantity as u64),
                    ..Deed::new(step.id("rule"), step.id("person"), step.id("unit"))
                },
            }
            .into(),
            "award_all" => AwardAll {
                deeds: step.read("deeds").unwrap(),
            }
            .into(),
            "review" => Review {
                award: self.named(step, "award"),
                approve: step.get("approve").unwrap().as_bool().unwrap(),
            }
            .into(),
            "correct" => Correct {
                award: self.named(step, "award"),
            }
            .into(),
            "redeem" => Redeem {
                reward: step.id("reward"),
                pieces: step.number("pieces").unwrap() as u32,
                unit: step.id("unit"),
                person: step.maybe("person"),
            }
            .into(),
            "capture" => Capture {
                hold: self.named(step, "hold"),
            }
            .into(),
            "void" => Void {
                hold: self.named(step, "hold"),
            }
            .into(),
            "restock" => Restock {
                reward: step.id("reward"),
                unit: step.id("unit"),
                pieces: step.number("pieces").unwrap(),
            }
            .into(),
            "join" => Join {
                household: step.id("household"),
                person: step.id("person"),
                unit: step.id("unit"),
                from: step.day("from").unwrap(),
            }
            .into(),
            "leave" => Leave {
                household: step.id("household"),
                person: step.id("person"),
                until: step.day("until").unwrap(),
            }
            .into(),
            "erase" => Erase {
                sequence: self.entry(step.must("of")),
                name: step.maybe("name"),
            }
            .into(),
            other => panic!("no verb `{other}`"),
        }
    }

    /// The rulebook of the tables with some words of it replaced, in force from another day.
    fn next_edition(&self, step: &Step) -> Bundle {
        let mut text = String::from_utf8(self.bundle.canonical()).unwrap();
        let from = format!(r#""from":"{}""#, step.must("from"));
        text = text.replacen(r#""from":"2025-01-01""#, &from, 1);
        for (this, that) in step
            .get("with")
            .and_then(|with| with.as_object())
            .into_iter()
            .flatten()
        {
            text = text.replace(this, that.as_str().unwrap());
        }
        Bundle::from_canonical(text.as_bytes()).unwrap()
    }
}
