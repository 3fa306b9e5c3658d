//! The officer's queue: what waits, those due first in front, and what was decided, the latest first.

pub mod aside;
mod counts;
pub mod filter;
mod line;
pub mod saved_view;
mod walk;

pub use self::{
    counts::{Count, EXACTLY, Load, agencies, counts, courses, load},
    line::{Queued, get},
    walk::{Cursor, Part, around, behind, page},
};

/// Adds the requests of a filter to a statement, from `from` to its conditions. Conditions that an
/// index begins with are written plainly; one that would lead the engine to another index than the
/// one that fits best is written so that no index can hold it.
macro_rules! push_requests {
    ($statement:ident, $filter:expr, $eyes:expr) => {{
        let filter: &crate::learning::certificate::desk::queue::filter::Filter = $filter;
        use crate::learning::certificate::desk::queue::filter::{Claimed, Search};
        match filter.search() {
            None => {
                $statement.push(" from certificate_request r where r.state = ");
            }
            // Names that begin alike may be very many: the search looks at so many people at most.
            Some(Search::Name(from, until, family)) => {
                $statement
                    .push(" from (select id from (select id from person where sort_key >= ")
                    .push_bind(from)
                    .push(" and sort_key < ")
                    .push_bind(until)
                    .push(" order by sort_key limit 500) named union select id from (select id from person where last_name = ")
                    .push_bind(family)
                    .push(" limit 500) family) p cross join certificate_request r where r.person_id = p.id and coalesce(r.state, '') = ");
            }
            Some(Search::Number(number)) => {
                $statement
                    .push(" from (select request_id from certificate where number = ")
                    .push_bind(number)
                    .push(") c cross join certificate_request r where r.id = c.request_id and coalesce(r.state, '') = ");
            }
        }
        // One of four words of ours: as a literal it lets an engine use the partial indexes.
        $statement.push("'").push(filter.state).push("'");
        // These have an index of their own, which holds what else may be asked for.
        let own = matches!(filter.claimed, Some(Claimed::Mine | Claimed::Second))
            || filter.state == "returned";
        if filter.state == "returned" {
            $statement.push(" and r.asked_again = false");
        }
        let narrowed = filter.course.is_some() || filter.agency.is_some() || filter.flagged.is_some();
        match filter.claimed {
            Some(Claimed::Mine) => {
                $statement.push(" and r.claimed_by = ").push_bind($eyes.person.clone());
            }
            Some(Claimed::Second) => {
                $statement.push(" and r.first_approved_by is not null");
            }
            Some(Claimed::Nobody) if narrowed => {
                $statement.push(" and coalesce(r.claimed_by, '') = ''");
            }
            Some(Claimed::Nobody) => {
                $statement.push(" and r.claimed_by is null");
            }
            None => {}
        }
        if let Some(slug) = &filter.course {
            $statement.push(if own { " and coalesce(r.course_id, '') = " } else { " and r.course_id = " });
            $statement.push("(select id from course where slug = ").push_bind(slug.clone()).push(")");
        }
        if let Some(agency) = &filter.agency {
            $statement.push(if own { " and coalesce(r.agency_id, '') = " } else { " and r.agency_id = " });
            $statement.push_bind(agency.clone());
        }
        if let Some(flagged) = filter.flagged {
            // No index of a course or an agency holds what was decided without a remark.
            let placed = filter.course.is_some() || filter.agency.is_some();
            let along = own || (filter.state != "pending" && placed && !flagged);
            $statement.push(match (along, flagged) {
                (false, true) => " and r.flagged = true",
                (false, false) => " and r.flagged = false",
                (true, true) => " and case when r.flagged then 1 else 0 end = 1",
                (true, false) => " and case when r.flagged then 1 else 0 end = 0",
            });
        }
        if let Some(due) = filter.due {
            let (from, until) = due.span($eyes.now);
            if let Some(from) = from {
                $statement.push(" and r.due_at >= ").push_bind(from);
            }
            $statement.push(" and r.due_at < ").push_bind(until);
        }
    }};
}
pub(crate) use push_requests;
