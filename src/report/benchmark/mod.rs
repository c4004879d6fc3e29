//! Where members stand, told: a bulletin of one page, and the tables it is taken from.

use super::error::ReportError;
use crate::benchmark::{Benchmark, Observed};
use crate::catalog::{Catalog, Comparison, Letter, Theme};
use crate::document::{Block, Document, Inline, Meta};
use crate::model::{Date, Period};
use crate::statistics::FigureBook;
use std::sync::Arc;

/// All that the page is made of.
#[derive(Clone, Copy)]
pub struct BenchmarkInput<'a> {
    pub catalog: &'a Catalog,
    pub theme: &'a Theme,
    pub set: &'a Comparison,
    pub benchmark: &'a Benchmark,
    pub observed: &'a [Observed],
    /// Of the benchmark, of the members' sources, and of the period before where places are compared.
    pub figures: &'a Arc<FigureBook>,
    /// 成文日期.
    pub as_of: Date,
    /// None: each member stands at its own day.
    pub period: Option<Period>,
}

/// The document of a comparison set.
///
/// # Errors
/// A fault of the wording, with file and line.
pub fn benchmark(input: &BenchmarkInput<'_>) -> Result<Document, ReportError> {
    let title = input.set.name.clone();
    let meta = Meta {
        title: title.clone(),
        issuer: input.set.office.clone(),
        language: "zh-CN".to_owned(),
        draft_mark: None,
        notice: input.set.notice.clone(),
    };
    Ok(Document { meta, blocks: vec![Block::Title(vec![Inline::Text(title)])] })
}

/// What can be told of the wording of a comparison before there is anything to say.
///
/// # Errors
/// The first fault, with its line.
pub fn check_benchmark(_wording: &Letter) -> Result<(), ReportError> {
    Ok(())
}
