#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// A step that she agreed may be told to a party that is told no more (#17,
// SR-12).
namespace tasuki::exchange {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Record Step(v1::Milestone milestone) {
  v1::Record record;
  record.mutable_milestone()->set_milestone(milestone);
  record.mutable_milestone()->set_reached(v1::ANSWER_YES);
  return record;
}

// The city may tell the service that she saw a doctor.
v1::ConsentTerms Terms(World& world, const Opening& opening) {
  v1::ConsentTerms terms = TermsFor(world, opening.subject, kMaternal, kNpo);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  for (const v1::Category category :
       {v1::CATEGORY_C01, v1::CATEGORY_C03, v1::CATEGORY_C32}) {
    item.add_categories(category);
  }
  terms.add_milestones(v1::MILESTONE_SEEN_BY_DOCTOR);
  return terms;
}

struct Agreed {
  Opening opening;
  std::string consent, seen_by_doctor, handbook;
};

Agreed WithMilestones(World& world) {
  Agreed agreed;
  agreed.opening = PlayOpening(world);
  AddToTeam(world, agreed.opening, kNpo, v1::RELATION_MEMBER);
  agreed.consent = Grant(world, World::Nurse(), Terms(world, agreed.opening));
  agreed.seen_by_doctor = InCase(world, World::Nurse(), agreed.opening,
                                 Step(v1::MILESTONE_SEEN_BY_DOCTOR));
  agreed.handbook = InCase(world, World::Nurse(), agreed.opening,
                           Step(v1::MILESTONE_HANDBOOK_ISSUED));
  return agreed;
}

// The milestones that the service sees in the case.
std::vector<int> SeenByService(World& world, const Agreed& agreed) {
  v1::GetCaseResponse seen;
  seen.ParseFromString(
      ReadCase(world, Counsellor(), agreed.opening.a_case).response);
  std::vector<int> milestones;
  for (const v1::Section& section : seen.case_().sections()) {
    if (!section.record().has_milestone()) continue;
    milestones.push_back(section.record().milestone().milestone());
  }
  return milestones;
}

v1::SendMessageRequest Answer(const Agreed& agreed, const std::string& request,
                              const std::string& section) {
  v1::SendMessageRequest answer = MessageTo(kNpo, v1::MESSAGE_KIND_ANSWER,
                                            agreed.opening.subject, {section});
  answer.set_in_reply_to(request);
  return answer;
}

// #17: "did she see a doctor?" - yes; of the clinic nothing.
TEST(MilestoneTest, IsAskedForAndAnswered) {
  World world;
  const Agreed agreed = WithMilestones(world);
  v1::SendMessageRequest ask =
      RequestTo(kMaternal, agreed.opening.subject, v1::CATEGORY_C32);
  ask.set_requested_milestone(v1::MILESTONE_SEEN_BY_DOCTOR);
  const std::string request = Sent(world, Counsellor(), ask);
  EXPECT_EQ(HeaderFor(world, World::Nurse(), request).requested_milestone(),
            v1::MILESTONE_SEEN_BY_DOCTOR);
  const std::string answer = Sent(
      world, World::Nurse(), Answer(agreed, request, agreed.seen_by_doctor));
  v1::GetMessageResponse read;
  read.ParseFromString(ReadMessage(world, Counsellor(), answer).response);
  ASSERT_EQ(read.sections_size(), 1);
  EXPECT_EQ(read.sections(0).record().milestone().milestone(),
            v1::MILESTONE_SEEN_BY_DOCTOR);
  EXPECT_EQ(read.sections(0).record().milestone().reached(), v1::ANSWER_YES);
}

TEST(MilestoneTest, OneThatSheDidNotAgreeToIsOutOfScope) {
  World world;
  const Agreed agreed = WithMilestones(world);
  EXPECT_THAT(SeenByService(world, agreed),
              ::testing::ElementsAre(v1::MILESTONE_SEEN_BY_DOCTOR));
  const Release refused =
      Send(world, World::Nurse(),
           MessageTo(kNpo, v1::MESSAGE_KIND_INFORMATION, agreed.opening.subject,
                     {agreed.handbook}));
  EXPECT_THAT(refused.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeShown(refused), v1::REFUSAL_CODE_CONSENT_SCOPE);
}

// Two consents do not lend each other their milestones.
TEST(MilestoneTest, ConsentThatListsNoneOpensNone) {
  World world;
  const Opening opening = PlayOpening(world);
  AddToTeam(world, opening, kNpo, v1::RELATION_MEMBER);
  v1::ConsentTerms unlisted = Terms(world, opening);
  unlisted.clear_milestones();
  Grant(world, World::Nurse(), unlisted);
  Agreed agreed;
  agreed.opening = opening;
  InCase(world, World::Nurse(), opening, Step(v1::MILESTONE_SEEN_BY_DOCTOR));
  EXPECT_THAT(SeenByService(world, agreed), IsEmpty());
  v1::ConsentTerms other = Terms(world, opening);
  other.set_milestones(0, v1::MILESTONE_BIRTH);
  Grant(world, World::Nurse(), other);
  EXPECT_THAT(SeenByService(world, agreed), IsEmpty());
}

TEST(MilestoneTest, WithdrawalClosesIt) {
  World world;
  const Agreed agreed = WithMilestones(world);
  ASSERT_THAT(SeenByService(world, agreed), SizeIs(1));
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(agreed.consent);
  ASSERT_THAT(
      world.Call(Counsellor(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
  EXPECT_THAT(SeenByService(world, agreed), IsEmpty());
}

TEST(MilestoneTest, PreviewShowsMilestonesOnlyWhereSheListsSome) {
  World world;
  const Opening opening = PlayOpening(world);
  const auto shown = [&](const v1::ConsentTerms& terms) {
    v1::PreviewConsentRequest preview;
    *preview.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    *preview.mutable_terms() = terms;
    const auto response = world.Ask<v1::PreviewConsentResponse>(
        World::Nurse(), "ConsentService/PreviewConsent", preview);
    EXPECT_THAT(world.last_status(), IsOk());
    for (const v1::ConsentView& view : response.views()) {
      for (const v1::CategoryDisclosure& one : view.categories()) {
        if (one.category() == v1::CATEGORY_C32) return true;
      }
    }
    return false;
  };
  v1::ConsentTerms terms = Terms(world, opening);
  EXPECT_TRUE(shown(terms));
  terms.clear_milestones();
  EXPECT_FALSE(shown(terms));
}

TEST(MilestoneTest, UnknownOrRepeatedMilestonesAreNamed) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  for (const int second : {0, 99, int{v1::MILESTONE_SEEN_BY_DOCTOR}}) {
    *preview.mutable_terms() = Terms(world, opening);
    preview.mutable_terms()->add_milestones(static_cast<v1::Milestone>(second));
    const Release release =
        world.Call(World::Nurse(), "ConsentService/PreviewConsent", preview);
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()),
                ::testing::HasSubstr("terms.milestones"));
  }
}

}  // namespace
}  // namespace tasuki::exchange
