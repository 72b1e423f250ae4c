//! To whom a case is handed, or who is called in.

use super::asked::Asked;
use super::frame::Frame;
use super::who::Actor;
use super::{Assignee, CaseRefusal, Holder};
use crate::grid::Unit;
use crate::vocabulary::{BodyId, PostId};

/// The hands an action may give a case into.
pub(super) struct Assigning<'a> {
    asked: &'a Asked<'a>,
    /// Whose handlers count where no post is named.
    frame: Frame<'a>,
}

impl<'a> Assigning<'a> {
    pub(super) fn of(asked: &'a Asked<'a>) -> Self {
        let frame = asked.course.frame;
        Self { asked, frame }
    }

    /// Who is handed the case, and who is called in.
    pub(super) fn all(&self) -> Result<(Option<Holder>, Vec<Holder>), CaseRefusal> {
        let act = self.asked.act;
        if act.is_plain() {
            return Ok((None, Vec::new()));
        }
        let to = act.to.as_ref().map(|to| self.holder(to)).transpose()?;
        let calling = self.calling_in();
        let parties = act.parties.iter().map(|to| calling.holder(to));
        Ok((to, parties.collect::<Result<_, _>>()?))
    }

    /// Into which it gives the cases that begin for those called in: they are of another matter.
    fn calling_in(&self) -> Self {
        let asked = self.asked;
        let each = asked.course.action.spawns().find(|spawn| spawn.each);
        let frame = each.and_then(|spawn| {
            let in_force = Frame::new(asked.actor.rules, &spawn.matter);
            in_force.or_else(|| Frame::new(asked.course.frame.rules, &spawn.matter))
        });
        Self {
            asked,
            frame: frame.unwrap_or(self.frame),
        }
    }

    /// The post named, or else the matter's handler at the unit's level; and a body or a person that can have it there.
    fn holder(&self, to: &Assignee) -> Result<Holder, CaseRefusal> {
        let Assignee {
            unit,
            post,
            body,
            person,
        } = to;
        let Actor { grid, rules, on, .. } = self.asked.actor;
        let found = grid.unit(unit).filter(|unit| unit.exists(on));
        let found = found.ok_or_else(|| CaseRefusal::AssigneeUnknown {
            unit: unit.clone(),
            on,
        })?;
        let holder = match post {
            Some(post) => self.posts(found).any(|here| here == post).then(|| Holder {
                unit: unit.clone(),
                post: post.clone(),
                body: None,
                person: None,
            }),
            None => self.frame.handler(found),
        };
        let holder = holder.ok_or_else(|| CaseRefusal::AssigneeWithoutPost {
            unit: unit.clone(),
            posts: self.posts(found).cloned().collect(),
        })?;
        if let Some(body) = body
            && !self.serves(body, found)
        {
            return Err(CaseRefusal::BodyNotAvailable {
                body: body.clone(),
                unit: unit.clone(),
                on,
            });
        }
        let member = |person| body.as_ref().is_some_and(|body| grid.is_member(person, body, on));
        if let Some(person) = person
            && !member(person)
            && !grid.answers(rules, person, &holder.post, unit, on)
        {
            return Err(CaseRefusal::AssigneeNotAnswering {
                person: person.clone(),
                post: holder.post,
                unit: unit.clone(),
                on,
            });
        }
        Ok(Holder {
            body: body.clone(),
            person: person.clone(),
            ..holder
        })
    }

    fn posts(&self, unit: Unit<'a>) -> impl Iterator<Item = &'a PostId> {
        let posts = self.asked.actor.rules.posts.iter();
        posts
            .filter(move |(_, post)| post.at.contains(unit.level()))
            .map(|(id, _)| id)
    }

    /// Whether a body is there, and may act for the unit: some kinds only under an agreement (F09, F20).
    fn serves(&self, body: &BodyId, unit: Unit<'_>) -> bool {
        let Actor { grid, rules, on, .. } = self.asked.actor;
        let Some(found) = grid.body(body).filter(|found| found.life.holds(on)) else {
            return false;
        };
        let kind = found.kind.as_ref().and_then(|kind| rules.bodies.get(kind));
        let needs_agreement = kind.is_some_and(|kind| kind.agreement);
        !needs_agreement || grid.agreement(body, unit.id(), on).is_some()
    }
}
