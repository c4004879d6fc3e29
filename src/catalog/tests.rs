//! The bundled templates, and what is said of broken ones.
