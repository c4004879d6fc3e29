//! On what terms things are ranked, and what is in the way of those that are not: counted, for the page.

use super::reasons;
use super::view::View;
use crate::benchmark::{Reason, Standing, Unranked, definition_of};
use crate::catalog::{Basis, Compared};
use crate::report::mark;
use minijinja::Value;

/// What is ranked though it is not quite like the others: `时点不同的2个`; its digits are marked.
pub fn marked(view: &View<'_>) -> Vec<String> {
    let (mut dates, mut near, mut denominators, mut adjusted, mut rounded) = (0, 0, 0, 0, 0);
    let mut references: Vec<String> = Vec::new();
    for (_, standing) in view.ranked() {
        for entry in &standing.entries {
            let other = Some(entry.as_of) != standing.as_of;
            dates += usize::from(entry.date_apart);
            near += usize::from(other && !entry.date_apart);
            denominators += usize::from(entry.denominator_apart.is_some());
            adjusted += usize::from(entry.adjusted.is_some());
            rounded += usize::from(!entry.within_rounding.is_empty());
        }
        let other = standing.references.iter().filter(|one| Some(one.as_of) != standing.as_of);
        for name in other.map(|one| mark::name(view.name(&one.member))) {
            if !references.contains(&name) {
                references.push(name);
            }
        }
    }
    let limit = mark::number(view.input.set.mark_days);
    let counted = [
        ("时点与对标时点不同的".to_owned(), dates),
        (format!("时点相差不超过{limit}天的"), near),
        ("分母时点不同的".to_owned(), denominators),
        ("经折算的".to_owned(), adjusted),
        ("原文位数有限、先后不能确定的".to_owned(), rounded),
    ];
    let some = counted.into_iter().filter(|(_, count)| *count > 0);
    let mut all: Vec<String> = some.map(|(what, count)| format!("{what}{}个", mark::number(count))).collect();
    if !references.is_empty() {
        all.push(format!("参照值（{}）时点不同", references.join("、")));
    }
    all
}

/// Why things have no places: each way with how many of them there are, and what holds against several values.
pub fn obstacles(view: &View<'_>) -> Value {
    let mut all: Vec<(String, usize, Vec<Kind>)> = Vec::new();
    for (compared, standing) in unranked(view) {
        let (why, kinds) = obstacle(view, compared, standing);
        match all.iter_mut().find(|(known, ..)| *known == why) {
            Some((_, count, known)) => {
                *count += 1;
                known.extend(kinds);
            }
            None => all.push((why.to_owned(), 1, kinds)),
        }
    }
    // The commonest first; of equals in the set's order.
    all.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
    let told = |(why, count, kinds): (String, usize, Vec<Kind>)| {
        let pairs = [("why", Value::from(why)), ("count", count.into()), ("kinds", counted(kinds).into())];
        Value::from_pairs(pairs)
    };
    all.into_iter().map(told).collect::<Vec<_>>().into()
}

/// `口径不同3项`
fn counted(mut kinds: Vec<Kind>) -> Vec<String> {
    kinds.sort_unstable();
    let words = |all: &[Kind]| Some(format!("{}{}项", all.first()?.words(), mark::number(all.len())));
    kinds.chunk_by(|one, other| one == other).filter_map(words).collect()
}

/// What members would have to agree on for places: `口径`, `时点`; nothing where that would not help.
pub fn unify(view: &View<'_>) -> Vec<&'static str> {
    let all: Vec<Kind> = unranked(view).flat_map(|(compared, standing)| kinds(view, compared, standing)).collect();
    let [defined, dated] = [Kind::Definition, Kind::Year].map(|kind| all.contains(&kind));
    let dated = dated || all.contains(&Kind::Date);
    [(defined, "口径"), (dated, "时点")].into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| what).collect()
}

fn unranked<'a>(view: &View<'a>) -> impl Iterator<Item = (&'a Compared, &'a Standing)> {
    let view = *view;
    let all = view.input.set.indicators.iter().filter_map(move |one| Some((one, view.standing(one)?)));
    all.filter(|(_, standing)| standing.unranked.is_some())
}

fn obstacle(view: &View<'_>, compared: &Compared, standing: &Standing) -> (&'static str, Vec<Kind>) {
    let why = match &standing.unranked {
        Some(Unranked::NoDirection) => "高低不分优劣",
        Some(Unranked::AllEqual) => "各地数值相同",
        Some(Unranked::Months) => "各地的数不是同一个月的",
        Some(Unranked::Steps) => "各地相差不到一个单位",
        Some(Unranked::TooFew { .. }) | None => {
            let published = !super::tables::has_sources(view);
            let kinds = kinds(view, compared, standing);
            return match reasons::known(view, standing) {
                0 => ("各地都没有数", kinds),
                1 if published => ("只有一地公布", kinds),
                1 => ("只有一地有数", kinds),
                _ if kinds.is_empty() => ("有数的地区太少", kinds),
                _ if published => ("几地公布而不可比", kinds),
                _ => ("几地有数而不可比", kinds),
            };
        }
    };
    (why, Vec::new())
}

/// What holds against values that are there, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Definition,
    Plan,
    Year,
    Date,
    Bound,
    Beyond,
    Denominator,
    Incomplete,
    Doubt,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Definition => "口径不同",
            Self::Plan => "有计划数",
            Self::Year => "年份不同",
            Self::Date => "时点相差过大",
            Self::Bound => "有概数",
            Self::Beyond => "数超出可能的范围",
            Self::Denominator => "分母过小",
            Self::Incomplete => "数不完整",
            Self::Doubt => "数待核实",
        }
    }
}

/// Of values that are there; with one alone there is nothing it could differ from.
fn kinds(view: &View<'_>, compared: &Compared, standing: &Standing) -> Vec<Kind> {
    if reasons::known(view, standing) < 2 {
        return Vec::new();
    }
    let there = standing.apart.iter().filter(|apart| reasons::is_known(view, apart));
    let kind = |reason: &Reason, plan: bool| match reason {
        Reason::Definition { .. } | Reason::Unit { .. } => Some(Kind::Definition),
        Reason::Basis if plan => Some(Kind::Plan),
        Reason::Basis => Some(Kind::Definition),
        Reason::Year => Some(Kind::Year),
        Reason::Date { .. } | Reason::Month { .. } | Reason::DenominatorDay { .. } => Some(Kind::Date),
        Reason::Beyond { .. } => Some(Kind::Beyond),
        Reason::Approximate => Some(Kind::Bound),
        Reason::Denominator { .. } | Reason::Step { .. } => Some(Kind::Denominator),
        Reason::Missing(_) => Some(Kind::Incomplete),
        Reason::Doubt(_) => Some(Kind::Doubt),
        Reason::Nothing(_) => None,
    };
    let mut all: Vec<Kind> = there
        .flat_map(|apart| {
            let own = definition_of(view.input.set, &compared.id, &apart.member);
            let plan = own.is_some_and(|own| own.basis == Basis::Target);
            let year = apart.reasons.contains(&Reason::Year);
            let all = apart.reasons.iter().filter_map(move |reason| kind(reason, plan));
            // Other years lie far apart.
            all.filter(move |kind| !(year && *kind == Kind::Date)).collect::<Vec<_>>()
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
