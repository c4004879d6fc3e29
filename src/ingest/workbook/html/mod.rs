//! Tables of a web page, as programs export them under the name of a workbook. All on one sheet: the first starts at
//! A1, each other one two rows below the last row before it, so that feet are just further cells.

mod style;
mod table;

use super::filler::Filler;
use super::{Grid, Refusal};
use html5gum::emitters::default::{StartTag, Token};
use html5gum::{DefaultEmitter, Tokenizer};
use style::Styles;
use table::Tables;

/// What a page says it is encoded in, its head being in lower case: `<meta charset=gbk>`, or in the type of its content.
pub(super) fn charset(head: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(head).into_owned();
    let (_, rest) = text.split_once("charset=")?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!label.is_empty()).then_some(label)
}

pub(super) fn read(text: &str, filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut tables = Tables::default();
    let mut styles = Styles::default();
    // The element whose text is not for people.
    let mut raw = None;
    for token in Tokenizer::new_with_emitter(text, emitter) {
        filler.step()?;
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if matches!(name.as_str(), "style" | "script" | "title") {
                    raw = Some(name);
                } else {
                    start(&tag, &name, &styles, &mut tables, filler)?;
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if raw.as_deref() == Some(name.as_str()) {
                    raw = None;
                } else {
                    end(&name, &mut tables, filler)?;
                }
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text).into_owned();
                match raw.as_deref() {
                    Some("style") => styles.add(&text),
                    Some(_) => {}
                    None => tables.text(&text, filler)?,
                }
            }
            // Older exports hide their styles from older browsers.
            Token::Comment(text) if raw.is_some() => styles.add(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    // A page of frames, or one that a script fills: what a person sees in it is somewhere else.
    if !tables.any() {
        return Err(Refusal::NotAWorkbook);
    }
    tables.into_grid(filler).map(|grid| vec![grid])
}

fn start(
    tag: &StartTag<()>,
    name: &str,
    styles: &Styles,
    tables: &mut Tables,
    filler: &mut Filler<'_>,
) -> Result<(), Refusal> {
    match name {
        "table" => tables.open(filler),
        "tr" => tables.row(is_hidden(tag), filler),
        "s" | "strike" | "del" => {
            tables.strike(true);
            Ok(())
        }
        "caption" => {
            tables.row(false, filler)?;
            tables.cell(table::OpenCell::default(), filler)
        }
        "td" | "th" => tables.cell(open_cell(tag, styles), filler),
        "br" => tables.line_break(),
        "p" | "div" | "li" => tables.paragraph(),
        _ => Ok(()),
    }
}

fn end(name: &str, tables: &mut Tables, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    match name {
        "table" => tables.close(filler),
        "tr" | "caption" => tables.end_row(filler),
        "td" | "th" => tables.end_cell(filler),
        "s" | "strike" | "del" => {
            tables.strike(false);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A cell as its tag has it: its spans, its number format, and the exact number Excel writes beside the one it shows.
fn open_cell(tag: &StartTag<()>, styles: &Styles) -> table::OpenCell {
    let attribute = |name: &str| {
        let value = tag.attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(value).into_owned())
    };
    let span = |name: &str| attribute(name).and_then(|text| text.trim().parse().ok());
    let by_class = attribute("class").and_then(|classes| styles.of_classes(&classes));
    let by_style = attribute("style").and_then(|declarations| style::format(&declarations));
    let mut format = by_style.or(by_class).unwrap_or_default();
    format.text |= attribute("x:str").is_some();
    table::OpenCell {
        spans: (span("rowspan").unwrap_or(1), span("colspan").unwrap_or(1)),
        exact: attribute("x:num"),
        format,
        hidden: is_hidden(tag),
        ..table::OpenCell::default()
    }
}

/// A browser does not show it.
fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = tag.attributes.get(b"style".as_slice()).map(|style| String::from_utf8_lossy(style).to_lowercase());
    let style = style.map(|style| style.split_whitespace().collect::<String>()).unwrap_or_default();
    tag.attributes.contains_key(b"hidden".as_slice()) || style.contains("display:none")
}
