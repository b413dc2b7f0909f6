#include "gateway/analysis/lint.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/guarantees.h"
#include "gateway/analysis/idle_rules.h"
#include "gateway/analysis/policy_files.h"

namespace tasuki::analysis {
namespace {

// The categories of which it is promised that nobody ever sees them.
CategorySet PromisedToNobody(const std::vector<v1::PolicyPack>& packs) {
  CategorySet promised;
  for (const v1::PolicyPack& pack : packs) {
    for (const v1::Guarantee& guarantee : pack.guarantees()) {
      const Promise promise = PromiseOf(guarantee);
      const bool always = promise.scope == policy::ScopeMask() &&
                          !promise.except.has_value() &&
                          promise.condition.always();
      if (always && promise.at_most == v1::LEVEL_WITHHELD) {
        promised = promised | promise.categories;
      }
    }
  }
  return promised;
}

class Linter {
 public:
  std::vector<Finding> Run(const std::vector<SourceFile>& files) {
    const PolicySources sources = ReadPolicySources(files, findings_);
    places_ = CheckPacks(sources.packs, /*sentences=*/true, findings_);
    std::vector<v1::PolicyPack> packs;
    for (const PackSource& source : sources.packs) {
      packs.push_back(source.message);
    }
    const std::set<std::string> ceilings = CeilingsOf(packs);
    // Which ceilings there are is not known if there are no packs.
    CheckCases(sources.cases, packs.empty() ? nullptr : &ceilings, findings_);
    if (!packs.empty() && !HasErrors(findings_)) CheckWhole(packs);
    return std::move(findings_);
  }

 private:
  void CheckWhole(const std::vector<v1::PolicyPack>& packs) {
    const absl::StatusOr<Tables> tables = CompileTables(packs);
    if (!tables.ok()) {
      Add("", {}, true, "",
          {std::string(tables.status().message()),
           std::string(tables.status().message())});
      return;
    }
    const IdleRules idle = FindIdleRules(*tables);
    for (const std::string& id : idle.unreached) {
      Warn(id, {"この規則が働く状況はありません",
                "there is no situation in which this rule does anything"});
    }
    for (const std::string& id : idle.redundant) {
      Warn(id, {"この規則がなくても、どの状況でも同じです（ほかの規則が同じこと"
                "をします）",
                "without this rule everything would be the same, since "
                "others do as much"});
    }
    for (const v1::Category category :
         (idle.unseen & ~PromisedToNobody(packs)).members()) {
      Add("", {}, false, "",
          {absl::StrCat(CodeAndWords(category, Language::kJapanese),
                        " は、誰にも開示されません"),
           absl::StrCat("nobody ever sees ",
                        CodeAndWords(category, Language::kEnglish))});
    }
  }

  void Warn(const std::string& id, Text message) {
    const auto& [file, place] = places_.at(id);
    Add(file, place, false, id, std::move(message));
  }

  void Add(const std::string& file, TextPlace place, bool error,
           const std::string& rule, Text message) {
    findings_.push_back({file, place, error, rule, std::move(message)});
  }

  StatementPlaces places_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> Lint(const std::vector<SourceFile>& files) {
  std::vector<Finding> findings = Linter().Run(files);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) {
                     return std::tuple(a.file, a.place.line, a.place.column) <
                            std::tuple(b.file, b.place.line, b.place.column);
                   });
  return findings;
}

}  // namespace tasuki::analysis
