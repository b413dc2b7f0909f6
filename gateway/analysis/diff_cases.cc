#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/diff_statements.h"
#include "gateway/model/canonical.h"

namespace tasuki::analysis {
namespace {

// The cases of a name; of two files there may be several.
using CasesByName = std::map<std::string, std::multiset<std::string>>;

CasesByName ByName(const std::vector<v1::PolicyCase>& cases) {
  CasesByName by_name;
  for (const v1::PolicyCase& one : cases) {
    by_name[one.name()].insert(Canonical(one));
  }
  return by_name;
}

// One sentence for all these cases, if there are any.
void Say(const std::vector<std::string>& names, Effect effect, Text what,
         std::vector<Change>& changes) {
  if (names.empty()) return;
  const Text why =
      effect == Effect::kWidens
          ? Text{"。事例は、見えてはならないものが見えないことを確かめるので、"
                 "二人で読みます。",
                 ". Cases make sure that nothing is seen that must not be, so "
                 "two read this."}
          : Text{"。", "."};
  Change change;
  change.kind = ChangeKind::kWording;
  change.effect = effect;
  change.sentence = {
      absl::StrCat(what.ja, "（", names.size(), "）：「",
                   absl::StrJoin(names, "」「"), "」", why.ja),
      absl::StrCat(what.en, " (", names.size(), "): \"",
                   absl::StrJoin(names, "\", \""), "\"", why.en)};
  changes.push_back(std::move(change));
}

}  // namespace

std::vector<Change> CaseChanges(const std::vector<v1::PolicyCase>& before,
                                const std::vector<v1::PolicyCase>& after) {
  const CasesByName was = ByName(before), is = ByName(after);
  std::vector<std::string> dropped, changed, added;
  for (const auto& [name, cases] : was) {
    const auto found = is.find(name);
    if (found == is.end()) {
      dropped.push_back(name);
    } else if (found->second != cases) {
      changed.push_back(name);
    }
  }
  for (const auto& [name, cases] : is) {
    if (!was.contains(name)) added.push_back(name);
  }
  std::vector<Change> changes;
  Say(dropped, Effect::kWidens, {"なくなる事例", "cases that are dropped"},
      changes);
  Say(changed, Effect::kWidens,
      {"試すことか期待が変わる事例", "cases that try or expect something else"},
      changes);
  Say(added, Effect::kNeutral, {"加わる事例", "new cases"}, changes);
  return changes;
}

}  // namespace tasuki::analysis
