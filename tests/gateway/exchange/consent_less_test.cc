#include "tests/gateway/exchange/consent_steps.h"
#include "tests/status_text.h"

// Consents that are narrowed or give way to another, and their list.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kStory[] = "COMPLAINT-MARK";  // C06
constexpr char kWeeks[] = "30w0d";           // C07

v1::NarrowConsentRequest NotFor(const std::string& consent,
                                v1::Purpose purpose) {
  v1::NarrowConsentRequest narrow = NarrowingOf(consent);
  narrow.add_purposes(purpose);
  return narrow;
}

TEST(ConsentNarrowTest, APurposeThatIsTakenAwayClosesCopyAndSource) {
  World world;
  const Opening opening = PlayOpening(world);
  ASSERT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  ASSERT_THAT(Narrow(world, World::Nurse(),
                     NotFor(opening.consent, v1::PURPOSE_SUPPORT))
                  .status,
              IsOk());
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
  EXPECT_THAT(ReadMessage(world, World::Nurse(), opening.message).response,
              Not(HasSubstr(kStory)));
  EXPECT_THAT(
      ReadMessage(world, World::Nurse(), opening.message, v1::PURPOSE_INTAKE)
          .response,
      HasSubstr(kStory));
  EXPECT_THAT(StopsTo(world, World::Nurse()), SizeIs(1));
  const auto whole = ConsentAs(world, World::Npo(), opening.consent);
  EXPECT_EQ(whole.state(), v1::CONSENT_STATE_NARROWED);
  EXPECT_THAT(whole.terms().purposes(), ElementsAre(v1::PURPOSE_INTAKE));
  ASSERT_THAT(whole.history(), SizeIs(1));
  EXPECT_THAT(whole.history(0).purposes(), ElementsAre(v1::PURPOSE_SUPPORT));
}

TEST(ConsentNarrowTest, AnEarlierEndActsAtItsInstant) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::NarrowConsentRequest narrow = NarrowingOf(opening.consent);
  narrow.set_valid_until(
      absl::ToUnixSeconds(world.clock().Now() + absl::Hours(2)));
  ASSERT_THAT(Narrow(world, World::Npo(), narrow).status, IsOk());
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  const absl::Time end = absl::FromUnixSeconds(narrow.valid_until());
  world.clock().Advance(end - world.clock().Now() - absl::Seconds(1));
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  world.clock().Advance(absl::Seconds(1));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
}

TEST(ConsentNarrowTest, NothingIsEverAdded) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::NarrowConsentRequest later = NarrowingOf(opening.consent);
  later.set_valid_until(
      absl::ToUnixSeconds(world.clock().Now() + absl::Hours(24 * 91)));
  v1::NarrowConsentRequest all = NotFor(opening.consent, v1::PURPOSE_SUPPORT);
  all.add_purposes(v1::PURPOSE_INTAKE);
  for (const v1::NarrowConsentRequest& request : {later, all}) {
    EXPECT_THAT(Narrow(world, World::Npo(), request).status,
                StatusIs(absl::StatusCode::kFailedPrecondition));
  }
  // A purpose that it never had leaves it as it is.
  EXPECT_THAT(Narrow(world, World::Npo(),
                     NotFor(opening.consent, v1::PURPOSE_CONFERENCE))
                  .status,
              IsOk());
  EXPECT_EQ(ConsentAs(world, World::Npo(), opening.consent).state(),
            v1::CONSENT_STATE_ACTIVE);
}

TEST(ConsentNarrowTest, HerWordsAreAddedForWhoReadsTheWhole) {
  World world;
  const Opening opening = PlayOpening(world);
  for (const char* words : {"WORDS-ONE", "WORDS-TWO"}) {
    v1::NarrowConsentRequest narrow = NarrowingOf(opening.consent);
    narrow.set_her_words(words);
    ASSERT_THAT(Narrow(world, World::Nurse(), narrow).status, IsOk());
  }
  EXPECT_EQ(ConsentAs(world, World::Npo(), opening.consent).terms().her_words(),
            "WORDS-ONE\nWORDS-TWO");
  EXPECT_EQ(ConsentAs(world, World::Npo(), opening.consent).state(),
            v1::CONSENT_STATE_ACTIVE);
  EXPECT_THAT(ReadConsent(world, World::Nurse(), opening.consent).response,
              Not(HasSubstr("WORDS")));
}

TEST(ConsentNarrowTest, BadInputIsRefusedByField) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::NarrowConsentRequest words = NarrowingOf(opening.consent);
  words.set_her_words(std::string(1001, 'w'));
  v1::NarrowConsentRequest control = NarrowingOf(opening.consent);
  control.set_her_words("a\x01");
  v1::NarrowConsentRequest past = NarrowingOf(opening.consent);
  past.set_valid_until(absl::ToUnixSeconds(world.clock().Now()));
  const std::pair<v1::NarrowConsentRequest, std::string> bad[] = {
      {NarrowingOf(opening.consent), "required"},
      {NarrowingOf("consents/x"), "required"},
      {NotFor(opening.consent, v1::PURPOSE_UNSPECIFIED), "purposes"},
      {words, "her_words"},
      {control, "her_words"},
      {past, "valid_until"}};
  for (const auto& [request, field] : bad) {
    EXPECT_THAT(Narrow(world, World::Npo(), request).status,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(field)));
  }
  EXPECT_THAT(Narrow(world, World::Therapist(),
                     NotFor(opening.consent, v1::PURPOSE_SUPPORT))
                  .status,
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(ConsentNarrowTest, OneThatIsOverSaysSo) {
  World world;
  const Opening opening = PlayOpening(world);
  Withdraw(world, World::Npo(), WithdrawalOf(opening.consent));
  const Release release =
      Narrow(world, World::Npo(), NotFor(opening.consent, v1::PURPOSE_SUPPORT));
  EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_CONSENT_WITHDRAWN);
}

TEST(ConsentSupersedeTest, CopiesGoOnWhereTheNewOneCoversThem) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::ConsentTerms terms = TermsOfOpening(world, opening);
  terms.clear_items();
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C01);
  item.add_categories(v1::CATEGORY_C07);
  const std::string next =
      NameIn(GrantFor(world, World::Npo(), terms, opening.consent));
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kWeeks));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
  EXPECT_THAT(StopsTo(world, World::Nurse()), SizeIs(1));
  const auto old = ConsentAs(world, World::Npo(), opening.consent);
  EXPECT_EQ(old.state(), v1::CONSENT_STATE_SUPERSEDED);
  ASSERT_THAT(old.history(), SizeIs(1));
  EXPECT_EQ(old.history(0).superseded_by(), next);
  // With the new one all ends.
  Withdraw(world, World::Npo(), WithdrawalOf(next));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kWeeks));
}

TEST(ConsentSupersedeTest, TheCopyLivesAsLongAsTheNewOne) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::ConsentTerms terms = TermsOfOpening(world, opening);
  terms.set_valid_until(terms.valid_until() + 86400 * 30);
  NameIn(GrantFor(world, World::Npo(), terms, opening.consent));
  world.clock().Advance(absl::Hours(24 * 91));
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  world.clock().Advance(absl::Hours(24 * 30));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
}

TEST(ConsentSupersedeTest, ARecipientThatTheNewOneDoesNotNameIsClosed) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::ConsentTerms terms = TermsOfOpening(world, opening);
  terms.clear_recipients();
  terms.add_recipients(kFamily);
  NameIn(GrantFor(world, World::Npo(), terms, opening.consent));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kWeeks));
}

TEST(ConsentSupersedeTest, APartOfASupersededOneIsWithdrawnAndItStaysSo) {
  World world;
  const Opening opening = PlayOpening(world);
  NameIn(GrantFor(world, World::Npo(), TermsOfOpening(world, opening),
                  opening.consent));
  Withdraw(world, World::Npo(),
           WithdrawalOf(opening.consent, {}, {v1::CATEGORY_C06}));
  EXPECT_EQ(ConsentAs(world, World::Npo(), opening.consent).state(),
            v1::CONSENT_STATE_SUPERSEDED);
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kWeeks));
}

TEST(ConsentSupersedeTest, OnlyTheCallersOwnOfTheSamePersonInForce) {
  World world;
  const Opening opening = PlayOpening(world);
  const v1::ConsentTerms terms = TermsOfOpening(world, opening);
  // Another party recorded it; nothing tells that it is there.
  v1::ConsentTerms from_nurse = terms;
  from_nurse.set_holders(0, kMaternal);
  from_nurse.set_recipients(0, kFamily);
  for (const std::string& name :
       {opening.consent, std::string("consents/") + kAbsentId}) {
    EXPECT_THAT(GrantFor(world, World::Nurse(), from_nurse, name).status,
                StatusIs(absl::StatusCode::kNotFound));
  }
  EXPECT_THAT(
      GrantFor(world, World::Npo(), terms, "consents/?").status,
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("supersedes")));
  v1::ConsentTerms other = terms;
  other.set_subject(Registered(world, World::Npo()));
  EXPECT_THAT(
      GrantFor(world, World::Npo(), other, opening.consent).status,
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("supersedes")));
  Withdraw(world, World::Npo(), WithdrawalOf(opening.consent));
  EXPECT_EQ(CodeShown(GrantFor(world, World::Npo(), terms, opening.consent)),
            v1::REFUSAL_CODE_CONSENT_WITHDRAWN);
}

TEST(ConsentListTest, ListsWhatTheCallerMayGetInTheirOrder) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::ConsentTerms terms = TermsOfOpening(world, opening);
  terms.set_recipients(0, kFamily);
  const std::string second = NameIn(GrantFor(world, World::Npo(), terms));
  EXPECT_THAT(Listed(world, World::Npo(), opening.subject),
              ElementsAre(opening.consent, second));
  EXPECT_THAT(Listed(world, World::Nurse(), opening.subject),
              ElementsAre(opening.consent));
  v1::ListConsentsResponse page;
  page.ParseFromString(
      ListOf(world, World::Npo(), opening.subject, 1).response);
  EXPECT_THAT(page.consents(), ElementsAre(opening.consent));
  page.ParseFromString(
      ListOf(world, World::Npo(), opening.subject, 1, page.next_page_token())
          .response);
  EXPECT_THAT(page.consents(), ElementsAre(second));
  EXPECT_EQ(page.next_page_token(), "");
}

TEST(ConsentListTest, OfNobodyAndOfAStrangerIsTheSame) {
  World world;
  const Opening opening = PlayOpening(world);
  const Release stranger = ListOf(world, World::Therapist(), opening.subject);
  const Release nobody =
      ListOf(world, World::Therapist(), std::string("subjects/") + kAbsentId);
  EXPECT_THAT(stranger.status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(Outward(stranger), Outward(nobody));
  EXPECT_THAT(
      ListOf(world, World::Npo(), "subjects/?").status,
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("subject")));
  EXPECT_THAT(
      ListOf(world, World::Npo(), opening.subject, 101).status,
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("page_size")));
}

}  // namespace
}  // namespace tasuki::exchange
