#include "gateway/crypto/digest.h"
#include "gateway/model/id.h"
#include "tests/gateway/exchange/conference_setting.h"
#include "tests/status_matchers.h"

// What one party puts before a meeting, or how often it comes and goes, neither
// tells another party anything nor stands in its way.
namespace tasuki::exchange {
namespace {

constexpr auto kRefused = absl::StatusCode::kFailedPrecondition;

// As many items of this section as one party may have, and of another party.
void FillUp(ConferenceSetting& setting, const std::string& section,
            const std::string& party, int count) {
  const std::string id = IdOf(section);
  auto row = setting.Stored<v1::SectionRow>(Table::kSection, id);
  row.set_holder(party);
  auto editions = setting.Stored<v1::EditionsRow>(Table::kEditions, id);
  v1::ItemRow item;
  item.set_series(IdOf(setting.series));
  item.set_section(id);
  item.set_released_by(party);
  item.set_released_at(row.confirmed_at());
  item.set_edition_sha256(crypto::Sha256(editions.reduced()));
  Changes changes;
  changes.rows.push_back({.key = {Table::kSection, id},
                          .body = row.SerializeAsString(),
                          .key_scope = ""});
  for (int i = 0; i < count; ++i) {
    const std::string name = NewId();
    changes.rows.push_back({.key = {Table::kItem, name},
                            .body = item.SerializeAsString(),
                            .key_scope = ""});
    changes.entries.push_back(
        {.key = {Index::kItemsOfSeries, IdOf(setting.series)}, .id = name});
  }
  setting.Force(std::move(changes));
}

// A limit over everybody's items would let each member count what is hidden
// from it, and shut the others out.
TEST(ItemTest, EachPartyHasItsOwnLimit) {
  ConferenceSetting setting;
  FillUp(setting, setting.ConfirmPregnancy(), kFamily, 250);
  v1::ReleaseItemRequest release;
  release.set_series(setting.series);
  release.set_section(setting.ConfirmPregnancy());
  const auto released = [&] {
    return setting.Do(World::Nurse(), "ConferenceService/ReleaseItem", release);
  };
  EXPECT_THAT(released(), IsOk());
  FillUp(setting, setting.ConfirmPregnancy(), kMaternal, 49);
  release.set_section(setting.ConfirmPregnancy());
  EXPECT_THAT(released(), StatusIs(kRefused));
}

void HaveLeft(ConferenceSetting& setting, const std::string& party, int count) {
  const std::string id = IdOf(setting.meeting);
  auto row = setting.Stored<v1::MeetingRow>(Table::kMeeting, id);
  for (int i = 0; i < count; ++i) {
    v1::Attendance& entry = *row.add_attendance();
    entry.set_party(party);
    entry.set_person("p-left");
    entry.set_joined_at(1);
    entry.set_left_at(2);
  }
  setting.Force({.rows = {{.key = {Table::kMeeting, id},
                           .body = row.SerializeAsString(),
                           .key_scope = ""}},
                 .entries = {}});
}

TEST(AttendanceTest, WhoComesAndGoesFillsUpItsOwnListAlone) {
  ConferenceSetting setting;
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  HaveLeft(setting, kFamily, 300);
  EXPECT_THAT(setting.Join(World::Npo()), IsOk());
  EXPECT_THAT(setting.Name(ConferenceSetting::Msw()), IsOk());
  HaveLeft(setting, kHospital, 100);
  ASSERT_THAT(setting.Leave(World::Npo()), IsOk());
  EXPECT_THAT(setting.Join(World::Npo()), IsOk());
  EXPECT_THAT(setting.Join(World::Worker()), StatusIs(kRefused));
}

}  // namespace
}  // namespace tasuki::exchange
