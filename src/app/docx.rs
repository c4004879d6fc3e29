//! A report as DOCX: the document to edit, its charts as pictures.

use super::edition::Output;
use super::error::Error;
use super::press::{CHART_WIDTH, PIXELS_PER_POINT, Press, height};
use super::session::Session;
use crate::canvas::Frame;
use crate::chart;
use crate::document::{Block, ChartSpec, Document};
use crate::model::Date;
use crate::render::docx::{self, DocxInfo, DocxPicture};
use crate::render::raster;
use crate::render::xlsx::BookPicture;
use std::sync::Arc;

/// English metric units in a pixel of a sheet, of which an inch has 96.
const EMU_PIXEL: u32 = 9_525;
/// English metric units in a point.
const EMU: f64 = 12_700.0;
/// What title and subtitle take of a chart's height, in lines of the grid: in the file they are words.
const HEAD_LINES: u32 = 1;

impl Session {
    /// A document as DOCX, as an edition has it.
    ///
    /// # Errors
    /// Faces, colours; a file that cannot be written.
    pub fn docx(&self, document: &Document, as_of: Date) -> Result<Arc<[u8]>, Error> {
        let (_, theme) = self.definitions()?;
        Ok(Press::new(self, theme)?.docx(document, as_of, "briefing")?.bytes)
    }
}

impl Press {
    /// A report as DOCX, named `briefing` or by the report's id.
    ///
    /// # Errors
    /// A character of a chart that no face has; a file that cannot be written.
    pub fn docx(&self, document: &Document, as_of: Date, name: &str) -> Result<Output, Error> {
        let failed = |reason: String| Error::new("error.document").with("reason", reason);
        let charts = document.blocks.iter().filter_map(|block| match block {
            Block::Chart(spec) => Some(spec),
            _ => None,
        });
        let pictures = charts.map(|spec| Ok((spec.id.clone(), self.plot(spec)?))).collect::<Result<_, Error>>()?;
        let info = DocxInfo { date: as_of };
        let bytes = docx::render(document, &self.style, &pictures, &info).map_err(|e| failed(e.to_string()))?;
        let path = format!("{name}.docx");
        Ok(Output { kind: path.clone().into(), path, bytes: bytes.into() })
    }

    /// A chart that a workbook cannot draw, under the table of its values.
    ///
    /// # Errors
    /// A character that no face has.
    pub(super) fn book_picture(&self, spec: &ChartSpec, table: &str) -> Result<BookPicture, Error> {
        let DocxPicture { png, width, height, alt } = self.plot(spec)?;
        let (width, height) = (width / EMU_PIXEL, height / EMU_PIXEL);
        Ok(BookPicture { table: table.to_owned(), png, width, height, alt })
    }

    /// A chart without its title, as wide as the text area.
    #[allow(clippy::float_arithmetic, reason = "geometry")]
    fn plot(&self, spec: &ChartSpec) -> Result<DocxPicture, Error> {
        let alt = spec.alt();
        let bare = ChartSpec { title: Vec::new(), subtitle: Vec::new(), ..spec.clone() };
        let style = &self.style.chart;
        let least = chart::least_height(&bare, CHART_WIDTH, &self.fonts, style);
        let high = height(spec.lines.saturating_sub(HEAD_LINES)).max(least);
        let frame = Frame { x: 0.0, y: 0.0, width: CHART_WIDTH, height: high };
        let marks = chart::draw(&bare, frame, &self.fonts, style);
        let png = raster::png(&marks, frame.width, frame.height, PIXELS_PER_POINT, &self.fonts);
        let png = png.map_err(|e| Error::new("error.document").with("reason", e))?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A page is 10^7 units high.
        let units = |points: f64| (points * EMU).round() as u32;
        Ok(DocxPicture { png: png.into(), width: units(frame.width), height: units(frame.height), alt })
    }
}
