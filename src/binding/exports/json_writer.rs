//! Writes JSON text, for lib/json.

use napi::bindgen_prelude::*;
use napi::{check_status, sys};
use napi_derive::napi;

use crate::binding::to_js::returned;
use crate::binding::value::Value;
use crate::engine::json::{Content, Token, Writer};

/// The numbers of tokens, as src/engine/json/write/token.rs describes them.
#[napi(object, object_from_js = false)]
pub struct JsonTokens {
    pub define_key: u32,
    pub open_key: u32,
    pub close_key: u32,
    pub piece: u32,
    pub more_raw: u32,
    pub close_string: u32,
    pub close_array: u32,
    pub close_object: u32,
    pub open_array: u32,
    pub open_object: u32,
    pub null: u32,
    pub r#true: u32,
    pub r#false: u32,
    pub number: u32,
    pub string: u32,
    pub raw: u32,
    pub open_string: u32,
    /// What is added to a value's token for each place of its key.
    pub key: u32,
}

/// The numbers of tokens.
#[napi(catch_unwind)]
pub fn json_tokens() -> JsonTokens {
    JsonTokens {
        define_key: Token::DefineKey as u32,
        open_key: Token::OpenKey as u32,
        close_key: Token::CloseKey as u32,
        piece: Token::Piece as u32,
        more_raw: Token::MoreRaw as u32,
        close_string: Token::CloseString as u32,
        close_array: Token::CloseArray as u32,
        close_object: Token::CloseObject as u32,
        open_array: Token::OpenArray as u32,
        open_object: Token::OpenObject as u32,
        null: Token::Null as u32,
        r#true: Token::True as u32,
        r#false: Token::False as u32,
        number: Token::Number as u32,
        string: Token::String as u32,
        raw: Token::Raw as u32,
        open_string: Token::OpenString as u32,
        key: Token::KEY,
    }
}

/// A text in the making.
#[napi]
pub struct JsonWriter {
    writer: Writer,
}

#[napi]
impl JsonWriter {
    /// A text whose levels are indented by `gap`.
    #[napi(constructor, catch_unwind)]
    pub fn new(gap: Utf16String) -> Self {
        Self { writer: Writer::new(&gap) }
    }

    /// UTF-16 units of all that was written.
    #[napi(getter)]
    pub fn units(&self) -> f64 {
        self.writer.units() as f64
    }

    /// Writes the first `used` tokens. `text` is that of all of them; `room` is overwritten with it. Returns how many bytes
    /// can be taken.
    #[napi(catch_unwind)]
    pub fn write(
        &mut self,
        env: &Env,
        tokens: Uint32ArraySlice,
        used: u32,
        numbers: Float64ArraySlice,
        #[napi(ts_arg_type = "string")] text: Unknown,
        mut room: Uint16ArraySlice,
    ) -> Result<f64> {
        // SAFETY: nobody else uses the memory of lib/json/stringify-tokens.js during this call.
        let room = unsafe { room.as_mut() };
        let mut units = 0;
        // SAFETY: a value of the call under way; fills at most the room, with a zero at the end.
        check_status!(unsafe {
            sys::napi_get_value_string_utf16(env.raw(), text.raw(), room.as_mut_ptr(), room.len(), &mut units)
        })?;
        self.writer.write(&tokens[..used as usize], Content { numbers: &numbers, units: &room[..units] });
        Ok(self.writer.pending() as f64)
    }

    /// The next block of the text, as UTF-8; undefined where there is none.
    #[napi(catch_unwind, ts_return_type = "Buffer | undefined")]
    pub fn take<'env>(&mut self, env: &'env Env) -> Result<Unknown<'env>> {
        returned(env, self.writer.take().map_or(Value::Done, Value::Bytes))
    }

    /// Moves the next block to the beginning of `target`, which has room for it. Returns its bytes.
    #[napi(catch_unwind)]
    pub fn move_to(&mut self, mut target: Uint8ArraySlice) -> f64 {
        let Some(block) = self.writer.take() else { return 0.0 };
        // SAFETY: the memory of a Buffer that lib/json/stringify-output.js has made and nobody else has yet.
        let target = unsafe { target.as_mut() };
        target[..block.len()].copy_from_slice(&block);
        block.len() as f64
    }

    /// Frees what was not taken. V8 does not know how much it is.
    #[napi(catch_unwind)]
    pub fn close(&mut self) {
        self.writer = Writer::default();
    }
}
