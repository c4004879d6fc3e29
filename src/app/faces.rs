//! Which faces an edition is set in: those beside the templates, or installed ones that are preferred to them.

use super::builtin;
use super::edition::Face;
use super::error::Error;
use super::session::{Fonts, Session};
use super::store;
use crate::canvas::FontRole;
use crate::catalog::FontFace;
use crate::fonts::{FaceData, face_name, faces_in, role_name};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A face that is preferred and not installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LackingFace {
    /// 小标宋.
    pub role: String,
    /// The names it was looked for by.
    pub wanted: String,
    /// What is used; empty where nothing is.
    pub instead: String,
}

/// Faces in the order in which they are asked, each with what the manifest says of it.
#[derive(Debug, Default)]
pub struct Faces {
    pub data: Vec<FaceData>,
    pub listed: Vec<Face>,
    pub lacking: Vec<LackingFace>,
}

fn role(name: &str) -> Option<FontRole> {
    Some(match name {
        "title" => FontRole::Title,
        "song" => FontRole::Song,
        "hei" => FontRole::Hei,
        "kai" => FontRole::Kai,
        "fang" => FontRole::Fang,
        _ => return None,
    })
}

/// Where a face of a name stands: file and place in it.
type Installed = BTreeMap<String, (PathBuf, u32)>;

impl Faces {
    /// The faces of the catalogue; before each, where installed faces are wanted, the first of those preferred to it
    /// that is there. A bundled face whose file is not there is the one built in, where its licence allows that; else
    /// it is left out: its role falls back.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn of(session: &Session) -> Result<Self, Error> {
        let mut faces = Self::default();
        let listed = &session.catalog.fonts;
        let installed = if session.fonts == Fonts::System { installed(session, listed)? } else { Installed::new() };
        for face in listed {
            let Some(role) = role(&face.role) else { continue };
            let found = face.prefer.iter().find_map(|name| Some((name, installed.get(&face_name(name))?)));
            if let Some((name, (path, index))) = found {
                let bytes = store::read(path)?;
                let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                faces.push((role, &face.role), name, file, *index, bytes);
            }
            let bundled = session.home.join("templates").join("fonts").join(&face.file);
            let bundled = store::read_if_there(&bundled)?.or_else(|| builtin::face(&face.file));
            if found.is_none() && session.fonts == Fonts::System && !face.prefer.is_empty() {
                let instead = if bundled.is_some() { face.name.clone() } else { String::new() };
                let (role, wanted) = (role_name(role).to_owned(), face.prefer.join("、"));
                faces.lacking.push(LackingFace { role, wanted, instead });
            }
            if let Some(bytes) = bundled {
                faces.push((role, &face.role), &face.name, face.file.clone(), 0, bytes);
            }
        }
        Ok(faces)
    }

    fn push(&mut self, role: (FontRole, &str), name: &str, file: String, index: u32, bytes: Vec<u8>) {
        let sha256 = store::sha256(&bytes);
        self.listed.push(Face { role: role.1.to_owned(), face: name.to_owned(), sha256: sha256.clone() });
        self.data.push(FaceData { role: role.0, name: name.to_owned(), file, index, bytes: bytes.into(), sha256 });
    }
}

/// Where the preferred faces are; of several of one name the first by path. Files that are no fonts are passed over.
fn installed(session: &Session, listed: &[FontFace]) -> Result<Installed, Error> {
    let mut missing: Vec<String> = listed.iter().flat_map(|face| &face.prefer).map(|name| face_name(name)).collect();
    let mut found = Installed::new();
    let folders = session.font_folders.clone().unwrap_or_else(store::font_folders);
    for path in store::font_files(&folders) {
        if missing.is_empty() {
            break;
        }
        let Some(bytes) = store::read_if_there(&path)? else { continue };
        for face in faces_in(&bytes) {
            for name in face.names {
                if let Some(at) = missing.iter().position(|wanted| *wanted == name) {
                    found.insert(missing.swap_remove(at), (path.clone(), face.index));
                }
            }
        }
    }
    Ok(found)
}
