//! Where a finding stands, as a clerk says it: a desk's own record by its name, a line of it as a line.

use crate::model::{Cell, Place};

/// The desk's own records by the names of their files.
const RECORDS: [(&str, &str); 5] = [
    ("own_figures.toml", "本级数据记录"),
    ("progress.toml", "工作进展记录"),
    ("plan.toml", "工作计划"),
    ("targets.toml", "目标"),
    ("explanations.toml", "情况说明记录"),
];

/// The record a path of the templates names, and the line behind it.
fn record(path: &str) -> Option<(&'static str, Option<&str>)> {
    let name = path.strip_prefix("desks/")?.rsplit('/').next()?;
    let (name, line) = name.split_once(':').map_or((name, None), |(name, line)| (name, Some(line)));
    RECORDS.iter().find(|(file, _)| *file == name).map(|(_, words)| (*words, line))
}

/// The file of a place, as it is told.
pub(super) fn file_words(place: &Place) -> Option<String> {
    let path = place.file.as_deref()?;
    Some(match record(path) {
        Some((words, Some(line))) => format!("{words}第{line}行"),
        Some((words, None)) => words.to_owned(),
        None => path.to_owned(),
    })
}

/// The cell of a place; in a record of the desk it is a line.
pub(super) fn cell_words(place: &Place) -> Option<String> {
    let recorded = place.file.as_deref().and_then(record).is_some();
    let words = |cell: Cell| if recorded { format!("第{}行", cell.row + 1) } else { cell.to_string() };
    place.cell.map(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_the_desk_is_told_by_its_name_and_a_return_by_its_file() {
        let told = |file: &str| {
            let place = Place { cell: Some(Cell::new(15, 0)), ..Place::file(&file.into()) };
            (file_words(&place).unwrap(), cell_words(&place).unwrap())
        };
        assert_eq!(told("desks/a-2021/own_figures.toml"), ("本级数据记录".to_owned(), "第16行".to_owned()));
        assert_eq!(told("desks/a-2021/progress.toml:38").0, "工作进展记录第38行");
        assert_eq!(told("2021-11/甲县.xlsx"), ("2021-11/甲县.xlsx".to_owned(), "A16".to_owned()));
        assert_eq!(file_words(&Place::default()), None);
    }
}
