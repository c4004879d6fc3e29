//! Pages → PDF/A-1b: text as text, subset faces, bookmarks; the same pages give the same bytes.
//!
//! `printpdf` writes page contents and faces under names of ours (its own come from a process-wide
//! counter); what it cannot say — PDF/A, metadata, nested bookmarks — is added with `lopdf`. No date is
//! taken from a clock, and the file's `/ID` is a hash of its contents.
#![allow(clippy::float_arithmetic)] // Geometry: the page's y axis is turned over.

mod content;
mod embed;
mod finish;
mod images;
mod link;
mod outline;
mod pen;
mod piece;
mod structure;
#[cfg(test)]
mod tests;
mod xmp;

use crate::fonts::{FontError, FontSet};
use crate::model::Date;
use crate::typeset::Typeset;
use printpdf::{PdfDocument, PdfSaveOptions};
use std::fmt;

/// What the file says about itself.
#[derive(Clone, Debug)]
pub struct PdfInfo {
    pub title: String,
    pub author: String,
    pub subject: String,
    pub keywords: String,
    /// 成文日期: the only date in the file.
    pub date: Date,
    /// `zh-CN`.
    pub language: String,
}

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfError {
    Font(FontError),
    /// There is nothing to print.
    NoPages,
    /// A picture that cannot be read.
    Picture(String),
    /// The library refused; what it said.
    Write(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Font(error) => error.fmt(f),
            Self::NoPages => f.write_str("文档没有一页内容，无法生成 PDF；请检查报告模板"),
            Self::Picture(why) => f.write_str(why),
            Self::Write(why) => write!(f, "写 PDF 失败：{why}"),
        }
    }
}

impl std::error::Error for PdfError {}

impl From<FontError> for PdfError {
    fn from(error: FontError) -> Self {
        Self::Font(error)
    }
}

impl From<lopdf::Error> for PdfError {
    fn from(error: lopdf::Error) -> Self {
        Self::Write(error.to_string())
    }
}

/// The PDF of these pages.
///
/// # Errors
/// No pages; a character that no face has; what the PDF library refuses.
pub fn render(set: &Typeset, fonts: &FontSet, info: &PdfInfo) -> Result<Vec<u8>, PdfError> {
    let pages = &set.pages;
    if pages.is_empty() {
        return Err(PdfError::NoPages);
    }
    let faces = embed::faces(pages, fonts)?;
    let images = images::Images::of(pages)?;
    let mut pdf = PdfDocument::new(&info.title);
    for (no, subset) in &faces {
        pdf.resources.fonts.map.insert(embed::resource(*no), embed::pdf_font(subset));
    }
    let contents =
        pages.iter().map(|page| content::page(page, &set.structure, fonts, &images)).collect::<Result<Vec<_>, _>>()?;
    pdf.with_pages(contents);
    let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let raw = pdf.to_lopdf_document(&options, &mut Vec::new());
    finish::finish(raw, set, info, &faces, &images)
}
