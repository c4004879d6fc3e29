//! The order in which the schema wants the children of an element (ECMA-376, part 1): Word refuses some files that
//! have them in another one.

/// Elements and their children, first to last.
const ORDER: &[(&str, &str)] = &[
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
         suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
         snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
         textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "ins del rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof \
         snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign \
         rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked \
         personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
         tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    ),
    ("w:trPr", "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader jc hidden"),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    ),
    ("w:tblBorders", "top left start bottom right end insideH insideV"),
    ("w:tcBorders", "top left start bottom right end insideH insideV tl2br tr2bl"),
    ("w:pBdr", "top left bottom right between bar"),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType \
         cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    ),
];

/// The place of a child among those of its parent; nothing for a parent or a child not listed.
pub(super) fn rank(parent: &str, child: &str) -> Option<usize> {
    let (_, children) = ORDER.iter().find(|(name, _)| *name == parent)?;
    let child = child.strip_prefix("w:")?;
    children.split_whitespace().position(|name| name == child)
}

/// Whether an element has an order.
pub(super) fn is_ordered(parent: &str) -> bool {
    ORDER.iter().any(|(name, _)| *name == parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_of_a_paragraph_stands_before_its_font() {
        assert!(rank("w:pPr", "w:pStyle") < rank("w:pPr", "w:rPr"));
        assert!(rank("w:style", "w:basedOn") < rank("w:style", "w:rPr"));
        assert_eq!(rank("w:pPr", "w:unheard"), None);
        assert!(!is_ordered("w:p"));
    }
}
