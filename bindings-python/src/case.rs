//! Cases.

use linli::rulebook::StateKind;
use linli::views::{CaseView, ClockView};
use linli::{BodyId, CaseId, ChannelId, Lang, LevelId, PersonId};

use crate::appointment::Answering;
use crate::awaited::AwaitedEnd;
use crate::instant::Instant;
use crate::origin::{CaseOrigin, Mark, PausedClock};
use crate::value::value;

value! {
    /// One matter raised at one unit 事件, as it was when it was asked for.
    Case(CaseView) {
        /// Its id.
        #[getter]
        fn id(&self) -> &str {
            self.0.id.as_str()
        }

        /// Its printed number, such as `320311006001-2025-0412`.
        #[getter]
        fn number(&self) -> &str {
            &self.0.number
        }

        /// The matter.
        #[getter]
        fn matter(&self) -> &str {
            self.0.matter.as_str()
        }

        /// The matter's name, in Chinese where it has two.
        #[getter]
        fn matter_name(&self) -> &str {
            self.0.matter_name.text(Lang::Zh)
        }

        /// The state it is in.
        #[getter]
        fn state(&self) -> &str {
            self.0.state.as_str()
        }

        /// The state's name, in Chinese where it has two.
        #[getter]
        fn state_name(&self) -> &str {
            self.0.state_name.text(Lang::Zh)
        }

        /// `open`, `waiting` or `closed`.
        #[getter]
        fn kind(&self) -> &'static str {
            match self.0.kind {
                StateKind::Open => "open",
                StateKind::Waiting => "waiting",
                StateKind::Closed => "closed",
            }
        }

        /// The place.
        #[getter]
        fn unit(&self) -> &str {
            self.0.unit.as_str()
        }

        /// How it came in.
        #[getter]
        fn channel(&self) -> Option<&str> {
            self.0.channel.as_ref().map(ChannelId::as_str)
        }

        /// Who raised it; `None` where nobody is named.
        #[getter]
        fn requester(&self) -> Option<&str> {
            self.0.requester.as_ref().map(PersonId::as_str)
        }

        /// All who raised it, and hear the answer: its requester, and those whose cases were merged into it.
        #[getter]
        fn requesters(&self) -> Vec<&str> {
            self.0.requesters.iter().map(PersonId::as_str).collect()
        }

        /// Who took it in; `None` is the system.
        #[getter]
        fn by(&self) -> Option<&str> {
            self.0.by.as_ref().map(PersonId::as_str)
        }

        /// When it was raised, as claimed.
        #[getter]
        fn registered(&self) -> Instant {
            Instant(self.0.registered)
        }

        /// The post that has it.
        #[getter]
        fn holder_post(&self) -> &str {
            self.0.holder.post.as_str()
        }

        /// The unit of that post.
        #[getter]
        fn holder_unit(&self) -> &str {
            self.0.holder.unit.as_str()
        }

        /// The body that does the work, while the post answers for it (F09, F13); its members act like those who hold the
        /// post. `None` where the post has it itself.
        #[getter]
        fn holder_body(&self) -> Option<&str> {
            self.0.holder.body.as_ref().map(BodyId::as_str)
        }

        /// Who took it; `None` while everyone who answers for the post has it.
        #[getter]
        fn holder_person(&self) -> Option<&str> {
            self.0.holder.person.as_ref().map(PersonId::as_str)
        }

        /// The level that has it.
        #[getter]
        fn level(&self) -> Option<&str> {
            self.0.level.as_ref().map(LevelId::as_str)
        }

        /// Who answers for the holding post on the day asked about; `None` where nobody does.
        #[getter]
        fn answering(&self) -> Option<Answering> {
            self.0.answering.clone().map(Answering)
        }

        /// Its clocks that run or ran out.
        #[getter]
        fn clocks(&self) -> Vec<Clock> {
            self.0.clocks.iter().cloned().map(Clock).collect()
        }

        /// The next end of one of its clocks.
        #[getter]
        fn next_deadline(&self) -> Option<Instant> {
            self.0.next_deadline.map(Instant)
        }

        /// Whether a clock ran out on somebody who had it, and nobody was excused.
        #[getter]
        fn overdue(&self) -> bool {
            self.0.overdue
        }

        /// When somebody first acted on it.
        #[getter]
        fn responded(&self) -> Option<Instant> {
            self.0.responded.map(Instant)
        }

        /// When it was last closed; `None` while it is open.
        #[getter]
        fn closed(&self) -> Option<Instant> {
            self.0.closed.map(Instant)
        }

        /// The requester's last rating, 1 to 5.
        #[getter]
        fn rating(&self) -> Option<u8> {
            self.0.rating
        }

        /// How often it was opened again.
        #[getter]
        fn reopened(&self) -> u16 {
            self.0.reopened
        }

        /// How often an action was taken.
        #[getter]
        fn steps(&self) -> u32 {
            self.0.steps
        }

        /// The case it comes from, where a step of another began it; `None` where it was registered.
        #[getter]
        fn origin(&self) -> Option<CaseOrigin> {
            self.0.origin.clone().map(CaseOrigin)
        }

        /// The cases that came from it, in order: its parts, and what followed.
        #[getter]
        fn begun(&self) -> Vec<&str> {
            self.0.begun.iter().map(CaseId::as_str).collect()
        }

        /// How many of its parts are open.
        #[getter]
        fn open_parts(&self) -> u32 {
            self.0.open_parts
        }

        /// The case that keeps the duty, where it was merged 并案.
        #[getter]
        fn merged_into(&self) -> Option<&str> {
            self.0.merged_into.as_ref().map(CaseId::as_str)
        }

        /// The marks left on it and not taken away.
        #[getter]
        fn marks(&self) -> Vec<Mark> {
            self.0.marks.iter().cloned().map(Mark).collect()
        }

        /// The clocks that stand still 挂起.
        #[getter]
        fn paused(&self) -> Vec<PausedClock> {
            self.0.paused.iter().cloned().map(PausedClock).collect()
        }

        fn __repr__(&self) -> String {
            let holder = &self.0.holder;
            format!(
                "Case({:?}, number={:?}, matter={:?}, state={:?}, holder=\"{}@{}\")",
                self.0.id, self.0.number, self.0.matter, self.0.state, holder.post, holder.unit
            )
        }
    }
}

value! {
    /// A clock 时限 of a case.
    Clock(ClockView) {
        /// Which: `state`; `case`; `pause`, how long both may stand still; or `follow_up`, until another case follows.
        #[getter]
        fn name(&self) -> &'static str {
            self.0.clock.as_str()
        }

        /// Since when it runs.
        #[getter]
        fn since(&self) -> Instant {
            Instant(self.0.since)
        }

        /// Its end; `None` until the calendar of that year is published.
        #[getter]
        fn until(&self) -> Option<Instant> {
            self.0.until.map(Instant)
        }

        /// How far it is counted where its end is not known yet.
        #[getter]
        fn awaited(&self) -> Option<AwaitedEnd> {
            self.0.awaited.clone().map(AwaitedEnd)
        }

        /// When a warning is still due.
        #[getter]
        fn warn(&self) -> Option<Instant> {
            self.0.warn.map(Instant)
        }

        /// Whether its end has passed.
        #[getter]
        fn overdue(&self) -> bool {
            self.0.overdue
        }

        fn __repr__(&self) -> String {
            let until = self.0.until.map_or_else(|| "no date yet".to_owned(), |at| at.to_string());
            format!("Clock({:?}, until {until})", self.name())
        }
    }
}
