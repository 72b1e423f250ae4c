//! Did you mean?

/// The word most like this one, if it is like enough to be a slip of the pen: a third of the letters may differ.
pub(crate) fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // The distance takes time that grows with both lengths; nobody mistypes a text as long as that.
    const LONGEST: usize = 64;
    let letters = word.chars().count();
    if letters > LONGEST {
        return None;
    }
    let allowed = |other: &str| (letters.max(other.chars().count()) / 3).max(1);
    among
        .into_iter()
        .filter(|other| other.chars().count() <= LONGEST)
        .map(|other| (strsim::osa_distance(word, other), other))
        .filter(|(distance, other)| *distance <= allowed(other))
        .min()
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_is_recognised_and_another_word_is_not() {
        let posts = ["grid-lead", "grid-worker", "duty-desk"];
        assert_eq!(nearest("grid-leed", posts), Some("grid-lead"));
        assert_eq!(nearest("grid-wroker", posts), Some("grid-worker"));
        assert_eq!(nearest("mayor", posts), None);
        assert_eq!(nearest("mater", ["posts", "matters"]), Some("matters"));
    }
}
