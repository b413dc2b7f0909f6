#include "gateway/analysis/case_faults.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/legal_reader.h"
#include "gateway/policy/names.h"
#include "gateway/policy/pack_text.h"

namespace tasuki::analysis {
namespace {

using policy::NameList;

class Faults {
 public:
  Faults(const v1::PolicyCase& policy_case,
         const std::set<std::string>* ceilings)
      : case_(policy_case), ceilings_(ceilings) {}

  std::vector<CaseFault> Find() {
    CheckExpectations();
    CheckFacts();
    CheckReader();
    CheckGrounds();
    CheckThatSomethingCouldOpen();
    CheckLevels();
    CheckCeilings();
    return std::move(faults_);
  }

 private:
  void Add(std::vector<FieldStep> at, Text message) {
    faults_.push_back({std::move(at), std::move(message)});
  }

  void CheckExpectations() {
    if (policy::IsBlank(case_.name())) {
      Add({{"name"}}, {"事例に名がありません", "the case has no name"});
    }
    if (case_.expect().empty() && !case_.nothing_else() &&
        case_.closed_by().empty() && case_.obligations().empty()) {
      Add({},
          {"事例に期待（expect、nothing_else、closed_by、obligations）があり"
           "ません",
           "the case expects nothing: expect, nothing_else, closed_by or "
           "obligations"});
    }
  }

  void CheckFacts() {
    const v1::CaseSituation& situation = case_.situation();
    const std::pair<absl::string_view, const NameList*> lists[] = {
        {"known_true", &situation.known_true()},
        {"known_false", &situation.known_false()},
        {"unknown", &situation.unknown()}};
    std::map<std::string, absl::string_view> said;
    for (const auto& [list, names] : lists) {
      for (int i = 0; i < names->size(); ++i) {
        const auto [first, is_new] = said.try_emplace((*names)[i], list);
        if (is_new || first->second == list) continue;
        Add({{"situation"}, {list, i}},
            {absl::StrCat("この事実は ", first->second, " にもあります"),
             absl::StrCat("this fact is in ", first->second, " too")});
      }
    }
  }

  // Of no expectation at all another fault tells.
  bool ExpectsOnlyWithheld() const {
    return (case_.nothing_else() || !case_.expect().empty()) &&
           case_.closed_by().empty() && case_.obligations().empty() &&
           std::all_of(case_.expect().begin(), case_.expect().end(),
                       [](const v1::CategoryLevels& entry) {
                         return entry.level() == "WITHHELD";
                       });
  }

  void CheckReader() {
    const v1::CaseSituation& situation = case_.situation();
    if (IsImpossible(situation)) {
      Add({{"situation"}, {"role"}},
          {"この機関にこの役割の人はいません。規則に何があっても開示されません",
           "nobody of this reader has this role: nothing is opened whatever "
           "the rules say"});
      return;
    }
    const bool unnamed = situation.reader().empty() || situation.role().empty();
    if (unnamed && ExpectsOnlyWithheld()) {
      Add({{"situation"}},
          {"reader か role がありません。規則に何があっても開示されません",
           "reader or role is not named: nothing is opened whatever the rules "
           "say"});
    }
  }

  void CheckGrounds() {
    const v1::CaseSituation& situation = case_.situation();
    for (int i = 0; i < situation.grounds_size(); ++i) {
      const v1::CaseGround& ground = situation.grounds(i);
      if (ground.basis().empty()) {
        Add({{"situation"}, {"grounds", i}},
            {"根拠が書かれていません", "a ground without its basis"});
      }
      for (int j = 0; j < ground.mask_size(); ++j) {
        if (!ground.mask(j).level().empty()) continue;
        Add({{"situation"}, {"grounds", i}, {"mask", j}},
            {"段階が書かれていません", "a mask without its level"});
      }
    }
  }

  // Of a case that expects nothing to be open.
  void CheckThatSomethingCouldOpen() {
    if (!ExpectsOnlyWithheld()) return;
    const v1::CaseSituation& situation = case_.situation();
    if (situation.reader_is_holder() &&
        situation.reader() != situation.holder()) {
      Add({{"situation"}, {"reader_is_holder"}},
          {"reader と holder が違うので、自ら持つ記録とは扱われません",
           "reader and holder are not the same, so that reader_is_holder is "
           "not believed"});
    }
    if (situation.grounds().empty()) {
      Add({{"situation"}},
          {"根拠（grounds）がありません。規則に何があっても開示されません",
           "there is no ground: nothing is opened whatever the rules say"});
    } else if ((LetThrough() & Tried()).empty()) {
      Add({{"situation"}, {"grounds"}},
          {"期待する区分を通す根拠がありません（mask、または自ら持つ記録でない"
           "と"
           "きの OWN）。規則に何があっても開示されません",
           "no ground lets through what is expected (mask, or OWN where the "
           "record is another's): nothing is opened whatever the rules say"});
    }
  }

  // What the grounds can let through: OWN the holder alone, others what their
  // masks leave. Of what cannot be read another fault tells.
  CategorySet LetThrough() const {
    const v1::CaseSituation& situation = case_.situation();
    const bool own = situation.reader_is_holder() &&
                     situation.reader() == situation.holder();
    CategorySet through;
    for (const v1::CaseGround& ground : situation.grounds()) {
      if (ground.basis() == "OWN" && !own) continue;
      if (ground.mask().empty()) return CategorySet::All();
      const auto levels = policy::LevelsOf(ground.mask());
      if (!levels.ok()) return CategorySet::All();
      through = through | levels->existence();
    }
    return through;
  }

  // The categories of which the case expects something.
  CategorySet Tried() const {
    if (case_.nothing_else()) return CategorySet::All();
    CategorySet tried;
    for (const v1::CategoryLevels& entry : case_.expect()) {
      const auto categories = policy::CategoriesOf(entry.categories());
      if (!categories.ok() || categories->empty()) return CategorySet::All();
      tried = tried | *categories;
    }
    return tried;
  }

  void CheckLevels() {
    std::map<std::string, std::string> levels;
    for (int i = 0; i < case_.expect_size(); ++i) {
      const v1::CategoryLevels& entry = case_.expect(i);
      if (entry.level().empty()) {
        Add({{"expect", i}},
            {"期待に段階がありません", "an expectation without a level"});
      }
      if (entry.categories().empty()) {
        Add({{"expect", i}},
            {"期待に区分がありません", "an expected level without categories"});
      }
      for (int j = 0; j < entry.categories_size(); ++j) {
        const auto [first, is_new] =
            levels.try_emplace(entry.categories(j), entry.level());
        if (is_new || first->second == entry.level()) continue;
        Add({{"expect", i}, {"categories", j}},
            {"この区分には、ほかの段階も期待されています",
             "another level is expected of this category too"});
      }
    }
    if (levels.contains("*") && levels.size() > 1) {
      Add({{"expect"}}, {"「*」とほかの区分が並んでいます",
                         "\"*\" is expected beside other categories"});
    }
  }

  void CheckCeilings() {
    for (int i = 0; i < case_.closed_by_size(); ++i) {
      const v1::ClosedBy& closed = case_.closed_by(i);
      if (closed.categories().empty()) {
        Add({{"closed_by", i}},
            {"closed_by に区分がありません", "closed_by without categories"});
      }
      const bool known =
          ceilings_ == nullptr || ceilings_->contains(closed.ceiling());
      if (closed.ceiling().empty() || !known) {
        Add({{"closed_by", i}, {"ceiling"}},
            {"この id の上限はありません", "no ceiling has this id"});
      }
    }
  }

  const v1::PolicyCase& case_;
  const std::set<std::string>* const ceilings_;
  std::vector<CaseFault> faults_;
};

}  // namespace

std::vector<CaseFault> FaultsOf(const v1::PolicyCase& policy_case,
                                const std::set<std::string>* ceilings) {
  return Faults(policy_case, ceilings).Find();
}

std::vector<CaseFault> FaultsOf(const v1::PolicyCases& file) {
  std::vector<CaseFault> faults;
  if (file.cases().empty()) {
    faults.push_back({{}, {"事例がありません", "there is no case"}});
  }
  std::set<std::string> names;
  for (int i = 0; i < file.cases_size(); ++i) {
    const std::string& name = file.cases(i).name();
    if (policy::IsBlank(name) || names.insert(name).second) continue;
    faults.push_back({{{"cases", i}, {"name"}},
                      {"同じ名の事例がもうあります",
                       "another case of this file has this name"}});
  }
  for (int i = 0; i < file.usually_false_size(); ++i) {
    const auto& usually = file.usually_true();
    if (std::find(usually.begin(), usually.end(), file.usually_false(i)) ==
        usually.end()) {
      continue;
    }
    faults.push_back({{{"usually_false", i}},
                      {"この事実は usually_true にもあります",
                       "this fact is in usually_true too"}});
  }
  return faults;
}

std::vector<std::string> FaultsOfFiles(const v1::PolicyBundle& bundle) {
  std::vector<std::string> sentences;
  for (int i = 0; i < bundle.cases_size(); ++i) {
    for (const CaseFault& fault : FaultsOf(bundle.cases(i))) {
      const std::string which =
          fault.at.empty() || fault.at[0].field != "cases"
              ? ""
              : absl::StrCat(", case ", fault.at[0].index + 1);
      sentences.push_back(absl::StrCat("file ", i + 1, " of cases", which, ": ",
                                       fault.message.en));
    }
  }
  return sentences;
}

bool IsImpossible(const v1::CaseSituation& situation) {
  const auto reader = ParseAudience(situation.reader());
  const auto role = ParseRole(situation.role());
  return reader.ok() && role.ok() && !policy::IsLegalReader(*reader, *role);
}

}  // namespace tasuki::analysis
