//! What the office decides about a document, as its blocks and its wording have it.

use super::headline::read;
use super::input::World;
use super::{mark, periods, words};
use crate::catalog::Issue;
use crate::document::{Handling, Imprint, Inline, Picture};
use crate::model::RegionCode;
use minijinja::Value;

/// A document's issue, and what it says where the desk says nothing.
pub struct Issued<'a> {
    world: &'a World,
    issue: Option<&'a Issue>,
}

/// Of the report that is made.
pub fn of(world: &World) -> Issued<'_> {
    let issue = world.catalog.issues.get(&world.desk.id).and_then(|issues| issues.get(&world.report.id));
    Issued { world, issue }
}

fn text(text: Option<&String>) -> Vec<Inline> {
    text.map(|text| read(&mark::name(text))).unwrap_or_default()
}

/// 份号, 密级, 紧急程度.
pub fn handling(issue: &Issue) -> Handling {
    Handling {
        copy: text(issue.copy.as_ref()),
        secrecy: text(issue.secrecy.as_ref()),
        urgency: text(issue.urgency.as_ref()),
    }
}

pub fn seal(issue: &Issue, offices: &str) -> Option<Picture> {
    let seal = issue.seal.as_ref()?;
    Some(Picture { png: seal.png.clone(), millimetres: seal.millimetres, alt: format!("{offices}印章") })
}

/// How an office speaks of itself.
fn us(office: &str) -> &'static str {
    match office.chars().next_back() {
        Some('局') => "我局",
        Some('厅') => "我厅",
        Some('部') => "我部",
        Some('委') => "我委",
        _ => "我单位",
    }
}

/// Between the names of offices that issue together.
const BETWEEN: &str = "\u{3000}";
/// More offices than these are not all named in a title.
const IN_TITLE: usize = 2;

/// Who issues, as a title begins: `甲局`, `甲局　乙局`, `甲局等部门`; the one in charge comes first.
fn in_title(offices: &[String]) -> String {
    match offices {
        [first, ..] if offices.len() > IN_TITLE => format!("{first}等部门"),
        _ => offices.join(BETWEEN),
    }
}

/// `甲、乙`, marked; nothing of none.
fn listed(names: &[String]) -> String {
    words::list(names.iter().map(|name| mark::name(name)))
}

impl Issued<'_> {
    pub fn handling(&self) -> Handling {
        self.issue.map(handling).unwrap_or_default()
    }

    pub fn offices(&self) -> Vec<String> {
        let own = || vec![self.world.desk.office.clone()];
        self.issue.map(|issue| issue.offices.clone()).filter(|offices| !offices.is_empty()).unwrap_or_else(own)
    }

    pub fn signers(&self) -> Vec<String> {
        self.issue.map(|issue| issue.signers.clone()).unwrap_or_default()
    }

    /// 发文字号.
    pub fn number(&self) -> Vec<Inline> {
        let year = self.world.as_of.year();
        let number = self.issue.and_then(|issue| issue.number(&self.world.period.to_string(), year));
        number.into_iter().map(Inline::Number).collect()
    }

    /// Whether a body is among those the document goes to; `各县市区民政局` is `各县（市、区）民政局`. A document that
    /// names none goes to all who report.
    pub fn addresses(&self, body: &str) -> bool {
        let plain = |name: &str| name.trim_start_matches('各').replace(['（', '）', '、'], "");
        let to = self.issue.map(|issue| issue.to.as_slice()).unwrap_or_default();
        if to.is_empty() { body.starts_with('各') } else { to.iter().any(|name| plain(name) == plain(body)) }
    }

    /// Whether it goes to every unit: it names none, or a kind of body (`各县（市、区）民政局`).
    pub fn goes_to_all(&self) -> bool {
        let to = self.issue.map(|issue| issue.to.as_slice()).unwrap_or_default();
        to.is_empty() || to.iter().any(|name| name.starts_with('各'))
    }

    /// Whether a unit is among those the document goes to: by its name on a cover, or by its short name in another
    /// (`禹州市` in `禹州市人民政府`).
    pub fn asks(&self, region: &RegionCode) -> bool {
        let to = self.issue.map(|issue| issue.to.as_slice()).unwrap_or_default();
        let unit = self.world.desk.units.iter().find(|unit| unit.code == *region);
        let known = || unit.into_iter().flat_map(|unit| unit.names.iter().cloned());
        let names: Vec<String> = known().chain([self.world.region_name(region)]).collect();
        self.goes_to_all() || to.iter().any(|to| names.iter().any(|name| to.contains(name.as_str())))
    }

    /// The unit a letter is about.
    pub fn about(&self) -> Option<&RegionCode> {
        self.issue?.about.as_ref()
    }

    /// None on a draft: it is not in force, and the room is left.
    pub fn seal(&self) -> Option<Picture> {
        if self.world.draft.is_some() {
            return None;
        }
        seal(self.issue?, &self.offices().join("、"))
    }

    /// 版记: 报, 送, 发, 抄送, 印发机关 and 印发日期, 共印份数.
    pub fn imprint(&self) -> Imprint {
        let Some(issue) = self.issue else { return Imprint::default() };
        let stop = if issue.copies_to.is_empty() { "" } else { "。" };
        let all = [
            ("报：", &issue.reported_to, ""),
            ("送：", &issue.sent_to, ""),
            ("发：", &issue.given_to, ""),
            ("抄送：", &issue.copies_to, stop),
        ];
        let lines = all.into_iter().filter(|(_, names, _)| !names.is_empty()).map(|(label, names, stop)| {
            (vec![Inline::Text(label.to_owned())], read(&format!("{}{stop}", listed(names))))
        });
        let printed = issue.printed_by.as_ref().map(|_| format!("{}印发", periods::day(self.world.as_of)));
        let prints = issue.prints.map(|prints| format!("共印{}份", mark::number(prints)));
        let date = match (printed, prints) {
            (Some(printed), Some(prints)) => format!("{printed}（{prints}）"),
            (printed, prints) => printed.or(prints).unwrap_or_default(),
        };
        Imprint { lines: lines.collect(), office: text(issue.printed_by.as_ref()), date: read(&date) }
    }

    /// What a wording knows as `document`.
    pub fn value(&self) -> Value {
        let offices: Vec<String> = self.offices().iter().map(|name| mark::name(name)).collect();
        let all = || offices.join(BETWEEN);
        let signed_by = self.issue.and_then(|issue| issue.signed_by.as_ref()).map_or_else(all, |name| mark::name(name));
        let number: String = self.number().iter().map(|inline| mark::number(inline.text())).collect();
        let due = &self.world.desk.due;
        let days = self.issue.and_then(|issue| issue.reply_days).or(due.correction_days);
        let day = |days| periods::day(due.working_days_after(self.world.as_of, days));
        let in_time = days.map_or_else(|| "尽快".to_owned(), |days| format!("于{}前", day(days)));
        let printed_by =
            self.issue.and_then(|issue| issue.printed_by.as_ref()).map_or_else(String::new, |it| mark::name(it));
        Value::from_pairs([
            ("number", Value::from(number)),
            ("offices", in_title(&offices).into()),
            ("year", mark::date(&format!("{}年", self.world.as_of.year())).into()),
            ("to", self.issue.map(|issue| listed(&issue.to)).unwrap_or_default().into()),
            ("signed_by", signed_by.into()),
            ("in_time", in_time.into()),
            ("printed_by", printed_by.into()),
            ("us", us(&self.world.desk.office).into()),
            ("all", self.goes_to_all().into()),
        ])
    }
}
