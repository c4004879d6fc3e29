//! What the pages of a comparison look up: names, standings, figures as they are printed.

use super::BenchmarkInput;
use crate::benchmark::{Apart, Entry, Observed, Reason, Standing, bound_of, dated_of};
use crate::catalog::{Approximate, Brought, Compared, Dated, MOST_ON_PAGE, Member, PeerGroup, Pick, What};
use crate::model::{Date, Figure, FigureKey, Measure, Missing, RegionCode};
use crate::report::fig::amount;
use crate::report::mark;
use std::cmp::Ordering;

/// The inputs, and short ways to ask them.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub input: BenchmarkInput<'a>,
}

impl<'a> View<'a> {
    pub fn member(&self, id: &RegionCode) -> Option<&'a Member> {
        self.input.set.members.iter().find(|member| member.id == *id)
    }
    /// `许昌市`
    pub fn name<'n>(&self, id: &'n RegionCode) -> &'n str
    where
        'a: 'n,
    {
        self.member(id).map_or(id.as_str(), |member| &member.name)
    }
    pub fn figure(&self, key: &FigureKey) -> Option<&'a Figure> {
        let made = || self.input.benchmark.figures.iter().find(|figure| figure.key == *key);
        self.input.figures.find(key).or_else(made)
    }
    /// The digits as printed; empty where there is no value.
    pub fn shown(&self, figure: &Figure) -> String {
        self.input.figures.shown(figure)
    }
    /// Marked, with its unit; the symbol of what is missing.
    pub fn text(&self, compared: &Compared, key: &FigureKey) -> String {
        self.said(compared, key, false)
    }
    /// As [`View::text`], without its sign.
    pub fn size(&self, compared: &Compared, key: &FigureKey) -> String {
        self.said(compared, key, true)
    }
    fn said(&self, compared: &Compared, key: &FigureKey, unsigned: bool) -> String {
        let Some(figure) = self.figure(key).filter(|figure| figure.value.is_some()) else {
            return self.symbol(Missing::NotReported).to_owned();
        };
        let shown = self.shown(figure);
        let shown = if unsigned { shown.trim_start_matches('-') } else { &shown };
        mark::figure(key, &amount(shown, spoken_unit(compared, &figure.unit)))
    }
    /// Marked, the number alone.
    pub fn number(&self, key: &FigureKey) -> String {
        self.figure(key).map_or_else(String::new, |figure| mark::figure(key, &self.shown(figure)))
    }
    /// Both are printed alike.
    pub fn is_same(&self, one: &FigureKey, other: &FigureKey) -> bool {
        let shown = |key| self.figure(key).map(|figure| self.shown(figure));
        shown(one) == shown(other)
    }
    /// The sign of what is printed.
    pub fn sign(&self, key: &FigureKey) -> Option<Ordering> {
        let figure = self.figure(key)?;
        let shown = self.shown(figure);
        let zero = !shown.chars().any(|c| ('1'..='9').contains(&c));
        Some(match figure.value? {
            _ if zero => Ordering::Equal,
            value if value.is_negative() => Ordering::Less,
            _ => Ordering::Greater,
        })
    }
    /// Among all members.
    pub fn standing(&self, compared: &Compared) -> Option<&'a Standing> {
        self.input.benchmark.standings.iter().find(|one| one.indicator == compared.id && one.group.is_none())
    }
    /// What has places.
    pub fn ranked(&self) -> impl Iterator<Item = (&'a Compared, &'a Standing)> {
        let all = self.input.set.indicators.iter().filter_map(|compared| Some((compared, self.standing(compared)?)));
        all.filter(|(_, standing)| standing.unranked.is_none())
    }
    /// Among peers, group by group.
    pub fn of_groups(&self, compared: &Compared) -> Vec<(&'a PeerGroup, &'a Standing)> {
        let own = |group: &'a PeerGroup| {
            let same = |one: &&Standing| one.indicator == compared.id && one.group.as_ref() == Some(&group.id);
            Some((group, self.input.benchmark.standings.iter().find(same)?))
        };
        self.input.set.peers.iter().filter_map(own).collect()
    }
    /// The measure among the set's own figures of a standing.
    pub fn summary<'s>(&self, standing: &'s Standing, measure: Measure) -> Option<&'s FigureKey> {
        standing.summary.iter().find(|key| key.measure == measure)
    }
    /// The symbol of a value that is not there.
    pub fn symbol(&self, missing: Missing) -> &'a str {
        let theme = self.input.theme;
        match missing {
            Missing::NotReported | Missing::Incomplete => &theme.not_reported,
            Missing::NotApplicable => &theme.not_applicable,
            Missing::Suppressed => &theme.suppressed,
            Missing::Unreadable => &theme.unreadable,
        }
    }
    /// What is told on the first page: in the set's order of them, as many as there is room for.
    pub fn on_page(&self) -> Vec<(&'a Compared, &'a Standing)> {
        let wanted = &self.input.set.on_page;
        let ranked: Vec<(&'a Compared, &'a Standing)> = self.ranked().collect();
        if wanted.is_empty() {
            return ranked.into_iter().take(MOST_ON_PAGE).collect();
        }
        wanted.iter().filter_map(|id| ranked.iter().find(|(one, _)| one.id == *id).copied()).collect()
    }
    /// What was observed of a member.
    pub fn observed(&self, compared: &Compared, member: &RegionCode) -> Option<&'a Observed> {
        self.input.observed.iter().find(|one| one.member == *member && one.indicator == compared.id)
    }
    /// Whose numbers in doubt have entered a member's value.
    pub fn doubt(&self, key: &FigureKey) -> &'a [String] {
        let is_of = |one: &&Observed| {
            let made = key.measure == Measure::Compared && one.member == key.region && is_named(one, key);
            made || one.value.as_ref() == Some(key)
        };
        self.input.observed.iter().find(is_of).map_or(&[], |one| &one.doubt)
    }
    /// A ratio whose denominator nobody knows: whether it is too small cannot be told, nor what closing a gap takes.
    pub fn lacks_denominator(&self, compared: &Compared, member: &RegionCode) -> bool {
        let unit = |one: &Observed| is_ratio(&one.unit) && one.exact.is_some() && one.parts.is_none();
        self.observed(compared, member).is_some_and(unit)
    }
    /// What a member brings to an indicator.
    pub fn brought<'c>(&self, compared: &'c Compared, member: &RegionCode) -> Option<&'c Brought> {
        let at = self.input.set.members.iter().position(|one| one.id == *member)?;
        compared.brought.get(at)
    }
    /// The word of a published bound.
    pub fn bound(&self, compared: &Compared, member: &RegionCode) -> Option<Approximate> {
        bound_of(self.input.set, &compared.id, member)
    }
    /// A value's day, as well as it is known: `2021年11月30日`, `2021年11月`, `2021年`.
    pub fn day(&self, compared: &Compared, member: &RegionCode, day: Date) -> String {
        in_words(day, self.dated(compared, member))
    }
    /// The same of its denominator.
    pub fn denominator_day(&self, compared: &Compared, member: &RegionCode, day: Date) -> String {
        let dated = match self.brought(compared, member).map(|brought| &brought.what) {
            Some(What::Per { denominator: Pick::Published(value), .. }) => value.dated,
            _ => Dated::Day,
        };
        in_words(day, dated)
    }
    /// How well the day of a member's value is known.
    pub fn dated(&self, compared: &Compared, member: &RegionCode) -> Dated {
        dated_of(self.input.set, &compared.id, member)
    }
}

/// Of a share, or of so many per thousand.
fn is_ratio(unit: &str) -> bool {
    let many = |(_, below): (&str, &str)| below.starts_with(['百', '千', '万']);
    matches!(unit, "%" | "‰") || unit.split_once('/').is_some_and(many)
}

fn is_named(one: &Observed, key: &FigureKey) -> bool {
    key.indicator.as_str().split('@').next() == Some(one.indicator.as_str())
}

/// `2021年11月30日`, `2021年11月`, `2021年`.
pub fn in_words(day: Date, dated: Dated) -> String {
    match dated {
        Dated::Day => day.chinese(),
        Dated::Month => format!("{}年{}月", day.year(), day.month()),
        Dated::Year => format!("{}年", day.year()),
    }
}

/// Where the name says per whom, the unit need not: 每千名老年人拥有养老床位36张.
pub fn spoken_unit<'u>(compared: &Compared, unit: &'u str) -> &'u str {
    let says = compared.name.starts_with('每') || compared.name.contains("人均");
    if says { unit.split('/').next().unwrap_or(unit) } else { unit }
}

/// The figure of a measure an entry has.
pub fn more(entry: &Entry, measure: Measure) -> Option<&FigureKey> {
    entry.more.iter().find(|key| key.measure == measure)
}

/// Which symbol stands for a value that is not there.
pub fn lack(apart: &Apart) -> Missing {
    let missing = apart.reasons.iter().find_map(|reason| match reason {
        Reason::Missing(missing) => Some(*missing),
        _ => None,
    });
    missing.unwrap_or(Missing::NotApplicable)
}

/// `a`, `b` … `z`, `aa`: a name without digits for the n-th thing.
pub fn letters(n: usize) -> String {
    let mut rest = n + 1;
    let mut out = String::new();
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        out.insert(0, char::from(b'a' + letter));
        rest = (rest - 1) / 26;
    }
    out
}
