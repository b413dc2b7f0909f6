#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// May this channel be used towards her now (#12, SR-03, SR-04)?
namespace tasuki::exchange {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::CheckContactRequest Question(const std::string& subject,
                                 const std::string& a_case,
                                 v1::ContactChannel channel) {
  v1::CheckContactRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_subject(subject);
  request.set_case_(a_case);
  request.set_channel(channel);
  return request;
}

v1::CheckContactResponse Check(World& world, const World::Person& person,
                               const Opening& opening,
                               v1::ContactChannel channel) {
  const auto response = world.Ask<v1::CheckContactResponse>(
      person, "CaseService/CheckContact",
      Question(opening.subject, opening.a_case, channel));
  EXPECT_THAT(world.last_status(), IsOk());
  return response;
}

v1::SafeContactRule Rule(v1::ContactChannel channel, bool allowed,
                         int priority) {
  v1::SafeContactRule rule;
  rule.set_channel(channel);
  rule.set_allowed(allowed);
  rule.set_priority(priority);
  return rule;
}

v1::Record Rules(const std::vector<v1::SafeContactRule>& rules) {
  v1::Record record;
  for (const v1::SafeContactRule& rule : rules) {
    *record.mutable_subject_profile()->add_safe_contact_rules() = rule;
  }
  return record;
}

TEST(ContactTest, AllowsWhatARuleAllowsWithItsWindowAndName) {
  World world;
  const Opening opening = PlayOpening(world);
  InCase(world, World::Nurse(), opening, Profile());
  const v1::CheckContactResponse answer =
      Check(world, World::Nurse(), opening, v1::CONTACT_CHANNEL_LINE);
  EXPECT_TRUE(answer.allowed());
  ASSERT_EQ(answer.alternatives_size(), 1);
  EXPECT_EQ(answer.alternatives(0).channel(), v1::CONTACT_CHANNEL_LINE);
  EXPECT_EQ(answer.alternatives(0).time_window(), "21:00-23:00");
  EXPECT_EQ(answer.alternatives(0).sender_name_to_show(), "Hana");
  EXPECT_THAT(CodesLogged(world, answer.disclosure()), IsEmpty());
}

// #12: the letter of congratulation does not go out.
TEST(ContactTest, LetterThatARuleForbidsIsNotAllowedAndLoggedAsUnsafe) {
  World world;
  const Opening opening = PlayOpening(world);
  InCase(world, World::Nurse(), opening, Profile());
  for (const v1::ContactChannel channel :
       {v1::CONTACT_CHANNEL_HOME_MAIL, v1::CONTACT_CHANNEL_HOME_PHONE}) {
    const v1::CheckContactResponse answer =
        Check(world, World::Nurse(), opening, channel);
    EXPECT_FALSE(answer.allowed());  // forbidden, or allowed by no rule
    ASSERT_EQ(answer.alternatives_size(), 1);
    EXPECT_EQ(answer.alternatives(0).channel(), v1::CONTACT_CHANNEL_LINE);
    EXPECT_THAT(CodesLogged(world, answer.disclosure()),
                ElementsAre(v1::REFUSAL_CODE_CHANNEL_UNSAFE));
  }
}

TEST(ContactTest, OneRuleThatForbidsWinsOverAnyThatAllows) {
  World world;
  const Opening opening = PlayOpening(world);
  InCase(world, World::Nurse(), opening, Profile());
  InCase(world, World::Nurse(), opening,
         Rules({Rule(v1::CONTACT_CHANNEL_LINE, false, 0)}));
  const v1::CheckContactResponse answer =
      Check(world, World::Nurse(), opening, v1::CONTACT_CHANNEL_LINE);
  EXPECT_FALSE(answer.allowed());
  EXPECT_THAT(answer.alternatives(), IsEmpty());
}

TEST(ContactTest, AlternativesComeByPriority) {
  World world;
  const Opening opening = PlayOpening(world);
  InCase(world, World::Nurse(), opening,
         Rules({Rule(v1::CONTACT_CHANNEL_MAIL, true, 3),
                Rule(v1::CONTACT_CHANNEL_LINE, true, 0),
                Rule(v1::CONTACT_CHANNEL_IN_PERSON, true, 1)}));
  const v1::CheckContactResponse answer =
      Check(world, World::Nurse(), opening, v1::CONTACT_CHANNEL_EMPLOYER);
  ASSERT_EQ(answer.alternatives_size(), 3);
  EXPECT_EQ(answer.alternatives(0).channel(), v1::CONTACT_CHANNEL_IN_PERSON);
  EXPECT_EQ(answer.alternatives(1).channel(), v1::CONTACT_CHANNEL_MAIL);
  EXPECT_EQ(answer.alternatives(2).channel(), v1::CONTACT_CHANNEL_LINE);
}

TEST(ContactTest, WhereNoRuleIsKnownNothingIsAllowed) {
  World world;
  const Opening opening = PlayOpening(world);
  const v1::CheckContactResponse answer =
      Check(world, World::Nurse(), opening, v1::CONTACT_CHANNEL_LINE);
  EXPECT_FALSE(answer.allowed());
  EXPECT_THAT(answer.alternatives(), IsEmpty());
  EXPECT_THAT(answer.disclosure().categories(), IsEmpty());
}

TEST(ContactTest, RuleSeenOnTheTeamCountsAndIsDisclosedAsSuch) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  InCase(world, World::Nurse(), opening, Profile());
  const v1::CheckContactResponse answer =
      Check(world, World::Worker(), opening, v1::CONTACT_CHANNEL_LINE);
  EXPECT_TRUE(answer.allowed());
  ASSERT_EQ(answer.disclosure().categories_size(), 1);
  EXPECT_EQ(answer.disclosure().categories(0).category(), v1::CATEGORY_C05);
  EXPECT_THAT(answer.disclosure().obligations(),
              Contains(v1::OBLIGATION_OBEY_SAFE_CONTACT));
}

// A permission for 21:00 to 23:00 is none for who does not read the hours:
// "yes" at noon may put her in danger. What forbids is read by both.
TEST(ContactTest, WhoReadsTheReducedEditionIsNotAllowedWhatDependsOnHours) {
  World world;
  const Opening opening = PlayOpening(world);
  AddToTeam(world, opening, kDevelopment, v1::RELATION_MEMBER);
  InCase(world, World::Nurse(), opening, Profile());
  InCase(world, World::Nurse(), opening,
         Rules({Rule(v1::CONTACT_CHANNEL_IN_PERSON, true, 1)}));
  const v1::CheckContactResponse line =
      Check(world, World::Therapist(), opening, v1::CONTACT_CHANNEL_LINE);
  ASSERT_EQ(line.disclosure().categories_size(), 1);
  EXPECT_EQ(line.disclosure().categories(0).level(), v1::LEVEL_REDUCED);
  EXPECT_FALSE(line.allowed());
  ASSERT_EQ(line.alternatives_size(), 1);
  EXPECT_EQ(line.alternatives(0).channel(), v1::CONTACT_CHANNEL_IN_PERSON);
  EXPECT_TRUE(
      Check(world, World::Therapist(), opening, v1::CONTACT_CHANNEL_IN_PERSON)
          .allowed());
}

// A received copy is its holder's own, and holds no more than what was passed
// on: reading it whole brings no hours back.
TEST(ContactTest, CopyThatWasReducedDoesNotAllowWhatDependsOnHours) {
  World world;
  const std::string subject = Registered(world, Counsellor());
  v1::ConsentTerms terms = TermsFor(world, subject, kNpo, kMaternal);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_REDUCED);
  item.add_categories(v1::CATEGORY_C05);
  Grant(world, Counsellor(), terms);
  const std::string section =
      Confirmed(world, Counsellor(), DraftOf(subject, Profile()));
  Accepted(world, World::Nurse(),
           Sent(world, Counsellor(),
                MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, subject,
                          {section})));
  for (const v1::ContactChannel channel :
       {v1::CONTACT_CHANNEL_LINE, v1::CONTACT_CHANNEL_HOME_MAIL}) {
    const auto answer = world.Ask<v1::CheckContactResponse>(
        World::Nurse(), "CaseService/CheckContact",
        Question(subject, "", channel));
    ASSERT_THAT(world.last_status(), IsOk());
    ASSERT_EQ(answer.disclosure().categories_size(), 1);
    EXPECT_FALSE(answer.allowed());
    EXPECT_THAT(answer.alternatives(), IsEmpty());
  }
}

// A rule that the caller may not see decides nothing: else the answer would
// tell of it.
TEST(ContactTest, RuleThatTheCallerDoesNotSeeDecidesNothing) {
  World with_rule, without;
  v1::CheckContactResponse answers[2];
  for (const bool rule : {false, true}) {
    World& world = rule ? with_rule : without;
    const Opening opening = PlayOpening(world);
    AddToTeam(world, opening, kNpo, v1::RELATION_MEMBER);
    if (rule) InCase(world, World::Nurse(), opening, Profile());
    answers[rule ? 1 : 0] = world.Ask<v1::CheckContactResponse>(
        Counsellor(), "CaseService/CheckContact",
        Question(opening.subject, "", v1::CONTACT_CHANNEL_LINE));
    ASSERT_THAT(world.last_status(), IsOk());
    answers[rule ? 1 : 0].mutable_disclosure()->clear_evidence();
  }
  EXPECT_FALSE(answers[0].allowed());
  EXPECT_EQ(answers[0].SerializeAsString(), answers[1].SerializeAsString());
}

TEST(ContactTest, OwnRulesCountBeforeThereIsACase) {
  World world;
  const std::string subject = Registered(world, Counsellor());
  v1::DraftSectionRequest draft = DraftOf(subject, Profile());
  Confirmed(world, Counsellor(), draft);
  const auto answer = world.Ask<v1::CheckContactResponse>(
      Counsellor(), "CaseService/CheckContact",
      Question(subject, "", v1::CONTACT_CHANNEL_LINE));
  ASSERT_THAT(world.last_status(), IsOk());
  EXPECT_TRUE(answer.allowed());
}

TEST(ContactTest, SubjectUnknownToTheCallerEqualsNobody) {
  World world;
  const Opening opening = PlayOpening(world);
  InCase(world, World::Nurse(), opening, Profile());
  const std::string nobody = std::string("subjects/") + kAbsentId;
  const auto ask = [&](const World::Person& person, const std::string& subject,
                       const std::string& a_case) {
    return world.Call(person, "CaseService/CheckContact",
                      Question(subject, a_case, v1::CONTACT_CHANNEL_LINE));
  };
  for (const World::Person& person : {World::Therapist(), Officer()}) {
    for (const std::string& a_case : {std::string(), opening.a_case}) {
      const Release hidden = ask(person, opening.subject, a_case);
      EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
      EXPECT_EQ(Outward(hidden), Outward(ask(person, nobody, "")));
    }
  }
}

TEST(ContactTest, ChannelIsRequired) {
  World world;
  const Opening opening = PlayOpening(world);
  EXPECT_THAT(world
                  .Call(World::Nurse(), "CaseService/CheckContact",
                        Question(opening.subject, opening.a_case,
                                 v1::CONTACT_CHANNEL_UNSPECIFIED))
                  .status,
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace tasuki::exchange
