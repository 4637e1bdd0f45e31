//! The search for a pilot, through all pilots that need to be looked at.
//!
//! What is looked for is that some diagrams give one answer in every completion of a pilot, and others a certain answer
//! in some completion. A pilot that says more has fewer completions. If any pilot does the first, so does each that says
//! more; and of those, one still has the completion that does the second. So only the pilots that say the most need to be
//! looked at. They state every fact, and of every set each member - but for facts of which it is asked whether they are
//! stated: that a fact is not stated cannot be said, so these may also be left out, or, of a set, have members excluded.
//!
//! Where one rule turns on a contested fact and another must not, one fact more may be contested between two values: if
//! a rule turns on a contested fact of any pilot, it does so with all others said, and this one contested between the two
//! values that make the difference. A choice can also be contested by what is ruled out alone: each side leaves one of
//! the two values, and it stays open whether the fact is stated.
//!
//! The facts are settled one after the other in the order of the diagrams, and for each diagram the nodes are kept that
//! completions of what is settled lead to. From the same nodes the search goes on in the same way, so that where it has
//! failed once it need not try again. A search that has tried everything is a proof that there is no such pilot.

use std::collections::HashSet;

use super::decision_diagram::{NO, Node, YES};
use super::goal::SearchGoal;
use super::order::{Asks, Group};
use super::rule_diagrams::Diagrams;
use super::settled::{Settled, Way};
use super::{Budget, Exceeded};
use crate::model::number::{Range, Ranges};
use crate::model::vocabulary::{Fact, FactId, FactType, Vocabulary};
use crate::pilot::StatedFact;

/// The nodes of a diagram that completions lead to: in a pair, the first with the first value of the contested fact and
/// the second with the second. Sorted, and each once.
type Front = Vec<[Node; 2]>;

/// What is wanted of a diagram.
#[derive(Debug, Clone, Copy)]
enum PilotWanted {
    /// This answer in every completion.
    Every(Node),
    /// This answer in some completion.
    Some(Node),
    /// With the two values of the contested fact, once different answers.
    Differs,
    /// With the two values of the contested fact, never different answers.
    Agrees,
}

/// The branches taken at a level: each pair in some completion.
type Branches = Vec<[u32; 2]>;

/// A point that the search has come to.
#[derive(Debug)]
struct Point {
    fronts: Vec<Front>,
    /// The group of the fact that is being settled, and how.
    way: Option<(u16, Way)>,
    /// Whether a fact is contested.
    contested: bool,
    level: u16,
    options: Vec<(Way, Branches)>,
    next: usize,
}

/// What is known of a point.
enum Judged {
    Done,
    Fails,
    Open,
}

pub(super) struct Search<'s> {
    rule: &'s Diagrams,
    vocabulary: &'s Vocabulary,
    wanted: Vec<PilotWanted>,
    roots: Vec<Front>,
    budget: &'s mut Budget,
    failed: HashSet<Key>,
}

/// What a point has to go on from: its fact, how that is settled, whether one is contested, and its nodes.
type Key = (Option<(u16, Way)>, bool, Vec<Front>);

impl<'s> Search<'s> {
    pub fn new(rule: &'s Diagrams, vocabulary: &'s Vocabulary, goal: &SearchGoal, budget: &'s mut Budget) -> Self {
        let leaf = |yes: bool| if yes { YES } else { NO };
        let every = goal.all.iter().map(|(root, yes)| (*root, PilotWanted::Every(leaf(*yes))));
        let some = goal.some.iter().map(|(root, yes)| (*root, PilotWanted::Some(leaf(*yes))));
        let turns =
            goal.turns.iter().flat_map(|(one, other)| [(*one, PilotWanted::Differs), (*other, PilotWanted::Agrees)]);
        let (roots, wanted) = every.chain(some).chain(turns).map(|(root, wanted)| (vec![[root.0; 2]], wanted)).unzip();
        Self { rule, vocabulary, wanted, roots, budget, failed: HashSet::new() }
    }

    /// A pilot that does what is wanted; none where there is none.
    pub fn find(mut self) -> Result<Option<Vec<StatedFact<'static>>>, Exceeded> {
        let roots = std::mem::take(&mut self.roots);
        let mut path: Vec<Point> = match self.judge(&roots, false, false) {
            Judged::Done => return Ok(Some(Vec::new())),
            Judged::Fails => return Ok(None),
            Judged::Open => vec![self.point(roots, None, false)],
        };
        while let Some(point) = path.last_mut() {
            let Some((way, branches)) = point.options.get(point.next).cloned() else {
                let key = path.pop().map(|point| (point.way, point.contested, point.fronts));
                self.failed.extend(key);
                continue;
            };
            point.next += 1;
            let level = point.level;
            let contested = point.contested || way.is_contested();
            let fronts = self.behind(&point.fronts, level, &branches)?;
            let group = self.rule.order.levels.get(level as usize).map(|level| level.group);
            let within = way.is_contested();
            match self.judge(&fronts, contested, within) {
                Judged::Fails => {}
                Judged::Done => {
                    return Ok(Some(self.pilot(&path)));
                }
                Judged::Open => {
                    let point = self.point(fronts, group.map(|group| (group, way)), contested);
                    let known = (point.way, point.contested, point.fronts);
                    if !self.failed.contains(&known) {
                        path.push(Point { way: known.0, contested: known.1, fronts: known.2, ..point });
                    }
                }
            }
        }
        Ok(None)
    }

    /// The nodes behind a level.
    fn behind(&mut self, fronts: &[Front], level: u16, branches: &[[u32; 2]]) -> Result<Vec<Front>, Exceeded> {
        let mut behind = Vec::with_capacity(fronts.len());
        for front in fronts {
            let mut next = Front::with_capacity(front.len());
            for [one, other] in front {
                for [of_one, of_other] in branches {
                    self.budget.step()?;
                    next.push([self.follow(*one, level, *of_one), self.follow(*other, level, *of_other)]);
                }
            }
            next.sort_unstable();
            next.dedup();
            behind.push(next);
        }
        Ok(behind)
    }

    fn follow(&self, node: Node, level: u16, branch: u32) -> Node {
        if self.rule.store.level(node) == level { self.rule.store.branch(node, branch) } else { node }
    }

    /// Whether what is wanted has come about, or never can; `within` says that the contested fact is being settled.
    fn judge(&self, fronts: &[Front], contested: bool, within: bool) -> Judged {
        let leaf = |pair: &[Node; 2]| pair.iter().all(|node| *node <= YES);
        let mut open = false;
        for (front, wanted) in fronts.iter().zip(&self.wanted) {
            let (done, fails) = match wanted {
                PilotWanted::Every(answer) => {
                    (front.iter().all(|[node, _]| node == answer), front.iter().any(|[node, _]| *node == YES - answer))
                }
                PilotWanted::Some(answer) => {
                    (front.iter().any(|[node, _]| node == answer), front.iter().all(|[node, _]| *node == YES - answer))
                }
                PilotWanted::Differs => (
                    front.iter().any(|pair| leaf(pair) && pair[0] != pair[1]),
                    front.iter().all(|pair| pair[0] == pair[1] && (leaf(pair) || contested && !within)),
                ),
                PilotWanted::Agrees => (
                    front.iter().all(|pair| pair[0] == pair[1]),
                    front.iter().any(|pair| leaf(pair) && pair[0] != pair[1]),
                ),
            };
            if fails {
                return Judged::Fails;
            }
            open |= !done;
        }
        if open { Judged::Open } else { Judged::Done }
    }

    /// A point from which the search goes on.
    fn point(&self, fronts: Vec<Front>, way: Option<(u16, Way)>, contested: bool) -> Point {
        let nodes = fronts.iter().flatten().flatten();
        let level = nodes.map(|node| self.rule.store.level(*node)).min().unwrap_or_default();
        let asked = self.rule.order.levels.get(level as usize);
        let group = asked.map_or(0, |level| level.group);
        let way = way.filter(|(settled, _)| *settled == group);
        let ways = match way {
            Some((_, way)) => vec![way],
            None => self.ways(group, contested),
        };
        let mut options = Vec::new();
        if let Some((asked, group)) = asked.zip(self.group(group)) {
            let fact = self.vocabulary.fact(group.fact);
            for way in ways {
                let branches = choices(asked.asks, way, fact, group, u32::from(asked.branches));
                options.extend(branches.into_iter().map(|branches| (way, branches)));
            }
        }
        Point { fronts, way, contested, level, options, next: 0 }
    }

    fn group(&self, group: u16) -> Option<&Group> {
        self.rule.order.groups.get(group as usize)
    }

    /// The ways in which a fact may be settled.
    fn ways(&self, group: u16, contested: bool) -> Vec<Way> {
        let levels =
            self.group(group).map_or(0..0, |group| usize::from(group.levels.start)..usize::from(group.levels.end));
        let levels = self.rule.order.levels.get(levels).unwrap_or_default();
        let asks_stated = levels.iter().any(|level| level.asks == Asks::Stated);
        let mut ways = vec![Way::Stated];
        if asks_stated {
            ways.push(Way::Unsaid);
        }
        if !contested && self.wanted.iter().any(|wanted| matches!(wanted, PilotWanted::Differs)) {
            ways.push(Way::Contested);
            let fact = self.group(group).map(|group| self.vocabulary.fact(group.fact));
            if asks_stated && fact.is_some_and(|fact| fact.kind == FactType::Choice && fact.values.len() > 1) {
                ways.push(Way::ContestedUnsaid);
            }
        }
        ways
    }

    /// The cells into which the diagrams divide the values of a number or a date.
    fn cells(&self, fact: FactId) -> Vec<Range> {
        let group = self.rule.order.groups.iter().find(|group| group.fact == fact);
        group.map(|group| group.cells().collect()).unwrap_or_default()
    }

    /// The pilot that a path leads to.
    fn pilot(&self, path: &[Point]) -> Vec<StatedFact<'static>> {
        let mut settled: Vec<Settled> = Vec::new();
        for point in path {
            let Some((way, branches)) = point.next.checked_sub(1).and_then(|taken| point.options.get(taken)) else {
                continue;
            };
            let Some(asked) = self.rule.order.levels.get(point.level as usize) else { continue };
            let Some(fact) = self.group(asked.group).map(|group| group.fact) else { continue };
            if settled.last().is_none_or(|last| last.fact != fact) {
                settled.push(Settled::new(fact, self.vocabulary.fact(fact).kind, *way));
            }
            if let Some(last) = settled.last_mut() {
                last.take(*asked, branches);
            }
        }
        let mut stated: Vec<StatedFact<'static>> = settled
            .iter()
            .filter_map(|settled| settled.stated(self.vocabulary.fact(settled.fact), &self.cells(settled.fact)))
            .collect();
        stated.sort_by_key(|stated| stated.fact);
        stated
    }
}

/// The choices at a level for a fact that is settled in a way.
fn choices(asks: Asks, way: Way, fact: &Fact, group: &Group, branches: u32) -> Vec<Branches> {
    let same = |branch: u32| [branch; 2];
    // Of a number or a date there are cells beyond its bounds.
    let possible = |branch: &u32| match fact.kind {
        FactType::Number | FactType::Date if asks == Asks::Value => {
            group.possible(&Ranges::of(fact.range)) >> branch & 1 == 1
        }
        _ => true,
    };
    let all: Branches = (0..branches).filter(possible).map(same).collect();
    match (asks, way) {
        (Asks::Stated, Way::Unsaid) => vec![all],
        (Asks::Value, Way::Unsaid) => {
            let mut choices = vec![all.clone()];
            choices.extend(excluding(fact, group, &all));
            choices
        }
        // Each of the two may come to be stated, or not.
        (Asks::Stated, Way::ContestedUnsaid) => vec![vec![[0, 0], [0, 1], [1, 0], [1, 1]]],
        (Asks::Stated, _) => vec![vec![same(1)]],
        // That it is so is tried before that it is not, and few members before many.
        (Asks::Value, Way::Stated) if matches!(fact.kind, FactType::Bool | FactType::Text) => {
            all.into_iter().rev().map(|branch| vec![branch]).collect()
        }
        (Asks::Value | Asks::Member(_), Way::Stated) => all.into_iter().map(|branch| vec![branch]).collect(),
        (Asks::Value, Way::Contested) => {
            let later = |[one, _]: &[u32; 2]| {
                let one = *one;
                all.iter().filter(move |[other, _]| *other > one).map(move |[other, _]| vec![[one, *other]])
            };
            all.iter().flat_map(later).collect()
        }
        (Asks::Value, Way::ContestedUnsaid) => {
            let pairs = all.iter().flat_map(|[one, _]| all.iter().map(move |[other, _]| (*one, *other)));
            let pairs = pairs.filter(|(one, other)| one < other);
            pairs.map(|(one, other)| vec![same(one), [one, other], [other, one], same(other)]).collect()
        }
        // Of the members of a set that are excluded none can be contested.
        (Asks::Member(_), Way::ContestedUnsaid) => Vec::new(),
        (Asks::Member(_), Way::Contested) => [[0, 0], [1, 1], [0, 1], [1, 0]].map(|branch| vec![branch]).to_vec(),
        (Asks::Member(_), Way::Unsaid) => vec![all, vec![same(0)]],
    }
}

/// The values that are left where a pilot says of a fact only which it does not have. One that excludes more has fewer
/// completions, so that only those are looked at that exclude the most: of a choice all values but one, of a number all
/// numbers that stand for themselves, or all but one of them.
fn excluding(fact: &Fact, group: &Group, all: &Branches) -> Vec<Branches> {
    let is_point: Vec<bool> = match fact.kind {
        FactType::Choice => vec![true; fact.values.len()],
        FactType::Number => group.cells().map(|cell| cell.only().is_some()).collect(),
        _ => return Vec::new(),
    };
    let (points, others): (Branches, Branches) =
        all.iter().partition(|[branch, _]| is_point.get(*branch as usize).copied().unwrap_or_default());
    let mut left: Vec<Branches> = Vec::new();
    if !others.is_empty() && !points.is_empty() {
        left.push(others.clone());
    }
    if points.len() + others.len() > 1 {
        left.extend(points.into_iter().map(|point| others.iter().copied().chain([point]).collect()));
    }
    left
}
