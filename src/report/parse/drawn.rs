//! A table as Markdown draws it → a table of a document. A cell that is a figure stays one.

use crate::document::{Align, Band, CellContent, Column, Inline, Row, RowKind, Table, TableCell, plain_text};
use crate::finding::Said;
use crate::model::Decimal;

/// The rows below a `::table`; `read` makes runs of a cell's text.
///
/// # Errors
/// No heads, rows of several lengths, words beside a figure in one cell, or what `read` finds.
pub fn table<E: From<Said>>(rows: &[Vec<String>], read: &impl Fn(&str) -> Result<Vec<Inline>, E>) -> Result<Table, E> {
    let mut lines = rows.iter();
    let (Some(heads), Some(rules)) = (lines.next(), lines.next()) else {
        let said = Said::new("::table 下面要有表头一行和 |---| 一行", "::table wants a line of heads and one of |---|");
        return Err(said.into());
    };
    let heads = heads.iter().map(|head| read(head).map(|head| plain_text(&head))).collect::<Result<Vec<_>, _>>()?;
    let columns: Vec<Column> = heads.iter().zip(rules).map(|(head, rule)| column(head, rule)).collect();
    let mut all = Vec::new();
    for line in lines {
        if line.len() != heads.len() || rules.len() != heads.len() {
            return Err(Said::new("表的各行格数不同", "the rows of a table are not of one length").into());
        }
        let cells = line.iter().map(|text| cell(&read(text)?).map_err(E::from)).collect::<Result<Vec<_>, _>>()?;
        all.push(Row { kind: RowKind::Item, cells });
    }
    Ok(Table { columns, rows: all, ..Table::default() })
}

/// `:--:` is centred, `--:` right; the number of dashes is the column's share of the width.
fn column(head: &str, rule: &str) -> Column {
    let align = match (rule.starts_with(':'), rule.ends_with(':')) {
        (true, true) => Align::Center,
        (false, true) => Align::Number,
        _ => Align::Left,
    };
    let dashes = rule.chars().filter(|c| *c == '-').count();
    Column { heads: vec![head.to_owned()], align, weight: u32::try_from(dashes).unwrap_or(1).max(1) }
}

fn cell(inlines: &[Inline]) -> Result<TableCell, Said> {
    let words = plain_text(inlines);
    let has = |is: fn(&Inline) -> bool| inlines.iter().any(is);
    let content = match inlines {
        [] => CellContent::Empty,
        [Inline::Figure { key, text }] => {
            let (value, places) = number(text);
            CellContent::Figure { key: key.clone(), shown: text.clone(), value, places }
        }
        [Inline::Number(text)] if text.parse::<Decimal>().is_ok() => {
            let (value, places) = number(text);
            CellContent::Number { shown: words, value: value.unwrap_or_default(), places }
        }
        _ if has(|inline| matches!(inline, Inline::Figure { .. })) => {
            let zh = format!("一格里有指标数的，不能再有别的字（“{words}”）；请另立一列");
            return Err(Said::new(
                zh,
                format!("a cell with a figure holds nothing else (\"{words}\"): make a column more"),
            ));
        }
        _ if has(|inline| matches!(inline, Inline::Quote(_))) => CellContent::Quote(words),
        _ => CellContent::Text(words),
    };
    Ok(TableCell { content, band: Band::None })
}

/// The number in a figure's text, as printed: of `-3.20万元` it is -3.20, with its places.
fn number(text: &str) -> (Option<Decimal>, u32) {
    let start = text.find(|c: char| c.is_ascii_digit() || c == '-').unwrap_or(text.len());
    let rest = text.get(start..).unwrap_or_default();
    let number: String =
        rest.char_indices().take_while(|(at, c)| c.is_ascii_digit() || *c == '.' || *at == 0).map(|(_, c)| c).collect();
    let places = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (number.parse().ok(), u32::try_from(places).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FigureKey;

    #[test]
    fn the_number_is_the_one_that_is_printed() {
        for (text, value, places) in
            [("98.14%", "98.14", 2), ("-3.20万元", "-3.20", 2), ("3.3万余人", "3.3", 1), ("不低于80%", "80", 0)]
        {
            assert_eq!(number(text), (value.parse().ok(), places), "{text}");
        }
        assert_eq!(number("…").0, None);
    }

    #[test]
    fn a_figure_stands_alone_in_its_cell() {
        let key = FigureKey::parse("411000/x.rate/ratio/2021-11").unwrap();
        let figure = Inline::Figure { key: key.clone(), text: "98.14%".into() };
        let alone = cell(std::slice::from_ref(&figure)).unwrap();
        let shown = "98.14%".to_owned();
        assert_eq!(alone.content, CellContent::Figure { key, shown, value: "98.14".parse().ok(), places: 2 });
        let told = cell(&[Inline::Text("约".into()), figure]).unwrap_err();
        assert!(told.zh.contains("“约98.14%”"), "{}", told.zh);
        let three = cell(&[Inline::Number("3".into())]).unwrap();
        assert!(matches!(three.content, CellContent::Number { places: 0, .. }), "{three:?}");
    }
}
