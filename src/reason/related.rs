//! What follows from what among rules, sorted out: what is odd about the rules of one author, and what is worth knowing
//! about those of different ones.

use super::audit_findings::{Finding, Implied, Oddness};
use super::ground::{Example, Ground, Of};
use super::rules::{RuleInSet, Terms};
use crate::evaluate::Exceeded;

/// What follows from what, sorted out.
pub(super) struct Relations<'g, 'c> {
    pub ground: &'g Ground<'c>,
    /// Of each two rules, whether the second follows from the first.
    pub follows: Vec<Vec<bool>>,
}

impl<'c> Relations<'_, 'c> {
    fn follows(&self, a: usize, b: usize) -> bool {
        self.follows.get(a).and_then(|row| row.get(b)).copied().unwrap_or_default()
    }

    fn same(&self, a: usize, b: usize) -> bool {
        self.follows(a, b) && self.follows(b, a)
    }

    fn strictly(&self, a: usize, b: usize) -> bool {
        self.follows(a, b) && !self.follows(b, a)
    }

    fn rule_at(&self, at: usize) -> Option<RuleInSet<'c>> {
        self.ground.rules.get(at).copied()
    }

    /// Whether two rules are in one set, and of one author.
    fn one_author(&self, a: usize, b: usize) -> bool {
        let origin = |held: &RuleInSet<'_>| held.rule.rule.origin.as_ref().map(|origin| origin.id.clone());
        let pair = self.rule_at(a).zip(self.rule_at(b));
        pair.is_some_and(|(a, b)| std::ptr::eq(a.set, b.set) && origin(&a) == origin(&b))
    }

    fn all(&self) -> std::ops::Range<usize> {
        0..self.ground.rules.len()
    }

    /// Whether no rule of the same author before this one says the same.
    fn first(&self, rule: usize) -> bool {
        !(0..rule).any(|other| self.one_author(other, rule) && self.same(other, rule))
    }

    /// A pilot that satisfies a rule and not another.
    fn apart(&self, satisfies: usize, not: usize) -> Result<Example, Exceeded> {
        let scope = |rule| (Of::Scope(self.ground.scope_of(rule)), Terms::Applies);
        let wanted = [
            scope(satisfies),
            scope(not),
            (Of::Rule(satisfies), Terms::Satisfied),
            (Of::Rule(not), Terms::Unsatisfied),
        ];
        self.ground.smallest(&wanted)?.ok_or(Exceeded)
    }

    /// What follows within the rules of one author. What follows only by way of a third of theirs is left out, and of
    /// rules that say the same the first stands for all.
    ///
    /// # Errors
    /// [`Exceeded`] where a search takes too long.
    pub fn within(&self, findings: &mut Vec<Finding<'c>>) -> Result<(), Exceeded> {
        for a in self.all() {
            let Some(held) = self.rule_at(a) else { continue };
            let finding = |rules, found| Finding { set: held.set, rules, found, accepted: None };
            let others: Vec<usize> = self.all().filter(|b| *b != a && self.one_author(a, *b)).collect();
            if !self.first(a) {
                continue;
            }
            let mut group = vec![held];
            group.extend(others.iter().filter(|b| self.same(a, **b)).filter_map(|b| self.rule_at(*b)));
            if group.len() > 1 {
                findings.push(finding(group, Oddness::Equivalent));
            }
            for b in others.iter().copied().filter(|b| self.first(*b) && self.strictly(a, *b)) {
                if others.iter().any(|c| self.strictly(a, *c) && self.strictly(*c, b)) {
                    continue;
                }
                if let Some(other) = self.rule_at(b) {
                    findings.push(finding(vec![held, other], Oddness::Implied(self.apart(b, a)?)));
                }
            }
        }
        Ok(())
    }

    /// Rules of different authors that say the same: groups of which each two do.
    pub fn alike(&self) -> Vec<Vec<RuleInSet<'c>>> {
        let across = |group: &[usize]| group.iter().any(|b| group.first().is_some_and(|a| !self.one_author(*a, *b)));
        let mut told: Vec<Vec<usize>> = Vec::new();
        for a in self.all() {
            for b in a + 1..self.ground.rules.len() {
                let known = told.iter().any(|group| group.contains(&a) && group.contains(&b));
                if known || !self.same(a, b) || self.one_author(a, b) {
                    continue;
                }
                let mut group = vec![a, b];
                for c in self.all() {
                    if !group.contains(&c) && group.iter().all(|one| self.same(*one, c)) {
                        group.push(c);
                    }
                }
                group.sort_unstable();
                told.push(group);
            }
        }
        told.retain(|group| across(group));
        told.iter().map(|group| group.iter().filter_map(|at| self.rule_at(*at)).collect()).collect()
    }

    /// What follows from rules of other authors. What follows by way of a third rule is left out where that rule is
    /// stated within the same scope as one of the two, so that it stands between them for every pilot.
    ///
    /// # Errors
    /// [`Exceeded`] where a search takes too long.
    pub fn implied(&self) -> Result<Vec<Implied<'c>>, Exceeded> {
        let scope = |rule| self.ground.scope_of(rule);
        let mut implied = Vec::new();
        for b in self.all().filter(|b| self.first(*b)) {
            for a in self.all().filter(|a| self.first(*a) && self.strictly(*a, b) && !self.one_author(*a, b)) {
                let between = |c: usize| scope(c) == scope(a) || scope(c) == scope(b);
                if self.all().any(|c| between(c) && self.strictly(a, c) && self.strictly(c, b)) {
                    continue;
                }
                if let Some((from, rule)) = self.rule_at(a).zip(self.rule_at(b)) {
                    implied.push(Implied { from, rule, apart: self.apart(b, a)? });
                }
            }
        }
        Ok(implied)
    }
}
