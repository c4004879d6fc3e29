//! Faces: which face prints a character, how wide it is, and the part of a face a page needs.
//!
//! A role (`仿宋`) asks its own faces first, then 宋. ASCII in 仿宋 is set in 宋, because the digits of
//! free 仿宋 faces are uneven. Without a 仿宋 face the body is set in 楷. A character that no face has
//! is an error that names it, never a box.
#![allow(clippy::float_arithmetic)] // Geometry: advances are fractions of the em.

mod clean;
mod face;
mod names;
mod outline;
mod subset;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use clean::clean;
pub use face::{Face, FaceData};
pub use names::{NamedFace, face_name, faces_in};
pub use outline::PathPiece;
pub use subset::{Outlines, Subset};

use crate::canvas::{FontRole, Mark, TextMeasure};
use std::collections::BTreeSet;
use std::fmt;

/// Stands for a character that cannot be printed (the mark of an empty type case).
const LACKING: char = '〓';

/// A face of a [`FontSet`], by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceNo(pub usize);

/// A piece of a text that one face prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceRun {
    pub face: FaceNo,
    pub text: String,
}

/// What is wrong with the faces, or with a text for these faces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FontError {
    /// The file is not a font this program can read.
    Unreadable { file: String, why: String },
    /// There is no 宋 face, the last fallback of every role.
    NoSong,
    /// Characters that no face of the role has.
    Missing { characters: Vec<char>, role: FontRole, text: String },
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { file, why } => {
                write!(f, "字体文件 {file} 无法读取：{why}；请换用完好的 TrueType 或 OpenType 字体")
            }
            Self::NoSong => f.write_str("字体中没有宋体（role = \"song\"）；其他字体缺字时都要用到它，请补上"),
            Self::Missing { characters, role, text } => {
                let named: Vec<String> =
                    characters.iter().map(|c| format!("“{c}”（U+{:04X}）", u32::from(*c))).collect();
                write!(
                    f,
                    "{}和宋体都没有这些字：{}，出现在“{text}”；请改字，或在 fonts.toml 中补一款有此字的宋体",
                    role_name(*role),
                    named.join("、")
                )
            }
        }
    }
}

impl std::error::Error for FontError {}

/// The words for a role.
pub fn role_name(role: FontRole) -> &'static str {
    match role {
        FontRole::Title => "小标宋",
        FontRole::Song => "宋体",
        FontRole::Hei => "黑体",
        FontRole::Kai => "楷体",
        FontRole::Fang => "仿宋",
    }
}

/// The faces of an edition.
#[derive(Clone, Debug)]
pub struct FontSet {
    faces: Vec<Face>,
    /// Per role, the faces asked, in order.
    chains: [Vec<usize>; 5],
}

impl FontSet {
    /// Reads the faces. Several faces of one role are asked in the order given.
    ///
    /// # Errors
    /// A file that is no font; no 宋 face.
    pub fn new(faces: Vec<FaceData>) -> Result<Self, FontError> {
        let faces = faces.into_iter().map(Face::read).collect::<Result<Vec<_>, _>>()?;
        let of = |role: FontRole| -> Vec<usize> { (0..faces.len()).filter(|&i| faces[i].role() == role).collect() };
        let song = of(FontRole::Song);
        if song.is_empty() {
            return Err(FontError::NoSong);
        }
        let chain = |role: FontRole| {
            let mut own = of(role);
            if own.is_empty() && role == FontRole::Fang {
                own = of(FontRole::Kai);
            }
            own.extend(song.iter().filter(|_| role != FontRole::Song));
            own
        };
        let chains = [FontRole::Title, FontRole::Song, FontRole::Hei, FontRole::Kai, FontRole::Fang].map(chain);
        Ok(Self { faces, chains })
    }

    pub fn face(&self, no: FaceNo) -> Option<&Face> {
        self.faces.get(no.0)
    }

    /// All faces, in the order given to [`FontSet::new`].
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The role whose face prints the body: 仿宋, or 楷 or 宋 when it is absent.
    pub fn body_role(&self) -> FontRole {
        self.chain(FontRole::Fang).first().map_or(FontRole::Song, |&i| self.faces[i].role())
    }

    fn chain(&self, role: FontRole) -> &[usize] {
        match role {
            FontRole::Title => &self.chains[0],
            FontRole::Song => &self.chains[1],
            FontRole::Hei => &self.chains[2],
            FontRole::Kai => &self.chains[3],
            FontRole::Fang => &self.chains[4],
        }
    }

    /// The face that prints `character` in `role`.
    pub fn face_of(&self, character: char, role: FontRole) -> Option<FaceNo> {
        let role = if role == FontRole::Fang && character.is_ascii() { FontRole::Song } else { role };
        self.chain(role).iter().copied().find(|&i| self.faces[i].glyph(character).is_some()).map(FaceNo)
    }

    /// The advance of one character in ems; nothing when no face has it.
    pub fn advance(&self, character: char, role: FontRole) -> Option<f64> {
        let face = self.face_of(character, role)?;
        self.faces.get(face.0)?.advance(character)
    }

    /// The characters of `text` that no face of the role has, each once, in code point order.
    pub fn missing(&self, text: &str, role: FontRole) -> Vec<char> {
        let set: BTreeSet<char> = text.chars().filter(|&c| self.face_of(c, role).is_none()).collect();
        set.into_iter().collect()
    }

    /// # Errors
    /// Names the characters that no face of the role has.
    pub fn check(&self, text: &str, role: FontRole) -> Result<(), FontError> {
        let characters = self.missing(text, role);
        if characters.is_empty() {
            return Ok(());
        }
        Err(FontError::Missing { characters, role, text: text.chars().take(40).collect() })
    }

    /// The text with 〓 for every character that the face behind all others lacks: for what others have written.
    pub fn printable(&self, text: &str) -> String {
        let there = |c: char| self.face_of(c, FontRole::Song).is_some();
        clean(text).chars().map(|c| if there(c) || c == '\n' { c } else { LACKING }).collect()
    }

    /// The faces that print something of these marks.
    pub fn used<'m>(&self, marks: impl IntoIterator<Item = &'m Mark>) -> BTreeSet<FaceNo> {
        let mut used = BTreeSet::new();
        for mark in marks {
            if let Mark::Text(run) = mark {
                used.extend(run.text.chars().filter_map(|character| self.face_of(character, run.role)));
            }
        }
        used
    }

    /// The text in pieces of one face each.
    ///
    /// # Errors
    /// A character that no face of the role has.
    pub fn runs(&self, text: &str, role: FontRole) -> Result<Vec<FaceRun>, FontError> {
        let mut runs: Vec<FaceRun> = Vec::new();
        for character in text.chars() {
            let Some(face) = self.face_of(character, role) else {
                self.check(text, role)?;
                continue;
            };
            match runs.last_mut() {
                Some(run) if run.face == face => run.text.push(character),
                _ => runs.push(FaceRun { face, text: character.to_string() }),
            }
        }
        Ok(runs)
    }
}

impl TextMeasure for FontSet {
    /// A character no face has counts as one em; [`FontSet::check`] refuses it before it is placed.
    fn width(&self, text: &str, role: FontRole, size: f64) -> f64 {
        text.chars().map(|c| self.advance(c, role).unwrap_or(1.0)).sum::<f64>() * size
    }
}
