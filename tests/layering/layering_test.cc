// The rules of docs/architecture.md over the repository as it stands, and each
// rule on something bad: a rule that cannot bite is no rule.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/layering/house_rules.h"
#include "tests/layering/layers.h"
#include "tests/layering/repository.h"
#include "tests/layering/source.h"

namespace tasuki::layering {

void PrintTo(const Finding& finding, std::ostream* out) {
  *out << "\n" << finding.path << ":" << finding.line << ": " << finding.rule;
}

namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Findings OverTheRepository(const std::function<Findings(const Source&)>& rule) {
  static const auto* const kSources = new std::vector<Source>(Repository());
  EXPECT_THAT(*kSources, SizeIs(::testing::Gt(100)));
  Findings all;
  for (const Source& source : *kSources) {
    for (Finding& finding : rule(source)) all.push_back(std::move(finding));
  }
  return all;
}

// What `rule` finds in a file of this path and text.
Findings FindsIn(const std::function<Findings(const Source&)>& rule,
                 const std::string& path, const std::string& text) {
  return rule(MakeSource(path, text));
}

TEST(LayeringTest, EveryLayerIncludesOnlyLayersAboveIt) {
  EXPECT_THAT(OverTheRepository(FolderOrder), IsEmpty());
}

TEST(LayeringTest, EveryIncludedLayerIsDeclaredInCMake) {
  const Declared declared = DeclaredInRepository();
  EXPECT_THAT(OverTheRepository([&](const Source& source) {
                return UndeclaredLayers(source, declared);
              }),
              IsEmpty());
}

TEST(LayeringTest, ForeignHeadersStayWhereTheTableAllowsThem) {
  EXPECT_THAT(OverTheRepository(ForeignHeaders), IsEmpty());
}

TEST(HouseRulesTest, NoSourceSaysWhatIsForbidden) {
  EXPECT_THAT(OverTheRepository(ForbiddenWords), IsEmpty());
}

TEST(HouseRulesTest, FilesAreShortNamedAndGuarded) {
  EXPECT_THAT(OverTheRepository(FileShape), IsEmpty());
}

TEST(HouseRulesTest, NoFunctionIsTooLong) {
  EXPECT_THAT(OverTheRepository(LongFunctions), IsEmpty());
}

TEST(HouseRulesTest, EveryUsingDeclarationIsUsed) {
  EXPECT_THAT(OverTheRepository(UnusedNames), IsEmpty());
}

TEST(HouseRulesTest, NothingNamesAPlaceOutsideTheRepository) {
  EXPECT_THAT(OverTheRepository(MachinePaths), IsEmpty());
}

TEST(HouseRulesTest, EveryPageThatIsNamedIsThere) {
  EXPECT_THAT(OverTheRepository([](const Source& source) {
                return DeadLinks(source, IsInRepository);
              }),
              IsEmpty());
}

TEST(HouseRulesTest, EveryTestThatAThreatNamesIsThere) {
  std::map<std::string, std::string> texts;
  for (const Source& source : Repository()) texts[source.path] = source.text;
  const std::string page = "docs/threats.md";
  EXPECT_THAT(ThreatRows(MakeSource(page, texts[page]),
                         [&](const std::string& path) { return texts[path]; }),
              IsEmpty());
}

TEST(FolderOrderTest, BitesOnAnIncludeOfALaterLayer) {
  const std::string text =
      "#include <string>\n#include \"gateway/store/a.h\"\n";
  EXPECT_THAT(FindsIn(FolderOrder, "gateway/exchange/a.cc", text),
              ElementsAre(Field(&Finding::line, 2)));
  EXPECT_THAT(FindsIn(FolderOrder, "gateway/server/a.cc", text), IsEmpty());
  EXPECT_THAT(FindsIn(FolderOrder, "gateway/new_folder/a.cc", text), SizeIs(1));
}

TEST(FolderOrderTest, BitesOnAnAdapterThatReachesBehindTheServices) {
  const std::string inside = "#include \"gateway/exchange/exchange.h\"\n";
  const std::string pure = "#include \"gateway/audit/receipt.h\"\n";
  const std::string command = "#include \"adapters/cli/a.h\"\n";
  EXPECT_THAT(FindsIn(FolderOrder, "adapters/cli/a.cc", inside), SizeIs(1));
  EXPECT_THAT(FindsIn(FolderOrder, "adapters/cli/a.cc", pure), IsEmpty());
  EXPECT_THAT(FindsIn(FolderOrder, "adapters/cli/init.cc", inside), IsEmpty());
  EXPECT_THAT(FindsIn(FolderOrder, "adapters/client/a.cc", command), SizeIs(1));
}

TEST(FolderOrderTest, BitesOnTestsAndAdaptersIncludedByTheGateway) {
  EXPECT_THAT(FindsIn(FolderOrder, "gateway/app/a.cc",
                      "#include \"tests/vectors.h\"\n"
                      "#include \"adapters/client/a.h\"\n"),
              SizeIs(2));
}

TEST(UndeclaredLayersTest, BitesUnlessALayerOnTheWayIsDeclared) {
  const Declared declared = {{"gateway/store", {"gateway/exchange"}},
                             {"gateway/exchange", {"gateway/audit"}}};
  const auto findings = [&](const std::string& header) {
    return UndeclaredLayers(
        MakeSource("gateway/store/a.cc", "#include \"" + header + "\"\n"),
        declared);
  };
  EXPECT_THAT(findings("gateway/audit/leaf.h"), IsEmpty());
  EXPECT_THAT(findings("gateway/policy/policy.h"), SizeIs(1));
}

TEST(UndeclaredLayersTest, ReadsTargetsOutOfCMake) {
  EXPECT_THAT(DeclaredLayers("gateway_library(audit DEPS gateway::crypto\n"
                             "  gateway::model LINKS absl::time)"),
              ElementsAre("gateway/crypto", "gateway/model"));
}

// What broke there must not be able to break the intake (docs/architecture.md).
TEST(UndeclaredLayersTest, TheIntakeReachesNothingThatDecidesOrStores) {
  const Declared declared = DeclaredInRepository();
  EXPECT_TRUE(Reaches(declared, "gateway/intake", "gateway/crypto"));
  EXPECT_TRUE(Reaches(declared, "gateway/server", "gateway/store"));
  for (const char* layer :
       {"gateway/policy", "gateway/consent", "gateway/disclosure",
        "gateway/audit", "gateway/exchange", "gateway/store",
        "gateway/server"}) {
    EXPECT_FALSE(Reaches(declared, "gateway/intake", layer)) << layer;
  }
}

TEST(ForeignHeadersTest, BitesOutsideTheFolderOfTheTable) {
  const struct {
    std::string header, allowed, forbidden;
  } kCases[] = {
      {"openssl/evp.h", "gateway/crypto/a.cc", "gateway/audit/a.cc"},
      {"openssl/ssl.h", "gateway/tls/tls_policy.cc",
       "gateway/server/reception.cc"},
      {"sqlite3.h", "gateway/store/a.cc", "gateway/exchange/a.cc"},
      {"grpcpp/grpcpp.h", "adapters/client/a.cc", "adapters/cli/a.cc"},
      {"tasuki/v1/case_service.grpc.pb.h", "gateway/server/a.cc",
       "gateway/exchange/a.cc"},
      {"nlohmann/json.hpp", "gateway/server/a.cc", "gateway/policy/a.cc"},
      {"CLI/CLI.hpp", "adapters/cli/a.cc", "gateway/app/a.cc"},
      {"google/protobuf/message.h", "gateway/disclosure/a.cc",
       "gateway/audit/a.cc"},
      {"unistd.h", "gateway/store/a.cc", "gateway/policy/a.cc"},
      {"absl/strings/str_cat.h", "gateway/audit/a.cc", ""},
      {"vector", "gateway/base/a.cc", ""},
      {"something/unheard_of.h", "tests/a.cc", "gateway/app/a.cc"},
  };
  for (const auto& [header, allowed, forbidden] : kCases) {
    const std::string text = "#include <" + header + ">\n";
    EXPECT_THAT(FindsIn(ForeignHeaders, allowed, text), IsEmpty()) << header;
    if (forbidden.empty()) continue;
    EXPECT_THAT(FindsIn(ForeignHeaders, forbidden, text), SizeIs(1)) << header;
  }
}

TEST(ForbiddenWordsTest, BitesOnEachOfThem) {
  const struct {
    std::string path, line;
  } kBad[] = {
      {"gateway/audit/a.cc", "log(message.DebugString());"},
      {"tests/a.cc", "log(message->ShortDebugString());"},
      {"adapters/cli/a.cc", "log(message.Utf8DebugString());"},
      {"gateway/exchange/a.cc", "std::cout << record;"},
      {"tests/a.cc", "absl::SleepFor(absl::Seconds(1));"},
      {"gateway/store/a.cc", "std::this_thread::sleep_for(pause);"},
      {"gateway/consent/a.cc", "const absl::Time now = absl::Now();"},
      {"gateway/crypto/a.cc", "std::random_device device;"},
      {"gateway/model/a.cc", "throw std::bad_alloc();"},
      {"gateway/model/a.h", "class CaseManager {"},
      {"gateway/model/a.h", "struct PartyInfo {"},
  };
  for (const auto& [path, line] : kBad) {
    EXPECT_THAT(FindsIn(ForbiddenWords, path, "\n" + line + "\n"),
                ElementsAre(Field(&Finding::line, 2)))
        << line;
  }
}

TEST(ForbiddenWordsTest, LetsCommentsAndLiteralsSpeakOfThem) {
  EXPECT_THAT(
      FindsIn(ForbiddenWords, "gateway/model/a.cc",
              "// never DebugString()\n/* throw\n throw */\n"
              "Say(\"throw \\\" throw\", R\"(throw \" throw)\", '\"');\n"
              "const int count = 1'000; Rethrown();\n"),
      IsEmpty());
}

TEST(FileShapeTest, BitesOnLengthNameGuardAndColumns) {
  const std::string guard = "#ifndef GATEWAY_MODEL_A_H_\n";
  const auto shape = [](const std::string& path, const std::string& text) {
    return FindsIn(FileShape, path, text);
  };
  std::string long_text;
  for (int i = 0; i < 400; ++i) long_text += "int x;\n";
  EXPECT_THAT(shape("gateway/model/a.cc", long_text), IsEmpty());
  EXPECT_THAT(shape("gateway/model/a.cc", long_text + "\n"), SizeIs(1));
  EXPECT_THAT(shape("gateway/model/a.h", guard), IsEmpty());
  EXPECT_THAT(shape("gateway/model/b.h", guard), SizeIs(1));
  EXPECT_THAT(shape("gateway/model/string_util.cc", ""), SizeIs(1));
  EXPECT_THAT(shape("gateway/model/a.cc", std::string(81, 'x') + "\n"),
              SizeIs(1));
}

TEST(FileShapeTest, CountsCharactersNotBytes) {
  std::string line = "// ";
  for (int i = 0; i < 70; ++i) line += "襷";
  EXPECT_THAT(FindsIn(FileShape, "gateway/model/a.cc", line), IsEmpty());
}

TEST(UnusedNamesTest, BitesOnANameThatIsOnlyDeclared) {
  const std::string text = "using ::testing::IsEmpty;\n// IsEmpty\n";
  EXPECT_THAT(FindsIn(UnusedNames, "tests/a_test.cc", text),
              ElementsAre(Finding{"tests/a_test.cc", 1, "a name not used"}));
  EXPECT_THAT(FindsIn(UnusedNames, "tests/a_test.cc", text + "IsEmpty();\n"),
              IsEmpty());
}

TEST(LongFunctionsTest, BitesOnSixtyOneLines) {
  const auto body = [](int lines) {
    std::string text = "namespace a {\nint F(struct B b) {\n";
    for (int i = 0; i < lines - 2; ++i) text += "  if (b) { G(\"}\"); }\n";
    return text + "}\n}  // namespace a\n";
  };
  EXPECT_THAT(FindsIn(LongFunctions, "gateway/model/a.cc", body(60)),
              IsEmpty());
  EXPECT_THAT(FindsIn(LongFunctions, "gateway/model/a.cc", body(61)),
              ElementsAre(Finding{"gateway/model/a.cc", 2,
                                  "a function of 61 lines, more than 60"}));
}

TEST(LongFunctionsTest, BitesInsideAClassAndLetsTheClassBeLong) {
  std::string text = "class A {\n void F() const {\n";
  for (int i = 0; i < 61; ++i) text += "G();\n";
  text += "}\n};\n";
  EXPECT_THAT(FindsIn(LongFunctions, "gateway/model/a.cc", text),
              ElementsAre(Field(&Finding::line, 2)));
}

TEST(MachinePathsTest, BitesOnAPlaceThatAStrangerDoesNotHave) {
  const std::string home = "/ho" + std::string("me/somebody/a");
  EXPECT_THAT(FindsIn(MachinePaths, "a.md", "see " + home), SizeIs(1));
  EXPECT_THAT(FindsIn(MachinePaths, "a.md", "tests" + home), IsEmpty());
}

TEST(ThreatRowsTest, BitesOnAMissingChannelRowOrTest) {
  const auto findings = [](const std::string& first_row) {
    std::string text = first_row + "\n";
    for (const char* channel : {"13b", "13c"}) {
      text += "| " + std::string(channel) +
              " | a | `tests/a_test.cc`: `SaysSo` |\n";
    }
    for (int i = 2; i <= 23; ++i) {
      text += "| " + std::to_string(i) + " | `tests/a_test.cc`: `SaysSo` |\n";
    }
    return ThreatRows(MakeSource("a.md", text), [](const std::string& path) {
      return path == "tests/a_test.cc" ? "TEST(ATest, SaysSo) {\n"
                                       : "TEST(BTest,\n     SaysMore) {\n";
    });
  };
  EXPECT_THAT(findings("| 1 | `tests/b_test.cc`: `SaysMore` |"), IsEmpty());
  EXPECT_THAT(findings(""), SizeIs(1));
  EXPECT_THAT(findings("| 1 | a defence | none |"), SizeIs(1));
  EXPECT_THAT(findings("| 1 | `tests/a_test.cc`: `SaysMore` |"), SizeIs(1));
  EXPECT_THAT(findings("| 1 | `SaysSo` |"), SizeIs(1));
}

TEST(DeadLinksTest, BitesOnAPageOrALinkThatIsNotThere) {
  const auto dead = [](const std::string& path, const std::string& text) {
    return DeadLinks(MakeSource(path, text), [](const std::string& page) {
      return page == "pages/there.txt" || page == "pages/formats";
    });
  };
  const std::string page = "docs/" + std::string("missing.md");
  EXPECT_THAT(dead("gateway/model/a.h", "\n// " + page),
              ElementsAre(Field(&Finding::line, 2)));
  EXPECT_THAT(dead("pages/a.md", "[a](there.txt#part) [b](formats)"),
              IsEmpty());
  EXPECT_THAT(dead("pages/more/a.md", "[a](../there.txt)"), IsEmpty());
  EXPECT_THAT(dead("pages/a.md", "see [c](nowhere.txt)"), SizeIs(1));
  EXPECT_THAT(dead("pages/a.md", "by `tests/nowhere`"), SizeIs(1));
  EXPECT_THAT(dead("pages/a.md", "[d](https://example.com/x)"), IsEmpty());
}

}  // namespace
}  // namespace tasuki::layering
