//! Raster pictures (seals): opaque, each once, under names of ours.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::PdfError;
use crate::canvas::{Frame, Mark, Page};
use crate::document::Picture;
use crate::render::raster::{self, Opaque};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use printpdf::{CurTransMat, DictItem, Op};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pictures of a document, each by its bytes, with its name in the page resources.
#[derive(Debug, Default)]
pub struct Images(BTreeMap<Arc<[u8]>, (String, Opaque)>);

impl Images {
    /// # Errors
    /// A picture that is no PNG.
    pub fn of(pages: &[Page]) -> Result<Self, PdfError> {
        let mut all = BTreeMap::new();
        for mark in pages.iter().flat_map(|page| &page.marks) {
            let Mark::Image { picture, .. } = mark else { continue };
            if !all.contains_key(&picture.png) {
                let opaque = raster::opaque(&picture.png).map_err(|error| PdfError::Picture(error.to_string()))?;
                all.insert(picture.png.clone(), (format!("Image{}", all.len()), opaque));
            }
        }
        Ok(Self(all))
    }

    /// Draws a picture in its frame; `bottom` is the frame's lower edge from the foot of the page.
    pub fn draw(&self, ops: &mut Vec<Op>, picture: &Picture, frame: &Frame, bottom: f64) {
        let Some((name, _)) = self.0.get(&picture.png) else { return };
        let single = super::pen::single;
        let place = [single(frame.width), 0.0, 0.0, single(frame.height), single(frame.x), single(bottom)];
        ops.push(Op::SaveGraphicsState);
        ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(place) });
        ops.push(Op::Unknown { key: "Do".to_owned(), value: vec![DictItem::Name(name.as_bytes().to_vec())] });
        ops.push(Op::RestoreGraphicsState);
    }

    /// Adds the pictures to the resources of every page.
    pub fn add(&self, pdf: &mut Document, pages: &[ObjectId]) -> Result<(), PdfError> {
        let mut names = Dictionary::new();
        for (name, image) in self.0.values() {
            let dictionary = dictionary! {
                "Type" => "XObject",
                "Subtype" => "Image",
                "Width" => i64::from(image.width),
                "Height" => i64::from(image.height),
                "BitsPerComponent" => 8,
                "ColorSpace" => "DeviceRGB",
                "Interpolate" => false,
            };
            names.set(name.as_bytes(), pdf.add_object(Stream::new(dictionary, image.rgb.clone())));
        }
        if names.is_empty() {
            return Ok(());
        }
        let names = pdf.add_object(Object::Dictionary(names));
        for page in pages {
            let resources = pdf.get_object(*page)?.as_dict()?.get(b"Resources")?.as_reference()?;
            pdf.get_object_mut(resources)?.as_dict_mut()?.set("XObject", names);
        }
        Ok(())
    }
}
