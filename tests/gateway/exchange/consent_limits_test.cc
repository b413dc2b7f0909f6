#include "tests/gateway/exchange/consent_steps.h"
#include "tests/gateway/exchange/further_parties.h"
#include "tests/status_text.h"

// Whom she excluded, in what capacity she spoke, and what a recipient that must
// stop may still do.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kStory[] = "COMPLAINT-MARK";

TEST(ConsentExcludedTest, SeesNothingOfACopyInsideTheCentreEither) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  ASSERT_TRUE(Sees(world, World::Worker(), opening, "SUMMARY-MARK"));
  v1::ConsentTerms terms = TermsOfOpening(world, opening);
  terms.add_excluded(kFamily);
  NameIn(GrantFor(world, World::Npo(), terms, opening.consent));
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  EXPECT_FALSE(Sees(world, World::Worker(), opening, "SUMMARY-MARK"));
  EXPECT_TRUE(Sees(world, World::Chief(), opening, "SUMMARY-MARK"));
}

TEST(ConsentExcludedTest, IsInNoPreviewAndOnlyTheWholeTellsOfIt) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::ConsentTerms terms = TermsOfOpening(world, opening);
  terms.add_excluded(kFamily);
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  *preview.mutable_terms() = terms;
  const auto previewed = world.Ask<v1::PreviewConsentResponse>(
      World::Npo(), "ConsentService/PreviewConsent", preview);
  ASSERT_THAT(previewed.views(), Not(IsEmpty()));
  for (const v1::ConsentView& view : previewed.views()) {
    EXPECT_NE(view.party(), kFamily);
  }
  const std::string name = NameIn(GrantFor(world, World::Npo(), terms));
  EXPECT_THAT(ConsentAs(world, World::Npo(), name).terms().excluded(),
              ElementsAre(kFamily));
  EXPECT_THAT(ConsentAs(world, World::Nurse(), name).terms().excluded(),
              IsEmpty());
}

TEST(ConsentWordsTest, NameNobodyWhomThePartyKnowsByName) {
  World world;
  const std::string subject = Registered(world, World::Npo());
  Confirmed(world, World::Npo(), DraftOf(subject, Profile()));
  v1::ConsentTerms terms = TermsFor(world, subject, kNpo, kMaternal);
  terms.add_items()->set_level(v1::LEVEL_FULL);
  terms.mutable_items(0)->add_categories(v1::CATEGORY_C07);
  terms.set_her_words("NAME-MARK does not want this");
  EXPECT_EQ(CodeShown(GrantFor(world, World::Npo(), terms)),
            v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED);
  terms.set_her_words("only until the new year");
  const std::string consent = NameIn(GrantFor(world, World::Npo(), terms));
  v1::NarrowConsentRequest narrow = NarrowingOf(consent);
  narrow.set_her_words("call NAME-MARK first");
  EXPECT_EQ(CodeShown(Narrow(world, World::Npo(), narrow)),
            v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED);
  EXPECT_EQ(ConsentAs(world, World::Npo(), consent).terms().her_words(),
            "only until the new year");
}

// The service's own profile of a person, who is as old as that.
std::string Born(World& world, const std::string& date) {
  const std::string subject = Registered(world, World::Npo());
  if (date.empty()) return subject;
  v1::Record record;
  record.mutable_subject_profile()->set_birth_date(date);
  Confirmed(world, World::Npo(), DraftOf(subject, record));
  return subject;
}

Release GrantIn(World& world, const std::string& subject,
                v1::ConsentCapacity capacity) {
  v1::ConsentTerms terms = TermsFor(world, subject, kNpo, kMaternal);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C07);
  terms.set_capacity(capacity);
  return GrantFor(world, World::Npo(), terms);
}

TEST(ConsentCapacityTest, IsNotAgainstThePartysOwnRecordOfHerAge) {
  World world;
  const auto allowed = [&](const std::string& date) {
    const std::string subject = Born(world, date);
    std::string capacities;
    for (const auto& [capacity, letter] :
         {std::pair{v1::CONSENT_CAPACITY_ADULT, 'a'},
          std::pair{v1::CONSENT_CAPACITY_MINOR_WITH_UNDERSTANDING, 'm'},
          std::pair{v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD, 'g'}}) {
      const Release release = GrantIn(world, subject, capacity);
      if (release.status.ok()) {
        capacities += letter;
        continue;
      }
      EXPECT_THAT(release.status,
                  StatusIs(absl::StatusCode::kFailedPrecondition,
                           HasSubstr("terms.capacity")));
    }
    return capacities;
  };
  // It is 21 November 2026 in Japan.
  EXPECT_EQ(allowed("2008-11-21"), "a");
  EXPECT_EQ(allowed("2008-11-22"), "mg");
  EXPECT_EQ(allowed(""), "amg");
}

TEST(ConsentCapacityTest, NobodyConsentsForOneWhoIsPregnant) {
  World world;
  const std::string subject = Registered(world, World::Npo());
  EXPECT_THAT(
      GrantIn(world, subject, v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD).status,
      IsOk());
  Confirmed(world, World::Npo(), DraftOf(subject, Pregnancy()));
  EXPECT_EQ(CodeShown(GrantIn(world, subject,
                              v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD)),
            v1::REFUSAL_CODE_ADVERSE_REQUESTER);
  EXPECT_THAT(
      GrantIn(world, subject, v1::CONSENT_CAPACITY_MINOR_WITH_UNDERSTANDING)
          .status,
      IsOk());
}

// SR-25, and parents of a girl who has borne a child.
TEST(ConsentCapacityTest, AGuardiansOpensNothingWhereSheSpeaksForHerself) {
  enum { kOlder, kBore, kIsBorn };
  for (const int what : {kOlder, kBore, kIsBorn}) {
    World world;
    const Opening opening = PlayOpening(world);
    v1::ConsentTerms terms = TermsOfOpening(world, opening);
    terms.set_capacity(v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD);
    NameIn(GrantFor(world, World::Npo(), terms));
    Withdraw(world, World::Npo(), WithdrawalOf(opening.consent));
    const auto seen = [&] {
      return ReadMessage(world, World::Nurse(), opening.message).response;
    };
    EXPECT_THAT(seen(), HasSubstr(kStory));
    auto row = Stored<v1::SubjectRow>(world, Table::kSubject, opening.subject);
    row.set_child_15_withholds(what == kOlder);
    row.set_child_born(what != kOlder);
    if (what == kBore) row.set_child_born_at(1795100000);
    Store(world, Table::kSubject, opening.subject, row);
    const bool for_itself = what == kIsBorn;
    EXPECT_EQ(seen().find(kStory) != std::string::npos, for_itself) << what;
  }
}

// Category and level of each.
std::string StillAllowed(World& world, const World::Person& person,
                         const std::string& stop) {
  const v1::MessageHeader header = HeaderFor(world, person, stop);
  std::string text;
  for (const v1::CategoryDisclosure& one : header.still_allowed()) {
    absl::StrAppend(&text, one.category(), ":", one.level(), " ");
  }
  return text;
}

// A patient's sections, which the hospital sends on her consent and, as what it
// informs the municipality of, again.
struct SentTwice {
  std::string subject, consent = {}, message = {};
};
SentTwice SendTwice(World& world, const std::vector<v1::Record>& records) {
  SentTwice sent{.subject = Registered(world, SocialWorker())};
  std::vector<std::string> sections;
  for (const v1::Record& record : records) {
    sections.push_back(
        Confirmed(world, SocialWorker(), DraftOf(sent.subject, record)));
  }
  v1::ConsentTerms terms = TermsFor(world, sent.subject, kHospital, kMaternal);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  for (const v1::Category one : {v1::CATEGORY_C01, v1::CATEGORY_C02,
                                 v1::CATEGORY_C07, v1::CATEGORY_C33}) {
    item.add_categories(one);
  }
  sent.consent = NameIn(GrantFor(world, SocialWorker(), terms));
  v1::SendMessageRequest send = MessageTo(
      kMaternal, v1::MESSAGE_KIND_INFORMATION, sent.subject, sections);
  Sent(world, SocialWorker(), send);
  send.set_basis(v1::BASIS_CODE_CWA_21_10_5);
  send.set_attempt(v1::CONSENT_ATTEMPT_GIVEN);
  send.set_stated_class(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  sent.message = Sent(world, SocialWorker(), send);
  return sent;
}

TEST(StopUseTest, CarriesWhatAStatedBasisStillAllows) {
  World world;
  const SentTwice sent = SendTwice(world, {Pregnancy()});
  Withdraw(world, SocialWorker(), WithdrawalOf(sent.consent));
  ASSERT_THAT(StopsTo(world, World::Nurse()), SizeIs(1));
  EXPECT_THAT(ReadMessage(world, World::Nurse(), sent.message).response,
              HasSubstr("2027-01-20"));
  EXPECT_THAT(
      StillAllowed(world, World::Nurse(), StopsTo(world, World::Nurse())[0]),
      HasSubstr(absl::StrCat(v1::CATEGORY_C07, ":", v1::LEVEL_FULL)));
}

TEST(StopUseTest, CarriesNothingThatAReadWouldNotGive) {
  for (const bool is_protected : {false, true}) {
    World world;
    v1::Record places = Profile();
    places.mutable_subject_profile()->set_resident_address("ADDRESS-MARK");
    const SentTwice sent = SendTwice(world, {places, Pregnancy()});
    Withdraw(world, SocialWorker(), WithdrawalOf(sent.consent));
    auto row = Stored<v1::SubjectRow>(world, Table::kSubject, sent.subject);
    if (is_protected) {
      row.add_address_protections()->set_holder(kHospital);
      Store(world, Table::kSubject, sent.subject, row);
    }
    const bool read = ReadMessage(world, World::Nurse(), sent.message)
                          .response.find("ADDRESS-MARK") != std::string::npos;
    const std::string allowed =
        StillAllowed(world, World::Nurse(), StopsTo(world, World::Nurse())[0]);
    const std::string place =
        absl::StrCat(v1::CATEGORY_C33, ":", v1::LEVEL_FULL);
    EXPECT_EQ(allowed.find(place) != std::string::npos, read) << is_protected;
    EXPECT_TRUE(!is_protected || allowed.find(place) == std::string::npos);
  }
}

TEST(StopUseTest, CarriesWhatTheLawStillAllowsTheReaderNow) {
  World world;
  const Opening opening = PlayOpening(world);
  RegisterCase(world, opening, {kGuidance});
  Tell(world, kGuidance, opening.subject);
  v1::Record intention;
  intention.mutable_intention()->set_raise(v1::RAISE_WISH_FOSTER);
  InCase(world, World::Nurse(), opening, intention);
  v1::ConsentTerms terms =
      TermsFor(world, opening.subject, kMaternal, kGuidance);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C19);
  const std::string consent = NameIn(GrantFor(world, World::Nurse(), terms));
  Withdraw(world, World::Nurse(), WithdrawalOf(consent));
  ASSERT_THAT(StopsTo(world, Officer()), SizeIs(1));
  const std::string stop = StopsTo(world, Officer()).front();
  // What the council's members exchange anyway, of what she had agreed to.
  const auto allowed = [&] { return StillAllowed(world, Officer(), stop); };
  EXPECT_EQ(allowed(),
            absl::StrCat(v1::CATEGORY_C19, ":", v1::LEVEL_REDUCED, " "));
  // Off the team nothing holds.
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(opening.a_case);
  end.set_party(kGuidance);
  ASSERT_THAT(
      world.Call(World::Nurse(), "CaseService/EndTeamEntry", end).status,
      IsOk());
  EXPECT_EQ(allowed(), "");
}

TEST(StopUseTest, WhoAcknowledgedItIsToldToWhoReadsTheWhole) {
  World world;
  const Opening opening = PlayOpening(world);
  Withdraw(world, World::Npo(), WithdrawalOf(opening.consent));
  EXPECT_THAT(ConsentAs(world, World::Npo(), opening.consent).stopped(),
              IsEmpty());
  v1::AcknowledgeMessageRequest acknowledge;
  *acknowledge.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  acknowledge.set_name(StopsTo(world, World::Nurse()).front());
  ASSERT_THAT(world
                  .Call(World::Nurse(), "MessageService/AcknowledgeMessage",
                        acknowledge)
                  .status,
              IsOk());
  EXPECT_THAT(ConsentAs(world, World::Npo(), opening.consent).stopped(),
              ElementsAre(kMaternal));
  EXPECT_THAT(ConsentAs(world, World::Nurse(), opening.consent).stopped(),
              IsEmpty());
}

}  // namespace
}  // namespace tasuki::exchange
