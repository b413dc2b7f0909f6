#include "tests/property/two_worlds/report.h"

#include <iostream>

#include "absl/strings/str_cat.h"

namespace tasuki::two_worlds {
namespace {

std::string Counted(const std::map<std::string, int>& counts) {
  std::string text;
  for (const auto& [what, count] : counts) {
    absl::StrAppend(&text, "  ", count, "  ", what, "\n");
  }
  return text;
}

}  // namespace

std::string Summary(const Tally& tally) {
  int requests = 0;
  for (const auto& [rpc, count] : tally.rpcs) requests += count;
  return absl::StrCat(
      tally.agreeing, " pairs compared, ", requests, " requests of ",
      tally.rpcs.size(), " RPCs, ", tally.findings.size(), " differences\n",
      "by what differs:\n", Counted(tally.differences), tally.shown,
      " readers are shown the difference; of ", tally.tried,
      " of them played all the same, ", tally.told, " were told\n",
      "excluded by an accepted flow, by what steers it:\n",
      Counted(tally.flows), "requests left out by an accepted flow:\n",
      Counted(tally.skipped));
}

std::vector<std::string> Texts(const std::vector<Finding>& findings) {
  std::vector<std::string> texts;
  for (const Finding& finding : findings) texts.push_back(finding.Text());
  return texts;
}

int PairsUntilNoticed(Pairs& pairs, const Leak& leak, uint64_t seed, int most) {
  // Every other pair differs in what most leaks tell of, or this one: among all
  // kinds of difference these come too seldom to measure by.
  std::vector<std::string> telling = {"more sections",
                                      "another section",
                                      "a consent",
                                      "a second subject of a case",
                                      "a draft",
                                      "an item of a conference",
                                      "another case of hers"};
  if (!leak.tells_of.empty()) telling = {leak.tells_of};
  Tally tally;
  pairs.Spring(&leak);
  while (tally.agreeing < most && tally.findings.empty()) {
    const std::string kind =
        seed % 2 == 0 ? "" : telling[seed / 2 % telling.size()];
    pairs.Play(seed++, {.share = 80, .try_shown = false, .kind = kind}, tally);
  }
  pairs.Spring(nullptr);
  if (tally.findings.empty()) {
    std::cout << "MISSED: " << leak.name << "\n"
              << Summary(tally) << std::flush;
    return 0;
  }
  const Finding& finding = tally.findings.front();
  std::cout << "noticed after " << tally.agreeing << ": " << leak.name << " ("
            << finding.rpc << ", " << finding.difference << ")" << std::endl;
  return tally.agreeing;
}

}  // namespace tasuki::two_worlds
