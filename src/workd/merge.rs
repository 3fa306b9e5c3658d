//! What workD keeps about a person, when two accounts of one person become one.

use crate::{
    db::Tx,
    error::Result,
    identity::merge::{Merge, Move, hand_back, hand_over},
};

/// Moves the requests a person filed.
pub async fn merge_person(tx: &mut Tx, merge: &Merge<'_>) -> Result<()> {
    hand_over!(tx, merge, "request", "id");
    Ok(())
}

/// Gives them back.
pub async fn unmerge_person(tx: &mut Tx, moves: &[Move]) -> Result<()> {
    hand_back!(tx, moves, "request", "id");
    Ok(())
}
