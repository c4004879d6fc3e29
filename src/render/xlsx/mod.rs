//! Workbooks: the official book people print (`tables_book`) and the plain book programs read
//! (`tidy_book`).
//!
//! The same input gives the same bytes: the creation date is handed in, and nothing is written to
//! temporary files (which is why the library's constant-memory mode is not used).

mod annotate;
mod blank;
mod blank_input;
mod blank_style;
mod chart;
mod chart_series;
mod contents;
mod cover;
mod cover_style;
mod error;
mod formula;
mod heads;
mod lean;
mod list;
mod list_style;
mod meta;
mod names;
mod number;
mod official;
mod page;
mod preamble;
mod release;
mod sheet;
mod sources;
mod style;
mod text;
mod tidy;
mod widths;

pub use annotate::{Annotated, Annotations, Entered, Filled, Line, Mark, annotate, fill};
pub use blank::blank_book;
pub use chart::{BookChart, BookChartKind, BookPicture};
pub use cover::Cover;
pub use error::XlsxError;
pub(super) use heads::{HeadCell, depth as head_depth, head_cells};
pub use lean::lean_book;
pub use list::{ListCell, ListColumn, ListLink, ListRole, ListRow, ListSheet, list_book};
pub use meta::BookMeta;
pub use official::{Book, FigureCell, OfficialBook, tables_book};
pub use release::Release;
pub use sources::Sources;
pub use tidy::{TidyColumn, TidyKind, TidyNote, TidySheet, TidyValue, tidy_book};
