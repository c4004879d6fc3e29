//! What an office decides about its documents: of reports and periods that exist, with a seal that is a picture.

use super::known::{Known, twice};
use super::report;
use crate::catalog::definition::{Desk, Issue, Seal};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawDocument, RawDocuments};
use crate::finding::Said;
use crate::model::{Period, RegionCode};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What such a file may refer to.
pub struct KnownForDocuments<'a> {
    pub ids: &'a Known,
    pub desks: &'a BTreeMap<String, Desk>,
    pub reports: &'a Known,
    /// By their paths below `templates/`.
    pub pictures: &'a BTreeMap<String, Arc<[u8]>>,
    /// Those that go to an office above: their signers are named.
    pub upward: &'a BTreeSet<&'a str>,
}

/// The report and the period a number is given to, by series, year and number.
type Given = BTreeMap<(String, Option<i32>, String), (String, String)>;

/// By desk, then by report.
pub type Issues = BTreeMap<String, BTreeMap<String, Issue>>;

pub fn link(group: &Group<RawDocuments>, known: &KnownForDocuments<'_>, problems: &mut Problems) -> Issues {
    let mut all = Issues::new();
    for file in &group.files {
        let source = &file.source;
        known.ids.expect(source, &toml::Spanned::new(0..0, file.id.clone()), problems);
        let Some(desk) = known.desks.get(&file.id) else { continue };
        let mut issues = BTreeMap::new();
        let mut given = Given::new();
        // What other desks make as theirs is not proposed.
        let of_others = known.desks.values().map(|other| &other.report).filter(|report| **report != desk.report);
        let of_others = of_others.collect();
        for raw in &file.raw.documents {
            known.reports.expect_but(source, &raw.report, &of_others, problems);
            numbers_once(source, raw, desk, &mut given, problems);
            let mut linker = Linker { source, desk, known, problems: &mut *problems };
            linker.letter_keys(raw);
            let issue = linker.issue(raw);
            if issues.insert(raw.report.get_ref().clone(), issue).is_some() {
                twice(source, &raw.report, "报告", "report", problems);
            }
        }
        all.insert(file.id.clone(), issues);
    }
    all
}

/// The year the number of a period was given in: as written, or that of the day the document is dated when nobody says
/// another.
fn year_of(desk: &Desk, raw: &RawDocument, period: &str) -> Option<i32> {
    let written = raw.years.get(period).and_then(|year| year.get_ref().0.to_string().parse().ok());
    written.or_else(|| Some(desk.due.due(Period::parse(period).ok()?.last_month()).year()))
}

/// A number is given once in a series and a year.
fn numbers_once(source: &Source, raw: &RawDocument, desk: &Desk, given: &mut Given, problems: &mut Problems) {
    let Some(series) = &raw.series else {
        if let Some(number) = raw.numbers.values().next() {
            let said = Said::new("写了序号，缺机关代字 series", "numbers without a series");
            problems.add(source, &number.span(), said);
        }
        return;
    };
    for (period, number) in &raw.numbers {
        let value = number.get_ref().0;
        match given.entry((series.get_ref().clone(), year_of(desk, raw, period), value.to_string())) {
            Entry::Vacant(free) => {
                free.insert((raw.report.get_ref().clone(), period.clone()));
            }
            Entry::Occupied(used) => {
                let (series, (report, by)) = (series.get_ref(), used.get());
                let zh = format!("“{series}”的第{value}号已经用过（{report} 的“{by}”）；请改成登记簿上的序号");
                let en = format!("number {value} of this series is given to {report} for {by} already");
                problems.add(source, &number.span(), Said::new(zh, en));
            }
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
            self.period(raw, period, &number.span());
            numbers.extend(value.map(|value| (period.clone(), value)));
        }
        let years = self.years(raw);
        let copy = raw.copy.as_ref().and_then(|n| self.whole(Some(*n.get_ref()), 1, 999_999, &n.span(), "份号"));
        let prints = raw.prints.as_ref().and_then(|n| self.whole(Some(*n.get_ref()), 1, 99_999, &n.span(), "份数"));
        let reply_days =
            raw.reply_days.as_ref().and_then(|n| self.whole(Some(*n.get_ref()), 1, 60, &n.span(), "工作日"));
        Issue {
            series: self.series(raw),
            numbers,
            years,
            copy: copy.map(|copy| format!("{copy:06}")),
            secrecy,
            urgency: raw.urgency.clone(),
            offices: self.texts(&raw.offices),
            signers: self.signers(raw),
            signed_by: self.text(raw.signed_by.as_ref()),
            to: self.to(raw),
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

    /// 机关代字: brackets, year and number are put to it.
    fn series(&mut self, raw: &RawDocument) -> Option<String> {
        let name = raw.series.as_ref()?;
        let is_more = |c: char| c.is_numeric() || "〔〕[]［］()（）【】{}「」".contains(c);
        if name.get_ref().contains(is_more) || name.get_ref().trim().ends_with('号') {
            let letters: String = name.get_ref().chars().take_while(|c| !is_more(*c)).collect();
            let letters = letters.trim();
            let zh = format!("“{}”里只写机关代字（“{letters}”）；括号、年份和序号由程序加", name.get_ref());
            self.add(&name.span(), Said::new(zh, format!("only the letters \"{letters}\": the year is put to it")));
        }
        self.text(Some(name))
    }

    /// The year of each number: the desk's, or one in which its documents are still made.
    fn years(&mut self, raw: &RawDocument) -> BTreeMap<String, i32> {
        for (period, year) in &raw.years {
            let value = u32::try_from(self.desk.year).unwrap_or_default();
            self.whole(year.get_ref().0.to_string().parse().ok(), value, value + 2, &year.span(), "登记的年份");
            if !raw.numbers.contains_key(period) {
                let zh = format!("“{period}”没有登记序号：在 numbers 里写上，或删去这一年份");
                self.add(&year.span(), Said::new(zh, format!("{period} has no number: write it in numbers")));
            }
        }
        let of = |period: &String| Some((period.clone(), year_of(self.desk, raw, period)?));
        raw.numbers.keys().filter_map(of).collect()
    }

    /// Only a document that goes upwards names them.
    fn signers(&mut self, raw: &RawDocument) -> Vec<String> {
        let report = raw.report.get_ref();
        if let Some(first) = raw.signers.first().filter(|_| !self.known.upward.contains(report.as_str())) {
            let zh = format!(
                "签发人只标注在上行文上（GB/T 9704—2012，7.2.6），“{report}”不是上行文；请删去 signers；\
                 确是上行文的，在 reports/{report}/report.toml 写 upward = true"
            );
            let en =
                format!("signers stand on documents that go upwards only (GB/T 9704-2012, 7.2.6), not on {report}");
            self.add(&first.span(), Said::new(zh, en));
        }
        self.texts(&raw.signers)
    }

    fn to(&mut self, raw: &RawDocument) -> Vec<String> {
        let Some(names) = &raw.to else { return Vec::new() };
        if names.get_ref().is_empty() {
            let zh = "一个主送机关也没有；由措辞定的，删去这一行";
            self.add(&names.span(), Said::new(zh, "nobody: leave the line out for those of the wording"));
        }
        for name in names.get_ref().iter().filter(|name| name.get_ref().trim().ends_with(['：', ':'])) {
            let zh = format!("“{}”末尾的冒号请删去，程序会加", name.get_ref());
            self.add(&name.span(), Said::new(zh, "leave the colon out: it is put there"));
        }
        self.texts(names.get_ref())
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

    /// The period a number is given for; of a letter also the unit it goes to.
    fn period(&mut self, raw: &RawDocument, text: &str, span: &std::ops::Range<usize>) {
        let year = self.desk.year;
        let text = match (text.split_once('/'), Issue::is_of_letter(raw.report.get_ref())) {
            (Some((period, unit)), true) => {
                self.unit(unit, span);
                period
            }
            (None, true) => {
                let zh = format!("函一个单位一份，“{text}”要写明给哪个单位的（{year}-11/411081）");
                let en = format!("a letter goes to one unit: write \"{year}-11/411081\" for \"{text}\"");
                return self.add(span, Said::new(zh, en));
            }
            _ => text,
        };
        if Period::parse(text).ok().is_none_or(|period| period.last_month().year() != year) {
            let zh = format!("“{text}”不是本台的报告期，应写如 {year}-06、{year}-Q2、{year}-H1、{year}");
            self.add(span, Said::new(zh, format!("\"{text}\" is no period of the desk; write {year}-06")));
        }
    }

    fn unit(&mut self, code: &str, span: &std::ops::Range<usize>) {
        let mut codes = self.desk.units.iter().map(|unit| unit.code.as_str());
        if !codes.any(|known| known == code) {
            let said = Said::new(format!("本台没有单位“{code}”"), format!("no unit {code}"));
            self.add(span, said.with_choices(code, self.desk.units.iter().map(|unit| unit.code.as_str())));
        }
    }

    /// To whom a letter goes and who signs it is said by its wording and by desk.toml.
    fn letter_keys(&mut self, raw: &RawDocument) {
        if !Issue::is_of_letter(raw.report.get_ref()) {
            return;
        }
        let given = [
            ("offices", !raw.offices.is_empty()),
            ("signers", !raw.signers.is_empty()),
            ("signed_by", raw.signed_by.is_some()),
            ("to", raw.to.is_some()),
            ("copies_to", !raw.copies_to.is_empty()),
            ("reported_to", !raw.reported_to.is_empty()),
            ("sent_to", !raw.sent_to.is_empty()),
            ("given_to", !raw.given_to.is_empty()),
            ("printed_by", raw.printed_by.is_some()),
            ("prints", raw.prints.is_some()),
            ("summons", raw.summons.is_some()),
            ("reply_days", raw.reply_days.is_some()),
            ("about", raw.about.is_some()),
        ];
        let given: Vec<&str> = given.iter().filter(|(_, is_given)| *is_given).map(|(key, _)| *key).collect();
        if !given.is_empty() {
            let keys = given.join("、");
            let zh = format!("函不用 {keys}：主送、署名、期限由措辞、desk.toml 和报送日历定，请删去");
            self.add(&raw.report.span(), Said::new(zh, format!("a letter has no {}", given.join(", "))));
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
        let file = format!("{folder}{}", name.get_ref());
        let Some(png) = self.known.pictures.get(&file) else {
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
        let place = self.source.position(name.span().start);
        Some(Seal { png: Arc::clone(png), millimetres: width, file, place })
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
