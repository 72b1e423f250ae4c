//! Characters written by their names.

use core::str::Chars;

/// The text that stands between quotes; `None` if a backslash stands before what has no meaning.
pub(super) fn unescaped(quoted: &str) -> Option<String> {
    let mut plain = String::with_capacity(quoted.len());
    let mut rest = quoted.chars();
    while let Some(c) = rest.next() {
        plain.push(if c == '\\' { escaped(&mut rest)? } else { c });
    }
    Some(plain)
}

/// What a backslash and the characters behind it stand for.
fn escaped(rest: &mut Chars<'_>) -> Option<char> {
    Some(match rest.next()? {
        c @ ('"' | '\\' | '/') => c,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return by_number(rest),
        _ => return None,
    })
}

/// Four hexadecimal digits, or two times four for what UTF-16 writes as a pair.
fn by_number(rest: &mut Chars<'_>) -> Option<char> {
    let first = digits(rest)?;
    let pairs = (0xD800..0xDC00).contains(&first) && rest.next()? == '\\' && rest.next()? == 'u';
    let second = if pairs { Some(digits(rest)?) } else { None };
    char::decode_utf16([first].into_iter().chain(second)).next()?.ok()
}

fn digits(rest: &mut Chars<'_>) -> Option<u16> {
    let (number, after) = rest.as_str().split_at_checked(4)?;
    *rest = after.chars();
    // A sign is no digit, though numbers may have one.
    let digits = number.bytes().all(|byte| byte.is_ascii_hexdigit());
    u16::from_str_radix(number, 16).ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::unescaped;

    proptest! {
        #[test]
        fn reads_what_another_reader_reads(quoted in r#"([a\u{7f}网😀]|\\["\\/bfnrtux]|\\u[0-9a-fA-F+]{3,5}|\\u(d83d|D800|dc00|DE00))*"#) {
            let other = serde_json::from_str::<String>(&format!("\"{quoted}\"")).ok();
            prop_assert_eq!(unescaped(&quoted), other);
        }
    }

    #[test]
    fn every_character_has_a_name() {
        for (quoted, plain) in [
            (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r"\u7f51\u683C", "网格"),
            (r"a\uD83D\ude00", "a😀"),
        ] {
            assert_eq!(unescaped(quoted).as_deref(), Some(plain));
        }
        for broken in [r"\", r"\x", r"\u12", r"\u+123", r"\uD83D", r"\uD83D\n", r"\uDE00"] {
            assert_eq!(unescaped(broken), None, "{broken}");
        }
    }
}
