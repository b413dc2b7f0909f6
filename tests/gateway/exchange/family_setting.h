#ifndef TESTS_GATEWAY_EXCHANGE_FAMILY_SETTING_H_
#define TESTS_GATEWAY_EXCHANGE_FAMILY_SETTING_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/gateway/exchange/consent_steps.h"

// A case of hers whose lead and hospital may speak to those close to her, as
// far as she agrees (#31, c4).
namespace tasuki::exchange {

inline constexpr v1::PersonLabel kMother = v1::PERSON_LABEL_MOTHER;
inline constexpr v1::PersonLabel kFather = v1::PERSON_LABEL_FATHER;
inline constexpr v1::FamilyTopic kAppointments = v1::FAMILY_TOPIC_APPOINTMENTS;
inline constexpr v1::FamilyTopic kPregnancyTopic = v1::FAMILY_TOPIC_PREGNANCY;
inline constexpr v1::FamilyTopic kChildTopic = v1::FAMILY_TOPIC_CHILD;

// Names her mother for appointments and opens nothing to any party.
v1::ConsentTerms FamilyTerms(World& world, const std::string& subject,
                             const std::vector<std::string>& holders);
void AddFamily(v1::PersonLabel person,
               const std::vector<v1::FamilyTopic>& topics,
               v1::ConsentTerms& terms);

v1::SafeContactRule RuleFor(v1::ContactChannel channel, bool allowed);
v1::Record ProfileOf(const std::vector<v1::SafeContactRule>& rules);

Release Acknowledge(World& world, const World::Person& person,
                    const std::string& consent);

class FamilyTest : public ::testing::Test {
 protected:
  FamilyTest();

  v1::ConsentTerms Terms(const std::vector<std::string>& holders = {
                             kMaternal}) {
    return FamilyTerms(world_, opening_.subject, holders);
  }
  // As the nurse records it.
  std::string Agreed(const v1::ConsentTerms& terms,
                     const std::string& supersedes = "") {
    return NameIn(GrantFor(world_, World::Nurse(), terms, supersedes));
  }
  v1::CheckContactRequest Question(v1::PersonLabel person,
                                   v1::FamilyTopic topic,
                                   v1::ContactChannel channel) const;
  // Her mother, for appointments, on her mother's phone unless said otherwise.
  v1::CheckContactResponse Check(
      const World::Person& asker, v1::PersonLabel person = kMother,
      v1::FamilyTopic topic = kAppointments,
      v1::ContactChannel channel = v1::CONTACT_CHANNEL_PARENT_MOBILE);
  bool MayTell(const World::Person& asker, v1::PersonLabel person = kMother,
               v1::FamilyTopic topic = kAppointments,
               v1::ContactChannel channel = v1::CONTACT_CHANNEL_PARENT_MOBILE) {
    return Check(asker, person, topic, channel).allowed();
  }
  // A profile of the person's party, a minute later.
  void Confirm(const World::Person& person,
               const std::vector<v1::SafeContactRule>& rules);

  World world_;
  Opening opening_;
};

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_FAMILY_SETTING_H_
