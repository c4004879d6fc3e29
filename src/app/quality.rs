//! 填报质量: the scores of the units as two tables, and as a line on the terminal.

use super::places::{cell_words, file_words};
use super::session::Session;
use crate::assessment::quality::{self, Evidence, Lost, Score, Why};
use crate::catalog::{Per, Scheme};
use crate::finding::Finding;
use crate::ingest::{ReturnRecord, ReturnState};
use crate::model::Decimal;
use crate::render::xlsx::{TidyColumn, TidyKind, TidyNote, TidySheet, TidyValue};

const SCORES: &str = "填报质量";
const GROUNDS: &str = "填报质量依据";

impl Session {
    fn scheme(&self) -> Option<&Scheme> {
        self.catalog.schemes.get(self.desk.quality.as_ref()?)
    }

    /// The scores of the returns owed; none for a desk without a scheme. `findings` are all of everything read.
    pub fn quality(&self, register: &[ReturnRecord], findings: &[Finding]) -> Vec<Score> {
        self.scheme().map_or_else(Vec::new, |scheme| quality::scores(scheme, register, findings))
    }

    /// `87 良好（迟报 3 天 -6，强制性问题 2 组 -6）`
    pub fn quality_line(&self, score: &Score) -> String {
        let part = |lost: &Lost| {
            let count = lost.count;
            format!("{} {count} {} -{}", lost.words, measure_word(lost.per), lost.points.normalize())
        };
        let parts: Vec<String> = score.lost.iter().filter(|lost| !lost.points.is_zero()).map(part).collect();
        let lost = if parts.is_empty() { String::new() } else { format!("（{}）", parts.join("，")) };
        format!("{} {}{lost}", score.points.normalize(), score.band)
    }

    /// `填报质量`, one row a unit and month, and `填报质量依据`, one row for everything that points were lost for.
    pub fn quality_sheets(&self, scores: &[Score]) -> Vec<TidySheet> {
        let Some(scheme) = self.scheme().filter(|_| !scores.is_empty()) else { return Vec::new() };
        let grounds = scores.iter().flat_map(|score| {
            let of = score.lost.iter().flat_map(|lost| lost.evidence.iter().map(move |evidence| (lost, evidence)));
            of.map(|(lost, evidence)| self.ground(score, lost, evidence))
        });
        vec![
            TidySheet {
                name: SCORES.to_owned(),
                columns: score_columns(scheme),
                rows: scores.iter().map(|score| self.score_row(score)).collect(),
                note_rows: notes(scheme),
            },
            TidySheet {
                name: GROUNDS.to_owned(),
                columns: GROUND_COLUMNS.iter().map(|(name, kind)| column(name, *kind)).collect(),
                rows: grounds.collect(),
                note_rows: Vec::new(),
            },
        ]
    }

    fn score_row(&self, score: &Score) -> Vec<TidyValue> {
        let total: Decimal = score.lost.iter().map(|lost| lost.points).sum();
        let mut row = vec![
            text(self.region_name(&score.region)),
            text(score.month.to_string()),
            number(score.points),
            text(score.band.clone()),
            number(total - score.below_least),
        ];
        for lost in &score.lost {
            row.extend([count(lost.count), number(lost.points)]);
        }
        row.push(text(remark(score)));
        row
    }

    fn ground(&self, score: &Score, lost: &Lost, evidence: &Evidence) -> Vec<TidyValue> {
        let finding = evidence.finding.as_ref();
        let place = finding.map(|finding| &finding.place);
        let maybe = |words: Option<String>| words.map_or(TidyValue::Empty, text);
        let lead = finding.map(Finding::id);
        let linked: Vec<&str> =
            evidence.ids.iter().filter(|id| lead.as_ref() != Some(*id)).map(String::as_str).collect();
        let remark = if evidence.taken < evidence.points { "已达封顶，未扣足" } else { "" };
        vec![
            text(self.region_name(&score.region)),
            text(score.month.to_string()),
            text(lost.words.clone()),
            text(self.why(&evidence.why)),
            number(evidence.points),
            number(evidence.taken),
            maybe(place.and_then(file_words)),
            maybe(place.and_then(|place| place.sheet.as_deref()).map(str::to_owned)),
            maybe(place.and_then(cell_words)),
            maybe(finding.map(|finding| finding.headline(self.language()))),
            text(remark.to_owned()),
            maybe(lead.clone()),
            text(linked.join("；")),
        ]
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::Absent(ReturnState::Empty) => "空表，按未报送".to_owned(),
            Why::Absent(_) => "未收到可用的报表".to_owned(),
            Why::Late { submitted, due, days } => format!("{submitted}报出，应于{due}前，迟{days}天"),
            Why::Form => "缺一张表".to_owned(),
            Why::Group(1) => "一处问题".to_owned(),
            Why::Group(count) => format!("同一根源的{count}处问题"),
            Why::Elsewhere(region, month) => {
                format!("根源在{}{month}的报表，已在那里计算", self.region_name(region))
            }
        }
    }
}

fn score_columns(scheme: &Scheme) -> Vec<TidyColumn> {
    use TidyKind::{Number, Text};
    let mut columns = vec![
        column("单位", Text),
        column("月份", Text),
        column("得分", Number),
        column("等次", Text),
        column("扣分合计", Number),
    ];
    for deduction in &scheme.deductions {
        let words = &deduction.words;
        columns.push(column(&format!("{words}（{}）", measure_word(deduction.per)), Number));
        columns.push(column(&format!("{words}扣分"), Number));
    }
    columns.push(column("备注", Text));
    columns
}

const GROUND_COLUMNS: [(&str, TidyKind); 13] = [
    ("单位", TidyKind::Text),
    ("月份", TidyKind::Text),
    ("扣分项", TidyKind::Text),
    ("依据", TidyKind::Text),
    ("应扣", TidyKind::Number),
    ("实扣", TidyKind::Number),
    ("文件", TidyKind::Text),
    ("工作表", TidyKind::Text),
    ("单元格", TidyKind::Text),
    ("问题", TidyKind::Text),
    ("备注", TidyKind::Text),
    ("问题编号", TidyKind::Text),
    ("连带问题编号", TidyKind::Text),
];

/// Caps that held, and the lowest score.
fn remark(score: &Score) -> String {
    let capped = score.lost.iter().filter(|lost| !lost.over_cap.is_zero());
    let mut parts: Vec<String> =
        capped.map(|lost| format!("{}已达封顶，另有{}分未扣", lost.words, lost.over_cap.normalize())).collect();
    if !score.below_least.is_zero() {
        parts.push(format!("已到最低分，另有{}分未扣", score.below_least.normalize()));
    }
    parts.join("；")
}

/// The scheme in words.
fn notes(scheme: &Scheme) -> Vec<TidyNote> {
    let note = |item: String, meaning: String| TidyNote { item, meaning };
    let (start, least) = (scheme.start.normalize(), scheme.least.normalize());
    let mut notes = vec![note(scheme.name.clone(), format!("从{start}分扣起，最低{least}分"))];
    notes.extend(
        scheme
            .bands
            .iter()
            .map(|band| note(format!("等次：{}", band.name), format!("{}分以上", band.from.normalize()))),
    );
    notes.extend(scheme.deductions.iter().map(|deduction| {
        let cap = deduction.cap.map_or_else(String::new, |cap| format!("，最多扣{}分", cap.normalize()));
        let each = format!("每{}扣{}分{cap}", measure_word(deduction.per), deduction.points.normalize());
        note(format!("扣分项：{}", deduction.words), each)
    }));
    notes.push(note("组".to_owned(), "同一根源的几处问题算一组；根源在别的报表的，在那里扣分".to_owned()));
    notes
}

fn measure_word(per: Per) -> &'static str {
    match per {
        Per::MissingReturn => "次",
        Per::LateDay => "天",
        Per::MissingForm => "张",
        Per::MustGroup | Per::QueryGroup => "组",
    }
}

fn column(name: &str, kind: TidyKind) -> TidyColumn {
    TidyColumn { name: name.to_owned(), kind }
}

fn text(words: String) -> TidyValue {
    if words.is_empty() { TidyValue::Empty } else { TidyValue::Text(words) }
}

fn number(value: Decimal) -> TidyValue {
    let value = value.normalize();
    TidyValue::Number(value, value.scale())
}

fn count(n: usize) -> TidyValue {
    TidyValue::Number(Decimal::from(n), 0)
}
