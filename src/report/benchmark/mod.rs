//! Where members stand, told: a bulletin of one page, and the tables it is taken from. The words are data; a table or a
//! chart is called by its name.

mod boxes;
mod charts;
mod days;
mod moves;
mod own;
mod radar;
mod reasons;
mod tables;
mod terms;
#[cfg(test)]
mod tests;
mod told;
mod view;

use super::directive::Directives;
use super::error::ReportError;
use super::functions;
use super::parse::{self, Called, Results};
use super::template::Wording;
use crate::benchmark::{Benchmark, Observed};
use crate::catalog::{Catalog, Compared, Comparison, Letter, Theme};
use crate::document::{Block, Document, Inline, Meta, Table, plain_text};
use crate::finding::Said;
use crate::model::{Date, Period};
use crate::statistics::FigureBook;
use std::sync::Arc;
use view::View;

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
    /// 成文日期; None where no source tells a day by which all of them were there.
    pub as_of: Option<Date>,
    /// None: each member stands at its own day.
    pub period: Option<Period>,
}

/// The document of a comparison set.
///
/// # Errors
/// A fault of the wording, with file and line.
pub fn benchmark(input: &BenchmarkInput<'_>) -> Result<Document, ReportError> {
    let view = View { input: *input };
    let wording = &input.set.wording;
    let rendered = of(wording).render(|environment| {
        functions::add_words(environment);
        for (name, value) in told::globals(&view) {
            environment.add_global(name, value);
        }
    })?;
    let blocks = parse::of_results(&view, (&wording.wording_file, &wording.wording), &[], &rendered)?;
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(plain_text(text)),
        _ => None,
    });
    let meta = Meta {
        title: title.unwrap_or_else(|| input.set.name.clone()),
        issuer: input.set.office.clone(),
        language: "zh-CN".to_owned(),
        draft_mark: None,
        notice: input.set.notice.clone(),
    };
    Ok(Document { meta, blocks })
}

fn of(wording: &Letter) -> Wording<'_> {
    let charts = vec![charts::HEAT, charts::AHEAD, radar::RADAR];
    let directives = Directives::of_comparisons(tables::NAMES, charts);
    Wording { file: &wording.wording_file, text: &wording.wording, constants: &[], directives }
}

/// What can be told of the wording of a comparison before there is anything to say.
///
/// # Errors
/// The first fault, with its line.
pub fn check_benchmark(wording: &Letter) -> Result<(), ReportError> {
    of(wording).check()
}

/// The thing compared that the letters in an id name.
fn by_letters<'a>(view: &View<'a>, letters: &str) -> Option<&'a Compared> {
    view.input.set.indicators.get(charts::position(view, letters)?)
}

impl Results for View<'_> {
    fn unknown(&self, what: &str) -> Said {
        Said::new(
            format!("“{what}”既不是对标的数、日期、编号，也不是这一页的表或图"),
            format!("\"{what}\" is no figure, date or numbering, nor a table or chart of this page"),
        )
    }
    fn tables(&self, id: &str, title: &[Inline]) -> Option<Vec<Table>> {
        tables::named(self, id, title).map(|table| vec![table])
    }
    fn call(&self, called: &mut Called<'_>) -> Result<Option<Vec<Block>>, Said> {
        let parts = &mut called.parts;
        let block = match (called.name, called.id) {
            ("masthead", _) => Block::Masthead {
                name: plain_text(&parts.part()),
                issue: parts.part(),
                issuer: self.input.set.office.clone(),
                date: parts.part(),
            },
            ("keyfigures", _) => {
                let boxes = boxes::figures(self);
                return Ok(Some(if boxes.is_empty() { Vec::new() } else { vec![Block::KeyFigures(boxes)] }));
            }
            ("chart", Some(id)) => {
                let (title, subtitle) = ((called.number)(id, parts.part()), parts.part());
                let chart = charts::named(self, id, title, subtitle);
                Block::Chart(chart.ok_or_else(|| nothing_to_draw(id))?)
            }
            _ => return Ok(None),
        };
        Ok(Some(vec![block]))
    }
}

fn nothing_to_draw(id: &str) -> Said {
    if id == radar::RADAR {
        return Said::new(
            "没有雷达图可画：对标集要写 [radar]，其中排名的指标不少于 3 项；先用 {% if radar %} 判断",
            "no radar to draw: the set wants a [radar] of which at least 3 things are ranked; ask first ({% if radar %})",
        );
    }
    Said::new(
        format!("没有图“{id}”，或它没有可画的数：先用 {{% if %}} 判断（one.ranked、ranked、slopes）"),
        format!("there is no chart \"{id}\", or nothing to draw in it: ask first (one.ranked, ranked, slopes)"),
    )
}
