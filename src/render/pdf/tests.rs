//! The bulletin as a PDF.

use super::*;
use crate::fonts::testing::bundled;
use crate::typeset::testing::bulletin;
use crate::typeset::{PageStyle, typeset};

fn info(outline: Vec<OutlineEntry>) -> PdfInfo {
    PdfInfo {
        title: "许昌民政统计月报<2021年第11期>".to_owned(),
        author: "许昌市民政局".to_owned(),
        subject: "全市民政重点指标 & 完成情况".to_owned(),
        keywords: "民政,统计,月报".to_owned(),
        date: Date::new(2021, 12, 3).unwrap(),
        language: "zh-CN".to_owned(),
        outline,
    }
}

fn bulletin_pdf() -> Vec<u8> {
    let set = typeset(&bulletin(), bundled(), &PageStyle::official(crate::chart::samples::STYLE)).unwrap();
    render(&set.pages, bundled(), &info(set.outline)).unwrap()
}

#[test]
fn zz_write() {
    std::fs::write("/tmp/pages.pdf", bulletin_pdf()).unwrap();
}
