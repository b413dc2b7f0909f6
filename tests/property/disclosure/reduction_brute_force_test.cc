// Whoever has a reduced value can do no better than guess among the originals
// that share it: these are counted, over the whole domain of each reduction or
// a dense part of it, and compared with what docs/formats/editions.md declares.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/disclosure/value_format.h"
#include "tests/property/disclosure/random_record.h"
#include "tests/status_matchers.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::EnumDescriptor;
using Yield = std::function<void(const std::string& original)>;

std::string ReadAll(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// "| `YEAR` | 365 |" in the section "Least originals".
std::map<v1::Reduction, int64_t> DeclaredClasses() {
  const std::string page =
      ReadAll(TASUKI_SOURCE_DIR "/docs/formats/editions.md");
  std::map<v1::Reduction, int64_t> declared;
  const size_t begin = page.find("## Least originals");
  if (begin == page.npos) return declared;
  const size_t end = page.find("\n## ", begin + 1);
  const std::regex row("^\\| `([A-Z_]+)` \\| ([0-9,]+|all) \\|.*");
  for (const auto line :
       absl::StrSplit(page.substr(begin, end - begin), '\n')) {
    std::smatch match;
    const std::string text(line);
    if (!std::regex_match(text, match, row)) continue;
    v1::Reduction reduction = v1::REDUCTION_UNSPECIFIED;
    EXPECT_TRUE(v1::Reduction_Parse(absl::StrCat("REDUCTION_", match[1].str()),
                                    &reduction))
        << text;
    std::string digits = match[2].str();
    digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
    int64_t size = 0;  // all
    if (digits != "all") {
      EXPECT_TRUE(absl::SimpleAtoi(digits, &size)) << text;
    }
    declared[reduction] = size;
  }
  return declared;
}

void EveryDay(const Yield& yield) {
  for (absl::CivilDay day(1900, 1, 1); day < absl::CivilDay(2200, 1, 1);
       ++day) {
    yield(absl::FormatCivilTime(day));
  }
}

void EveryGestationalAge(const Yield& yield) {
  for (int week = 0; week <= 45; ++week) {
    for (int day = 0; day <= 6; ++day) {
      yield(absl::StrCat(week, "w", day, "d"));
    }
  }
}

void EveryAge(const Yield& yield) {
  for (int year = 0; year <= 129; ++year) {
    for (int month = 0; month <= 11; ++month) {
      yield(absl::StrCat(year, "y", month, "m"));
    }
  }
}

void EveryScore(const Yield& yield) {
  for (int score = 20; score <= 200; ++score) yield(absl::StrCat(score));
}

void EveryWeight(const Yield& yield) {
  for (int grams = 100; grams <= 9999; ++grams) yield(absl::StrCat(grams, "g"));
}

// A hundred of the million numbers under every prefix of four digits.
void PhonesOfEveryPrefix(const Yield& yield) {
  for (int prefix = 0; prefix < 1000; ++prefix) {
    for (int line = 7; line < 1000000; line += 10007) {
      yield(absl::StrFormat("0%03d-%06d", prefix, line));
      yield(absl::StrFormat("0%03d-%06d5", prefix, line));
      yield(absl::StrFormat("+81-%03d-%06d", prefix, line));
    }
  }
}

struct Domain {
  v1::Reduction reduction;
  void (*each)(const Yield&);
  // How many originals stand for each one that is tried.
  int64_t weight = 1;
};

const Domain kDomains[] = {
    {v1::REDUCTION_YEAR, EveryDay},
    {v1::REDUCTION_YEAR_MONTH, EveryDay},
    {v1::REDUCTION_PART_OF_MONTH, EveryDay},
    {v1::REDUCTION_WEEK_OF_DATE, EveryDay},
    {v1::REDUCTION_WEEKS_BAND, EveryGestationalAge},
    {v1::REDUCTION_AGE_BAND, EveryAge},
    {v1::REDUCTION_SCORE_CLASS, EveryScore},
    {v1::REDUCTION_BIRTH_WEIGHT_BAND, EveryWeight},
    {v1::REDUCTION_PHONE_CLASS, PhonesOfEveryPrefix, 10000},
};

// The last week of 2199 ends beyond the calendar of the format.
bool IsCutShort(const std::string& reduced) {
  return reduced == "2199-12-30/week";
}

TEST(ReductionBruteForceTest, NoReducedValueHasFewerOriginalsThanDeclared) {
  const auto declared = DeclaredClasses();
  for (const Domain& domain : kDomains) {
    const auto least = declared.find(domain.reduction);
    ASSERT_NE(least, declared.end()) << v1::Reduction_Name(domain.reduction);
    std::map<std::string, int64_t> originals;
    int64_t tried = 0;
    domain.each([&](const std::string& original) {
      ++tried;
      const std::string reduced = ReduceText(original, domain.reduction);
      originals[reduced] += domain.weight;
      ASSERT_NE(reduced, original);
      ASSERT_EQ(ReduceText(reduced, domain.reduction), reduced);
    });
    int64_t smallest = tried * domain.weight;
    for (const auto& [reduced, count] : originals) {
      if (!IsCutShort(reduced)) smallest = std::min(smallest, count);
    }
    EXPECT_GE(smallest, least->second) << v1::Reduction_Name(domain.reduction);
    std::cout << v1::Reduction_Name(domain.reduction) << ": " << tried
              << " originals, " << originals.size() << " reduced, smallest "
              << smallest << "\n";
    // What is declared is what is meant, not a bound that anything meets.
    if (domain.weight == 1) {
      EXPECT_EQ(smallest, least->second);
    }
  }
}

TEST(ReductionBruteForceTest, ATimeStampIsOneOfTheSecondsOfItsWeek) {
  constexpr int64_t kWeek = 7 * 24 * 60 * 60;
  EXPECT_EQ(DeclaredClasses()[v1::REDUCTION_WEEK], kWeek);
  const auto reduce = [](int64_t second) {
    return ReduceNumber(second, v1::REDUCTION_WEEK);
  };
  constexpr int64_t kFirstMonday = 4 * 24 * 60 * 60;
  for (int64_t second = 0; second < kFirstMonday; ++second) {
    ASSERT_EQ(reduce(second), 0);  // absent
  }
  for (int64_t second = kFirstMonday; second < kFirstMonday + kWeek; ++second) {
    ASSERT_EQ(reduce(second), kFirstMonday);
  }
  for (int week = 1; week < 12000; ++week) {  // to the year 2199
    const int64_t monday = kFirstMonday + week * kWeek;
    for (const int64_t second :
         {monday, monday + 1, monday + kWeek / 2, monday + kWeek - 1}) {
      ASSERT_EQ(reduce(second), monday);
    }
    ASSERT_EQ(reduce(reduce(monday + 12345)), monday);
  }
}

// Each class of a vocabulary stands for two values or more, the values that
// are classes of their own set aside: the author of the vocabulary says so.
TEST(ReductionBruteForceTest, AClassOfAVocabularyStandsForSeveralValues) {
  const int64_t least = DeclaredClasses()[v1::REDUCTION_CLASS];
  EXPECT_GE(least, 2);
  std::set<const EnumDescriptor*> vocabularies;
  for (const InventoryField& entry : FieldInventory(v1::Record::descriptor())) {
    if (entry.option.reduction() == v1::REDUCTION_CLASS) {
      vocabularies.insert(entry.field->enum_type());
    }
  }
  EXPECT_FALSE(vocabularies.empty());
  for (const EnumDescriptor* vocabulary : vocabularies) {
    std::map<int, int> originals;
    int merged = 0;
    for (int i = 1; i < vocabulary->value_count(); ++i) {
      const auto& value = *vocabulary->value(i);
      const int reduced = ReduceEnum(value, v1::REDUCTION_CLASS);
      if (reduced != value.number()) ++merged;
      ++originals[reduced];
      const auto* of_class = vocabulary->FindValueByNumber(reduced);
      ASSERT_NE(of_class, nullptr) << value.full_name();
      EXPECT_EQ(ReduceEnum(*of_class, v1::REDUCTION_CLASS), reduced);
    }
    EXPECT_GT(merged, 0) << vocabulary->full_name();
    for (int i = 1; i < vocabulary->value_count(); ++i) {
      const auto& value = *vocabulary->value(i);
      const int reduced = ReduceEnum(value, v1::REDUCTION_CLASS);
      if (reduced == value.number()) continue;
      EXPECT_GE(originals[reduced], least) << value.full_name();
    }
  }
}

TEST(ReductionBruteForceTest, WithheldKeepsNothingAndKeepChangesNothing) {
  for (const char* text : {"2026-12-15", "31w2d", "090-0000-0000", "x"}) {
    EXPECT_EQ(ReduceText(text, v1::REDUCTION_WITHHELD), "");
    EXPECT_EQ(ReduceText(text, v1::REDUCTION_UNSPECIFIED), "");
    EXPECT_EQ(ReduceText(text, v1::REDUCTION_KEEP), text);
  }
  for (int64_t number = 0; number < 1000; ++number) {
    EXPECT_EQ(ReduceNumber(number, v1::REDUCTION_WITHHELD), 0);
    EXPECT_EQ(ReduceNumber(number, v1::REDUCTION_KEEP), number);
  }
}

TEST(ReductionBruteForceTest, EveryReductionIsCountedHere) {
  std::set<v1::Reduction> counted = {v1::REDUCTION_UNSPECIFIED,
                                     v1::REDUCTION_WITHHELD, v1::REDUCTION_KEEP,
                                     v1::REDUCTION_WEEK, v1::REDUCTION_CLASS};
  for (const Domain& domain : kDomains) counted.insert(domain.reduction);
  const auto declared = DeclaredClasses();
  const EnumDescriptor* reductions = v1::Reduction_descriptor();
  for (int i = 0; i < reductions->value_count(); ++i) {
    const auto reduction =
        static_cast<v1::Reduction>(reductions->value(i)->number());
    EXPECT_TRUE(counted.count(reduction)) << reductions->value(i)->name();
    if (reduction == v1::REDUCTION_UNSPECIFIED) continue;
    EXPECT_TRUE(declared.count(reduction)) << reductions->value(i)->name();
  }
}

// The same records, built where and when it is something else.
TEST(ReductionClockTest, NoEditionDependsOnZoneOrTime) {
  std::vector<std::string> seen;
  for (const char* zone : {"UTC", "Asia/Tokyo", "America/Los_Angeles"}) {
    ASSERT_EQ(setenv("TZ", zone, 1), 0);
    tzset();
    RandomRecords draw(20261124);
    std::string all;
    for (int i = 0; i < 2000; ++i) {
      const auto editions = BuildEditions(draw.Draw());
      ASSERT_THAT(editions, IsOk());
      absl::StrAppend(&all, editions->full, editions->reduced);
    }
    seen.push_back(std::move(all));
  }
  unsetenv("TZ");
  tzset();
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

// Nothing in the layer can ask what time it is, or draw lots.
TEST(ReductionClockTest, TheLayerHasNoClockAndNoChance) {
  const std::regex banned(
      "absl::Now|base/clock|ManualClock|std::chrono|LocalTimeZone|localtime|"
      "gmtime|gettimeofday|clock_gettime|<ctime>|<time\\.h>|<random>|"
      "RandomBytes|\\btime\\(");
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           TASUKI_SOURCE_DIR "/gateway/disclosure")) {
    if (!entry.is_regular_file()) continue;
    ++files;
    EXPECT_FALSE(std::regex_search(ReadAll(entry.path()), banned))
        << entry.path();
  }
  EXPECT_GT(files, 15);
  EXPECT_TRUE(std::regex_search("const auto now = absl::Now();", banned));
}

}  // namespace
}  // namespace tasuki::disclosure
