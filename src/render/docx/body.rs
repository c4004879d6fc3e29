//! Block after block to paragraphs and tables of the library, with a bookmark around every figure.

use super::furniture::is_letter;
use super::measure::{CHARACTER, PORTRAIT};
use super::style;
use super::{DocxError, DocxPicture};
use crate::document::{Block, ChartKind, ChartSpec, Document, Inline, plain_text};
use crate::model::FigureKey;
use crate::render::xml::is_legal;
use crate::typeset::{Choices, PageStyle};
use docx_rs::{
    BreakType, FieldCharType, Hyperlink, HyperlinkType, InstrPAGEREF, InstrText, Paragraph, Pic, Run, SectionProperty,
    Table,
};
use std::collections::BTreeMap;

/// Between what is above a title and its lines: two lines, less what a line of the title has above its characters.
const ABOVE_TITLE: u32 = 1040;
/// Of a letter, whose page begins in a frame: LibreOffice sets what follows a little lower.
const ABOVE_TITLE_OF_LETTER: u32 = 600;
const ABOVE_TITLE_OF_BULLETIN: u32 = 812;

/// A piece of the body.
pub(super) enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// A figure the file prints: which, what stands there, and the bookmark around it.
pub(super) struct Printed {
    pub bookmark: String,
    pub key: FigureKey,
    pub shown: String,
}

pub(super) struct Body<'a> {
    pub look: &'a PageStyle,
    pub choices: &'a Choices,
    pictures: &'a BTreeMap<String, DocxPicture>,
    pub pieces: Vec<Piece>,
    pub printed: Vec<Printed>,
    /// What the pictures show, in their order.
    pub alts: Vec<String>,
    /// Charts without a picture, tables without measures.
    pub lacking: Vec<DocxError>,
    marks: usize,
    entries: usize,
    pub turned: bool,
    /// The imprint has a section of its own.
    pub apart: bool,
    /// What stands before the block.
    before: Option<&'a Block>,
    /// The next paragraph begins a page already.
    pub fresh: bool,
}

impl<'a> Body<'a> {
    pub fn of(
        document: &'a Document,
        look: &'a PageStyle,
        choices: &'a Choices,
        pictures: &'a BTreeMap<String, DocxPicture>,
    ) -> Self {
        let (pieces, printed, alts, lacking) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (marks, entries, turned, fresh, apart, before) = (0, 0, false, true, false, None);
        let mut body = Self {
            look,
            choices,
            pictures,
            pieces,
            printed,
            alts,
            lacking,
            marks,
            entries,
            turned,
            apart,
            before,
            fresh,
        };
        let blocks = choices.order(document.blocks.len()).into_iter();
        for (no, block) in blocks.filter_map(|no| Some((no, document.blocks.get(no)?))) {
            body.turn(body.wants_turned(&document.blocks, no));
            body.block(no, block, document);
            body.fresh = false;
            body.before = Some(block);
        }
        body
    }

    fn block(&mut self, no: usize, block: &'a Block, document: &'a Document) {
        match block {
            Block::Masthead { name, issue, issuer, date } => self.masthead(name, issue, issuer, date),
            Block::Letterhead { name, handling, number } => self.letterhead(name, handling, number),
            Block::RedHead(head) => self.red_head(head),
            Block::Title(text) => self.title(no, text),
            Block::Addressee(text) => self.lines(style::ADDRESSEE, text),
            Block::Heading { level, text } => self.heading(style::heading(*level), text),
            Block::Paragraph(text) => self.lines(style::BODY, text),
            Block::Labelled { label, text } => self.labelled(label, text),
            Block::Contents { title } => self.contents(self.broken(no, title), document),
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Table(table) => self.table(no, table, document.titles_annex(no)),
            Block::Chart(chart) => self.chart(chart),
            Block::Attachments { label, names } => self.attachments(label, names),
            Block::Signature { office, date, seal } => self.signature(office, date, seal.as_ref()),
            Block::Remark(text) => self.lines(style::REMARK, text),
            Block::Annex { text, .. } => self.annex(text, self.broken(no, document.annex_title(no))),
            Block::Imprint(imprint) => self.imprint(imprint, is_letter(document)),
        }
    }

    /// Ends the section where the sheet is turned, or turned back.
    fn turn(&mut self, turned: bool) {
        if turned == self.turned {
            return;
        }
        self.end_section();
        self.turned = turned;
    }

    /// What follows stands in a section of its own, on a new page.
    pub fn end_section(&mut self) {
        if !self.pieces.is_empty() {
            let section = section(self.turned);
            match self.pieces.last_mut() {
                Some(Piece::Paragraph(last)) => last.property.section_property = Some(section),
                _ => self.push(Paragraph::new().style(style::BREAK).section_property(section)),
            }
        }
        self.fresh = true;
    }

    /// A title with the line ends of the typesetter.
    fn broken(&self, no: usize, title: &'a [Inline]) -> &'a [Inline] {
        self.choices.titles.get(&no).map_or(title, Vec::as_slice)
    }

    /// Two lines below what is above it (7.3.1), at once where nothing is.
    fn title(&mut self, no: usize, text: &'a [Inline]) {
        let line = Paragraph::new().style(style::TITLE).line_spacing(style::title_spacing(match self.before {
            None => 0,
            Some(Block::Masthead { .. }) => ABOVE_TITLE_OF_BULLETIN,
            Some(Block::Letterhead { .. }) => ABOVE_TITLE_OF_LETTER,
            Some(_) => ABOVE_TITLE,
        }));
        let line = self.words(line, self.broken(no, text), None);
        self.push(line);
    }

    pub fn push(&mut self, paragraph: Paragraph) {
        self.pieces.push(Piece::Paragraph(Box::new(paragraph)));
    }

    /// A paragraph of words in a style.
    pub fn lines(&mut self, style: &str, text: &[Inline]) {
        let paragraph = self.words(Paragraph::new().style(style), text, None);
        self.push(paragraph);
    }

    /// Adds words to a paragraph, in a style of characters where one is given.
    pub fn words(&mut self, paragraph: Paragraph, text: &[Inline], characters: Option<&str>) -> Paragraph {
        let styled = |run: Run| if let Some(style) = characters { run.style(style) } else { run };
        text.iter().fold(paragraph, |paragraph, inline| match inline {
            Inline::Figure { key, text } => self.figure(paragraph, key, text, styled(run(text))),
            Inline::Text(text) | Inline::Date(text) | Inline::Number(text) | Inline::Quote(text) => {
                paragraph.add_run(styled(run(text)))
            }
        })
    }

    /// A run between the two ends of a bookmark that leads to the figure.
    pub fn figure(&mut self, paragraph: Paragraph, key: &FigureKey, shown: &str, run: Run) -> Paragraph {
        self.figure_of(paragraph, key, shown, [run])
    }

    /// The same where number and unit are of two sizes.
    pub fn figure_of<const N: usize>(
        &mut self,
        paragraph: Paragraph,
        key: &FigureKey,
        shown: &str,
        runs: [Run; N],
    ) -> Paragraph {
        let bookmark = format!("_yb{}", self.printed.len() + 1);
        let id = self.mark();
        let paragraph = paragraph.add_bookmark_start(id, bookmark.clone());
        let paragraph = runs.into_iter().fold(paragraph, Paragraph::add_run).add_bookmark_end(id);
        self.printed.push(Printed { bookmark, key: key.clone(), shown: shown.to_owned() });
        paragraph
    }

    fn mark(&mut self) -> usize {
        self.marks += 1;
        self.marks
    }

    /// A heading, which the contents lead to.
    pub fn heading(&mut self, style: &str, text: &[Inline]) {
        let paragraph = Paragraph::new().style(style);
        let paragraph = self.entry(paragraph, text);
        self.push(paragraph);
    }

    /// Words with the bookmark of the next entry of the contents.
    pub fn entry(&mut self, paragraph: Paragraph, text: &[Inline]) -> Paragraph {
        self.entries += 1;
        let id = self.mark();
        let paragraph = paragraph.add_bookmark_start(id, entry_bookmark(self.entries));
        self.words(paragraph, text, None).add_bookmark_end(id)
    }

    /// 目录: a line for every heading and annex that follows, its page a field.
    fn contents(&mut self, title: &[Inline], document: &Document) {
        self.lines(style::CONTENTS, title);
        let entries = document.blocks.iter().enumerate().filter_map(|(no, block)| match block {
            Block::Heading { level, text } => Some((*level, plain_text(text))),
            Block::Annex { text, .. } => {
                let title = plain_text(document.annex_title(no));
                Some((1, [plain_text(text), title].join(" ").trim().to_owned()))
            }
            _ => None,
        });
        for (no, (level, words)) in (1..).zip(entries).filter(|(_, (level, _))| *level <= 2) {
            let bookmark = entry_bookmark(no);
            let page = Run::new()
                .add_field_char(FieldCharType::Begin, true)
                .add_instr_text(InstrText::PAGEREF(InstrPAGEREF::new(bookmark.clone()).hyperlink()))
                .add_field_char(FieldCharType::Separate, false)
                .add_field_char(FieldCharType::End, false);
            let link = Hyperlink::new(bookmark, HyperlinkType::Anchor)
                .add_run(run(&words))
                .add_run(Run::new().add_tab())
                .add_run(page);
            self.push(Paragraph::new().style(style::contents_entry(level)).add_hyperlink(link));
        }
    }

    /// Title and subtitle as words, the plot as a picture that says what it shows.
    fn chart(&mut self, chart: &ChartSpec) {
        let Some(picture) = self.pictures.get(&chart.id) else {
            self.lacking.push(DocxError::Picture(chart.id.clone()));
            return;
        };
        self.lines(style::FIGURE_TITLE, &chart.title);
        self.lines(style::FIGURE_NOTE, &chart.subtitle);
        let id = self.picture(picture.alt.clone());
        let pic = Pic::new_with_dimensions(picture.png.to_vec(), 1, 1).id(id).size(picture.width, picture.height);
        let mut paragraph = Paragraph::new().style(style::FIGURE);
        // The figures of a plot share its place.
        let id = self.mark();
        let bookmark = format!("_yb{}", self.printed.len() + 1);
        paragraph = paragraph.add_bookmark_start(id, bookmark.clone());
        for (key, shown) in plotted(&chart.kind) {
            self.printed.push(Printed { bookmark: bookmark.clone(), key: key.clone(), shown: shown.to_owned() });
        }
        self.push(paragraph.add_run(Run::new().add_image(pic)).add_bookmark_end(id));
    }

    /// The relation of the next picture.
    pub fn picture(&mut self, alt: String) -> String {
        self.alts.push(alt);
        format!("rIdImage{}", self.alts.len())
    }

    /// The width of what a section has between its margins.
    pub fn area(&self) -> u32 {
        if self.turned { super::measure::LANDSCAPE.area() } else { PORTRAIT.area() }
    }

    /// A turned sheet begins with the heads of the table that needs it.
    fn wants_turned(&self, blocks: &[Block], no: usize) -> bool {
        let mut rest = (no..).zip(&blocks[no..]);
        let rest = rest.find(|(_, block)| !matches!(block, Block::Annex { .. } | Block::Heading { .. }));
        rest.is_some_and(|(no, block)| matches!(block, Block::Table(_)) && self.choices.turned(no))
    }
}

/// What `finish` makes a section of that orientation of.
pub(super) fn section(turned: bool) -> SectionProperty {
    let upright = SectionProperty::new();
    if turned { upright.page_orient(docx_rs::PageOrientationType::Landscape) } else { upright }
}

fn entry_bookmark(no: usize) -> String {
    format!("_Toc{no:06}")
}

fn plotted(kind: &ChartKind) -> Vec<(&FigureKey, &str)> {
    let bars = kind.bars().iter().filter_map(|bar| Some((bar.key.as_ref()?, bar.shown.as_str())));
    bars.chain(kind.points().filter_map(|point| Some((point.key.as_ref()?, point.shown.as_str())))).collect()
}

/// Words as a run; a line break stays one, what XML cannot hold becomes 〓.
pub(super) fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (no, line) in text.split('\n').enumerate() {
        if no > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(printable(line));
    }
    run
}

/// What XML cannot hold becomes 〓.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if is_legal(c) { c } else { '〓' }).collect()
}

/// So many characters of the grid.
pub(super) fn characters(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(0) * CHARACTER
}
