//! Document → DOCX: the same words, tables and charts to edit. The library writes paragraphs, tables and styles; what it
//! cannot say is added to its parts (`finish`), and the package is written here, so that no clock and no running number
//! of the process gets into the file.
//!
//! Every figure stands in a hidden bookmark `_yb…`; `customXml/item1.xml` says which figure that is, so that a number
//! can be traced from the file as long as the words around it live. Word, WPS and LibreOffice keep both.

mod body;
mod finish;
mod furniture;
mod key_figures;
mod measure;
mod official;
mod order;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod watermark;

use crate::document::{Block, Document};
use crate::model::Date;
use crate::typeset::{Choices, PageStyle};
use body::{Body, Piece, section};
use docx_rs::Docx;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Write};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What the file says about itself beside what the document says.
#[derive(Clone, Copy, Debug)]
pub struct DocxInfo {
    /// 成文日期: the only date in the file.
    pub date: Date,
}

/// The plot of a chart.
#[derive(Clone, Debug)]
pub struct DocxPicture {
    pub png: Arc<[u8]>,
    /// In English metric units, 12700 to the point.
    pub width: u32,
    pub height: u32,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocxError {
    /// A chart without a picture.
    Picture(String),
    /// A table the typesetter said nothing of.
    Table(String),
    /// A part that was not understood again.
    Part(String),
    /// The package cannot be written; what the library said.
    Write(String),
}

impl fmt::Display for DocxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Picture(id) => write!(f, "图 {id} 没有图形，无法写入 DOCX；这是程序的缺陷，请连同所用模板报告"),
            Self::Table(id) => write!(f, "表 {id} 没有排版尺寸，无法写入 DOCX；这是程序的缺陷，请连同所用模板报告"),
            Self::Part(name) => write!(f, "DOCX 的 {name} 不成 XML；这是程序的缺陷，请连同所用模板报告"),
            Self::Write(why) => write!(f, "写 DOCX 失败：{why}"),
        }
    }
}

impl std::error::Error for DocxError {}

/// Of the space between two blocks and the words above a plot: what a chart's height on its page is more than that of its
/// plot, in points.
pub const AROUND_PLOT: f64 = 45.0;

/// The bytes of the file; `choices` are those of the typesetter, `pictures` holds the plot of every chart by its id.
///
/// # Errors
/// A chart without a picture; a package that cannot be written.
pub fn render(
    document: &Document,
    look: &PageStyle,
    choices: &Choices,
    pictures: &BTreeMap<String, DocxPicture>,
    info: &DocxInfo,
) -> Result<Vec<u8>, DocxError> {
    let body = Body::of(document, look, choices, pictures);
    if let Some(error) = body.lacking.first() {
        return Err(error.clone());
    }
    let mut docx = Docx::new().default_size(style::SAN).default_fonts(style::fonts(style::FANG));
    for style in style::styles(look, measure::PORTRAIT.area()) {
        docx = docx.add_style(style);
    }
    let (turned, sections) = (body.turned, sections(document, body.apart));
    let furniture = furniture::parts(document, look);
    let names: Vec<&str> = furniture.iter().map(|(name, _)| name.as_str()).collect();
    for piece in body.pieces {
        docx = match piece {
            Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Piece::Table(table) => docx.add_table(*table),
        };
    }
    if turned {
        let page_size = section(true).page_size;
        docx.document.section_property.page_size = page_size;
    }
    let parts = docx.build();
    let language = document.meta.language.as_str();
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), finish::types(&parts.content_type, &names)?.into_bytes()),
        ("_rels/.rels".to_owned(), parts.rels.clone()),
        ("docProps/app.xml".to_owned(), parts.doc_props.app.clone()),
        ("docProps/core.xml".to_owned(), finish::core(&document.meta, info).into_bytes()),
        ("docProps/custom.xml".to_owned(), parts.doc_props.custom.clone()),
        ("word/document.xml".to_owned(), finish::document(&parts.document, &body.alts, &sections)?.into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), finish::relations(&parts.document_rels, &names)?.into_bytes()),
        ("word/styles.xml".to_owned(), finish::styles(&parts.styles, language)?.into_bytes()),
        ("word/settings.xml".to_owned(), finish::settings(language).into_bytes()),
        ("word/fontTable.xml".to_owned(), finish::font_table().into_bytes()),
        ("customXml/item1.xml".to_owned(), finish::figures(&body.printed).into_bytes()),
        ("customXml/itemProps1.xml".to_owned(), finish::figures_properties().into_bytes()),
        ("customXml/_rels/item1.xml.rels".to_owned(), finish::figures_relations().into_bytes()),
    ];
    let furniture =
        furniture.into_iter().map(|(name, node)| (format!("word/{name}.xml"), finish::ordered(node).into_bytes()));
    files.extend(furniture);
    files.extend(parts.media.into_iter().map(|(id, png)| (format!("word/media/{id}.png"), png)));
    package(&files)
}

/// What the sections of the file are, first and last.
fn sections(document: &Document, apart: bool) -> finish::Sections {
    let back = document.blocks.iter().any(|block| matches!(block, Block::RedHead(_)));
    // The imprint of a document proper stands on the back of a leaf (7.4.1).
    let last = if back { "evenPage" } else { "nextPage" };
    finish::Sections { letter: furniture::is_letter(document), apart: apart.then_some(last) }
}

fn package(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, DocxError> {
    let failed = |why: &dyn fmt::Display| DocxError::Write(why.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).map_err(|e| failed(&e))?;
        zip.write_all(bytes).map_err(|e| failed(&e))?;
    }
    Ok(zip.finish().map_err(|e| failed(&e))?.into_inner())
}
