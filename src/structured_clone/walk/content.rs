//! What follows the tags of values that contain no others.

use super::Walk;
use crate::structured_clone::Fault;
use crate::structured_clone::budget::Cost;
use crate::structured_clone::tags::{self, Content};

impl<'a> Walk<'a> {
    pub(super) fn content(&mut self, content: Content, at: usize) -> Result<(), Fault> {
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
                self.spend(tags::PATTERN_COST.times(pattern))?;
                self.reader.number().map(drop)
            }
            Content::Resizable => {
                let length = self.reader.number()?;
                let most = self.reader.number()?;
                self.spend(Cost::of_bytes(most))?;
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

    pub(super) fn tagged_text(&mut self) -> Result<&'a [u8], Fault> {
        let at = self.reader.at();
        let tag = self.tag()?;
        if !matches!(tag, tags::LATIN1 | tags::UTF16) {
            return Err(Fault::Tag { tag, at });
        }
        self.text(tag, at)
    }

    pub(super) fn text(&mut self, tag: u8, at: usize) -> Result<&'a [u8], Fault> {
        let length = self.reader.number()?;
        if tag == tags::UTF16 && length % 2 == 1 {
            return Err(Fault::Number { at });
        }
        self.bytes(length)
    }

    fn bytes(&mut self, length: u32) -> Result<&'a [u8], Fault> {
        self.spend(Cost::of_bytes(length))?;
        self.reader.take(length as usize)
    }
}
