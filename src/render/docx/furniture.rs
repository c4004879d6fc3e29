//! What stands on every page: the notice and the draft mark above, the page number below (7.5).

use super::body::run;
use super::style;
use crate::document::{Block, Document};
use docx_rs::{AlignmentType, Docx, Footer, Header, PageNum, Paragraph, Run};

/// One character of 四号: what the number keeps from the edge.
const EDGE: i32 = 280;

/// Heads and feet for odd and even pages; the first page of a letter has no number (10.1).
pub(super) fn furnished(docx: Docx, document: &Document) -> Docx {
    let docx = docx.header(header(document)).footer(number(true));
    let docx = docx.even_header(header(document)).even_footer(number(false));
    if matches!(document.blocks.first(), Some(Block::Letterhead { .. })) {
        let foot = Footer::new().add_paragraph(Paragraph::new().style(style::LETTER_FOOT));
        return docx.first_header(header(document)).first_footer(foot);
    }
    docx
}

fn header(document: &Document) -> Header {
    let mut line = Paragraph::new().style(style::HEADER);
    if let Some(notice) = &document.meta.notice {
        line = line.add_run(run(notice));
    }
    if let Some(mark) = &document.meta.draft_mark {
        line = line.add_run(Run::new().add_tab()).add_run(run(mark).style(style::LABEL_WORDS));
    }
    Header::new().add_paragraph(line)
}

/// `— 1 —`, right on odd pages, left on even ones.
fn number(odd: bool) -> Footer {
    let line = Paragraph::new().style(style::FOOTER);
    let line = if odd {
        line.align(AlignmentType::Right).indent(None, None, Some(EDGE), None)
    } else {
        line.align(AlignmentType::Left).indent(Some(EDGE), None, None, None)
    };
    let dash = |text: &str| Run::new().add_text(text);
    Footer::new().add_paragraph(line.add_run(dash("— ")).add_page_num(PageNum::new()).add_run(dash(" —")))
}
