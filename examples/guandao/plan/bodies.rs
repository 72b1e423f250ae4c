//! Councils, the supervisors' group, departments and partner organisations: who is in them, and what they agreed to.

use linli::grid::{AddBody, AddMember, Agree};
use linli::{BodyId, Date, Label, PersonId, UnitId};

use super::{Ask, Draft, Drafts, id};
use crate::place::{Place, person};
use crate::random::Random;
use crate::time::{at, date};

/// A body and its members.
pub(crate) struct Group {
    pub(crate) body: BodyId,
    pub(crate) members: Vec<PersonId>,
}

/// The bodies that sit, are called in, or take on projects.
pub(crate) struct Bodies {
    pub(crate) council: Group,
    pub(crate) moral_council: Group,
    pub(crate) supervisors: Group,
    pub(crate) departments: Vec<Group>,
    /// All but the last have an agreement.
    pub(crate) partners: Vec<Group>,
}

const DEPARTMENTS: [(&str, &str); 6] = [
    ("urban", "城市管理中队"),
    ("market", "市场监管所"),
    ("water", "供水服务站"),
    ("power", "供电服务站"),
    ("housing", "住建办"),
    ("fire", "消防工作站"),
];
const PARTNERS: [&str; 8] = [
    "矿务集团工会",
    "社区卫生服务中心",
    "管道小学",
    "农商银行翟山支行",
    "法律服务所",
    "养老服务公司",
    "通信营业厅",
    "便民超市",
];

impl Bodies {
    pub(crate) fn new(place: &Place, chance: &mut Random) -> Self {
        let named = |name: &str, count: usize| (1..=count).map(|at| id(format!("{name}-{at}"))).collect();
        let mut residents = |count| -> Vec<PersonId> {
            let chosen = chance.sample(place.people(), count);
            chosen.into_iter().map(person).collect()
        };
        let group = |body: String, members| Group {
            body: id(body),
            members,
        };
        // The seats that must be filled come first: three owners, a tenant, the property company.
        let mut council = residents(14);
        council.insert(4, id("property-1"));
        Self {
            council: group("council".to_owned(), council),
            moral_council: group("moral-council".to_owned(), named("council", 5)),
            supervisors: group("supervisors".to_owned(), residents(15)),
            departments: DEPARTMENTS
                .iter()
                .map(|(name, _)| group(format!("dept-{name}"), named(name, 2)))
                .collect(),
            partners: (1..=PARTNERS.len())
                .map(|at| group(format!("partner-{at}"), named(&format!("b{at}"), 2)))
                .collect(),
        }
    }

    pub(crate) fn enter(&self, place: &Place, drafts: &mut Drafts) {
        let community = &place.community;
        let mut office = Office { second: 0, drafts };
        office.body(&self.council, "council", "管道社区居民议事会", community);
        for (at, member) in self.council.members.iter().enumerate() {
            let seat = match at {
                4 => "property",
                3 | 9 | 12 => "tenants",
                _ => "owners",
            };
            office.member(&self.council.body, member, Some(seat));
        }
        office.group(
            &self.moral_council,
            "moral-council",
            "管道社区道德评议会",
            community,
        );
        office.group(&self.supervisors, "supervisors", "民事监事团", community);
        for (group, (_, name)) in self.departments.iter().zip(DEPARTMENTS) {
            office.group(group, "department", name, &place.street);
        }
        for (at, (group, name)) in self.partners.iter().zip(PARTNERS).enumerate() {
            office.group(group, "partner", name, community);
            let last = self.partners.len() - 1;
            if at != last {
                // One agreement ends with June.
                let until = (at == last - 1).then(|| date(7, 1));
                office.agree(&group.body, community, until);
            }
        }
        for team in &place.teams {
            for &volunteer in &team.volunteers {
                office.member(&team.body, &person(volunteer), None);
            }
        }
    }
}

/// The office, which enters one after the other on the morning of 2 January.
struct Office<'a> {
    second: i64,
    drafts: &'a mut Drafts,
}

impl Office<'_> {
    fn group(&mut self, group: &Group, kind: &str, name: &str, unit: &UnitId) {
        self.body(group, kind, name, unit);
        for member in &group.members {
            self.member(&group.body, member, None);
        }
    }

    fn body(&mut self, group: &Group, kind: &str, name: &str, unit: &UnitId) {
        let body = AddBody {
            id: group.body.clone(),
            kind: Some(id(kind)),
            name: Label::One(name.to_owned()),
            unit: unit.clone(),
            from: date(1, 1),
        };
        self.enter(Ask::Do(body.into()));
    }

    fn member(&mut self, body: &BodyId, who: &PersonId, seat: Option<&str>) {
        let member = AddMember {
            body: body.clone(),
            person: who.clone(),
            seat: seat.map(id),
            from: date(1, 1),
            until: None,
        };
        self.enter(Ask::Do(member.into()));
    }

    fn agree(&mut self, body: &BodyId, unit: &UnitId, until: Option<Date>) {
        let agree = Agree {
            body: body.clone(),
            unit: unit.clone(),
            from: date(1, 1),
            until,
        };
        self.enter(Ask::Do(agree.into()));
    }

    fn enter(&mut self, ask: Ask) {
        self.second += 1;
        let when = at(date(1, 2), 8 * 60 + 40).plus_millis(self.second * 1000);
        self.drafts.add(Draft::new("office", &id("desk-1"), when, ask));
    }
}
