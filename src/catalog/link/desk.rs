//! Desks: units are regions of the desk's year and owe forms that exist, for a time.

use super::known::{Known, Names, twice};
use super::{appraisal, bands, heads, owed, printing};
use crate::catalog::definition::{Desk, DeskLetters, DueRule, Indicator, Region, Unit};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Name, RawDesk, RawDeskLetters, RawUnit};
use crate::catalog::text::normalise;
use crate::finding::Said;
use crate::model::{IndicatorId, Month, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// Names a desk may refer to.
pub struct KnownForDesks<'a> {
    pub names: &'a Names,
    pub indicators: &'a BTreeMap<IndicatorId, Indicator>,
    pub regions: Known,
    pub forms: Known,
    pub reports: Known,
    pub themes: Known,
    pub calendars: Known,
    pub letters: Known,
    pub schemes: Known,
}

type Regions = BTreeMap<RegionCode, Region>;

pub fn link(
    group: &Group<RawDesk>,
    known: &KnownForDesks<'_>,
    regions: &Regions,
    calendars: &BTreeMap<String, DueRule>,
    problems: &mut Problems,
) -> BTreeMap<String, Desk> {
    let reports = |file: &Read<RawDesk>| file.raw.report.get_ref().clone();
    let linked = |file: &Read<RawDesk>| {
        let others = group.files.iter().filter(|other| other.id != file.id).map(reports);
        let others: BTreeSet<String> = others.filter(|report| *report != reports(file)).collect();
        check_reports(&file.source, &file.raw, known, &others, problems);
        (file.id.clone(), desk(file, known, regions, calendars, problems))
    };
    group.files.iter().map(linked).collect()
}

fn desk(
    file: &Read<RawDesk>,
    known: &KnownForDesks<'_>,
    regions: &Regions,
    calendars: &BTreeMap<String, DueRule>,
    problems: &mut Problems,
) -> Desk {
    let (raw, source) = (&file.raw, &file.source);
    let year = match i32::try_from(*raw.year.get_ref()) {
        Ok(year @ 1950..=2100) => year,
        _ => {
            problems.add(source, &raw.year.span(), Said::new("应为四位年份", "must be a year"));
            2000
        }
    };
    known.regions.expect(source, &raw.region, problems);
    known.calendars.expect(source, &raw.calendar, problems);
    known.themes.expect(source, &raw.theme, problems);
    if let Some(form) = &raw.ledger_form {
        known.forms.expect(source, form, problems);
    }
    let letters = raw.letters.iter().flat_map(|letters| [&letters.remind, &letters.send_back]);
    letters.for_each(|letter| {
        known.letters.expect(source, letter, problems);
    });
    if let Some(scheme) = &raw.quality {
        known.schemes.expect(source, scheme, problems);
    }
    check_units(source, raw, problems);
    let units = raw.units.iter().map(|unit| self::unit(source, unit, year, known, regions, problems)).collect();
    Desk {
        id: file.id.clone(),
        office: raw.office.clone(),
        year,
        region: RegionCode::new(raw.region.get_ref()),
        language: raw.language.clone().unwrap_or_else(|| "zh".to_owned()),
        notice: raw.notice.clone(),
        units,
        due: calendars.get(raw.calendar.get_ref()).cloned().unwrap_or_default(),
        report: raw.report.get_ref().clone(),
        also: raw.also.iter().map(|report| report.get_ref().clone()).collect(),
        theme: raw.theme.get_ref().clone(),
        system_fonts: raw.fonts.as_deref() == Some("system"),
        revision_marks: raw.revision_marks.clone(),
        pinned: pinned(source, raw, year, problems),
        ignored_files: raw.ignored_files.clone(),
        bands: bands::link(source, &raw.bands, problems),
        ledger_form: raw.ledger_form.as_ref().map(|f| f.get_ref().clone()),
        quality: raw.quality.as_ref().map(|scheme| scheme.get_ref().clone()),
        letters: raw.letters.as_ref().map(desk_letters),
        appraisals: appraisal::of_desk(raw),
        printing: printing::link(source, raw, known.names, known.indicators, problems),
        heads: heads::link(source, &raw.heads, &known.forms, problems),
    }
}

/// The reports exist, and none is made twice. What other desks make as theirs is not proposed.
fn check_reports(
    source: &Source,
    raw: &RawDesk,
    known: &KnownForDesks<'_>,
    others: &BTreeSet<String>,
    problems: &mut Problems,
) {
    let others = others.iter().collect();
    known.reports.expect_but(source, &raw.report, &others, problems);
    let mut reports = BTreeSet::from([raw.report.get_ref()]);
    for report in &raw.also {
        if report.get_ref() == "briefing" {
            let said =
                Said::new("briefing.pdf 是月报的文件名，请换一个报告名", "briefing.pdf is the desk's own report");
            problems.add(source, &report.span(), said);
        }
        if known.reports.expect_but(source, report, &others, problems) && !reports.insert(report.get_ref()) {
            twice(source, report, "报告", "report", problems);
        }
    }
}

fn desk_letters(raw: &RawDeskLetters) -> DeskLetters {
    DeskLetters {
        remind: raw.remind.get_ref().clone(),
        send_back: raw.send_back.get_ref().clone(),
        contact: raw.contact.clone(),
        send_to: raw.send_to.clone(),
    }
}

/// Paths below the desk's inputs folder, each in the folder of a month of the desk's year.
fn pinned(source: &Source, raw: &RawDesk, year: i32, problems: &mut Problems) -> Vec<String> {
    for path in &raw.pinned {
        let month = path.get_ref().split_once('/').filter(|(_, name)| !name.is_empty() && !name.contains('/'));
        if month.and_then(|(month, _)| Month::parse(month)).is_none_or(|month| month.year() != year) {
            let zh = format!("应为月份文件夹和文件名，如 {year}-10/某县10月.xlsx");
            let said = Said::new(zh, format!("must be a month's folder and a file name, such as {year}-10/a.xlsx"));
            problems.add(source, &path.span(), said);
        }
    }
    raw.pinned.iter().map(|path| path.get_ref().clone()).collect()
}

/// A unit is listed once, a name on a cover means one unit, and only one unit is the bureau itself.
fn check_units(source: &Source, raw: &RawDesk, problems: &mut Problems) {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for unit in &raw.units {
        if !codes.insert(unit.code.get_ref()) {
            twice(source, &unit.code, "报送单位", "unit", problems);
        }
        for name in &unit.names {
            if !names.insert(normalise(name.get_ref())) {
                twice(source, name, "单位名", "unit name", problems);
            }
        }
    }
    for extra in raw.units.iter().filter(|u| u.own).skip(1) {
        problems.add(
            source,
            &extra.code.span(),
            Said::new("市本级只能有一个", "only one unit can be the bureau itself"),
        );
    }
}

fn unit(
    source: &Source,
    raw: &RawUnit,
    year: i32,
    known: &KnownForDesks<'_>,
    regions: &Regions,
    problems: &mut Problems,
) -> Unit {
    if known.regions.expect(source, &raw.code, problems) {
        check_year(source, &raw.code, year, regions, problems);
    }
    for form in raw.forms.iter().chain(raw.owed.iter().map(|owed| &owed.form)) {
        known.forms.expect(source, form, problems);
    }
    if raw.names.is_empty() || raw.forms.is_empty() && raw.owed.is_empty() {
        let said = Said::new("names 与 forms 不能为空", "names and forms must not be empty");
        problems.add(source, &raw.code.span(), said);
    }
    let time = owed::time(source, raw, year, regions.get(raw.code.get_ref().as_str()), problems);
    let limits = owed::limits(source, raw, time, problems);
    let always = raw.forms.iter().map(|form| form.get_ref().clone());
    let forms = always.chain(limits.keys().filter(|form| !raw.forms.iter().any(|f| f.get_ref() == *form)).cloned());
    Unit {
        code: RegionCode::new(raw.code.get_ref()),
        names: raw.names.iter().map(|n| n.get_ref().clone()).collect(),
        forms: forms.collect(),
        time,
        limits,
        own: raw.own,
        contact: raw.contact.clone(),
    }
}

fn check_year(source: &Source, code: &Name, year: i32, regions: &Regions, problems: &mut Problems) {
    let Some(region) = regions.get(code.get_ref().as_str()) else { return };
    let early = region.valid_from.is_some_and(|from| from.year() > year);
    let late = region.valid_to.is_some_and(|to| to.year() < year);
    if early || late {
        let successor = region.successor.as_ref().map(|s| format!("，改由 {s} 承接")).unwrap_or_default();
        let zh = format!("{}（{}）在{year}年不存在{successor}", code.get_ref(), region.name);
        let en = format!("{} ({}) did not exist in {year}", code.get_ref(), region.name);
        problems.add(source, &code.span(), Said::new(zh, en));
    }
}
