//! What it costs to audit the embedded rule sets, and to hold them against each other.

use criterion::{Criterion, criterion_group};
use watching_brief::reason::Held;
use watching_brief::reason::agreement::agreement;
use watching_brief::reason::audit::audit;
use watching_brief::rules::Collection;

fn embedded(criterion: &mut Criterion) {
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    collection.add_all_embedded(&mut wrong);
    let rules: Vec<Held<'_>> = collection.rules().map(|(set, rule)| Held { set, rule }).collect();
    let mut group = criterion.benchmark_group("all embedded sets");
    group.sample_size(10);
    group.bench_function("audit", |bencher| bencher.iter(|| audit(&rules).expect("not too much").findings.len()));
    group.bench_function("agreement", |bencher| {
        bencher.iter(|| agreement(&rules).expect("not too much").conditions.len());
    });
    group.finish();
}

#[allow(missing_docs, reason = "the macro makes a function of it")]
mod group {
    use super::embedded;

    super::criterion_group!(benches, embedded);
}

fn main() {
    group::benches();
    Criterion::default().configure_from_args().final_summary();
}
