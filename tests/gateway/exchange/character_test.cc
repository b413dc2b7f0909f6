// Characters that other systems lose come out of the store as they went in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_join.h"
#include "tasuki/v1/case_service.pb.h"
#include "tests/gateway/exchange/world.h"
#include "tests/property/disclosure/hard_characters.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

TEST(CharacterTest, EveryCharacterIsReadAsItWasDrafted) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string text = absl::StrJoin(disclosure::HardCharacters(), " ");
  v1::Record record;
  record.mutable_pregnancy()->mutable_findings()->set_text(text);
  v1::DraftSectionRequest draft = DraftOf(opening.subject, record);
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  draft.set_case_(opening.a_case);
  const std::string name = Confirmed(world, World::Nurse(), draft);

  const Release read = ReadCase(world, World::Nurse(), opening.a_case);
  ASSERT_THAT(read.status, IsOk());
  v1::GetCaseResponse response;
  ASSERT_TRUE(response.ParseFromString(read.response));
  int found = 0;
  for (const v1::Section& section : response.case_().sections()) {
    if (section.name() != name) continue;
    ++found;
    EXPECT_EQ(section.record().pregnancy().findings().text(), text);
  }
  EXPECT_EQ(found, 1);
}

}  // namespace
}  // namespace tasuki::exchange
