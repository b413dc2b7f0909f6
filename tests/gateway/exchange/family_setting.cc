#include "tests/gateway/exchange/family_setting.h"

#include "tests/gateway/exchange/further_parties.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {

v1::ConsentTerms FamilyTerms(World& world, const std::string& subject,
                             const std::vector<std::string>& holders) {
  v1::ConsentTerms terms = TermsFor(world, subject, kMaternal, kMaternal);
  *terms.mutable_holders() = {holders.begin(), holders.end()};
  terms.clear_recipients();
  AddFamily(kMother, {kAppointments}, terms);
  return terms;
}

void AddFamily(v1::PersonLabel person,
               const std::vector<v1::FamilyTopic>& topics,
               v1::ConsentTerms& terms) {
  v1::FamilyRecipient& one = *terms.add_family();
  one.set_person(person);
  for (const v1::FamilyTopic topic : topics) one.add_topics(topic);
}

v1::SafeContactRule RuleFor(v1::ContactChannel channel, bool allowed) {
  v1::SafeContactRule rule;
  rule.set_channel(channel);
  rule.set_allowed(allowed);
  rule.set_priority(allowed ? 1 : 0);
  return rule;
}

v1::Record ProfileOf(const std::vector<v1::SafeContactRule>& rules) {
  v1::Record record;
  for (const v1::SafeContactRule& rule : rules) {
    *record.mutable_subject_profile()->add_safe_contact_rules() = rule;
  }
  return record;
}

Release Acknowledge(World& world, const World::Person& person,
                    const std::string& consent) {
  v1::AcknowledgeConsentRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_name(consent);
  return world.Call(person, "ConsentService/AcknowledgeConsent", request);
}

FamilyTest::FamilyTest() : opening_(PlayOpening(world_)) {
  AddToTeam(world_, opening_, kHospital, v1::RELATION_MEMBER);
  Acquaint(world_, kHospital, opening_.subject);
  Confirm(World::Nurse(), {RuleFor(v1::CONTACT_CHANNEL_PARENT_MOBILE, true),
                           RuleFor(v1::CONTACT_CHANNEL_LINE, true)});
  world_.clock().Advance(absl::Minutes(1));
}

v1::CheckContactRequest FamilyTest::Question(v1::PersonLabel person,
                                             v1::FamilyTopic topic,
                                             v1::ContactChannel channel) const {
  v1::CheckContactRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_subject(opening_.subject);
  request.set_channel(channel);
  request.set_person(person);
  request.set_topic(topic);
  return request;
}

v1::CheckContactResponse FamilyTest::Check(const World::Person& asker,
                                           v1::PersonLabel person,
                                           v1::FamilyTopic topic,
                                           v1::ContactChannel channel) {
  const auto response = world_.Ask<v1::CheckContactResponse>(
      asker, "CaseService/CheckContact", Question(person, topic, channel));
  EXPECT_THAT(world_.last_status(), IsOk());
  return response;
}

void FamilyTest::Confirm(const World::Person& person,
                         const std::vector<v1::SafeContactRule>& rules) {
  world_.clock().Advance(absl::Minutes(1));
  Confirmed(world_, person, DraftOf(opening_.subject, ProfileOf(rules)));
}

}  // namespace tasuki::exchange
