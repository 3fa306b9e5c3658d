//! Real identity sources: what they are asked, what their answers mean, and what nobody may see.

mod breaker;
mod commands;
mod dopa;
mod gateway;
mod sign_up;
mod tls;
