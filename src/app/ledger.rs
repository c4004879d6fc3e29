//! The ledger of work in an edition: `ledger.xlsx`, its tidy sheet, and what contradicts itself in it.

use super::edition::Output;
use super::error::Error;
use super::session::Session;
use crate::assessment::Assessed;
use crate::assessment::ledger::{self, Ledger, LedgerItem};
use crate::document::Table;
use crate::model::{Decimal, Period};
use crate::render::xlsx::{self, BookMeta, OfficialBook, TidyColumn, TidyKind, TidySheet, TidyValue};
use crate::report;

impl Session {
    /// Of a desk that has a plan.
    pub(super) fn ledger(&self, assessed: &Assessed, period: Period) -> Option<Ledger> {
        let plan = self.catalog.plans.get(&self.desk.id)?;
        Some(ledger::ledger(plan, &self.desk.region, assessed, period))
    }
}

/// `ledger.xlsx`
///
/// # Errors
/// A workbook that cannot be written.
pub fn book(ledger: &Ledger, tables: &[Table], meta: BookMeta, period: Period) -> Result<Output, Error> {
    let meta = BookMeta { title: ledger.title.clone(), subject: "工作台账".to_owned(), ..meta };
    let book = xlsx::tables_book(&OfficialBook {
        office: format!("编制单位：{}", meta.author),
        period: report::period_words(period),
        foot: String::new(),
        meta: &meta,
        tables,
        cover: None,
        notes: Vec::new(),
        charts: &[],
        pictures: &[],
        named: Vec::new(),
        sources: None,
    });
    let book = book.map_err(|e| Error::new("error.document").with("reason", e.to_string()))?;
    Ok(Output { kind: "ledger.xlsx".into(), path: "ledger.xlsx".to_owned(), bytes: book.bytes.into() })
}

const COLUMNS: [(&str, TidyKind); 17] = [
    ("period", TidyKind::Text),
    ("item", TidyKind::Text),
    ("number", TidyKind::Text),
    ("section", TidyKind::Text),
    ("name", TidyKind::Text),
    ("targets", TidyKind::Text),
    ("deadline", TidyKind::Text),
    ("status", TidyKind::Text),
    ("overdue_days", TidyKind::Number),
    ("due_soon", TidyKind::Text),
    ("stage", TidyKind::Text),
    ("late_stage", TidyKind::Text),
    ("said_month", TidyKind::Text),
    ("evidence", TidyKind::Text),
    ("lead", TidyKind::Text),
    ("leader", TidyKind::Text),
    ("responsible", TidyKind::Text),
];

/// One item a row.
pub fn sheet(ledger: &Ledger, period: Period) -> TidySheet {
    let column = |(name, kind): (&str, TidyKind)| TidyColumn { name: name.to_owned(), kind };
    TidySheet {
        name: "ledger".to_owned(),
        columns: COLUMNS.into_iter().map(column).collect(),
        rows: ledger.items.iter().map(|one| row(one, period)).collect(),
        note_rows: Vec::new(),
    }
}

fn row(one: &LedgerItem, period: Period) -> Vec<TidyValue> {
    let text = |text: &str| TidyValue::Text(text.to_owned());
    let maybe = |text: Option<&str>| TidyValue::Text(text.unwrap_or_default().to_owned());
    let (item, said) = (&one.item, one.said.as_ref());
    let days = one.overdue().map_or(TidyValue::Empty, |days| TidyValue::Number(Decimal::from(days), 0));
    vec![
        text(&period.to_string()),
        text(&item.id),
        text(&item.number),
        maybe(item.section.as_deref()),
        text(&item.name),
        text(&item.targets.join(" ")),
        text(&item.deadline.to_string()),
        text(one.status.id()),
        days,
        text(if one.due_soon { "true" } else { "false" }),
        maybe(said.and_then(|said| said.stage.as_deref())),
        maybe(one.late_stage.as_ref().map(|stage| stage.name.as_str())),
        maybe(said.map(|said| said.month.to_string()).as_deref()),
        maybe(said.map(|said| said.evidence.as_str())),
        text(&item.lead),
        maybe(item.leader.as_deref()),
        text(&item.responsible),
    ]
}
