//! What is wrong with a document, in a form from which JavaScript's own parser can make its message.

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Value,
    /// Or the end of the array.
    FirstValue,
    /// Or the end of the object.
    FirstKey,
    Key,
    /// Of an object's first member: parsers word that differently.
    FirstColon,
    Colon,
    /// A comma, or the end of the innermost array or object.
    After,
}

/// What is around the place of the walk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Inside {
    Nothing,
    Array,
    Object,
}

/// Where the walk stopped, and what it was about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The first byte that cannot be.
    pub at: usize,
    /// Where the part begins that has to be read again to see that.
    pub from: usize,
    pub state: State,
    pub inside: Inside,
    pub in_string: bool,
}

/// A fault in JavaScript's terms: offsets count UTF-16 units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Report {
    pub fault: Fault,
    /// Units before `fault.from`.
    pub units_before: usize,
    /// Units of the whole document.
    pub units: usize,
    /// Of `fault.from`, from 1.
    pub line: usize,
    /// Of `fault.from`, from 1.
    pub column: usize,
}

impl Report {
    pub fn of(text: &[u8], fault: Fault) -> Self {
        let (before, after) = text.split_at(fault.from);
        let (line, start) = line_of(before);
        let units_before = units(before);
        Self {
            fault,
            units_before,
            units: units_before + units(after),
            line,
            column: units(&before[start..]) + 1,
        }
    }
}

impl Fault {
    /// The beginning of a document after which a parser is in the same state.
    pub fn prefix(&self) -> String {
        let state = match (self.state, self.inside) {
            (State::Value, Inside::Nothing) => "",
            (State::Value, Inside::Array) => "[0, ",
            (State::Value, Inside::Object) => "{\"\": ",
            (State::FirstValue, _) => "[ ",
            (State::FirstKey, _) => "{ ",
            (State::Key, _) => "{\"\":0, ",
            (State::FirstColon, _) => "{\"\" ",
            (State::Colon, _) => "{\"\":0,\"\" ",
            (State::After, Inside::Nothing) => "0 ",
            (State::After, Inside::Array) => "[0 ",
            (State::After, Inside::Object) => "{\"\":0 ",
        };
        format!("{state}{}", if self.in_string { "\"" } else { "" })
    }
}

/// UTF-16 units of the text's decoding.
fn units(text: &[u8]) -> usize {
    let of_valid = |valid: &str| valid.chars().map(char::len_utf16).sum::<usize>();
    text.utf8_chunks().map(|chunk| of_valid(chunk.valid()) + usize::from(!chunk.invalid().is_empty())).sum()
}

/// The number of the last line, from 1, and where it begins. Lines end with \n, \r or both.
fn line_of(text: &[u8]) -> (usize, usize) {
    let mut line = 1;
    let mut start = 0;
    for (index, byte) in text.iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && text.get(index + 1) != Some(&b'\n'));
        if ends {
            line += 1;
            start = index + 1;
        }
    }
    (line, start)
}
