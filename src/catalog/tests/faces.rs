//! The faces of `fonts.toml`.

use super::*;

#[test]
fn a_face_is_listed_where_the_fonts_file_puts_it() {
    let mut files = bundled();
    let face = "# 样子\n[[faces]]\nrole = \"fang\"\nfile = \"f.otf\"\nname = \"仿宋\"\nlicence = \"GPL\"\nembed = false\nfallback = [\"song\"]\n";
    files.insert("fonts/fonts.toml".into(), face.into());
    files.insert("fonts/f.otf".into(), vec![0]);
    let fonts = load(&files, String::new()).unwrap().fonts;
    assert_eq!((fonts[0].role.as_str(), fonts[0].embed, fonts.len()), ("fang", false, 1));
    files.insert("fonts/fonts.toml".into(), face.replace("\"song\"", "\"sung\"").into());
    let said = texts(&load(&files, String::new()).expect_err("must not load"));
    assert!(said[0].contains("是不是“song”？"), "{}", said[0]);
}
