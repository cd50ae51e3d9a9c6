//! `try_join!` returns the first error, so both have to be of one type; Go's `error` is one for all.

async fn profile() -> Result<String, std::io::Error> {
    Ok("Ada".to_string())
}

async fn billing() -> Result<i64, String> {
    Err("no billing".to_string())
}

async fn dashboard() -> Result<(String, i64), String> {
    tokio::try_join!(profile(), billing()) //~ E0308
}

fn main() {
    drop(dashboard());
}
