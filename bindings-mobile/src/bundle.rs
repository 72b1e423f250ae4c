use std::sync::Arc;

use linli::{
    ActionId, BodyKindId, ChannelId, Digest, Lang, LevelId, MatterId, PostId, ProcedureId, RewardId, RuleId,
    RulebookId, SeatId,
};

use crate::invalid::Invalid;
use crate::vocabulary::Day;
use crate::{Count, DisplayName, LinliError};

/// A rulebook 规则集 resolved into one closed value: what an app carries or downloads.
#[derive(Debug, uniffi::Object)]
pub struct RulebookBundle(Arc<linli::Bundle>);

/// What an app's forms and lists are made of.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Catalogue {
    /// The ladder, top down.
    pub levels: Vec<Named>,
    /// The posts.
    pub posts: Vec<Named>,
    /// The intake channels.
    pub channels: Vec<Named>,
    /// The kinds of body.
    pub bodies: Vec<BodyKindInfo>,
    /// The procedures 流程.
    pub procedures: Vec<Named>,
    /// The matters 事项清单.
    pub matters: Vec<MatterInfo>,
    /// The rules by which deeds earn points.
    pub rules: Vec<RuleInfo>,
    /// The rewards.
    pub rewards: Vec<RewardInfo>,
}

/// Something with a name.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: DisplayName,
}

/// A kind of body 组织类型.
#[derive(Clone, Debug, uniffi::Record)]
pub struct BodyKindInfo {
    /// Its id.
    pub id: BodyKindId,
    /// Its name.
    pub name: DisplayName,
    /// Who must be present at a sitting, such as `2/3` of the members or `5`; left out where one member is enough.
    pub quorum: Option<String>,
    /// What a vote needs to pass, such as `over 1/2 of votes`.
    pub passes: String,
    /// Its categories of seats.
    pub seats: Vec<SeatInfo>,
    /// Whether it acts for a unit only under a dated agreement.
    pub agreement: bool,
}

/// A category of seats 席位类别.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SeatInfo {
    /// Its id.
    pub id: SeatId,
    /// Its name.
    pub name: DisplayName,
    /// How many who sit in it must be present at a sitting.
    pub min: Count,
}

/// A matter of the catalogue.
#[derive(Clone, Debug, uniffi::Record)]
pub struct MatterInfo {
    /// Its id.
    pub id: MatterId,
    /// Its name.
    pub name: DisplayName,
    /// What one case of it is called: 诉求, 工单, 纠纷.
    pub label: DisplayName,
    /// The level that takes it up first.
    pub enters: LevelId,
    /// The procedure its cases follow.
    pub procedure: ProcedureId,
    /// The actions of its procedure.
    pub actions: Vec<ActionId>,
}

/// A rule by which deeds earn points.
#[derive(Clone, Debug, uniffi::Record)]
pub struct RuleInfo {
    /// Its id.
    pub id: RuleId,
    /// Its name.
    pub name: DisplayName,
    /// The post that reviews its deeds, where somebody does.
    pub review: Option<PostId>,
}

/// A reward.
#[derive(Clone, Debug, uniffi::Record)]
pub struct RewardInfo {
    /// Its id.
    pub id: RewardId,
    /// Its name.
    pub name: DisplayName,
    /// Points for one piece.
    pub price: Count,
}

#[uniffi::export]
impl RulebookBundle {
    /// Reads the canonical JSON of a bundle, and checks what it says.
    #[uniffi::constructor]
    pub fn from_json(text: String) -> Result<Arc<Self>, LinliError> {
        Ok(Self::holding(read(&text)?.into()))
    }

    /// The canonical JSON again.
    pub fn json(&self) -> String {
        String::from_utf8(self.0.canonical()).unwrap_or_default()
    }

    /// Which bundle this is.
    pub fn digest(&self) -> Digest {
        self.0.digest()
    }

    /// Which rulebook.
    pub fn id(&self) -> RulebookId {
        self.0.id.clone()
    }

    /// Its name.
    pub fn name(&self) -> DisplayName {
        (&self.0.name).into()
    }

    /// The first day it is in force.
    pub fn from_day(&self) -> Day {
        self.0.from
    }

    /// A procedure as a picture: the text of a Mermaid state diagram, with its states, its actions and who may take them, and
    /// its clocks. Left out where there is no such procedure.
    pub fn to_mermaid(&self, procedure: ProcedureId, lang: Lang) -> Option<String> {
        let procedure = self.0.procedures.get(&procedure)?;
        Some(procedure.to_mermaid(lang))
    }

    /// Its levels, posts, channels, kinds of body, procedures, matters, rules and rewards, by name.
    pub fn catalogue(&self) -> Catalogue {
        let named = |id: String, name: &linli::Label| Named {
            id,
            name: name.into(),
        };
        let bundle = &self.0;
        let points = bundle.points.as_ref();
        let matters = bundle.matters.iter().map(|(id, matter)| MatterInfo {
            id: id.clone(),
            name: (&matter.name).into(),
            label: (&matter.label).into(),
            enters: matter.enters.clone(),
            procedure: matter.procedure.clone(),
            actions: match bundle.procedures.get(&matter.procedure) {
                Some(procedure) => procedure.actions.keys().cloned().collect(),
                None => Vec::new(),
            },
        });
        let rules = points.into_iter().flat_map(|points| &points.rules);
        let rewards = points.into_iter().flat_map(|points| &points.rewards);
        let channels = bundle.channels.iter();
        Catalogue {
            levels: bundle
                .levels
                .iter()
                .map(|level| named(level.id.to_string(), &level.name))
                .collect(),
            posts: bundle
                .posts
                .iter()
                .map(|(id, post)| named(id.to_string(), &post.name))
                .collect(),
            channels: channels
                .map(|(id, channel): (&ChannelId, _)| named(id.to_string(), &channel.name))
                .collect(),
            bodies: bundle.bodies.iter().map(BodyKindInfo::from).collect(),
            procedures: bundle
                .procedures
                .iter()
                .map(|(id, procedure)| named(id.to_string(), &procedure.name))
                .collect(),
            matters: matters.collect(),
            rules: rules
                .map(|(id, rule)| RuleInfo {
                    id: id.clone(),
                    name: (&rule.name).into(),
                    review: rule.review.clone(),
                })
                .collect(),
            rewards: rewards
                .map(|(id, reward)| RewardInfo {
                    id: id.clone(),
                    name: (&reward.name).into(),
                    price: reward.price.into(),
                })
                .collect(),
        }
    }
}

impl From<(&BodyKindId, &linli::rulebook::BodyKind)> for BodyKindInfo {
    fn from((id, kind): (&BodyKindId, &linli::rulebook::BodyKind)) -> Self {
        let seats = kind.seats.iter().map(|(id, seat)| SeatInfo {
            id: id.clone(),
            name: (&seat.name).into(),
            min: seat.min.into(),
        });
        Self {
            id: id.clone(),
            name: (&kind.name).into(),
            quorum: kind.quorum.map(|quorum| quorum.to_string()),
            passes: kind.passes.to_string(),
            seats: seats.collect(),
            agreement: kind.agreement,
        }
    }
}

impl RulebookBundle {
    pub(crate) fn holding(bundle: Arc<linli::Bundle>) -> Arc<Self> {
        Arc::new(Self(bundle))
    }

    pub(crate) fn shared(&self) -> Arc<linli::Bundle> {
        self.0.clone()
    }
}

pub(crate) fn read(text: &str) -> Result<linli::Bundle, LinliError> {
    let bundle =
        linli::Bundle::from_canonical(text.as_bytes()).map_err(|why| Invalid::Bundle(why.to_string()))?;
    bundle.check().map_err(|problems| {
        // There is no source whose lines could be shown.
        let said = problems.0.iter().map(|problem| {
            let (code, place, message) = (problem.code, &problem.place, &problem.message.en);
            format!("{code} {place}: {message}")
        });
        Invalid::Bundle(said.collect::<Vec<_>>().join("; "))
    })?;
    Ok(bundle)
}
