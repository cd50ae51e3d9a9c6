//! The static belongs to `settings` and `loaded`: whoever else can name it can put something else there.

fn main() {
    let _everybodys = &answer::SETTINGS; //~ E0603|E0425
    answer::settings(|| answer::Settings { owner: "ada".to_string(), users: 5 });
}
