// Two worlds that differ only in what is withheld from a party give it the same
// answer, over real connections, byte for byte. Each test ends with somebody
// for whom the worlds do differ.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/client/client.h"
#include "tests/files.h"
#include "tests/scenario/answer_text.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/case_setup.h"
#include "tests/scenario/conference_room.h"
#include "tests/scenario/deployment.h"
#include "tests/temporary_directory.h"

namespace tasuki::scenario {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kMaternalHealth[] = "bodies/sample-city/units/maternal-health";
constexpr char kFamilySupport[] = "bodies/sample-city/units/family-support";
constexpr char kService[] = "bodies/sos-npo";
constexpr char kHospital[] = "bodies/ob-hospital";

// One deployment for all tests of this file; each plays cases of its own.
class InferenceTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryDirectory>();
    deployment_ = std::make_unique<Deployment>(folder_->path().string());
  }
  static void TearDownTestSuite() {
    deployment_.reset();
    folder_.reset();
  }

  static PartnerProcess& Partner(const std::string& name) {
    return deployment_->partner(name);
  }
  // A referral of her money trouble alone: nothing of how to reach her.
  static SetUpCase Refer(const std::string& alias) {
    return PlayReferral(*deployment_, {FactsOfTheSeedCase()[2].full}, alias,
                        alias);
  }

  static inline std::unique_ptr<TemporaryDirectory> folder_;
  static inline std::unique_ptr<Deployment> deployment_;
};

// --- Conferences -------------------------------------------------------------

std::string CaseSection(PartnerProcess& lead, const std::string& a_case) {
  v1::GetCaseRequest get;
  get.set_name(a_case);
  const v1::GetCaseResponse answer = Must(lead, get);
  for (const v1::Section& section : answer.case_().sections()) {
    if (section.record().has_case_management()) return section.name();
  }
  return "";
}

std::string ConfirmedPregnancy(PartnerProcess& lead, const SetUpCase& of) {
  v1::Record record;
  record.mutable_pregnancy()->set_gestational_age("31w2d");
  const std::string section = Draft(lead, of.subject, record, of.a_case);
  Confirm(lead, section);
  return section;
}

// Of one case all see how it is managed, and only the city the pregnancy; of
// another she allowed nothing.
TEST_F(InferenceTest, ScreenIsTheSameWhateverElseWasReleased) {
  const SetUpCase shown = Refer("K-21");
  const SetUpCase other = Refer("K-22");
  PartnerProcess& lead = Partner("mh");
  ConferenceRoom room(*deployment_);
  room.Allow(shown.subject, {kMaternalHealth, kFamilySupport, kService},
             {v1::CATEGORY_C01, v1::CATEGORY_C24});
  room.Allow(shown.subject, {kMaternalHealth, kFamilySupport},
             {v1::CATEGORY_C01, v1::CATEGORY_C07});
  room.Release(CaseSection(lead, shown.a_case));
  room.Meet();
  const std::map<std::string, std::string> without = room.Screens();
  EXPECT_THAT(without.at("npo"), HasSubstr("case_management"));

  const std::string item = room.Release(ConfirmedPregnancy(lead, shown));
  EXPECT_EQ(room.Screens(), without);
  const std::string elsewhere = room.Release(CaseSection(lead, other.a_case));
  EXPECT_EQ(room.Screens(), without);

  // It was there: the room without the service sees it.
  room.Leave("npo");
  const std::string city = room.Screen("fs");
  EXPECT_THAT(city, HasSubstr("pregnancy"));
  room.TakeBack(elsewhere);
  EXPECT_EQ(room.Screen("fs"), city);
  room.TakeBack(item);
  EXPECT_THAT(room.Screen("fs"), Not(HasSubstr("pregnancy")));
}

// --- Contact -----------------------------------------------------------------

// How she is called; with rules, that LINE may be used and her home may not.
v1::Record Profile(bool with_rules) {
  v1::Record record = FactsOfTheSeedCase()[1].full;
  if (!with_rules) {
    record.mutable_subject_profile()->clear_safe_contact_rules();
  }
  return record;
}

std::string Contact(PartnerProcess& partner, const std::string& subject,
                    const std::string& a_case) {
  std::string answers;
  for (const v1::ContactChannel channel :
       {v1::CONTACT_CHANNEL_LINE, v1::CONTACT_CHANNEL_HOME_PHONE}) {
    v1::CheckContactRequest request;
    request.set_subject(subject);
    request.set_case_(a_case);
    request.set_channel(channel);
    answers += Ask(partner, request);
  }
  return answers;
}

// A case in which the hospital sees how she is called, and not how she may be
// reached.
SetUpCase WithHospital(Deployment& deployment, SetUpCase a_case,
                       bool with_rules) {
  PartnerProcess& lead = deployment.partner("mh");
  Confirm(lead,
          Draft(lead, a_case.subject, Profile(with_rules), a_case.a_case));
  Consent(lead, TermsOfMaternalHealth(a_case.subject, {kHospital},
                                      v1::PURPOSE_MEDICAL_CARE,
                                      {v1::CATEGORY_C01, v1::CATEGORY_C03}));
  v1::AddTeamEntryRequest add;
  add.set_case_(a_case.a_case);
  add.set_party(kHospital);
  add.set_relation(v1::RELATION_MEMBER);
  add.add_persons("p-msw-1");
  Must(lead, add);
  return a_case;
}

TEST_F(InferenceTest, RulesThatTheTeamMayNotSeeAreAsIfThereWereNone) {
  const SetUpCase without = WithHospital(*deployment_, Refer("K-31"), false);
  const SetUpCase with = WithHospital(*deployment_, Refer("K-32"), true);
  PartnerProcess& hospital = Partner("hospital");
  const std::string answer = Contact(hospital, without.subject, without.a_case);
  EXPECT_THAT(answer, StartsWith("status: OK"));
  EXPECT_EQ(Contact(hospital, with.subject, with.a_case), answer);

  PartnerProcess& lead = Partner("mh");
  EXPECT_THAT(Contact(lead, with.subject, with.a_case),
              HasSubstr("allowed: true"));
  EXPECT_NE(Contact(lead, with.subject, with.a_case),
            Contact(lead, without.subject, without.a_case));
}

// The service knows her, and is not told of the case that the city opened.
TEST_F(InferenceTest, RulesThatAnotherPartyHoldsAreAsIfThereWereNone) {
  const SetUpCase of = Refer("K-33");
  PartnerProcess& lead = Partner("mh");
  const std::string before = Contact(Partner("npo"), of.subject, "");
  EXPECT_THAT(before, StartsWith("status: OK"));
  const std::string before_here = Contact(lead, of.subject, of.a_case);
  Confirm(lead, Draft(lead, of.subject, Profile(true), of.a_case));
  EXPECT_EQ(Contact(Partner("npo"), of.subject, ""), before);
  EXPECT_NE(Contact(lead, of.subject, of.a_case), before_here);
}

// --- Messages ----------------------------------------------------------------

TEST_F(InferenceTest, RequestIsTakenWhetherOrNotTheRecipientKnowsHer) {
  const SetUpCase of = Refer("K-41");
  v1::SendMessageRequest ask;
  ask.mutable_access()->set_need("受診に付き添うため");
  ask.set_kind(v1::MESSAGE_KIND_REQUEST);
  ask.set_subject(of.subject);
  ask.add_requested(v1::CATEGORY_C07);
  ask.set_recipient(kMaternalHealth);
  const std::string known = Ask(Partner("npo"), ask);
  EXPECT_THAT(known, StartsWith("status: OK"));
  ask.set_recipient(kHospital);
  EXPECT_EQ(Ask(Partner("npo"), ask), known);

  // Being asked about her is not being told of her.
  v1::GetSubjectRequest get;
  get.set_name(of.subject);
  EXPECT_THAT(Ask(Partner("mh"), get), StartsWith("status: OK"));
  EXPECT_THAT(Ask(Partner("hospital"), get), StartsWith("status: NOT_FOUND"));
  ask.set_recipient(kMaternalHealth);
  EXPECT_THAT(Ask(Partner("hospital"), ask), StartsWith("status: NOT_FOUND"));
}

// All but when it was sent, which the sender knows.
std::string Header(PartnerProcess& partner, const std::string& message) {
  v1::GetMessageRequest get;
  get.set_name(message);
  v1::MessageHeader header = Must(partner, get).header();
  header.clear_name();
  header.clear_sent_at();
  return header.SerializeAsString();
}

TEST_F(InferenceTest, SenderIsNotToldIntoWhichCaseItWent) {
  const SetUpCase of = Refer("K-42");
  PartnerProcess& service = Partner("npo");
  v1::SendMessageRequest send;
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(kMaternalHealth);
  send.set_subject(of.subject);
  send.add_sections(of.sections[0]);
  v1::AcceptMessageRequest accept;
  accept.set_name(Must(service, send).message());
  Must(Partner("mh"), accept);
  v1::AcceptMessageRequest into_case;
  into_case.set_name(Must(service, send).message());
  into_case.set_case_(of.a_case);
  Must(Partner("mh"), into_case);

  EXPECT_EQ(Header(service, into_case.name()), Header(service, accept.name()));
  EXPECT_NE(Header(Partner("mh"), into_case.name()),
            Header(Partner("mh"), accept.name()));
}

}  // namespace
}  // namespace tasuki::scenario
