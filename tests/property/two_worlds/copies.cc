// Requests for a copy: what a reader asks, what the chief does, and who sees
// it.

#include "absl/strings/str_cat.h"
#include "gateway/exchange/case_access.h"
#include "gateway/exchange/copy_request.h"
#include "gateway/model/canonical.h"
#include "gateway/model/id.h"
#include "tests/property/two_worlds/difference.h"
#include "tests/property/two_worlds/others_sight.h"
#include "tests/property/two_worlds/planner.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Table;

// The chief is asked for a copy, decides, and prepares it or not.
Difference ACopy(Draw& draw, const Base& base, const Person&) {
  const Led& of = AnyCase(base, draw);
  const auto requester = static_cast<v1::CopyRequester>(1 + draw.Below(4));
  const bool decided = draw.Chance(50);
  return {[=](World& world) {
    v1::RecordCopyRequestRequest record;
    *record.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    record.set_case_(of.a_case);
    record.set_subject(of.subject);
    record.set_requester(requester);
    v1::RecordCopyRequestResponse recorded;
    if (!world.Do(Chief(), record, &recorded) || !decided) return;
    v1::DecideCopyRequestRequest decide;
    *decide.mutable_access() = record.access();
    decide.set_name(recorded.copy_request());
    decide.set_identity_verified(true);
    decide.set_authority_checked(true);
    decide.set_safe_to_hand_over(true);
    if (!world.Do(Chief(), decide)) return;
    v1::GetCaseRequest get;
    *get.mutable_access() = AccessFor(v1::PURPOSE_SELF_DISCLOSURE);
    get.mutable_access()->set_request_reference(recorded.copy_request());
    get.set_name(of.a_case);
    world.Do(Chief(), get);
  }};
}

// Does the reader answer requests on this case?
bool Answers(exchange::Context& context, const v1::CopyRequestRow& row) {
  if (row.party() != context.party()) return false;
  const auto access = exchange::AccessShownCase(
      context, ResourceName("cases", row.case_()), "case", "");
  return access.ok() && !access->refused() &&
         context.May(v1::ACTION_ANSWER_COPY_REQUEST, access->relation());
}

}  // namespace

std::vector<DifferenceKind> DifferencesInCopies() {
  return {{"a request for a copy", ACopy}};
}

void SeeCopies(Deciding& deciding, const Census& census, Sight& sight) {
  exchange::Context context = deciding.ContextFor(v1::PURPOSE_OVERSIGHT);
  for (const std::string& id : IdsOf(census, "copy-requests")) {
    const auto row =
        Find<v1::CopyRequestRow>(deciding.snapshot(), Table::kCopyRequest, id);
    if (!row.has_value() || !Answers(context, *row)) continue;
    // What speaks against who asks decides what the answer is.
    const auto adversity = exchange::AdversityOf(context.state, *row);
    CHECK(adversity.ok());
    sight.lines[absl::StrCat("copy request ", id)] =
        absl::StrCat(Canonical(*row), adversity->violence, adversity->pregnant,
                     adversity->protection);
  }
}

void PlanCopies(Planner& plan) {
  v1::RecordCopyRequestRequest record;
  record.set_case_(plan.OwnOr("$case", "cases"));
  record.set_subject(plan.OwnOr("$subject", "subjects"));
  record.set_requester(
      static_cast<v1::CopyRequester>(1 + plan.draw().Below(4)));
  plan.Ask(record);
  std::vector<std::string> requests = plan.Some("copy-requests", 2);
  requests.push_back("$copy request");
  for (const std::string& name : requests) {
    v1::DecideCopyRequestRequest decide;
    decide.set_name(name);
    decide.set_identity_verified(true);
    decide.set_authority_checked(plan.draw().Chance(80));
    decide.set_safe_to_hand_over(plan.draw().Chance(80));
    plan.Ask(decide);
  }
  v1::ListCopyRequestsRequest list;
  list.set_case_(plan.OwnOr("$case", "cases"));
  plan.Ask(list);
}

}  // namespace tasuki::two_worlds
