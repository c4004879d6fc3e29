//! The target `ods_content`; what it does is in ../entries.
#![no_main]

#[path = "../entries/mod.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::target("ods_content")(data));
