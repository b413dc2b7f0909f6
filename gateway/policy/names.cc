#include "gateway/policy/names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/cord.h"
#include "absl/strings/strip.h"

namespace tasuki::policy {
namespace {

constexpr absl::string_view kAll = "*";
constexpr absl::string_view kNone = "NONE";
constexpr size_t kLongestName = 40;
constexpr absl::string_view kWrittenName = "tasuki/written-name";

bool LooksLikeName(absl::string_view text) {
  return !text.empty() && text.size() <= kLongestName &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return absl::ascii_isupper(c) || absl::ascii_isdigit(c) ||
                  c == '_' || c == '*' || c == '!';
         });
}

bool NamesEverything(const NameList& names) {
  return names.empty() || (names.size() == 1 && names[0] == kAll);
}

template <typename Enum>
absl::StatusOr<uint64_t> MaskOf(const NameList& names, Unknown unknown) {
  if (NamesEverything(names)) return ~uint64_t{0};
  uint64_t mask = unknown == Unknown::kMatchesEveryList ? 1 : 0;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const Enum value, NameOf<Enum>(name));
    mask |= uint64_t{1} << value;
  }
  return mask;
}

absl::StatusOr<uint64_t> RelationsWithNone(const NameList& names,
                                           Unknown unknown) {
  NameList others;
  bool none = false;
  for (const std::string& name : names) {
    if (name == kNone) {
      none = true;
    } else {
      others.Add(std::string(name));
    }
  }
  if (none && others.empty()) return 1;
  ASSIGN_OR_RETURN(const uint64_t mask, MaskOf<v1::Relation>(others, unknown));
  return none ? mask | 1 : mask;
}

}  // namespace

absl::Status UnknownName(absl::string_view vocabulary, absl::string_view name) {
  absl::Status status = absl::InvalidArgumentError(
      LooksLikeName(name)
          ? absl::StrCat("unknown name ", name, " in vocabulary ", vocabulary)
          : absl::StrCat("not a name of vocabulary ", vocabulary));
  status.SetPayload(kWrittenName, absl::Cord(name));
  return status;
}

std::optional<std::string> WrittenName(const absl::Status& status) {
  const absl::optional<absl::Cord> name = status.GetPayload(kWrittenName);
  if (!name.has_value()) return std::nullopt;
  return std::string(*name);
}

absl::StatusOr<ScopeMask> ScopeOf(const v1::Scope& scope, Unknown unknown) {
  ScopeMask mask;
  ASSIGN_OR_RETURN(mask.readers,
                   MaskOf<v1::AudienceType>(scope.readers(), unknown));
  ASSIGN_OR_RETURN(mask.roles, MaskOf<v1::Role>(scope.roles(), unknown));
  ASSIGN_OR_RETURN(mask.relations,
                   MaskOf<v1::Relation>(scope.relations(), unknown));
  ASSIGN_OR_RETURN(mask.holders,
                   MaskOf<v1::AudienceType>(scope.holders(), unknown));
  ASSIGN_OR_RETURN(mask.purposes,
                   MaskOf<v1::Purpose>(scope.purposes(), unknown));
  ASSIGN_OR_RETURN(mask.classes,
                   MaskOf<v1::CaseClass>(scope.classes(), unknown));
  return mask;
}

absl::StatusOr<ScopeMask> ScopeWithNone(const v1::Scope& scope,
                                        Unknown unknown) {
  v1::Scope others = scope;
  others.clear_relations();
  ASSIGN_OR_RETURN(ScopeMask mask, ScopeOf(others, unknown));
  ASSIGN_OR_RETURN(mask.relations,
                   RelationsWithNone(scope.relations(), unknown));
  return mask;
}

absl::StatusOr<CategorySet> CategoriesOf(const NameList& names) {
  if (names.size() == 1 && names[0] == kAll) return CategorySet::All();
  CategorySet categories;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const v1::Category category, NameOf<v1::Category>(name));
    categories = categories | CategorySet::Of(category);
  }
  return categories;
}

absl::StatusOr<LevelSet> LevelsOf(
    const google::protobuf::RepeatedPtrField<v1::CategoryLevels>& entries) {
  LevelSet levels;
  for (const v1::CategoryLevels& entry : entries) {
    ASSIGN_OR_RETURN(const v1::Level level, NameOf<v1::Level>(entry.level()));
    ASSIGN_OR_RETURN(const CategorySet categories,
                     CategoriesOf(entry.categories()));
    if (categories.empty()) {
      return absl::InvalidArgumentError("a level without categories");
    }
    levels = levels.Join(LevelSet::Of(categories, level));
  }
  return levels;
}

absl::StatusOr<Condition> ConditionOf(const NameList& facts) {
  Condition condition;
  for (absl::string_view name : facts) {
    const bool negated = absl::ConsumePrefix(&name, "!");
    ASSIGN_OR_RETURN(const v1::Fact fact, NameOf<v1::Fact>(name));
    FactSet& set = negated ? condition.negated : condition.facts;
    set = set | FactSet::Of(fact);
  }
  // "A and not A" can only be a mistake, and would make the rule never apply.
  if (condition.facts.Intersects(condition.negated)) {
    return absl::InvalidArgumentError("a condition that contradicts itself");
  }
  return condition;
}

}  // namespace tasuki::policy
