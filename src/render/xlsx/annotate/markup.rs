//! XML as text with places: a part is changed in spots and stays as it is, letter by letter, everywhere else.

use super::Fault;
use crate::render::xml::escaped;

/// A start tag, an empty one, an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Empty,
    Close,
}

/// A tag and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// Elements around it.
    pub depth: usize,
    raw: &'a str,
}

/// An attribute: its name and where its value stands in the tag, quotes excluded; and where it begins, with the space
/// before it.
struct Attribute<'a> {
    name: &'a str,
    begins: usize,
    value: (usize, usize),
}

impl<'a> Tag<'a> {
    /// The name with its prefix.
    pub fn name(&self) -> &'a str {
        let start = if self.kind == Kind::Close { 2 } else { 1 };
        let rest = self.raw.get(start..).unwrap_or_default();
        rest.split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').next().unwrap_or_default()
    }
    pub fn local(&self) -> &'a str {
        self.name().rsplit(':').next().unwrap_or_default()
    }
    /// The prefix of its name with the colon, or nothing.
    pub fn prefix(&self) -> &'a str {
        self.name().rfind(':').map_or("", |at| self.name().get(..=at).unwrap_or_default())
    }
    /// It begins an element of this name, whatever its prefix.
    pub fn begins(&self, local: &str) -> bool {
        self.kind != Kind::Close && self.local() == local
    }
    pub fn ends(&self, local: &str) -> bool {
        self.kind == Kind::Close && self.local() == local
    }
    fn attributes(&self) -> Vec<Attribute<'a>> {
        let mut all = Vec::new();
        let mut at = 1 + self.name().len();
        while let Some((attribute, next)) = attribute(self.raw, at) {
            all.push(attribute);
            at = next;
        }
        all
    }
    fn value(&self, is_it: impl Fn(&str) -> bool) -> Option<String> {
        let found = self.attributes().into_iter().find(|attribute| is_it(attribute.name))?;
        self.raw.get(found.value.0..found.value.1).map(unescape)
    }
    /// An attribute without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.value(|written| written == name)
    }
    /// An attribute that has a prefix, whatever it is: `r:id`.
    pub fn prefixed(&self, local: &str) -> Option<String> {
        self.value(|written| written.split_once(':').is_some_and(|(_, name)| name == local))
    }
    /// The prefix declared for a namespace, with the colon; the default namespace has none.
    pub fn prefix_of(&self, is_it: impl Fn(&str) -> bool) -> Option<String> {
        let declared = self.attributes().into_iter().filter_map(|attribute| {
            let prefix = attribute.name.strip_prefix("xmlns:")?;
            is_it(self.raw.get(attribute.value.0..attribute.value.1)?).then(|| format!("{prefix}:"))
        });
        declared.into_iter().next()
    }
    /// The namespace of its own name, as far as it is declared here.
    pub fn namespace(&self) -> Option<String> {
        match self.prefix().strip_suffix(':') {
            None => self.attribute("xmlns"),
            Some(prefix) => self.value(|written| written.strip_prefix("xmlns:") == Some(prefix)),
        }
    }
    /// The tag with an attribute set to a value, or taken away.
    pub fn with(&self, name: &str, value: Option<&str>) -> String {
        let mut raw = self.raw.to_owned();
        let found = self.attributes().into_iter().find(|attribute| attribute.name == name);
        match (found, value) {
            (Some(found), Some(value)) => raw.replace_range(found.value.0..found.value.1, &escaped(value)),
            (Some(found), None) => raw.replace_range(found.begins..found.value.1 + 1, ""),
            (None, Some(value)) => {
                raw.insert_str(1 + self.name().len(), &format!(" {name}=\"{}\"", escaped(value)));
            }
            (None, None) => {}
        }
        raw
    }
    /// An empty tag as the start of an element, and the end that belongs to it.
    pub fn opened(raw: &str) -> (String, String) {
        let start = raw.trim_end_matches("/>").trim_end();
        let name = start.get(1..).unwrap_or_default().split(|c: char| c.is_ascii_whitespace()).next();
        (format!("{start}>"), format!("</{}>", name.unwrap_or_default()))
    }
    pub fn raw(&self) -> &'a str {
        self.raw
    }
}

/// The attribute at or behind a place of a tag, and where to look for the next.
fn attribute(raw: &str, from: usize) -> Option<(Attribute<'_>, usize)> {
    let rest = raw.get(from..)?;
    let start = from + rest.find(|c: char| !c.is_ascii_whitespace())?;
    let name = raw.get(start..)?.split(|c: char| c.is_ascii_whitespace() || c == '=' || c == '>').next()?;
    let mut at = start + name.len();
    let skip = |at: usize| Some(at + raw.get(at..)?.find(|c: char| !c.is_ascii_whitespace())?);
    at = skip(at)?;
    if name.is_empty() || !raw.get(at..)?.starts_with('=') {
        return None;
    }
    at = skip(at + 1)?;
    let quote = raw.get(at..)?.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let length = raw.get(at + 1..)?.find(quote)?;
    let value = (at + 1, at + 1 + length);
    Some((Attribute { name, begins: from, value }, value.1 + 1))
}

/// The tags of a part, one after the other. What is no XML, or brings its own entities, is a fault.
pub(super) struct Tags<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    ended: bool,
}

pub(super) fn tags(text: &str) -> Tags<'_> {
    Tags { text, at: 0, depth: 0, ended: false }
}

const NO_XML: Fault = Fault("部件不是规范的 XML");

impl<'a> Tags<'a> {
    fn step(&mut self) -> Result<Option<Tag<'a>>, Fault> {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(found) = rest.find('<') else {
                return if self.depth == 0 { Ok(None) } else { Err(NO_XML) };
            };
            let start = self.at + found;
            let rest = rest.get(found..).unwrap_or_default();
            let passed = |mark: &str, end: &str| match rest.starts_with(mark) {
                true => rest.find(end).map(|at| Some(start + at + end.len())).ok_or(NO_XML),
                false => Ok(None),
            };
            let other = match passed("<!--", "-->")? {
                Some(end) => Some(end),
                None => match passed("<![CDATA[", "]]>")? {
                    Some(end) => Some(end),
                    None => passed("<?", "?>")?,
                },
            };
            if let Some(end) = other {
                self.at = end;
                continue;
            }
            if rest.starts_with("<!") {
                return Err(NO_XML);
            }
            return self.tag(start, rest).map(Some);
        }
    }

    fn tag(&mut self, start: usize, rest: &'a str) -> Result<Tag<'a>, Fault> {
        let mut quote = None;
        let closes = |(_, byte): &(usize, u8)| match (quote, *byte) {
            (None, b'>') => true,
            (None, b'"' | b'\'') => {
                quote = Some(*byte);
                false
            }
            (Some(open), byte) if byte == open => {
                quote = None;
                false
            }
            _ => false,
        };
        let (length, _) = rest.bytes().enumerate().find(closes).ok_or(NO_XML)?;
        let raw = rest.get(..=length).ok_or(NO_XML)?;
        self.at = start + raw.len();
        let kind = match (raw.starts_with("</"), raw.ends_with("/>")) {
            (true, _) => Kind::Close,
            (false, true) => Kind::Empty,
            (false, false) => Kind::Open,
        };
        if kind == Kind::Close {
            self.depth = self.depth.checked_sub(1).ok_or(NO_XML)?;
        }
        let tag = Tag { kind, start, end: self.at, depth: self.depth, raw };
        if kind == Kind::Open {
            self.depth += 1;
        }
        Ok(tag)
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Result<Tag<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = self.step();
        self.ended = !matches!(found, Ok(Some(_)));
        found.transpose()
    }
}

/// The first tag: the root.
pub(super) fn root(text: &str) -> Result<Tag<'_>, Fault> {
    tags(text).next().ok_or(NO_XML)?
}

/// Changes of a text, by the places they had before any of them.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(usize, usize, String)>);

impl Edits {
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push((at, at, text));
        }
    }
    pub fn replace(&mut self, from: usize, to: usize, text: impl Into<String>) {
        self.0.push((from, to, text.into()));
    }
    pub fn remove(&mut self, from: usize, to: usize) {
        self.replace(from, to, "");
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// The changed text. What stands inside something removed goes with it.
    pub fn apply(mut self, text: &str) -> String {
        // What is inserted at a place stands before what replaces it.
        self.0.sort_by_key(|(from, to, _)| (*from, *to));
        let mut changed = String::with_capacity(text.len() + self.0.iter().map(|edit| edit.2.len()).sum::<usize>());
        let mut at = 0;
        for (from, to, new) in self.0 {
            if from < at {
                continue;
            }
            changed.push_str(text.get(at..from).unwrap_or_default());
            changed.push_str(&new);
            at = to;
        }
        changed.push_str(text.get(at..).unwrap_or_default());
        changed
    }
}

/// Text of a cell or a comment: `_x0041_` would be read as a character there.
pub(super) fn escape_text(text: &str) -> String {
    escaped(&text.replace("_x", "_x005F_x"))
}

/// Entities as the characters they stand for.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = rest.find(';').and_then(|end| Some((entity(rest.get(1..end)?)?, end)));
        let (c, length) = known.map_or(('&', 1), |(c, end)| (c, end + 1));
        out.push(c);
        rest = &rest[length..];
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_changed_and_its_neighbours_are_not() {
        let text = "<?xml version='1.0'?><x:a  b='1'\n c = \"&lt;2\"><!-- <no> --><x:d e=\">\"/></x:a>";
        let all: Vec<Tag<'_>> = tags(text).collect::<Result<_, _>>().unwrap();
        assert_eq!(all.iter().map(Tag::local).collect::<Vec<_>>(), ["a", "d", "a"]);
        assert_eq!((all[0].prefix(), all[0].attribute("c").as_deref()), ("x:", Some("<2")));
        assert_eq!(all[0].with("b", Some("3")), "<x:a  b='3'\n c = \"&lt;2\">");
        assert_eq!(all[0].with("c", None), "<x:a  b='1'>");
        assert_eq!(all[1].with("s", Some("\"")), "<x:d s=\"&quot;\" e=\">\"/>");
        assert_eq!(Tag::opened(all[1].raw()), ("<x:d e=\">\">".to_owned(), "</x:d>".to_owned()));
    }

    #[test]
    fn what_is_no_xml_is_a_fault() {
        for bad in ["<a>", "</a>", "<a", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "<a><!-- </a>", "<a b='>"] {
            assert!(tags(bad).any(|tag| tag.is_err()), "{bad}");
        }
    }

    #[test]
    fn text_goes_out_and_comes_back() {
        assert_eq!(unescape(&escaped("a<b>&\"'\n")), "a<b>&\"'\n");
        assert_eq!(escaped("\u{1}\u{FFFF}a"), "a");
        assert_eq!(unescape("&#20013;&#x6587;&nbsp;&"), "中文&nbsp;&");
        assert_eq!(escape_text("_x0041_"), "_x005F_x0041_");
    }

    #[test]
    fn edits_inside_what_is_removed_are_gone() {
        let mut edits = Edits::default();
        edits.insert(6, "x");
        edits.remove(2, 4);
        edits.insert(3, "no");
        assert_eq!(edits.apply("abcdefgh"), "abefxgh");
    }
}
