// The life of a case and of a subject.

#include "tests/property/two_worlds/planner.h"

namespace tasuki::two_worlds {
namespace {

v1::LeadTerms AnyTerms(Planner& plan) {
  v1::LeadTerms terms;
  terms.set_lead(plan.draw().Chance(50) ? plan.reader().party
                                        : plan.AnyParty());
  terms.set_urgency(static_cast<v1::Urgency>(1 + plan.draw().Below(5)));
  terms.set_rank(static_cast<v1::Rank>(1 + plan.draw().Below(4)));
  return terms;
}

void PlanLead(Planner& plan) {
  v1::ProposeLeadRequest propose;
  propose.set_case_(plan.OwnOr("$case", "cases"));
  *propose.mutable_terms() = AnyTerms(plan);
  propose.set_reason("as seen at the visit");
  plan.Ask(propose);
  for (const std::string& name : {std::string("$lead"), plan.Any("leads")}) {
    v1::DeclineLeadRequest decline;
    decline.set_name(name);
    *decline.mutable_other_view() = AnyTerms(plan);
    decline.set_reason("as heard at school");
    plan.Ask(decline);
    plan.Name<v1::AgreeLeadRequest>(name);
  }
  v1::GetLeadRequest get;
  get.set_case_(plan.OwnOr("$case", "cases"));
  plan.Ask(get);
}

void PlanPersons(Planner& plan) {
  v1::ForkSubjectRequest fork;
  fork.set_subject(plan.OwnOr("$subject", "subjects"));
  fork.set_alias("child");
  if (plan.draw().Chance(50)) fork.set_case_(plan.OwnOr("$case", "cases"));
  plan.Ask(fork);
  v1::RegisterSubjectRequest sealed;
  sealed.set_alias("found");
  sealed.set_sealed_origin(true);
  plan.Ask(sealed);
  v1::SetLegalHoldRequest hold;
  hold.mutable_access()->set_need("a review");
  hold.set_subject(plan.OwnOr("$subject", "subjects"));
  hold.set_held(plan.draw().Chance(50));
  plan.Ask(hold);
  v1::RecordChildWillRequest will;
  will.set_subject(plan.OwnOr("$subject", "subjects"));
  will.set_withholds(plan.draw().Chance(50));
  plan.Ask(will);
}

}  // namespace

void PlanLives(Planner& plan) {
  PlanLead(plan);
  PlanPersons(plan);
  v1::ReclassifyCaseRequest change;
  change.set_case_(plan.OwnOr("$case", "cases"));
  change.set_class_(static_cast<v1::CaseClass>(1 + plan.draw().Below(4)));
  plan.Ask(change);
  v1::ReleaseHealthRequest release;
  release.set_case_(plan.OwnOr("$case", "cases"));
  release.set_released(plan.draw().Chance(50));
  release.set_reason("for the plan of support");
  plan.Ask(release);
  v1::CloseCaseRequest close;
  close.set_case_(plan.OwnOr("$case", "cases"));
  close.set_reason(static_cast<v1::ClosingReason>(1 + plan.draw().Below(8)));
  plan.Ask(close);
  v1::ReopenCaseRequest reopen;
  reopen.set_case_(plan.OwnOr("$case", "cases"));
  plan.Ask(reopen);
}

}  // namespace tasuki::two_worlds
