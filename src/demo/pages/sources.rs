//! The switch of the demonstration's identity source, to see a sign-up wait.

use poem::{Response, handler};

use crate::{
    error::Result,
    web::{page::see_other, visitor::Visit},
};

/// Switches the source on.
#[handler]
pub fn create(visit: Visit) -> Result<Response> {
    Ok(switch(&visit, true))
}

/// Switches it off.
#[handler]
pub fn destroy(visit: Visit) -> Result<Response> {
    Ok(switch(&visit, false))
}

fn switch(visit: &Visit, reachable: bool) -> Response {
    if let Some(source) = &visit.app.demo_verifier {
        source.set_reachable(reachable);
    }
    see_other("/demo")
}
