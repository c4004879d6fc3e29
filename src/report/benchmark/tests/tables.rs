//! The annex tables.
