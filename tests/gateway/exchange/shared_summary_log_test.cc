#include <set>

#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/gateway/exchange/conference_setting.h"
#include "tests/status_matchers.h"

// What the log keeps of a screen, and what the caller can tell from its proofs.
namespace tasuki::exchange {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

struct Entry {
  v1::ExchangeGroup exchange;
  v1::SubjectGroup subject;
};

std::vector<Entry> EntriesSince(World& world, size_t from) {
  std::vector<Entry> entries;
  const std::vector<OpenedLeaf> leaves = world.log().List(0, 10000).value();
  for (size_t i = from; i < leaves.size(); ++i) {
    Entry entry;
    EXPECT_TRUE(entry.exchange.ParseFromString(leaves[i].exchange_group));
    EXPECT_TRUE(entry.subject.ParseFromString(leaves[i].subject_group));
    entries.push_back(entry);
  }
  return entries;
}

// A later report to her can say who saw what on the screen. The caller's own
// entry names nobody.
TEST(SharedSummaryTest, EveryAttendeeHasAnEntryInHerLog) {
  ConferenceSetting room;
  room.ConsentOfAll();
  room.Share(room.ConfirmPregnancy());
  room.Share(room.CaseSection());
  ASSERT_THAT(room.Open(room.meeting), IsOk());
  room.Enter(World::Nurse());
  room.Enter(World::Worker());
  ASSERT_THAT(room.Join(ConferenceSetting::Msw()), IsOk());
  const size_t before = room.world.log().List(0, 10000)->size();
  const v1::GetSharedSummaryResponse screen = room.Screen(World::Nurse());
  EXPECT_EQ(screen.disclosure().evidence_size(), 1);
  std::vector<Entry> entries = EntriesSince(room.world, before);
  ASSERT_EQ(entries.size(), 4);
  EXPECT_EQ(entries[0].exchange.kind(), v1::LEAF_KIND_READ);
  EXPECT_EQ(entries[0].exchange.person(), World::Nurse().id);
  EXPECT_EQ(entries[0].exchange.disclosed_size(), 3);
  EXPECT_THAT(entries[0].subject.subject(), IsEmpty());
  entries.erase(entries.begin());
  std::set<std::string> persons;
  for (const Entry& entry : entries) {
    EXPECT_EQ(entry.subject.subject(), IdOf(room.opening.subject));
    EXPECT_EQ(entry.exchange.resource(), room.meeting);
    EXPECT_EQ(entry.exchange.disclosed_size(), 3);  // C01, C07, C24
    EXPECT_EQ(entry.exchange.operation(), "SHOWN_IN_CONFERENCE");
    persons.insert(entry.exchange.person());
  }
  EXPECT_THAT(persons,
              UnorderedElementsAre(World::Nurse().id, World::Worker().id,
                                   ConferenceSetting::Msw().id));
}

// Two aliases are two cases; whose they are is not told by the proofs, nor by
// the places in the log.
TEST(SharedSummaryTest, ProofsDoNotTellThatTwoCasesAreOneWomans) {
  size_t entries[2] = {};
  for (const bool same : {false, true}) {
    ConferenceSetting setting;
    setting.ConsentOfAll();
    setting.Share(setting.CaseSection());
    const std::string second =
        setting.OpenSecondCase(same ? setting.opening.subject : "");
    setting.Share(setting.SectionOfCase(second));
    ASSERT_THAT(setting.Open(setting.meeting), IsOk());
    setting.Enter(World::Nurse());
    setting.Enter(World::Worker());
    const size_t before = setting.world.log().List(0, 10000)->size();
    const v1::GetSharedSummaryResponse screen = setting.Screen(World::Worker());
    ASSERT_EQ(screen.items_size(), 2);
    ASSERT_NE(screen.items(0).alias(), screen.items(1).alias());
    EXPECT_EQ(screen.disclosure().evidence_size(), 1);
    entries[same ? 1 : 0] = EntriesSince(setting.world, before).size();
  }
  EXPECT_EQ(entries[0], entries[1]);
}

TEST(SharedSummaryTest, EmptyScreenIsOneEntryAboutNobody) {
  ConferenceSetting setting;
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  setting.Enter(World::Npo());
  const size_t before = setting.world.log().List(0, 10000)->size();
  setting.Screen(World::Nurse());
  const std::vector<Entry> entries = EntriesSince(setting.world, before);
  ASSERT_EQ(entries.size(), 1);
  EXPECT_THAT(entries[0].subject.subject(), IsEmpty());
}

}  // namespace
}  // namespace tasuki::exchange
