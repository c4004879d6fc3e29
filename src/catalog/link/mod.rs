//! Raw files to checked definitions: every name leads to something that exists.

mod appraisal;
mod bands;
mod calendar;
mod chart;
mod check;
mod comparison;
mod degrees;
mod demo;
mod desk;
mod dimension;
mod document;
mod example;
mod explanation;
mod external;
mod form;
mod heads;
mod indicator;
mod known;
mod owed;
mod own_figures;
mod plain;
mod plan;
mod printed;
mod printing;
mod published;
mod qualifier;
pub(super) mod reach;
mod region;
mod report;
mod rule;
mod rule_units;
mod scheme;
mod table;
mod target;
mod terms;
mod written;

use super::definition::{Catalog, Scope, Target};
use super::error::Problems;
use super::gather::Gathered;
use super::unread::Unread;
use known::Known;

pub(super) fn link(raw: &Gathered, hash: String, problems: &mut Problems) -> Catalog {
    let mut units = plain::units(&raw.units, problems);
    let mut unit_names = Known::new("计量单位", "unit", units.keys(), &raw.units.unread);
    let regions = region::link(&raw.regions, problems);
    let (mut indicators, mut names) = indicator::link(&raw.indicators, &unit_names, problems);
    let forms = form::link(&raw.forms, &mut indicators, &mut names, &mut units, &mut unit_names, problems);
    let form_ids = Known::new("报表", "form", forms.keys(), &raw.forms.unread);
    let known = rule::KnownForRules {
        indicators: &indicators,
        names: &names,
        forms: qualifier::Forms { all: &forms, ids: &form_ids },
        units: &units,
        unit_names: &unit_names,
    };
    let (rules, checks) = rule::link(&raw.rules, &known, problems);
    let themes = plain::themes(&raw.themes, problems);
    let calendars = calendar::link(&raw.calendars, problems);
    let known = report::KnownForReports { names: &names, indicators: &indicators, forms: &form_ids };
    let report::Reports { own: reports, drafts } = report::link(&raw.reports, &raw.wordings, &known, problems);
    let schemes = scheme::link(&raw.schemes, problems);
    let topics: Vec<&String> = raw.indicators.files.iter().map(|file| &file.raw.topic).collect();
    let topics = Known::new("领域", "topic", topics.into_iter(), &raw.indicators.unread);
    let appraisals = appraisal::link(&raw.appraisals, &topics, problems);
    let letters = report::letters(&raw.letters);
    let known = desk::KnownForDesks {
        names: &names,
        indicators: &indicators,
        regions: Known::new("区域", "region", regions.keys().map(|c| c.as_str()), &raw.regions.unread),
        forms: form_ids,
        reports: Known::new("报告", "report", raw.reports.files.iter().map(|f| &f.id), &raw.reports.unread),
        themes: Known::new("版式", "theme", themes.keys(), &raw.themes.unread),
        calendars: Known::new("报送日历", "calendar", calendars.keys(), &raw.calendars.unread),
        letters: Known::new("函的措辞", "letter", letters.keys(), &Unread::default()),
        schemes: Known::new("评分办法", "scheme", schemes.keys(), &raw.schemes.unread),
    };
    let desks = desk::link(&raw.desks, &known, &regions, &calendars, problems);
    report::check_desks(&raw.desks, &drafts, problems);
    let kinds = report::kinds(&desks, &reports, &drafts);
    // With a fault elsewhere the forms may look shorter than they are.
    if problems.count() == 0 {
        reach::check(&raw.desks, &desks, &reports, &forms, &indicators, problems);
    }
    let desk_ids = Known::new("统计台", "desk", desks.keys(), &raw.desks.unread);
    let issued = raw
        .reports
        .files
        .iter()
        .map(|f| f.id.clone())
        .chain(letters.keys().map(|id| crate::catalog::Issue::of_letter(id)));
    let known = document::KnownForDocuments {
        ids: &desk_ids,
        desks: &desks,
        reports: &Known::new("报告", "report", issued, &raw.reports.unread),
        pictures: &raw.pictures,
        wordings: &raw.wordings,
        upward: &raw.reports.files.iter().filter(|file| file.raw.upward).map(|file| file.id.as_str()).collect(),
    };
    let issues = document::link(&raw.documents, &known, problems);
    let external = external::link(&raw.external, &desk_ids, &desks, &unit_names, problems);
    let not_targets = external::not_targets(&raw.not_targets, &desk_ids, problems);
    let plans = plan::link(raw, &desk_ids, &desks, problems);
    let known = target::KnownForTargets {
        desk_ids: &desk_ids,
        desks: &desks,
        names: &names,
        indicators: &indicators,
        units: &units,
        unit_names: &unit_names,
        external: &external::known(&raw.external),
    };
    let targets = target::link(&raw.targets, &known, problems);
    let known = demo::KnownForDemos { desks: &desk_ids, units: &desks, names: &names, indicators: &indicators };
    let demos = demo::link(&raw.demos, &known, problems);
    let asked = |all: &Vec<Target>| {
        all.iter().filter(|target| target.scope != Scope::Total).map(|target| target.id.clone()).collect()
    };
    let asked = targets.iter().map(|(desk, all)| (desk.clone(), asked(all))).collect();
    let known = Known::new("考评办法", "appraisal scheme", appraisals.keys(), &raw.appraisals.unread);
    appraisal::check(&raw.desks, &appraisals, &known, &asked, problems);
    let known = explanation::KnownForExplanations {
        desks: &desk_ids,
        units: &desks,
        regions: &regions,
        names: &names,
        rules: &Known::new("规则", "rule", rules.iter().map(|rule| &rule.id).chain(checks.ids()), &raw.rules.unread),
    };
    let own = own_figures::KnownForOwnFigures {
        ids: &desk_ids,
        desks: &desks,
        forms: &forms,
        indicators: &indicators,
        names: &names,
    };
    let own_figures = own_figures::link(&raw.own_figures, &own, problems);
    let explanations = explanation::link(&raw.explanations, &known, problems);
    let wordings = report::letters(&raw.comparison_wordings);
    let known = comparison::KnownForComparisons {
        regions: &regions,
        desks: &desks,
        desk_ids: &desk_ids,
        names: &names,
        indicators: &indicators,
        forms: &forms,
        units: &units,
        unit_names: &unit_names,
        themes: &Known::new("版式", "theme", themes.keys(), &raw.themes.unread),
        wordings: &wordings,
        published: &published::link(&raw.published, &unit_names, problems),
    };
    let comparisons = comparison::link(&raw.comparisons, &known, problems);
    Catalog {
        regions,
        indicators,
        names: names.into_map(),
        forms,
        rules,
        checks,
        desks,
        targets,
        plans,
        external,
        not_targets,
        explanations,
        demos,
        own_figures,
        reports,
        kinds,
        issues,
        letters,
        comparisons,
        schemes,
        appraisals,
        themes,
        bounds: plain::bounds(&raw.limits, problems),
        units,
        fonts: plain::fonts(&raw.fonts),
        hash,
    }
}
