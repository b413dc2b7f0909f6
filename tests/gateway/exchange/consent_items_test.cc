#include "tasuki/v1/consent_service.pb.h"
#include "tests/gateway/exchange/conference_setting.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

absl::Status Withdraw(ConferenceSetting& setting, const std::string& consent,
                      const std::vector<std::string>& recipients = {},
                      const std::vector<v1::Category>& categories = {}) {
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(consent);
  for (const std::string& party : recipients) withdraw.add_recipients(party);
  for (const v1::Category one : categories) withdraw.add_categories(one);
  return setting.Do(World::Nurse(), "ConsentService/WithdrawConsent", withdraw);
}

// SR-20: what rested on it is pulled, and stays so.
TEST(ConsentItemsTest, AreTakenBackWhereNothingElseCoversThem) {
  ConferenceSetting setting;
  const std::string consent =
      setting.Consent({kMaternal, kNpo}, {v1::CATEGORY_C07, v1::CATEGORY_C24});
  const std::string item = setting.Share(setting.ConfirmPregnancy());
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  ASSERT_THAT(setting.Screen(World::Nurse()).items(), SizeIs(1));
  const auto withdrawn_at = [&] {
    return setting.Stored<v1::ItemRow>(Table::kItem, IdOf(item)).withdrawn_at();
  };
  // Towards one: others are covered, and see it.
  ASSERT_THAT(Withdraw(setting, consent, {kNpo}), IsOk());
  EXPECT_EQ(withdrawn_at(), 0);
  EXPECT_THAT(setting.Screen(World::Nurse()).items(), SizeIs(1));
  // A second consent covers it, too.
  const std::string second = setting.Consent({kMaternal}, {v1::CATEGORY_C07});
  ASSERT_THAT(Withdraw(setting, consent, {}, {v1::CATEGORY_C07}), IsOk());
  EXPECT_EQ(withdrawn_at(), 0);
  EXPECT_THAT(setting.Screen(World::Nurse()).items(), SizeIs(1));
  ASSERT_THAT(Withdraw(setting, second), IsOk());
  EXPECT_NE(withdrawn_at(), 0);
  EXPECT_THAT(setting.Screen(World::Nurse()).items(), IsEmpty());
}

TEST(ConsentItemsTest, GoWithThePurposeOfConferences) {
  ConferenceSetting setting;
  v1::ConsentTerms terms =
      setting.Terms(setting.series, {kMaternal}, {v1::CATEGORY_C07});
  terms.add_purposes(v1::PURPOSE_SUPPORT);
  const std::string consent = Grant(setting.world, World::Nurse(), terms);
  const std::string item = setting.Share(setting.ConfirmPregnancy());
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  ASSERT_THAT(setting.Screen(World::Nurse()).items(), SizeIs(1));
  v1::NarrowConsentRequest narrow;
  narrow.set_name(consent);
  narrow.add_purposes(v1::PURPOSE_CONFERENCE);
  ASSERT_THAT(
      setting.Do(World::Nurse(), "ConsentService/NarrowConsent", narrow),
      IsOk());
  EXPECT_THAT(setting.Screen(World::Nurse()).items(), IsEmpty());
  EXPECT_NE(
      setting.Stored<v1::ItemRow>(Table::kItem, IdOf(item)).withdrawn_at(), 0);
}

}  // namespace
}  // namespace tasuki::exchange
