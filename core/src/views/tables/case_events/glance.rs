//! The usual event of a case, read as the journal writes it: alone in its list, its members in the order of their type,
//! without white space. What looks otherwise is not understood, and read in full.

/// What is seen of a case raised or acted on.
#[derive(Default)]
pub(super) struct Glance<'a> {
    pub(super) kind: &'static str,
    pub(super) case: &'a str,
    pub(super) action: Option<&'a str>,
    pub(super) by: Option<&'a str>,
    pub(super) at: Option<i64>,
    pub(super) state: Option<&'a str>,
    /// Unit and post.
    pub(super) holder: Option<(&'a str, &'a str)>,
    pub(super) rating: Option<u64>,
}

impl<'a> Glance<'a> {
    /// The one event of a list.
    pub(super) fn at(events: &'a str) -> Option<Self> {
        let mut text = Text(events.strip_prefix("[{")?);
        if text.eat(r#""scope":""#) {
            text.word()?;
            if text.eat(r#","also":["#) {
                while text.eat("\"") {
                    text.word()?;
                    text.eat(",");
                }
                text.expect("]")?;
            }
            text.expect(",")?;
        }
        text.expect(r#""event":{"cases":{"#)?;
        let seen = if text.eat(r#""acted":{"case":""#) {
            text.acted()?
        } else {
            text.expect(r#""registered":{"case":""#)?;
            text.registered()?
        };
        // What follows need not be read, but that it is all of the same event, and there to the end.
        (text.0.ends_with("}}}}]") && !text.0.contains(r#""event":"#)).then_some(seen)
    }
}

/// What is still to be read.
struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    /// Passes what is expected, if it comes.
    fn eat(&mut self, expected: &str) -> bool {
        let rest = self.0.strip_prefix(expected);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn expect(&mut self, expected: &str) -> Option<()> {
        self.eat(expected).then_some(())
    }

    /// What comes before the closing quote, if it stands for itself.
    fn word(&mut self) -> Option<&'a str> {
        let end = self.0.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
        let (word, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.strip_prefix('"')?;
        Some(word)
    }

    fn number(&mut self) -> Option<i64> {
        let digit = |byte: u8| byte == b'-' || byte.is_ascii_digit();
        let end = self.0.bytes().position(|byte| !digit(byte))?;
        let (number, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        number.parse().ok()
    }

    /// The text that follows the name of a member, if that member is there.
    fn member(&mut self, name: &str) -> Option<Option<&'a str>> {
        if self.eat(name) {
            return self.word().map(Some);
        }
        Some(None)
    }

    /// A case raised, after its id begins.
    fn registered(&mut self) -> Option<Glance<'a>> {
        let case = self.word()?;
        self.expect(r#","number":""#)?;
        self.word()?;
        self.expect(r#","matter":""#)?;
        self.word()?;
        self.expect(r#","edition":"#)?;
        self.number()?;
        self.expect(r#","unit":""#)?;
        self.word()?;
        self.member(r#","channel":""#)?;
        self.member(r#","requester":""#)?;
        let by = self.member(r#","by":""#)?;
        self.expect(r#","at":"#)?;
        let at = self.number()?;
        self.expect(r#","holder":{"#)?;
        let holder = self.holder()?;
        self.expect(r#","state":""#)?;
        Some(Glance {
            kind: "registered",
            case,
            by,
            at: Some(at),
            holder: Some(holder),
            state: Some(self.word()?),
            ..Glance::default()
        })
    }

    /// A case acted on, after its id begins.
    fn acted(&mut self) -> Option<Glance<'a>> {
        let case = self.word()?;
        self.expect(r#","action":""#)?;
        let action = self.word()?;
        let by = self.member(r#","by":""#)?;
        self.expect(r#","at":"#)?;
        let at = self.number()?;
        self.expect(r#","state":""#)?;
        let mut seen = Glance {
            kind: "acted",
            case,
            action: Some(action),
            by,
            at: Some(at),
            state: Some(self.word()?),
            ..Glance::default()
        };
        if self.eat(r#","hand":{""#) {
            self.word()?;
            self.expect(":{")?;
            seen.holder = Some(self.holder()?);
            self.expect("}")?;
        }
        if self.eat(r#","rating":"#) {
            seen.rating = Some(u64::try_from(self.number()?).ok()?);
        }
        Some(seen)
    }

    fn holder(&mut self) -> Option<(&'a str, &'a str)> {
        self.expect(r#""unit":""#)?;
        let unit = self.word()?;
        self.expect(r#","post":""#)?;
        let post = self.word()?;
        self.member(r#","body":""#)?;
        self.member(r#","person":""#)?;
        self.expect("}")?;
        Some((unit, post))
    }
}
