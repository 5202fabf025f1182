use proptest::prelude::*;

use super::*;

const LIMITS: Limits =
    Limits { version: 15, depth: 1000, memory: 1 << 20, time: 1 << 30, views: 14, attachments: 2 };

fn checked(body: &[u8]) -> Result<Accepted, Fault> {
    check(&[&[0xff, 15], body, b"_"].concat(), &LIMITS)
}

/// Values as V8 11 writes them.
const VALUES: &[(&str, &[u8])] = &[
    ("undefined", b"_"),
    ("an integer", b"I\x80\x80\x80\x80\x08"),
    ("-0", b"N\0\0\0\0\0\0\0\x80"),
    ("text", b"\"\x02hi"),
    ("a lone surrogate", b"c\x04\xe9\0\0\xd8"),
    ("an empty object", b"o{\0"),
    ("an object", b"o\"\x01aI\x02\"\x01bo{\0{\x02"),
    ("a dense array with a property", b"A\x02I\x02-\"\x01aT$\x01\x02"),
    ("a sparse array", b"a\x03I\0I\x02@\x01\x03"),
    ("a map", b";I\x02I\x04:\x02"),
    ("a set of itself", b"'^\0,\x01"),
    ("an error with a cause", b"rRm\"\x01xcI\x02s\"\x01y."),
    ("a regular expression", b"R\"\x01a\x01"),
    ("a big integer", b"Z\x10\x01\x02\x03\x04\x05\x06\x07\x08"),
    ("wrapped text", b"s\"\x01x"),
    ("a buffer", b"B\x03abc"),
    ("a resizable buffer", b"~\x01\x10a"),
    ("an attached buffer", b"t\x01"),
    ("a view", b"\\\x00\x03abc"),
    ("an attached view", b"\\\x0f\x01"),
    ("padding before text", b"A\x01\0c\x02ab$\0\x01"),
];

#[test]
fn what_v8_writes_is_accepted() {
    for (name, body) in VALUES {
        assert_eq!(checked(body), Ok(Accepted { prototype_keys: false }), "{name}");
    }
}

#[test]
fn what_ends_early_or_goes_on_is_refused() {
    for (name, body) in VALUES {
        let whole = [b"\xff\x0f", *body, b"_"].concat();
        for end in 0..whole.len() {
            assert!(check(&whole[..end], &LIMITS).is_err(), "{name} cut at {end}");
        }
        assert_eq!(checked(&[body, &b"_"[..]].concat()), Err(Fault::Trailing), "{name}");
    }
    assert_eq!(check(b"", &LIMITS), Err(Fault::Truncated));
    assert_eq!(check(b"\xff\x0c_", &LIMITS), Err(Fault::Version));
}

#[test]
fn contradictions_are_refused() {
    let cases: &[(&str, &[u8])] = &[
        ("a wrong count of properties", b"o{\x01"),
        ("a wrong length of an array", b"A\0$\0\x01"),
        ("more elements than bytes", b"A\xff\xff\xff\xff\x0f"),
        ("a reference to nothing", b"^\0"),
        ("text longer than the message", b"\"\x7fa"),
        ("half a unit of text", b"c\x01a"),
        ("an object as a key", b"oo{\0T{\x01"),
        ("a hole outside an array", b"-"),
        ("shared memory", b"u\0"),
        ("a view of V8's own", b"B\x01aV?\0\x01\0"),
        ("WebAssembly", b"w\0"),
        ("an attachment that did not come", b"t\x02"),
        ("a kind of view that does not exist", b"\\\x1c\0"),
        ("a buffer that shrinks", b"~\x02\x01ab"),
        ("a number of 33 bits", b"U\xff\xff\xff\xff\x1f"),
        ("a number without end", b"U\x80\x80\x80\x80\x80\x80\x01"),
    ];
    for (name, body) in cases {
        assert!(checked(body).is_err(), "{name}");
    }
}

#[test]
fn memory_is_limited_whatever_asks_for_it() {
    assert_eq!(checked(b"a\x81\x87\xa7\x0e@\0\x81\x87\xa7\x0e"), Err(Fault::Memory), "a sparse array");
    assert_eq!(checked(b"~\x01\xff\xff\xff\xff\x0fa"), Err(Fault::Memory), "a resizable buffer");
    let pattern = [&b"R\"\x80\x80\x01"[..], &b"a|".repeat(1 << 13), b"\0"].concat();
    assert_eq!(checked(&pattern), Err(Fault::Memory), "a long regular expression");
    let many = |value: &[u8]| [&b"A\x80\x80\x01"[..], &value.repeat(1 << 14), b"$\0\x80\x80\x01"].concat();
    for value in [&b";:\0"[..], b"o{\0", b"r.", b"B\0"] {
        assert_eq!(checked(&many(value)), Err(Fault::Memory));
    }
    assert!(checked(&many(b"T")).is_ok());
}

/// A list of objects, each with these keys.
fn objects(keys: &[Vec<String>]) -> Result<Accepted, Fault> {
    let property = |key: &String| [&[b'"', key.len() as u8], key.as_bytes(), b"_"].concat();
    let object = |keys: &Vec<String>| {
        let properties: Vec<u8> = keys.iter().flat_map(property).collect();
        [b"o".to_vec(), properties, b"{".to_vec(), number(keys.len())].concat()
    };
    let count = number(keys.len());
    let all: Vec<u8> = keys.iter().flat_map(object).collect();
    let limits = Limits { memory: 1 << 30, time: 5_000_000, ..LIMITS };
    check(&[b"\xff\x0fA", &count[..], &all, b"$\0", &count, b"_"].concat(), &limits)
}

fn number(mut rest: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while rest > 0x7f {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

#[test]
fn time_is_limited_for_keys_that_make_new_hidden_classes() {
    let new = |count: usize| (0..count).map(|key| vec![format!("key{key}")]).collect::<Vec<_>>();
    assert_eq!(objects(&new(10_000)), Err(Fault::Time), "a new key each");
    assert!(objects(&new(1000)).is_ok(), "few new keys");
    let row: Vec<_> = (0..10).map(|key| format!("key{key}")).collect();
    assert!(objects(&vec![row.clone(); 4000]).is_ok(), "many rows");
    let orders: Vec<Vec<_>> = (0..4000)
        .map(|row| (0..3).map(|key| format!("key{}", (row / 30usize.pow(key)) % 30)).collect())
        .collect();
    assert_eq!(objects(&orders), Err(Fault::Time), "known keys, in new orders");
    let many: Vec<_> = (0..1000).map(|key| format!("key{key}")).collect();
    let others = many.iter().map(|key| format!("_{key}")).collect();
    assert_eq!(objects(&[many, others]), Err(Fault::Time), "objects of many keys");
}

#[test]
fn time_is_limited_whatever_takes_it() {
    let limits = Limits { memory: 1 << 40, time: 1_000_000, ..LIMITS };
    let many = |value: &[u8]| {
        let count = number(20_000);
        check(&[b"\xff\x0fA", &count[..], &value.repeat(20_000), b"$\0", &count, b"_"].concat(), &limits)
    };
    let values: &[&[u8]] = &[
        b";:\0",
        b"r.",
        b"B\0",
        b"D01234567",
        b"s\"\0",
        b"A\0\"\x01a_$\x01\0",
        b"\\\0\0",
        b"oN01234567_{\x01",
    ];
    for value in values {
        assert_eq!(many(value), Err(Fault::Time), "{}", value.escape_ascii());
    }
    assert!(many(b"T").is_ok());
}

#[test]
fn the_search_for_prototype_keys_takes_time_too() {
    let limits = Limits { memory: 1 << 30, time: 1_500_000, ..LIMITS };
    let with = |key: &[u8]| {
        let count = number(10_000);
        let first = [&b"o\""[..], &[key.len() as u8], key, b"_{\x01"].concat();
        check(&[b"\xff\x0fA", &count[..], &first, &b"_".repeat(9999), b"$\0", &count, b"_"].concat(), &limits)
    };
    assert_eq!(with(b"__proto__"), Err(Fault::Time));
    assert!(with(b"__plain__").is_ok());
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| {
        let (begin, end) = (b"A\x01".repeat(depth), b"$\0\x01".repeat(depth));
        checked(&[&begin[..], b"_", &end].concat())
    };
    assert!(nested(1000).is_ok());
    assert_eq!(nested(1001), Err(Fault::Depth));
}

#[test]
fn prototype_keys_are_seen_in_either_kind_of_text() {
    let latin1 = b"A\x01o\"\x09__proto__o{\0{\x01$\0\x01";
    let utf16 = b"oc\x12_\0_\0p\0r\0o\0t\0o\0_\0_\0T{\x01";
    assert_eq!(checked(latin1), Ok(Accepted { prototype_keys: true }));
    assert_eq!(checked(utf16), Ok(Accepted { prototype_keys: true }));
    assert_eq!(checked(b"\"\x09__proto__"), Ok(Accepted { prototype_keys: false }));
}

/// A value that begins with `begin` and ends with `end`, of numbered keys between them.
fn numbered(begin: &[u8], keys: impl Iterator<Item = Vec<u8>>, end: &[u8]) -> Result<Accepted, Fault> {
    let limits = Limits { memory: 1 << 30, ..LIMITS };
    check(&[b"\xff\x0f", begin, &keys.flatten().collect::<Vec<_>>(), end, b"_"].concat(), &limits)
}

#[test]
fn keys_that_were_chosen_to_collide_are_refused() {
    // V8 hashes the lowest digit of a BigInt alone.
    let big = |number: u32| [&b"Z\x20\0\0\0\0\0\0\0\0"[..], &number.to_le_bytes(), &[0; 4]].concat();
    assert_eq!(numbered(b"'", (0..8192).map(big), b",\x80\x40"), Err(Fault::Collisions), "a set");
    let pairs = (0..8192).map(|number| [&big(number)[..], b"T"].concat());
    assert_eq!(numbered(b";", pairs, b":\x80\x80\x01"), Err(Fault::Collisions), "a map");
    let values = (0..8192u32).map(|number| [&zigzag(number)[..], &big(number)].concat());
    assert!(numbered(b";", values, b":\x80\x80\x01").is_ok(), "values of a map");
    assert!(numbered(b"A\x80\x40", (0..8192).map(big), b"$\0\x80\x40").is_ok(), "an array");
    assert!(numbered(b"'", (0..1024).map(big), b",\x80\x08").is_ok(), "few of them");
}

#[test]
fn keys_that_nobody_chose_are_accepted() {
    let doubles = (0..8192u32).map(|number| [b"N", &(f64::from(number) + 0.5).to_le_bytes()[..]].concat());
    for (name, keys) in [
        ("numbers", (0..8192).map(zigzag).collect::<Vec<_>>()),
        ("even numbers", (0..8192).map(|number| zigzag(number << 12)).collect()),
        ("doubles", doubles.collect()),
    ] {
        assert!(numbered(b"'", keys.into_iter(), b",\x80\x40").is_ok(), "{name}");
    }
}

fn zigzag(number: u32) -> Vec<u8> {
    let mut rest = number << 1;
    let mut bytes = vec![b'I'];
    while rest > 0x7f {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

proptest! {
    #[test]
    fn any_bytes_are_answered(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = checked(&body);
    }

    #[test]
    fn damaged_values_are_answered(index in 0..VALUES.len(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut body = VALUES[index].1.to_vec();
        let at = at.index(body.len());
        body[at] = byte;
        let _ = checked(&body);
    }
}
