#include "gateway/consent/family.h"

#include <gtest/gtest.h>

#include <vector>

namespace tasuki::consent {
namespace {

v1::ConsentTerms Naming(v1::PersonLabel person,
                        const std::vector<v1::FamilyTopic>& topics) {
  v1::ConsentTerms terms;
  v1::FamilyRecipient& one = *terms.add_family();
  one.set_person(person);
  for (const v1::FamilyTopic topic : topics) one.add_topics(topic);
  return terms;
}

TEST(FamilyTest, RelativesPartnersAndFriendsAreCloseToHer) {
  std::vector<int> close, relatives;
  for (int n = 0; n <= v1::PersonLabel_MAX + 1; ++n) {
    const auto person = static_cast<v1::PersonLabel>(n);
    if (IsCloseToHer(person)) close.push_back(n);
    if (IsRelative(person)) relatives.push_back(n);
  }
  EXPECT_EQ(close, (std::vector<int>{3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
                                     15, 16, 17, 18, 21}));
  EXPECT_EQ(relatives,
            (std::vector<int>{3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16, 17, 18}));
}

TEST(FamilyTest, MayBeToldOfWhatIsNamedWithThem) {
  const v1::ConsentTerms terms =
      Naming(v1::PERSON_LABEL_MOTHER, {v1::FAMILY_TOPIC_APPOINTMENTS});
  EXPECT_TRUE(
      MayBeTold(terms, v1::PERSON_LABEL_MOTHER, v1::FAMILY_TOPIC_APPOINTMENTS));
  EXPECT_FALSE(
      MayBeTold(terms, v1::PERSON_LABEL_MOTHER, v1::FAMILY_TOPIC_CHILD));
  EXPECT_FALSE(
      MayBeTold(terms, v1::PERSON_LABEL_FATHER, v1::FAMILY_TOPIC_APPOINTMENTS));
  EXPECT_FALSE(MayBeTold(v1::ConsentTerms(), v1::PERSON_LABEL_MOTHER,
                         v1::FAMILY_TOPIC_APPOINTMENTS));
}

TEST(FamilyTest, LessIsOnePersonOrTopicFewer) {
  const v1::ConsentTerms one =
      Naming(v1::PERSON_LABEL_MOTHER, {v1::FAMILY_TOPIC_APPOINTMENTS});
  const v1::ConsentTerms two =
      Naming(v1::PERSON_LABEL_MOTHER,
             {v1::FAMILY_TOPIC_CHILD, v1::FAMILY_TOPIC_APPOINTMENTS});
  EXPECT_TRUE(TellsLess(two, one));
  EXPECT_FALSE(TellsLess(one, two));
  EXPECT_FALSE(TellsLess(one, one));
  EXPECT_TRUE(TellsLess(one, v1::ConsentTerms()));
  EXPECT_FALSE(TellsLess(v1::ConsentTerms(), one));
}

TEST(FamilyTest, OneSpeaksWithThemAndWritesNothing) {
  std::vector<int> mother, sister, alone;
  for (int n = 0; n <= v1::ContactChannel_MAX + 1; ++n) {
    const auto channel = static_cast<v1::ContactChannel>(n);
    if (IsSpokenWith(v1::PERSON_LABEL_MOTHER, channel)) mother.push_back(n);
    if (IsSpokenWith(v1::PERSON_LABEL_ELDER_SIBLING, channel)) {
      sister.push_back(n);
    }
    if (ReachesOnePerson(channel)) alone.push_back(n);
  }
  EXPECT_EQ(mother, (std::vector<int>{v1::CONTACT_CHANNEL_HOME_PHONE,
                                      v1::CONTACT_CHANNEL_HOME_VISIT,
                                      v1::CONTACT_CHANNEL_PARENT_MOBILE,
                                      v1::CONTACT_CHANNEL_IN_PERSON}));
  EXPECT_EQ(sister, (std::vector<int>{v1::CONTACT_CHANNEL_HOME_PHONE,
                                      v1::CONTACT_CHANNEL_HOME_VISIT,
                                      v1::CONTACT_CHANNEL_IN_PERSON}));
  EXPECT_EQ(alone, (std::vector<int>{v1::CONTACT_CHANNEL_PARENT_MOBILE,
                                     v1::CONTACT_CHANNEL_IN_PERSON}));
}

}  // namespace
}  // namespace tasuki::consent
