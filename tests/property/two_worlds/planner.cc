#include "tests/property/two_worlds/planner.h"

#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/id.h"

namespace tasuki::two_worlds {

std::string Planner::Any(const std::string& collection) {
  const bool rather = draw_.Chance(30) && names_.apart.count(collection) != 0;
  const Census& names = rather ? names_.apart : names_.all;
  const auto found = names.find(collection);
  if (found == names.end() || found->second.empty() || draw_.Chance(8)) {
    return ResourceName(collection,
                        IdOf(crypto::Sha256("nothing").substr(0, 16)));
  }
  const int at = draw_.Below(static_cast<int>(found->second.size()));
  return ResourceName(collection, *std::next(found->second.begin(), at));
}

std::vector<std::string> Planner::Some(const std::string& collection,
                                       int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back(Any(collection));
  return names;
}

std::string Planner::AnyParty() {
  return Everybody()[draw_.Below(static_cast<int>(Everybody().size()))].party;
}

std::string Planner::OwnOr(const std::string& own,
                           const std::string& collection) {
  return draw_.Chance(35) ? own : Any(collection);
}

void PlanSubjectsAndSections(Planner& plan) {
  v1::RegisterSubjectRequest enter;
  enter.set_alias("mine");
  plan.Ask(enter);
  plan.Name<v1::GetSubjectRequest>("$subject");
  plan.NameSome<v1::GetSubjectRequest>("subjects", 3);
  for (int i = 0; i < 4; ++i) {
    v1::DraftSectionRequest draft;
    draft.set_subject(plan.OwnOr("$subject", "subjects"));
    if (plan.draw().Chance(60)) draft.set_case_(plan.Any("cases"));
    *draft.mutable_record() = plan.draw().Draw();
    plan.Ask(draft, Flow::kSealedName);
  }
  plan.Name<v1::PreviewReducedRequest>("$draft");
  plan.NameSome<v1::PreviewReducedRequest>("sections", 3);
  for (const std::string& name :
       {std::string("$draft"), plan.Any("sections"), plan.Any("sections")}) {
    v1::ConfirmSectionRequest confirm;
    confirm.set_name(name);
    confirm.set_reduced_hash("$reduced");
    confirm.add_parties_concerned(plan.AnyParty());
    plan.Ask(confirm, Flow::kSealedName);
  }
}

void PlanVersions(Planner& plan) {
  for (const std::string& name :
       {std::string("$draft"), plan.Any("sections"), plan.Any("sections")}) {
    v1::CorrectSectionRequest correct;
    correct.set_name(name);
    *correct.mutable_record() = plan.draw().Draw();
    plan.Ask(correct, Flow::kSealedName);
  }
  plan.Name<v1::ListSectionVersionsRequest>("$draft");
  plan.NameSome<v1::ListSectionVersionsRequest>("sections", 3);
  plan.NameSome<v1::RetractSectionRequest>("sections", 1);
}

void PlanReads(Planner& plan) {
  for (const int size : {0, 1, 2}) {
    v1::ListCasesRequest cases;
    cases.set_page_size(size);
    plan.Ask(cases);
    v1::ListMessagesRequest messages;
    messages.set_page_size(size);
    plan.Ask(messages);
    if (size != 1) continue;
    cases.set_page_token("$more cases");
    plan.Ask(cases);
    messages.set_page_token("$more messages");
    plan.Ask(messages);
  }
  plan.Ask(v1::ListReportsRequest());
  plan.NameSome<v1::GetCaseRequest>("cases", 5);
  plan.Name<v1::GetCaseRequest>("$case");
  plan.NameSome<v1::GetMessageRequest>("messages", 4);
  plan.NameSome<v1::GetConsentRequest>("consents", 3);
  for (const std::string& meeting : plan.Some("meetings", 2)) {
    v1::GetSharedSummaryRequest screen;
    screen.mutable_access()->set_purpose(v1::PURPOSE_CONFERENCE);
    screen.set_name(meeting);
    plan.Ask(screen);
  }
}

std::vector<Step> PlanFor(const Person& reader, const Names& names,
                          const std::set<std::string>& leaves,
                          const std::string& today, uint64_t seed, int share) {
  Planner plan(reader, names, today, seed, share);
  PlanReads(plan);
  PlanSubjectsAndSections(plan);
  PlanCases(plan);
  PlanMessages(plan);
  PlanConsents(plan);
  PlanConferences(plan);
  PlanLives(plan);
  PlanReportsAndOffice(plan);
  PlanVersions(plan);
  PlanCopies(plan);
  PlanReads(plan);
  PlanBreakGlass(plan);
  std::vector<Step> steps = plan.Take();
  // Not published yet.
  for (const Step& step : ProofsFor(leaves, seed)) steps.push_back(step);
  return steps;
}

std::vector<Step> ProofsFor(const std::set<std::string>& leaves,
                            uint64_t seed) {
  std::vector<Step> steps;
  const auto receipt = [&](const std::string& hash) {
    auto request = std::make_shared<v1::GetReceiptRequest>();
    request->set_leaf_hash(hash);
    steps.push_back({request});
  };
  for (int i = 0; i < 4; ++i) receipt(absl::StrCat("$entry ", i));
  receipt(crypto::Sha256("no entry"));
  if (!leaves.empty()) {
    Draw draw(seed);
    for (int i = 0; i < 2; ++i) {
      receipt(*std::next(leaves.begin(),
                         draw.Below(static_cast<int>(leaves.size()))));
    }
  }
  steps.push_back({std::make_shared<v1::GetCheckpointRequest>()});
  auto consistency = std::make_shared<v1::GetConsistencyProofRequest>();
  consistency->set_old_size(kPadding);
  steps.push_back({consistency});
  return steps;
}

}  // namespace tasuki::two_worlds
