//! Observed values → who is comparable, and how each stands.
