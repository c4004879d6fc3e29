//! Workbook → grid → bound by form → facts; and the register of expected returns.

mod bind;
mod blank;
mod cell;
mod cover;
mod date_text;
mod desk_names;
mod entry;
mod exchange;
mod explanation;
mod file;
mod file_name;
mod identity;
mod inspect;
mod layout;
mod ledger;
mod loose;
mod loose_lines;
mod namesake;
mod note;
mod number;
mod numeral;
mod part;
mod period_text;
mod place_names;
mod register;
mod scope;
mod settle;
mod town;
mod typing;
mod version;
mod whole;
mod whose;
mod workbook;

pub(crate) use crate::finding::near;

pub use date_text::month as month_of_text;
pub use desk_names::{desk_names, is_whole, whole_names};
pub use entry::{Entry, EntryKind};
pub use exchange::{GivenFigure, read_given_figures};
pub use explanation::{EXPLANATION_SHEET, ExplanationReading, NOT_EXPLAINABLE, is_findings_list, read_explanations};
pub use file::read;
pub use inspect::{
    Against, BlockView, ColumnView, Holder, How, Inspection, NO_REGION, Role, Said, SheetForm, SheetView, Takes,
    Unbound, clean, draft, inspect, is_of_last_year, short, visible,
};
pub use layout::{HeadOver, Line, LineKind, RowCounts, Taken};
pub use ledger::LedgerRow;
pub use loose::{LooseReading, read_loose};
pub use loose_lines::{TableLines, table_lines};
pub use namesake::part_namesakes;
pub use part::{Part, read as read_part};
pub use place_names::Who;
pub use register::{FileRecord, FileState, ReturnRecord, ReturnState, Returns, assemble, due};
pub use scope::InputFile;
pub use settle::settle;
pub use whole::FileReading;
pub use workbook::{Content, Format, Grid, GridCell, Merge, OutOfTime, Refusal, Workbook, read as read_workbook};
