//! Comparison sets: members with one source each, bands up to 100, and for every member and indicator what it brings.

mod brought;
mod compared;
mod factor;
mod members;
mod radar;

use super::known::{Known, Names};
use super::published::Published;
use super::written::text;
use crate::catalog::definition::{
    Compared, Comparison, Desk, Form, InDoubt, Indicator, Letter, MOST_ON_PAGE, MeasureUnit, Member, PlaceBand, Region,
};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Name, RawComparison, RawInDoubt, RawPlaceBand};
use crate::finding::Said;
use crate::model::{Date, IndicatorId, RegionCode};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// What a set may refer to.
pub struct KnownForComparisons<'a> {
    pub regions: &'a BTreeMap<RegionCode, Region>,
    pub desks: &'a BTreeMap<String, Desk>,
    pub desk_ids: &'a Known,
    pub names: &'a Names,
    pub indicators: &'a BTreeMap<IndicatorId, Indicator>,
    pub forms: &'a BTreeMap<String, Form>,
    pub units: &'a BTreeMap<String, MeasureUnit>,
    pub unit_names: &'a Known,
    pub themes: &'a Known,
    pub wordings: &'a BTreeMap<String, Letter>,
    pub published: &'a Published,
}

pub fn link(
    group: &Group<RawComparison>,
    known: &KnownForComparisons<'_>,
    problems: &mut Problems,
) -> BTreeMap<String, Comparison> {
    // A desk with a fault of its own is not there: that its sets lack it is no second fault.
    let told = problems.count() > 0;
    let whole = |file: &&Read<RawComparison>| {
        let of_members = file.raw.members.iter().filter_map(|member| member.desk.as_ref());
        let mut desks = file.raw.units_of.iter().chain(of_members);
        !told || desks.all(|desk| known.desks.contains_key(desk.get_ref()))
    };
    let set = |file| comparison(file, known, problems).map(|set: Comparison| (set.id.clone(), set));
    group.files.iter().filter(whole).filter_map(set).collect()
}

fn comparison(
    file: &Read<RawComparison>,
    known: &KnownForComparisons<'_>,
    problems: &mut Problems,
) -> Option<Comparison> {
    let (raw, source) = (&file.raw, &file.source);
    known.themes.expect(source, &raw.theme, problems);
    let wording = wording(source, &raw.wording, known, problems);
    let members = members::of(source, raw, known, problems);
    let focus = raw.focus.as_ref().and_then(|name| focus(source, name, &members, problems));
    let [mark_days, apart_days] = days(source, raw, problems);
    let denominator_days = denominator_days(source, raw, problems);
    let least_members = u32::try_from(*raw.least_members.get_ref()).unwrap_or_default();
    if least_members < 2 {
        let said = Said::new("至少 2：一个成员无从比较", "at least 2: one member compares with nobody");
        problems.add(source, &raw.least_members.span(), said);
    }
    let known = compared::KnownForMember { all: known, source, members: &members, raw };
    let indicators = compared::of(&known, problems);
    let radar = raw.radar.as_ref().map(|raw| radar::of(source, raw, &members, &indicators, problems));
    Some(Comparison {
        id: file.id.clone(),
        name: text(source, &raw.name, "name", problems),
        office: text(source, &raw.office, "office", problems),
        notice: raw.notice.clone(),
        theme: raw.theme.get_ref().clone(),
        focus,
        peers: members::peers(source, &raw.peers, &members, problems),
        bands: bands(source, &raw.bands, problems),
        mark_days,
        apart_days,
        across_years: raw.across_years,
        across_months: raw.across_months,
        denominator_days,
        least_members,
        in_doubt: match raw.in_doubt {
            Some(RawInDoubt::Apart) => InDoubt::Apart,
            Some(RawInDoubt::Mark) | None => InDoubt::Mark,
        },
        on_page: on_page(source, &raw.on_page, &indicators, problems),
        // The table of keys has looked at it.
        deadline: raw.deadline.as_ref().and_then(|given| Date::parse_iso(given.get_ref())),
        indicators,
        radar,
        members,
        wording: wording?,
    })
}

fn wording(source: &Source, name: &Name, known: &KnownForComparisons<'_>, problems: &mut Problems) -> Option<Letter> {
    let found = known.wordings.get(name.get_ref()).cloned();
    if found.is_none() {
        let given = name.get_ref();
        let said = Said::new(format!("没有措辞 comparisons/{given}.md"), format!("no comparisons/{given}.md"));
        problems.add(source, &name.span(), said.with_choices(given, known.wordings.keys().map(String::as_str)));
    }
    found
}

fn focus(source: &Source, name: &Name, members: &[Member], problems: &mut Problems) -> Option<RegionCode> {
    let found = members.iter().find(|member| member.id.as_str() == name.get_ref() && !member.reference);
    if found.is_none() {
        let said = Said::new(
            format!("“{}”不是参与排名的成员", name.get_ref()),
            format!("\"{}\" is no member that is ranked", name.get_ref()),
        );
        let ranked = members.iter().filter(|member| !member.reference).map(|member| member.id.as_str());
        problems.add(source, &name.span(), said.with_choices(name.get_ref(), ranked));
    }
    found.map(|member| member.id.clone())
}

/// What the first page tells: things that are compared, each once, as many as there is room for.
fn on_page(source: &Source, raw: &[Name], known: &[Compared], problems: &mut Problems) -> Vec<IndicatorId> {
    let mut all: Vec<IndicatorId> = Vec::new();
    for name in raw {
        let given = name.get_ref();
        match known.iter().find(|one| one.id.as_str() == given) {
            Some(one) if all.contains(&one.id) => super::known::twice(source, name, "对标项", "indicator", problems),
            Some(one) => all.push(one.id.clone()),
            None => {
                let said = Said::new(format!("没有对标项“{given}”"), format!("nothing compared is called \"{given}\""));
                let choices = known.iter().map(|one| one.id.as_str());
                problems.add(source, &name.span(), said.with_choices(given, choices));
            }
        }
    }
    if let Some(first) = raw.get(MOST_ON_PAGE) {
        let zh = format!("首页至多列 {MOST_ON_PAGE} 项，其余在附表");
        problems.add(source, &first.span(), Said::new(zh, format!("the page has room for {MOST_ON_PAGE}")));
    }
    all
}

fn days(source: &Source, raw: &RawComparison, problems: &mut Problems) -> [u32; 2] {
    let both = [&raw.mark_days, &raw.apart_days].map(|days| u32::try_from(*days.get_ref()).ok());
    let [Some(mark), Some(apart)] = both else {
        let span = if both[0].is_none() { raw.mark_days.span() } else { raw.apart_days.span() };
        problems.add(source, &span, Said::new("应为 0 或以上的天数", "must be days, 0 or more"));
        return [0, 0];
    };
    if apart < mark {
        let said = Said::new("apart_days 不得小于 mark_days", "apart_days must be at least mark_days");
        problems.add(source, &raw.apart_days.span(), said);
    }
    [mark, apart]
}

/// A census is of one day in a year: a year, and a month for its end.
const DENOMINATOR_DAYS: u32 = 400;

fn denominator_days(source: &Source, raw: &RawComparison, problems: &mut Problems) -> u32 {
    let Some(given) = &raw.denominator_days else { return DENOMINATOR_DAYS };
    let days = u32::try_from(*given.get_ref()).ok();
    if days.is_none() {
        problems.add(source, &given.span(), Said::new("应为 0 或以上的天数", "must be days, 0 or more"));
    }
    days.unwrap_or(DENOMINATOR_DAYS)
}

/// From the best on, each further than the one before, the last to 100.
fn bands(source: &Source, raw: &Spanned<Vec<RawPlaceBand>>, problems: &mut Problems) -> Vec<PlaceBand> {
    let (mut all, mut names, mut before) = (Vec::new(), BTreeSet::new(), 0);
    for band in raw.get_ref() {
        let up_to = u32::try_from(*band.up_to.get_ref()).unwrap_or_default();
        if !names.insert(band.name.get_ref()) {
            super::known::twice(source, &band.name, "档", "band", problems);
        }
        if up_to <= before || up_to > 100 {
            let zh = format!("应大于前一档的 {before}，不超过 100");
            problems.add(source, &band.up_to.span(), Said::new(zh, format!("must be above {before}, at most 100")));
        }
        before = up_to;
        all.push(PlaceBand { name: text(source, &band.name, "name", problems), up_to });
    }
    if before != 100 {
        let span = raw.get_ref().last().map_or(raw.span(), |last| last.up_to.span());
        let said = Said::new("最后一档应到 100，否则有的位次没有档", "the last band must reach 100");
        problems.add(source, &span, said);
    }
    all
}
