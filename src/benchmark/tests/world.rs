//! A small set to compare, built value by value.

use super::super::*;
use crate::catalog::{
    Adjust, Basis, Better, Brought, Compared, Definition, InDoubt, Letter, Member, MemberSource, PeerGroup, Pick,
    PlaceBand, What,
};
use crate::model::{Decimal, Measure, Month, Period, Rounding};

pub const ASPECT: &str = "分母";
pub const COMMON: &str = "60岁及以上户籍人口";

pub fn date(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

pub fn exact(text: &str) -> Exact {
    Exact::from_decimal(text.parse::<Decimal>().unwrap()).unwrap()
}

/// One indicator `beds` and what the members bring to it.
pub struct World {
    pub set: Comparison,
    pub observed: Vec<Observed>,
}

/// The key of what a member's source has.
pub fn source(member: &str, as_of: Date) -> FigureKey {
    let period = Period::Month(Month::new(as_of.year(), as_of.month()).unwrap());
    FigureKey { region: member.into(), indicator: "beds".into(), measure: Measure::Ratio, period }
}

fn brought() -> Brought {
    let indicator = "any".into();
    Brought {
        what: What::Value(Pick::Figure { indicator, measure: Measure::Ratio }),
        definition: Definition { basis: Basis::Stock, aspects: vec![(ASPECT.to_owned(), COMMON.to_owned())] },
        adjust: None,
    }
}

/// What is compared, by so many members.
fn beds(members: usize) -> Compared {
    Compared {
        id: "beds".into(),
        name: "每千名老年人拥有养老床位".to_owned(),
        unit: "张".to_owned(),
        places: 2,
        better: Some(Better::Up),
        definition: brought().definition,
        least_denominator: None,
        at_least: None,
        at_most: None,
        brought: (0..members).map(|_| brought()).collect(),
        others: None,
    }
}

impl World {
    /// Members called `A`, `B` …, with values; without a text no value came. More is better, three are enough, four bands
    /// of a quarter; all of 30 November 2021.
    pub fn new(values: &[(&str, &str)]) -> Self {
        let members = values.iter().map(|(id, _)| Member {
            id: (*id).into(),
            name: format!("{id}市"),
            source: MemberSource::Published,
            reference: false,
        });
        let band = |(name, up_to): (&str, u32)| PlaceBand { name: name.to_owned(), up_to };
        let wording = Letter { id: String::new(), wording: String::new(), wording_file: String::new() };
        let set = Comparison {
            id: "cities".to_owned(),
            name: "对标".to_owned(),
            office: String::new(),
            notice: None,
            theme: String::new(),
            wording,
            focus: None,
            members: members.collect(),
            peers: Vec::new(),
            bands: [("第一方阵", 25), ("第二方阵", 50), ("第三方阵", 75), ("第四方阵", 100)].map(band).to_vec(),
            mark_days: 31,
            apart_days: 184,
            across_years: false,
            across_months: false,
            denominator_days: 400,
            least_members: 3,
            in_doubt: InDoubt::Mark,
            on_page: Vec::new(),
            deadline: None,
            indicators: vec![beds(values.len())],
            radar: None,
        };
        let as_of = date("2021-11-30");
        let observed = values.iter().map(|(id, value)| Observed {
            member: (*id).into(),
            indicator: "beds".into(),
            value: Some(source(id, as_of)),
            exact: (!value.is_empty()).then(|| exact(value)),
            missing: value.is_empty().then_some(Missing::NotReported),
            unit: "张".to_owned(),
            parts: None,
            as_of: Some(as_of),
            approximate: false,
            places: None,
            denominator_day: None,
            doubt: Vec::new(),
            source: String::new(),
            origin: String::new(),
        });
        Self { set, observed: observed.collect() }
    }
    pub fn compared(&mut self) -> &mut Compared {
        &mut self.set.indicators[0]
    }
    pub fn brought(&mut self, at: usize) -> &mut Brought {
        &mut self.set.indicators[0].brought[at]
    }
    /// The aspect of one member is another one.
    pub fn defined(&mut self, at: usize, other: &str) {
        self.brought(at).definition.aspects[0].1 = other.to_owned();
    }
    pub fn adjusted(&mut self, at: usize, factor: &str) {
        let (reason, source) = ("常住人口折算为户籍人口".to_owned(), "省统计公报".to_owned());
        self.brought(at).adjust = Some(Adjust { factor: exact(factor), reason, source });
    }
    /// A member's value is of another day.
    pub fn dated(&mut self, at: usize, iso: &str) {
        let one = &mut self.observed[at];
        one.as_of = Some(date(iso));
        one.value = Some(source(one.member.as_str(), date(iso)));
    }
    /// The value of one member is made of a numerator and a denominator, per thousand.
    pub fn made_of(&mut self, at: usize, numerator: &str, denominator: &str) {
        let one = &mut self.observed[at];
        let key = |name: &str| FigureKey { indicator: name.into(), ..one.value.clone().unwrap() };
        let (over, under) = (exact(numerator), exact(denominator));
        one.exact = over.checked_div(under).and_then(|ratio| ratio.checked_mul(Exact::from_int(1000)));
        one.missing = one.exact.is_none().then_some(Missing::NotApplicable);
        one.parts = Some(Fraction {
            numerator: (key("over"), over),
            denominator: (key("under"), under),
            factor: 1000,
            unit: "张".to_owned(),
            counted: true,
        });
    }
    pub fn reference(&mut self, at: usize) {
        self.set.members[at].reference = true;
    }
    pub fn peers(&mut self, id: &str, members: &[&str]) {
        let members = members.iter().map(|member| (*member).into()).collect();
        self.set.peers.push(PeerGroup { id: id.to_owned(), name: id.to_owned(), members });
    }
    pub fn made(&self) -> Made {
        self.after(None)
    }
    pub fn after(&self, before: Option<&Benchmark>) -> Made {
        Made(stand(&self.set, &self.observed, before))
    }
}

/// What was made, and short ways to ask for it.
pub struct Made(pub Benchmark);

impl Made {
    /// `A1 B2 C2`: entries in their order, with their places.
    pub fn places(&self) -> String {
        self.places_of(0)
    }
    pub fn places_of(&self, standing: usize) -> String {
        let place = |entry: &Entry| entry.place.as_ref().map_or("-".to_owned(), |key| self.figure(key).shown());
        let entries = self.0.standings[standing].entries.iter();
        entries.map(|entry| format!("{}{}", entry.member, place(entry))).collect::<Vec<_>>().join(" ")
    }
    /// The first standing's.
    pub fn reasons(&self, member: &str) -> &[Reason] {
        let apart = self.0.standings[0].apart.iter().find(|one| one.member.as_str() == member);
        apart.map_or(&[], |one| one.reasons.as_slice())
    }
    pub fn unranked(&self) -> Option<&Unranked> {
        self.0.standings[0].unranked.as_ref()
    }
    pub fn entry(&self, member: &str) -> &Entry {
        self.0.standings[0].entries.iter().find(|one| one.member.as_str() == member).unwrap()
    }
    /// `A第一方阵 B第二方阵`
    pub fn bands(&self) -> String {
        let entries = self.0.standings[0].entries.iter();
        let named = entries.map(|one| format!("{}{}", one.member, one.band.as_deref().unwrap_or("-")));
        named.collect::<Vec<_>>().join(" ")
    }
    pub fn figure(&self, key: &FigureKey) -> &Figure {
        let mut found = self.0.figures.iter().filter(|one| one.key == *key);
        let first = found.next().unwrap_or_else(|| panic!("no figure {key}"));
        assert!(found.next().is_none(), "two figures {key}");
        first
    }
    /// Of a member, or of the set (`cities`).
    pub fn find(&self, of: &str, measure: Measure) -> Option<&Figure> {
        self.find_in(of, "beds", measure)
    }
    pub fn find_in(&self, of: &str, indicator: &str, measure: Measure) -> Option<&Figure> {
        self.0.figures.iter().find(|one| {
            one.key.region.as_str() == of && one.key.indicator.as_str() == indicator && one.key.measure == measure
        })
    }
    /// With its unit; empty where there is none.
    pub fn said(&self, of: &str, measure: Measure) -> String {
        let said = |one: &Figure| format!("{}{}", one.rounded(Rounding::HalfUp), one.unit);
        self.find(of, measure).map_or_else(String::new, said)
    }
    pub fn formula(&self, of: &str, measure: Measure) -> &str {
        self.find(of, measure).map_or("", |one| one.trace.formula.as_str())
    }
    /// `A/beds/ratio/2021-11, …`
    pub fn operands(&self, of: &str, measure: Measure) -> String {
        let words = |one: &crate::model::Operand| match one {
            crate::model::Operand::Figure(key) => key.to_string(),
            crate::model::Operand::Fact(number) => format!("{number:?}"),
        };
        self.find(of, measure).unwrap().trace.operands.iter().map(words).collect::<Vec<_>>().join(", ")
    }
}
