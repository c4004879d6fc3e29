//! The XMP packet of a PDF/A-1b file; it says what the Info dictionary says (ISO 19005-1, 6.7.3).

use super::PdfInfo;
use crate::render::xml::escaped;

/// Who made the file, in both places.
pub const PRODUCER: &str = "yuebao";

/// The packet.
pub fn packet(info: &PdfInfo) -> String {
    let date = format!("{}T00:00:00+08:00", info.date);
    let alternative =
        |text: &str| format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt>", escaped(text));
    let schema = |prefix: &str, uri: &str, properties: &[String]| {
        let properties = properties.join("\n");
        format!("<rdf:Description rdf:about=\"\" xmlns:{prefix}=\"{uri}\">\n{properties}\n</rdf:Description>\n")
    };
    let core = [
        "<dc:format>application/pdf</dc:format>".to_owned(),
        format!("<dc:title>{}</dc:title>", alternative(&info.title)),
        format!("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>", escaped(&info.author)),
        format!("<dc:description>{}</dc:description>", alternative(&info.subject)),
    ];
    let pdf = [
        format!("<pdf:Keywords>{}</pdf:Keywords>", escaped(&info.keywords)),
        format!("<pdf:Producer>{PRODUCER}</pdf:Producer>"),
    ];
    let basic = [
        format!("<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>"),
        format!("<xmp:CreateDate>{date}</xmp:CreateDate>"),
        format!("<xmp:ModifyDate>{date}</xmp:ModifyDate>"),
        format!("<xmp:MetadataDate>{date}</xmp:MetadataDate>"),
    ];
    let level = ["<pdfaid:part>1</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>".to_owned()];
    // Each schema declares its own name: PDFBox looks for it there.
    let schemas = [
        schema("dc", "http://purl.org/dc/elements/1.1/", &core),
        schema("pdf", "http://ns.adobe.com/pdf/1.3/", &pdf),
        schema("xmp", "http://ns.adobe.com/xap/1.0/", &basic),
        schema("pdfaid", "http://www.aiim.org/pdfa/ns/id/", &level),
    ];
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n{}</rdf:RDF>\n</x:xmpmeta>\n\
         <?xpacket end=\"w\"?>\n",
        schemas.concat()
    )
}
