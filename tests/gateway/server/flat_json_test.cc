#include "gateway/server/flat_json.h"

#include "tests/status_matchers.h"

namespace tasuki::server {
namespace {

TEST(FlatJsonTest, TextsNumbersAndObjectsOfTextsAreRead) {
  const auto read = ParseFlatJson(
      "{\"a\" : \"x\\/\\u3042\", \"n\":0, \"m\":1099511627776,"
      "\"o\":{\"a\":\"y\",\"b\":\"z\"}, \"e\":{}} ");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->texts.at("a"), "x/あ");
  EXPECT_EQ(read->numbers.at("n"), 0);
  EXPECT_EQ(read->numbers.at("m"), int64_t{1} << 40);
  EXPECT_EQ(read->objects.at("o").at("b"), "z");
  EXPECT_TRUE(read->objects.at("e").empty());
  EXPECT_THAT(ParseFlatJson("{}"), IsOk());
}

TEST(FlatJsonTest, AnythingElseIsRefused) {
  for (const char* bad : {
           "",
           " {}",
           "x",
           "\"a\"",
           "1",
           "null",
           "[]",
           "{",
           "}",
           "{}{}",
           "{}x",
           "\xEF\xBB\xBF{}",                   // byte order mark
           "{\"a\":\"x\",\"a\":\"x\"}",        // repeated name
           "{\"a\":\"x\",\"\\u0061\":\"x\"}",  // the same, escaped
           "{\"a\":\"x\",\"a\":1}",            // of another type
           "{\"a\":1,\"a\":{}}",
           "{\"a\":{},\"a\":{}}",
           "{\"a\":{\"b\":\"x\",\"b\":\"y\"}}",  // inside
           "{\"a\":null}",
           "{\"a\":true}",
           "{\"a\":[]}",
           "{\"a\":[\"x\"]}",
           "{\"a\":-1}",
           "{\"a\":-0}",
           "{\"a\":1.0}",
           "{\"a\":1e3}",
           "{\"a\":01}",
           "{\"a\":1099511627777}",
           "{\"a\":18446744073709551616}",
           "{\"a\":{\"b\":1}}",
           "{\"a\":{\"b\":{}}}",  // too deep
           "{\"a\":\"\xff\"}",
           "{\"a\":\"\\ud800\"}",  // not UTF-8
           "{\"a\":\"\n\"}",
           "{'a':'x'}",
           "{a:\"x\"}",
           "{\"a\":\"x\",}",
           "{\"a\":\"x\"} // comment",
           "{/**/}",
       }) {
    EXPECT_THAT(ParseFlatJson(bad),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << bad;
  }
}

TEST(FlatJsonTest, ANulByteEndsNothing) {
  EXPECT_THAT(ParseFlatJson(absl::string_view("{}\0", 3)),
              StatusIs(absl::StatusCode::kInvalidArgument));
  const auto read = ParseFlatJson("{\"a\":\"x\\u0000y\"}");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->texts.at("a"), std::string("x\0y", 3));
}

}  // namespace
}  // namespace tasuki::server
