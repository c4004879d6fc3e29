//! XML as a stream of nodes, with its depth bounded and the time looked at.

use super::Refusal;
use super::filler::Filler;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use std::borrow::Cow;

pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

/// An empty element is opened and closed; an entity is the text it stands for.
pub(super) enum Node<'a> {
    Open(BytesStart<'a>),
    Close(BytesEnd<'a>),
    Text(Cow<'a, str>),
    End,
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next node. Entities a document defines itself are not known: none of these formats has any, and they are a
    /// way to make much out of little.
    pub fn next(&mut self, filler: &mut Filler<'_>) -> Result<Node<'a>, Refusal> {
        loop {
            filler.step()?;
            match self.reader.read_event().map_err(|_| Refusal::Damaged)? {
                Event::Start(element) => {
                    self.depth += 1;
                    let limit = filler.bounds.nesting;
                    return if self.depth > limit {
                        Err(Refusal::too_many("nesting", limit))
                    } else {
                        Ok(Node::Open(element))
                    };
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close(element));
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Node::Text(text.xml10_content())),
                Event::GeneralRef(entity) => {
                    if let Some(text) = resolve_xml_entity(&entity) {
                        return Ok(Node::Text(text.into()));
                    }
                    let c = entity.resolve_char_ref().ok().flatten().ok_or(Refusal::Damaged)?;
                    return Ok(Node::Text(c.to_string().into()));
                }
                Event::Eof if self.depth > 0 => return Err(Refusal::Damaged),
                Event::Eof => return Ok(Node::End),
                _ => {}
            }
        }
    }

    /// Passes over the rest of the element that was just opened.
    pub fn skip(&mut self, filler: &mut Filler<'_>) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next(filler)?;
        }
        Ok(())
    }

    /// All text inside the element that was just opened.
    pub fn text(&mut self, filler: &mut Filler<'_>) -> Result<String, Refusal> {
        let outside = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > outside {
            if let Node::Text(text) = self.next(filler)? {
                all.push_str(&text);
            }
        }
        Ok(all)
    }
}

/// An attribute by its name as it is written, prefix included.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    find(element, |written| written == name)
}

/// An attribute by its name, whatever its prefix.
pub(super) fn local_attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    find(element, |written| written.rsplit(':').next() == Some(name))
}

fn find(element: &BytesStart<'_>, is_it: impl Fn(&str) -> bool) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| is_it(attribute.key.as_ref()))?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// The name of an element without its prefix.
pub(super) fn local<'e>(element: &'e BytesStart<'_>) -> &'e str {
    element.name().into_inner().rsplit(':').next().unwrap_or_default()
}

pub(super) fn local_end<'e>(element: &'e BytesEnd<'_>) -> &'e str {
    element.name().into_inner().rsplit(':').next().unwrap_or_default()
}
