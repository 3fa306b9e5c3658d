//! Lines of text as one row of letters, and what stands between the lines of two rows that are alike.

use std::ops::Range;

use super::flat::flat;

/// Letters of several lines in one row, each with its line and place.
pub(super) struct Row<'a> {
    /// The lines as they were written.
    pub(super) lines: &'a [String],
    /// Their letters.
    pub(super) letters: Vec<char>,
    from: Vec<(usize, usize)>,
    /// Where each line begins among the letters, and where the last ends.
    pub(super) starts: Vec<usize>,
}

impl<'a> Row<'a> {
    /// Takes lines apart.
    pub(super) fn of(lines: &'a [String]) -> Self {
        let mut row = Self { lines, letters: Vec::new(), from: Vec::new(), starts: vec![0] };
        for (index, line) in lines.iter().enumerate() {
            for (letter, at) in flat(line) {
                row.letters.push(letter);
                row.from.push((index, at));
            }
            row.starts.push(row.letters.len());
        }
        row
    }

    /// The letters of one line.
    pub(super) fn line(&self, index: usize) -> &[char] {
        &self.letters[self.starts[index]..self.starts[index + 1]]
    }

    /// The lines in which these letters stand.
    pub(super) fn lines_of(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.starts.partition_point(|start| *start <= range.start).saturating_sub(1);
        let last = self.starts.partition_point(|start| *start < range.end);
        first..last.max(first).min(self.lines.len())
    }

    /// The letters as they were written, lines set apart by spaces.
    pub(super) fn raw(&self, range: Range<usize>) -> String {
        let mut parts: Vec<(usize, usize, usize)> = Vec::new();
        for (line, at) in &self.from[range] {
            match parts.last_mut().filter(|(last, ..)| last == line) {
                Some((_, first, last)) => (*first, *last) = ((*first).min(*at), (*last).max(*at)),
                None => parts.push((*line, *at, *at)),
            }
        }
        let cut = parts.iter().map(|(line, first, last)| {
            let text = &self.lines[*line];
            let length = text[*last..].chars().next().map_or(0, char::len_utf8);
            text[*first..last + length].trim()
        });
        cut.collect::<Vec<_>>().join(" ")
    }
}

/// What stands between lines that are alike, in both texts.
pub(super) fn blocks(expected: &Row, shown: &Row) -> Vec<(Range<usize>, Range<usize>)> {
    let (rows, columns) = (expected.lines.len(), shown.lines.len());
    // How many lines are alike from here on, at best.
    let mut best = vec![vec![0u32; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            best[row][column] = if expected.line(row) == shown.line(column) {
                best[row + 1][column + 1] + 1
            } else {
                best[row + 1][column].max(best[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let (mut row_from, mut column_from) = (0, 0);
    let mut blocks = Vec::new();
    while row < rows && column < columns {
        if expected.line(row) == shown.line(column) {
            blocks.push((row_from..row, column_from..column));
            (row, column) = (row + 1, column + 1);
            (row_from, column_from) = (row, column);
        } else if best[row + 1][column] >= best[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    blocks.push((row_from..rows, column_from..columns));
    blocks.retain(|(own, theirs)| !own.is_empty() || !theirs.is_empty());
    blocks
}

/// Which lines of the other text stand for each of `count` lines of the one: the one that is alike, or
/// all of its block.
pub(super) fn partners(count: usize, blocks: &[(Range<usize>, Range<usize>)]) -> Vec<Range<usize>> {
    let mut partners = Vec::with_capacity(count);
    let mut next = 0;
    let alike = |partners: &mut Vec<Range<usize>>, next: &mut usize, until: usize| {
        while partners.len() < until {
            partners.push(*next..*next + 1);
            *next += 1;
        }
    };
    for (own, theirs) in blocks {
        alike(&mut partners, &mut next, own.start);
        partners.extend(own.clone().map(|_| theirs.clone()));
        next = theirs.end;
    }
    alike(&mut partners, &mut next, count);
    partners
}

/// How many letters two texts begin and end with together.
pub fn around(one: &[char], other: &[char]) -> (usize, usize) {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let most = one.len().min(other.len()) - start;
    let ends = one.iter().rev().zip(other.iter().rev());
    (start, ends.take(most).take_while(|(a, b)| a == b).count())
}
