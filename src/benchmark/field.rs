//! Who is compared with whom: the comparable members, those who are not, and what all are held against.

use super::distance::points;
use super::months::{self, Common};
use super::steps;
use super::value::{Value, against_day};
use super::{Apart, Observed, Reason, Unranked, place};
use crate::catalog::{Better, Compared, Comparison, Member, PeerGroup, PlaceBand};
use crate::model::{Date, Exact};

/// One member alone is the best of nothing.
const LEAST: u32 = 2;

/// One thing compared among all members, or among one group of peers.
pub(super) struct Field<'a> {
    pub set: &'a Comparison,
    pub compared: &'a Compared,
    pub group: Option<&'a PeerGroup>,
    /// The day most values are of.
    pub common: Option<Date>,
    /// Their months are all different: no value is held against another.
    is_unclear: bool,
    /// Comparable: best first, then in the set's order; in the set's order where nobody has a place.
    pub values: Vec<Value<'a>>,
    pub references: Vec<Value<'a>>,
    pub apart: Vec<Apart>,
    pub unranked: Option<Unranked>,
}

impl<'a> Field<'a> {
    pub fn of(
        set: &'a Comparison,
        compared: &'a Compared,
        group: Option<&'a PeerGroup>,
        observed: &'a [Observed],
    ) -> Self {
        // Every group is held against the references, whether it names them or not.
        let is_in = |member: &Member| member.reference || group.is_none_or(|group| group.members.contains(&member.id));
        let members = set.members.iter().enumerate().filter(|(_, member)| is_in(member));
        let judged: Vec<_> = members
            .map(|(at, member)| {
                let seen = observed.iter().find(|one| one.member == member.id && one.indicator == compared.id);
                (member, seen, Value::of(set, compared, member, compared.brought.get(at), seen))
            })
            .collect();
        let comparable = judged.iter().filter_map(|(member, _, value)| Some((*member, value.as_ref().ok()?.as_of)));
        let (references, ranked): (Vec<_>, Vec<_>) = comparable.partition(|(member, _)| member.reference);
        let focus = ranked.iter().find(|(member, _)| set.focus.as_ref() == Some(&member.id));
        let whose = focus.or(references.first()).map(|(_, day)| *day);
        let days: Vec<Date> = ranked.iter().map(|(_, day)| *day).collect();
        let Common { day: common, is_unclear } = months::common(set, compared, &days, whose);
        let (values, references, apart, unranked) = (Vec::new(), Vec::new(), Vec::new(), None);
        let mut field = Self { set, compared, group, common, is_unclear, values, references, apart, unranked };
        for (member, seen, value) in judged {
            let day = seen.filter(|seen| seen.exact.is_some()).and_then(|seen| seen.as_of);
            let held = day.zip(common);
            let mut days = held.map(|(own, common)| against_day(set, own, common)).unwrap_or_default();
            let month = held.filter(|_| !is_unclear);
            days.extend(month.and_then(|(own, common)| months::against(set, compared, own, common)));
            match value {
                Ok(value) if days.is_empty() && member.reference => field.references.push(value),
                Ok(value) if days.is_empty() => field.values.push(value),
                value => field.apart.push(Apart {
                    member: member.id.clone(),
                    value: seen.and_then(|seen| seen.value.clone()),
                    as_of: seen.and_then(|seen| seen.as_of),
                    reasons: value.err().unwrap_or_default().into_iter().chain(days).collect(),
                }),
            }
        }
        field.unranked = field.why_unranked().or_else(|| field.without_coarse());
        field.order();
        field
    }
    /// Of all comparable members, in the entries' order.
    pub fn exact(&self) -> Vec<Exact> {
        self.values.iter().map(|value| value.exact).collect()
    }
    /// As many comparable members as the set asks for, and never one alone; of one month where that matters.
    pub fn is_enough(&self) -> bool {
        !self.is_unclear && self.are_enough()
    }
    /// No one of them is better than another.
    fn is_moot(&self) -> bool {
        self.is_unclear || self.unranked == Some(Unranked::Steps)
    }
    fn are_enough(&self) -> bool {
        u32::try_from(self.values.len()).unwrap_or(u32::MAX) >= self.least()
    }
    /// The best of two or more, where one way is better; of equals the first.
    pub fn best(&self) -> Option<&Value<'a>> {
        let better = self.compared.better.filter(|_| self.values.len() > 1 && !self.is_moot())?;
        let is_best =
            |one: &&Value<'_>| self.values.iter().all(|other| !place::is_better(better, other.exact, one.exact));
        self.values.iter().find(is_best)
    }
    fn least(&self) -> u32 {
        self.set.least_members.max(LEAST)
    }
    /// The set's bands; none where there are more of them than members that are ranked.
    pub fn bands(&self) -> &'a [PlaceBand] {
        if self.values.len() < self.set.bands.len() { &[] } else { &self.set.bands }
    }
    /// Which way is better, where there are places.
    pub fn ranked(&self) -> Option<Better> {
        self.compared.better.filter(|_| self.unranked.is_none())
    }
    fn why_unranked(&self) -> Option<Unranked> {
        let mut values = self.values.iter().map(|value| value.exact);
        let first = values.next();
        if !self.are_enough() {
            Some(Unranked::TooFew { comparable: self.values.len(), least: self.least() })
        } else if self.is_unclear {
            Some(Unranked::Months)
        } else if self.compared.better.is_none() {
            Some(Unranked::NoDirection)
        } else {
            values.all(|value| Some(value) == first).then_some(Unranked::AllEqual)
        }
    }
    /// Those whose one unit is more than the spread of the middle half stand apart; if too few remain, nobody is ranked.
    fn without_coarse(&mut self) -> Option<Unranked> {
        let spread = steps::spread(&self.values)?;
        let coarse = |value: &Value<'_>| steps::step(value).filter(|step| *step > spread);
        let fine = self.values.iter().filter(|value| coarse(value).is_none()).count();
        if fine == self.values.len() {
            return None;
        }
        if u32::try_from(fine).unwrap_or(u32::MAX) < self.least() {
            return Some(Unranked::Steps);
        }
        let unit = points(&self.compared.unit).to_owned();
        for value in std::mem::take(&mut self.values) {
            match coarse(&value) {
                None => self.values.push(value),
                Some(step) => self.apart.push(Apart {
                    member: value.member.id.clone(),
                    value: Some(value.source),
                    as_of: Some(value.as_of),
                    reasons: vec![Reason::Step { shown: steps::words(step), unit: unit.clone() }],
                }),
            }
        }
        let at = |one: &Apart| self.set.members.iter().position(|member| member.id == one.member);
        self.apart.sort_by_key(at);
        self.why_unranked()
    }
    /// Stable: equals stay in the set's order.
    fn order(&mut self) {
        if let Some(better) = self.ranked() {
            let all = self.exact();
            self.values.sort_by_key(|value| place::place(better, &all, value.exact));
        }
    }
}
