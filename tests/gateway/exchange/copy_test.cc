#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tests/gateway/exchange/world.h"
#include "tests/status_matchers.h"

// What a received copy opens, for how long, and to whom.
namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::ConsentTerms NameTerms(World& world, const Opening& opening) {
  v1::ConsentTerms terms = TermsFor(world, opening.subject, kNpo, kMaternal);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C02);
  return terms;
}

void Withdraw(World& world, const std::string& consent) {
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(consent);
  EXPECT_THAT(
      world.Call(World::Npo(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
}

std::string Sent(World& world, const World::Person& from,
                 const std::string& recipient, const std::string& subject,
                 const std::vector<std::string>& sections) {
  v1::SendMessageRequest send;
  *send.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(recipient);
  send.set_subject(subject);
  for (const std::string& section : sections) send.add_sections(section);
  const auto sent = world.Ask<v1::SendMessageResponse>(
      from, "MessageService/SendMessage", send);
  EXPECT_THAT(world.last_status(), IsOk());
  return sent.message();
}

void Accept(World& world, const World::Person& person,
            const std::string& message, const std::string& a_case) {
  v1::AcceptMessageRequest accept;
  *accept.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  accept.set_name(message);
  accept.set_case_(a_case);
  EXPECT_THAT(world.Call(person, "MessageService/AcceptMessage", accept).status,
              IsOk());
}

v1::Record Profile() {
  v1::Record record;
  record.mutable_subject_profile()->set_legal_name("NAME-MARK");
  return record;
}

// Maternal health has a copy under two consents: the name under the second.
std::string CopyUnderTwoConsents(World& world, const Opening& opening) {
  const std::string second =
      Grant(world, World::Npo(), NameTerms(world, opening));
  v1::Record record = Profile();
  v1::SafeContactRule& rule =
      *record.mutable_subject_profile()->add_safe_contact_rules();
  rule.set_channel(v1::CONTACT_CHANNEL_LINE);
  rule.set_allowed(true);
  rule.set_safe_place("PLACE-MARK");
  const std::string section =
      Confirmed(world, World::Npo(), DraftOf(opening.subject, record));
  Accept(world, World::Nurse(),
         Sent(world, World::Npo(), kMaternal, opening.subject, {section}),
         opening.a_case);
  return second;
}

TEST(CopyTest, CopyOfWhatHasNoReductionIsReadLikeAnyOther) {
  World world;
  const Opening opening = PlayOpening(world);
  Grant(world, World::Npo(), NameTerms(world, opening));
  const std::string section =
      Confirmed(world, World::Npo(), DraftOf(opening.subject, Profile()));
  Accept(world, World::Nurse(),
         Sent(world, World::Npo(), kMaternal, opening.subject, {section}),
         opening.a_case);
  const Release release = ReadCase(world, World::Nurse(), opening.a_case);
  ASSERT_THAT(release.status, IsOk());
  EXPECT_THAT(release.response, HasSubstr("NAME-MARK"));
}

TEST(CopyTest, WithdrawingEitherOfTwoConsentsStopsTheCopy) {
  for (const bool first : {true, false}) {
    World world;
    const Opening opening = PlayOpening(world);
    const std::string second = CopyUnderTwoConsents(world, opening);
    const Release before = ReadCase(world, World::Nurse(), opening.a_case);
    ASSERT_THAT(before.response, HasSubstr("NAME-MARK"));
    ASSERT_THAT(before.response, HasSubstr("PLACE-MARK"));
    Withdraw(world, first ? opening.consent : second);
    const Release after = ReadCase(world, World::Nurse(), opening.a_case);
    ASSERT_THAT(after.status, IsOk());
    EXPECT_THAT(after.response,
                Not(HasSubstr(first ? "PLACE-MARK" : "NAME-MARK")));
  }
}

// A copy that another unit took from the copy rests on the same consent.
TEST(CopyTest, WithdrawalReachesTheCopyOfACopy) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  v1::GetCaseResponse lead;
  lead.ParseFromString(
      ReadCase(world, World::Nurse(), opening.a_case).response);
  std::vector<std::string> copies;
  for (const v1::Section& section : lead.case_().sections()) {
    if (section.origin() == kNpo) copies.push_back(section.name());
  }
  Accept(world, World::Worker(),
         Sent(world, World::Nurse(), kFamily, opening.subject, copies),
         opening.a_case);
  ASSERT_THAT(ReadCase(world, World::Worker(), opening.a_case).response,
              HasSubstr("SUMMARY-MARK"));
  Withdraw(world, opening.consent);
  const Release after = ReadCase(world, World::Worker(), opening.a_case);
  ASSERT_THAT(after.status, IsOk());
  EXPECT_THAT(after.response, Not(HasSubstr("SUMMARY-MARK")));
}

}  // namespace
}  // namespace tasuki::exchange
