//! Document → pages and pictures.

use super::edition::{Face, Output};
use super::error::Error;
use super::faces::{Faces, LackingFace};
use super::session::Setting;
use crate::canvas::{Frame, Mark};
use crate::catalog::{Catalog, Theme};
use crate::chart;
use crate::document::{Block, ChartSpec, Document};
use crate::fonts::{FaceNo, FontSet};
use crate::model::Date;
use crate::render::{pdf, raster, svg};
use crate::typeset::{self, PageStyle, Typeset};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Picture size: as wide as the text area of an official page (GB/T 9704-2012, 5.2.1), in points; 3 pixels a point.
const CHART_WIDTH: f64 = 442.2;
const CHART_LINE: f64 = 28.99;
const PIXELS_PER_POINT: f64 = 3.0;

/// A chart on a sheet of its own, and its picture.
pub(super) struct Drawn {
    pub frame: Frame,
    pub marks: Vec<Mark>,
    pub png: Arc<[u8]>,
}

/// Faces and colours, ready to print.
pub struct Press {
    pub(super) fonts: FontSet,
    pub(super) style: PageStyle,
    /// As the manifest lists them.
    listed: Vec<Face>,
    /// Faces that were preferred and are not there.
    pub lacking: Vec<LackingFace>,
    used: Mutex<BTreeSet<FaceNo>>,
    /// Of each report that was printed, by the name of its file.
    pages: Mutex<BTreeMap<String, usize>>,
}

impl Press {
    /// Reads the faces.
    ///
    /// # Errors
    /// No usable face, or a file that is no font.
    pub fn new(setting: Setting<'_>, theme: &Theme) -> Result<Self, Error> {
        let Faces { data, listed, lacking } = Faces::of(setting)?;
        let fonts = FontSet::new(data).map_err(|e| Error::new("error.font").with("reason", e))?;
        let mut style = PageStyle::of_theme(theme).map_err(|e| Error::new("error.document").with("reason", e))?;
        style.words.extend(names(setting.catalog));
        Ok(Self { fonts, style, listed, lacking, used: Mutex::default(), pages: Mutex::default() })
    }

    /// The faces that have printed something, in the order in which they are asked.
    pub fn faces(&self) -> Vec<Face> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.iter().filter_map(|no| self.listed.get(no.0).cloned()).collect()
    }

    /// How many pages a report was printed on.
    pub fn pages(&self, name: &str) -> Option<usize> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied()
    }

    fn note<'m>(&self, marks: impl IntoIterator<Item = &'m Mark>) {
        let used = self.fonts.used(marks);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).extend(used);
    }

    /// A report as PDF and as DOCX, named `briefing` or by the report's id; its pages are set once for both.
    ///
    /// # Errors
    /// A character no face has; a document that cannot be set; a file that cannot be written.
    pub fn report(&self, document: &Document, as_of: Date, name: &str) -> Result<[Output; 2], Error> {
        let set = self.set(document)?;
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), set.pages.len());
        let output = |ending: &str, bytes| {
            let path = format!("{name}.{ending}");
            Output { kind: path.clone().into(), path, bytes }
        };
        let pdf = output("pdf", self.print(&set, document, as_of)?);
        Ok([pdf, output("docx", self.docx(document, &set.choices, as_of)?)])
    }

    /// A letter as PDF. What it quotes may hold characters that no face has: they become 〓.
    ///
    /// # Errors
    /// As [`Press::report`].
    pub fn letter(&self, document: &Document, as_of: Date) -> Result<Arc<[u8]>, Error> {
        let mut document = document.clone();
        document.each_quote(|text| *text = self.fonts.printable(text));
        self.print(&self.set(&document)?, &document, as_of)
    }

    /// The pages of a document.
    pub(super) fn set(&self, document: &Document) -> Result<Typeset, Error> {
        let set = typeset::typeset(document, &self.fonts, &self.style);
        set.map_err(|e| Error::new("error.document").with("reason", e))
    }

    fn print(&self, set: &Typeset, document: &Document, as_of: Date) -> Result<Arc<[u8]>, Error> {
        self.note(set.pages.iter().flat_map(|page| &page.marks));
        let info = pdf::PdfInfo {
            title: document.meta.title.clone(),
            author: document.meta.issuer.clone(),
            subject: document.meta.notice.clone().unwrap_or_default(),
            keywords: String::new(),
            date: as_of,
            language: document.meta.language.clone(),
        };
        let bytes = pdf::render(set, &self.fonts, &info);
        Ok(bytes.map_err(|e| Error::new("error.document").with("reason", e))?.into())
    }

    /// Every chart as SVG and PNG.
    ///
    /// # Errors
    /// A character no face has.
    pub fn charts(&self, document: &Document) -> Result<Vec<Output>, Error> {
        let mut outputs = Vec::new();
        for block in &document.blocks {
            if let Block::Chart(spec) = block {
                outputs.extend(self.chart(spec, document)?);
            }
        }
        Ok(outputs)
    }

    fn chart(&self, spec: &ChartSpec, document: &Document) -> Result<[Output; 2], Error> {
        let failed = |reason: String| Error::new("error.document").with("reason", reason);
        let Drawn { frame, marks, png } = self.drawn(spec, height(spec.lines), PIXELS_PER_POINT)?;
        self.note(&marks);
        let title = crate::document::plain_text(&spec.title);
        let notice = document.meta.notice.as_deref().unwrap_or_default();
        let description = format!("{}{notice}", spec.alt());
        let svg = svg::render(&marks, frame.width, frame.height, &title, description.trim(), &self.fonts);
        let svg = svg.map_err(|e| failed(e.to_string()))?;
        let output = |kind: &'static str, ending, bytes: Arc<[u8]>| Output {
            kind: kind.into(),
            path: format!("charts/{}.{ending}", spec.id),
            bytes,
        };
        Ok([output("chart.svg", "svg", svg.into_bytes().into()), output("chart.png", "png", png)])
    }

    /// A chart as wide as the text area and as high as asked for, or as it needs to be.
    ///
    /// # Errors
    /// A picture that cannot be written.
    pub(super) fn drawn(&self, spec: &ChartSpec, height: f64, pixels_per_point: f64) -> Result<Drawn, Error> {
        let least = chart::least_height(spec, CHART_WIDTH, &self.fonts, &self.style.chart);
        let frame = Frame { x: 0.0, y: 0.0, width: CHART_WIDTH, height: height.max(least) };
        let marks = chart::draw(spec, frame, &self.fonts, &self.style.chart);
        let png = raster::png(&marks, frame.width, frame.height, pixels_per_point, &self.fonts);
        let png = png.map_err(|e| Error::new("error.document").with("reason", e))?;
        Ok(Drawn { frame, marks, png: png.into() })
    }
}

/// Names a title is not broken in: regions, offices, indicators, reports.
fn names(catalog: &Catalog) -> impl Iterator<Item = String> {
    let regions = catalog.regions.values().flat_map(|region| [&region.name, &region.short]);
    let units = catalog.desks.values().flat_map(|desk| &desk.units).flat_map(|unit| &unit.names);
    let offices = catalog.desks.values().map(|desk| &desk.office).chain(units);
    let indicators = catalog.indicators.values().map(|indicator| &indicator.name);
    let reports = catalog.reports.values().map(|report| &report.name);
    let all = regions.chain(offices).chain(indicators).chain(reports);
    all.filter(|name| name.chars().count() > 1).cloned()
}

#[allow(clippy::float_arithmetic, reason = "geometry")]
pub(super) fn height(lines: u32) -> f64 {
    f64::from(lines) * CHART_LINE
}
