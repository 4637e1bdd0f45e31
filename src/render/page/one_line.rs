//! A title in what a line has left for it.

use textwrap::core::display_width;

use crate::text::cut;
use crate::text::words::harmless;

/// A line with as much of a title behind it as there is room for.
pub(super) fn titled(line: &str, title: &str, room: usize, least: usize) -> String {
    let title = harmless(title);
    if room < least || title.is_empty() {
        return format!("{}\n", line.trim_end());
    }
    let title = if display_width(&title) <= room {
        title
    } else {
        let mut column = 1;
        let fits = |(_, letter): &(usize, &str)| {
            column += display_width(letter);
            column <= room
        };
        let part: String = cut::letters(&title).take_while(fits).map(|(_, letter)| letter).collect();
        format!("{}…", part.rsplit_once(' ').map_or(&*part, |(words, _)| words))
    };
    format!("{}  {title}\n", line.trim_end())
}
