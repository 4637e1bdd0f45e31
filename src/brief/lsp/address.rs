//! The addresses of files, as the protocol has them.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use watching_brief::text::names;

/// What stands in a path as it is; all else is written as `%XX`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The file of an address. A text that is in no file, as that of a new one, has a name in the current folder.
pub fn path(address: &str, current_folder: &Path) -> PathBuf {
    let bytes = |text: &str| percent_decode_str(text).collect::<Vec<u8>>();
    match address.strip_prefix("file://") {
        Some(rest) => {
            // What stands before the path is the name of this machine, if anything does.
            let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(rest);
            let decoded = bytes(path);
            // The name of a drive stands behind the root.
            let drive = matches!(decoded.as_slice(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
            names::from_bytes(if drive { decoded.get(1..).unwrap_or_default() } else { &decoded })
        }
        None => current_folder.join(names::from_bytes(&bytes(&address.replace('/', "%2F")))),
    }
}

/// The address of a file.
pub fn of(path: &Path) -> String {
    let mut address = "file://".to_owned();
    for part in path.components() {
        let part = match part {
            Component::Prefix(part) => part.as_os_str(),
            Component::Normal(part) => part,
            Component::ParentDir => "..".as_ref(),
            Component::RootDir | Component::CurDir => continue,
        };
        address.push('/');
        address.extend(percent_encode(part.as_encoded_bytes(), PATH));
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_file() {
        let here = Path::new("/here");
        for file in ["/a b/ü#?%.yaml", "/a/b.yaml"] {
            assert_eq!(path(&of(Path::new(file)), here), Path::new(file));
        }
        assert_eq!(of(Path::new("/a b/ü.yaml")), "file:///a%20b/%C3%BC.yaml");
        assert_eq!(path("file://desk/a%2Fb.yaml", here), Path::new("/a/b.yaml"));
        assert_eq!(path("file:///c%3A/x.yaml", here), Path::new("c:/x.yaml"));
        assert_eq!(path("untitled:Untitled-1", here), Path::new("/here/untitled:Untitled-1"));
        assert_eq!(path("", here), Path::new("/here/"));
    }
}
