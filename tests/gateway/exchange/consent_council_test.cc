#include <algorithm>

#include "absl/time/civil_time.h"
#include "tests/gateway/exchange/consent_steps.h"
#include "tests/status_matchers.h"

// Grounds that rest on her consent: the women's council (WSA 15, DVA 5-2), and
// the stages of an adoption (AMA 27).
namespace tasuki::exchange {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kWomensCentre[] = "bodies/wco";
constexpr char kAgency[] = "bodies/adoption-agency";
constexpr char kEmployer[] = "EMPLOYER-MARK";  // C16
constexpr char kViolence[] = "VIOLENCE-MARK";  // C14

World::Person WomensCounsellor() {
  return {"p-wco-1", kWomensCentre, v1::ROLE_WCW};
}
World::Person Agent() { return {"p-adopt-1", kAgency, v1::ROLE_ADOPT_OFFICER}; }

void SetMember(World& world, const std::string& party, const std::string& to) {
  v1::PartyEntry entry;
  entry.ParseFromString(world.ledger()
                            .Read()
                            .value()
                            ->Read({Table::kParty, party})
                            .value()
                            ->body);
  entry.clear_womens_council_membership();
  v1::Period& period = *entry.add_womens_council_membership();
  period.set_from("2024-04-01");
  period.set_to(to);
  Transaction transaction;
  transaction.changes.rows.push_back({.key = {Table::kParty, party},
                                      .body = entry.SerializeAsString(),
                                      .key_scope = ""});
  Commit(world, transaction);
}

std::string CaseFor(World& world, const World::Person& person,
                    const Opening& opening, v1::Purpose purpose) {
  v1::GetCaseRequest get;
  *get.mutable_access() = AccessFor(purpose);
  get.set_name(opening.a_case);
  return world.Call(person, "CaseService/GetCase", get).response;
}

v1::ConsentTerms TermsTo(World& world, const Opening& opening,
                         const std::string& recipient, v1::Purpose purpose) {
  v1::ConsentTerms terms =
      TermsFor(world, opening.subject, kMaternal, recipient);
  terms.clear_purposes();
  terms.add_purposes(purpose);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  for (const v1::Category category : {v1::CATEGORY_C01, v1::CATEGORY_C02,
                                      v1::CATEGORY_C07, v1::CATEGORY_C16}) {
    item.add_categories(category);
  }
  return terms;
}

// Maternal health and the women's centre on one case; both are members of the
// women's council for as long as a test says.
struct Women {
  World world;
  Opening opening = PlayOpening(world);

  Women() {
    SetMember(world, kFamily, "2024-04-30");
    SetMember(world, kWomensCentre, "2024-04-30");
    AddToTeam(world, opening, kWomensCentre, v1::RELATION_MEMBER);
    v1::Record record;
    record.mutable_livelihood()->set_employer(kEmployer);
    InCase(world, World::Nurse(), opening, record);
  }
  void Join() {
    SetMember(world, kFamily, "");  // a body is a member by one of its units
    SetMember(world, kWomensCentre, "");
  }
  std::string Consent() {
    return NameIn(GrantFor(
        world, World::Nurse(),
        TermsTo(world, opening, kWomensCentre, v1::PURPOSE_WOMENS_SUPPORT)));
  }
  bool Sees() {
    return CaseFor(world, WomensCounsellor(), opening,
                   v1::PURPOSE_WOMENS_SUPPORT)
               .find(kEmployer) != std::string::npos;
  }
};

TEST(WomensCouncilTest, OpensOnHerConsentBetweenMembers) {
  Women women;
  women.Join();
  EXPECT_FALSE(women.Sees());
  const std::string consent = women.Consent();
  EXPECT_TRUE(women.Sees());
  // For nothing but the support of women.
  EXPECT_THAT(CaseFor(women.world, WomensCounsellor(), women.opening,
                      v1::PURPOSE_SUPPORT),
              Not(testing::HasSubstr(kEmployer)));
  Withdraw(women.world, World::Nurse(),
           WithdrawalOf(consent, {}, {v1::CATEGORY_C16}));
  EXPECT_FALSE(women.Sees());
}

TEST(WomensCouncilTest, EndsWithTheMembershipOfEither) {
  for (const char* party : {kFamily, kWomensCentre}) {
    Women women;
    women.Join();
    women.Consent();
    ASSERT_TRUE(women.Sees());
    SetMember(women.world, party, "2026-11-21");
    EXPECT_TRUE(women.Sees());
    const absl::Time midnight = absl::FromCivil(
        absl::CivilDay(2026, 11, 22), absl::FixedTimeZone(9 * 60 * 60));
    women.world.clock().Advance(midnight - women.world.clock().Now() -
                                absl::Seconds(1));
    EXPECT_TRUE(women.Sees());
    women.world.clock().Advance(absl::Seconds(1));
    EXPECT_FALSE(women.Sees()) << party;
  }
}

TEST(WomensCouncilTest, NeedsTheBranchOfWomen) {
  Women women;
  women.Join();
  women.Consent();
  ASSERT_TRUE(women.Sees());
  auto row =
      Stored<v1::CaseRow>(women.world, Table::kCase, women.opening.a_case);
  row.clear_branches();
  row.add_branches(v1::BRANCH_MATERNAL);
  Store(women.world, Table::kCase, women.opening.a_case, row);
  EXPECT_FALSE(women.Sees());
}

// What only a person named on the team reads: she is shown that it opens, and
// it opens to nobody else there (CE-37).
TEST(WomensCouncilTest, ViolenceOpensToWhoIsNamedOnTheTeam) {
  Women women;
  women.Join();
  v1::Record record;
  record.mutable_safety()->add_incidents()->set_text(kViolence);
  InCase(women.world, World::Nurse(), women.opening, record);
  v1::ConsentTerms terms = TermsTo(women.world, women.opening, kWomensCentre,
                                   v1::PURPOSE_WOMENS_SUPPORT);
  terms.mutable_items(terms.items_size() - 1)->add_categories(v1::CATEGORY_C14);
  GrantFor(women.world, World::Nurse(), terms);
  const auto sees = [&] {
    return CaseFor(women.world, WomensCounsellor(), women.opening,
                   v1::PURPOSE_WOMENS_SUPPORT)
               .find(kViolence) != std::string::npos;
  };
  ASSERT_TRUE(women.Sees());
  EXPECT_FALSE(sees());
  auto row =
      Stored<v1::CaseRow>(women.world, Table::kCase, women.opening.a_case);
  for (v1::TeamEntry& entry : *row.mutable_team()) {
    if (entry.party() == kWomensCentre) entry.add_persons("p-wco-1");
  }
  Store(women.world, Table::kCase, women.opening.a_case, row);
  EXPECT_TRUE(sees());
}

// What she was shown is what opens: nobody had told her of a council.
TEST(WomensCouncilTest, AMembershipThatBeginsLaterWidensNoConsent) {
  Women women;
  women.Consent();
  EXPECT_FALSE(women.Sees());
  women.Join();
  EXPECT_FALSE(women.Sees());
}

// What the agency sees of maternal health's records.
struct Adoption {
  World world;
  Opening opening = PlayOpening(world);

  Adoption() {
    AddToTeam(world, opening, kAgency, v1::RELATION_MEMBER);
    InCase(world, World::Nurse(), opening, Profile());
    InCase(world, World::Nurse(), opening, Pregnancy());
  }
  std::string Consent(v1::AdoptionStage stage) {
    v1::ConsentTerms terms =
        TermsTo(world, opening, kAgency, v1::PURPOSE_FOSTER_ADOPTION);
    terms.set_adoption_stage(stage);
    return NameIn(GrantFor(world, World::Nurse(), terms));
  }
  // "p" for the pregnancy, "n" for the name.
  std::string Seen() {
    v1::GetCaseResponse seen;
    seen.ParseFromString(
        CaseFor(world, Agent(), opening, v1::PURPOSE_FOSTER_ADOPTION));
    std::string text;
    for (const v1::Section& section : seen.case_().sections()) {
      if (section.record().has_pregnancy()) text += "p";
      if (!section.record().subject_profile().legal_name().empty()) text += "n";
    }
    std::sort(text.begin(), text.end());
    return text;
  }
};

TEST(AdoptionStageTest, EachStageOpensItsOwnAndEndsByItself) {
  Adoption adoption;
  EXPECT_THAT(adoption.Seen(), IsEmpty());
  const std::string first = adoption.Consent(v1::ADOPTION_STAGE_FIRST);
  EXPECT_EQ(adoption.Seen(), "p");
  const std::string second = adoption.Consent(v1::ADOPTION_STAGE_SECOND);
  EXPECT_EQ(adoption.Seen(), "np");
  Withdraw(adoption.world, World::Nurse(), WithdrawalOf(second));
  EXPECT_EQ(adoption.Seen(), "p");
  // That there is a case at all rests on the first stage.
  adoption.Consent(v1::ADOPTION_STAGE_SECOND);
  Withdraw(adoption.world, World::Nurse(), WithdrawalOf(first));
  EXPECT_THAT(adoption.Seen(), IsEmpty());
}

TEST(AdoptionStageTest, AConsentWithoutAStageOpensNothingToTheAgency) {
  Adoption adoption;
  adoption.Consent(v1::ADOPTION_STAGE_UNSPECIFIED);
  EXPECT_THAT(adoption.Seen(), IsEmpty());
}

TEST(AdoptionStageTest, TheOtherRouteClosesIt) {
  Adoption adoption;
  adoption.Consent(v1::ADOPTION_STAGE_FIRST);
  auto row = Stored<v1::SubjectRow>(adoption.world, Table::kSubject,
                                    adoption.opening.subject);
  row.set_adoption_by_cgc(true);
  Store(adoption.world, Table::kSubject, adoption.opening.subject, row);
  EXPECT_THAT(adoption.Seen(), IsEmpty());
}

}  // namespace
}  // namespace tasuki::exchange
