//! The faces a document uses, cut down to its characters.

use crate::canvas::{Mark, Page};
use crate::fonts::{FaceNo, FontError, FontSet, Outlines, Subset};
use crate::model::Digest;
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};
use std::collections::{BTreeMap, BTreeSet};

/// The subset of each face that prints something.
pub fn faces(pages: &[Page], fonts: &FontSet) -> Result<BTreeMap<FaceNo, Subset>, FontError> {
    let mut used: BTreeMap<FaceNo, BTreeSet<char>> = BTreeMap::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        if let Mark::Text(run) = mark {
            for part in fonts.runs(&run.text, run.role)? {
                used.entry(part.face).or_default().extend(part.text.chars());
            }
        }
    }
    used.into_iter().map(|(no, characters)| Ok((no, fonts.subset(no, &characters)?))).collect()
}

/// The name of a face in the page resources: always the same, so that the bytes are.
pub fn resource(no: FaceNo) -> FontId {
    FontId(format!("Face{}", no.0))
}

/// `ABCDEF+Name`: six letters from the bytes of the subset (ISO 32000-1, 9.6.4).
pub fn base_name(subset: &Subset) -> String {
    let hash = Digest::of(&subset.bytes).bytes();
    let tag: String = hash.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    format!("{tag}+{}", subset.postscript_name)
}

pub fn pdf_font(subset: &Subset) -> PdfFont {
    let [x_min, y_min, x_max, y_max] = subset.bounds;
    PdfFont::new(ParsedFont {
        original_bytes: subset.bytes.clone(),
        font_index: 0,
        font_name: Some(base_name(subset)),
        codepoint_to_glyph: subset.glyphs.iter().map(|(c, glyph)| (u32::from(*c), *glyph)).collect(),
        glyph_widths: subset.advances.clone(),
        units_per_em: subset.units_per_em,
        font_metrics: FontMetrics { ascent: subset.ascent, descent: -subset.descent.saturating_abs() },
        font_type: match subset.outlines {
            Outlines::Cff => FontType::OpenTypeCFF(()),
            Outlines::TrueType => FontType::TrueType,
        },
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: subset.units_per_em,
            x_min,
            y_min,
            x_max,
            y_max,
            us_weight_class: subset.weight,
            ..PdfFontMetricsStub::default()
        },
    })
}
