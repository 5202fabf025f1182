//! The walk over a serialized value.

use super::collisions::{self, Steps, Table};
use super::reader::Reader;
use super::tags::{self, Content, error};
use super::{Accepted, Fault, Limits};

/// Checks that `bytes` are two values within the limits, such as V8 writes them: that of the message, and what is to be
/// restored in it.
///
/// # Errors
/// The first fault that is met.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<Accepted, Fault> {
    let mut walk = Walk {
        reader: Reader::new(bytes),
        limits,
        memory: 0,
        objects: 0,
        prototype_keys: false,
        steps: Steps::default(),
        open: Vec::new(),
    };
    walk.version()?;
    walk.whole_value()?;
    walk.whole_value()?;
    if walk.reader.left() > 0 {
        return Err(Fault::Trailing);
    }
    Ok(Accepted { prototype_keys: walk.prototype_keys })
}

struct Walk<'a> {
    reader: Reader<'a>,
    limits: &'a Limits,
    /// What all values so far take.
    memory: u64,
    /// How many values so far can be referred to.
    objects: u32,
    prototype_keys: bool,
    /// What the keys of maps and sets so far take to insert.
    steps: Steps,
    /// The containers around the next value, the innermost last.
    open: Vec<Container>,
}

/// A value that contains others, of which some are still to come.
enum Container {
    /// Keys and values up to the tag `end`; `length` is an array's.
    Properties { end: u8, count: u64, length: Option<u32> },
    /// Elements one after the other, then properties.
    Elements { left: u32, length: u32 },
    /// Values up to the tag `end`.
    Collection { end: u8, count: u64, keys: Table },
    /// Parts of an error.
    Error,
}

impl<'a> Walk<'a> {
    fn version(&mut self) -> Result<(), Fault> {
        if self.reader.byte()? != tags::VERSION || self.reader.number()? != self.limits.version {
            return Err(Fault::Version);
        }
        Ok(())
    }

    /// A value and all within it.
    fn whole_value(&mut self) -> Result<(), Fault> {
        self.value()?;
        while let Some(container) = self.open.pop() {
            self.go_on(container)?;
        }
        Ok(())
    }

    /// Reads on in a container: one value at most, and puts the container back before it unless it is at its end.
    fn go_on(&mut self, container: Container) -> Result<(), Fault> {
        match container {
            Container::Properties { end, count, length } => self.property(end, count, length),
            Container::Elements { left: 0, length } => {
                let end = tags::DENSE_ARRAY_END;
                self.open(Container::Properties { end, count: 0, length: Some(length) })
            }
            Container::Elements { left, length } => {
                self.open(Container::Elements { left: left - 1, length })?;
                if self.reader.peek()? == tags::HOLE { self.reader.byte().map(drop) } else { self.value() }
            }
            Container::Collection { end, count, keys } => self.entry(end, count, keys),
            Container::Error => self.error_part(),
        }
    }

    /// One value of a collection: of a map, they are keys and values in turn.
    fn entry(&mut self, end: u8, count: u64, mut keys: Table) -> Result<(), Fault> {
        if self.ends(end)? {
            return self.reader.expect(count);
        }
        let is_key = end == tags::SET_END || count.is_multiple_of(2);
        if let Some(hash) = collisions::hash_of_next(self.reader).filter(|_| is_key)
            && !self.steps.count(keys.insert(hash))
        {
            return Err(Fault::Collisions);
        }
        self.open(Container::Collection { end, count: count + 1, keys })?;
        self.spend(tags::ENTRY_COST)?;
        self.value()
    }

    fn property(&mut self, end: u8, count: u64, length: Option<u32>) -> Result<(), Fault> {
        if self.ends(end)? {
            self.reader.expect(count)?;
            return length.map_or(Ok(()), |length| self.reader.expect(length.into()));
        }
        let is_number = self.key()?;
        let has_place = length.is_some_and(|length| length <= tags::MAX_FAST_ARRAY);
        let is_hashed = is_number && !has_place || count >= tags::MAX_FAST_PROPERTIES;
        self.spend(if is_hashed { tags::HASHED_COST } else { tags::PROPERTY_COST })?;
        self.open(Container::Properties { end, count: count + 1, length })?;
        self.value()
    }

    /// The key of a property: whether it is a number.
    fn key(&mut self) -> Result<bool, Fault> {
        let at = self.reader.at();
        let tag = self.tag()?;
        match tag {
            tags::INT32 | tags::UINT32 => self.reader.number().map(|_| true),
            tags::DOUBLE => self.reader.take(8).map(|_| true),
            tags::LATIN1 | tags::UTF16 => {
                let text = self.text(tag, at)?;
                self.prototype_keys |= is_prototype_key(tag, text);
                Ok(false)
            }
            _ => Err(Fault::Tag { tag, at }),
        }
    }

    /// One part of an error, of which its cause is a value.
    fn error_part(&mut self) -> Result<(), Fault> {
        let at = self.reader.at();
        match self.reader.byte()? {
            error::END => return Ok(()),
            error::CAUSE => {
                self.open(Container::Error)?;
                return self.value();
            }
            error::MESSAGE | error::STACK => drop(self.tagged_text()?),
            prototype if error::PROTOTYPES.contains(&prototype) => {}
            tag => return Err(Fault::Tag { tag, at }),
        }
        self.open(Container::Error)
    }

    /// A value, or the beginning of one that contains others.
    fn value(&mut self) -> Result<(), Fault> {
        let at = self.reader.at();
        let tag = self.tag()?;
        if tag == tags::REFERENCE {
            let id = self.reader.number()?;
            self.spend(tags::ELEMENT_COST)?;
            return if id < self.objects { Ok(()) } else { Err(Fault::Number { at }) };
        }
        if let Some(leaf) = tags::leaf(tag) {
            self.objects += u32::from(leaf.object);
            self.spend(leaf.cost)?;
            return self.content(leaf.content, at);
        }
        self.objects += 1;
        let (container, cost) = self.container(tag, at)?;
        self.spend(cost)?;
        self.open(container)
    }

    /// The container that begins with this tag, and what it costs empty.
    fn container(&mut self, tag: u8, at: usize) -> Result<(Container, u64), Fault> {
        Ok(match tag {
            tags::OBJECT => {
                (Container::Properties { end: tags::OBJECT_END, count: 0, length: None }, tags::OBJECT_COST)
            }
            tags::SPARSE_ARRAY => {
                let length = self.reader.number()?;
                let elements = if length > tags::MAX_FAST_ARRAY { 0 } else { u64::from(length) };
                let properties =
                    Container::Properties { end: tags::SPARSE_ARRAY_END, count: 0, length: Some(length) };
                (properties, tags::ARRAY_COST + tags::ELEMENT_COST * elements)
            }
            tags::DENSE_ARRAY => {
                let length = self.reader.number()?;
                // Each element is at least a byte.
                if length as usize > self.reader.left() {
                    return Err(Fault::Truncated);
                }
                let elements = Container::Elements { left: length, length };
                (elements, tags::ARRAY_COST + tags::ELEMENT_COST * u64::from(length))
            }
            tags::MAP => (Self::collection(tags::MAP_END), tags::COLLECTION_COST),
            tags::SET => (Self::collection(tags::SET_END), tags::COLLECTION_COST),
            tags::ERROR => (Container::Error, tags::ERROR_COST),
            _ => return Err(Fault::Tag { tag, at }),
        })
    }

    fn collection(end: u8) -> Container {
        Container::Collection { end, count: 0, keys: Table::default() }
    }

    fn content(&mut self, content: Content, at: usize) -> Result<(), Fault> {
        match content {
            Content::Nothing => Ok(()),
            Content::Number => self.reader.number().map(drop),
            Content::Double => self.reader.take(8).map(drop),
            Content::BigInt => {
                let sign_and_length = self.reader.number()?;
                self.bytes(sign_and_length >> 1).map(drop)
            }
            Content::Bytes => self.text(tags::LATIN1, at).map(drop),
            Content::Utf16 => self.text(tags::UTF16, at).map(drop),
            Content::Text => self.tagged_text().map(drop),
            Content::RegExp => {
                let pattern = self.tagged_text()?.len() as u64;
                self.spend(tags::PATTERN_COST * pattern)?;
                self.reader.number().map(drop)
            }
            Content::Resizable => {
                let length = self.reader.number()?;
                let most = self.reader.number()?;
                self.spend(most.into())?;
                if length <= most { self.bytes(length).map(drop) } else { Err(Fault::Number { at }) }
            }
            Content::Attachment => self.attachment(),
            Content::View => self.view(at),
        }
    }

    fn view(&mut self, at: usize) -> Result<(), Fault> {
        let kind = self.reader.number()?;
        if kind < self.limits.views {
            let length = self.reader.number()?;
            return self.bytes(length).map(drop);
        }
        if kind - self.limits.views < self.limits.views {
            self.attachment()
        } else {
            Err(Fault::Number { at })
        }
    }

    fn attachment(&mut self) -> Result<(), Fault> {
        let at = self.reader.at();
        if self.reader.number()? < self.limits.attachments { Ok(()) } else { Err(Fault::Number { at }) }
    }

    fn tagged_text(&mut self) -> Result<&'a [u8], Fault> {
        let at = self.reader.at();
        let tag = self.tag()?;
        if !matches!(tag, tags::LATIN1 | tags::UTF16) {
            return Err(Fault::Tag { tag, at });
        }
        self.text(tag, at)
    }

    fn text(&mut self, tag: u8, at: usize) -> Result<&'a [u8], Fault> {
        let length = self.reader.number()?;
        if tag == tags::UTF16 && length % 2 == 1 {
            return Err(Fault::Number { at });
        }
        self.bytes(length)
    }

    fn bytes(&mut self, length: u32) -> Result<&'a [u8], Fault> {
        self.spend(length.into())?;
        self.reader.take(length as usize)
    }

    /// The next tag.
    fn tag(&mut self) -> Result<u8, Fault> {
        loop {
            let tag = self.reader.byte()?;
            if tag != tags::PADDING {
                return Ok(tag);
            }
        }
    }

    /// Whether the next tag is this one, which then is read.
    fn ends(&mut self, end: u8) -> Result<bool, Fault> {
        while self.reader.peek()? == tags::PADDING {
            self.reader.byte()?;
        }
        let ends = self.reader.peek()? == end;
        if ends {
            self.reader.byte()?;
        }
        Ok(ends)
    }

    fn spend(&mut self, memory: u64) -> Result<(), Fault> {
        self.memory += memory;
        if self.memory > self.limits.memory { Err(Fault::Memory) } else { Ok(()) }
    }

    fn open(&mut self, container: Container) -> Result<(), Fault> {
        self.open.push(container);
        if self.open.len() > self.limits.depth { Err(Fault::Depth) } else { Ok(()) }
    }
}

fn is_prototype_key(tag: u8, text: &[u8]) -> bool {
    const KEY: &[u8] = b"__proto__";
    match tag {
        tags::LATIN1 => text == KEY,
        _ => text.len() == 2 * KEY.len() && text.chunks(2).zip(KEY).all(|(unit, &byte)| unit == [byte, 0]),
    }
}
