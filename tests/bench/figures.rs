//! Medians, ratios, and the lines in which they are printed.

/// The middle value; of an even number of values, the upper of the two.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What was measured in every round, and what it is called.
pub struct Rounds<'a> {
    /// Of what.
    pub title: &'a str,
    /// Of each round.
    pub values: Vec<f64>,
    /// What follows the number.
    pub unit: &'a str,
}

impl<'a> Rounds<'a> {
    /// Nothing measured yet.
    pub fn new(title: &'a str, unit: &'a str) -> Self {
        Self { title, values: Vec::new(), unit }
    }

    /// The median.
    pub fn median(&self) -> f64 {
        median(&self.values)
    }

    /// Prints the median and the range.
    pub fn print(&self) {
        let least = self.values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (middle, unit) = (number(self.median()), self.unit);
        let range = format!("{} to {}", number(least), number(most));
        println!("  {:<58} {middle:>9} {unit:<6} {range}", self.title);
    }
}

/// Prints the product beside its yardstick, and the ratio beside the aim.
pub fn beside(product: &Rounds, yardstick: &Rounds, aim: &str) {
    product.print();
    yardstick.print();
    let ratio = number(product.median() / yardstick.median());
    println!("  {:<58} {ratio:>9}        aim: {aim}", "  ratio");
}

/// Prints the name of a group of lines.
pub fn heading(text: &str) {
    println!("\n{text}");
}

/// Prints a line that is no comparison.
pub fn line(title: &str, value: &str) {
    println!("  {title:<58} {value}");
}

/// A number with three digits that count, and its thousands set apart.
pub fn number(value: f64) -> String {
    if value.abs() < 10.0 {
        return format!("{value:.2}");
    }
    if value.abs() < 100.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}
