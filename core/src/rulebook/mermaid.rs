//! A procedure as a picture: the text of a Mermaid state diagram.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

use super::{ClockRule, OnOverdue, Procedure, StateKind, TimeLimit, Who};
use crate::vocabulary::{ActionId, Lang, StateId};

impl Procedure {
    /// The procedure as a [Mermaid](https://mermaid.js.org) `stateDiagram-v2`, in a language: its states, its actions with
    /// who may take them, its clocks as notes, each with what happens at its end. A clock whose limit the matter sets is
    /// shown by the limit's name.
    ///
    /// Always the same text for the same procedure, state by state as a case can come to them. Names are escaped, so none can change the drawing.
    /// Grows with the procedure.
    ///
    /// ```
    /// # #[cfg(feature = "toml")] {
    /// use linli::{Lang, Rulebook};
    ///
    /// let bundle = Rulebook::from_toml(include_str!("../../../examples/minimal/rulebook.toml"))?.resolve()?;
    /// let diagram = bundle.procedures.values().next().unwrap().to_mermaid(Lang::Zh);
    /// assert!(diagram.contains("s1 --> s2 : 受理 (承办人)\n"));
    /// assert!(diagram.contains("note right of s1 : 时限 accept → 上报\n"));
    /// # }
    /// # Ok::<(), linli::Problems>(())
    /// ```
    pub fn to_mermaid(&self, lang: Lang) -> String {
        let diagram = Diagram::new(self, lang);
        let mut text = String::from("stateDiagram-v2\n");
        diagram.lines(&mut |line| {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "    {line}");
        });
        text
    }
}

/// A procedure in a language, with a short word for each state: a state's own id may mean something to Mermaid.
struct Diagram<'a> {
    procedure: &'a Procedure,
    lang: Lang,
    order: Vec<&'a StateId>,
    words: BTreeMap<&'a StateId, String>,
}

impl<'a> Diagram<'a> {
    fn new(procedure: &'a Procedure, lang: Lang) -> Self {
        let order = in_order(procedure);
        let mut words = BTreeMap::new();
        words.extend(
            order
                .iter()
                .zip(1u32..)
                .map(|(id, number)| (*id, format!("s{number}"))),
        );
        Self {
            procedure,
            lang,
            words,
            order,
        }
    }

    fn lines(&self, write: &mut dyn FnMut(String)) {
        let states = || {
            let states = self.order.iter();
            states.filter_map(|id| Some((*id, self.procedure.states.get(*id)?)))
        };
        for (id, state) in states() {
            let name = escaped(state.name.text(self.lang));
            write(format!("state \"{name}\" as {}", self.word(id)));
        }
        write(format!("[*] --> {}", self.word(&self.procedure.initial)));
        for (id, state) in states() {
            let actions = self.procedure.actions.values();
            for action in actions.filter(|action| action.from.contains(id)) {
                let to = action.to.as_ref().unwrap_or(id);
                let who: Vec<String> = action.who.iter().map(|who| self.who(who)).collect();
                let name = escaped(action.name.text(self.lang));
                let (from, to, who) = (self.word(id), self.word(to), who.join(", "));
                write(format!("{from} --> {to} : {name} ({who})"));
            }
            if state.kind == StateKind::Closed {
                write(format!("{} --> [*]", self.word(id)));
            }
        }
        if let Some(clock) = &self.procedure.clock {
            let (note, whole) = (self.clock(clock), self.say("whole case", "全程"));
            let initial = self.word(&self.procedure.initial);
            write(format!("note left of {initial} : {whole}, {note}"));
        }
        for (id, state) in states() {
            if let Some(clock) = &state.clock {
                write(format!("note right of {} : {}", self.word(id), self.clock(clock)));
            }
            if let Some(limit) = state.reopen {
                let limit = escaped(&limit.text(self.lang));
                let note = self.say("can be reopened within", "可重办期限");
                write(format!("note left of {} : {note} {limit}", self.word(id)));
            }
        }
    }

    /// How long, when it warns, and what happens at the end: `4 working hours → escalate`.
    fn clock(&self, clock: &ClockRule) -> String {
        let limit = match &clock.limit {
            TimeLimit::Named(name) => {
                format!("{} {}", self.say("limit", "时限"), escaped(name.as_str()))
            }
            TimeLimit::Fixed(limit) => escaped(&limit.text(self.lang)),
        };
        let warn = clock.warn.map_or(String::new(), |warn| {
            let warn = escaped(&warn.text(self.lang));
            match self.lang {
                Lang::En => format!(" (warns {warn} before)"),
                Lang::Zh => format!(" (提前 {warn} 预警)"),
            }
        });
        format!("{limit}{warn} → {}", self.overdue(&clock.on_overdue))
    }

    fn overdue(&self, then: &OnOverdue) -> String {
        match then {
            OnOverdue::Flag => self.say("flag", "标记超时").to_owned(),
            OnOverdue::Remind => self.say("remind", "提醒承办人").to_owned(),
            OnOverdue::Act(action) => self.action(action),
        }
    }

    fn action(&self, id: &ActionId) -> String {
        let action = self.procedure.actions.get(id);
        escaped(action.map_or(id.as_str(), |action| action.name.text(self.lang)))
    }

    fn who(&self, who: &Who) -> String {
        let word = match who {
            Who::Holder => self.say("holder", "承办人"),
            Who::Requester => self.say("requester", "诉求人"),
            Who::System => self.say("system", "系统"),
            Who::Anyone => self.say("anyone", "任何人"),
            Who::Origin => self.say("who asked for it", "来源事件承办人"),
            Who::Post(post) => post.as_str(),
            Who::Body(kind) => kind.as_str(),
            Who::Named(mark) => mark.as_str(),
        };
        escaped(word)
    }

    fn word(&self, id: &StateId) -> &str {
        self.words.get(id).map_or("s0", String::as_str)
    }

    fn say<'b>(&self, en: &'b str, zh: &'b str) -> &'b str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}

/// The states as a case can come to them, step by step; those it cannot come to last.
fn in_order(procedure: &Procedure) -> Vec<&StateId> {
    let mut order: Vec<&StateId> = Vec::new();
    let mut ahead = VecDeque::from([&procedure.initial]);
    let mut rest = procedure.states.keys();
    while let Some(state) = ahead.pop_front().or_else(|| rest.next()) {
        if order.contains(&state) || !procedure.states.contains_key(state) {
            continue;
        }
        order.push(state);
        let actions = procedure.actions.values();
        let onward = actions.filter(|action| action.from.contains(state));
        ahead.extend(onward.filter_map(|action| action.to.as_ref()));
    }
    order
}

/// Letters, digits and what only parts words stand as they are; anything else as Mermaid's `#number;`.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() || " ,.()/+-→、，。（）".contains(letter) {
            escaped.push(letter);
        } else {
            let _ = write!(escaped, "#{};", u32::from(letter));
        }
    }
    escaped
}
