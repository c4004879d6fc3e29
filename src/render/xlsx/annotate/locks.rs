//! Which styles of a workbook leave a cell open where its sheet is protected.

use super::Fault;
use super::markup::{Kind, tags};
use std::collections::BTreeSet;

/// The numbers of the cell formats that say `locked="0"`.
pub(super) fn open_styles(text: &str) -> Result<BTreeSet<usize>, Fault> {
    let (mut open, mut inside, mut count) = (BTreeSet::new(), false, 0_usize);
    for tag in tags(text) {
        let tag = tag?;
        match (tag.local(), tag.kind, tag.depth) {
            ("cellXfs", kind, 1) => inside = kind == Kind::Open,
            ("xf", Kind::Open | Kind::Empty, 2) if inside => count += 1,
            ("protection", Kind::Open | Kind::Empty, 3) if inside => {
                let is_open = tag.attribute("locked").is_some_and(|locked| matches!(locked.trim(), "0" | "false"));
                open.extend(count.checked_sub(1).filter(|_| is_open));
            }
            _ => {}
        }
    }
    Ok(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_formats_of_cells_that_say_so_are_open() {
        let text = "<styleSheet><cellStyleXfs><xf><protection locked=\"0\"/></xf></cellStyleXfs><cellXfs><xf/>\
            <xf><alignment/><protection locked=\"0\"/></xf><xf><protection locked=\"1\"/></xf></cellXfs></styleSheet>";
        assert_eq!(open_styles(text).unwrap(), BTreeSet::from([1]));
    }
}
