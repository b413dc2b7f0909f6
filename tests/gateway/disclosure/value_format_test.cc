#include "gateway/disclosure/value_format.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::disclosure {
namespace {

v1::FieldDisclosure Option(v1::ValueFormat format,
                           v1::Reduction reduction = v1::REDUCTION_KEEP) {
  v1::FieldDisclosure option;
  option.set_format(format);
  option.set_reduction(reduction);
  return option;
}

TEST(ValueFormatTest, CountsCodePointsAndRefusesWhatIsNotText) {
  const struct {
    absl::string_view text;
    int line, text_count;  // -1: refused
  } kCases[] = {
      {"", 0, 0},
      {"abc", 3, 3},
      {"妊娠", 2, 2},
      {"\xF0\xA0\xAE\xB7", 1, 1},  // U+20BB7, four bytes
      {"a\nb", -1, 3},
      {"a\tb", -1, -1},
      {"a\rb", -1, -1},
      {absl::string_view("a\0b", 3), -1, -1},
      {"\x7F", -1, -1},
      {"\xC2\x85", -1, -1},          // U+0085, a C1 control
      {"\xC2\xA0", 1, 1},            // U+00A0 is none
      {"\xC0\xAF", -1, -1},          // overlong
      {"\xE0\x80\xAF", -1, -1},      // overlong
      {"\xF0\x80\x80\xAF", -1, -1},  // overlong
      {"\xED\xA0\x80", -1, -1},      // surrogate
      {"\xF4\x90\x80\x80", -1, -1},  // above U+10FFFF
      {"\xF4\x8F\xBF\xBF", 1, 1},    // U+10FFFF
      {"\xE3\x81", -1, -1},          // cut short
      {"\x81", -1, -1},              // follower without lead
      {"\xFF", -1, -1},
  };
  for (const auto& [text, line, text_count] : kCases) {
    EXPECT_EQ(CountCharacters(text, false).value_or(-1), line);
    EXPECT_EQ(CountCharacters(text, true).value_or(-1), text_count);
  }
}

TEST(ValueFormatTest, DatesAndAgesTakeTheirOwnFormOrTheReducedOne) {
  const auto year = Option(v1::VALUE_FORMAT_DATE, v1::REDUCTION_YEAR);
  const auto part = Option(v1::VALUE_FORMAT_DATE, v1::REDUCTION_PART_OF_MONTH);
  const auto kept = Option(v1::VALUE_FORMAT_DATE);
  const auto band =
      Option(v1::VALUE_FORMAT_GESTATIONAL_AGE, v1::REDUCTION_WEEKS_BAND);
  const auto pressure = Option(v1::VALUE_FORMAT_BLOOD_PRESSURE);
  const struct {
    const v1::FieldDisclosure& option;
    absl::string_view text;
    bool has_form;
  } kCases[] = {
      {year, "2028-02-29", true},    {year, "2026-02-29", false},
      {year, "2026", true},          {year, "2026-12", false},
      {year, "2026-12/mid", false},  {year, "1899-01-01", false},
      {year, "2200-01-01", false},   {year, "2026-13-01", false},
      {year, "2026-1-01", false},    {year, " 026-01-01", false},
      {year, "+026-01-01", false},   {year, "2026-01-01 ", false},
      {part, "2026-12/early", true}, {part, "2026-12/mid", true},
      {part, "2026-12/late", true},  {part, "2026-13/late", false},
      {part, "2026-12/", false},     {part, "2026", false},
      {kept, "2026-12-24", true},    {kept, "2026", false},
      {band, "30w2d", true},         {band, "0w0d", true},
      {band, "45w6d", true},         {band, "46w0d", false},
      {band, "30w7d", false},        {band, "30w", false},
      {band, "w2d", false},          {band, "30w22d", false},
      {band, "wd", false},           {band, "d", false},
      {band, "-11w", true},          {band, "22-33w", true},
      {band, "37w-", true},          {band, "22-34w", false},
      {pressure, "128/84", true},    {pressure, "98/60", true},
      {pressure, "128", false},      {pressure, "1/2", false},
      {pressure, "1280/84", false},  {pressure, "128/84/1", false},
  };
  for (const auto& [option, text, has_form] : kCases) {
    EXPECT_EQ(HasForm(text, option), has_form) << text;
  }
}

TEST(ValueFormatTest, EachFormTakesItsOwnValuesOnly) {
  const struct {
    v1::ValueFormat format;
    std::vector<absl::string_view> are, are_not;
  } kCases[] = {
      {v1::VALUE_FORMAT_PARTIAL_DATE,
       {"2024", "2024-04", "2024-02-29"},
       {"", "24", "2024-13", "2023-02-29", "2024-4", "令和6年4月頃"}},
      {v1::VALUE_FORMAT_MONTH,
       {"2024-04", "1900-01"},
       {"2024-04-01", "2024", "2024-00", "2200-01"}},
      {v1::VALUE_FORMAT_TIME_OF_DAY,
       {"00:00", "23:59"},
       {"24:00", "12:60", "1:00", "12:3", "12-30", "12:30:00"}},
      {v1::VALUE_FORMAT_AGE,
       {"0y", "0y3m", "34y", "129y", "15y11m"},
       {"130y", "34", "y", "3m", "3y12m", "03y", "3y03m", "3ym", "0歳3か月"}},
      {v1::VALUE_FORMAT_PHONE,
       {"03-1234-5678", "09012345678", "+81-90-1234-5678", "0120-123-456",
        "110", "189"},
       {"", "+1-212-555-0100", "03--1234", "03-1234-", "03 1234 5678", "11",
        "2345678", "0123456789012345", "０３-1234-5678", "call 110"}},
      {v1::VALUE_FORMAT_SCORE,
       {"20", "100", "200"},
       {"19", "201", "085", "85.5", "-85", "85 "}},
      {v1::VALUE_FORMAT_GRAMS,
       {"100g", "2840g", "9999g"},
       {"99g", "10000g", "02840g", "2840", "g", "2.8kg"}},
      {v1::VALUE_FORMAT_PARTY_NAME,
       {"bodies/kuwana-city", "bodies/kuwana-city/units/maternal-health"},
       {"bodies/", "bodies/Kuwana", "kuwana-city", "bodies/a/units/",
        "bodies/a/units/b/c", "bodies/桑名市", "bodies/a b"}},
      {v1::VALUE_FORMAT_VERSION,
       {"v3", "v3.1", "v120.12"},
       {"3", "v", "v3.", "v3.1.2", "v1234", "v3 A"}},
      {v1::VALUE_FORMAT_SHA256_HEX,
       {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
       {"e3b0",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B8"
        "55",
        "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}},
  };
  for (const auto& [format, are, are_not] : kCases) {
    for (const auto text : are) {
      EXPECT_TRUE(HasForm(text, Option(format))) << text;
    }
    for (const auto text : are_not) {
      EXPECT_FALSE(HasForm(text, Option(format))) << text;
    }
  }
}

TEST(ValueFormatTest, SizesAreHalfOpenAtTheirLimits) {
  auto bytes = Option(v1::VALUE_FORMAT_LINE);
  bytes.set_max_bytes(6);
  EXPECT_TRUE(HasForm("妊娠", bytes));
  EXPECT_FALSE(HasForm("妊娠a", bytes));
  auto characters = Option(v1::VALUE_FORMAT_TEXT);
  characters.set_max_characters(3);
  EXPECT_TRUE(HasForm("妊\n娠", characters));
  EXPECT_FALSE(HasForm("妊\n娠期", characters));
}

// Every reduced value has many values that lead to it, and nothing else of them
// shows: what they have in common is all that can be read back.
TEST(ReductionTest, YearForgetsTheDay) {
  std::map<std::string, std::set<std::string>> sources;
  for (absl::CivilDay day(2023, 1, 1); day < absl::CivilDay(2027, 1, 1);
       ++day) {
    const std::string text = absl::FormatCivilTime(day);
    sources[ReduceText(text, v1::REDUCTION_YEAR)].insert(text);
  }
  EXPECT_EQ(sources.size(), 4u);
  for (const auto& [reduced, all] : sources) {
    EXPECT_EQ(reduced.size(), 4u);
    EXPECT_GE(all.size(), 365u);
  }
}

TEST(ReductionTest, PartOfMonthForgetsAtLeastEightDays) {
  std::map<std::string, int> sources;
  for (absl::CivilDay day(2023, 1, 1); day < absl::CivilDay(2027, 1, 1);
       ++day) {
    ++sources[ReduceText(absl::FormatCivilTime(day),
                         v1::REDUCTION_PART_OF_MONTH)];
  }
  EXPECT_EQ(sources.size(), 4u * 12 * 3);
  for (const auto& [reduced, days] : sources) EXPECT_GE(days, 8) << reduced;
  EXPECT_EQ(sources["2024-02/late"], 9);
  EXPECT_EQ(sources["2026-12/early"], 10);
  EXPECT_EQ(sources["2026-12/mid"], 10);
  EXPECT_EQ(sources["2026-12/late"], 11);
}

TEST(ReductionTest, BandForgetsTheWeek) {
  std::map<std::string, int> sources;
  for (int weeks = 0; weeks <= 45; ++weeks) {
    for (int days = 0; days < 7; ++days) {
      ++sources[ReduceText(absl::StrCat(weeks, "w", days, "d"),
                           v1::REDUCTION_WEEKS_BAND)];
    }
  }
  const std::map<std::string, int> want = {{"-11w", 12 * 7},
                                           {"12-21w", 10 * 7},
                                           {"22-33w", 12 * 7},
                                           {"34-36w", 3 * 7},
                                           {"37w-", 9 * 7}};
  EXPECT_EQ(sources, want);
}

TEST(ReductionTest, WeekIsTheFirstSecondOfItsMonday) {
  constexpr int64_t kMonday = 1764547200;  // 2025-12-01 00:00 UTC
  constexpr int64_t kWeek = 7 * 24 * 60 * 60;
  for (int64_t second = 0; second < kWeek; second += 599) {
    EXPECT_EQ(ReduceNumber(kMonday + second, v1::REDUCTION_WEEK), kMonday);
  }
  EXPECT_EQ(ReduceNumber(kMonday - 1, v1::REDUCTION_WEEK), kMonday - kWeek);
  EXPECT_EQ(ReduceNumber(kMonday + kWeek - 1, v1::REDUCTION_WEEK), kMonday);
  EXPECT_EQ(ReduceNumber(kMonday + kWeek, v1::REDUCTION_WEEK), kMonday + kWeek);
  EXPECT_EQ(ReduceNumber(1, v1::REDUCTION_WEEK), 0);
}

// Counts what leads to each reduced value.
template <typename Values>
std::map<std::string, int> Sources(const Values& values,
                                   v1::Reduction reduction) {
  std::map<std::string, int> sources;
  for (const std::string& value : values) {
    const std::string reduced = ReduceText(value, reduction);
    ++sources[reduced];
    EXPECT_EQ(ReduceText(reduced, reduction), reduced) << value;
  }
  return sources;
}

std::vector<std::string> Numbers(int from, int to, absl::string_view unit) {
  std::vector<std::string> numbers;
  for (int n = from; n <= to; ++n) numbers.push_back(absl::StrCat(n, unit));
  return numbers;
}

TEST(ReductionTest, YearMonthForgetsTheDay) {
  std::map<std::string, int> sources;
  for (absl::CivilDay day(2023, 1, 1); day < absl::CivilDay(2027, 1, 1);
       ++day) {
    ++sources[ReduceText(absl::FormatCivilTime(day), v1::REDUCTION_YEAR_MONTH)];
  }
  EXPECT_EQ(sources.size(), 4u * 12);
  for (const auto& [reduced, days] : sources) EXPECT_GE(days, 28) << reduced;
  EXPECT_EQ(ReduceText("2024", v1::REDUCTION_YEAR_MONTH), "2024");
}

TEST(ReductionTest, WeekOfADateIsItsMonday) {
  std::map<std::string, int> sources;
  const absl::CivilDay monday(2023, 1, 2);
  for (absl::CivilDay day = monday; day < monday + 7 * 200; ++day) {
    const std::string reduced =
        ReduceText(absl::FormatCivilTime(day), v1::REDUCTION_WEEK_OF_DATE);
    ++sources[reduced];
    EXPECT_TRUE(IsReducedForm(reduced, v1::REDUCTION_WEEK_OF_DATE)) << reduced;
  }
  EXPECT_EQ(sources.size(), 200u);
  for (const auto& [reduced, days] : sources) EXPECT_EQ(days, 7) << reduced;
  EXPECT_EQ(ReduceText("2026-12-20", v1::REDUCTION_WEEK_OF_DATE),
            "2026-12-14/week");
  EXPECT_FALSE(IsReducedForm("2026-12-15/week", v1::REDUCTION_WEEK_OF_DATE));
  EXPECT_EQ(ReduceText("1900-01-01", v1::REDUCTION_WEEK_OF_DATE),
            "1900-01-01/week");
}

TEST(ReductionTest, AgeBecomesItsBand) {
  const std::map<std::string, int> want = {
      {"-2y", 3},     {"3-5y", 3},   {"6-11y", 6},   {"12-14y", 3},
      {"15-17y", 3},  {"18-19y", 2}, {"20-29y", 10}, {"30-39y", 10},
      {"40-59y", 20}, {"60y-", 70}};
  EXPECT_EQ(Sources(Numbers(0, 129, "y"), v1::REDUCTION_AGE_BAND), want);
  EXPECT_EQ(ReduceText("17y11m", v1::REDUCTION_AGE_BAND), "15-17y");
  EXPECT_EQ(ReduceText("0y3m", v1::REDUCTION_AGE_BAND), "-2y");
}

TEST(ReductionTest, ScoreAndBirthWeightBecomeTheirClass) {
  const std::map<std::string, int> scores = {
      {"below", 65}, {"around", 31}, {"above", 85}};
  EXPECT_EQ(Sources(Numbers(20, 200, ""), v1::REDUCTION_SCORE_CLASS), scores);
  const std::map<std::string, int> weights = {
      {"-1499g", 1400}, {"1500-2499g", 1000}, {"2500g-", 7500}};
  EXPECT_EQ(Sources(Numbers(100, 9999, "g"), v1::REDUCTION_BIRTH_WEIGHT_BAND),
            weights);
}

TEST(ReductionTest, PhoneNumberBecomesTheClassOfItsChannel) {
  const struct {
    absl::string_view phone, reduced;
  } kCases[] = {
      {"090-1234-5678", "mobile"},
      {"08012345678", "mobile"},
      {"070-1234-5678", "mobile"},
      {"060-1234-5678", "mobile"},
      {"+81-90-1234-5678", "mobile"},
      {"03-1234-5678", "landline"},
      {"0594-24-1234", "landline"},
      {"+81-594-24-1234", "landline"},
      {"0120-123-456", "toll-free"},
      {"0800-123-4567", "toll-free"},
      {"050-1234-5678", "other"},
      {"0570-012-345", "other"},
      {"110", "other"},
      {"189", "other"},
      {"020-1234-5678", "other"},
      {"0990-12-3456", "other"},
  };
  for (const auto& [phone, reduced] : kCases) {
    EXPECT_EQ(ReduceText(phone, v1::REDUCTION_PHONE_CLASS), reduced) << phone;
    EXPECT_TRUE(IsReducedForm(reduced, v1::REDUCTION_PHONE_CLASS));
  }
}

// Whatever is asked of an enum, its classes never tell one value from all.
TEST(ReductionTest, ClassStandsForTwoValuesOrMore) {
  for (const auto* vocabulary :
       {v1::RiskGrade_descriptor(), v1::FatherStatus_descriptor(),
        v1::MeasureKind_descriptor(), v1::OffenceKind_descriptor()}) {
    std::map<int, int> sources;
    for (int i = 1; i < vocabulary->value_count(); ++i) {
      const auto& value = *vocabulary->value(i);
      const int reduced = ReduceEnum(value, v1::REDUCTION_CLASS);
      if (reduced != value.number()) ++sources[reduced];
      const auto* of_class = vocabulary->FindValueByNumber(reduced);
      ASSERT_NE(of_class, nullptr) << value.full_name();
      EXPECT_EQ(ReduceEnum(*of_class, v1::REDUCTION_CLASS), reduced);
      EXPECT_EQ(ReduceEnum(value, v1::REDUCTION_KEEP), value.number());
      EXPECT_EQ(ReduceEnum(value, v1::REDUCTION_WITHHELD), 0);
    }
    EXPECT_FALSE(sources.empty());
    for (const auto& [reduced, values] : sources) EXPECT_GE(values, 2);
  }
}

TEST(ReductionTest, ReducedValuesStay) {
  for (const auto& [text, reduction] :
       std::vector<std::pair<std::string, v1::Reduction>>{
           {"2026", v1::REDUCTION_YEAR},
           {"2026-12/mid", v1::REDUCTION_PART_OF_MONTH},
           {"22-33w", v1::REDUCTION_WEEKS_BAND},
           {"-11w", v1::REDUCTION_WEEKS_BAND}}) {
    EXPECT_EQ(ReduceText(text, reduction), text);
  }
}

TEST(ReductionTest, WithheldAndUndeclaredLeaveNothing) {
  for (const auto reduction :
       {v1::REDUCTION_WITHHELD, v1::REDUCTION_UNSPECIFIED}) {
    EXPECT_EQ(ReduceText("2026-12-24", reduction), "");
    EXPECT_EQ(ReduceNumber(7, reduction), 0);
  }
}

}  // namespace
}  // namespace tasuki::disclosure
