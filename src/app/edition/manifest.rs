//! `manifest.json`: what an edition is made of and what it holds. The last edition's stands in the period's folder; each
//! edition keeps its own, the same bytes, in its folder.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    pub role: String,
    pub face: String,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub path: String,
    pub sha256: String,
    pub region_code: Option<String>,
    pub state: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub kind: String,
    pub path: String,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    pub edition: u32,
    pub sha256: String,
}

/// What the command line asked for beyond the desk's own documents: a later run that is to give the same bytes asks for
/// the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Reports beside those the desk always makes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Reports made alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// Set in the installed faces.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub system_fonts: bool,
}

impl Asked {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// `manifest.json`. Paths of outputs count from the period's folder, those of inputs from the desk's inputs folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub tool: String,
    pub desk: String,
    pub period: String,
    pub edition: u32,
    pub state: String,
    pub as_of: String,
    #[serde(default, skip_serializing_if = "Asked::is_nothing")]
    pub asked: Asked,
    pub template_hash: String,
    pub fonts: Vec<Face>,
    pub inputs: Vec<Input>,
    /// Folders among the inputs that hold none of them and are looked at all the same: months without a file, and
    /// folders whose names come near a month.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<String>,
    pub outputs: Vec<Listed>,
    pub previous: Option<Previous>,
}

impl Manifest {
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}
