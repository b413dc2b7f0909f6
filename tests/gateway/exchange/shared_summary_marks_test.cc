#include <map>

#include "gateway/model/level_set.h"
#include "tests/gateway/exchange/conference_setting.h"
#include "tests/status_matchers.h"

// What no screen shows, whatever she consented to.
namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// Marks in every category that no conference shows; the consent ticks all of
// them, at FULL, C08 included.
v1::Record ContactWithMarks() {
  v1::Record record;
  v1::SosContact& contact = *record.mutable_sos_contact();
  contact.set_alias("HANDLE-MARK");
  contact.set_municipality("MUNICIPALITY-MARK");
  contact.set_weeks_self_reported("30w0d");
  contact.add_must_not_know(v1::MUST_NOT_KNOW_PARENTS);
  contact.mutable_complaint()->set_text("COMPLAINT-MARK");
  return record;
}

v1::Record ProfileWithMarks() {
  v1::Record record;
  record.mutable_subject_profile()->set_handle("HANDLE-MARK");
  record.mutable_subject_profile()->set_legal_name("NAME-MARK");
  return record;
}

std::vector<v1::Category> AllCategories() {
  std::vector<v1::Category> all;
  for (const v1::Category category : CategorySet::All().members()) {
    if (category != v1::CATEGORY_C01) all.push_back(category);
  }
  return all;
}

TEST(SharedSummaryTest, SomeThingsAreNeverShownWhateverSheConsentedTo) {
  ConferenceSetting setting;
  setting.Consent({kMaternal, kFamily, kHospital, kNpo, kPhysicians},
                  AllCategories());
  setting.Share(setting.Confirm(ContactWithMarks()));
  v1::ReleaseItemRequest release;
  release.set_series(setting.series);
  release.set_section(setting.Confirm(ProfileWithMarks()));
  EXPECT_THAT(
      setting.Do(World::Nurse(), "ConferenceService/ReleaseItem", release),
      StatusIs(absl::StatusCode::kFailedPrecondition));
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  setting.Enter(World::Npo());
  const Release release_of_screen = setting.Look(World::Npo());
  const v1::GetSharedSummaryResponse screen = setting.Screen(World::Npo());
  ASSERT_EQ(screen.items_size(), 1);
  EXPECT_EQ(screen.items(0).kind(), v1::SECTION_KIND_SOS_CONTACT);
  EXPECT_EQ(screen.items(0).record().sos_contact().weeks_self_reported(),
            "22-33w");
  EXPECT_THAT(release_of_screen.response, Not(HasSubstr("MARK")));
  std::map<v1::Category, v1::Level> told;
  for (const v1::CategoryDisclosure& one : screen.disclosure().categories()) {
    told[one.category()] = one.level();
  }
  EXPECT_THAT(told, UnorderedElementsAre(
                        std::pair(v1::CATEGORY_C01, v1::LEVEL_EXISTENCE),
                        std::pair(v1::CATEGORY_C07, v1::LEVEL_REDUCED)));
}

}  // namespace
}  // namespace tasuki::exchange
