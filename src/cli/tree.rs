//! Lines of a tree that fits 80 columns: a name with its value on the right edge, and words below it.

use super::terminal::{Style, Terminal, WIDTH, columns, pad, wrap};

pub struct Lines<'a> {
    pub terminal: &'a Terminal,
    pub out: Vec<String>,
}

impl<'a> Lines<'a> {
    pub fn new(terminal: &'a Terminal) -> Self {
        Self { terminal, out: Vec::new() }
    }

    /// A name on the left, its value on the right edge.
    pub fn line(&mut self, depth: usize, name: &str, value: &str, style: Style) {
        let indent = "  ".repeat(depth);
        let room = WIDTH.saturating_sub(columns(&indent) + columns(value) + 1);
        let mut rows = wrap(name, room.max(20));
        if let Some(last) = rows.last_mut() {
            *last = format!("{} {}", pad(last, room), self.terminal.paint(style, value));
        }
        self.out.extend(rows.into_iter().map(|row| format!("{indent}{row}")));
    }

    pub fn words(&mut self, depth: usize, text: &str) {
        let indent = "  ".repeat(depth);
        for row in wrap(text, WIDTH.saturating_sub(columns(&indent))) {
            self.out.push(format!("{indent}{}", self.terminal.paint(Style::Dim, &row)));
        }
    }
}
