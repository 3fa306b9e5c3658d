//! The time from starting the program on an existing database to its first answer.

use crate::{
    Outcome,
    figures::Rounds,
    product::{Place, Product},
};

const ROUNDS: usize = 5;

/// Starts and stops the product some times and prints how long the first answer took.
pub fn measure(place: &Place) -> Outcome<()> {
    let mut starts = Rounds::new("from start to the first answer (aim: at most 1 000 ms)", "ms");
    for _ in 0..ROUNDS {
        let (product, took) = Product::start(place)?;
        starts.values.push(took.as_secs_f64() * 1000.0);
        product.stop()?;
    }
    starts.print();
    Ok(())
}
