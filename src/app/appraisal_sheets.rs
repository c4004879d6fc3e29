//! 考评 as two tidy tables: the scores, and every target with what it gave.

use super::session::Session;
use crate::assessment::appraisal::{Appraised, Line, LineKind, Scored};
use crate::catalog::Appraisal;
use crate::model::Exact;
use crate::render::xlsx::{TidyColumn, TidyKind, TidyNote, TidySheet, TidyValue};

use TidyKind::{Number, Text};

const SCORES: [(&str, TidyKind); 12] = [
    ("period", Text),
    ("scheme", Text),
    ("region_code", Text),
    ("region", Text),
    ("score", Number),
    ("band", Text),
    ("rank", Number),
    ("possible", Number),
    ("deducted", Number),
    ("added", Number),
    ("carried", Number),
    ("remarks", Text),
];

const LINES: [(&str, TidyKind); 14] = [
    ("period", Text),
    ("region_code", Text),
    ("region", Text),
    ("kind", Text),
    ("item", Text),
    ("target", Text),
    ("target_name", Text),
    ("target_value", Number),
    ("actual", Number),
    ("due", Number),
    ("unit", Text),
    ("weight", Number),
    ("points", Number),
    ("why", Text),
];

impl Session {
    pub(super) fn appraisal_sheets(&self, appraised: &Appraised) -> Vec<TidySheet> {
        let Some(scheme) = self.catalog.appraisals.get(&appraised.scheme) else { return Vec::new() };
        let of = |scored: &Scored| {
            let code = scored.region.clone();
            let row = |line: &Line| self.appraisal_line(appraised, &code, line);
            scored.lines.iter().map(row).collect::<Vec<_>>()
        };
        vec![
            sheet(
                "appraisal",
                &SCORES,
                appraised.scores.iter().map(|s| self.score(appraised, s)).collect(),
                notes(scheme),
            ),
            sheet("appraisal_lines", &LINES, appraised.scores.iter().flat_map(of).collect(), Vec::new()),
        ]
    }

    fn score(&self, appraised: &Appraised, scored: &Scored) -> Vec<TidyValue> {
        vec![
            text(appraised.period),
            text(&appraised.scheme),
            text(&scored.region),
            text(self.region_name(&scored.region)),
            number(scored.points),
            text(&scored.band),
            number(scored.place.map(Exact::from_int)),
            number(Some(scored.possible)),
            number(Some(scored.deducted)),
            number(Some(scored.added)),
            number(scored.carried),
            text(scored.remarks.join("；")),
        ]
    }

    fn appraisal_line(&self, appraised: &Appraised, code: &crate::model::RegionCode, line: &Line) -> Vec<TidyValue> {
        let kind = match line.kind {
            LineKind::Item => "得分",
            LineKind::Deduction => "扣分",
            LineKind::Bonus => "加分",
        };
        vec![
            text(appraised.period),
            text(code),
            text(self.region_name(code)),
            text(kind),
            text(&line.words),
            text(&line.target),
            text(&line.name),
            number(line.target_value),
            number(line.actual),
            number(line.due),
            text(&line.unit),
            number(line.weight),
            number(line.points),
            text(&line.why),
        ]
    }
}

/// The scheme in words.
fn notes(scheme: &Appraisal) -> Vec<TidyNote> {
    let note = |item: String, meaning: String| TidyNote { item, meaning };
    let full = scheme.full().normalize();
    let mut notes = vec![note(
        scheme.name.clone(),
        format!("满分{full}；得分＝Σ分值×完成比（实际÷序时应达，最高{}倍）÷可计分值×满分", scheme.cap.normalize()),
    )];
    let band = |band: &crate::catalog::SchemeBand| {
        note(format!("等次：{}", band.name), format!("{}分以上", band.from.normalize()))
    };
    notes.extend(scheme.bands.iter().map(band));
    notes.extend(
        scheme.items.iter().map(|i| note(format!("得分项：{}", i.words), format!("{}分", i.points.normalize()))),
    );
    notes.extend(scheme.deductions.iter().map(|one| {
        let cap = one.cap.map_or_else(String::new, |cap| format!("，最多扣{}分", cap.normalize()));
        note(format!("扣分项：{}", one.words), format!("每个扣{}分{cap}", one.points.normalize()))
    }));
    notes.extend(scheme.bonuses.iter().map(|one| {
        let words = format!("达到序时应达的{}%加{}分", one.at.normalize(), one.points.normalize());
        note(format!("加分项：{}", one.words), words)
    }));
    if let Some(carried) = scheme.carried {
        let words = format!("占得分的{}%，缺的期不计入平均", carried.percent.normalize());
        notes.push(note(format!("各{}得分的平均", carried.of.name()), words));
    }
    notes
}

fn sheet(name: &str, names: &[(&str, TidyKind)], rows: Vec<Vec<TidyValue>>, note_rows: Vec<TidyNote>) -> TidySheet {
    let column = |(name, kind): &(&str, TidyKind)| TidyColumn { name: (*name).to_owned(), kind: *kind };
    TidySheet { name: name.to_owned(), columns: names.iter().map(column).collect(), rows, note_rows }
}

fn text(words: impl ToString) -> TidyValue {
    let words = words.to_string();
    if words.is_empty() { TidyValue::Empty } else { TidyValue::Text(words) }
}

fn number(value: Option<Exact>) -> TidyValue {
    let value = value.and_then(Exact::to_text).and_then(|text| text.parse::<crate::model::Decimal>().ok());
    value.map_or(TidyValue::Empty, |value| TidyValue::Number(value, value.scale()))
}
