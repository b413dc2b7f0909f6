// Every refusal code is tested, and every ceiling of the pack says which one it
// comes to. The codes of consents and of what a message can come to; those of
// cases and of meetings are in refusal_codes_of_cases_test.cc.
#include <set>

#include "tests/gateway/exchange/consent_steps.h"
#include "tests/gateway/exchange/further_parties.h"
#include "tests/gateway/exchange/refusal_code.h"
#include "tests/policy_packs.h"

namespace tasuki::exchange {
namespace {

constexpr char kAbsentSection[] = "sections/aaaaaaaaaaaaaaaaaaaaaaaaaa";

// The tests of suites whose name has RefusalCode in it.
std::set<std::string> TestsOfCodes() {
  std::set<std::string> tests;
  const ::testing::UnitTest& all = *::testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    const ::testing::TestSuite& suite = *all.GetTestSuite(i);
    if (std::string(suite.name()).find("RefusalCodeTest") ==
        std::string::npos) {
      continue;
    }
    for (int j = 0; j < suite.total_test_count(); ++j) {
      tests.insert(suite.GetTestInfo(j)->name());
    }
  }
  return tests;
}

TEST(RefusalCodesTest, EachHasATestThatIsNamedAfterIt) {
  const std::set<std::string> tests = TestsOfCodes();
  for (int code = 1; code < v1::RefusalCode_ARRAYSIZE; ++code) {
    if (!v1::RefusalCode_IsValid(code)) continue;
    const std::string test = TestNameOf(static_cast<v1::RefusalCode>(code));
    EXPECT_EQ(tests.count(test), 1u) << "no test " << test;
    EXPECT_EQ(CodeTestedBy(test), code);
  }
}

TEST(RefusalCodesTest, EachCeilingOfThePackSaysItsOwn) {
  for (const v1::PolicyPack& pack : ShippedPacks()) {
    for (const v1::Ceiling& ceiling : pack.ceilings()) {
      EXPECT_NE(ceiling.refusal(), "") << ceiling.id();
    }
  }
}

// Messages of maternal health, the hospital and others about a subject that
// they know.
class MessageRefusalCodeTest : public RefusalCodeTest {
 protected:
  Release Sending(const World::Person& person,
                  const v1::SendMessageRequest& request) {
    return Send(world_, person, request);
  }
  v1::SendMessageRequest Informing(const std::string& party,
                                   const std::string& section) {
    return MessageTo(party, v1::MESSAGE_KIND_INFORMATION, subject_, {section});
  }
  v1::SendMessageRequest Consulting(const std::string& section) {
    v1::SendMessageRequest consult = MessageTo(
        kGuidance, v1::MESSAGE_KIND_CONSULTATION, subject_, {section});
    consult.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
    return consult;
  }
  v1::SendMessageRequest Asking() {
    return RequestTo(kHospital, subject_, v1::CATEGORY_C07);
  }
  // On the council, which family support coordinates.
  v1::SendMessageRequest AskingTheCouncil() {
    Tell(world_, kFamily, subject_);
    v1::SendMessageRequest ask = Asking();
    ask.set_basis(v1::BASIS_CODE_COUNCIL_REQUEST);
    return ask;
  }
  // Of somebody whom the party does not know.
  Release AbsentTo(const World::Person& person, v1::SendMessageRequest ask) {
    ask.set_subject(std::string("subjects/") + kAbsentId);
    return Sending(person, ask);
  }
  void LeaveTheCouncil() {
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
  }

  const std::string subject_ = Registered(world_, World::Nurse());
  const std::string section_ =
      Confirmed(world_, World::Nurse(), DraftOf(subject_, Pregnancy()));
};

TEST_F(MessageRefusalCodeTest, NoSuchObject) {
  const Release absent =
      Sending(World::Nurse(), Informing(kHospital, kAbsentSection));
  ExpectHidden(Sending(World::Nurse(), Informing("bodies/nobody", section_)),
               absent);
  ExpectHidden(Sending(World::Worker(), Informing(kHospital, section_)),
               absent);
}

TEST_F(MessageRefusalCodeTest, NoBasis) {
  const v1::SendMessageRequest ask =
      RequestTo(kMaternal, subject_, v1::CATEGORY_C07);
  ExpectHidden(Sending(SocialWorker(), ask), AbsentTo(SocialWorker(), ask));
  // Of her own section the sender may know that the act carries none.
  v1::SendMessageRequest act = Informing(kGuidance, section_);
  act.set_basis(v1::BASIS_CODE_CB_CHILD_FACTS);
  ExpectTold(Sending(World::Nurse(), act));
}

TEST_F(MessageRefusalCodeTest, Jurisdiction) {
  v1::SendMessageRequest act = Informing(kHospital, section_);
  act.set_basis(v1::BASIS_CODE_CAPA_6);
  ExpectTold(Sending(World::Nurse(), act));
}

TEST_F(MessageRefusalCodeTest, NeedNotStated) {
  v1::SendMessageRequest ask = Asking();
  ask.mutable_access()->clear_need();
  ExpectTold(Sending(World::Nurse(), ask));
}

TEST_F(MessageRefusalCodeTest, FreeTextUnreviewed) {
  v1::SendMessageRequest ask = Asking();
  ask.mutable_access()->set_need("氏名：架空桜子");
  ExpectTold(Sending(World::Nurse(), ask));
}

TEST_F(MessageRefusalCodeTest, Minimised) {
  v1::Record name;
  name.mutable_subject_profile()->set_legal_name("NAME-MARK");
  ExpectTold(Sending(
      World::Nurse(),
      Consulting(Confirmed(world_, World::Nurse(), DraftOf(subject_, name)))));
}

TEST_F(MessageRefusalCodeTest, OnwardSharingForbidden) {
  const std::string message =
      Sent(world_, World::Nurse(), Consulting(section_));
  const std::vector<std::string> copies =
      Accepted(world_, Officer(), message, "", v1::PURPOSE_ASSESSMENT);
  v1::SendMessageRequest back = Informing(kFamily, copies.front());
  back.set_kind(v1::MESSAGE_KIND_TRANSFER);
  back.set_basis(v1::BASIS_CODE_CWA_26_TRANSFER_BACK);
  ExpectTold(Sending(Officer(), back));
}

TEST_F(MessageRefusalCodeTest, ThirdPartyHarm) {
  ExpectTold(Sending(World::Nurse(),
                     Consulting(Confirmed(world_, World::Nurse(),
                                          DraftOf(subject_, Pregnancy()),
                                          /*third_party_harm=*/true))));
}

TEST_F(MessageRefusalCodeTest, NotCouncilSubject) {
  ExpectTold(Sending(Coordinator(), AskingTheCouncil()));
}

TEST_F(MessageRefusalCodeTest, NotCouncilMember) {
  const v1::SendMessageRequest ask = AskingTheCouncil();
  LeaveTheCouncil();
  ExpectTold(Sending(Coordinator(), ask));
}

TEST_F(MessageRefusalCodeTest, RoleNotAllowed) {
  ExpectTold(Sending(World::Worker(), AskingTheCouncil()));
}

TEST_F(MessageRefusalCodeTest, PurposeMismatch) {
  v1::SendMessageRequest ask = AskingTheCouncil();
  ask.mutable_access()->set_purpose(v1::PURPOSE_MEDICAL_CARE);
  ExpectTold(Sending(Coordinator(), ask));
}

// What the service may send to maternal health on her consent, and what it
// records of her. Of its own section the sender is told which consent is
// missing.
class ConsentRefusalCodeTest : public RefusalCodeTest {
 protected:
  std::string Granted(v1::Category category) {
    v1::ConsentTerms terms = TermsFor(world_, patient_, kNpo, kMaternal);
    terms.add_items()->set_level(v1::LEVEL_FULL);
    terms.mutable_items(0)->add_categories(v1::CATEGORY_C01);
    terms.mutable_items(0)->add_categories(category);
    return Grant(world_, World::Npo(), terms);
  }
  Release Sending() {
    return Send(world_, World::Npo(),
                MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, patient_,
                          {section_}));
  }
  Release GrantedAs(v1::ConsentCapacity capacity) {
    v1::ConsentTerms terms = TermsFor(world_, patient_, kNpo, kMaternal);
    terms.add_items()->set_level(v1::LEVEL_FULL);
    terms.mutable_items(0)->add_categories(v1::CATEGORY_C07);
    terms.set_capacity(capacity);
    return GrantFor(world_, World::Npo(), terms);
  }

  const std::string patient_ = Registered(world_, World::Npo());
  const std::string section_ =
      Confirmed(world_, World::Npo(), DraftOf(patient_, Pregnancy()));
};

// Parents of one who is pregnant, as far as the party knows that she is.
TEST_F(ConsentRefusalCodeTest, AdverseRequester) {
  ExpectTold(GrantedAs(v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD));
}

// What is said of her is not with the birth date that the party has.
TEST_F(ConsentRefusalCodeTest, RepresentativeUnverified) {
  Confirmed(world_, World::Npo(), DraftOf(patient_, Profile()));
  ExpectRuleOnly(GrantedAs(v1::CONSENT_CAPACITY_MINOR_WITH_UNDERSTANDING));
}

// To who wrote that her birth is sealed the code tells nothing.
TEST_F(ConsentRefusalCodeTest, SealedBirthIdentity) {
  v1::Record sealed;
  sealed.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
  Confirmed(world_, World::Npo(), DraftOf(patient_, sealed));
  ExpectTold(world_.Call(World::Npo(), "SectionService/DraftSection",
                         DraftOf(patient_, Profile())));
}

TEST_F(ConsentRefusalCodeTest, ConsentAbsent) { ExpectTold(Sending()); }

TEST_F(ConsentRefusalCodeTest, ConsentScope) {
  Granted(v1::CATEGORY_C16);
  ExpectTold(Sending());
  Granted(v1::CATEGORY_C07);
  EXPECT_THAT(Sending().status, IsOk());
}

TEST_F(ConsentRefusalCodeTest, ConsentExpired) {
  Granted(v1::CATEGORY_C07);
  world_.clock().Advance(absl::Hours(24 * 90));
  ExpectTold(Sending());
}

TEST_F(ConsentRefusalCodeTest, ConsentWithdrawn) {
  ASSERT_THAT(
      Withdraw(world_, World::Npo(), WithdrawalOf(Granted(v1::CATEGORY_C07)))
          .status,
      IsOk());
  ExpectTold(Sending());
}

}  // namespace
}  // namespace tasuki::exchange
