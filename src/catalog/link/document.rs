//! What an office decides about its documents: of reports and periods that exist, with a seal that is a picture.

use super::known::{Known, twice};
use super::report;
use crate::catalog::definition::{Desk, Issue, Seal};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawDocument, RawDocuments};
use crate::finding::Said;
use crate::model::{Period, RegionCode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What such a file may refer to.
pub struct KnownForDocuments<'a> {
    pub ids: &'a Known,
    pub desks: &'a BTreeMap<String, Desk>,
    pub reports: &'a Known,
    /// By their paths below `templates/`.
    pub pictures: &'a BTreeMap<String, Arc<[u8]>>,
}

/// By desk, then by report.
pub type Issues = BTreeMap<String, BTreeMap<String, Issue>>;

pub fn link(group: &Group<RawDocuments>, known: &KnownForDocuments<'_>, problems: &mut Problems) -> Issues {
    let mut all = Issues::new();
    for file in &group.files {
        let source = &file.source;
        known.ids.expect(source, &toml::Spanned::new(0..0, file.id.clone()), problems);
        let Some(desk) = known.desks.get(&file.id) else { continue };
        let mut issues = BTreeMap::new();
        let mut given = BTreeSet::new();
        for raw in &file.raw.documents {
            known.reports.expect(source, &raw.report, problems);
            numbers_once(source, raw, &mut given, problems);
            let mut linker = Linker { source, desk, known, problems: &mut *problems };
            let issue = linker.issue(raw);
            if issues.insert(raw.report.get_ref().clone(), issue).is_some() {
                twice(source, &raw.report, "报告", "report", problems);
            }
        }
        all.insert(file.id.clone(), issues);
    }
    all
}

/// A number is given once in a series.
fn numbers_once(source: &Source, raw: &RawDocument, given: &mut BTreeSet<(String, String)>, problems: &mut Problems) {
    let Some(series) = &raw.series else {
        if let Some(number) = raw.numbers.values().next() {
            let said = Said::new("写了序号，缺机关代字 series", "numbers without a series");
            problems.add(source, &number.span(), said);
        }
        return;
    };
    for number in raw.numbers.values() {
        let value = number.get_ref().0;
        if !given.insert((series.get_ref().clone(), value.to_string())) {
            let zh = format!("“{}”的第{value}号已经用过", series.get_ref());
            problems.add(
                source,
                &number.span(),
                Said::new(zh, format!("number {value} of this series is given twice")),
            );
        }
    }
}

struct Linker<'a> {
    source: &'a Source,
    desk: &'a Desk,
    known: &'a KnownForDocuments<'a>,
    problems: &'a mut Problems,
}

impl Linker<'_> {
    fn issue(&mut self, raw: &RawDocument) -> Issue {
        let secrecy = self.secrecy(raw);
        let mut numbers = BTreeMap::new();
        for (period, number) in &raw.numbers {
            let value = self.whole(number.get_ref().0.to_string().parse().ok(), 1, 99_999, &number.span(), "序号");
            self.period(period, &number.span());
            numbers.extend(value.map(|value| (period.clone(), value)));
        }
        let copy = raw.copy.as_ref().and_then(|n| self.whole(Some(*n.get_ref()), 1, 999_999, &n.span(), "份号"));
        let prints = raw.prints.as_ref().and_then(|n| self.whole(Some(*n.get_ref()), 1, 99_999, &n.span(), "份数"));
        let reply_days =
            raw.reply_days.as_ref().and_then(|n| self.whole(Some(*n.get_ref()), 1, 60, &n.span(), "工作日"));
        Issue {
            series: self.text(raw.series.as_ref()),
            numbers,
            copy: copy.map(|copy| format!("{copy:06}")),
            secrecy,
            urgency: raw.urgency.clone(),
            offices: self.texts(&raw.offices),
            signers: self.texts(&raw.signers),
            signed_by: self.text(raw.signed_by.as_ref()),
            to: self.texts(&raw.to),
            copies_to: self.texts(&raw.copies_to),
            reported_to: self.texts(&raw.reported_to),
            sent_to: self.texts(&raw.sent_to),
            given_to: self.texts(&raw.given_to),
            printed_by: self.text(raw.printed_by.as_ref()),
            prints,
            seal: self.seal(raw),
            summons: raw.summons.as_ref().and_then(|raw| report::summons(self.source, raw, self.problems)),
            reply_days: reply_days.and_then(|days| u8::try_from(days).ok()),
            about: self.about(raw),
        }
    }

    fn add(&mut self, span: &std::ops::Range<usize>, said: Said) {
        self.problems.add(self.source, span, said);
    }

    fn text(&mut self, name: Option<&Name>) -> Option<String> {
        let name = name?;
        let text = name.get_ref().trim();
        if text.is_empty() {
            self.add(&name.span(), Said::new("不能为空；不印的，删去这一行", "must not be empty: leave the line out"));
        }
        Some(text.to_owned())
    }

    fn texts(&mut self, names: &[Name]) -> Vec<String> {
        names.iter().filter_map(|name| self.text(Some(name))).collect()
    }

    fn whole(
        &mut self,
        n: Option<i64>,
        least: u32,
        most: u32,
        span: &std::ops::Range<usize>,
        what: &str,
    ) -> Option<u32> {
        let found = n.and_then(|n| u32::try_from(n).ok()).filter(|n| (least..=most).contains(n));
        if found.is_none() {
            let zh = format!("{what}应为 {least} 至 {most} 的整数");
            self.add(span, Said::new(zh, format!("must be a whole number from {least} to {most}")));
        }
        found
    }

    fn period(&mut self, text: &str, span: &std::ops::Range<usize>) {
        let year = self.desk.year;
        if Period::parse(text).ok().is_none_or(|period| period.last_month().year() != year) {
            let zh = format!("“{text}”不是本台的报告期，应写如 {year}-06、{year}-Q2、{year}-H1、{year}");
            self.add(span, Said::new(zh, format!("\"{text}\" is no period of the desk; write {year}-06")));
        }
    }

    /// A secret document has a number on each of its copies.
    fn secrecy(&mut self, raw: &RawDocument) -> Option<String> {
        let secrecy = raw.secrecy.as_ref()?;
        let text = secrecy.get_ref();
        let is_secret = ["绝密", "机密", "秘密"].iter().any(|level| text.starts_with(level));
        if !is_secret && !text.starts_with("内部") {
            let said = Said::new(
                "密级应以绝密、机密、秘密或内部开头，期限写在★后（`机密★1年`）",
                "must begin with 绝密, 机密, 秘密 or 内部",
            );
            self.add(&secrecy.span(), said);
        } else if is_secret && raw.copy.is_none() {
            self.add(&secrecy.span(), Said::new("涉密公文要标注份号：加一行 copy = 1", "a secret document wants copy"));
        }
        Some(text.clone())
    }

    fn seal(&mut self, raw: &RawDocument) -> Option<Seal> {
        let width = raw.seal_width.as_ref();
        let width =
            width.and_then(|n| self.whole(Some(*n.get_ref()), 20, 60, &n.span(), "印章的宽度")).unwrap_or(SEAL_WIDTH);
        let name = raw.seal.as_ref()?;
        let folder = format!("desks/{}/", self.desk.id);
        let Some(png) = self.known.pictures.get(&format!("{folder}{}", name.get_ref())) else {
            let there = self.known.pictures.keys().filter_map(|path| path.strip_prefix(&folder));
            let said =
                Said::new(format!("{folder} 里没有“{}”", name.get_ref()), format!("no {} in {folder}", name.get_ref()));
            let said = said.with_choices(name.get_ref(), there);
            self.add(&name.span(), said);
            return None;
        };
        if !is_png(png) {
            let zh = format!("“{}”不是 PNG 图片；请另存为 PNG（背景透明）", name.get_ref());
            self.add(&name.span(), Said::new(zh, format!("{} is no PNG picture", name.get_ref())));
            return None;
        }
        Some(Seal { png: Arc::clone(png), millimetres: width })
    }

    fn about(&mut self, raw: &RawDocument) -> Option<RegionCode> {
        let name = raw.about.as_ref()?;
        let units = || self.desk.units.iter().filter(|unit| !unit.own);
        let found = units().find(|unit| unit.code.as_str() == name.get_ref()).map(|unit| unit.code.clone());
        if found.is_none() {
            let said = Said::new(format!("本台没有单位“{}”", name.get_ref()), format!("no unit {}", name.get_ref()));
            let said = said.with_choices(name.get_ref(), units().map(|unit| unit.code.as_str()));
            self.add(&name.span(), said);
        }
        found
    }
}

/// The seal of a county or a city bureau, in millimetres.
const SEAL_WIDTH: u32 = 42;

/// Its signature, and a header with a width and a height.
fn is_png(bytes: &[u8]) -> bool {
    let size = |at: usize| bytes.get(at..at + 4).is_some_and(|n| n != [0; 4]);
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR".as_slice()) && size(16) && size(20)
}
