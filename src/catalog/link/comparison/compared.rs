//! What is compared: unit, definition, and one thing brought by every member.

use super::{KnownForComparisons, brought};
use crate::catalog::definition::{Basis, Better, Compared, Definition, Member};
use crate::catalog::error::{Problems, Source};
use crate::catalog::link::known::twice;
use crate::catalog::link::written::text;
use crate::catalog::raw::{RawBasis, RawBetter, RawBrought, RawCompared, RawComparison};
use crate::finding::Said;
use crate::model::{Decimal, IndicatorId};
use std::collections::BTreeSet;

/// What a member's value may refer to.
pub struct KnownForMember<'a> {
    pub all: &'a KnownForComparisons<'a>,
    pub source: &'a Source,
    pub members: &'a [Member],
    pub raw: &'a RawComparison,
}

pub fn of(known: &KnownForMember<'_>, problems: &mut Problems) -> Vec<Compared> {
    let list = known.raw.indicators.get_ref();
    if list.is_empty() {
        let said = Said::new("至少要有一项", "there must be one");
        problems.add(known.source, &known.raw.indicators.span(), said);
    }
    let mut ids = BTreeSet::new();
    for raw in list {
        if !ids.insert(raw.id.get_ref()) {
            twice(known.source, &raw.id, "对标项", "indicator", problems);
        }
    }
    list.iter().map(|raw| compared(known, raw, problems)).collect()
}

fn compared(known: &KnownForMember<'_>, raw: &RawCompared, problems: &mut Problems) -> Compared {
    let source = known.source;
    let id = text(source, &raw.id, "id", problems);
    if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.') {
        let said = Said::new("键只用小写字母、数字、_ 和点", "lower-case letters, digits, _ and dots only");
        problems.add(source, &raw.id.span(), said);
    }
    known.all.unit_names.expect(source, &raw.unit, problems);
    let places = raw.places.as_ref().map_or(0, |given| {
        let places = u32::try_from(*given.get_ref()).ok().filter(|places| *places <= 6);
        if places.is_none() {
            problems.add(source, &given.span(), Said::new("小数位数应为 0 至 6", "places must be 0 to 6"));
        }
        places.unwrap_or_default()
    });
    let definition = Definition {
        basis: basis(raw.basis),
        aspects: raw.aspects.iter().map(|(aspect, what)| (aspect.clone(), what.clone())).collect(),
    };
    check_rows(known, raw, problems);
    let (at_least, at_most) = (raw.at_least.map(|least| least.0), raw.at_most.as_ref().map(|most| most.get_ref().0));
    if let Some(most) = raw.at_most.as_ref().filter(|most| at_least.is_some_and(|least| least >= most.get_ref().0)) {
        problems.add(source, &most.span(), Said::new("at_most 应大于 at_least", "at_most must be above at_least"));
    }
    let mut of_member = |member: &Member| {
        let own = raw.members.iter().find(|own| own.region.get_ref() == member.id.as_str());
        brought::of(known, raw, member, own, &definition, problems)
    };
    let brought = known.members.iter().map(&mut of_member).collect();
    Compared {
        id: IndicatorId::new(&id),
        name: text(source, &raw.name, "name", problems),
        unit: raw.unit.get_ref().clone(),
        places,
        better: raw.better.map(|better| match better {
            RawBetter::Up => Better::Up,
            RawBetter::Down => Better::Down,
        }),
        least_denominator: raw.least_denominator.map(|least| least.0).filter(|least| *least > Decimal::ZERO),
        at_least,
        at_most,
        brought,
        definition,
        others: raw.others.as_ref().map(|reason| text(source, reason, "others", problems)),
    }
}

/// Rows about members: of members that are there, each once.
fn check_rows(known: &KnownForMember<'_>, raw: &RawCompared, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    let is_member = |own: &RawBrought| known.members.iter().any(|member| member.id.as_str() == own.region.get_ref());
    for own in &raw.members {
        let given = own.region.get_ref();
        if !seen.insert(given) {
            twice(known.source, &own.region, "成员", "member", problems);
        } else if !is_member(own) {
            let said = Said::new(format!("没有成员“{given}”"), format!("no member \"{given}\""));
            let choices = known.members.iter().map(|member| member.id.as_str());
            problems.add(known.source, &own.region.span(), said.with_choices(given, choices));
        }
    }
}

pub fn basis(raw: RawBasis) -> Basis {
    match raw {
        RawBasis::Stock => Basis::Stock,
        RawBasis::Month => Basis::Month,
        RawBasis::Ytd => Basis::Ytd,
        RawBasis::Year => Basis::Year,
        RawBasis::Target => Basis::Target,
    }
}
