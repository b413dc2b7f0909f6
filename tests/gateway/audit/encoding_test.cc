#include "gateway/audit/encoding.h"

#include "absl/strings/str_cat.h"
#include "tests/status_matchers.h"

namespace tasuki::audit {
namespace {

using absl::StatusCode;

TEST(EncodingTest, NumbersAreBigEndian) {
  EXPECT_EQ(U16(0x0102), "\x01\x02");
  EXPECT_EQ(U32(0x01020384), "\x01\x02\x03\x84");
  EXPECT_EQ(ReadU32("\x01\x02\x03\x84"), 0x01020384u);
}

TEST(DecodeBase64Test, TakesOnlyTheSpellingThatEncodingGives) {
  EXPECT_EQ(*DecodeBase64(""), "");
  EXPECT_EQ(*DecodeBase64("YQ=="), "a");
  EXPECT_EQ(*DecodeBase64("+/+/"), "\xFB\xFF\xBF");
  for (const absl::string_view text :
       {"YQ", "YQ=", "YQ==\n", " YQ==", "Y Q==", "YR==", "YWJ=", "YQ===",
        "-_-_", "YQ==YQ==", "!!", "=", "====", "YQ..", "Y"}) {
    EXPECT_THAT(DecodeBase64(text), StatusIs(StatusCode::kInvalidArgument))
        << text;
  }
}

TEST(ParseDecimalTest, TakesOnlyTheSpellingOfANumberUpToInt64) {
  EXPECT_EQ(*ParseDecimal("0"), 0u);
  EXPECT_EQ(*ParseDecimal("70000"), 70000u);
  EXPECT_EQ(*ParseDecimal("9223372036854775807"), 9223372036854775807u);
  for (const absl::string_view text :
       {"", "00", "01", "+1", "-1", " 1", "1 ", "0x1", "1e3", "1_0", "１",
        "9223372036854775808", "9223372036854775810", "18446744073709551616",
        "99999999999999999999999999"}) {
    EXPECT_THAT(ParseDecimal(text), StatusIs(StatusCode::kInvalidArgument))
        << text;
  }
}

TEST(TakeLineTest, ALineWithoutItsEndIsNotOne) {
  absl::string_view text = "one\n\ntwo";
  EXPECT_EQ(*TakeLine(text), "one");
  EXPECT_EQ(*TakeLine(text), "");
  EXPECT_THAT(TakeLine(text), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_EQ(text, "two");
}

TEST(IsNoteTextTest, TakesUtf8WithoutControlBytes) {
  for (const absl::string_view text :
       {"", "\n\n", "plain", "襷", "\xF0\x9F\x8E\xBD", "\x7F", "\xC2\x80",
        "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(IsNoteText(text)) << text;
  }
  for (const std::string& text :
       {std::string("\0", 1), std::string("\t"), std::string("\r\n"),
        std::string("\x1F"), std::string("\x80"), std::string("\xFF"),
        std::string("\xE8\xA5"), std::string("\xE8\xA5x"),
        std::string("\xC0\x80"), std::string("\xC1\xBF"),
        std::string("\xE0\x9F\xBF"), std::string("\xF0\x8F\xBF\xBF"),
        std::string("\xED\xA0\x80"), std::string("\xED\xBF\xBF"),
        std::string("\xF4\x90\x80\x80"), std::string("\xF8\x88\x80\x80\x80")}) {
    EXPECT_FALSE(IsNoteText(text)) << text;
  }
}

TEST(IsKeyNameTest, HasNoSpaceAndNoPlus) {
  EXPECT_TRUE(IsKeyName("gw.example.jp/audit/2026h2"));
  EXPECT_TRUE(IsKeyName("桑名市/監査"));
  EXPECT_FALSE(IsKeyName(""));
  for (const absl::string_view bad :
       {"+", " ", "\t", "\n", "\v", "\f", "\r", "\xC2\x85", "\xC2\xA0",
        "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x8A", "\xE2\x80\xA8",
        "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
        "\xFF"}) {
    EXPECT_FALSE(IsKeyName(absl::StrCat("a", bad, "b"))) << bad;
  }
  EXPECT_TRUE(
      IsKeyName("a\xE2\x80\x8B"
                "b"));  // zero width, not a space
}

}  // namespace
}  // namespace tasuki::audit
