#include "tests/property/timing/question.h"

#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "adapters/client/method.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/case_setup.h"
#include "tests/scenario/hidden_pairs.h"

namespace tasuki::timing {
namespace {

using scenario::Deployment;
using scenario::SetUpCase;

constexpr char kMaternalHealth[] = "bodies/sample-city/units/maternal-health";
constexpr char kHospital[] = "bodies/ob-hospital";

// Of one case that she has with maternal health, and the hospital on its team.
SetUpCase CaseWithHospital(Deployment& deployment) {
  std::vector<v1::Record> records;
  for (const scenario::Fact& fact : scenario::FactsOfTheSeedCase()) {
    records.push_back(fact.full);
  }
  const SetUpCase a_case =
      scenario::PlayReferral(deployment, records, "みお", "K-31");
  v1::AddTeamEntryRequest add;
  add.set_case_(a_case.a_case);
  add.set_party(kHospital);
  add.set_relation(v1::RELATION_MEMBER);
  add.add_persons("p-msw-1");
  scenario::Must(deployment.partner("mh"), add);
  return a_case;
}

// What only the city sees, unless she agrees.
void WritePregnancy(Deployment& deployment, const SetUpCase& a_case) {
  v1::Record record;
  record.mutable_pregnancy()->set_gestational_age("31w2d");
  scenario::PartnerProcess& lead = deployment.partner("mh");
  scenario::Confirm(
      lead, scenario::Draft(lead, a_case.subject, record, a_case.a_case));
}

v1::ConsentTerms TermsForHospital(const SetUpCase& a_case) {
  v1::ConsentTerms terms = scenario::TermsOfC2(
      a_case.subject, absl::ToUnixSeconds(absl::Now() + absl::Hours(720)));
  terms.clear_holders();
  terms.add_holders(kMaternalHealth);
  terms.clear_recipients();
  terms.add_recipients(kHospital);
  return terms;
}

void AllowAndWithdraw(Deployment& deployment, const SetUpCase& a_case) {
  scenario::PartnerProcess& lead = deployment.partner("mh");
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(scenario::Consent(lead, TermsForHospital(a_case)));
  scenario::Must(lead, withdraw);
}

v1::GetCaseRequest Reading(const SetUpCase& a_case) {
  v1::GetCaseRequest get;
  get.set_name(a_case.a_case);
  return get;
}

v1::CheckContactRequest Contacting(const SetUpCase& a_case) {
  v1::CheckContactRequest contact;
  contact.set_subject(a_case.subject);
  contact.set_case_(a_case.a_case);
  contact.set_channel(v1::CONTACT_CHANNEL_LINE);
  return contact;
}

template <typename Request>
Question ByHospital(std::string what, const Request& one,
                    const Request& other) {
  return {.what = std::move(what),
          .asker = "hospital",
          .one = std::make_shared<Request>(one),
          .other = std::make_shared<Request>(other)};
}

// Whether she is known at the desk that is asked by phone.
Question InquiryByName() {
  v1::RecordInquiryRequest unknown;
  *unknown.mutable_inquiry() = scenario::InquiryOfTheMother();
  unknown.mutable_inquiry()->set_name_asked_about("はる");
  v1::RecordInquiryRequest known = unknown;
  known.mutable_inquiry()->set_name_asked_about("みお");
  return {.what = "an inquiry by name",
          .asker = "mh-clerk",
          .one = std::make_shared<v1::RecordInquiryRequest>(unknown),
          .other = std::make_shared<v1::RecordInquiryRequest>(known),
          .keeps = true};
}

}  // namespace

std::vector<Question> AbsentAndHidden(const scenario::World& of,
                                      const std::string& outsider,
                                      const std::string& party) {
  std::vector<Question> questions;
  for (const scenario::Pair& pair : scenario::AllPairs(of, party)) {
    questions.push_back({.what = pair.hidden_object,
                         .asker = pair.asker.empty() ? outsider : pair.asker,
                         .one = pair.absent,
                         .other = pair.hidden});
  }
  return questions;
}

std::vector<Question> DeniedAndWithdrawn(Deployment& deployment) {
  const SetUpCase denied = CaseWithHospital(deployment);
  const SetUpCase withdrawn = CaseWithHospital(deployment);
  const SetUpCase more = CaseWithHospital(deployment);
  for (const SetUpCase* one : {&denied, &withdrawn, &more}) {
    WritePregnancy(deployment, *one);
  }
  AllowAndWithdraw(deployment, withdrawn);
  for (int i = 0; i < 4; ++i) WritePregnancy(deployment, more);
  return {
      ByHospital("a consent withdrawn", Reading(denied), Reading(withdrawn)),
      ByHospital("a consent withdrawn", Contacting(denied),
                 Contacting(withdrawn)),
      ByHospital("four more sections that are hidden", Reading(denied),
                 Reading(more)),
      InquiryByName()};
}

}  // namespace tasuki::timing
