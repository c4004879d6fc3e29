//! The named styles: what an office changes in one place. Where Word has a style of its own for the job (标题, 标题 1,
//! 正文, 目录 1, 页眉, 页脚) it is that one, so that the navigation pane and the contents know it.

use super::measure::{CHARACTER, CLOSER, LINE};
use crate::canvas::Color;
use crate::typeset::PageStyle;
use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, RunFonts, SpecialIndentType, Style, StyleType, Tab, TabLeaderType, TabValueType,
};

pub(super) const BODY: &str = "GwBody";
pub(super) const TITLE: &str = "Title";
pub(super) const MASTHEAD: &str = "GwMasthead";
pub(super) const ISSUE: &str = "GwIssue";
pub(super) const ISSUER: &str = "GwIssuer";
pub(super) const LETTERHEAD: &str = "GwLetterhead";
pub(super) const NUMBER: &str = "GwNumber";
pub(super) const HANDLING: &str = "GwHandling";
pub(super) const ADDRESSEE: &str = "GwAddressee";
pub(super) const ATTACHMENTS: &str = "GwAttachments";
pub(super) const SIGNATURE: &str = "GwSignature";
pub(super) const REMARK: &str = "GwRemark";
pub(super) const ANNEX: &str = "GwAnnex";
pub(super) const ANNEX_TITLE: &str = "GwAnnexTitle";
pub(super) const IMPRINT: &str = "GwImprint";
pub(super) const TABLE_TITLE: &str = "GwTableTitle";
pub(super) const TABLE_UNIT: &str = "GwTableUnit";
pub(super) const TABLE_BLOCK: &str = "GwTableBlock";
pub(super) const TABLE_HEAD: &str = "GwTableHead";
pub(super) const TABLE_TEXT: &str = "GwTableText";
pub(super) const TABLE_NOTE: &str = "GwTableNote";
pub(super) const FIGURE_TITLE: &str = "GwFigureTitle";
pub(super) const FIGURE_NOTE: &str = "GwFigureNote";
pub(super) const FIGURE: &str = "GwFigure";
pub(super) const KEY_LABEL: &str = "GwKeyLabel";
pub(super) const KEY_VALUE: &str = "GwKeyValue";
pub(super) const KEY_NOTE: &str = "GwKeyNote";
pub(super) const CONTENTS: &str = "GwContents";
pub(super) const BREAK: &str = "GwBreak";
pub(super) const GAP: &str = "GwGap";
pub(super) const HEADER: &str = "Header";
pub(super) const FOOTER: &str = "Footer";
pub(super) const LETTER_FOOT: &str = "GwLetterFoot";
pub(super) const TABLE: &str = "GwTable";
pub(super) const LABEL_WORDS: &str = "GwLabelWords";
pub(super) const SIGNER_WORDS: &str = "GwSignerWords";
pub(super) const TOTAL_WORDS: &str = "GwTotalWords";

/// Half points of the usual sizes: 二号, 三号, 四号, 五号.
const ER: usize = 44;
pub(super) const SAN: usize = 32;
const SI: usize = 28;
pub(super) const WU: usize = 21;

/// The second name of a style Word has itself.
pub(super) const ALIASES: [(&str, &str); 6] = [
    ("Normal", "公文底稿"),
    ("Title", "公文标题"),
    ("Heading1", "一级标题"),
    ("Heading2", "二级标题"),
    ("Heading3", "三级标题"),
    ("Heading4", "四级标题"),
];

/// The style of a heading; below the fourth level all are alike.
pub(super) fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    }
}

pub(super) fn contents_entry(level: u8) -> &'static str {
    if level <= 1 { "TOC1" } else { "TOC2" }
}

pub(super) fn hex(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.red, color.green, color.blue)
}

pub(super) const FANG: &str = "仿宋_GB2312";
const KAI: &str = "楷体_GB2312";
pub(super) const HEI: &str = "黑体";
const SONG: &str = "宋体";
const TITLE_FACE: &str = "方正小标宋简体";

/// Figures and Latin letters among 仿宋, 楷体 and 宋体.
const LATIN: &str = "Times New Roman";

/// All faces the styles name, for the table of fonts.
pub(super) const FACES: [&str; 6] = [TITLE_FACE, FANG, KAI, HEI, SONG, LATIN];

/// A face; what both scripts have (quotation marks, dashes) is Chinese.
pub(super) fn fonts(face: &str) -> RunFonts {
    let latin = if [FANG, KAI, SONG].contains(&face) { LATIN } else { face };
    RunFonts::new().ascii(latin).hi_ansi(latin).east_asia(face).cs(latin).hint("eastAsia")
}

/// From one line of a title to the next, and what stays free below.
pub(super) fn title_spacing(before: u32) -> LineSpacing {
    exact(680).before(before).after(410)
}

pub(super) fn exact(line: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(line)
}

/// As high as the words, and at least this much.
fn at_least(line: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::AtLeast).line(line)
}

fn paragraph(id: &str, name: &str, face: &str, size: usize) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").fonts(fonts(face)).size(size)
}

/// One that is off the grid: tables, pictures, small print.
fn small(id: &str, name: &str, face: &str, size: usize) -> Style {
    let line = i32::try_from(size).unwrap_or(0) * 13;
    let mut style = paragraph(id, name, face, size).line_spacing(exact(line)).snap_to_grid(false);
    style.run_property = style.run_property.spacing(0);
    style.align(AlignmentType::Left)
}

fn kept(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_next(true);
    style
}

fn indented(style: Style) -> Style {
    style.indent(None, Some(SpecialIndentType::FirstLine(2 * CHARACTER)), None, None)
}

fn tabbed(mut style: Style, value: TabValueType, position: u32, leader: Option<TabLeaderType>) -> Style {
    let tab = Tab::new().val(value).pos(position as usize);
    style.paragraph_property.tabs.push(if let Some(leader) = leader { tab.leader(leader) } else { tab });
    style
}

/// A red rule under the paragraph.
fn ruled(mut style: Style, line: BorderType, size: usize, space: usize, red: &str) -> Style {
    let border = ParagraphBorder::new(ParagraphBorderPosition::Bottom).val(line).size(size).space(space).color(red);
    style.paragraph_property = style.paragraph_property.set_borders(ParagraphBorders::with_empty().set(border));
    style
}

/// The second red rule of a letter (10.1).
fn letter_foot(mut style: Style, red: &str) -> Style {
    let line = BorderType::ThinThickSmallGap;
    let border = ParagraphBorder::new(ParagraphBorderPosition::Top).val(line).size(14).color(red);
    style.paragraph_property = style.paragraph_property.set_borders(ParagraphBorders::with_empty().set(border));
    style.line_spacing(exact(20)).snap_to_grid(false)
}

/// Every style, in the order of a document.
pub(super) fn styles(page: &PageStyle, area: u32) -> Vec<Style> {
    let mut normal = Style::new("Normal", StyleType::Paragraph)
        .name("Normal")
        .fonts(fonts(FANG))
        .size(SAN)
        .line_spacing(exact(LINE))
        .align(AlignmentType::Both);
    normal.run_property = normal.run_property.spacing(CLOSER);
    let mut all = vec![normal, indented(paragraph(BODY, "公文正文", FANG, SAN))];
    all.extend(heads(page, area));
    all.extend(headings(area));
    all.extend(ends());
    all.extend(tables(page));
    all.extend(furniture(page, area));
    all
}

fn heads(page: &PageStyle, area: u32) -> Vec<Style> {
    let red = hex(page.red);
    let centred = |style: Style| style.align(AlignmentType::Center);
    let name = |id, name| centred(paragraph(id, name, TITLE_FACE, 104)).line_spacing(exact(1300)).color(red.clone());
    vec![
        paragraph(HANDLING, "份号密级紧急程度", FANG, SAN).align(AlignmentType::Left),
        name(MASTHEAD, "发文机关标志").snap_to_grid(false),
        centred(paragraph(ISSUE, "期号", FANG, SAN)).line_spacing(exact(LINE).before(180)),
        ruled(
            tabbed(paragraph(ISSUER, "编印单位和日期", FANG, SAN), TabValueType::Right, area - 160, None).indent(
                Some(160),
                None,
                Some(160),
                None,
            ),
            BorderType::Single,
            12,
            5,
            &red,
        ),
        ruled(name(LETTERHEAD, "信函标志").snap_to_grid(false), BorderType::ThickThinSmallGap, 14, 4, &red),
        ruled(
            tabbed(paragraph(NUMBER, "发文字号", FANG, SAN), TabValueType::Right, area - 316, None)
                .align(AlignmentType::Center)
                .line_spacing(exact(LINE).before(830)),
            BorderType::Single,
            12,
            5,
            &red,
        ),
        kept(centred(paragraph(TITLE, "Title", TITLE_FACE, ER))).line_spacing(title_spacing(0)).snap_to_grid(false),
        paragraph(ADDRESSEE, "主送机关", FANG, SAN).align(AlignmentType::Left),
    ]
}

fn headings(area: u32) -> Vec<Style> {
    let level = |no: usize, face| {
        let style = indented(kept(paragraph(&format!("Heading{no}"), &format!("heading {no}"), face, SAN)));
        style.outline_lvl(no - 1).next(BODY).align(AlignmentType::Left)
    };
    let entry = |id, name, indent: i32| {
        let style = paragraph(id, name, FANG, SAN).align(AlignmentType::Left);
        tabbed(style.indent(Some(indent), None, None, None), TabValueType::Right, area, Some(TabLeaderType::Dot))
    };
    vec![
        level(1, HEI),
        level(2, KAI),
        level(3, FANG),
        level(4, FANG),
        kept(paragraph(CONTENTS, "目录标题", TITLE_FACE, ER).align(AlignmentType::Center))
            .line_spacing(title_spacing(0))
            .snap_to_grid(false),
        entry("TOC1", "toc 1", 0),
        entry("TOC2", "toc 2", 2 * CHARACTER),
    ]
}

fn ends() -> Vec<Style> {
    vec![
        paragraph(ATTACHMENTS, "附件说明", FANG, SAN).align(AlignmentType::Left),
        kept(paragraph(SIGNATURE, "署名和成文日期", FANG, SAN)).align(AlignmentType::Right),
        indented(paragraph(REMARK, "附注", FANG, SAN)),
        kept(paragraph(ANNEX, "附件标记", HEI, SAN)).align(AlignmentType::Left).outline_lvl(0).next(BODY),
        kept(paragraph(ANNEX_TITLE, "附件标题", TITLE_FACE, ER))
            .align(AlignmentType::Center)
            .line_spacing(title_spacing(579))
            .snap_to_grid(false),
        paragraph(IMPRINT, "版记", FANG, SI).line_spacing(exact(525)).snap_to_grid(false).align(AlignmentType::Left),
    ]
}

fn tables(page: &PageStyle) -> Vec<Style> {
    let muted = hex(page.muted);
    let centred = |style: Style| style.align(AlignmentType::Center);
    let after =
        |style: Style, line: i32, before: u32, after: u32| style.line_spacing(exact(line).before(before).after(after));
    vec![
        after(kept(centred(small(TABLE_TITLE, "表题", TITLE_FACE, 26))), 390, 145, 40),
        after(kept(small(TABLE_UNIT, "表单位", SONG, 19)), 285, 0, 40).align(AlignmentType::Right),
        after(kept(small(TABLE_BLOCK, "表号", SONG, 19)), 266, 0, 0),
        Style::new(TABLE, StyleType::Table).name("公文表格").table_property(docx_rs::TableProperty::without_borders()),
        centred(small(TABLE_HEAD, "表头", HEI, WU)),
        small(TABLE_TEXT, "表格文字", SONG, WU),
        // Digits of one width in whatever stands in for 黑体: a column is as wide as they are.
        Style::new(TOTAL_WORDS, StyleType::Character)
            .name("表格合计")
            .fonts(RunFonts::new().ascii(LATIN).hi_ansi(LATIN).east_asia(HEI).cs(LATIN).hint("eastAsia")),
        Style::new(SIGNER_WORDS, StyleType::Character).name("签发人姓名").fonts(fonts(KAI)),
        Style::new(LABEL_WORDS, StyleType::Character).name("公文标签").fonts(fonts(HEI)),
        after(small(TABLE_NOTE, "表注", SONG, 18), 261, 0, 0).color(muted.clone()).align(AlignmentType::Both),
        after(kept(small(FIGURE_TITLE, "图题", HEI, WU)), 300, 145, 0),
        after(kept(small(FIGURE_NOTE, "图副题", SONG, 18)), 240, 0, 0).color(muted.clone()),
        centred(small(FIGURE, "图", SONG, 2)).line_spacing(at_least(20).after(120)),
        centred(small(KEY_LABEL, "要点名称", HEI, WU)),
        centred(small(KEY_VALUE, "要点数值", TITLE_FACE, 48)),
        after(centred(small(KEY_NOTE, "要点说明", SONG, 18)), 250, 0, 0).color(muted),
    ]
}

fn furniture(page: &PageStyle, area: u32) -> Vec<Style> {
    vec![
        tabbed(small(HEADER, "header", SONG, 18).color(hex(page.muted)), TabValueType::Right, area, None),
        small(FOOTER, "footer", SONG, SI).line_spacing(exact(314)),
        letter_foot(paragraph(LETTER_FOOT, "信函首页页脚", SONG, 2), &hex(page.red)),
        paragraph(GAP, "要点间隔", SONG, 2).line_spacing(exact(20).before(100).after(100)).snap_to_grid(false),
        paragraph(BREAK, "分节", SONG, 2).line_spacing(exact(20)).snap_to_grid(false),
    ]
}
