//! One value for all that is worth telling a person: code, level, place, operands, advice.

mod cause;
mod code;
mod compare_words;
mod comparison;
mod context;
mod demo_words;
mod edition_words;
mod fill_words;
mod group;
mod id;
mod message;
pub mod near;
mod operand;
mod report_words;
mod said;
mod status;
mod suspect;
mod word;
mod words;

pub use cause::Cause;
pub use code::{CODES, Code};
pub use comparison::Comparison;
pub use context::unmarked;
pub use group::{Group, groups};
pub use id::FindingId;
pub use message::{Arguments, Lang};
pub use operand::FindingOperand;
pub use said::Said;
pub use status::{Explanation, Status};
pub use suspect::Suspect;
pub use words::{say, word};

use crate::model::{IndicatorId, Measure, Month, Place, RegionCode};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 强制: must be corrected before an edition is final.
    Must,
    /// 核实: must be corrected or explained.
    Query,
    /// Recorded, nothing to do.
    Note,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Must, Level::Query, Level::Note];

    pub fn id(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Query => "query",
            Self::Note => "note",
        }
    }
    pub fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Must, Lang::Zh) => "强制",
            (Self::Query, Lang::Zh) => "核实",
            (Self::Note, Lang::Zh) => "提示",
            (level, Lang::En) => level.id(),
        }
    }
}

/// Something worth telling a person, about one place in one return.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Stable, dotted (`sum.mismatch`); listed in `docs/findings.md`.
    pub code: &'static str,
    /// The rule that failed, if a rule did.
    pub rule: Option<String>,
    pub level: Level,
    pub region: Option<RegionCode>,
    pub month: Month,
    pub form: Option<String>,
    pub indicator: Option<IndicatorId>,
    pub measure: Option<Measure>,
    pub place: Place,
    /// What stands in the cell.
    pub raw: Option<String>,
    pub arguments: Arguments,
    /// The two sides of a failed comparison, as printed.
    pub comparison: Option<Comparison>,
    pub operands: Vec<FindingOperand>,
    /// What most likely happened, if undoing it makes the rules hold.
    pub cause: Option<Cause>,
    /// The most likely first.
    pub suspects: Vec<Suspect>,
    /// It is gone once every suspect has the number that is given for it: that was worked out.
    pub mended: bool,
    /// Cells that may be the wrong ones as well, for all that the rules and the months around tell.
    pub alternatives: Vec<Suspect>,
    /// The id of the finding that speaks for all of one root cause; none where it stands alone.
    pub group: Option<String>,
    pub status: Status,
    /// The first month in which it was there without a break, recomputed from the returns.
    pub first_seen: Month,
}

/// Arguments that repeat what stands in a return: they are cut where they are long.
const AS_WRITTEN: [&str; 5] = ["raw", "found", "label", "head", "name"];

/// Arguments that may be a number of the return.
const QUOTED: [&str; 5] = ["raw", "value", "said", "found", "expected"];

impl Finding {
    /// A finding at the level its code has.
    pub fn new(code: &'static str, month: Month, place: Place) -> Self {
        Self {
            code,
            rule: None,
            level: Code::find(code).map_or(Level::Must, |c| c.level),
            region: None,
            month,
            form: None,
            indicator: None,
            measure: None,
            place,
            raw: None,
            arguments: Arguments::default(),
            comparison: None,
            operands: Vec::new(),
            cause: None,
            suspects: Vec::new(),
            mended: false,
            alternatives: Vec::new(),
            group: None,
            status: Status::Open,
            first_seen: month,
        }
    }
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        let value = value.to_string();
        let value = if AS_WRITTEN.contains(&name) { message::short(&value) } else { value };
        self.arguments.push(name, value);
        self
    }
    #[must_use]
    pub fn of(mut self, region: &RegionCode) -> Self {
        self.region = Some(region.clone());
        self
    }
    #[must_use]
    pub fn raw(mut self, raw: &str) -> Self {
        self.raw = Some(message::short(raw));
        self.with("raw", raw)
    }
    #[must_use]
    pub fn about(mut self, indicator: &IndicatorId, measure: Measure) -> Self {
        self.indicator = Some(indicator.clone());
        self.measure = Some(measure);
        self
    }
    /// Takes out what it quotes of the return: where a number may not be printed, no message repeats it.
    pub fn withhold(&mut self) {
        self.raw = None;
        self.comparison = None;
        self.operands.clear();
        self.suspects.clear();
        self.alternatives.clear();
        self.arguments.mask(&QUOTED);
    }
    /// Whether it wants an answer: a note never does, a query until it is explained, a must until it is corrected.
    pub fn is_open(&self) -> bool {
        match self.level {
            Level::Must => true,
            Level::Query => self.status == Status::Open,
            Level::Note => false,
        }
    }
    /// The id of the group it belongs to: its own where it stands alone.
    pub fn group_id(&self) -> String {
        self.group.clone().unwrap_or_else(|| self.id())
    }
    /// The month in which a whole table is that of the month before: its cells need not be told one by one. Findings of
    /// later months may come from it.
    pub fn copied_table(&self) -> Option<Month> {
        let head = FindingId::parse(&self.group_id()).filter(|_| self.cause == Some(Cause::CopiedMonth))?;
        head.place.ends_with("|-").then_some(head.month)
    }
    pub fn headline(&self, lang: Lang) -> String {
        message::headline(self.code, &self.arguments, lang)
    }
    /// The exact formula of the rule that failed, for those who keep the rules.
    pub fn formula(&self) -> Option<&str> {
        self.arguments.get("formula")
    }
    /// The headline without the rule: what is wrong, in a word.
    pub fn title(&self, lang: Lang) -> String {
        message::title(self.code, &self.arguments, lang)
    }
    pub fn advice(&self, lang: Lang) -> String {
        message::advice(self.code, &self.arguments, lang)
    }
    /// The same finding has the same id in every run: it is made of what it is about.
    pub fn id(&self) -> String {
        let text = |part: Option<&str>| part.unwrap_or("-").to_owned();
        let place = self.place.cell.map_or_else(|| "-".to_owned(), |cell| cell.to_string());
        [
            self.code.to_owned(),
            text(self.rule.as_deref()),
            self.month.to_string(),
            text(self.region.as_ref().map(RegionCode::as_str)),
            text(self.place.file.as_deref()),
            text(self.place.sheet.as_deref()),
            place,
            text(self.indicator.as_ref().map(IndicatorId::as_str)),
            text(self.measure.map(Measure::id)),
        ]
        .join("|")
    }
    /// The order in which findings are listed: by unit, then level, then place.
    pub fn order(&self) -> (Month, Level, Option<&str>, &Place, &'static str, Option<&str>, Option<Measure>) {
        let region = self.region.as_ref().map(RegionCode::as_str);
        let rule = self.rule.as_deref();
        (self.month, self.level, region, &self.place, self.code, rule, self.measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_said_in_both_languages_with_the_same_arguments() {
        let names = |text: &str| {
            let mut found: Vec<String> =
                text.split('{').skip(1).filter_map(|p| Some(p.split_once('}')?.0.into())).collect();
            found.sort();
            found
        };
        for code in CODES {
            let (zh, en) = (code.headline(Lang::Zh), code.headline(Lang::En));
            assert!(
                !zh.is_empty()
                    && !en.is_empty()
                    && !code.advice(Lang::Zh).is_empty()
                    && !code.advice(Lang::En).is_empty()
            );
            for name in names(en) {
                let spoken = names(zh).contains(&name) || name == "raw";
                assert!(spoken, "{}: {name} is said in English only", code.id);
            }
            assert_eq!(names(code.advice(Lang::Zh)), names(code.advice(Lang::En)), "{}", code.id);
            assert_eq!(CODES.iter().filter(|other| other.id == code.id).count(), 1, "{}", code.id);
        }
    }
}
