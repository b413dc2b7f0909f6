// The tables of words and facts say what the vocabulary and the glossary say.
#include "gateway/analysis/words.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/facts.h"
#include "gateway/model/vocabulary.h"
#include "tests/files.h"
#include "tests/policy_packs.h"

namespace tasuki::analysis {
namespace {

std::string Glossary() {
  return ReadFile(TASUKI_SOURCE_DIR "/docs/glossary.md");
}

// The Japanese word of a code in a section of the glossary, without brackets at
// its end.
std::string InGlossary(const std::string& section, const std::string& code) {
  const std::string page = Glossary();
  const size_t begin = page.find("\n## " + section);
  const size_t row = page.find("\n| " + code + " | ", begin);
  const size_t word = row + 6 + code.size();
  const std::string cell = page.substr(word, page.find(" |", word) - word);
  return std::regex_replace(cell, std::regex("（.*）$"), "");
}

template <typename Enum>
void ExpectWords(const std::string& section, int last) {
  std::set<std::string> english;
  for (int value = 1; value <= last; ++value) {
    const auto one = static_cast<Enum>(value);
    EXPECT_EQ(Words(one, Language::kJapanese),
              InGlossary(section, ShortName(one)));
    EXPECT_TRUE(english.insert(Words(one, Language::kEnglish)).second)
        << ShortName(one);
  }
}

TEST(AnalysisWordsTest, AreThoseOfTheGlossary) {
  ExpectWords<v1::Category>("Categories", v1::Category_MAX);
  ExpectWords<v1::AudienceType>("Audiences", v1::AudienceType_MAX);
  ExpectWords<v1::Role>("Roles", v1::Role_MAX);
  ExpectWords<v1::BasisCode>("Grounds", v1::BasisCode_MAX);
  ExpectWords<v1::Purpose>("Purposes", v1::Purpose_MAX);
  ExpectWords<v1::CaseClass>("Classes", v1::CaseClass_MAX);
  ExpectWords<v1::Obligation>("Obligations", v1::Obligation_MAX);
}

TEST(AnalysisWordsTest, EveryActionHasItsWords) {
  std::set<std::string> words;
  for (int a = 1; a <= v1::Action_MAX; ++a) {
    const auto action = static_cast<v1::Action>(a);
    EXPECT_TRUE(words.insert(Words(action, Language::kJapanese)).second);
    EXPECT_TRUE(words.insert(Words(action, Language::kEnglish)).second);
    EXPECT_NE(Words(action, Language::kEnglish), ShortName(action));
  }
}

// The vocabulary says in brackets to which category each fact belongs.
TEST(FactsTest, TheCategoryOfEachFactIsThatOfTheVocabulary) {
  const std::string proto =
      ReadFile(TASUKI_SOURCE_DIR "/protos/tasuki/v1/vocabulary.proto");
  static const std::regex kFact(R"(// \[(\w+)\][^\n]*\n  FACT_(\w+) = )");
  int facts = 0;
  for (std::sregex_iterator at(proto.begin(), proto.end(), kFact), end;
       at != end; ++at) {
    const auto fact = ParseFact((*at)[2].str());
    ASSERT_TRUE(fact.ok());
    const FactEntry& entry = EntryOf(*fact);
    EXPECT_EQ(entry.fact, *fact);
    const std::string own = entry.origin == FactOrigin::kReader ? "own"
                            : entry.origin == FactOrigin::kSection
                                ? "section"
                                : ShortName(entry.category);
    EXPECT_EQ(own, (*at)[1].str()) << (*at)[2].str();
    EXPECT_FALSE(entry.ja.empty() || entry.not_ja.empty() || entry.en.empty() ||
                 entry.not_en.empty());
    ++facts;
  }
  EXPECT_EQ(facts, v1::Fact_MAX);
}

// What the pairs of worlds may differ in is what the pack accepts, what the
// reader knows of itself, or what is about the section alone.
TEST(FactsTest, TheListOfTwoWorldsIsAcceptedByThePack) {
  std::string list =
      ReadFile(TASUKI_SOURCE_DIR "/tests/property/two_worlds/flows.cc");
  list = list.substr(list.find("AcceptedFlows() {"));
  list.resize(list.find("return *flows"));
  std::set<std::string> accepted;
  const v1::PolicyPack pack = ShippedPack();
  for (const v1::AcceptedFlow& flow : pack.accepted_flows()) {
    accepted.insert(flow.facts().begin(), flow.facts().end());
  }
  static const std::regex kName(R"re(\{"([A-Z0-9_]+)",)re");
  int facts = 0;
  for (std::sregex_iterator at(list.begin(), list.end(), kName), end; at != end;
       ++at) {
    const auto fact = ParseFact((*at)[1].str());
    if (!fact.ok()) continue;  // a ground
    ++facts;
    EXPECT_TRUE(EntryOf(*fact).origin != FactOrigin::kCategory ||
                accepted.contains(ShortName(*fact)))
        << ShortName(*fact);
  }
  EXPECT_EQ(facts, 17);
}

// docs/policy.md lists the facts of an ordinary section of an ordinary case.
TEST(FactsTest, WhatIsOrdinaryIsWhatThePageSays) {
  const std::string page = ReadFile(TASUKI_SOURCE_DIR "/docs/policy.md");
  const size_t yes = page.find("* known true: "),
               no = page.find("* known false:");
  const size_t end = page.find("\n\n", no);
  for (int f = 1; f <= v1::Fact_MAX; ++f) {
    const auto fact = static_cast<v1::Fact>(f);
    const size_t named = page.find("`" + ShortName(fact) + "`", yes);
    if (named >= end) continue;
    EXPECT_EQ(EntryOf(fact).ordinary, named < no) << ShortName(fact);
  }
}

}  // namespace
}  // namespace tasuki::analysis
