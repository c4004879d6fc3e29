//! Rendered wording → its lines and paragraphs, before anything is made of them.

use crate::report::{directive, mark};

/// One line or paragraph of the rendered text.
pub enum Piece {
    Title(String),
    Heading(u8, String),
    Paragraph(String),
    Call(Call),
    /// A line of a table without a `::table` above it.
    Stray(String),
}

/// A line that begins with `::`, and the table drawn below it.
#[derive(Default)]
pub struct Call {
    pub name: String,
    pub id: Option<String>,
    /// After the name, between upright bars.
    pub parts: Vec<String>,
    /// Lines of a table, cell by cell.
    pub rows: Vec<Vec<String>>,
}

pub fn pieces(rendered: &str) -> Vec<Piece> {
    let mut reader = Reader::default();
    for line in rendered.lines().map(str::trim).chain(std::iter::once("")) {
        reader.line(line);
    }
    reader.pieces
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    paragraph: String,
    /// The last piece is a table, and its rows go on.
    drawing: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        if line.starts_with('|') {
            self.close();
            self.row(line);
            return;
        }
        // Blank lines among the rows are those of loops.
        self.drawing &= line.is_empty();
        if line.is_empty() || line.starts_with('#') || line.starts_with("::") {
            self.close();
            self.pieces.extend(piece(line));
            self.drawing |=
                matches!(self.pieces.last(), Some(Piece::Call(call)) if call.name == "table" && line.starts_with("::"));
        } else {
            self.paragraph.push_str(line);
        }
    }

    fn close(&mut self) {
        if !self.paragraph.is_empty() {
            self.pieces.push(Piece::Paragraph(std::mem::take(&mut self.paragraph)));
            self.drawing = false;
        }
    }

    fn row(&mut self, line: &str) {
        let inner = line.strip_prefix('|').unwrap_or(line);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        let cells = mark::columns(inner).into_iter().map(|cell| cell.trim().to_owned()).collect();
        match self.pieces.last_mut() {
            Some(Piece::Call(call)) if self.drawing => call.rows.push(cells),
            _ => self.pieces.push(Piece::Stray(line.to_owned())),
        }
    }
}

fn piece(line: &str) -> Option<Piece> {
    if let Some(call) = line.strip_prefix("::") {
        let mut parts = mark::columns(call).into_iter();
        let (name, id) = directive::split(parts.next().unwrap_or_default());
        let (name, id) = (name.to_owned(), id.map(str::to_owned));
        let parts = parts.map(|part| part.trim().to_owned()).collect();
        return Some(Piece::Call(Call { name, id, parts, rows: Vec::new() }));
    }
    let level = line.chars().take_while(|c| *c == '#').count();
    let text = line.trim_start_matches('#').to_owned();
    match level {
        0 => None,
        1 => Some(Piece::Title(text)),
        2 => Some(Piece::Heading(1, text)),
        3 => Some(Piece::Heading(2, text)),
        _ => Some(Piece::Heading(3, text)),
    }
}
