//! The draft mark across a page, as Word writes its own watermarks (VML: WPS and LibreOffice read it too).

use super::body::printable;
use super::measure::PORTRAIT;
use super::tree::{Node, parse};
use crate::render::xml::escaped;
use crate::typeset::is_watermark;

pub(super) const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:w10", "urn:schemas-microsoft-com:office:word"),
];
/// The largest height of its characters, in points, and the share of the text area it may take.
const LARGEST: u32 = 150;
const SHARE: (u32, u32) = (95, 100);

/// What Word calls `WordArt` number 136: words that fill a box.
const KIND: &str = concat!(
    r##"<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" "##,
    r##"path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>"##,
    r##"<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>"##,
    r##"<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>"##,
    r##"<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>"##,
    r##"<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" "##,
    r##"o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>"##,
    r##"<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>"##,
    r##"<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>"##
);

/// The mark in the middle of the text area, 35° upwards, behind the text; nothing for a mark too long for it. `no` is
/// that of the head it stands in.
pub(super) fn picture(mark: &str, color: &str, no: u32) -> Option<Node> {
    if !is_watermark(mark) {
        return None;
    }
    let count = u32::try_from(mark.chars().count()).unwrap_or(1).max(1);
    let high = (PORTRAIT.area() / 20 * SHARE.0 / SHARE.1 / count).min(LARGEST);
    let wide = high * count;
    let place = concat!(
        "position:absolute;margin-left:0;margin-top:0;rotation:325;z-index:-251658752;",
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;",
        "mso-position-vertical:center;mso-position-vertical-relative:margin;"
    );
    let words = escaped(&printable(mark));
    parse(&format!(
        "<w:pict>{KIND}<v:shape id=\"PowerPlusWaterMarkObject{no}\" o:spid=\"_x0000_s{}\" type=\"#_x0000_t136\" \
         alt=\"{words}\" style=\"{place}width:{wide}pt;height:{high}pt\" o:allowincell=\"f\" fillcolor=\"#{color}\" \
         stroked=\"f\"><v:textpath style=\"font-family:&quot;黑体&quot;;font-size:1pt\" string=\"{words}\"/></v:shape>\
         </w:pict>",
        2048 + no
    ))
}
