#include <functional>
#include <tuple>

#include "tests/gateway/exchange/family_setting.h"
#include "tests/status_text.h"

// A consent that names relatives: what is refused, what she is shown, and what
// becomes of it (SR-03).
namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kWordsOfC4[] =
    "お母さんに、健診や訪問の予定を話してよい（それ以外は話さない）。";

class ConsentFamilyTest : public FamilyTest {
 protected:
  v1::PreviewConsentResponse Preview(const v1::ConsentTerms& terms) {
    v1::PreviewConsentRequest preview;
    *preview.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    *preview.mutable_terms() = terms;
    const auto response = world_.Ask<v1::PreviewConsentResponse>(
        World::Nurse(), "ConsentService/PreviewConsent", preview);
    EXPECT_THAT(world_.last_status(), IsOk());
    return response;
  }
  // With both holders' words.
  std::string AgreedAndConfirmed(const v1::ConsentTerms& terms) {
    const std::string consent = Agreed(terms);
    EXPECT_THAT(Acknowledge(world_, SocialWorker(), consent).status, IsOk());
    return consent;
  }
  v1::ConsentTerms WithRecipient(v1::ConsentTerms terms) {
    terms.add_recipients(kHospital);
    terms.add_items()->set_level(v1::LEVEL_FULL);
    terms.mutable_items(0)->add_categories(v1::CATEGORY_C07);
    return terms;
  }
};

struct Broken {
  const char* field;
  std::function<void(v1::ConsentTerms&)> breaks;
};
std::vector<Broken> BrokenTerms() {
  const auto person = [](v1::PersonLabel label) {
    return [label](v1::ConsentTerms& terms) {
      terms.mutable_family(0)->set_person(label);
    };
  };
  const auto topic = [](v1::FamilyTopic one) {
    return [one](v1::ConsentTerms& terms) {
      terms.mutable_family(0)->add_topics(one);
    };
  };
  std::vector<Broken> broken = {
      {"terms.family.person", person(static_cast<v1::PersonLabel>(4711))},
      {"terms.family.person",
       [](auto& terms) { AddFamily(kMother, {kChildTopic}, terms); }},
      {"terms.family.topics", topic(v1::FAMILY_TOPIC_UNSPECIFIED)},
      {"terms.family.topics", topic(static_cast<v1::FamilyTopic>(4711))},
      {"terms.family.topics", topic(kAppointments)},
      {"terms.family.topics",
       [](auto& terms) { terms.mutable_family(0)->clear_topics(); }},
      {"terms.holders, terms.recipients",
       [](auto& terms) { terms.clear_family(); }},
      {"terms.holders", [](auto& terms) { terms.clear_holders(); }},
      {"terms.items", [](auto& terms) { terms.add_items(); }},
      {"terms.items", [](auto& terms) { terms.add_recipients(kHospital); }},
      {"terms.family",
       [](auto& terms) {
         terms.clear_purposes();
         terms.add_purposes(v1::PURPOSE_FOSTER_ADOPTION);
         terms.set_adoption_stage(v1::ADOPTION_STAGE_FIRST);
       }},
      {"terms.family: at most 8", [](v1::ConsentTerms& terms) {
         for (int i = 0; i < 8; ++i) *terms.add_family() = terms.family(0);
       }}};
  for (const v1::PersonLabel label :
       {v1::PERSON_LABEL_UNSPECIFIED, v1::PERSON_LABEL_SUBJECT,
        v1::PERSON_LABEL_CHILD, v1::PERSON_LABEL_GUARDIAN,
        v1::PERSON_LABEL_CARER, v1::PERSON_LABEL_NEIGHBOUR,
        v1::PERSON_LABEL_TEACHER, v1::PERSON_LABEL_PROFESSIONAL,
        v1::PERSON_LABEL_OTHER}) {
    broken.push_back({"terms.family.person", person(label)});
  }
  return broken;
}

TEST_F(ConsentFamilyTest, TermsThatBreakARuleAreRefusedByField) {
  for (const Broken& one : BrokenTerms()) {
    v1::ConsentTerms terms = Terms();
    one.breaks(terms);
    EXPECT_THAT(
        GrantFor(world_, World::Nurse(), terms).status,
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(one.field)));
  }
}

TEST_F(ConsentFamilyTest, EightMayBeNamedAndFriendsAndPartnersToo) {
  v1::ConsentTerms terms = Terms();
  for (const v1::PersonLabel label :
       {kFather, v1::PERSON_LABEL_PARTNER, v1::PERSON_LABEL_SPOUSE,
        v1::PERSON_LABEL_FORMER_PARTNER, v1::PERSON_LABEL_FRIEND,
        v1::PERSON_LABEL_ELDER_SIBLING, v1::PERSON_LABEL_OTHER_RELATIVE}) {
    AddFamily(label, {kAppointments, kPregnancyTopic, kChildTopic}, terms);
  }
  EXPECT_THAT(GrantFor(world_, World::Nurse(), terms).status, IsOk());
}

TEST_F(ConsentFamilyTest, PreviewSaysItInPlainWordsAndShowsNobodyElse) {
  const v1::PreviewConsentResponse shown = Preview(Terms());
  EXPECT_THAT(shown.views(), IsEmpty());
  EXPECT_EQ(shown.family_words_ja(), kWordsOfC4);
  EXPECT_EQ(shown.family_words_en(),
            "Her mother may be told the days and places of check-ups and "
            "visits (nothing else).");
  v1::ConsentTerms more = Terms();
  more.mutable_family(0)->add_topics(kPregnancyTopic);
  EXPECT_NE(Preview(more).preview_hash(), shown.preview_hash());
  more = WithRecipient(more);
  more.clear_family();
  EXPECT_THAT(Preview(more).family_words_ja(), IsEmpty());
}

TEST_F(ConsentFamilyTest, IsReadWholeByHoldersAndNeverByRecipients) {
  const v1::ConsentTerms terms = WithRecipient(Terms());
  const std::string consent = Agreed(terms);
  EXPECT_THAT(Listed(world_, World::Nurse(), opening_.subject),
              ::testing::Contains(consent));
  EXPECT_EQ(ConsentAs(world_, World::Nurse(), consent).terms().family_size(),
            1);
  const auto own = ConsentAs(world_, SocialWorker(), consent);
  EXPECT_THAT(own.terms().family(), IsEmpty());
  EXPECT_FALSE(MayTell(SocialWorker()));
}

// Who spoke with her mother learns at once that it is over; who never confirmed
// never spoke.
TEST_F(ConsentFamilyTest, WithdrawalTellsTheHoldersThatConfirmed) {
  const std::string consent = AgreedAndConfirmed(Terms({kMaternal, kHospital}));
  const std::string open = Agreed(Terms({kMaternal, kHospital, kNpo}));
  ASSERT_THAT(Withdraw(world_, World::Nurse(), WithdrawalOf(consent)).status,
              IsOk());
  ASSERT_THAT(Withdraw(world_, World::Nurse(), WithdrawalOf(open)).status,
              IsOk());
  EXPECT_THAT(StopsTo(world_, SocialWorker()), SizeIs(1));
  EXPECT_THAT(StopsTo(world_, World::Nurse()), IsEmpty());
  EXPECT_THAT(StopsTo(world_, World::Npo()), IsEmpty());
  const auto whole = ConsentAs(world_, SocialWorker(), consent);
  EXPECT_EQ(whole.state(), v1::CONSENT_STATE_WITHDRAWN);
  EXPECT_THAT(whole.history(), SizeIs(1));
}

// The recorder too, where another writes down that she withdrew it.
TEST_F(ConsentFamilyTest, WithdrawalAtAnotherHolderTellsTheRecorder) {
  const std::string consent = AgreedAndConfirmed(Terms({kMaternal, kHospital}));
  ASSERT_THAT(Withdraw(world_, SocialWorker(), WithdrawalOf(consent)).status,
              IsOk());
  EXPECT_THAT(StopsTo(world_, World::Nurse()), SizeIs(1));
  EXPECT_FALSE(MayTell(World::Nurse()));
}

TEST_F(ConsentFamilyTest, WhatIsWithdrawnTowardsRecipientsLeavesHerMother) {
  const std::string consent =
      AgreedAndConfirmed(WithRecipient(Terms({kMaternal, kHospital})));
  ASSERT_THAT(
      Withdraw(world_, World::Nurse(), WithdrawalOf(consent, {kHospital}))
          .status,
      IsOk());
  EXPECT_EQ(ConsentAs(world_, World::Nurse(), consent).state(),
            v1::CONSENT_STATE_NARROWED);
  EXPECT_TRUE(MayTell(World::Nurse()));
  // As a recipient; as a holder it goes on.
  EXPECT_THAT(StopsTo(world_, SocialWorker()), SizeIs(1));
}

TEST_F(ConsentFamilyTest, NarrowedEndAndPurposeReachWhoSpeaksWithHer) {
  const std::string consent = AgreedAndConfirmed(Terms({kMaternal, kHospital}));
  v1::NarrowConsentRequest narrow = NarrowingOf(consent);
  narrow.add_purposes(v1::PURPOSE_SUPPORT);
  ASSERT_THAT(Narrow(world_, World::Nurse(), narrow).status, IsOk());
  EXPECT_FALSE(MayTell(World::Nurse()));
  EXPECT_THAT(StopsTo(world_, SocialWorker()), SizeIs(1));
}

// One person is taken out by a new consent in the place of the old one.
TEST_F(ConsentFamilyTest, SupersedingNamesOthersAndTellsWhoMustStop) {
  const std::string first = AgreedAndConfirmed(Terms({kMaternal, kHospital}));
  v1::ConsentTerms terms = Terms({kMaternal, kHospital});
  terms.mutable_family(0)->set_person(kFather);
  const std::string second = Agreed(terms, first);
  EXPECT_FALSE(MayTell(World::Nurse()));
  EXPECT_TRUE(MayTell(World::Nurse(), kFather));
  EXPECT_THAT(StopsTo(world_, SocialWorker()), SizeIs(1));
  EXPECT_EQ(ConsentAs(world_, World::Nurse(), first).state(),
            v1::CONSENT_STATE_SUPERSEDED);
  // For more of them nobody is told to stop.
  AddFamily(kMother, {kAppointments}, terms);
  Agreed(terms, second);
  EXPECT_THAT(StopsTo(world_, SocialWorker()), SizeIs(1));
  EXPECT_TRUE(MayTell(World::Nurse()));
}

TEST_F(ConsentFamilyTest, GuardianNamesRelativesOfTheChildAndNoPregnancy) {
  v1::ConsentTerms terms = Terms();
  terms.set_capacity(v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD);
  EXPECT_EQ(Preview(terms).family_words_ja(),
            std::string("お子さんの") + kWordsOfC4);
  for (const auto& [person, topic, field] :
       {std::tuple{v1::PERSON_LABEL_FRIEND, kChildTopic, "family.person"},
        std::tuple{v1::PERSON_LABEL_PARTNER, kChildTopic, "family.person"},
        std::tuple{kFather, kPregnancyTopic, "family.topics"}}) {
    v1::ConsentTerms more = terms;
    AddFamily(person, {topic}, more);
    EXPECT_THAT(GrantFor(world_, World::Nurse(), more).status,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(field)));
  }
}

// She herself says who is told of her, whatever a guardian said before.
TEST_F(ConsentFamilyTest, GuardiansWordEndsWhereSheIsPregnant) {
  v1::ConsentTerms terms = Terms();
  terms.set_capacity(v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD);
  Agreed(terms);
  EXPECT_TRUE(MayTell(World::Nurse()));
  InCase(world_, World::Nurse(), opening_, Pregnancy());
  EXPECT_FALSE(MayTell(World::Nurse()));
  EXPECT_EQ(CodeShown(GrantFor(world_, World::Nurse(), terms)),
            v1::REFUSAL_CODE_ADVERSE_REQUESTER);
  terms.set_capacity(v1::CONSENT_CAPACITY_MINOR_WITH_UNDERSTANDING);
  Agreed(terms);
  EXPECT_TRUE(MayTell(World::Nurse()));
}

TEST_F(ConsentFamilyTest, GuardiansWordEndsWhereAnOlderChildRefuses) {
  v1::ConsentTerms terms = Terms();
  terms.set_capacity(v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD);
  Agreed(terms);
  auto row = Stored<v1::SubjectRow>(world_, Table::kSubject, opening_.subject);
  row.set_child_15_withholds(true);
  Store(world_, Table::kSubject, opening_.subject, row);
  EXPECT_FALSE(MayTell(World::Nurse()));
}

}  // namespace
}  // namespace tasuki::exchange
