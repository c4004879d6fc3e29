//! The workbooks and the table of figures of a comparison.

use super::Run;
use super::pool::without_desk;
use crate::app::books::{failed, meta, missing_words, output, sheet_of_figures};
use crate::app::edition::Output;
use crate::app::official_book::{self, Imprint};
use crate::app::press::Press;
use crate::app::release::Release;
use crate::app::{Error, figures};
use crate::document::Document;
use crate::model::{Figure, FigureKey, IndicatorId, RegionCode};
use crate::render::csv::{self, CsvField};
use crate::render::xlsx;
use crate::report;

const TRACED: &str = "编号在同一版的 trace.json 里，可查到报表原件的单元格、文件的行或公布的原文。";

impl Run<'_> {
    /// `2021年11月`, or what it is without one.
    fn period_words(&self) -> String {
        self.period.map_or_else(|| "各成员最近一期".to_owned(), report::period_words)
    }

    /// `tables.xlsx`
    pub(super) fn tables(&self, press: &Press, document: &Document) -> Result<Output, Error> {
        let imprint = Imprint {
            office: &self.set.office,
            period: self.period_words(),
            created: self.as_of,
            theme: Some(self.theme),
            traced: TRACED,
            named: &|_| Vec::new(),
            of: &|key| self.source(key),
        };
        Ok(official_book::book(&imprint, press, document)?.0)
    }

    /// What the hidden sheet says of a figure.
    fn source(&self, key: &FigureKey) -> Vec<String> {
        let [region, indicator] = self.names(key);
        let mut row = vec![region, indicator, key.measure.name().to_owned(), report::period_words(key.period)];
        if let Some(figure) = self.book.find(key) {
            row.extend([
                self.book.shown(figure),
                figure.unit.clone(),
                figure.missing.map_or("", missing_words).to_owned(),
                figure.trace.formula.clone(),
                self.pool.operands(figure).join("；"),
            ]);
        }
        row
    }

    /// `figures.csv`: one row a key; the column `desk` has the set.
    pub(super) fn figures_csv(&self) -> Output {
        output("figures.csv", csv::write(&figures::HEADER, self.rows().into_iter()))
    }

    pub(super) fn rows(&self) -> Vec<Vec<CsvField>> {
        let row = |figure: &Figure| figures::row(&self.set.id, self.names(&figure.key), &self.book, figure);
        self.figures().into_iter().map(row).collect()
    }

    /// `data.xlsx`: the figures, how each member stands, and where its value is from.
    pub(super) fn data(&self, document: &Document) -> Result<Output, Error> {
        let figures = sheet_of_figures(self.figures().into_iter(), &self.book, &|key| self.names(key));
        let release = Release { office: &self.set.office, period: self.period_words(), contact: "", traced: TRACED };
        let sheets = [figures, self.standings(), self.sources_sheet()];
        let bytes = xlsx::tidy_book(&sheets, &meta(document, "数据", self.as_of), &release.words(document, self.as_of));
        Ok(output("data.xlsx", bytes.map_err(failed)?))
    }

    /// Of a member or the set, and of what is compared or a figure below it.
    pub(super) fn names(&self, key: &FigureKey) -> [String; 2] {
        let id = key.indicator.as_str();
        let (id, group) = id.split_once('@').map_or((id, None), |(id, group)| (id, Some(group)));
        let name = self.compared_name(&id.into()).unwrap_or_else(|| self.pool.name(self.catalog, &key.indicator));
        let peers = group.and_then(|group| self.set.peers.iter().find(|peers| peers.id == group));
        let name = peers.map_or_else(|| name.clone(), |peers| format!("{name}（{}）", peers.name));
        [self.region(&key.region), name]
    }

    pub(super) fn compared_name(&self, id: &IndicatorId) -> Option<String> {
        self.set.indicators.iter().find(|one| one.id == *id).map(|one| one.name.clone())
    }

    fn region(&self, code: &RegionCode) -> String {
        if code.as_str() == self.set.id { self.set.name.clone() } else { self.member_name(&without_desk(code)) }
    }
}
