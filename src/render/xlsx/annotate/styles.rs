//! The styles of a workbook, with more of them at the end: a cell's own one with another fill, and those of the list.

use super::Fault;
use super::list_look::{self, Look};
use super::markup::{Edits, Kind, Tag, root, tags};
use crate::finding::Level;
use std::collections::BTreeMap;

/// Sections in the order they must stand in.
const ORDER: [&str; 11] = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
];
/// What a section has that is not there: fills 0 and 1 are reserved.
const FIRST: [(&str, &[&str]); 4] = [
    ("fonts", &["<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"]),
    (
        "fills",
        &["<fill><patternFill patternType=\"none\"/></fill>", "<fill><patternFill patternType=\"gray125\"/></fill>"],
    ),
    ("borders", &["<border><left/><right/><top/><bottom/><diagonal/></border>"]),
    ("cellXfs", &["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"]),
];

/// A section: its tags, and how many entries it has.
#[derive(Clone, Debug, Default)]
struct Section {
    /// Its start tag, and where the next entry goes; none where it is not there.
    open: Option<(usize, usize, bool)>,
    close: usize,
    entries: usize,
    added: Vec<String>,
}

pub(super) struct Styles {
    text: String,
    prefix: String,
    sections: BTreeMap<&'static str, Section>,
    /// The styles of cells as they are written.
    formats: Vec<String>,
    end: usize,
    marked: BTreeMap<(usize, Level), usize>,
    fills: BTreeMap<Level, usize>,
    looks: BTreeMap<Look, usize>,
}

/// A workbook without styles gets these.
pub(super) fn bare(namespace: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"{namespace}\"></styleSheet>"
    )
}

impl Styles {
    pub fn new(text: String) -> Result<Self, Fault> {
        let mut styles = Self {
            prefix: root(&text)?.prefix().to_owned(),
            sections: ORDER.into_iter().map(|name| (name, Section::default())).collect(),
            formats: Vec::new(),
            end: 0,
            marked: BTreeMap::new(),
            fills: BTreeMap::new(),
            looks: BTreeMap::new(),
            text: String::new(),
        };
        styles.survey(&text)?;
        styles.text = text;
        for (name, entries) in FIRST {
            let section = styles.section(name);
            if section.entries == 0 {
                for entry in entries {
                    styles.add(name, entry);
                }
            }
        }
        Ok(styles)
    }

    fn survey(&mut self, text: &str) -> Result<(), Fault> {
        let mut inside: Option<&'static str> = None;
        let mut format: Option<usize> = None;
        for tag in tags(text) {
            let tag = tag?;
            match (tag.depth, tag.kind) {
                (0, Kind::Empty) => return Err(Fault("样式部件是空的")),
                (0, Kind::Close) => self.end = tag.start,
                (1, Kind::Close) => {
                    if let Some(name) = inside.take() {
                        self.section(name).close = tag.start;
                    }
                }
                (1, kind) => {
                    let known = ORDER.into_iter().find(|name| *name == tag.local());
                    if let Some(name) = known {
                        self.section(name).open = Some((tag.start, tag.end, kind == Kind::Empty));
                    }
                    inside = known.filter(|_| kind == Kind::Open);
                }
                (2, kind) => {
                    let Some(name) = inside else { continue };
                    if kind != Kind::Close {
                        self.section(name).entries += 1;
                    }
                    if name == "cellXfs" {
                        match kind {
                            Kind::Open => format = Some(tag.start),
                            Kind::Empty => self.formats.push(tag.raw().to_owned()),
                            Kind::Close => {
                                let whole = format.take().and_then(|start| text.get(start..tag.end));
                                self.formats.push(whole.unwrap_or_default().to_owned());
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn section(&mut self, name: &'static str) -> &mut Section {
        self.sections.entry(name).or_default()
    }

    /// Adds an entry, written without a prefix, and gives its number.
    fn add(&mut self, name: &'static str, entry: &str) -> usize {
        let entry = self.prefixed(entry);
        let section = self.section(name);
        if let Some(at) = section.added.iter().position(|added| *added == entry) {
            return section.entries + at;
        }
        section.added.push(entry.clone());
        let number = section.entries + section.added.len() - 1;
        if name == "cellXfs" {
            self.formats.push(entry);
        }
        number
    }

    fn prefixed(&self, entry: &str) -> String {
        if self.prefix.is_empty() {
            return entry.to_owned();
        }
        let entry = entry.replace("</", "\u{0}").replace('<', &format!("<{}", self.prefix));
        entry.replace('\u{0}', &format!("</{}", self.prefix))
    }

    /// The style of a marked cell: its own with the fill of the level.
    pub fn marked(&mut self, style: usize, level: Level) -> Result<usize, Fault> {
        if let Some(known) = self.marked.get(&(style, level)) {
            return Ok(*known);
        }
        let fill = match self.fills.get(&level) {
            Some(fill) => *fill,
            None => {
                let fill = self.add("fills", &list_look::solid(list_look::mark(level)));
                *self.fills.entry(level).or_insert(fill)
            }
        };
        let own = self.formats.get(style).or(self.formats.first()).ok_or(Fault("没有单元格样式"))?.clone();
        let tag = root(&own)?;
        let filled = tag.with("fillId", Some(&fill.to_string()));
        let start = root(&filled)?.with("applyFill", Some("1"));
        // The rest of the entry has its prefix already.
        let entry = format!("{start}{}", own.get(tag.end..).unwrap_or_default());
        let section = self.section("cellXfs");
        section.added.push(entry.clone());
        let number = section.entries + section.added.len() - 1;
        self.formats.push(entry);
        self.marked.insert((style, level), number);
        Ok(number)
    }

    /// The style of a cell of the list.
    pub fn look(&mut self, look: Look) -> usize {
        if let Some(known) = self.looks.get(&look) {
            return *known;
        }
        let parts = list_look::parts(look);
        let font = self.add("fonts", &parts.font);
        let fill = parts.fill.map_or(0, |fill| self.add("fills", &list_look::solid(fill)));
        let border = parts.border.map_or(0, |border| self.add("borders", &border));
        let number = self.add("cellXfs", &list_look::format(&parts.align, parts.unlocked, (font, fill, border)));
        self.looks.insert(look, number);
        number
    }

    /// The part with all that was added.
    pub fn finish(self) -> Result<String, Fault> {
        let mut edits = Edits::default();
        for (at, name) in ORDER.into_iter().enumerate() {
            let Some(section) = self.sections.get(name).filter(|section| !section.added.is_empty()) else { continue };
            let added = section.added.concat();
            let count = (section.entries + section.added.len()).to_string();
            match section.open {
                None => {
                    let later = ORDER.iter().skip(at + 1).filter_map(|later| self.sections.get(later)?.open);
                    let place = later.map(|(start, ..)| start).min().unwrap_or(self.end);
                    let name = format!("{}{name}", self.prefix);
                    edits.insert(place, format!("<{name} count=\"{count}\">{added}</{name}>"));
                }
                Some((start, end, empty)) => {
                    let raw = self.text.get(start..end).unwrap_or_default();
                    let counted = root(raw)?.with("count", Some(&count));
                    if empty {
                        let (open, close) = Tag::opened(&counted);
                        edits.replace(start, end, format!("{open}{added}{close}"));
                    } else {
                        edits.replace(start, end, counted);
                        edits.insert(section.close, added);
                    }
                }
            }
        }
        Ok(edits.apply(&self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_style_keeps_all_but_its_fill() {
        let text = "<x:styleSheet xmlns:x='m'><x:fonts count='1'><x:font/></x:fonts><x:fills count='2'><x:fill/><x:fill/></x:fills>\
                    <x:borders count='1'><x:border/></x:borders><x:cellXfs count='2'><x:xf fillId='0'/>\
                    <x:xf numFmtId='4' fillId='1' applyFill='0'><x:alignment wrapText='1'/></x:xf></x:cellXfs></x:styleSheet>";
        let mut styles = Styles::new(text.to_owned()).unwrap();
        assert_eq!(styles.marked(1, Level::Must).unwrap(), 2);
        assert_eq!(styles.marked(1, Level::Must).unwrap(), 2, "once");
        assert_eq!(styles.marked(1, Level::Query).unwrap(), 3);
        assert_eq!(styles.marked(0, Level::Query).unwrap(), 4);
        let new = styles.finish().unwrap();
        assert!(
            new.contains("<x:xf numFmtId='4' fillId='2' applyFill='1'><x:alignment wrapText='1'/></x:xf>"),
            "{new}"
        );
        assert!(new.contains("<x:fills count='4'>") && new.contains("<x:cellXfs count='5'>"), "{new}");
        assert!(new.contains("<x:fill><x:patternFill patternType=\"solid\">"), "{new}");
    }

    #[test]
    fn sections_that_are_missing_stand_in_order() {
        let mut styles = Styles::new(bare("m")).unwrap();
        assert_eq!(styles.marked(7, Level::Must).unwrap(), 1, "an unknown style is the first");
        let new = styles.finish().unwrap();
        let places: Vec<usize> = ["<fonts ", "<fills ", "<borders ", "<cellXfs "].map(|s| new.find(s).unwrap()).into();
        assert!(places.is_sorted(), "{new}");
        assert!(new.contains("<fills count=\"3\">"), "{new}");
    }
}
