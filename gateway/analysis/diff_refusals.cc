#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/diff_statements.h"

namespace tasuki::analysis {
namespace {

std::map<std::string, std::string> RefusalsOf(const Version& version) {
  std::map<std::string, std::string> refusals;
  for (const v1::PolicyPack& pack : version.packs) {
    for (const v1::Ceiling& one : pack.ceilings()) {
      refusals[one.id()] = one.refusal();
    }
  }
  return refusals;
}

std::string Named(const std::string& refusal) {
  return refusal.empty() ? "―" : refusal;
}

}  // namespace

std::vector<Change> RefusalChanges(const Version& before,
                                   const Version& after) {
  const std::map<std::string, std::string> was = RefusalsOf(before);
  std::vector<Change> changes;
  for (const auto& [id, refusal] : RefusalsOf(after)) {
    const auto found = was.find(id);
    if (found == was.end() || found->second == refusal) continue;
    const std::string old_one = Named(found->second), new_one = Named(refusal);
    Change change;
    change.kind = ChangeKind::kWording;
    change.effect = Effect::kWidens;
    change.rules = {id};
    change.sentence = {
        absl::StrCat("上限 ", id, " が記録に残す理由が変わります：", old_one,
                     " → ", new_one,
                     "。監査で見る理由なので、二人で読みます。"),
        absl::StrCat("limit ", id,
                     " gives another reason to the log: ", old_one, " → ",
                     new_one, ". Audits go by it, so two read it.")};
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace tasuki::analysis
