#include "gateway/server/open_calls.h"

#include "tests/status_matchers.h"

namespace tasuki::server {
namespace {

constexpr auto kExhausted = absl::StatusCode::kResourceExhausted;

TEST(OpenCallsTest, APeerIsRefusedAtItsLimitAndOthersAreNot) {
  OpenCalls calls(2);
  const auto first = calls.Take("peer");
  const auto second = calls.Take("peer");
  EXPECT_THAT(second, IsOk());
  EXPECT_THAT(calls.Take("peer"), StatusIs(kExhausted));
  EXPECT_THAT(calls.Take("other"), IsOk());
}

TEST(OpenCallsTest, APlaceIsGivenBackOnceHoweverOftenItMoved) {
  OpenCalls calls(1);
  {
    auto place = calls.Take("peer");
    ASSERT_THAT(place, IsOk());
    const OpenCalls::Place moved = *std::move(place);
    EXPECT_THAT(calls.Take("peer"), StatusIs(kExhausted));
  }
  const auto again = calls.Take("peer");
  EXPECT_THAT(again, IsOk());
  EXPECT_THAT(calls.Take("peer"), StatusIs(kExhausted));
}

}  // namespace
}  // namespace tasuki::server
