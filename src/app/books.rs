//! The workbooks and tables of an edition.

use super::edition::Output;
use super::error::Error;
use super::figures::Selection;
use super::findings_book::FindingsBook;
use super::release::Release;
use super::session::Session;
use crate::assessment::Assessment;
use crate::document::Document;
use crate::ingest::{ReturnRecord, ReturnState};
use crate::model::{Date, Decimal, Exact, Figure, FigureKey, Missing, Period, Rounding};
use crate::render::csv::{self, CsvField};
use crate::render::xlsx::{self, BookMeta, TidyColumn, TidyKind, TidyNote, TidySheet, TidyValue};
use crate::report;
use crate::statistics::FigureBook;
use std::str::FromStr;

pub(super) fn output(kind: &'static str, bytes: Vec<u8>) -> Output {
    Output { kind: kind.into(), path: kind.to_owned(), bytes: bytes.into() }
}

pub(super) fn failed(error: impl ToString) -> Error {
    Error::new("error.document").with("reason", error.to_string())
}

pub(super) fn meta(document: &Document, subject: &str, created: Date) -> BookMeta {
    BookMeta {
        title: document.meta.title.clone(),
        subject: subject.to_owned(),
        author: document.meta.issuer.clone(),
        notice: document.meta.notice.clone(),
        draft: document.meta.draft_mark.clone(),
        created,
    }
}

const ASSESSED: [&str; 19] = [
    "desk",
    "period",
    "target",
    "indicator",
    "region_code",
    "region",
    "comparator",
    "target_value",
    "actual",
    "completion",
    "due",
    "gap",
    "pace",
    "projection",
    "band",
    "status",
    "deadline",
    "responsible",
    "lead",
];

fn number(value: Option<Exact>) -> String {
    value.and_then(Exact::to_text).unwrap_or_default()
}

/// The columns of an assessment, each as text and whether it is a number.
fn assessment_row(session: &Session, period: Period, a: &Assessment) -> Vec<(String, bool)> {
    let text = |s: &str| (s.to_owned(), false);
    let exact = |value| (number(value), true);
    vec![
        text(&session.desk.id),
        text(&period.to_string()),
        text(&a.target),
        text(a.indicator.as_str()),
        text(a.region.as_str()),
        text(&session.region_name(&a.region)),
        text(a.comparator.id()),
        exact(a.target_value),
        exact(a.actual),
        exact(a.completion),
        exact(a.due),
        exact(a.gap),
        exact(a.pace),
        exact(a.projection),
        text(a.band.id()),
        text(a.status.id()),
        text(&a.deadline.to_string()),
        text(&a.responsible),
        text(&a.lead_with_leader()),
        text(&a.source),
    ]
}

fn assessed_header() -> Vec<&'static str> {
    ASSESSED.iter().copied().chain(["source"]).collect()
}

/// `assessments.csv`.
pub fn assessments(session: &Session, period: Period, list: &[Assessment]) -> Output {
    let field =
        |(text, is_number): (String, bool)| if is_number { CsvField::Number(text) } else { CsvField::Text(text) };
    let rows = list.iter().map(|a| assessment_row(session, period, a).into_iter().map(field).collect());
    output("assessments.csv", csv::write(&assessed_header(), rows))
}

/// `figures.csv` of one period.
pub fn figures(session: &Session, book: &FigureBook, period: Period) -> Output {
    let selection = Selection { periods: vec![period], ..Selection::default() };
    output("figures.csv", session.figures_csv(book, &selection))
}

pub(super) fn tidy_number(text: &str) -> TidyValue {
    match Decimal::from_str(text) {
        Ok(value) => TidyValue::Number(value, value.scale()),
        Err(_) => TidyValue::Empty,
    }
}

pub(super) fn columns(names: &[(&str, bool)]) -> Vec<TidyColumn> {
    let kind = |is_number| if is_number { TidyKind::Number } else { TidyKind::Text };
    names.iter().map(|(name, is_number)| TidyColumn { name: (*name).to_owned(), kind: kind(*is_number) }).collect()
}

/// `data.xlsx`: figures, assessments and more (the register, balances, scores), one tidy table a sheet, after a cover,
/// contents and notes.
pub fn data(
    session: &Session,
    document: &Document,
    book: &FigureBook,
    (period, created): (Period, Date),
    assessed: &[Assessment],
    more: &[TidySheet],
) -> Result<Output, Error> {
    let mut sheets = vec![figures_sheet(session, book, period), assessments_sheet(session, period, assessed)];
    sheets.extend_from_slice(more);
    let letters = session.desk.letters.as_ref();
    let about = Release {
        office: &session.desk.office,
        period: format!("{}（{period}）", report::period_words(period)),
        contact: letters.map(|letters| letters.contact.as_str()).unwrap_or_default(),
        traced: "trace 栏是每个数的编号；凭编号运行 yuebao trace，可查到报表原件的单元格。",
    };
    let release = about.words(document, created);
    let bytes = xlsx::tidy_book(&sheets, &meta(document, "数据", created), &release).map_err(failed)?;
    Ok(output("data.xlsx", bytes))
}

fn figures_sheet(session: &Session, book: &FigureBook, period: Period) -> TidySheet {
    let names = |key: &FigureKey| [session.region_name(&key.region), session.indicator_name(&key.indicator)];
    sheet_of_figures(book.iter().filter(|figure| figure.key.period == period), book, &names)
}

/// The sheet `figures`; `named` gives the names of a figure's region and of its indicator.
pub(super) fn sheet_of_figures<'f>(
    figures: impl Iterator<Item = &'f Figure>,
    book: &FigureBook,
    named: &dyn Fn(&FigureKey) -> [String; 2],
) -> TidySheet {
    let names = [
        ("period", false),
        ("region_code", false),
        ("region", false),
        ("indicator", false),
        ("indicator_name", false),
        ("measure", false),
        ("value", true),
        ("unit", false),
        ("shown", false),
        ("missing", false),
        ("trace", false),
        ("places", true),
        ("shorthand", false),
    ];
    let text = |s: String| TidyValue::Text(s);
    let row = |figure: &Figure| {
        let key = &figure.key;
        let [region, indicator] = named(key);
        vec![
            text(key.period.to_string()),
            text(key.region.to_string()),
            text(region),
            text(key.indicator.to_string()),
            text(indicator),
            text(key.measure.to_string()),
            tidy_number(&figure.exact_text()),
            text(figure.unit.clone()),
            text(book.shown(figure)),
            text(figure.missing.map_or("", Missing::id).to_owned()),
            text(key.to_string()),
            TidyValue::Number(Decimal::from(figure.places), 0),
            text(figure.missing.map_or("", shorthand).to_owned()),
        ]
    };
    let rows = figures.map(row).collect();
    TidySheet { name: "figures".to_owned(), columns: columns(&names), rows, note_rows: missing_notes(book.rounding()) }
}

/// The symbols of statistical releases for what is missing.
fn shorthand(missing: Missing) -> &'static str {
    match missing {
        Missing::NotReported | Missing::Unreadable => "[x]",
        Missing::NotApplicable => "[z]",
        Missing::Suppressed => "[c]",
        Missing::Incomplete => "[p]",
    }
}

pub(super) fn missing_words(missing: Missing) -> &'static str {
    match missing {
        Missing::NotReported => "未报",
        Missing::NotApplicable => "不适用",
        Missing::Suppressed => "不宜公布",
        Missing::Unreadable => "无法识别",
        Missing::Incomplete => "合计不完整",
    }
}

/// What the words of the column `missing` mean.
fn missing_notes(rounding: Rounding) -> Vec<TidyNote> {
    let note = |item: &str, meaning: &str| TidyNote { item: item.to_owned(), meaning: meaning.to_owned() };
    vec![
        note("missing = not_reported", "未报"),
        note("missing = not_applicable", "不适用（如分母为零）"),
        note("missing = suppressed", "因数值过小不予公布"),
        note("missing = unreadable", "单元格无法读作数字"),
        note("missing = incomplete", "合计缺少部分单位；value 是已报部分之和"),
        note("shorthand = [x]", "没有数：未报，或上报内容无法识别（分别见 missing）"),
        note("shorthand = [z]", "不适用"),
        note("shorthand = [c]", "不宜公布"),
        note("shorthand = [p]", "合计不完整，补报后会变"),
        note("value", "准确值；除不尽的取十二位小数"),
        note("places", "印出的小数位数"),
        note("shown", &format!("印出的写法；{}，一次舍到位", rounding.name())),
    ]
}

fn assessments_sheet(session: &Session, period: Period, list: &[Assessment]) -> TidySheet {
    let numeric = ["target_value", "actual", "completion", "due", "gap", "pace", "projection"];
    let names: Vec<(&str, bool)> = assessed_header().into_iter().map(|name| (name, numeric.contains(&name))).collect();
    let value = |(text, is_number): (String, bool)| if is_number { tidy_number(&text) } else { TidyValue::Text(text) };
    let rows = list.iter().map(|a| assessment_row(session, period, a).into_iter().map(value).collect()).collect();
    TidySheet { name: "assessments".to_owned(), columns: columns(&names), rows, note_rows: Vec::new() }
}

/// How a return stands, as a desk says it.
pub(super) fn state_words(state: ReturnState) -> &'static str {
    match state {
        ReturnState::OnTime => "已报",
        ReturnState::Undated => "未注明日期",
        ReturnState::Late => "迟报",
        ReturnState::Empty => "空表",
        ReturnState::Missing => "缺报",
    }
}

pub(super) fn register_sheet(session: &Session, register: &[ReturnRecord]) -> TidySheet {
    let names = [
        ("period", false),
        ("region_code", false),
        ("region", false),
        ("state", false),
        ("submitted", false),
        ("due", false),
        ("file", false),
    ];
    let row = |entry: &ReturnRecord| {
        let cells = [
            entry.month.to_string(),
            entry.region.to_string(),
            session.region_name(&entry.region),
            state_words(entry.state).to_owned(),
            entry.submitted.map(|date| date.to_string()).unwrap_or_default(),
            entry.due.to_string(),
            entry.file.as_deref().unwrap_or_default().to_owned(),
        ];
        cells.into_iter().map(TidyValue::Text).collect()
    };
    TidySheet {
        name: "returns".to_owned(),
        columns: columns(&names),
        rows: register.iter().map(row).collect(),
        note_rows: Vec::new(),
    }
}

/// `findings.json` and `findings.xlsx`.
pub fn findings(
    document: &Document,
    period: Period,
    book: &FindingsBook<'_>,
    created: Date,
) -> Result<[Output; 2], Error> {
    let json = book.session.findings_json(&[period], book.findings);
    let bytes = xlsx::list_book(&book.lists(), &meta(document, "审核问题", created)).map_err(failed)?;
    Ok([output("findings.json", json), output("findings.xlsx", bytes)])
}
