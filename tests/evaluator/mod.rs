//! The evaluator, held against the definitions of verdicts: by examples, by small random rules of which every completion
//! is written out, and by rules over forty facts.

mod forty;
mod property;
mod smallest;

use crate::testkit::made::{
    all, any, because, decide, decide_heard, decide_within, declared, fact, if_then, is, not, partly, says, stated,
    statement, test, turns_on,
};
use watching_brief::evaluate::StatementFilter;
use watching_brief::model::{Basis, Test, Verdict, Why};
use watching_brief::pilot::{StatedValue, fold_speaker};

#[test]
fn what_holds_either_way_is_met_however_little_is_known() {
    let vocabulary = declared(&["a: bool"]);
    let a = fact(&vocabulary, "a");
    let either = any([is(a, true), is(a, false)]);
    for said in [vec![], vec![true], vec![true, false]] {
        let said = said.into_iter().map(|said| statement(StatedValue::Bool(said))).collect();
        let decision = decide(&vocabulary, &either, &stated([(a, said)]));
        assert_eq!((decision.verdict, decision.basis), (Verdict::Met, None));
        assert_eq!(because(&vocabulary, &decision), [""; 0]);
    }
}

#[test]
fn a_chain_is_breached_by_its_ends_whatever_lies_between() {
    let vocabulary = declared(&["a: bool", "b: bool", "c: bool", "d: bool"]);
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| fact(&vocabulary, name));
    let chain = all([[a, b], [b, c], [c, d]].map(|[one, next]| if_then(is(one, true), is(next, true))));
    let ends = stated([(a, vec![statement(StatedValue::Bool(true))]), (d, vec![statement(StatedValue::Bool(false))])]);
    let decision = decide(&vocabulary, &chain, &ends);
    assert_eq!(decision.verdict, Verdict::Breached);
    assert_eq!(because(&vocabulary, &decision), ["a", "d"]);
}

#[test]
fn of_two_smallest_reasons_the_first_in_the_order_of_the_vocabulary_is_given() {
    let vocabulary = declared(&["a: bool", "b: bool", "c: bool", "d: bool"]);
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| fact(&vocabulary, name));
    let pairs = any([all([is(c, true), is(b, true)]), all([is(d, true), is(a, true)])]);
    let all_true = stated([a, b, c, d].map(|fact| (fact, vec![statement(StatedValue::Bool(true))])));
    let decision = decide(&vocabulary, &pairs, &all_true);
    assert_eq!(decision.verdict, Verdict::Met);
    assert_eq!(because(&vocabulary, &decision), ["a", "d"]);
}

#[test]
fn a_smaller_reason_goes_before_an_earlier_one() {
    let vocabulary = declared(&["a: bool", "b: bool", "c: bool"]);
    let [a, b, c] = ["a", "b", "c"].map(|name| fact(&vocabulary, name));
    let require = any([all([is(a, true), is(b, true)]), is(c, true)]);
    let all_true = stated([a, b, c].map(|fact| (fact, vec![statement(StatedValue::Bool(true))])));
    assert_eq!(because(&vocabulary, &decide(&vocabulary, &require, &all_true)), ["c"]);
}

#[test]
fn a_rule_that_does_not_apply_rests_on_what_rules_out_its_scope() {
    let vocabulary = declared(&["a: bool", "b: bool", "c: bool"]);
    let [a, b, c] = ["a", "b", "c"].map(|name| fact(&vocabulary, name));
    let (of_set, of_rule) = (is(b, true), is(c, true));
    let claimed = |said| vec![says("the provider", Basis::Claimed, StatedValue::Bool(said))];
    let pilot = stated([(a, claimed(true)), (c, claimed(false))]);
    let decision = decide_within(&vocabulary, &[&of_set, &of_rule], &is(a, true), &pilot);
    assert_eq!((decision.verdict, decision.basis), (Verdict::NotApplicable, Some(Basis::Claimed)));
    assert_eq!(because(&vocabulary, &decision), ["c"], "that the answer is yes on account of `a` does not matter");
}

#[test]
fn what_is_required_is_met_though_the_scope_is_open() {
    let vocabulary = declared(&["a: bool", "b: bool"]);
    let [a, b] = ["a", "b"].map(|name| fact(&vocabulary, name));
    let scope = is(a, true);
    for (said, verdict) in [(true, Verdict::Met), (false, Verdict::Unstated)] {
        let pilot = stated([(b, vec![statement(StatedValue::Bool(said))])]);
        assert_eq!(decide_within(&vocabulary, &[&scope], &is(b, true), &pilot).verdict, verdict);
    }
}

#[test]
fn a_contested_set_is_partly_stated_where_its_open_members_alone_decide() {
    let vocabulary = declared(&["venues: set of jobcentre, library, surgery"]);
    let venues = fact(&vocabulary, "venues");
    let pilot = stated([(venues, vec![statement(partly(&[0], &[])), statement(partly(&[], &[0]))])]);
    let decision = decide(&vocabulary, &test(venues, Test::Includes(0b010)), &pilot);
    assert_eq!(decision.verdict, Verdict::Unstated);
    assert_eq!(turns_on(&vocabulary, &decision), [("venues", Why::PartlyStated)]);
}

#[test]
fn a_contested_set_is_contested_where_its_contested_members_decide() {
    let vocabulary = declared(&["venues: set of jobcentre, library, surgery"]);
    let venues = fact(&vocabulary, "venues");
    let pilot = stated([(venues, vec![statement(partly(&[0], &[])), statement(partly(&[], &[0]))])]);
    for require in [Test::Excludes(0b001), Test::AtLeast(2), Test::Only(0b110)] {
        let decision = decide(&vocabulary, &test(venues, require), &pilot);
        assert_eq!(decision.verdict, Verdict::Contested);
        assert_eq!(turns_on(&vocabulary, &decision), [("venues", Why::Contested)]);
    }
}

#[test]
fn a_contested_set_agrees_with_one_of_its_statements() {
    let vocabulary = declared(&["venues: set of jobcentre, library, surgery"]);
    let venues = fact(&vocabulary, "venues");
    let pilot =
        stated([(venues, vec![statement(StatedValue::Exactly(vec![0])), statement(StatedValue::Exactly(vec![1]))])]);
    let verdict = |require| decide(&vocabulary, &test(venues, require), &pilot).verdict;
    assert_eq!(verdict(Test::IncludesAny(0b011)), Verdict::Met, "it is one or the other");
    assert_eq!(verdict(Test::Includes(0b011)), Verdict::Breached, "and not both");
    assert_eq!(verdict(Test::Includes(0b001)), Verdict::Contested);
    assert_eq!(verdict(Test::Excludes(0b100)), Verdict::Met, "both say that the third is out");
}

#[test]
fn members_on_which_no_two_statements_differ_stay_as_they_are_said_to_be() {
    let vocabulary = declared(&["venues: set of jobcentre, library, surgery"]);
    let venues = fact(&vocabulary, "venues");
    let pilot = stated([(venues, vec![statement(partly(&[0], &[])), statement(partly(&[1], &[0]))])]);
    let decision = decide(&vocabulary, &test(venues, Test::Includes(0b010)), &pilot);
    assert_eq!(decision.verdict, Verdict::Met, "the first statement alone would leave it open");
}

#[test]
fn two_different_texts_agree_and_only_none_contests() {
    let vocabulary = declared(&["lead: text"]);
    let lead = fact(&vocabulary, "lead");
    let decide = |texts: &[&'static str]| {
        let said = texts.iter().map(|text| statement(StatedValue::Text((*text).into())));
        decide(&vocabulary, &test(lead, Test::Stated), &stated([(lead, said.collect())]))
    };
    assert_eq!(decide(&["the trust", "the board"]).verdict, Verdict::Met);
    assert_eq!(decide(&["none", "none"]).verdict, Verdict::Breached);
    let contested = decide(&["the trust", "none"]);
    assert_eq!(contested.verdict, Verdict::Contested);
    assert_eq!(turns_on(&vocabulary, &contested), [("lead", Why::Contested)]);
}

#[test]
fn the_basis_is_the_strongest_on_which_the_reason_still_decides() {
    use Basis::{Claimed, Observed, Specified};
    let vocabulary = declared(&["role: choice of informs, suggests, mandates"]);
    let role = fact(&vocabulary, "role");
    let basis = |statements: &[(Basis, u8)]| {
        let said = statements.iter().map(|(basis, value)| says("somebody", *basis, StatedValue::Choice(*value)));
        let decision = decide(&vocabulary, &test(role, Test::NoneOf(0b100)), &stated([(role, said.collect())]));
        assert_eq!(decision.verdict, Verdict::Met);
        decision.basis
    };
    assert_eq!(basis(&[(Claimed, 0)]), Some(Claimed));
    assert_eq!(basis(&[(Claimed, 0), (Observed, 0)]), Some(Observed));
    assert_eq!(basis(&[(Specified, 0), (Claimed, 1)]), Some(Specified), "contested, but met by either");
}

#[test]
fn the_basis_of_two_facts_is_the_weaker_of_theirs() {
    let vocabulary = declared(&["a: bool", "b: bool"]);
    let [a, b] = ["a", "b"].map(|name| fact(&vocabulary, name));
    let said = |basis| vec![says("somebody", basis, StatedValue::Bool(true))];
    let pilot = stated([(a, said(Basis::Claimed)), (b, said(Basis::Observed))]);
    let basis = |require| decide(&vocabulary, &require, &pilot).basis;
    assert_eq!(basis(all([is(a, true), is(b, true)])), Some(Basis::Claimed));
    assert_eq!(basis(is(b, true)), Some(Basis::Observed));
    assert_eq!(basis(any([is(a, true), is(b, true)])), Some(Basis::Claimed), "that of the first reason, not the best");
}

#[test]
fn what_weaker_statements_add_counts_towards_the_basis() {
    let vocabulary = declared(&["venues: set of jobcentre, library"]);
    let venues = fact(&vocabulary, "venues");
    let said =
        vec![says("one", Basis::Claimed, partly(&[1], &[])), says("another", Basis::Observed, partly(&[], &[0]))];
    let pilot = stated([(venues, said)]);
    let basis = |require| decide(&vocabulary, &test(venues, require), &pilot).basis;
    assert_eq!(basis(Test::Excludes(0b01)), Some(Basis::Observed));
    assert_eq!(basis(Test::Only(0b10)), Some(Basis::Observed));
    assert_eq!(basis(Test::NotEmpty), Some(Basis::Claimed));
    assert_eq!(basis(Test::Stated), Some(Basis::Claimed), "exclusions alone leave it open whether the set is stated");
}

#[test]
fn whether_an_unstated_fact_is_stated_is_open() {
    let vocabulary = declared(&["a: bool", "role: choice of informs, none", "venues: set of jobcentre", "lead: text"]);
    for fact in vocabulary.facts() {
        for require in [test(fact, Test::Stated), not(test(fact, Test::Stated))] {
            let decision = decide(&vocabulary, &require, &[]);
            assert_eq!(decision.verdict, Verdict::Unstated);
            assert_eq!(turns_on(&vocabulary, &decision), [(fact.name.as_str(), Why::Unstated)]);
        }
    }
}

#[test]
fn whether_a_set_is_stated_is_open_while_nothing_but_exclusions_is_stated() {
    let vocabulary = declared(&["venues: set of jobcentre, library"]);
    let venues = fact(&vocabulary, "venues");
    let decide = |said| decide(&vocabulary, &test(venues, Test::Stated), &stated([(venues, vec![statement(said)])]));
    for exclusions in [partly(&[], &[0]), partly(&[], &[0, 1])] {
        let decision = decide(exclusions);
        assert_eq!(decision.verdict, Verdict::Unstated);
        assert_eq!(turns_on(&vocabulary, &decision), [("venues", Why::PartlyStated)]);
    }
    assert_eq!(decide(partly(&[1], &[0])).verdict, Verdict::Met);
    assert_eq!(decide(StatedValue::Exactly(vec![])).verdict, Verdict::Met, "the empty set is a value like any other");
}

#[test]
fn a_contested_fact_is_stated() {
    let vocabulary = declared(&["role: choice of informs, suggests, none"]);
    let role = fact(&vocabulary, "role");
    let pilot = stated([(role, [0, 2].map(|value| statement(StatedValue::Choice(value))).to_vec())]);
    let decision = decide(&vocabulary, &test(role, Test::Stated), &pilot);
    assert_eq!(decision.verdict, Verdict::Met, "a choice that happens to be named `none` is stated");
    assert_eq!(because(&vocabulary, &decision), ["role"]);
}

#[test]
fn an_open_verdict_turns_on_every_fact_that_could_change_it_and_on_no_other() {
    let vocabulary = declared(&["a: bool", "b: bool", "c: bool", "d: bool"]);
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| fact(&vocabulary, name));
    let require = all([if_then(test(a, Test::Stated), is(b, true)), any([is(c, true), is(d, true)])]);
    let contested = [true, false].map(|said| statement(StatedValue::Bool(said))).to_vec();
    let pilot = stated([(b, contested), (c, vec![statement(StatedValue::Bool(true))])]);
    let decision = decide(&vocabulary, &require, &pilot);
    assert_eq!(decision.verdict, Verdict::Contested);
    assert_eq!(turns_on(&vocabulary, &decision), [("a", Why::Unstated), ("b", Why::Contested)]);
}

#[test]
fn what_is_set_aside_is_as_if_unsaid() {
    let vocabulary = declared(&["sanctions: bool"]);
    let sanctions = fact(&vocabulary, "sanctions");
    let said = vec![
        says("DWP", Basis::Claimed, StatedValue::Bool(false)),
        says("a  Claimant", Basis::Observed, StatedValue::Bool(true)),
    ];
    let pilot = stated([(sanctions, said)]);
    let verdict = |least, without: &[&str]| {
        let hearing = StatementFilter {
            least,
            without: without.iter().map(|speaker| fold_speaker(speaker)).collect(),
            ..StatementFilter::default()
        };
        decide_heard(&vocabulary, &[], &is(sanctions, false), &pilot, &hearing).verdict
    };
    assert_eq!(verdict(None, &[]), Verdict::Contested);
    assert_eq!(verdict(Some(Basis::Observed), &[]), Verdict::Breached);
    assert_eq!(verdict(None, &["dwp"]), Verdict::Breached);
    assert_eq!(verdict(None, &["A claimant"]), Verdict::Met);
    assert_eq!(verdict(Some(Basis::Specified), &["a claimant"]), Verdict::Unstated);
}
