#include "gateway/server/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tasuki/v1/access.pb.h"
#include "tasuki/v1/error_status.pb.h"

namespace tasuki::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kText[] = "SENTINEL of our own state";

std::vector<absl::StatusCode> EveryErrorCode() {
  std::vector<absl::StatusCode> codes;
  for (int code = 1; code <= 16; ++code) {
    codes.push_back(static_cast<absl::StatusCode>(code));
  }
  return codes;
}

v1::ErrorStatus DetailsOf(const grpc::Status& status) {
  v1::ErrorStatus details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  return details;
}

std::string Refusal() {
  v1::RefusalDetail refusal;
  refusal.add_evidence()->set_leaf_hash(std::string(32, 'h'));
  return refusal.SerializeAsString();
}

TEST(ErrorsTest, OkHasNeitherTextNorDetails) {
  const grpc::Status status = ToGrpc(absl::OkStatus(), "");
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(status.error_details(), "");
}

TEST(ErrorsTest, EveryCodeKeepsItsNumberOnTheWireAndInTheDetails) {
  for (const absl::StatusCode code : EveryErrorCode()) {
    const grpc::Status status = ToGrpc(absl::Status(code, "rule"), "");
    EXPECT_EQ(static_cast<int>(status.error_code()), static_cast<int>(code));
    const v1::ErrorStatus details = DetailsOf(status);
    EXPECT_EQ(details.code(), static_cast<int>(code));
    EXPECT_EQ(details.message(), status.error_message());
    EXPECT_EQ(details.details_size(), 0);
  }
}

TEST(ErrorsTest, TextAboutOurStateNeverLeavesAndAllOtherTextDoes) {
  for (const absl::StatusCode code : EveryErrorCode()) {
    const grpc::Status status = ToGrpc(absl::Status(code, kText), Refusal());
    const bool leaves = code != absl::StatusCode::kInternal &&
                        code != absl::StatusCode::kUnknown &&
                        code != absl::StatusCode::kDataLoss &&
                        code != absl::StatusCode::kNotFound;
    EXPECT_EQ(status.error_message() == kText, leaves) << code;
    if (!leaves) {
      EXPECT_THAT(status.error_message(), Not(HasSubstr("SENTINEL")));
      EXPECT_THAT(status.error_details(), Not(HasSubstr("SENTINEL")));
    }
  }
}

TEST(ErrorsTest, ARefusalTravelsInTheDetailsUnlessNothingWasDecided) {
  for (const absl::StatusCode code : EveryErrorCode()) {
    const v1::ErrorStatus details =
        DetailsOf(ToGrpc(absl::Status(code, "rule"), Refusal()));
    ASSERT_EQ(details.details_size(), TextStaysHere(code) ? 0 : 1) << code;
    if (details.details_size() == 0) continue;
    v1::RefusalDetail refusal;
    ASSERT_TRUE(details.details(0).UnpackTo(&refusal));
    EXPECT_EQ(refusal.SerializeAsString(), Refusal());
  }
}

TEST(ErrorsTest, AbsentAndWithheldAreTheSameToTheByte) {
  const grpc::Status absent =
      ToGrpc(absl::NotFoundError("no such row"), Refusal());
  const grpc::Status withheld =
      ToGrpc(absl::NotFoundError("withheld"), Refusal());
  EXPECT_EQ(absent.error_message(), "not found");
  EXPECT_EQ(absent.error_message(), withheld.error_message());
  EXPECT_EQ(absent.error_details(), withheld.error_details());
}

TEST(ErrorsTest, OnlyWhatWaitingCuresAdvisesToWait) {
  for (const absl::StatusCode code : EveryErrorCode()) {
    const bool cures = code == absl::StatusCode::kUnavailable ||
                       code == absl::StatusCode::kResourceExhausted;
    EXPECT_EQ(RetryAfter(code) > absl::ZeroDuration(), cures) << code;
  }
}

}  // namespace
}  // namespace tasuki::server
