//! The walk over a serialized value.

mod content;

use super::budget::{Budget, Cost};
use super::collisions::{self, Steps, Table};
use super::reader::Reader;
use super::shapes::{Shape, Shapes};
use super::tags::{self, error};
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
        budget: Budget::default(),
        shapes: Shapes::default(),
        members: 0,
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
    if walk.prototype_keys {
        walk.spend(tags::PROTOTYPE_SEARCH_COST.times(walk.members))?;
    }
    Ok(Accepted { prototype_keys: walk.prototype_keys })
}

struct Walk<'a> {
    reader: Reader<'a>,
    limits: &'a Limits,
    budget: Budget,
    /// The hidden classes of objects so far.
    shapes: Shapes,
    /// How many properties, elements and entries there are so far.
    members: u64,
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
    /// Keys and values up to the tag `end`.
    Properties { end: u8, count: u64, of: Owner },
    /// Elements one after the other, then properties.
    Elements { left: u32, length: u32 },
    /// Values up to the tag `end`.
    Collection { end: u8, count: u64, keys: Table },
    /// Parts of an error.
    Error,
}

/// Whose properties they are.
enum Owner {
    /// An object's, with its hidden class so far.
    Object(Shape),
    /// An array's, of this length.
    Array(u32),
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
            Container::Properties { end, count, of } => self.property(end, count, of),
            Container::Elements { left: 0, length } => {
                let end = tags::DENSE_ARRAY_END;
                self.open(Container::Properties { end, count: 0, of: Owner::Array(length) })
            }
            Container::Elements { left, length } => {
                self.members += 1;
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
        self.members += 1;
        self.spend(tags::ENTRY_COST)?;
        self.value()
    }

    fn property(&mut self, end: u8, count: u64, of: Owner) -> Result<(), Fault> {
        if self.ends(end)? {
            self.reader.expect(count)?;
            return if let Owner::Array(length) = of { self.reader.expect(length.into()) } else { Ok(()) };
        }
        let key = self.key()?;
        let (of, cost) = self.added(of, key, count);
        self.members += 1;
        self.spend(cost)?;
        self.open(Container::Properties { end, count: count + 1, of })?;
        self.value()
    }

    /// An object or array with `count` properties gets one more: what it is then, and what that costs.
    fn added(&mut self, of: Owner, key: Option<&[u8]>, count: u64) -> (Owner, Cost) {
        match (of, key) {
            (Owner::Object(shape), Some(key)) => {
                let (shape, cost) = self.shapes.add(shape, key, count);
                (Owner::Object(shape), cost)
            }
            (Owner::Array(length), Some(_)) => (Owner::Array(length), tags::ARRAY_PROPERTY_COST),
            (Owner::Array(length), None) if length <= tags::MAX_FAST_ARRAY => {
                (Owner::Array(length), tags::INDEX_COST)
            }
            (of, None) => (of, tags::HASHED_COST),
        }
    }

    /// The key of a property: its text, or none if it is a number.
    fn key(&mut self) -> Result<Option<&'a [u8]>, Fault> {
        let at = self.reader.at();
        let tag = self.tag()?;
        match tag {
            tags::INT32 | tags::UINT32 => self.reader.number().map(|_| None),
            tags::DOUBLE => self.reader.take(8).map(|_| None),
            tags::LATIN1 | tags::UTF16 => {
                let text = self.text(tag, at)?;
                self.prototype_keys |= is_prototype_key(tag, text);
                Ok(Some(text))
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
    fn container(&mut self, tag: u8, at: usize) -> Result<(Container, Cost), Fault> {
        Ok(match tag {
            tags::OBJECT => {
                let of = Owner::Object(Shape::default());
                (Container::Properties { end: tags::OBJECT_END, count: 0, of }, tags::OBJECT_COST)
            }
            tags::SPARSE_ARRAY => {
                let length = self.reader.number()?;
                let elements = if length > tags::MAX_FAST_ARRAY { 0 } else { u64::from(length) };
                self.spend(tags::ELEMENT_COST.times(elements))?;
                let of = Owner::Array(length);
                (Container::Properties { end: tags::SPARSE_ARRAY_END, count: 0, of }, tags::ARRAY_COST)
            }
            tags::DENSE_ARRAY => {
                let length = self.reader.number()?;
                // Each element is at least a byte.
                if length as usize > self.reader.left() {
                    return Err(Fault::Truncated);
                }
                self.spend(tags::ELEMENT_COST.times(length.into()))?;
                (Container::Elements { left: length, length }, tags::ARRAY_COST)
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

    fn spend(&mut self, cost: Cost) -> Result<(), Fault> {
        self.budget.spend(cost, self.limits)
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
