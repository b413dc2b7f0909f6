#include "gateway/consent/vital_interest.h"

#include <gtest/gtest.h>

namespace tasuki::consent {
namespace {

StoredOpening Stored() {
  return {.id = "o1",
          .a_case = "c1",
          .party = "bodies/h",
          .person = "p-1",
          .role = v1::ROLE_MSW,
          .categories = {v1::CATEGORY_C07, static_cast<v1::Category>(63)},
          .ends_at = absl::FromUnixSeconds(1000)};
}

OpeningReader Opener() {
  return {.party = "bodies/h",
          .person = "p-1",
          .role = v1::ROLE_MSW,
          .a_case = "c1"};
}

TEST(VitalInterestTest, IsForThatPersonInThatRoleAndCaseAlone) {
  EXPECT_TRUE(IsFor(Stored(), Opener()));
  OpeningReader other = Opener();
  other.person = "p-2";
  EXPECT_FALSE(IsFor(Stored(), other));
  other = Opener();
  other.party = "bodies/g";
  EXPECT_FALSE(IsFor(Stored(), other));
  other = Opener();
  other.role = v1::ROLE_OB_DR;
  EXPECT_FALSE(IsFor(Stored(), other));
  other = Opener();
  other.a_case = "c2";
  EXPECT_FALSE(IsFor(Stored(), other));
}

TEST(VitalInterestTest, IsForNobodyWhoIsOnlyImagined) {
  StoredOpening nobodys = Stored();
  nobodys.person = "";
  OpeningReader nobody = Opener();
  nobody.person = "";
  EXPECT_FALSE(IsFor(nobodys, nobody));
  nobodys = Stored();
  nobodys.a_case = "";
  nobody = Opener();
  nobody.a_case = "";
  EXPECT_FALSE(IsFor(nobodys, nobody));
}

TEST(VitalInterestTest, OpensWhatWasAskedForAndThatThereIsACase) {
  const policy::Ground ground = VitalGround(Stored());
  EXPECT_EQ(ground.basis, v1::BASIS_CODE_VITAL_INTEREST);
  EXPECT_EQ(ground.source, "openings/o1");
  EXPECT_EQ(ground.valid_until, absl::FromUnixSeconds(1000));
  EXPECT_EQ(ground.mask.At(v1::CATEGORY_C07), v1::LEVEL_FULL);
  EXPECT_EQ(ground.mask.At(v1::CATEGORY_C01), v1::LEVEL_EXISTENCE);
  EXPECT_EQ(ground.mask.existence().size(), 2);
}

}  // namespace
}  // namespace tasuki::consent
