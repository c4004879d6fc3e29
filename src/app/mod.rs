//! The pipeline on one screen, and all that touches the disk.
//!
//! ```text
//! templates ─ open ─┐
//! inputs ─── read ──┴─ Reading { returns, facts } ─ figures ─ validate ─ assess ─ document ─ edition
//! ```

mod annotated;
mod annotated_lines;
mod appraisal_sheets;
mod appraising;
mod asked;
mod balances;
mod books;
mod builtin;
mod by_form;
mod chart_table;
mod compare;
mod counting;
mod demo;
mod demo_home;
mod demo_truth;
mod docx;
mod edition;
mod error;
mod explained;
mod faces;
mod figures;
mod fill;
mod fill_place;
mod fill_trace;
mod findings;
mod findings_book;
mod findings_json;
mod findings_rows;
mod forms;
mod inspect;
mod judging;
mod lacking;
mod ledger;
mod letters;
mod mutate;
mod numbered;
mod official_book;
mod outputs;
mod own_facts;
mod press;
mod quality;
mod reading;
mod release;
mod report;
mod review;
mod seals;
mod session;
mod start;
mod store;
mod templates;
mod trace;
mod wanted;

pub use by_form::ByForm;
pub use compare::{Best, Branch, CompareOptions, ComparedSet, Line, TracedNumber, compare, compare_trace};
pub use demo::{DemoMade, DemoOptions, make_demo};
pub use error::Error;
pub use faces::LackingFace;
pub use figures::Selection;
pub use fill::{FillOptions, FilledIn};
pub use fill_trace::{Bound, State};
pub use findings::CheckResult;
pub use findings_book::FindingsBook;
pub use forms::{FormsMade, FormsOptions};
pub use inspect::Inspected;
pub use mutate::mutation_json;
pub use reading::{Progress, Reading, Silent};
pub use report::{ReportOptions, Reported, Traceable};
pub use review::Reviewed;
pub use session::{Fonts, Options, Session};
pub use start::{StartOptions, Started, start};
pub use templates::{Remarks, standing_templates, templates};
pub use trace::{Closure, Numbers, cell_id, fact_id, json as trace_json};
pub use wanted::Wanted;
