#include "adapters/cli/affected_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tasuki::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

v1::ListAffectedRequest Asked() {
  v1::ListAffectedRequest asked;
  asked.set_subject("subjects/s");
  asked.mutable_access()->set_need("a <b>letter</b>");
  asked.set_from(1795186800);  // 2026-11-21 00:00 in Japan
  return asked;
}

v1::ListAffectedResponse Affected() {
  v1::ListAffectedResponse affected;
  v1::DisclosedTo& seen = *affected.add_seen();
  seen.set_party("bodies/reader");
  seen.set_person("p-1");
  seen.set_role(v1::ROLE_CW);
  seen.set_time_ms(1795229600000);
  seen.add_sections("sections/a");
  seen.set_leaf_hash("\x01\xab");
  v1::DisclosedCategory& what = *seen.add_disclosed();
  what.set_category(v1::CATEGORY_C07);
  what.set_level(v1::LEVEL_REDUCED);
  what.set_basis(v1::BASIS_CODE_CONSENT);
  v1::Exposed& exposed = *affected.add_exposed();
  exposed.set_party("bodies/bystander");
  exposed.set_role(v1::ROLE_PHN);
  exposed.set_from(1795186800);
  exposed.set_to(1795229600);
  *exposed.add_could() = what;
  return affected;
}

TEST(AffectedReportTest, SaysWhoSawWhatAndWhoCouldHave) {
  const std::string text = AffectedText(Asked(), Affected());
  EXPECT_THAT(
      text, AllOf(HasSubstr("見た者 / who saw it"), HasSubstr("bodies/reader"),
                  HasSubstr("p-1"), HasSubstr("◐ C07"), HasSubstr("sections/a"),
                  HasSubstr("01ab")));
  EXPECT_THAT(text, AllOf(HasSubstr("bodies/bystander"),
                          HasSubstr("記録なし / not in the log"),
                          HasSubstr("2026-11-21 00:00:00")));
}

TEST(AffectedReportTest, SaysWhatItDoesNotKnow) {
  v1::ListAffectedResponse affected;
  affected.set_erased(3);
  const std::string text = AffectedText(Asked(), affected);
  EXPECT_THAT(text, AllOf(HasSubstr("erased entries: 3"),
                          HasSubstr("too many than too few"),
                          HasSubstr("なし / none"), HasSubstr("unknown")));
  EXPECT_THAT(AffectedText(Asked(), Affected()), Not(HasSubstr("unknown")));
}

TEST(AffectedReportTest, ThePageIsWholeAndEscaped) {
  const std::string page = AffectedHtml(Asked(), Affected());
  EXPECT_THAT(page,
              AllOf(HasSubstr("<!doctype html>"), HasSubstr("</html>"),
                    HasSubstr("bodies/reader"), HasSubstr("a &lt;b&gt;letter"),
                    Not(HasSubstr("<b>letter"))));
}

}  // namespace
}  // namespace tasuki::cli
