//! Which faces an edition is set in: those beside the templates, or installed ones that are preferred to them.

use super::builtin;
use super::edition::Face;
use super::error::Error;
use super::session::{Fonts, Setting};
use super::store;
use crate::canvas::FontRole;
use crate::catalog::FontFace;
use crate::fonts::{FaceData, NamedFace, face_name, faces_in, role_name};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A face that is preferred and not installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LackingFace {
    /// 小标宋.
    pub role: String,
    /// The names it was looked for by.
    pub wanted: String,
    /// What is used: a bundled face, or where none is there the role whose face stands in (楷体 for 仿宋).
    pub instead: String,
    /// A bundled face stands in, made for the role.
    pub bundled: bool,
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
    pub fn of(setting: Setting<'_>) -> Result<Self, Error> {
        let mut faces = Self::default();
        let listed = &setting.catalog.fonts;
        let installed = if setting.fonts == Fonts::System { installed(setting, listed)? } else { Installed::new() };
        for face in listed {
            let Some(role) = role(&face.role) else { continue };
            let found = face.prefer.iter().find_map(|name| Some((name, installed.get(&face_name(name))?)));
            if let Some((name, (path, index))) = found {
                let bytes = store::read(path)?;
                let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                faces.push((role, &face.role), name, file, *index, bytes);
            }
            let bundled = setting.home.join("templates").join("fonts").join(&face.file);
            let bundled = store::read_if_there(&bundled)?.or_else(|| builtin::face(&face.file));
            let asked = setting.fonts == Fonts::System && !face.prefer.is_empty();
            if found.is_none() && (asked || bundled.is_none()) {
                let other = role_name(if role == FontRole::Fang { FontRole::Kai } else { FontRole::Song });
                let instead = if bundled.is_some() { face.name.clone() } else { other.to_owned() };
                let wanted = if asked { face.prefer.join("、") } else { face.file.clone() };
                let (role, bundled) = (role_name(role).to_owned(), bundled.is_some());
                faces.lacking.push(LackingFace { role, wanted, instead, bundled });
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

/// Where the preferred faces are; of several of one name the one nearest to regular weight, then the first by path.
/// Files that are no fonts are passed over.
fn installed(setting: Setting<'_>, listed: &[FontFace]) -> Result<Installed, Error> {
    let wanted: BTreeSet<String> = listed.iter().flat_map(|face| &face.prefer).map(|name| face_name(name)).collect();
    if wanted.is_empty() {
        return Ok(Installed::new());
    }
    let mut found = Found::new();
    let folders = setting.font_folders.map_or_else(store::font_folders, <[PathBuf]>::to_vec);
    for path in store::font_files(&folders) {
        let Some(bytes) = store::read_if_there(&path)? else { continue };
        faces_in(&bytes).iter().for_each(|face| consider(&mut found, &wanted, &path, face));
    }
    Ok(found.into_iter().map(|(name, (_, place))| (name, place)).collect())
}

/// By name: how far from regular weight, and where it stands.
type Found = BTreeMap<String, (u16, (PathBuf, u32))>;

/// Takes a face for each name that is wanted and has none nearer to regular.
fn consider(found: &mut Found, wanted: &BTreeSet<String>, path: &Path, face: &NamedFace) {
    for name in face.names.iter().filter(|name| wanted.contains(*name)) {
        if found.get(name).is_none_or(|(off, _)| face.off_regular() < *off) {
            found.insert(name.clone(), (face.off_regular(), (path.to_path_buf(), face.index)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_weights_of_a_family_the_one_nearest_to_regular_is_taken() {
        let family = "notoserifcjksc".to_owned();
        let wanted = BTreeSet::from([family.clone()]);
        let chosen = |weights: &[(&str, u16)]| {
            let mut found = Found::new();
            for (number, (path, weight)) in weights.iter().enumerate() {
                let index = u32::try_from(number).unwrap();
                let face = NamedFace { index, names: vec![family.clone(), "another".into()], weight: *weight };
                consider(&mut found, &wanted, Path::new(path), &face);
            }
            assert_eq!(found.len(), 1, "only what is wanted");
            found[&family].1.0.display().to_string()
        };
        // In the order of paths Bold and Black come before Regular.
        assert_eq!(
            chosen(&[("Black", 900), ("Bold", 700), ("ExtraLight", 200), ("Regular", 400), ("SemiBold", 600)]),
            "Regular"
        );
        assert_eq!(chosen(&[("Bold", 700), ("Light", 300)]), "Light");
        assert_eq!(chosen(&[("a", 400), ("b", 400)]), "a", "of equals the first");
    }
}
