//! Workbook → grid → bound by form → facts; and the register of expected returns.

mod bind;
mod blank;
mod cell;
mod cover;
mod date_text;
mod entry;
mod file;
mod identity;
mod inspect;
mod layout;
mod ledger;
mod loose;
mod namesake;
pub(crate) mod near;
mod number;
mod numeral;
mod period_text;
mod place_names;
mod register;
mod scope;
mod settle;
mod typing;
mod whose;
mod workbook;

pub use date_text::month as month_of_text;
pub use entry::{Entry, EntryKind};
pub use file::{FileReading, read};
pub use inspect::{
    Against, BlockView, ColumnView, Holder, How, Inspection, Role, Said, SheetForm, SheetView, Takes, Unbound, clean,
    draft, inspect, short, visible,
};
pub use layout::{RowCounts, Taken};
pub use ledger::LedgerRow;
pub use loose::{LooseReading, read_loose};
pub use namesake::part_namesakes;
pub use place_names::Who;
pub use register::{FileRecord, FileState, ReturnRecord, ReturnState, Returns, assemble, due};
pub use scope::InputFile;
pub use settle::settle;
pub use workbook::{Content, Format, Grid, GridCell, Merge, OutOfTime, Refusal, Workbook, read as read_workbook};
