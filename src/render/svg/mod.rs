//! Marks → SVG 1.1. Text stays text, with a list of faces by role; the same marks give the same
//! bytes.
#![allow(clippy::float_arithmetic)] // geometry: coordinates are rounded to hundredths

use crate::canvas::{Color, FontRole, Mark, TextRun};

#[cfg(test)]
mod tests;

/// An SVG picture of `width` × `height` points. `title` and `description` are for those who do not
/// see it; any characters are allowed in them.
pub fn render(marks: &[Mark], width: f64, height: f64, title: &str, description: &str) -> String {
    let (w, h) = (number(width), number(height));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out += &format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}pt\" height=\"{h}pt\" viewBox=\"0 0 {w} {h}\" role=\"img\">\n"
    );
    out += &format!("<title>{}</title>\n<desc>{}</desc>\n", escape(title), escape(description));
    out += &format!("<rect width=\"{w}\" height=\"{h}\" fill=\"#ffffff\"/>\n");
    for mark in marks {
        out += &match mark {
            Mark::Text(run) => text(run),
            Mark::Line { from, to, width, color, dash } => line(*from, *to, *width, *color, *dash),
            Mark::Path { points, closed, fill, stroke } => path(points, *closed, *fill, *stroke),
        };
        out.push('\n');
    }
    out += "</svg>\n";
    out
}

fn text(run: &TextRun) -> String {
    let spacing =
        if run.spacing == 0.0 { String::new() } else { format!(" letter-spacing=\"{}\"", number(run.spacing)) };
    let figure = run.figure.as_ref().map(|key| format!(" data-figure=\"{}\"", escape(&key.to_string())));
    format!(
        "<text x=\"{}\" y=\"{}\" font-family=\"{}\" font-size=\"{}\" fill=\"{}\"{spacing}{} xml:space=\"preserve\">{}</text>",
        number(run.x),
        number(run.y),
        families(run.role),
        number(run.size),
        hex(run.color),
        figure.unwrap_or_default(),
        escape(&run.text)
    )
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

fn path(points: &[(f64, f64)], closed: bool, fill: Option<Color>, stroke: Option<(f64, Color)>) -> String {
    let list: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    let element = if closed { "polygon" } else { "polyline" };
    let fill = fill.map_or_else(|| "none".to_owned(), hex);
    let stroke = stroke.map(|(width, color)| {
        format!(" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"", hex(color), number(width))
    });
    format!("<{element} points=\"{}\" fill=\"{fill}\"{}/>", list.join(" "), stroke.unwrap_or_default())
}

/// The faces a viewer may have for a role, best first.
fn families(role: FontRole) -> &'static str {
    match role {
        FontRole::Title => "FZXiaoBiaoSong-B05S, 方正小标宋简体, 'Noto Serif CJK SC', 'Noto Serif SC', SimSun, serif",
        FontRole::Song => "'Noto Serif CJK SC', 'Noto Serif SC', 'Source Han Serif SC', SimSun, 宋体, serif",
        FontRole::Hei => "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', SimHei, 黑体, sans-serif",
        FontRole::Kai => "KaiTi_GB2312, KaiTi, 楷体, STKaiti, 'Noto Serif CJK SC', serif",
        FontRole::Fang => "FangSong_GB2312, FangSong, 仿宋, STFangsong, 'Noto Serif CJK SC', serif",
    }
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}

/// At most two decimals, a point for the decimal mark, never `-0`; what is not a number is 0.
fn number(value: f64) -> String {
    // The cast saturates and takes NaN to zero.
    let hundredths = (value * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

/// Text for element content and quoted attributes. Characters XML 1.0 does not allow (its
/// production 2, Char) become U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
