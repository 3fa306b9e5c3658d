//! The pages of the demonstration; a server started without `--demo` has none of them.

pub mod demos;
pub mod letters;
pub mod sources;
pub mod zones;
