//! The boxes comments are shown in: a drawing in a language of its own, which is not quite XML and changed as text.

use super::Fault;
use crate::model::Cell;
use std::collections::BTreeSet;
use std::fmt::Write;

const SHAPE_TYPE: &str = "_x0000_t202";
/// Columns and rows of a sheet.
const COLUMNS: u32 = 16_384;
const ROWS: u32 = 1_048_576;

/// How large a box is, in cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Box {
    pub cell: Cell,
    pub columns: u32,
    pub rows: u32,
}

/// A drawing without boxes yet.
pub(super) fn bare() -> String {
    "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
     xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" \
     data=\"1\"/></o:shapelayout>\n</xml>"
        .to_owned()
}

/// The drawing with these boxes at the end, hidden until one points at their cells.
pub(super) fn extended(text: &str, boxes: &[Box]) -> Result<String, Fault> {
    let end = text.rfind("</xml>").ok_or(Fault("批注的图形部件无法改写"))?;
    let mut added = String::new();
    if !text.contains(&format!("id=\"{SHAPE_TYPE}\"")) {
        added.push_str(&format!(
            "<v:shapetype {SPACES} id=\"{SHAPE_TYPE}\" coordsize=\"21600,21600\" o:spt=\"202\" \
             path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" \
             o:connecttype=\"rect\"/></v:shapetype>\n"
        ));
    }
    let first = next_number(text);
    for (number, shown) in (first..).zip(boxes) {
        // Writing into a string cannot fail.
        let _ = writeln!(added, "{}", shape(number, *shown));
    }
    let (before, after) = text.split_at(end);
    Ok(format!("{before}{added}{after}"))
}

/// The drawing without the boxes of these cells.
pub(super) fn without(text: &str, cells: &BTreeSet<Cell>) -> String {
    let (mut left, mut rest) = (String::new(), text);
    while let Some(start) = rest.find("<v:shape ") {
        let Some(end) = rest[start..].find(END).map(|at| start + at + END.len()) else { break };
        let shape = &rest[start..end];
        let goes = shape.contains("\"Note\"") && cell_of(shape).is_some_and(|cell| cells.contains(&cell));
        left.push_str(if goes { &rest[..start] } else { &rest[..end] });
        rest = &rest[end..];
    }
    left + rest
}

const END: &str = "</v:shape>";

fn cell_of(shape: &str) -> Option<Cell> {
    let number = |name: &str| shape.split_once(name)?.1.split('<').next()?.trim().parse::<u32>().ok();
    Some(Cell::new(number("<x:Row>")?, number("<x:Column>")?))
}

/// Said again on our own shapes: a drawing of others may call them by other prefixes.
const SPACES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
                      xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";

/// Behind the highest number of a shape there is.
fn next_number(text: &str) -> u64 {
    let numbers = text.match_indices("_x0000_s").filter_map(|(at, mark)| {
        let rest = text.get(at + mark.len()..)?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end.min(9))?.parse::<u64>().ok()
    });
    numbers.max().unwrap_or(1024).max(1024) + 1
}

fn shape(number: u64, shown: Box) -> String {
    let Cell { row, column } = shown.cell;
    let left = (column + 1).min(COLUMNS - 1 - shown.columns.min(COLUMNS - 1));
    let right = (left + shown.columns).min(COLUMNS - 1);
    let top = row.saturating_sub(1).min(ROWS - 1 - shown.rows.min(ROWS - 1));
    let bottom = (top + shown.rows).min(ROWS - 1);
    format!(
        "<v:shape {SPACES} id=\"_x0000_s{number}\" type=\"#{SHAPE_TYPE}\" \
         style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:210pt;height:90pt;z-index:{number};visibility:hidden\" \
         fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" \
         obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div \
         style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
         <x:Anchor>{left}, 12, {top}, 4, {right}, 4, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>\
         <x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_numbered_behind_those_there_are() {
        let one = |cell| Box { cell: Cell::parse(cell).unwrap(), columns: 3, rows: 5 };
        let first = extended(&bare(), &[one("B2"), one("XFD1048576")]).unwrap();
        assert!(first.contains("id=\"_x0000_s1025\"") && first.contains("id=\"_x0000_s1026\""));
        assert!(first.contains("<x:Anchor>2, 12, 0, 4, 5, 4, 5, 4</x:Anchor>"), "{first}");
        assert!(first.contains("<x:Row>1048575</x:Row>") && first.contains(", 16383, 4, 1048575, 4"), "{first}");
        let second = extended(&first, &[one("C3")]).unwrap();
        assert_eq!(second.matches("<v:shapetype").count(), 1);
        assert!(second.contains("id=\"_x0000_s1027\""));
        let left = without(&second, &[Cell::parse("B2").unwrap(), Cell::parse("D4").unwrap()].into());
        assert_eq!(left.matches("<v:shape ").count(), 2);
        assert!(left.contains("<v:shapetype") && !left.contains("s1025") && left.ends_with("</xml>"), "{left}");
        assert!(extended("<br>", &[]).is_err());
    }
}
