#include "gateway/consent/family.h"

#include "absl/algorithm/container.h"

namespace tasuki::consent {
namespace {

bool IsParent(v1::PersonLabel person) {
  return person == v1::PERSON_LABEL_MOTHER ||
         person == v1::PERSON_LABEL_FATHER ||
         person == v1::PERSON_LABEL_STEPMOTHER ||
         person == v1::PERSON_LABEL_STEPFATHER;
}

}  // namespace

bool IsRelative(v1::PersonLabel person) {
  switch (person) {
    case v1::PERSON_LABEL_MOTHER:
    case v1::PERSON_LABEL_FATHER:
    case v1::PERSON_LABEL_STEPMOTHER:
    case v1::PERSON_LABEL_STEPFATHER:
    case v1::PERSON_LABEL_MATERNAL_GRANDMOTHER:
    case v1::PERSON_LABEL_MATERNAL_GRANDFATHER:
    case v1::PERSON_LABEL_PATERNAL_GRANDMOTHER:
    case v1::PERSON_LABEL_PATERNAL_GRANDFATHER:
    case v1::PERSON_LABEL_GREAT_GRANDPARENT:
    case v1::PERSON_LABEL_ELDER_SIBLING:
    case v1::PERSON_LABEL_YOUNGER_SIBLING:
    case v1::PERSON_LABEL_AUNT_OR_UNCLE:
    case v1::PERSON_LABEL_OTHER_RELATIVE:
      return true;
    default:
      return false;
  }
}

bool IsCloseToHer(v1::PersonLabel person) {
  return IsRelative(person) || person == v1::PERSON_LABEL_PARTNER ||
         person == v1::PERSON_LABEL_SPOUSE ||
         person == v1::PERSON_LABEL_FORMER_PARTNER ||
         person == v1::PERSON_LABEL_FRIEND;
}

bool MayBeTold(const v1::ConsentTerms& terms, v1::PersonLabel person,
               v1::FamilyTopic topic) {
  return absl::c_any_of(terms.family(), [&](const v1::FamilyRecipient& one) {
    return one.person() == person &&
           absl::c_linear_search(one.topics(), static_cast<int>(topic));
  });
}

bool TellsLess(const v1::ConsentTerms& before, const v1::ConsentTerms& after) {
  return absl::c_any_of(before.family(), [&](const v1::FamilyRecipient& one) {
    return absl::c_any_of(one.topics(), [&](int topic) {
      return !MayBeTold(after, one.person(),
                        static_cast<v1::FamilyTopic>(topic));
    });
  });
}

bool IsSpokenWith(v1::PersonLabel person, v1::ContactChannel channel) {
  switch (channel) {
    case v1::CONTACT_CHANNEL_PARENT_MOBILE:
      return IsParent(person);
    case v1::CONTACT_CHANNEL_HOME_PHONE:
    case v1::CONTACT_CHANNEL_HOME_VISIT:
    case v1::CONTACT_CHANNEL_IN_PERSON:
      return true;
    default:
      return false;
  }
}

bool ReachesOnePerson(v1::ContactChannel channel) {
  return channel == v1::CONTACT_CHANNEL_PARENT_MOBILE ||
         channel == v1::CONTACT_CHANNEL_IN_PERSON;
}

}  // namespace tasuki::consent
