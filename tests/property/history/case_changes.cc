#include <cstdlib>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/property/history/setting.h"

// The changes of a setting by what becomes of a case: who works on it, whether
// it is open, what it is; and by what the child wants.
namespace tasuki::history {
namespace {

const v1::Access kSupport = exchange::AccessFor(v1::PURPOSE_SUPPORT);

template <typename Request>
Request On(const Lane& lane) {
  Request request;
  *request.mutable_access() = kSupport;
  request.set_case_(lane.opening.a_case);
  return request;
}

}  // namespace

void Setting::SetOnTeam(const Lane& lane, const std::string& party, bool on) {
  const std::vector<Turn> turns = {{TeamSwitch(lane.name, party), on}};
  if (!on) {
    auto end = On<v1::EndTeamEntryRequest>(lane);
    end.set_party(party);
    CHECK(Change(Nurse(), "CaseService/EndTeamEntry", end, turns));
    return;
  }
  auto add = On<v1::AddTeamEntryRequest>(lane);
  add.set_party(party);
  add.set_relation(v1::RELATION_MEMBER);
  if (party == exchange::kHospital) add.add_persons(SocialWorker().id);
  // Refused as long as the party is disabled.
  while (!Change(Nurse(), "CaseService/AddTeamEntry", add, turns)) {
    std::this_thread::yield();
  }
}

void Setting::NameTeam(const Lane& lane) {
  for (const char* party : {exchange::kFamily, exchange::kHospital}) {
    SetOnTeam(lane, party, true);
  }
  if (!lane.council) return;
  // Refused as long as family support may not act.
  while (!Change(
      exchange::Coordinator(), "CaseService/RegisterInCouncil",
      exchange::Registration(lane.opening.a_case, {exchange::kGuidance}),
      {{CouncilSwitch(lane.name), true}})) {
    std::this_thread::yield();
  }
}

void Setting::Close(const Lane& lane) {
  auto close = On<v1::CloseCaseRequest>(lane);
  close.set_reason(v1::CLOSING_REASON_IMPROVED);
  // Whoever released health could not take it back any more.
  CHECK(Change(
      Nurse(), "CaseService/CloseCase", close,
      {{OpenSwitch(lane.name), false}, {ReleaseSwitch(lane.name), false}}));
}

void Setting::Reopen(const Lane& lane) {
  std::vector<Turn> turns = {
      {OpenSwitch(lane.name), true},
      {AccessSwitch(lane.name), true},
      {TeamSwitch(lane.name, exchange::kFamily), false},
      {TeamSwitch(lane.name, exchange::kHospital), false}};
  if (lane.council) turns.push_back({CouncilSwitch(lane.name), false});
  CHECK(Change(Nurse(), "CaseService/ReopenCase",
               On<v1::ReopenCaseRequest>(lane), std::move(turns)));
}

void Setting::SetClass(const Lane& lane, v1::CaseClass to,
                       std::vector<Turn> turns) {
  auto change = On<v1::ReclassifyCaseRequest>(lane);
  change.set_class_(to);
  CHECK(
      Change(Nurse(), "CaseService/ReclassifyCase", change, std::move(turns)));
}

void Setting::SetShared(const Lane& lane, bool on) {
  Turn shared{ClassSwitch(lane.name), on};
  Turn protection{ProtectionSwitch(lane.name), on};
  if (!on) return SetClass(lane, v1::CASE_CLASS_SUPPORT, {shared, protection});
  std::vector<Turn> turns = {shared};
  // It opens from then on, and nothing of before.
  for (const std::string& number : NewestPlans(lane)) {
    turns.push_back({PlanSwitch(lane.name, number), false});
  }
  if (++upgrades_ % 2 == 0) {
    turns.push_back(protection);
    return SetClass(lane, v1::CASE_CLASS_PROTECTION, std::move(turns));
  }
  SetClass(lane, v1::CASE_CLASS_SPECIFIED_PREGNANCY, std::move(turns));
  SetClass(lane, v1::CASE_CLASS_PROTECTION, {protection});
}

void Setting::WritePlan(const Lane& lane) {
  const std::string before = Newest(lane, kPlanNumber);
  const std::string number =
      before.empty() ? "0" : absl::StrCat(1 + std::atoi(before.c_str()));
  v1::Record record;
  record.mutable_support_plan()->mutable_situation()->set_text(
      PlanText(number));
  Confirm(Drafted(lane, record), {{PlanSwitch(lane.name, number), true}});
  SetNewest(lane, kPlanNumber, number);
}

void Setting::SetReleased(const Lane& lane, bool on) {
  auto release = On<v1::ReleaseHealthRequest>(lane);
  *release.mutable_access() = exchange::AccessFor(v1::PURPOSE_OVERSIGHT);
  release.set_released(on);
  release.set_reason(on ? "for the plan" : "the plan is made");
  CHECK(Change(Chief(), "CaseService/ReleaseHealth", release,
               {{ReleaseSwitch(lane.name), on}}));
}

void Setting::SetWill(const Lane& lane, bool on) {
  v1::RecordChildWillRequest will;
  *will.mutable_access() = kSupport;
  will.set_subject(lane.opening.subject);
  will.set_withholds(!on);
  CHECK(Change(Nurse(), "SubjectService/RecordChildWill", will,
               {{WillSwitch(lane.name), on}}));
}

}  // namespace tasuki::history
