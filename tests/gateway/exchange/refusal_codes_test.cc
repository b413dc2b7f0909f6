#include <utility>

#include "tests/gateway/exchange/further_parties.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Every refusal code that a message can come to: the true one in the log, and
// what the caller is told. What speaks of the caller's own request or section
// is told; the rest is not found.
namespace tasuki::exchange {
namespace {

using Told = std::pair<v1::RefusalCode, v1::RefusalCode>;  // true, outward

class RefusalCodesTest : public ::testing::Test {
 protected:
  // What a message that is refused comes to.
  Told Refused(const World::Person& person,
               const v1::SendMessageRequest& request) {
    const Release release = Send(world_, person, request);
    EXPECT_FALSE(release.status.ok());
    const std::vector<int> logged = CodesLogged(world_, release);
    EXPECT_EQ(logged.size(), 1);
    const auto true_code =
        static_cast<v1::RefusalCode>(logged.empty() ? 0 : logged.front());
    // Told openly, or hidden whole.
    EXPECT_EQ(release.status.code(),
              CodeShown(release) == v1::REFUSAL_CODE_UNSPECIFIED
                  ? absl::StatusCode::kNotFound
                  : absl::StatusCode::kFailedPrecondition);
    return {true_code, CodeShown(release)};
  }
  static Told Open(v1::RefusalCode code) { return {code, code}; }
  static Told Hidden(v1::RefusalCode code) {
    return {code, v1::REFUSAL_CODE_UNSPECIFIED};
  }
  v1::SendMessageRequest Informing(const std::string& party,
                                   const std::string& section) {
    return MessageTo(party, v1::MESSAGE_KIND_INFORMATION, subject_, {section});
  }

  World world_;
  const std::string subject_ = Registered(world_, World::Nurse());
  const std::string section_ =
      Confirmed(world_, World::Nurse(), DraftOf(subject_, Pregnancy()));
};

TEST_F(RefusalCodesTest, OfWhatIsNotThere) {
  v1::SendMessageRequest nobody = Informing("bodies/nobody", section_);
  EXPECT_EQ(Refused(World::Nurse(), nobody),
            Hidden(v1::REFUSAL_CODE_NO_SUCH_OBJECT));
  EXPECT_EQ(Refused(World::Worker(), Informing(kHospital, section_)),
            Hidden(v1::REFUSAL_CODE_NO_SUCH_OBJECT));
  EXPECT_EQ(
      Refused(SocialWorker(), RequestTo(kMaternal, subject_, v1::CATEGORY_C07)),
      Hidden(v1::REFUSAL_CODE_NO_BASIS));
}

// Between the service and maternal health.
class ConsentCodesTest : public RefusalCodesTest {
 protected:
  std::string Grant(v1::Category category) {
    v1::ConsentTerms terms = TermsFor(world_, patient_, kNpo, kMaternal);
    terms.add_items()->set_level(v1::LEVEL_FULL);
    terms.mutable_items(0)->add_categories(v1::CATEGORY_C01);
    terms.mutable_items(0)->add_categories(category);
    return exchange::Grant(world_, World::Npo(), terms);
  }
  Told RefusedNow() { return Refused(World::Npo(), inform_); }

  const std::string patient_ = Registered(world_, World::Npo());
  const v1::SendMessageRequest inform_ = MessageTo(
      kMaternal, v1::MESSAGE_KIND_INFORMATION, patient_,
      {Confirmed(world_, World::Npo(), DraftOf(patient_, Pregnancy()))});
};

TEST_F(ConsentCodesTest, AbsentThenOutOfScopeThenExpired) {
  EXPECT_EQ(RefusedNow(), Open(v1::REFUSAL_CODE_CONSENT_ABSENT));
  Grant(v1::CATEGORY_C16);
  EXPECT_EQ(RefusedNow(), Open(v1::REFUSAL_CODE_CONSENT_SCOPE));
  Grant(v1::CATEGORY_C07);
  EXPECT_THAT(Send(world_, World::Npo(), inform_).status, IsOk());
  world_.clock().Advance(absl::Hours(24 * 90));
  EXPECT_EQ(RefusedNow(), Open(v1::REFUSAL_CODE_CONSENT_EXPIRED));
}

TEST_F(ConsentCodesTest, Withdrawn) {
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(Grant(v1::CATEGORY_C07));
  ASSERT_THAT(
      world_.Call(World::Npo(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
  EXPECT_EQ(RefusedNow(), Open(v1::REFUSAL_CODE_CONSENT_WITHDRAWN));
}

// A section that closes itself, although there would be a ground.
TEST_F(RefusalCodesTest, OfTheSectionItself) {
  v1::SendMessageRequest consult =
      MessageTo(kGuidance, v1::MESSAGE_KIND_CONSULTATION, subject_, {section_});
  consult.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
  const std::string message = Sent(world_, World::Nurse(), consult);
  const std::vector<std::string> copies =
      Accepted(world_, Officer(), message, "", v1::PURPOSE_ASSESSMENT);
  v1::SendMessageRequest back = Informing(kFamily, copies.front());
  back.set_kind(v1::MESSAGE_KIND_TRANSFER);
  back.set_basis(v1::BASIS_CODE_CWA_26_TRANSFER_BACK);
  EXPECT_EQ(Refused(Officer(), back),
            Open(v1::REFUSAL_CODE_ONWARD_SHARING_FORBIDDEN));
  v1::Record name;
  name.mutable_subject_profile()->set_legal_name("NAME-MARK");
  consult.set_sections(
      0, Confirmed(world_, World::Nurse(), DraftOf(subject_, name)));
  EXPECT_EQ(Refused(World::Nurse(), consult), Open(v1::REFUSAL_CODE_MINIMISED));
}

TEST_F(RefusalCodesTest, OfTheAct) {
  v1::SendMessageRequest act = Informing(kHospital, section_);
  act.set_basis(v1::BASIS_CODE_CAPA_6);
  EXPECT_EQ(Refused(World::Nurse(), act), Open(v1::REFUSAL_CODE_JURISDICTION));
  act.set_recipient(kGuidance);
  act.set_basis(v1::BASIS_CODE_CB_CHILD_FACTS);
  EXPECT_EQ(Refused(World::Nurse(), act), Open(v1::REFUSAL_CODE_NO_BASIS));
  v1::SendMessageRequest ask = RequestTo(kHospital, subject_, v1::CATEGORY_C07);
  ask.mutable_access()->clear_need();
  EXPECT_EQ(Refused(World::Nurse(), ask),
            Open(v1::REFUSAL_CODE_NEED_NOT_STATED));
  ask.mutable_access()->set_need("氏名：架空桜子");
  EXPECT_EQ(Refused(World::Nurse(), ask),
            Open(v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED));
}

TEST_F(RefusalCodesTest, OfARequestOnABasis) {
  Tell(world_, kFamily, subject_);
  v1::SendMessageRequest ask = RequestTo(kHospital, subject_, v1::CATEGORY_C07);
  ask.set_basis(v1::BASIS_CODE_COUNCIL_REQUEST);
  EXPECT_EQ(Refused(Coordinator(), ask),
            Open(v1::REFUSAL_CODE_NOT_COUNCIL_SUBJECT));
  EXPECT_EQ(Refused(World::Worker(), ask),
            Open(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED));
  v1::SendMessageRequest purpose = ask;
  purpose.mutable_access()->set_purpose(v1::PURPOSE_MEDICAL_CARE);
  EXPECT_EQ(Refused(Coordinator(), purpose),
            Open(v1::REFUSAL_CODE_PURPOSE_MISMATCH));
  // The city left the council.
  Transaction left;
  for (const char* unit : {kMaternal, kFamily, kDevelopment, kSupervision}) {
    const auto snapshot = world_.ledger().Read();
    const auto row = (*snapshot)->Read({Table::kParty, unit});
    v1::PartyEntry party = *(*row)->As<v1::PartyEntry>();
    party.clear_council_membership();
    left.changes.rows.push_back({.key = {Table::kParty, unit},
                                 .body = party.SerializeAsString(),
                                 .key_scope = {}});
  }
  Commit(world_, left);
  EXPECT_EQ(Refused(Coordinator(), ask),
            Open(v1::REFUSAL_CODE_NOT_COUNCIL_MEMBER));
}

}  // namespace
}  // namespace tasuki::exchange
