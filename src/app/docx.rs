//! A report as DOCX: the document to edit, its charts as pictures.

use super::error::Error;
use super::press::{Drawn, Press, height};
use super::session::Session;
use crate::document::{Block, ChartSpec, Document, plain_text};
use crate::model::Date;
use crate::render::docx::{self, DocxInfo, DocxPicture};
use crate::render::xlsx::BookPicture;
use crate::typeset::Choices;
use std::sync::Arc;

/// English metric units in a pixel of a sheet, of which an inch has 96.
const EMU_PIXEL: u32 = 9_525;
/// English metric units in a point.
const EMU: f64 = 12_700.0;
/// Of a plot, 300 to the inch.
const PIXELS_PER_POINT: f64 = 300.0 / 72.0;

impl Session {
    /// A document as DOCX, as an edition has it.
    ///
    /// # Errors
    /// Faces, colours; a file that cannot be written.
    pub fn docx(&self, document: &Document, as_of: Date) -> Result<Arc<[u8]>, Error> {
        let (_, theme) = self.definitions()?;
        let press = Press::new(self.setting(), theme)?;
        press.docx(document, &press.set(document)?.choices, as_of)
    }
}

impl Press {
    /// A report as DOCX, as its pages are set.
    ///
    /// # Errors
    /// A character of a chart that no face has; a file that cannot be written.
    pub(super) fn docx(&self, document: &Document, choices: &Choices, as_of: Date) -> Result<Arc<[u8]>, Error> {
        let charts = document.blocks.iter().filter_map(|block| match block {
            Block::Chart(spec) => Some(spec),
            _ => None,
        });
        let pictures = charts
            .map(|spec| Ok((spec.id.clone(), self.plot(spec, choices.charts.get(&spec.id))?)))
            .collect::<Result<_, Error>>()?;
        let info = DocxInfo { date: as_of };
        let bytes = docx::render(document, &self.style, choices, &pictures, &info);
        Ok(bytes.map_err(|e| Error::new("error.document").with("reason", e))?.into())
    }

    /// A chart that a workbook cannot draw, under the table of its values.
    ///
    /// # Errors
    /// A character that no face has.
    pub(super) fn book_picture(&self, spec: &ChartSpec, table: &str) -> Result<BookPicture, Error> {
        let DocxPicture { png, width, height, .. } = self.plot(spec, Some(&height(spec.lines)))?;
        // A workbook takes no more than 255 characters; the values stand in the table above.
        let alt = format!("{}。各数见上表", plain_text(&spec.title));
        let (width, height) = (width / EMU_PIXEL, height / EMU_PIXEL);
        Ok(BookPicture { table: table.to_owned(), png, width, height, alt })
    }

    /// A chart without its title, as wide as the text area; with the words above it as high as on its page.
    #[allow(clippy::float_arithmetic, reason = "geometry")]
    fn plot(&self, spec: &ChartSpec, height: Option<&f64>) -> Result<DocxPicture, Error> {
        let alt = spec.alt();
        let bare = ChartSpec { title: Vec::new(), subtitle: Vec::new(), ..spec.clone() };
        let height = height.map_or(0.0, |height| height - docx::AROUND_PLOT);
        let Drawn { frame, png, .. } = self.drawn(&bare, height, PIXELS_PER_POINT)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A page is 10^7 units high.
        let units = |points: f64| (points * EMU).round() as u32;
        Ok(DocxPicture { png, width: units(frame.width), height: units(frame.height), alt })
    }
}
