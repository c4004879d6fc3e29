//! The bureau's own figures as facts of its own unit: each comes from a line of the desk's file, and quotes the document.

use crate::catalog::{Catalog, Desk, OwnFigure, OwnFigures};
use crate::model::{Cell, Fact, Month, Source, Value};
use std::sync::Arc;

/// Those of these months.
pub(super) fn own_facts(catalog: &Catalog, desk: &Desk, months: &[Month]) -> Vec<Fact> {
    let Some((own, unit)) = catalog.own_figures.get(&desk.id).zip(desk.units.iter().find(|unit| unit.own)) else {
        return Vec::new();
    };
    let wanted = own.figures.iter().filter(|figure| months.contains(&figure.month));
    let fact = |figure: &OwnFigure| Fact {
        region: unit.code.clone(),
        month: figure.month,
        indicator: figure.indicator.clone(),
        measure: figure.measure,
        form: None,
        value: Value::Number(figure.value),
        source: Some(source(own, figure)),
    };
    wanted.map(fact).collect()
}

/// The line takes the place of a row, the document that of a sheet.
fn source(own: &OwnFigures, figure: &OwnFigure) -> Source {
    Source {
        file: own.file.as_str().into(),
        sha256: own.sha256.as_str().into(),
        sheet: Arc::from(figure.document.as_str()),
        cell: Cell::new(figure.line.saturating_sub(1), 0),
        raw: Arc::from(figure.quote.as_str()),
    }
}
