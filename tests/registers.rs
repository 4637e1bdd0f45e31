//! Registers of many pilots: the examples of docs/registers.md, held against what the command says of the same texts.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::python::python;
use crate::support::{Folder, Ran, tools};

/// How many pilots Spark is given, unless the environment has another number: the module is built here as tests are, which
/// is a tenth as fast.
const PILOTS_ON_SPARK: usize = 5_000;

/// What there is of each verdict, of findings and of broken texts.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    pilots: usize,
    verdicts: [usize; 6],
    findings: usize,
    errors: usize,
}

fn run(folder: &Folder, python: &Path, args: &[&str]) -> String {
    let ran = Ran::of(Command::new(python).args(args).current_dir(folder.path()), &[]);
    assert_eq!(ran.status, Some(0), "{args:?}: {}{}", ran.out, ran.err);
    ran.out
}

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/registers").join(name).display().to_string()
}

/// A register of so many pilots, and the same texts as one stream of documents.
fn register(folder: &Folder, python: &Path, count: usize) {
    run(folder, python, &[&example("make_register.py"), &count.to_string(), "register.parquet"]);
    let stream = "import pyarrow.parquet as parquet\n\
                  texts = parquet.read_table('register.parquet')['text'].to_pylist()\n\
                  open('pilots.yaml', 'w').writelines('---\\n' + text for text in texts)";
    run(folder, python, &["-c", stream]);
}

/// The counts of a result.
fn counts(folder: &Folder, python: &Path, result: &str) -> Counts {
    let sums = format!(
        "import pyarrow.dataset as dataset\n\
         import pyarrow.compute as compute\n\
         table = dataset.dataset('{result}', format='parquet').to_table()\n\
         names = 'met met_if_it_applies breached contested unstated not_applicable findings'.split()\n\
         print(table['pilot'].length() - table['pilot'].null_count, *[compute.sum(table[name]) for name in names],\n\
         table['error'].length() - table['error'].null_count)"
    );
    let told = run(folder, python, &["-c", &sums]);
    let numbers: Vec<usize> = told.split_whitespace().map(|number| number.parse().expect("a number")).collect();
    let [pilots, verdicts @ .., findings, errors] = numbers.as_slice() else { panic!("{told}") };
    let verdicts = verdicts.try_into().expect("six verdicts");
    Counts { pilots: *pilots, verdicts, findings: *findings, errors: *errors }
}

/// What `brief check --quiet` says of the stream.
fn quiet(folder: &Folder) -> Counts {
    let ran = folder.brief(&["check", "--quiet", "pilots.yaml"]);
    let summary = ran.out.split("Summary\n").nth(1).unwrap_or_else(|| panic!("no summary: {ran:?}"));
    // Lines are broken anywhere between words.
    let words = format!(" {} ", summary.split_whitespace().collect::<Vec<_>>().join(" "));
    let before = |what: &str| {
        let head = words.split(what).next().filter(|head| head.len() < words.len());
        let number = head.and_then(|head| head.trim_end().rsplit(' ').next());
        number.unwrap_or_else(|| panic!("{what}: {words}")).replace(',', "").parse().expect("a number")
    };
    let verdicts = [" met,", " met if it applies,", " breached,", " contested,", " unstated,", " not applicable."];
    Counts {
        pilots: before(" pilots held against"),
        verdicts: verdicts.map(before),
        findings: before(" finding"),
        errors: before(" error"),
    }
}

#[test]
fn a_register_on_one_machine_comes_to_what_the_command_says() {
    let Some(python) = python() else { return };
    let folder = Folder::new("one-machine");
    register(&folder, &python, 2_000);
    run(&folder, &python, &[&example("check_register.py"), "register.parquet", "result.parquet"]);
    let expected = quiet(&folder);
    assert_eq!((expected.pilots, expected.errors), (1_998, 2));
    assert_eq!(counts(&folder, &python, "result.parquet"), expected);
}

/// The queries of the page, over a small result.
#[test]
fn duckdb_answers_the_questions_of_the_page() {
    let Some(python) = python() else { return };
    let folder = Folder::new("duckdb");
    register(&folder, &python, 1_000);
    run(&folder, &python, &[&example("check_register.py"), "register.parquet", "result.parquet"]);
    let page = include_str!("../docs/registers.md");
    let queries: Vec<&str> =
        page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().expect("a block")).collect();
    assert_eq!(queries.len(), 2, "queries of the page");
    let answers: Vec<String> = queries
        .iter()
        .map(|query| {
            let script = format!("import duckdb\nfor row in duckdb.sql(\"\"\"{query}\"\"\").fetchall(): print(*row)");
            run(&folder, &python, &["-c", &script])
        })
        .collect();
    // How often each rule is breached, the most often first: as many in all as the pilots have breaches.
    let breaches: Vec<usize> =
        answers[0].lines().map(|line| line.rsplit(' ').next().expect("a count").parse().expect("a number")).collect();
    assert!(breaches.len() > 5 && breaches.is_sorted_by(|first, second| first >= second), "{breaches:?}");
    assert_eq!(breaches.iter().sum::<usize>(), quiet(&folder).verdicts[2]);
    assert!(answers[1].starts_with("999.yaml 999.yaml:"), "{}", answers[1]);
}

/// Where Spark is: only machines that have Java get it.
fn spark() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    if !std::env::split_paths(&path).any(|folder| folder.join("java").is_file()) {
        eprintln!("skipped: Java is not here");
        return None;
    }
    tools::installed("ci-spark/all-there").map(|file| file.with_file_name(""))
}

#[test]
fn spark_comes_to_what_the_command_says() {
    let (Some(python), Some(spark)) = (python(), spark()) else { return };
    let folder = Folder::new("spark");
    let count = std::env::var("BRIEF_PILOTS_ON_SPARK").ok().and_then(|count| count.parse().ok());
    let count: usize = count.unwrap_or(PILOTS_ON_SPARK);
    register(&folder, &python, count);
    let mut command = Command::new(&python);
    command.args([&example("check_register_on_spark.py"), "register.parquet", "result"]).current_dir(folder.path());
    let paths: OsString = spark.into_os_string();
    command.env("PYTHONPATH", paths).env("PYSPARK_PYTHON", &python).env("SPARK_LOCAL_IP", "127.0.0.1");
    let ran = Ran::of(&mut command, &[]);
    assert_eq!(ran.status, Some(0), "{}{}", ran.out, ran.err);
    let expected = quiet(&folder);
    assert_eq!((expected.pilots, expected.errors), (count - count / 1000, count / 1000));
    assert_eq!(counts(&folder, &python, "result"), expected);
}
