//! What only the pixels of a seal tell: a picture that is cut off, or one that lets nothing of the page through.

use crate::catalog::{Catalog, Seal, TemplateError};
use crate::render::raster;

/// Every seal of every desk that cannot be pressed, where `documents.toml` names it.
pub(super) fn faults(catalog: &Catalog) -> Vec<TemplateError> {
    let of_desk = |(desk, issues): (&String, &std::collections::BTreeMap<String, crate::catalog::Issue>)| {
        let seals = issues.values().filter_map(|issue| issue.seal.as_ref());
        seals.filter_map(|seal| fault(desk, seal)).collect::<Vec<_>>()
    };
    catalog.issues.iter().flat_map(of_desk).collect()
}

fn fault(desk: &str, seal: &Seal) -> Option<TemplateError> {
    let file = &seal.file;
    let (message_zh, message_en) = match raster::is_transparent(&seal.png) {
        Ok(true) => return None,
        Ok(false) => (
            format!("印章图片 {file} 没有透明的地方，会印成一整块；请去掉底色，另存为背景透明的 PNG"),
            format!(
                "the seal {file} has no transparent pixel and would print as a solid block: save it without ground"
            ),
        ),
        Err(error) => (
            format!("印章图片 {file} 读不出来，可能没有存完整；请重新导出 PNG 再放进来"),
            format!("the seal {file} cannot be read ({error}): export the PNG again"),
        ),
    };
    let (line, column) = seal.place;
    Some(TemplateError { file: format!("desks/{desk}/documents.toml"), line, column, message_zh, message_en })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Issue;
    use std::collections::BTreeMap;

    /// Eight by eight with grey and alpha, written by Python's zlib: all of it solid, or its first pixel clear.
    const SOLID: &[u8] = include_bytes!("../../tests/seals/solid.png");
    const CLEAR: &[u8] = include_bytes!("../../tests/seals/clear.png");

    fn told(png: &[u8]) -> Vec<String> {
        let mut catalog = crate::catalog::load(&super::super::builtin::files(), String::new()).unwrap();
        let file = "desks/xuchang-2021/seal.png".to_owned();
        let seal = Some(Seal { png: png.into(), millimetres: 42, file, place: (9, 8) });
        let issue = Issue { seal, ..Issue::default() };
        catalog.issues = BTreeMap::from([("xuchang-2021".to_owned(), BTreeMap::from([("notice".to_owned(), issue)]))]);
        faults(&catalog).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_seal_that_covers_the_page_or_is_cut_off_is_told_with_its_file() {
        assert!(told(CLEAR).is_empty());
        for (png, said) in [(SOLID, "没有透明的地方"), (&CLEAR[..CLEAR.len() / 2], "读不出来")] {
            let told = told(png);
            let place = "desks/xuchang-2021/documents.toml:9:8: 印章图片 desks/xuchang-2021/seal.png ";
            assert!(told.len() == 1 && told[0].starts_with(place) && told[0].contains(said), "{told:?}");
        }
    }
}
