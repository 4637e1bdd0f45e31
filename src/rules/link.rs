//! The order in which imports can be worked out: each set after those that it draws on.

/// The sets that each import of each set draws on.
pub(super) type Links = Vec<Vec<Vec<usize>>>;

/// An import that leads back to the set that it stands in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cycle {
    /// The set with the import that closes the circle.
    pub set: usize,
    /// The import.
    pub import: usize,
    /// The first sets of the circle, from the one that is drawn on.
    pub chain: Vec<usize>,
    /// The number of all sets of the circle.
    pub length: usize,
}

/// The most sets of a circle that are kept, to be named.
const MAX_NAMED: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// At this place among those that are being looked at.
    Open(usize),
    Done,
}

/// All sets, each after those that it draws on, and the circles among them. Nothing is called again from within itself,
/// so that no chain is too long.
pub(super) fn order(links: &Links) -> (Vec<usize>, Vec<Cycle>) {
    let edges: Vec<Vec<(usize, usize)>> = links
        .iter()
        .map(|imports| {
            let each = imports.iter().enumerate();
            each.flat_map(|(import, on)| on.iter().map(move |set| (import, *set))).collect()
        })
        .collect();
    let mut states = vec![State::New; links.len()];
    let (mut order, mut cycles) = (Vec::with_capacity(links.len()), Vec::new());
    for first in 0..links.len() {
        if states.get(first) != Some(&State::New) {
            continue;
        }
        // The sets that are being looked at, each with the next of its links.
        let mut open: Vec<(usize, usize)> = Vec::new();
        enter(first, &mut open, &mut states);
        while let Some((set, next)) = open.last_mut() {
            let set = *set;
            let Some((import, on)) = edges.get(set).and_then(|edges| edges.get(*next)).copied() else {
                open.pop();
                order.push(set);
                if let Some(state) = states.get_mut(set) {
                    *state = State::Done;
                }
                continue;
            };
            *next += 1;
            match states.get(on) {
                Some(State::New) => enter(on, &mut open, &mut states),
                // One circle of a set is enough to be told at a time.
                Some(State::Open(at)) if cycles.last().is_none_or(|last: &Cycle| last.set != set) => {
                    let chain = open.iter().skip(*at).take(MAX_NAMED).map(|(set, _)| *set).collect();
                    cycles.push(Cycle { set, import, chain, length: open.len() - at });
                }
                Some(State::Open(_) | State::Done) | None => {}
            }
        }
    }
    (order, cycles)
}

fn enter(set: usize, open: &mut Vec<(usize, usize)>, states: &mut [State]) {
    if let Some(state) = states.get_mut(set) {
        *state = State::Open(open.len());
    }
    open.push((set, 0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_set_comes_after_those_that_it_draws_on() {
        let links = vec![vec![vec![1, 2]], vec![vec![2], vec![3]], vec![], vec![]];
        assert_eq!(order(&links), (vec![2, 3, 1, 0], vec![]));
    }

    #[test]
    fn circles_are_found_with_their_chains() {
        let links = vec![vec![vec![1]], vec![vec![], vec![2]], vec![vec![1]], vec![vec![3]]];
        let (order, cycles) = order(&links);
        assert_eq!(order, [2, 1, 0, 3]);
        assert_eq!(
            cycles,
            [
                Cycle { set: 2, import: 0, chain: vec![1, 2], length: 2 },
                Cycle { set: 3, import: 0, chain: vec![3], length: 1 }
            ]
        );
    }

    #[test]
    fn a_long_chain_is_no_trouble() {
        let links: Links = (1..=100_000).map(|next| vec![vec![next]]).chain([vec![]]).collect();
        let (order, cycles) = order(&links);
        assert_eq!((order.first(), order.len(), cycles.len()), (Some(&100_000), 100_001, 0));
    }
}
