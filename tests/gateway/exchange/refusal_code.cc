#include "tests/gateway/exchange/refusal_code.h"

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/model/vocabulary.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::exchange {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string TestNameOf(v1::RefusalCode code) {
  std::string name;
  for (const absl::string_view word : absl::StrSplit(ShortName(code), '_')) {
    absl::StrAppend(&name, word.substr(0, 1),
                    absl::AsciiStrToLower(word.substr(1)));
  }
  return name;
}

v1::RefusalCode CodeTestedBy(const std::string& test) {
  for (int code = 1; code < v1::RefusalCode_ARRAYSIZE; ++code) {
    if (!v1::RefusalCode_IsValid(code)) continue;
    const auto tested = static_cast<v1::RefusalCode>(code);
    if (TestNameOf(tested) == test) return tested;
  }
  return v1::REFUSAL_CODE_UNSPECIFIED;
}

RefusalCodeTest::RefusalCodeTest()
    : code_(CodeTestedBy(
          ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
  EXPECT_NE(code_, v1::REFUSAL_CODE_UNSPECIFIED);
}

void RefusalCodeTest::TearDown() {
  EXPECT_TRUE(seen_) << "the log never had " << ShortName(code_);
}

void RefusalCodeTest::Seen(const std::vector<int>& logged) {
  EXPECT_THAT(logged, ::testing::Contains(code_));
  seen_ = seen_ || absl::c_linear_search(logged, static_cast<int>(code_));
}

void RefusalCodeTest::ExpectTold(const Release& release) {
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeShown(release), code_);
  EXPECT_THAT(CodesLogged(world_, release), ElementsAre(code_));
  Seen(CodesLogged(world_, release));
}

void RefusalCodeTest::ExpectHidden(const Release& hidden,
                                   const Release& absent) {
  EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(CodeShown(hidden), v1::REFUSAL_CODE_UNSPECIFIED);
  EXPECT_EQ(Outward(hidden), Outward(absent));
  Seen(CodesLogged(world_, hidden));
}

void RefusalCodeTest::ExpectRuleOnly(const Release& release) {
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_UNSPECIFIED);
  Seen(CodesLogged(world_, release));
}

void RefusalCodeTest::ExpectNoted(const v1::Disclosure& disclosure) {
  Seen(CodesLogged(world_, disclosure));
}

void RefusalCodeTest::ExpectLowered(const Release& read,
                                    const std::string& text) {
  ASSERT_THAT(read.status, IsOk());
  EXPECT_THAT(read.response, Not(HasSubstr(text)));
  EXPECT_EQ(read.refusal, "");
  v1::GetCaseResponse response;
  ASSERT_TRUE(response.ParseFromString(read.response));
  ASSERT_EQ(response.disclosure().evidence_size(), 1);
  const auto leaf =
      world_.log().Find(response.disclosure().evidence(0).leaf_hash());
  ASSERT_THAT(leaf.status(), IsOk());
  v1::OfficeGroup office;
  ASSERT_TRUE(office.ParseFromString(leaf->office_group));
  EXPECT_TRUE(office.true_codes().empty());  // nothing was refused
  Seen({office.ceiling_codes().begin(), office.ceiling_codes().end()});
}

Release RefusalCodeTest::ReadAbsentCase(const World::Person& person) {
  return ReadCase(world_, person, absl::StrCat("cases/", kAbsentId));
}

}  // namespace tasuki::exchange
