//! A part of the package as a tree: what the library wrote is put in order and added to.

use crate::render::xml::escaped;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element. Attributes and texts are kept as they stand in the file, escapes included.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Child>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Child {
    Node(Node),
    Text(String),
}

impl Node {
    pub fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), escaped(value))).collect();
        Self { name: name.to_owned(), attributes, children: Vec::new() }
    }

    /// An attribute as it stands in the file.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn set(&mut self, name: &str, value: &str) {
        let value = escaped(value);
        match self.attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, there)) => *there = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    pub fn push(&mut self, node: Node) {
        self.children.push(Child::Node(node));
    }

    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| if let Child::Node(node) = child { Some(node) } else { None })
    }

    pub fn nodes_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.children.iter_mut().filter_map(|child| if let Child::Node(node) = child { Some(node) } else { None })
    }

    /// The child of that name.
    pub fn node(&self, name: &str) -> Option<&Node> {
        self.nodes().find(|node| node.name == name)
    }

    pub fn node_mut(&mut self, name: &str) -> Option<&mut Node> {
        self.nodes_mut().find(|node| node.name == name)
    }

    /// Every element below this one, parents first.
    pub fn each(&mut self, change: &mut dyn FnMut(&mut Node)) {
        for node in self.nodes_mut() {
            change(node);
            node.each(change);
        }
    }

    /// Puts the elements below this one in the order of `rank`; those it does not know come last, as they stood.
    pub fn sort(&mut self, rank: impl Fn(&str) -> Option<usize>) {
        let place = |child: &Child| match child {
            Child::Node(node) => rank(&node.name).unwrap_or(usize::MAX),
            Child::Text(_) => usize::MAX,
        };
        self.children.sort_by_key(place);
    }

    /// The file of this element.
    pub fn file(&self) -> String {
        let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (key, value) in &self.attributes {
            for piece in [" ", key, "=\"", value, "\""] {
                out.push_str(piece);
            }
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Child::Node(node) => node.write(out),
                Child::Text(text) => out.push_str(text),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

/// The root element of a part; nothing where it is no XML.
pub(super) fn parse(text: &str) -> Option<Node> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = vec![Node::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => open.push(node(&element)?),
            Event::Empty(element) => open.last_mut()?.push(node(&element)?),
            Event::End(_) => {
                let done = open.pop()?;
                open.last_mut()?.push(done);
            }
            Event::Text(text) => add_text(open.last_mut()?, &text),
            Event::GeneralRef(entity) => add_text(open.last_mut()?, &format!("&{};", &*entity)),
            Event::Eof => break,
            Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let [top] = open.try_into().ok()?;
    top.children.into_iter().find_map(|child| if let Child::Node(node) = child { Some(node) } else { None })
}

fn add_text(node: &mut Node, text: &str) {
    match node.children.last_mut() {
        Some(Child::Text(there)) => there.push_str(text),
        _ => node.children.push(Child::Text(text.to_owned())),
    }
}

fn node(element: &BytesStart<'_>) -> Option<Node> {
    let name = element.name().into_inner().to_owned();
    let mut attributes = Vec::new();
    for attribute in element.attributes() {
        let attribute = attribute.ok()?;
        attributes.push((attribute.key.into_inner().to_owned(), attribute.value.to_string()));
    }
    Some(Node { name, attributes, children: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let text = "<a x=\"1&amp;2\"><b/><c>甲 &lt;乙&#x4E19;</c> </a>";
        let file = parse(text).unwrap().file();
        assert_eq!(file.lines().nth(1), Some(text));
        assert_eq!(parse("<a><b></a>"), None);
    }

    #[test]
    fn children_come_in_the_order_asked_for() {
        let mut node = parse("<p><z/><b/><a/></p>").unwrap();
        node.sort(|name| ["a", "b"].iter().position(|known| *known == name));
        assert_eq!(node.nodes().map(|n| n.name.as_str()).collect::<Vec<_>>(), ["a", "b", "z"]);
    }
}
