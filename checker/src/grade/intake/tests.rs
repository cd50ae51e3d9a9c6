use super::*;
use crate::catalogue::Catalogue;
use crate::catalogue::fixture::three;
use std::io::{Cursor, Write};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use tempfile::TempDir;

/// A course with `00_start/lost_update`, `02_scope/chunks` and `02_scope/wait_group`, and an empty folder of submissions.
struct Class {
    exercises: Vec<Exercise>,
    _course: TempDir,
    folder: TempDir,
}

impl Class {
    fn new() -> Class {
        let course = three();
        let catalogue = Catalogue::load(course.path()).expect("no mistakes");
        let exercises = catalogue.exercises().to_vec();
        Class { exercises, _course: course, folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, path: &str) -> PathBuf {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        path
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(path), bytes).expect("writable");
    }

    fn take(&self) -> Intake {
        take(self.folder.path(), &self.exercises).expect("submissions")
    }

    /// What the only student handed in for `chunks`, and the notes.
    fn chunks(&self) -> (Found, Vec<String>) {
        let mut intake = self.take();
        let submission = intake.submissions.pop().expect("one submission");
        (submission.found["chunks"].clone(), intake.notes)
    }

    #[track_caller]
    fn refuses(&self, says: &str) {
        let (found, _) = self.chunks();
        let Found::Refused(why) = &found else { panic!("{found:?} instead of {says}") };
        assert!(why.contains(says), "{why}");
    }
}

const CHUNKS: &str = "exercises/02_scope/chunks.rs";

fn bytes(text: &str) -> Found {
    Found::Bytes(text.as_bytes().to_vec())
}

/// An archive of `(path, mode, content)`; a link's content is its target.
fn zip_of(entries: &[(&str, u32, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, mode, content) in entries {
        let options = zip::write::SimpleFileOptions::default().unix_permissions(*mode);
        if FileType::from_raw_mode(*mode) == FileType::Symlink {
            let target = str::from_utf8(content).expect("a target");
            zip.add_symlink(*name, target, options).expect("an entry");
        } else {
            zip.start_file(*name, options).expect("an entry");
            zip.write_all(content).expect("an entry");
        }
    }
    zip.finish().expect("an archive").into_inner()
}

use rustix::fs::FileType;

/// An archive whose entries are given as they are: name bytes, type, link, content, claimed size.
fn tar_of(entries: &[(&[u8], tar::EntryType, &str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, kind, link, content) in entries {
        let mut header = tar::Header::new_gnu();
        header.as_old_mut().name[..name.len()].copy_from_slice(name);
        header.set_entry_type(*kind);
        header.set_mode(0o644);
        header.set_size(content.len() as u64);
        if !link.is_empty() {
            header.set_link_name(link).expect("a link");
        }
        header.set_cksum();
        out.extend_from_slice(header.as_bytes());
        out.extend_from_slice(content);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).expect("it fits");
    packed.finish().expect("it fits")
}

#[test]
fn a_folder_for_each_student_is_taken_and_what_is_missing_is_known() {
    let class = Class::new();
    class.write(&format!("bob/{CHUNKS}"), "bob's");
    class.write("ada/exercises/00_start/lost_update.rs", "ada's");
    class.write("ada/exercises/02_scope/not_ours.rs", "no exercise");
    class.write("ada/Cargo.toml", "[package]");
    class.write("ada/.cargo/config.toml", "[build]");
    class.write("roster.csv", "student\n");
    let intake = class.take();
    let [ada, bob] = &intake.submissions[..] else { panic!("{intake:?}") };
    assert_eq!((ada.student.as_str(), bob.student.as_str()), ("ada", "bob"));
    assert_eq!(ada.found["lost_update"], bytes("ada's"));
    assert_eq!((&ada.found["chunks"], &bob.found["chunks"]), (&Found::Missing, &bytes("bob's")));
    assert_eq!(ada.found.len(), 3);
    assert!(intake.notes[0].starts_with("roster.csv is no submission"), "{:?}", intake.notes);
}

#[test]
fn a_single_checkout_is_a_submission() {
    let class = Class::new();
    class.write(CHUNKS, "mine");
    assert_eq!(class.chunks().0, bytes("mine"));
}

#[test]
fn exercises_may_lie_flat_or_one_folder_deeper() {
    for place in
        ["chunks.rs", "02_scope/chunks.rs", CHUNKS, "loomlings-main/exercises/02_scope/chunks.rs"]
    {
        let class = Class::new();
        class.write(&format!("ada/{place}"), "x");
        assert_eq!(class.chunks().0, bytes("x"), "{place}");
        let class = Class::new();
        fs::write(class.path("ada.zip"), zip_of(&[(place, 0o644, b"x")])).expect("writable");
        assert_eq!(class.chunks().0, bytes("x"), "{place} in an archive");
    }
    let class = Class::new();
    class.write(&format!("ada/one/{CHUNKS}"), "x");
    class.write(&format!("ada/two/{CHUNKS}"), "y");
    class.refuses("in several folders");
}

#[test]
fn links_are_not_followed_wherever_they_are() {
    let secret = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(secret.path().join("02_scope")).expect("writable");
    fs::write(secret.path().join("02_scope/chunks.rs"), "CANARY").expect("writable");
    let target = secret.path();
    let class = Class::new();
    symlink(target.join("02_scope/chunks.rs"), class.path(&format!("ada/{CHUNKS}")))
        .expect("a link");
    class.refuses("it is a link");
    let class = Class::new();
    symlink(target.join("02_scope"), class.path("ada/exercises/02_scope")).expect("a link");
    class.refuses("on the way to it is a link");
    let class = Class::new();
    symlink(target, class.path("ada/exercises")).expect("a link");
    class.refuses("on the way to it is a link");
    let class = Class::new();
    symlink(target, class.path("ada")).expect("a link");
    let intake = class.take();
    assert!(intake.submissions.is_empty() && intake.notes[0].contains("ada is no submission"));
}

#[test]
fn what_is_no_file_of_bounded_size_is_not_taken() {
    let class = Class::new();
    fs::create_dir_all(class.path(&format!("ada/{CHUNKS}")).join("inside")).expect("writable");
    class.refuses("it is a folder");
    let class = Class::new();
    let fifo = class.path(&format!("ada/{CHUNKS}"));
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, FileType::Fifo, rustix::fs::Mode::RWXU, 0)
        .expect("a pipe");
    class.refuses("it is no file");
    let class = Class::new();
    let _socket = UnixListener::bind(class.path(&format!("ada/{CHUNKS}"))).expect("a socket");
    class.refuses("it is no file");
    let class = Class::new();
    class.write(&format!("ada/{CHUNKS}"), "x");
    // A file of holes.
    let file = fs::File::create(class.path(&format!("ada/{CHUNKS}"))).expect("writable");
    file.set_len(1 << 40).expect("holes cost nothing");
    class.refuses("1099511627776 bytes");
    let class = Class::new();
    class.write(&format!("ada/{CHUNKS}"), vec![b'/'; MOST_BYTES as usize + 1]);
    class.refuses("at most 262144");
    let class = Class::new();
    class.write(&format!("ada/{CHUNKS}"), vec![b'/'; MOST_BYTES as usize]);
    assert!(matches!(class.chunks().0, Found::Bytes(all) if all.len() as u64 == MOST_BYTES));
}

#[test]
fn names_can_do_no_harm() {
    assert_eq!(plain("Zoë O'Neil".as_bytes()), "Zoë O'Neil");
    assert_eq!(plain(b"a\n::error::\x1b[2J"), "a%0A::error::%1B[2J");
    assert_eq!(plain(b"caf\xe9\xe2\x80\xae"), "caf%E9%E2%80%AE");
    assert_eq!(plain(b"100%"), "100%25");
    let (long, longer) = (plain(&[b'x'; 200]), plain(&[b'x'; 201]));
    assert!(long != longer && long.chars().count() < 120, "{long}");
    let class = Class::new();
    class.write(&format!("=cmd|' \n/{CHUNKS}"), "x");
    assert_eq!(class.take().submissions[0].student, "=cmd|' %0A");
}

#[test]
fn two_submissions_by_one_student_are_told() {
    let class = Class::new();
    class.write(&format!("ada/{CHUNKS}"), "x");
    fs::write(class.path("ada.zip"), zip_of(&[(CHUNKS, 0o644, b"y")])).expect("writable");
    let error = take(class.folder.path(), &class.exercises).expect_err("which one?");
    assert!(error.to_string().contains("both submissions by ada"), "{error}");
}

#[test]
fn an_archive_gives_what_it_has_and_nothing_that_climbs_out() {
    for name in [
        "../../exercises/02_scope/chunks.rs",
        "/exercises/02_scope/chunks.rs",
        "..\\exercises\\x.rs",
        "C:/x.rs",
    ] {
        let class = Class::new();
        let entries =
            [(name, 0o644, &b"evil"[..]), ("exercises/00_start/lost_update.rs", 0o644, b"fine")];
        fs::write(class.path("ada.zip"), zip_of(&entries)).expect("writable");
        let intake = class.take();
        assert_eq!(intake.submissions[0].found["chunks"], Found::Missing, "{name}");
        assert_eq!(intake.submissions[0].found["lost_update"], bytes("fine"));
        assert!(intake.notes[0].contains("is left out"), "{:?}", intake.notes);
        let class = Class::new();
        let file = tar::EntryType::Regular;
        let entries = [
            (name.as_bytes(), file, "", &b"evil"[..]),
            (b"./exercises/00_start/lost_update.rs", file, "", b"fine"),
            (b"exercises/\xff\xfe.rs", file, "", b"odd"),
        ];
        fs::write(class.path("ada.tar.gz"), gz(&tar_of(&entries))).expect("writable");
        let intake = class.take();
        assert_eq!(intake.submissions[0].found["chunks"], Found::Missing, "{name}");
        assert_eq!(intake.submissions[0].found["lost_update"], bytes("fine"));
        assert_eq!(intake.notes.len(), 2, "{:?}", intake.notes);
    }
    assert!(
        fs::read_dir(".").expect("readable").flatten().all(|entry| entry.file_name() != "x.rs")
    );
}

#[test]
fn links_and_specials_in_archives_are_not_taken() {
    let class = Class::new();
    fs::write(class.path("ada.zip"), zip_of(&[(CHUNKS, 0o120_777, b"/etc/passwd")]))
        .expect("writable");
    class.refuses("it is a link");
    use tar::EntryType as Type;
    for (kind, says) in [
        (Type::Symlink, "it is a link"),
        (Type::Link, "it is a link"),
        (Type::Fifo, "it is no file"),
        (Type::Char, "it is no file"),
        (Type::Block, "it is no file"),
        (Type::Directory, "it is a folder"),
    ] {
        let class = Class::new();
        let entries = [(CHUNKS.as_bytes(), kind, "/etc/passwd", &b""[..])];
        fs::write(class.path("ada.tar"), tar_of(&entries)).expect("writable");
        class.refuses(says);
    }
    // A link first, and then a file through it.
    let class = Class::new();
    let entries = [
        (&b"exercises/02_scope"[..], Type::Symlink, "/tmp", &b""[..]),
        (CHUNKS.as_bytes(), Type::Regular, "", b"through"),
    ];
    fs::write(class.path("ada.tar"), tar_of(&entries)).expect("writable");
    // Nothing is unpacked, so there is nothing to go through.
    assert_eq!(class.chunks().0, bytes("through"));
}

#[test]
fn bombs_are_not_unpacked() {
    let zeros = vec![0; 64 << 20];
    let class = Class::new();
    fs::write(class.path("ada.zip"), zip_of(&[(CHUNKS, 0o644, &zeros)])).expect("writable");
    class.refuses("67108864 bytes");
    let class = Class::new();
    let entries = [(CHUNKS.as_bytes(), tar::EntryType::Regular, "", &zeros[..])];
    fs::write(class.path("ada.tar.gz"), gz(&tar_of(&entries))).expect("writable");
    class.refuses("67108864 bytes");
    // Many entries.
    let class = Class::new();
    let name = |n: usize| format!("exercises/{n}.rs").into_bytes();
    let names: Vec<Vec<u8>> = (0..20_001).map(name).collect();
    let entries: Vec<_> =
        names.iter().map(|name| (&name[..], tar::EntryType::Regular, "", &b""[..])).collect();
    fs::write(class.path("ada.tar.gz"), gz(&tar_of(&entries))).expect("writable");
    class.refuses("more than 20000 entries");
    // An archive that is itself too large, and costs nothing to make.
    let class = Class::new();
    fs::File::create(class.path("ada.zip")).and_then(|file| file.set_len(1 << 35)).expect("holes");
    class.refuses("leave `target` out");
}

#[test]
fn a_damaged_archive_is_refused_and_the_others_are_taken() {
    let whole = gz(&tar_of(&[(CHUNKS.as_bytes(), tar::EntryType::Regular, "", b"x")]));
    let zip = zip_of(&[(CHUNKS, 0o644, b"x")]);
    for (name, bytes) in [
        ("ada.tar.gz", &whole[..whole.len() / 2]),
        ("ada.tar.gz", b"no archive"),
        ("ada.zip", &zip[..zip.len() / 2]),
        ("ada.zip", b""),
    ] {
        let class = Class::new();
        fs::write(class.path(name), bytes).expect("writable");
        class.write(&format!("bob/{CHUNKS}"), "fine");
        let intake = class.take();
        assert!(matches!(&intake.submissions[0].found["chunks"], Found::Refused(_)), "{intake:?}");
        assert_eq!(intake.submissions[1].found["chunks"], self::bytes("fine"));
    }
    let class = Class::new();
    let twice = [(CHUNKS.as_bytes(), tar::EntryType::Regular, "", &b"x"[..]); 2];
    fs::write(class.path("ada.tar"), tar_of(&twice)).expect("writable");
    class.refuses("two files of that name");
}

#[test]
fn a_file_with_several_names_is_taken_and_told() {
    let class = Class::new();
    class.write("elsewhere.txt", "whose?");
    class.write(&format!("ada/{CHUNKS}"), "x");
    fs::remove_file(class.path(&format!("ada/{CHUNKS}"))).expect("it is there");
    fs::hard_link(class.path("elsewhere.txt"), class.path(&format!("ada/{CHUNKS}")))
        .expect("the same disk");
    let (found, notes) = class.chunks();
    assert_eq!(found, bytes("whose?"));
    assert!(notes.iter().any(|note| note.contains("has 2 names on this disk")), "{notes:?}");
}

#[test]
fn names_that_differ_in_case_or_in_spelling_are_not_the_files_name() {
    let other = ["exercises/02_scope/CHUNKS.RS", "Exercises/02_scope/chunks.rs"];
    // Some readers of archives take these for the same place, too.
    let spelt = ["exercises//02_scope/chunks.rs", "exercises/./02_scope/chunks.rs"];
    let file = tar::EntryType::Regular;
    for name in other.iter().chain(&spelt) {
        for order in [[CHUNKS, *name], [*name, CHUNKS]] {
            let text = |name: &str| if name == CHUNKS { &b"mine"[..] } else { b"another" };
            let class = Class::new();
            let entries = order.map(|name| (name, 0o644, text(name)));
            fs::write(class.path("ada.zip"), zip_of(&entries)).expect("writable");
            assert_eq!(class.chunks().0, bytes("mine"), "{order:?}");
            let class = Class::new();
            let entries = order.map(|name| (name.as_bytes(), file, "", text(name)));
            fs::write(class.path("ada.tar"), tar_of(&entries)).expect("writable");
            assert_eq!(class.chunks().0, bytes("mine"), "{order:?}");
        }
    }
    for name in other {
        let class = Class::new();
        class.write(&format!("ada/{name}"), "another");
        class.write(&format!("ada/{CHUNKS}"), "mine");
        assert_eq!(class.chunks().0, bytes("mine"), "{name}");
    }
    // `./` in front is how tar spells it, so that one is the same name, and then nobody can tell which is meant.
    let class = Class::new();
    let dotted = format!("./{CHUNKS}");
    let entries = [(CHUNKS.as_bytes(), file, "", &b"x"[..]), (dotted.as_bytes(), file, "", b"y")];
    fs::write(class.path("ada.tar"), tar_of(&entries)).expect("writable");
    class.refuses("two files of that name");
}

#[test]
fn what_is_nested_without_end_is_not_walked_into() {
    let class = Class::new();
    class.write(&format!("ada/{CHUNKS}"), "mine");
    // Deeper than any path may be long: each folder is made from the one before.
    let mut at = fs::File::open(class.path("ada")).expect("a folder");
    let name = "x".repeat(200);
    for _ in 0..200 {
        use rustix::fs::{Mode, OFlags, mkdirat, openat};
        mkdirat(&at, &name, Mode::RWXU).expect("writable");
        let next = openat(&at, &name, OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty());
        at = next.expect("it was just made").into();
    }
    assert_eq!(class.chunks().0, bytes("mine"));
    // The same in an archive, with a name of a megabyte.
    let class = Class::new();
    let deep = format!("{}chunks.rs", "x/".repeat(500_000));
    let file = tar::EntryType::Regular;
    let entries = [
        (&b"././@LongLink"[..], tar::EntryType::GNULongName, "", deep.as_bytes()),
        (b"cut off", file, "", b"deep"),
        (CHUNKS.as_bytes(), file, "", b"mine"),
    ];
    fs::write(class.path("ada.tar.gz"), gz(&tar_of(&entries))).expect("writable");
    assert_eq!(class.chunks().0, bytes("mine"));
}

#[test]
fn names_that_are_no_text_are_told_apart() {
    let odd = |bytes: &[u8]| OsStr::from_bytes(bytes).to_owned();
    let class = Class::new();
    for name in [b"a\xff".as_slice(), b"a\xfe"] {
        let file = class.folder.path().join(odd(name)).join(CHUNKS);
        fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
        fs::write(file, "x").expect("writable");
    }
    let students: Vec<String> =
        class.take().submissions.into_iter().map(|submission| submission.student).collect();
    assert_eq!(students, ["a%FE", "a%FF"]);
    // In two such folders of one student nobody can tell which is meant.
    let class = Class::new();
    for name in [b"a\xff".as_slice(), b"a\xfe"] {
        let file = class.folder.path().join("ada").join(odd(name)).join(CHUNKS);
        fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
        fs::write(file, "x").expect("writable");
    }
    class.refuses("in several folders");
}

#[test]
fn a_device_is_not_read() {
    let class = Class::new();
    let file = class.path(&format!("ada/{CHUNKS}"));
    // The numbers of /dev/zero.
    let device = rustix::fs::makedev(1, 5);
    let made = rustix::fs::mknodat(
        rustix::fs::CWD,
        &file,
        FileType::CharacterDevice,
        rustix::fs::Mode::RWXU,
        device,
    );
    if made.is_err() {
        eprintln!("SKIPPED: only root can make a device, and not everywhere");
        return;
    }
    class.refuses("it is no file");
}
