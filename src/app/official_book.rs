//! `tables.xlsx`: the document's tables and charts as the book an office prints.

use super::books::{failed, meta, missing_words, output};
use super::edition::Output;
use super::error::Error;
use super::press::Press;
use super::session::Session;
use super::trace::{Numbers, fact_id};
use crate::catalog::Theme;
use crate::document::{Band, Block, Document, Table};
use crate::model::{Date, FigureKey, Operand, Period};
use crate::render::xlsx::{self, BookChart, BookPicture, Cover, FigureCell, OfficialBook, Sources};
use crate::report;

/// Under a form: signed by hand, sent on the day of the book.
const SIGNED: &str = "单位负责人：　　　统计负责人：　　　填表人：　　　报出日期：";
/// The table of the figures a leader asks for first; its cells have names.
const KEY_TABLE: &str = "key";
/// After the sheet, the cell and the id of a figure.
const SOURCE_HEADS: [&str; 9] = ["地区", "指标", "口径", "期间", "印出", "计量单位", "缺数", "算法", "由哪些数算得"];

/// Whose book it is, and what is said of its numbers.
pub(super) struct Imprint<'a> {
    pub office: &'a str,
    /// `2021年11月`
    pub period: String,
    pub created: Date,
    pub theme: Option<&'a Theme>,
    /// Where a number's id leads.
    pub traced: &'a str,
    /// Figures whose cells get a name.
    pub named: &'a dyn Fn(&[Table]) -> Vec<FigureKey>,
    /// What the hidden sheet says of a figure, under [`SOURCE_HEADS`].
    pub of: &'a dyn Fn(&FigureKey) -> Vec<String>,
}

/// The book of a desk, and where each figure stands in it.
///
/// # Errors
/// A workbook that cannot be written; a character of a picture that no face has.
pub fn tables(
    session: &Session,
    press: &Press,
    document: &Document,
    numbers: &Numbers<'_>,
    (period, created): (Period, Date),
) -> Result<(Output, Vec<FigureCell>), Error> {
    let imprint = Imprint {
        office: &session.desk.office,
        period: report::period_words(period),
        created,
        theme: session.catalog.themes.get(&session.desk.theme),
        traced: "凭编号运行 yuebao trace，可查到报表原件的单元格。",
        named: &|tables| named(session, document, tables),
        of: &|key| source(session, numbers, key),
    };
    book(&imprint, press, document)
}

/// The book, and where each figure stands in it.
///
/// # Errors
/// As [`tables`].
pub(super) fn book(
    imprint: &Imprint<'_>,
    press: &Press,
    document: &Document,
) -> Result<(Output, Vec<FigureCell>), Error> {
    let Parts { tables, charts, pictures } = parts(press, document)?;
    let meta = meta(document, "统计表", imprint.created);
    let named = (imprint.named)(&tables);
    let book = OfficialBook {
        cover: Some(cover(imprint, document)),
        notes: notes(imprint, &tables, !named.is_empty()),
        office: format!("编制单位：{}", imprint.office),
        period: imprint.period.clone(),
        foot: format!("{SIGNED}{}", imprint.created.chinese()),
        named,
        sources: Some(Sources {
            name: "数据来源".to_owned(),
            heads: ["工作表", "单元格", "编号"].map(str::to_owned),
            more: SOURCE_HEADS.map(str::to_owned).to_vec(),
            of: imprint.of,
        }),
        meta: &meta,
        tables: &tables,
        charts: &charts,
        pictures: &pictures,
    };
    let book = xlsx::tables_book(&book).map_err(failed)?;
    Ok((output("tables.xlsx", book.bytes), book.figures))
}

/// What stands on the sheets.
#[derive(Default)]
struct Parts {
    tables: Vec<Table>,
    charts: Vec<BookChart>,
    pictures: Vec<BookPicture>,
}

/// Tables as they stand, and charts as tables with a native chart or a picture, in the document's order.
fn parts(press: &Press, document: &Document) -> Result<Parts, Error> {
    let mut parts = Parts::default();
    for block in &document.blocks {
        match block {
            Block::Table(table) => parts.tables.push(table.clone()),
            Block::Chart(spec) => {
                let sheet = super::chart_table::of(spec);
                if sheet.pictured {
                    parts.pictures.push(press.book_picture(spec, &sheet.table.id)?);
                }
                parts.charts.extend(sheet.chart);
                parts.tables.push(sheet.table);
            }
            _ => {}
        }
    }
    Ok(parts)
}

fn cover(imprint: &Imprint<'_>, document: &Document) -> Cover {
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    Cover {
        state: state(document).to_owned(),
        title: document.meta.title.clone(),
        kind: "统计表".to_owned(),
        period: format!("报告期：{}", imprint.period),
        office: imprint.office.to_owned(),
        date: imprint.created.chinese(),
        notice: words(&document.meta.notice),
    }
}

/// `草稿` or `定稿`
pub(super) fn state(document: &Document) -> &str {
    document.meta.draft_mark.as_deref().unwrap_or("定稿")
}

/// How the book is read: below the contents.
fn notes(imprint: &Imprint<'_>, tables: &[Table], named: bool) -> Vec<String> {
    let mut cells = tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let banded = cells.any(|cell| cell.band != Band::None);
    let mut notes = Vec::new();
    if let Some(theme) = imprint.theme.filter(|_| banded) {
        notes.push(format!("{}底色与标记同义，黑白打印时看标记。", report::legend(theme)));
    }
    notes.push(format!(
        "来源：每个数的编号、算法和由哪些数算得，列在隐藏的工作表“数据来源”（右键单击任一工作表标签，选“取消隐藏”）；{}",
        imprint.traced
    ));
    let figures = if named { "和重点指标（figure_ 开头）" } else { "" };
    notes.push(format!("引用：各表正文（table_ 开头）{figures}已定义名称，公式中可直接使用，见“公式—名称管理器”。"));
    notes
}

/// The facts on top of the document, and the desk's own numbers in the table of key indicators.
fn named(session: &Session, document: &Document, tables: &[Table]) -> Vec<FigureKey> {
    let on_top = document.blocks.iter().filter(|block| matches!(block, Block::KeyFigures(_)));
    let mut keys: Vec<FigureKey> = Vec::new();
    for block in on_top {
        keys.extend(block.figures().into_iter().cloned());
    }
    for table in tables.iter().filter(|table| table.id == KEY_TABLE) {
        keys.extend(table.figures().into_iter().filter(|key| key.region == session.desk.region).cloned());
    }
    keys
}

/// What the hidden sheet says of a figure, under [`SOURCE_HEADS`].
fn source(session: &Session, numbers: &Numbers<'_>, key: &FigureKey) -> Vec<String> {
    let operand = |operand: &Operand| match operand {
        Operand::Figure(key) => key.to_string(),
        Operand::Fact(number) => numbers.fact(*number).map(|fact| fact_id(&fact)).unwrap_or_default(),
    };
    let mut row = vec![
        session.region_name(&key.region),
        session.figure_name(key),
        key.measure.name().to_owned(),
        report::period_words(key.period),
    ];
    if let Some(figure) = numbers.find(key) {
        let operands: Vec<String> = figure.trace.operands.iter().map(operand).collect();
        row.extend([
            numbers.book.shown(figure),
            figure.unit.clone(),
            figure.missing.map_or("", missing_words).to_owned(),
            figure.trace.formula.clone(),
            operands.join("；"),
        ]);
    }
    row
}
