//! Marks → SVG 1.1. Text is drawn as glyph outlines, since a viewer may lack the faces; over them lies
//! the text itself, unseen, to be searched and copied. The same marks give the same bytes.

mod base64;
mod path;
#[cfg(test)]
mod tests;

use crate::canvas::{Color, Frame, Mark, TextRun};
use crate::document::Picture;
use crate::fonts::{FontError, FontSet};
use crate::render::xml::escaped;
use path::number;

/// An SVG picture of `width` × `height` points. `title` and `description` are for those who do not
/// see it; any characters are allowed in them.
///
/// # Errors
/// A character in a mark that no face has.
pub fn render(
    marks: &[Mark],
    width: f64,
    height: f64,
    title: &str,
    description: &str,
    fonts: &FontSet,
) -> Result<String, FontError> {
    let (w, h) = (number(width), number(height));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out += &format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}pt\" height=\"{h}pt\" viewBox=\"0 0 {w} {h}\" role=\"img\">\n"
    );
    out += &format!("<title>{}</title>\n<desc>{}</desc>\n", escaped(title), escaped(description));
    out += &format!("<rect width=\"{w}\" height=\"{h}\" fill=\"#ffffff\"/>\n");
    for mark in marks {
        out += &match mark {
            Mark::Text(run) => text(run, fonts)?,
            Mark::Line { from, to, width, color, dash } => line(*from, *to, *width, *color, *dash),
            Mark::Path { points, closed, fill, stroke } => polygon(points, *closed, *fill, *stroke),
            Mark::Image { frame, picture } => image(frame, picture),
        };
        out.push('\n');
    }
    out += "</svg>\n";
    Ok(out)
}

/// The unseen text is stretched to the width of the outlines, so that a selection covers them whatever
/// face the viewer takes for it.
fn text(run: &TextRun, fonts: &FontSet) -> Result<String, FontError> {
    let (pieces, width) = fonts.placed(run)?;
    let figure = run.figure.as_ref().map(|key| format!(" data-figure=\"{}\"", escaped(&key.to_string())));
    let mut out = format!("<g fill=\"{}\"{}>", hex(run.color), figure.unwrap_or_default());
    if !pieces.is_empty() {
        out += &format!("<path d=\"{}\"/>", path::data(&pieces));
    }
    let turn = if run.turned {
        format!(" transform=\"rotate(90 {} {})\"", number(run.x), number(run.y))
    } else {
        String::new()
    };
    out += &format!(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"{} opacity=\"0\" xml:space=\"preserve\">{}</text></g>",
        number(run.x),
        number(run.y),
        number(run.size),
        number(width.max(0.0)),
        turn,
        escaped(&run.text)
    );
    Ok(out)
}

fn line(from: (f64, f64), to: (f64, f64), width: f64, color: Color, dash: Option<(f64, f64)>) -> String {
    let dash = dash.map(|(on, off)| format!(" stroke-dasharray=\"{} {}\"", number(on), number(off)));
    format!(
        "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{}/>",
        number(from.0),
        number(from.1),
        number(to.0),
        number(to.1),
        hex(color),
        number(width),
        dash.unwrap_or_default()
    )
}

fn polygon(points: &[(f64, f64)], closed: bool, fill: Option<Color>, stroke: Option<(f64, Color)>) -> String {
    let list: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    let element = if closed { "polygon" } else { "polyline" };
    let fill = fill.map_or_else(|| "none".to_owned(), hex);
    let stroke = stroke.map(|(width, color)| {
        format!(" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"", hex(color), number(width))
    });
    format!("<{element} points=\"{}\" fill=\"{fill}\"{}/>", list.join(" "), stroke.unwrap_or_default())
}

fn image(frame: &Frame, picture: &Picture) -> String {
    format!(
        "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" \
         xlink:href=\"data:image/png;base64,{}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><title>{}</title></image>",
        number(frame.x),
        number(frame.y),
        number(frame.width),
        number(frame.height),
        base64::encode(&picture.png),
        escaped(&picture.alt)
    )
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}
